import { useState } from "react";
import type { StockCardRow, StockMovementRow } from "#domains/inventory/queries.ts";
import type { Item } from "#domains/inventory/values.ts";
import { amountOf } from "#kernel/quantity.ts";
import { addDays } from "#kernel/time.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { stockCardRef, stockMovementsRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { EXPORT_MAX_DAY_COUNT } from "#domains/reports/rules.ts";
import { ExportButtons } from "#renderer/faces/manager/export/export-buttons.tsx";
import { DateField } from "#renderer/faces/manager/act/date-field.tsx";
import { useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { isDateEntered } from "#renderer/copy/typed-date.ts";
import { useReferenceWords } from "./movement-words.ts";
import styles from "./stock.module.css";

/** What the card shows at first: the month behind. */
const FIRST_SPAN_DAY_COUNT = 30;
/** As many rows as one answer holds. */
const PAGE_COUNT = 100;

type Row = StockMovementRow & Partial<Pick<StockCardRow, "valueIdr" | "valueAfterIdr">>;
type Before = { readonly seq: number; readonly lineNumber: number };

/** The stock card: every movement with what there was before and after, newest first, a page at a time. */
export function StockCardPanel(props: { readonly item: Item }) {
  const { item } = props;
  const { t } = useManagerCopy();
  const { serviceDate } = useServiceDay();
  const [fromDate, setFrom] = useState(addDays(serviceDate, -FIRST_SPAN_DAY_COUNT));
  const [toDate, setTo] = useState<string>(serviceDate);
  /** Where each page before this one ended. */
  const [pages, setPages] = useState<readonly Before[]>([]);
  const isSpan = isDateEntered(fromDate) && isDateEntered(toDate) && fromDate <= toDate;
  const { rows, isLoading, mayCost } = useMovements({
    itemId: item.itemId,
    span: isSpan ? { fromDate, toDate } : null,
    before: pages.at(-1) ?? null,
  });
  const last = rows.at(-1);
  const restart = (set: (value: string) => void) => (value: string) => {
    set(value);
    setPages([]);
  };
  return (
    <Panel
      title={t("stock.card.title")}
      actions={
        <>
          <DateField isBare label={t("stock.card.from")} value={fromDate} onChange={restart(setFrom)} />
          <DateField isBare label={t("stock.card.to")} value={toDate} onChange={restart(setTo)} />
          <ExportButtons
            title={t("stock.card.of", { item: item.name })}
            request={{ report: "stock-card", itemId: item.itemId, fromDate, toDate }}
            reason={
              !isSpan
                ? t("stock.card.wrong-span")
                : addDays(fromDate, EXPORT_MAX_DAY_COUNT) <= toDate
                  ? t("stock.card.span-too-long", { count: EXPORT_MAX_DAY_COUNT })
                  : null
            }
          />
        </>
      }
    >
      <div className={styles.scroller} role="region" aria-label={t("stock.card.title")} tabIndex={0}>
        <Movements rows={rows} mayCost={mayCost} />
      </div>
      {rows.length > 0 ? null : (
        <p className={styles.hint}>
          {t(isLoading ? "shared.loading" : isSpan ? "stock.card.none" : "stock.card.wrong-span")}
        </p>
      )}
      {pages.length === 0 && rows.length < PAGE_COUNT ? null : (
        <nav className={styles.pager} aria-label={t("stock.card.pages")}>
          <Button
            size="small"
            icon="arrow-left"
            reason={pages.length === 0 ? t("manager.table.first-page") : null}
            onPress={() => setPages(pages.slice(0, -1))}
          >
            {t("stock.card.newer")}
          </Button>
          <span>{t("stock.card.page", { page: pages.length + 1 })}</span>
          <Button
            size="small"
            icon="arrow-right"
            reason={last === undefined || rows.length < PAGE_COUNT ? t("manager.table.last-page") : null}
            onPress={() => {
              if (last !== undefined) setPages([...pages, { seq: last.seq, lineNumber: last.lineNumber }]);
            }}
          >
            {t("stock.card.older")}
          </Button>
        </nav>
      )}
    </Panel>
  );
}

/** The movements of a page: with what they were worth for whoever may see prices. */
function useMovements(asked: {
  readonly itemId: string;
  readonly span: { readonly fromDate: string; readonly toDate: string } | null;
  readonly before: Before | null;
}): { readonly rows: readonly Row[]; readonly isLoading: boolean; readonly mayCost: boolean } {
  const viewer = useViewer();
  const mayCost = useWhyNotPermitted()("cost.view") === null;
  const params =
    asked.span === null || viewer === null
      ? null
      : { itemId: asked.itemId, ...asked.span, ...(asked.before === null ? {} : { before: asked.before }) };
  const plain = useLiveQuery(stockMovementsRef, mayCost ? null : params, viewer ?? {});
  const valued = useLiveQuery(stockCardRef, mayCost ? params : null, viewer ?? {});
  const answer = mayCost ? valued : plain;
  return { rows: answer.rows, isLoading: params !== null && answer.status === "loading", mayCost };
}

function Movements(props: { readonly rows: readonly Row[]; readonly mayCost: boolean }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const wordsOf = useReferenceWords();
  const signed = (row: Row) => `${amountOf(row.delta) > 0 ? "+" : ""}${units.quantity(row.delta)}`;
  return (
    <table className={styles.lines}>
      <caption className="visually-hidden">{t("stock.card.title")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("stock.card.when")}</th>
          <th scope="col" data-text="">
            {t("stock.card.what")}
          </th>
          <th scope="col" data-text="">
            {t("stock.column.lot")}
          </th>
          <th scope="col">{t("stock.card.before")}</th>
          <th scope="col">{t("stock.card.delta")}</th>
          <th scope="col">{t("stock.card.after")}</th>
          {props.mayCost ? <th scope="col">{t("stock.column.value")}</th> : null}
          {props.mayCost ? <th scope="col">{t("stock.card.value-after")}</th> : null}
          <th scope="col" data-text="">
            {t("kitchen.column.person")}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.movementId}>
            <td>
              {units.dayAndMonth(row.serviceDate)} {units.clock(row.occurredAtMs, timeZone)}
            </td>
            <td data-text="" data-wraps="">
              {wordsOf(row)}
            </td>
            <td data-text="">{row.lotCode}</td>
            <td>{units.quantity(row.before)}</td>
            <td>
              <strong>{signed(row)}</strong>
            </td>
            <td>{units.quantity(row.after)}</td>
            {props.mayCost ? <td>{row.valueIdr === undefined ? "" : units.money(row.valueIdr)}</td> : null}
            {props.mayCost ? <td>{row.valueAfterIdr === undefined ? "" : units.money(row.valueAfterIdr)}</td> : null}
            <td data-text="">{row.staffName ?? t("stock.card.kitchen-pc")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
