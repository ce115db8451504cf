import {
  expiring,
  lots,
  stock,
  stockValues,
  storagePlaces,
  type LotRow,
  type StockRow,
} from "#domains/inventory/queries.ts";
import { receipts } from "#domains/inventory/receipt-queries.ts";
import { stockAdjustments, stockCounts } from "#domains/inventory/correction-queries.ts";
import { usageVariance } from "#domains/inventory/use-queries.ts";
import type { TableOf } from "#domains/reports/tables.ts";
import { amountOf } from "#kernel/quantity.ts";
import { localFromMs, type LocalDate } from "#kernel/time.ts";
import { dateText, quantityText, spanText } from "#main/reports/format.ts";
import type { ReportSource } from "#main/reports/report-source.ts";
import { amountCell, unitCell } from "./amount-cells.ts";
import { joined, listed, type ListedTable } from "./listed-table.ts";
import { word } from "./table-words.ts";

interface OfSpan {
  readonly fromDate: LocalDate;
  readonly toDate: LocalDate;
}
type Of<Code extends TableOf["table"]> = Extract<TableOf, { readonly table: Code }>;

/** Everything the store room keeps; `stock-valued` with what it is worth, for whoever may see prices. */
export function stockTable(source: ReportSource, table: "stock" | "stock-valued"): ListedTable {
  const localDate = dateOf(source);
  const values = table === "stock" ? [] : source.askShown(stockValues, {});
  const valueById = new Map(values.map((row) => [row.itemId, row.valueIdr]));
  return listed({
    title: word("stock.tab.stok"),
    subject: dateText(localDate),
    rows: source.askShown(stock, { localDate }),
    key: (row) => row.itemId,
    columns: (column) => [
      column(word("stock.column.code"), "text", 14, (row) => row.item.itemCode),
      column(word("stock.column.item"), "text", 26, (row) => row.item.name),
      column(word("stock.column.category"), "text", 16, (row) => word(`stock.category.${row.item.category}`)),
      column(word("stock.column.available"), "thousandths", 13, (row) => amountCell(row.available)),
      column(word("stock.column.on-hand"), "thousandths", 13, (row) => amountCell(row.onHand)),
      column(word("document.unit"), "text", 8, (row) => unitCell(row.onHand)),
      column(word("stock.column.state"), "text", 14, stateOf),
      column(word("stock.column.next-expiry"), "date", 14, (row) => row.nextExpiryDate),
      column(word("document.days-of-stock"), "count", 11, (row) => row.daysOfStockCount),
      column(word("stock.column.min"), "thousandths", 11, (row) => amountCell(row.item.minQuantity)),
      ...(table === "stock"
        ? []
        : [column(word("stock.column.value"), "idr", 15, (row: StockRow) => valueById.get(row.itemId) ?? null)]),
    ],
  });
}

/** As on the screen: without a minimum nobody calls what is there enough. */
function stateOf(row: StockRow): string {
  const amount = row.state === "plenty" ? "enough" : row.state;
  return joined(
    amountOf(row.expired) > 0 ? word("stock.state.expired") : null,
    amount === "enough" && row.item.minQuantity === null ? null : word(`stock.state.${amount}`),
  );
}

export function lotsTable(source: ReportSource, { itemId }: Of<"lots">): ListedTable {
  const localDate = dateOf(source);
  const rows = source.askShown(lots, { localDate, itemId });
  const name = source.askShown(stock, { localDate }).find((row) => row.itemId === itemId)?.item.name;
  return listed({
    title: word("stock.lots"),
    subject: joined(name, dateText(localDate)),
    rows,
    key: (row) => row.lotId,
    columns: (column) => [
      column(word("stock.column.lot"), "text", 22, (row) => row.lotCode),
      column(word("stock.column.item"), "text", 22, (row) => row.itemName),
      column(word("stock.column.on-hand"), "thousandths", 13, (row) => amountCell(row.onHand)),
      column(word("document.unit"), "text", 8, (row) => unitCell(row.onHand)),
      column(word("stock.column.came"), "time", 16, (row) => row.receivedAtMs),
      column(word("stock.column.expiry"), "date", 14, (row) => row.expiryDate),
      column(word("stock.column.place"), "text", 16, (row) => row.storagePlaceName),
      column(word("stock.column.supplier-lot"), "text", 16, (row) => row.supplierLotCode),
      column(word("stock.column.state"), "text", 14, (row) => word(`stock.lot.${lotState(row)}`)),
    ],
  });
}

function lotState(lot: LotRow) {
  if (lot.status === "blocked") return "blocked";
  if (lot.isExpired) return "expired";
  return lot.fefoNumber === 1 ? "first" : "available";
}

export function placesTable(source: ReportSource): ListedTable {
  return listed({
    title: word("stock.tab.tempat"),
    subject: word("document.as-now"),
    rows: source.askShown(storagePlaces, {}),
    key: (row) => row.storagePlaceId,
    columns: (column) => [
      column(word("stock.column.place"), "text", 24, (row) => row.name),
      column(word("stock.item.kind"), "text", 16, (row) => word(`stock.kind.${row.storageKind}`)),
      column(word("stock.lots"), "count", 8, (row) => row.lotCount),
      column(word("stock.column.state"), "text", 26, (row) =>
        row.openCountId === null ? null : word(row.isFrozen ? "stock.place.frozen" : "stock.place.counted"),
      ),
    ],
  });
}

