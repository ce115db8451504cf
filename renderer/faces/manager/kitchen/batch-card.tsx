import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { totalPortionCount } from "#kernel/quantity.ts";
import type { BoardBatch } from "#domains/production/board.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { CheckBadges, ConsumeByBadge, DeadlineBadge, QualityBadge, StatusBadge } from "./batch-badges.tsx";
import styles from "./batch-card.module.css";
import { HoldDialog } from "./hold-dialog.tsx";
import { useNextStage } from "./use-stage.ts";

/** One batch at a glance, with its next act (UX.md §3.4). */
export function BatchCard(props: { readonly batch: BoardBatch; readonly nowMs: number }) {
  const { batch, nowMs } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const name = `K${batch.kloterNumber} ${batch.label}`;
  const wholeCount = totalPortionCount(batch.portionCounts);
  const doneCount = totalPortionCount(batch.portionedCounts);
  const lead = batch.staff.find((task) => task.taskKind === "lead-cook");
  return (
    <article
      className={styles.card}
      aria-label={name}
      tabIndex={-1}
      data-row={batch.batchId}
      data-held={batch.quality === "held" ? "" : undefined}
    >
      <div className={styles.head}>
        <h3>
          <Link to="/dapur/kloter/$batchId" params={{ batchId: batch.batchId }}>
            {name}
          </Link>
        </h3>
        <DeadlineBadge batch={batch} nowMs={nowMs} />
      </div>
      <p className={styles.dishes}>{batch.dishRuns.map((run) => run.dishName).join(" · ")}</p>
      <div className={styles.badges}>
        <StatusBadge batch={batch} />
        <QualityBadge quality={batch.quality} />
        <CheckBadges checks={batch.checks} />
        <ConsumeByBadge consumeByAtMs={batch.consumeByAtMs} nowMs={nowMs} />
      </div>
      <div
        className={styles.progress}
        role="progressbar"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(batch.progressBp / 100)}
        aria-label={t("kitchen.progress-of", { batch: name })}
      >
        <svg width="100%" height="8" aria-hidden="true">
          <rect className={styles.track} width="100%" height="8" rx="4" />
          <rect className={styles.done} width={`${batch.progressBp / 100}%`} height="8" rx="4" />
        </svg>
      </div>
      <p className={styles.meta}>
        <span>
          {doneCount > 0
            ? t("kitchen.portions-done", { portions: units.outOf(doneCount, wholeCount) })
            : t("kitchen.portions", { count: units.count(wholeCount) })}
          {batch.specialPackCount === 0
            ? null
            : ` · ${t("shared.special-pack")} ${units.outOf(batch.portionedSpecialPackCount, batch.specialPackCount)}`}
        </span>
        <span>{lead === undefined ? t("kitchen.no-lead") : t("kitchen.lead", { name: lead.name ?? "–" })}</span>
      </p>
      <BatchCardActs batch={batch} nowMs={nowMs} name={name} />
    </article>
  );
}

function BatchCardActs(props: { readonly batch: BoardBatch; readonly nowMs: number; readonly name: string }) {
  const { batch, nowMs, name } = props;
  const { t } = useManagerCopy();
  const whyNot = useWhyNotPermitted();
  const next = useNextStage(batch, nowMs);
  const [isHolding, setHolding] = useState(false);
  const isOver = batch.status === "completed" || batch.status === "cancelled";
  if (isOver) return null;
  return (
    <div className={styles.acts}>
      {next === null ? null : (
        <Button size="small" reason={next.reason} onPress={next.press} label={`${next.words} – ${name}`}>
          {next.isBusy ? t("shared.record.sending") : next.words}
        </Button>
      )}
      {batch.quality === "held" ? (
        <Link to="/mutu" search={{ bagian: "rilis" }} className={styles.link ?? ""}>
          {t("kitchen.to-quality")}
        </Link>
      ) : (
        <Button
          size="small"
          icon="hand"
          kind="danger"
          label={t("kitchen.hold-of", { batch: name })}
          reason={whyNot("quality.hold")}
          onPress={() => setHolding(true)}
        >
          {t("shared.verb.hold")}
        </Button>
      )}
      {isHolding ? <HoldDialog batchId={batch.batchId} name={name} onClose={() => setHolding(false)} /> : null}
    </div>
  );
}
