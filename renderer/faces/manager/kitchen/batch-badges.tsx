import type { BoardBatch } from "#domains/production/board.ts";
import { consumeByState, shownDeadline, type DeadlineState } from "#domains/production/timing.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { LOOK_BY_BATCH_WORD, LOOK_BY_CHECK } from "#renderer/domains/production/batch-look.ts";
import type { IconName } from "#renderer/ui/icon.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import type { StateToken } from "#renderer/ui/tokens.ts";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { useSlackWarning } from "./use-slack-warning.ts";

/** The production status, in the batch's own words (UX.md §2.5); a kloter that passed is no longer “Siap rilis”. */
export function StatusBadge(props: { readonly batch: Pick<BoardBatch, "status" | "quality"> }) {
  const { t } = useManagerCopy();
  const { status, quality } = props.batch;
  if (status === "ready" && quality === "released") return null;
  return <StateBadge state={`batch-${status}`} {...LOOK_BY_BATCH_WORD[status]} word={t(`shared.batch.${status}`)} />;
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

/** Time to what must leave: minutes left, or over when late. Nothing where quality's word stands in its place. */
export function DeadlineBadge(props: { readonly batch: BoardBatch; readonly nowMs: number }) {
  const { batch, nowMs } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const warning = useSlackWarning(batch.serviceDate);
  const shown = shownDeadline(batch, nowMs, warning);
  if (shown === null) return null;
  const { state, spareMs } = shown;
  const word = t(DEADLINE_WORD[state]);
  const time = state === "done" ? "" : ` ${units.duration(Math.abs(spareMs))}`;
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
            {...LOOK_BY_CHECK[state]}
            word={t(`shared.check.${kind}`)}
            label={`${t(`shared.check.${kind}`)}: ${t(`shared.check.${state}`)}`}
          />
        );
      })}
    </>
  );
}
