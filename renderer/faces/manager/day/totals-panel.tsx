import type { ServiceDayClosingRow } from "#domains/site/queries.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./day.module.css";
import { useInstantWords } from "./day-words.ts";

/** What closing freezes; of a closed day, what it froze. */
export function TotalsPanel(props: { readonly day: ServiceDayClosingRow }) {
  const { day } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const instant = useInstantWords();
  const isFrozen = day.dayStatus === "closed" && day.closedTotals !== null;
  const totals = (isFrozen ? day.closedTotals : null) ?? day.totals;
  const figures: ReadonlyArray<readonly [string, string]> = [
    [t("day.totals.batches"), units.outOf(totals.completedBatchCount, totals.batchCount)],
    [t("day.totals.cancelled"), units.count(totals.cancelledBatchCount)],
    [t("day.totals.portions"), units.outOf(totals.portionedPortionCount, totals.plannedPortionCount)],
    [t("day.totals.special"), units.count(totals.specialPackCount)],
    [t("day.totals.samples"), units.outOf(totals.sampleCount, day.sampleMinCount)],
    [t("day.totals.waste"), units.mass(totals.wasteMassG)],
  ];
  const before = day.dayStatus === "reopened" ? day.closedTotals : null;
  return (
    <Panel
      title={t(isFrozen ? "day.totals.title-frozen" : "day.totals.title")}
      note={
        isFrozen && day.closedAtMs !== null
          ? t("day.totals.frozen", { at: instant(day.closedAtMs) })
          : t("day.totals.live")
      }
    >
      <dl className={styles.figures}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {before === null ? null : (
        <p>{t("day.totals.changed", { old: units.outOf(before.portionedPortionCount, before.plannedPortionCount) })}</p>
      )}
    </Panel>
  );
}
