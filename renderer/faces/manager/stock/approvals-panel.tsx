import type { StockAdjustmentRow, StockCountRow } from "#domains/inventory/correction-queries.ts";
import { amountOf } from "#kernel/quantity.ts";
import { localFromMs } from "#kernel/time.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { countLinesRef, stockAdjustmentsRef, stockCountsRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { useStaffNames } from "#renderer/faces/manager/attendance/use-names.ts";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { DecidedPanel } from "./decided-panel.tsx";
import { AdjustmentActs, CountActs } from "./decision-acts.tsx";
import styles from "./stock.module.css";

/** What somebody asked of the stock book and somebody else decides: corrections and counts. */
export function ApprovalsPanel() {
  const { t } = useManagerCopy();
  const adjustments = useLiveQuery(stockAdjustmentsRef, {});
  const counts = useLiveQuery(stockCountsRef, {});
  const asked = adjustments.rows.filter(({ status }) => status === "asked");
  const submitted = counts.rows.filter(({ status }) => status === "submitted");
  const open = counts.rows.filter(({ status }) => status === "open");
  const isLoading = adjustments.status === "loading" || counts.status === "loading";
  return (
    <div className={styles.stack}>
      <Panel title={t("stock.approve.waiting")}>
        {asked.length + submitted.length === 0 ? (
          <EmptyState text={t(isLoading ? "shared.loading" : "stock.approve.none")} />
        ) : (
          <ul className={styles.cards} aria-label={t("stock.approve.waiting")}>
            {submitted.map((count) => (
              <li key={count.countId} className={styles.card} tabIndex={-1} data-row={count.countId}>
                <CountCard count={count} />
              </li>
            ))}
            {asked.map((adjustment) => (
              <li
                key={adjustment.adjustmentId}
                className={styles.card}
                tabIndex={-1}
                data-row={adjustment.adjustmentId}
              >
                <AdjustmentCard adjustment={adjustment} />
              </li>
            ))}
          </ul>
        )}
        {open.length === 0 ? null : (
          <p className={styles.hint}>
            {t("stock.count.open", { places: open.map(({ storagePlaceName }) => storagePlaceName).join(", ") })}
          </p>
        )}
      </Panel>
      <DecidedPanel adjustments={adjustments.rows} counts={counts.rows} />
    </div>
  );
}

function AdjustmentCard(props: { readonly adjustment: StockAdjustmentRow }) {
  const { adjustment } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const asked = useAskedWords();
  const sign = amountOf(adjustment.delta) > 0 ? "+" : "";
  return (
    <>
      <h3>{t("stock.approve.adjustment", { item: adjustment.itemName })}</h3>
      <span className={styles.figure}>
        {sign}
        {units.quantity(adjustment.delta)}
      </span>
      <span>
        {adjustment.lotCode} · {t("stock.adjust.now", { amount: units.quantity(adjustment.onHand) })}
      </span>
      <span>
        {t(`stock.adjust.${adjustment.reasonCode}`)}
        {adjustment.note === null ? "" : ` – “${adjustment.note}”`}
      </span>
      <span className={styles.hint}>{asked(adjustment.staffId, adjustment.askedAtMs)}</span>
      <div className={styles.acts}>
        <AdjustmentActs adjustment={adjustment} />
      </div>
    </>
  );
}

function CountCard(props: { readonly count: StockCountRow }) {
  const { count } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const asked = useAskedWords();
  const lines = useLiveQuery(countLinesRef, { countId: count.countId });
  const differing = lines.rows.filter(({ delta }) => delta !== null && amountOf(delta) !== 0);
  return (
    <>
      <h3>{t("stock.approve.count", { place: count.storagePlaceName })}</h3>
      <span>
        {t("stock.count.summary", {
          lines: units.count(count.lineCount),
          differences: units.count(count.differenceCount ?? 0),
        })}
      </span>
      {differing.length === 0 ? (
        <span>{t(lines.status === "loading" ? "shared.loading" : "stock.count.same")}</span>
      ) : (
        <div className={styles.scroller}>
          <table className={styles.lines}>
            <caption className="visually-hidden">{t("stock.count.differences")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("stock.column.item")}</th>
                <th scope="col">{t("stock.count.book")}</th>
                <th scope="col">{t("stock.count.counted")}</th>
                <th scope="col">{t("stock.card.delta")}</th>
              </tr>
            </thead>
            <tbody>
              {differing.map((line) => (
                <tr key={line.lotId}>
                  <td>
                    {line.itemName}
                    <span className={styles.code}>{line.lotCode}</span>
                  </td>
                  <td>{line.bookAtLine === null ? "" : units.quantity(line.bookAtLine)}</td>
                  <td>{line.counted === null ? "" : units.quantity(line.counted)}</td>
                  <td data-differs="">
                    {line.delta === null ? "" : `${amountOf(line.delta) > 0 ? "+" : ""}${units.quantity(line.delta)}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <span className={styles.hint}>{asked(count.staffId, count.submittedAtMs ?? count.startedAtMs)}</span>
      <div className={styles.acts}>
        <CountActs count={count} />
      </div>
    </>
  );
}

function useAskedWords(): (staffId: string | null, atMs: number) => string {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const nameOf = useStaffNames();
  return (staffId, atMs) =>
    t("stock.approve.asked-by", {
      name: nameOf(staffId),
      date: units.dateShort(localFromMs(atMs, timeZone).date),
      clock: units.clock(atMs, timeZone),
    });
}
