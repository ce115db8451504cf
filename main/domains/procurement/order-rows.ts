import { idrOfQuantity } from "#kernel/money.ts";
import { amountOf, quantityOf, type BaseUnit } from "#kernel/quantity.ts";
import { addDays, msFromLocal, type TimeZone } from "#kernel/time.ts";
import type { OrderListRow, OrderRow } from "#domains/procurement/queries.ts";
import { isFull, lineStandings, receivedState, type LineStanding } from "#domains/procurement/rules.ts";
import type { OrderFlag, OrderLine, PriceFlag } from "#domains/procurement/values.ts";
import type { OrderStatus } from "#domains/procurement/vocabulary.ts";
import { siteProfile } from "#main/domains/site/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { budgetLeftFor } from "./budget.ts";
import { deliveriesOf, receivedItems } from "./deliveries.ts";
import { orderLinesOf, supplierNow, surveyPriceOf, type SurveyPrice } from "./queries.ts";
import { boughtItems, type BoughtItem } from "./store-room.ts";
import { supplierNames } from "./supplier-rows.ts";
import { procurementSql, type ProcurementTables } from "./tables.ts";

type Row = ProcurementTables["purchase_order"];

/** Orders of a span of needed dates, newest needed first. */
export function orderListRows(
  db: ReadableDb,
  asked: {
    readonly status?: OrderStatus | undefined;
    readonly fromDate: string;
    readonly toDate: string;
    readonly maxCount: number;
  },
): readonly OrderListRow[] {
  const { timeZone } = siteProfile(db);
  const names = supplierNames(db);
  const query = procurementSql
    .selectFrom("purchase_order")
    .selectAll()
    .where("needed_date", ">=", asked.fromDate)
    .where("needed_date", "<=", asked.toDate)
    .orderBy("needed_date", "desc")
    .orderBy("order_code", "desc")
    .orderBy("order_id")
    .limit(asked.maxCount);
  const rows = db.all(asked.status === undefined ? query : query.where("status", "=", asked.status));
  return rows.map((row) => {
    const lines = orderLinesOf(db, row.order_id);
    const state = receivedState(standingsOf(db, row, lines).standings);
    return {
      orderId: row.order_id,
      orderCode: row.order_code,
      supplierId: row.supplier_id,
      supplierName: names.get(row.supplier_id) ?? "",
      neededDate: row.needed_date,
      method: row.method,
      status: row.status,
      receivedState: state,
      lineCount: lines.length,
      totalIdr: row.total_idr,
      flagCount: priceFlagsFrom(row).length + flagsFrom(row).length,
      overdueFromMs: overdueFromMs(row, isFull(state), timeZone),
    };
  });
}

/** Only what was sent and not ended can be late; from the end of the date it is needed on. */
function overdueFromMs(row: Row, isDone: boolean, timeZone: TimeZone): number | null {
  if (row.status !== "sent" || isDone) return null;
  return msFromLocal(addDays(row.needed_date, 1), "00:00", timeZone);
}

/** Goods arrive only on orders that were sent: of the others nothing is looked up. */
function standingsOf(db: ReadableDb, row: Row, lines: readonly OrderLine[]) {
  const isDeliverable = row.status === "sent" || row.status === "closed";
  const deliveries = isDeliverable ? deliveriesOf(db, row.order_id) : [];
  const received = receivedItems(deliveries);
  return {
    standings: lineStandings(lines, received),
    received,
    hasOpenReceipt: deliveries.some(({ isFinished }) => !isFinished),
  };
}

/** One order whole; no row for an id the kitchen does not have. */
export function orderRows(db: ReadableDb, orderId: string): readonly OrderRow[] {
  const row = db.first(
    procurementSql
      .selectFrom("purchase_order")
      .selectAll()
      .where("order_id", "=", orderId as Row["order_id"]), // compared only
  );
  return row === undefined ? [] : [orderRow(db, row)];
}

function orderRow(db: ReadableDb, row: Row): OrderRow {
  const lines = orderLinesOf(db, row.order_id);
  const { standings, received, hasOpenReceipt } = standingsOf(db, row, lines);
  const items = boughtItems(
    db,
    standings.map((standing) => standing.itemId),
  );
  const surveys = surveyPriceOf(
    db,
    lines.map((line) => line.itemId),
  );
  const supplier = supplierNow(db, row.supplier_id);
  const flags = flagsFrom(row);
  const state = receivedState(standings);
  const isOpen = row.status === "draft" || row.status === "submitted";
  const leftIdr = isOpen ? budgetLeftFor(db, { orderId: row.order_id, neededDate: row.needed_date }) : null;
  return {
    orderId: row.order_id,
    orderCode: row.order_code,
    supplierId: row.supplier_id,
    supplierName: supplier?.name ?? "",
    supplierStatus: supplier?.status ?? "inactive",
    neededDate: row.needed_date,
    method: row.method,
    status: row.status,
    receivedState: state,
    note: row.note,
    lines: lines.map((line) => lineRow(line, { standings, items, surveys })),
    strays: received
      .filter((item) => !lines.some((line) => line.itemId === item.itemId))
      .map(({ itemId, accepted }) => ({ itemId, itemName: items.get(itemId)?.name ?? "", accepted })),
    totalIdr: row.total_idr,
    priceFlags: [...priceFlagsFrom(row)],
    flags: [...flags],
    previousSuppliers: previousSuppliers(db, flags),
    overBudgetIdr: leftIdr === null || row.total_idr <= leftIdr ? null : row.total_idr - leftIdr,
    makerStaffIds: JSON.parse(row.maker_staff_ids_json) as string[], // written by the projection
    draftedByStaffId: row.drafted_by_staff_id,
    draftedAtMs: row.drafted_at_ms,
    submittedAtMs: row.submitted_at_ms,
    decidedByStaffId: row.decided_by_staff_id,
    decidedAtMs: row.decided_at_ms,
    decisionReason: row.decision_reason,
    sentAtMs: row.sent_at_ms,
    channel: row.channel,
    endedAtMs: row.ended_at_ms,
    endReason: row.end_reason,
    overdueFromMs: overdueFromMs(row, isFull(state), siteProfile(db).timeZone),
    hasOpenReceipt,
  };
}

