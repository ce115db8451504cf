import type { BoardBatch } from "#domains/production/board.ts";
import { batchDeadlineState, consumeByState, slackMs, type DeadlineState } from "#domains/production/timing.ts";
import type { BatchStatus } from "#domains/production/vocabulary.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import type { IconName } from "#renderer/ui/icon.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import type { StateToken } from "#renderer/ui/tokens.ts";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

const ICON_BY_STATUS: Readonly<Record<BatchStatus, IconName>> = {
  planned: "circle-dashed",
  preparing: "utensils",
  cooking: "flame",
  checking: "clipboard-check",
  portioning: "package",
  ready: "clock",
  completed: "circle-check",
  cancelled: "circle-x",
};

/** The production status, in the batch's own words (UX.md §2.5). */
export function StatusBadge(props: { readonly status: BatchStatus }) {
  const { t } = useManagerCopy();
  const { status } = props;
  return (
    <StateBadge
      state={`batch-${status}`}
      token="text"
      icon={ICON_BY_STATUS[status]}
      word={t(`shared.batch.${status}`)}
    />
  );
}

/** Quality's word beside it; nothing while it is open. */
export function QualityBadge(props: { readonly quality: BoardBatch["quality"] }) {
  const { t } = useManagerCopy();
  switch (props.quality) {
    case "open":
      return null;
    case "held":
      return <StateBadge state="batch-held" token="crit" icon="hand" word={t("shared.batch.held")} surface="tint" />;
    case "released":
      return <StateBadge state="batch-released" token="ok" icon="circle-check" word={t("shared.batch.released")} />;
    case "rejected":
      return (
        <StateBadge
          state="batch-rejected"
          token="crit"
          icon="circle-x"
          word={t("shared.batch.rejected")}
          surface="tint"
        />
      );
  }
}

const DEADLINE_LOOK: Readonly<Record<DeadlineState, { readonly token: StateToken; readonly icon: IconName }>> = {
  "on-track": { token: "text", icon: "circle-play" },
  soon: { token: "warn", icon: "triangle-alert" },
  late: { token: "crit", icon: "octagon-alert" },
  done: { token: "ok", icon: "circle-check" },
};
const DEADLINE_WORD = {
  "on-track": "shared.deadline.running",
  soon: "shared.deadline.soon",
  late: "shared.deadline.late",
  done: "shared.deadline.done",
} as const;

/** Time to what must leave: minutes left, or over when late. */
export function DeadlineBadge(props: { readonly batch: BoardBatch; readonly nowMs: number }) {
  const { batch, nowMs } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  if (batch.status === "cancelled") return null;
  const state = batchDeadlineState(batch, nowMs);
  const word = t(DEADLINE_WORD[state]);
  const time = state === "done" ? "" : ` ${units.duration(Math.abs(slackMs(batch, nowMs)))}`;
  return (
    <StateBadge
      state={`deadline-${state}`}
      token={DEADLINE_LOOK[state].token}
      icon={DEADLINE_LOOK[state].icon}
      word={`${word}${time}`}
      surface={state === "soon" || state === "late" ? "tint" : "plain"}
    />
  );
}

/** Until when the food may be eaten, once it is cooked. */
export function ConsumeByBadge(props: { readonly consumeByAtMs: number | null; readonly nowMs: number }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const state = consumeByState(props.consumeByAtMs, props.nowMs);
  if (state === null || props.consumeByAtMs === null) return null;
  const token = state === "passed" ? "crit" : state === "near" ? "warn" : "text";
  return (
    <StateBadge
      state={`consume-by-${state}`}
      token={token}
      icon="clock"
      word={t("kitchen.consume-by", { clock: units.clock(props.consumeByAtMs, timeZone) })}
    />
  );
}

const CHECK_LOOK = {
  pass: { token: "ok", icon: "circle-check" },
  fail: { token: "crit", icon: "circle-x" },
  pending: { token: "text", icon: "circle-dashed" },
  "not-needed": { token: "text", icon: "minus" },
} as const satisfies Record<string, { token: StateToken; icon: IconName }>;

/** Suhu, Uji, Sampel: passed, failed or not yet. */
export function CheckBadges(props: { readonly checks: BoardBatch["checks"] }) {
  const { t } = useManagerCopy();
  return (
    <>
      {(["core", "tasting", "sample"] as const).map((kind) => {
        const state = props.checks[kind];
        return (
          <StateBadge
            key={kind}
            state={`check-${state}`}
            token={CHECK_LOOK[state].token}
            icon={CHECK_LOOK[state].icon}
            word={t(`shared.check.${kind}`)}
            label={`${t(`shared.check.${kind}`)}: ${t(`shared.check.${state}`)}`}
          />
        );
      })}
    </>
  );
}
