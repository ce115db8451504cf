import type { ReactNode } from "react";
import type { BoardBatch } from "#domains/production/board.ts";
import { consumeByState, shownDeadline, type ShownDeadline, type SlackWarning } from "#domains/production/timing.ts";
import type { TimeZone } from "#kernel/time.ts";
import { totalPortionCount } from "#kernel/quantity.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { batchWord, LOOK_BY_BATCH_WORD, LOOK_BY_CHECK } from "./batch-look.ts";
import { DeadlineBadge } from "./deadline-badge.tsx";
import styles from "./batch-card.module.css";

/** Longer group names are set smaller. */
const LABEL_LONG_COUNT = 16;
const CHECKS = ["core", "tasting", "sample"] as const;

/** A batch at a glance: what, how many, how far, until when, checked how, by whom. The dishes stand below it. */
export function BatchCard(props: {
  readonly batch: BoardBatch;
  readonly nowMs: number;
  readonly timeZone: TimeZone;
  readonly warning: SlackWarning;
  /** Words about a hold, a pending record or a note, under the head. */
  readonly notice?: ReactNode;
  readonly children: ReactNode;
}) {
  const { batch, nowMs } = props;
  const copy = useTabletCopy();
  const word = batchWord(batch);
  const deadline = shownDeadline(batch, nowMs, props.warning);
  return (
    <article className={styles["card"]} data-crit={word === "held" || word === "rejected" ? "" : undefined}>
      <header className={styles["head"]}>
        <h1 data-long={batch.label.length > LABEL_LONG_COUNT ? "" : undefined}>
          {copy.t("tablet.batch.title", { number: batch.kloterNumber, label: batch.label })}
        </h1>
        <StateBadge state={`batch-${word}`} {...LOOK_BY_BATCH_WORD[word]} word={copy.t(`shared.batch.${word}`)} />
        {deadline === null ? null : (
          <span className={styles["deadline"]}>
            <DeadlineBadge deadline={deadline.state} />
            <Slack deadline={deadline} />
          </span>
        )}
      </header>
      <Figures batch={batch} nowMs={nowMs} timeZone={props.timeZone} />
      <Progress batch={batch} />
      <div className={styles["badges"]}>
        {CHECKS.map((check) => (
          <CheckBadge key={check} check={check} state={batch.checks[check]} />
        ))}
        <Team batch={batch} />
      </div>
      {props.notice}
      {props.children}
    </article>
  );
}

function Slack(props: { readonly deadline: ShownDeadline }) {
  const copy = useTabletCopy();
  const units = useUnits();
  const { state, spareMs } = props.deadline;
  if (state === "done") return null;
  const duration = units.duration(spareMs);
  return (
    <span>
      {spareMs < 0 ? copy.t("tablet.batch.slack-over", { duration }) : copy.t("tablet.batch.slack-left", { duration })}
    </span>
  );
}

function Figures(props: { readonly batch: BoardBatch; readonly nowMs: number; readonly timeZone: TimeZone }) {
  const { batch, nowMs, timeZone } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const portions = units.count(totalPortionCount(batch.portionCounts));
  const consume = consumeByState(batch.consumeByAtMs, nowMs);
  return (
    <p className={styles["figures"]}>
      <span>
        {batch.specialPackCount === 0
          ? copy.t("tablet.batch.portions", { portions })
          : copy.t("tablet.batch.portions-special", { portions, special: units.count(batch.specialPackCount) })}
      </span>
      <span>{copy.t("tablet.batch.needed-by", { clock: units.clock(batch.neededByAtMs, timeZone) })}</span>
      {batch.consumeByAtMs === null ? null : consume === "far" ? (
        <span>{copy.t("tablet.batch.consume-by", { clock: units.clock(batch.consumeByAtMs, timeZone) })}</span>
      ) : (
        <StateBadge
          state={`consume-${consume ?? "far"}`}
          token={consume === "passed" ? "crit" : "warn"}
          word={copy.t("tablet.batch.consume-by", { clock: units.clock(batch.consumeByAtMs, timeZone) })}
        />
      )}
    </p>
  );
}

function Progress(props: { readonly batch: BoardBatch }) {
  const copy = useTabletCopy();
  const units = useUnits();
  const { progressBp } = props.batch;
  const words = copy.t("tablet.batch.progress", { percent: units.percent(progressBp) });
  return (
    <div
      className={styles["progress"]}
      role="progressbar"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(progressBp / 100)}
      aria-label={words}
    >
      <span className={styles["progressFill"]} style={{ width: `${String(progressBp / 100)}%` }} />
      <span className={styles["progressWords"]}>{words}</span>
    </div>
  );
}

function CheckBadge(props: { readonly check: (typeof CHECKS)[number]; readonly state: BoardBatch["checks"]["core"] }) {
  const copy = useTabletCopy();
  return (
    <StateBadge
      state={`check-${props.state}`}
      {...LOOK_BY_CHECK[props.state]}
      word={`${copy.t(`shared.check.${props.check}`)} ${copy.t(`shared.check.${props.state}`)}`}
    />
  );
}

function Team(props: { readonly batch: BoardBatch }) {
  const copy = useTabletCopy();
  const { staff } = props.batch;
  const lead = staff.find(({ taskKind }) => taskKind === "lead-cook") ?? staff[0];
  if (lead === undefined) return <span className={styles["team"]}>{copy.t("tablet.batch.team-none")}</span>;
  const name = lead.name ?? copy.t("acts.team.lead-cook");
  const others = new Set(staff.map(({ staffId }) => staffId)).size - 1;
  const words = lead.taskKind === "lead-cook" ? copy.t("tablet.batch.lead", { name }) : name;
  return (
    <span className={styles["team"]}>
      {others === 0 ? words : copy.t("tablet.batch.others", { name: words, count: others })}
    </span>
  );
}