interface LineContext {
  readonly standings: readonly LineStanding[];
  readonly items: ReadonlyMap<string, BoughtItem>;
  readonly surveys: ReadonlyMap<string, SurveyPrice>;
}

function lineRow(line: OrderLine, { standings, items, surveys }: LineContext): OrderRow["lines"][number] {
  const { unit } = line.quantity;
  const item = items.get(line.itemId);
  const bought = item?.purchaseUnits.find(({ code }) => code === line.purchaseUnitCode);
  const standing = standings.find(({ itemId }) => itemId === line.itemId);
  return {
    lineId: line.lineId,
    itemId: line.itemId,
    itemCode: item?.itemCode ?? "",
    itemName: item?.name ?? "",
    quantity: line.quantity,
    purchaseUnitCode: line.purchaseUnitCode ?? null,
    purchaseUnitLabel: bought?.label ?? null,
    purchaseCount: bought === undefined ? null : Math.floor(amountOf(line.quantity) / amountOf(bought.quantity)),
    unitPrice: line.unitPrice,
    amountIdr: idrOfQuantity(line.quantity, line.unitPrice),
    neededForDate: line.neededForDate ?? null,
    ...standingQuantities(standing, unit),
    referencePrice: item?.referencePrice ?? null,
    surveyPrice: surveys.get(line.itemId)?.lowest ?? null,
  };
}

function standingQuantities(standing: LineStanding | undefined, unit: BaseUnit) {
  return {
    accepted: quantityOf(unit, standing?.acceptedAmount ?? 0),
    rejected: quantityOf(unit, standing?.rejectedAmount ?? 0),
    returned: quantityOf(unit, standing?.returnedAmount ?? 0),
    open: quantityOf(unit, standing?.openAmount ?? 0),
    over: quantityOf(unit, standing?.overAmount ?? 0),
  };
}

function previousSuppliers(db: ReadableDb, flags: readonly OrderFlag[]): OrderRow["previousSuppliers"] {
  const ids = flags.flatMap((flag) => (flag.kind === "supplier-changed" ? flag.previousSupplierId : []));
  return [...new Set(ids)].map((supplierId) => ({ supplierId, name: supplierNow(db, supplierId)?.name ?? "" }));
}

/** Both columns were written from parsed events. */
function priceFlagsFrom(row: Pick<Row, "price_flags_json">): readonly PriceFlag[] {
  return JSON.parse(row.price_flags_json) as PriceFlag[];
}
function flagsFrom(row: Pick<Row, "flags_json">): readonly OrderFlag[] {
  return JSON.parse(row.flags_json) as OrderFlag[];
}

/** Deliveries to come, soonest needed first: what the tablet at the door waits for. */
export function expectedDeliveryRows(db: ReadableDb, maxCount: number) {
  const names = supplierNames(db);
  const orders = db.all(
    procurementSql
      .selectFrom("purchase_order")
      .selectAll()
      .where("status", "=", "sent")
      .orderBy("needed_date")
      .orderBy("order_code"),
  );
  return orders
    .flatMap((row) => {
      const lines = orderLinesOf(db, row.order_id);
      const { standings } = standingsOf(db, row, lines);
      const state = receivedState(standings);
      return isFull(state) ? [] : [{ row, lines, standings, state }];
    })
    .slice(0, maxCount)
    .map(({ row, lines, standings, state }) => {
      const items = boughtItems(
        db,
        lines.map((line) => line.itemId),
      );
      return {
        orderId: row.order_id,
        orderCode: row.order_code,
        supplierId: row.supplier_id,
        supplierName: names.get(row.supplier_id) ?? "",
        neededDate: row.needed_date,
        receivedState: state,
        lines: lines.map((line) => {
          const standing = standings.find(({ itemId }) => itemId === line.itemId);
          const { accepted, open } = standingQuantities(standing, line.quantity.unit);
          return {
            lineId: line.lineId,
            itemId: line.itemId,
            itemName: items.get(line.itemId)?.name ?? "",
            purchaseUnitCode: line.purchaseUnitCode ?? null,
            ordered: line.quantity,
            accepted,
            open,
          };
        }),
      };
    });
}