export function receiptsTable(source: ReportSource, { fromDate, toDate }: OfSpan): ListedTable {
  return listed({
    title: word("stock.tab.terima"),
    subject: spanText({ fromDate, toDate }),
    rows: source.askShown(receipts, { fromDate, toDate }),
    key: (row) => row.receiptId,
    columns: (column) => [
      column(word("stock.column.receipt"), "text", 22, (row) => row.receiptCode),
      column(word("stock.column.came"), "time", 16, (row) => row.startedAtMs),
      column(word("stock.column.state"), "text", 20, (row) => word(`stock.receipt.${row.status}`)),
      column(word("stock.column.lines"), "count", 8, (row) => row.lineCount),
      column(word("stock.column.refused"), "count", 8, (row) => row.rejectedLineCount),
      column(word("kitchen.column.person"), "text", 18, (row) => source.nameOf(row.staffId)),
    ],
  });
}

/** Corrections and counts that were decided, newest first. */
export function stockDecisionsTable(source: ReportSource): ListedTable {
  const adjustments = source.askShown(stockAdjustments, {}).map((row) => ({
    key: row.adjustmentId,
    what: joined(word("document.adjustment"), row.itemName),
    detail: joined(row.lotCode, `${amountOf(row.delta) > 0 ? "+" : ""}${quantityText(row.delta)}`),
    why: joined(word(`stock.movement-reason.adjustment.${row.reasonCode}`), row.note),
    ...decidedOf(row),
  }));
  const counts = source.askShown(stockCounts, {}).map((row) => ({
    key: row.countId,
    what: joined(word("stock.movement.count"), row.storagePlaceName),
    detail: `${String(row.lineCount)} lot · ${String(row.differenceCount ?? 0)} selisih`,
    why: "",
    ...decidedOf(row),
  }));
  return listed({
    title: word("stock.decided.title"),
    subject: word("document.as-now"),
    rows: [...adjustments, ...counts]
      .filter(({ decidedAtMs }) => decidedAtMs !== null)
      .toSorted((left, right) => Number(right.decidedAtMs) - Number(left.decidedAtMs)),
    key: (row) => row.key,
    columns: (column) => [
      column(word("stock.decided.what"), "text", 26, (row) => row.what),
      column(word("stock.decided.detail"), "text", 26, (row) => row.detail),
      column(word("stock.decided.reason"), "text", 20, (row) => joined(row.why, row.rejectionReason)),
      column(word("stock.decided.maker"), "text", 18, (row) => source.nameOf(row.staffId)),
      column(word("kitchen.column.status"), "text", 12, (row) =>
        word(row.status === "applied" ? "stock.decided.applied" : "stock.decided.refused"),
      ),
      column(word("stock.decided.when"), "time", 16, (row) => row.decidedAtMs),
      column(word("stock.decided.by"), "text", 18, (row) => source.nameOf(row.decidedByStaffId)),
    ],
  });
}

interface Decided {
  readonly status: string;
  readonly staffId: string | null;
  readonly decidedAtMs: number | null;
  readonly decidedByStaffId: string | null;
  readonly rejectionReason: string | null;
}

function decidedOf({ status, staffId, decidedAtMs, decidedByStaffId, rejectionReason }: Decided): Decided {
  return { status, staffId, decidedAtMs, decidedByStaffId, rejectionReason };
}

export function expiringTable(source: ReportSource, { withinDayCount }: Of<"expiring">): ListedTable {
  const localDate = dateOf(source);
  return listed({
    title: word("stock.tab.kedaluwarsa"),
    subject: `${dateText(localDate)} · dalam ${String(withinDayCount)} hari`,
    rows: source.askShown(expiring, { localDate, withinDayCount }),
    key: (row) => row.lotId,
    columns: (column) => [
      column(word("stock.column.item"), "text", 24, (row) => row.itemName),
      column(word("stock.column.lot"), "text", 22, (row) => row.lotCode),
      column(word("stock.column.place"), "text", 16, (row) => row.storagePlaceName),
      column(word("stock.column.on-hand"), "thousandths", 13, (row) => amountCell(row.onHand)),
      column(word("document.unit"), "text", 8, (row) => unitCell(row.onHand)),
      column(word("stock.column.expiry"), "date", 14, (row) => row.expiryDate),
      column(word("document.days-left"), "count", 10, (row) => row.daysLeftCount),
    ],
  });
}

export function usageTable(source: ReportSource, { fromDate, toDate }: OfSpan): ListedTable {
  return listed({
    title: word("stock.tab.pemakaian"),
    subject: spanText({ fromDate, toDate }),
    rows: source.askShown(usageVariance, { fromDate, toDate }),
    key: (row) => row.ingredientId,
    columns: (column) => [
      column(word("stock.usage.food"), "text", 26, (row) => row.ingredientName),
      column(word("stock.usage.theoretical"), "thousandths", 14, (row) => amountCell(row.theoretical)),
      column(word("stock.usage.actual"), "thousandths", 14, (row) => amountCell(row.actual)),
      column(word("document.unit"), "text", 8, (row) => unitCell(row.actual)),
      column(word("stock.usage.variance"), "share", 10, (row) => row.varianceBp),
      column(word("stock.column.state"), "text", 16, (row) => word(`stock.usage.${row.state}`)),
      column(word("stock.usage.batches"), "count", 8, (row) => row.batchCount),
    ],
  });
}

function dateOf({ nowMs, timeZone }: ReportSource): LocalDate {
  return localFromMs(nowMs, timeZone).date;
}
