import { compareUnitPrices } from "#kernel/money.ts";
import { quantityOf, type Quantity, type UnitPrice } from "#kernel/quantity.ts";
import type { ItemId, ReceiptId } from "#domains/inventory/ids.ts";
import type { InvoiceId, OrderId, SupplierId } from "#domains/procurement/ids.ts";
import { isFull, lineStandings, receivedState } from "#domains/procurement/rules.ts";
import type { Certificate, OrderLine } from "#domains/procurement/values.ts";
import type { OrderStatus, SupplierStatus } from "#domains/procurement/vocabulary.ts";
import type { FollowOn } from "#main/store/domain-module.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { deliveriesOf, receivedItems } from "./deliveries.ts";
import { procurementSql, type ProcurementTables } from "./tables.ts";

/** What other domains ask buying. The live queries of the faces are in `query-handlers.ts`. */

export interface SupplierNow {
  readonly supplierId: SupplierId;
  readonly name: string;
  readonly status: SupplierStatus;
  readonly certificates: readonly Certificate[];
}

/** A supplier as it stands; null for an id the kitchen does not have. */
export function supplierNow(db: ReadableDb, supplierId: string): SupplierNow | null {
  const row = db.first(selectSupplier({ supplierId }));
  if (row === undefined) return null;
  return {
    supplierId: row.supplier_id,
    name: row.name,
    status: row.status,
    certificates: JSON.parse(row.certificates_json) as Certificate[], // written from a parsed event
  };
}

const selectSupplier = createPreparedQuery<{ supplierId: string }, ProcurementTables["supplier"]>(
  (value) =>
    procurementSql
      .selectFrom("supplier")
      .selectAll()
      .where("supplier_id", "=", value("supplierId") as SupplierId), // compared only
);

export interface OrderNow {
  readonly orderId: OrderId;
  readonly orderCode: string;
  readonly supplierId: SupplierId;
  readonly neededDate: string;
  readonly status: OrderStatus;
  /** Each item once: a delivery of an item belongs to its line. */
  readonly lines: readonly OrderLine[];
}

/** An order as it stands; null for an id the kitchen does not have. Goods are taken in on `sent` orders. */
export function orderNow(db: ReadableDb, orderId: string): OrderNow | null {
  const row = db.first(selectOrder({ orderId }));
  if (row === undefined) return null;
  return {
    orderId: row.order_id,
    orderCode: row.order_code,
    supplierId: row.supplier_id,
    neededDate: row.needed_date,
    status: row.status,
    lines: orderLinesOf(db, row.order_id),
  };
}

const selectOrder = createPreparedQuery<{ orderId: string }, ProcurementTables["purchase_order"]>(
  (value) =>
    procurementSql
      .selectFrom("purchase_order")
      .selectAll()
      .where("order_id", "=", value("orderId") as OrderId), // compared only
);

export function orderLinesOf(db: ReadableDb, orderId: OrderId): readonly OrderLine[] {
  return db.all(selectOrderLines({ orderId })).map(orderLineFrom);
}

const selectOrderLines = createPreparedQuery<{ orderId: string }, ProcurementTables["purchase_order_line"]>((value) =>
  procurementSql
    .selectFrom("purchase_order_line")
    .selectAll()
    .where("order_id", "=", value("orderId") as OrderId) // compared only
    .orderBy("line_number"),
);

function orderLineFrom(row: ProcurementTables["purchase_order_line"]): OrderLine {
  return {
    lineId: row.line_id,
    itemId: row.item_id,
    quantity: quantityOf(row.unit, row.amount),
    ...(row.purchase_unit_code !== null && { purchaseUnitCode: row.purchase_unit_code }),
    unitPrice: { amountIdr: row.price_idr, per: quantityOf(row.unit, row.per_amount) },
    ...(row.needed_for_date !== null && { neededForDate: row.needed_for_date }),
  };
}

/** The newest survey of an item, and the lowest quote in it. */
export interface SurveyPrice {
  readonly surveyDate: string;
  readonly lowest: UnitPrice;
  readonly quotes: ReadonlyArray<{
    readonly supplierId: SupplierId | null;
    readonly place: string | null;
    readonly unitPrice: UnitPrice;
  }>;
}

/** The newest survey of each of these items; one that was never asked about is not in the answer. */
export function surveyPriceOf(db: ReadableDb, itemIds: readonly string[]): ReadonlyMap<string, SurveyPrice> {
  const prices = new Map<string, SurveyPrice>();
  for (const itemId of itemIds) {
    const quotes = db.all(selectNewestQuotes({ itemId })).map((row) => ({
      surveyDate: row.survey_date,
      supplierId: row.supplier_id,
      place: row.place,
      unitPrice: { amountIdr: row.price_idr, per: quantityOf(row.per_unit, row.per_amount) },
    }));
    // A sack and a gram are compared as fractions, which SQL would round.
    const [lowest] = quotes.toSorted((left, right) => compareUnitPrices(left.unitPrice, right.unitPrice));
    if (lowest !== undefined) prices.set(itemId, { surveyDate: lowest.surveyDate, lowest: lowest.unitPrice, quotes });
  }
  return prices;
}

const selectNewestQuotes = createPreparedQuery<{ itemId: string }, ProcurementTables["price_quote"]>((value) =>
  procurementSql
    .selectFrom("price_quote")
    .selectAll()
    .where("item_id", "=", value("itemId") as ItemId) // compared only
    .where("survey_date", "=", (newest) =>
      newest
        .selectFrom("price_quote as other")
        .select((select) => select.fn.max("other.survey_date").as("survey_date"))
        .where("other.item_id", "=", value("itemId") as ItemId),
    )
    .orderBy("survey_id")
    .orderBy("quote_number"),
);

/** What is still owed of an item by orders that were approved and not ended; `received` is asked of the store room. */
export interface OpenOrderLine {
  readonly orderId: OrderId;
  readonly itemId: ItemId;
  readonly quantity: Quantity;
}

/** Lines of orders on their way, oldest needed first. */
export function openOrderLines(db: ReadableDb): readonly OpenOrderLine[] {
  return db
    .all(
      procurementSql
        .selectFrom("purchase_order as o")
        .innerJoin("purchase_order_line as l", "l.order_id", "o.order_id")
        .select(["l.order_id", "l.item_id", "l.unit", "l.amount"])
        .where("o.status", "in", ["approved", "sent"])
        .orderBy("o.needed_date")
        .orderBy("l.order_id")
        .orderBy("l.line_number"),
    )
    .map((row) => ({ orderId: row.order_id, itemId: row.item_id, quantity: quantityOf(row.unit, row.amount) }));
}

/** The invoice a delivery was matched by; null while none was. */
export function invoiceOfReceipt(db: ReadableDb, receiptId: ReceiptId): InvoiceId | null {
  const row = db.first(
    procurementSql.selectFrom("invoice_receipt").select("invoice_id").where("receipt_id", "=", receiptId),
  );
  return row?.invoice_id ?? null;
}

/**
 * What follows from a finished delivery: an order nothing is owed of any more is closed (DOMAIN.md §4.12). While another of
 * its deliveries is being taken in, nothing follows yet.
 */
export function closeOrderFollowOns(db: ReadableDb, orderId: string | undefined): readonly FollowOn[] {
  const order = orderId === undefined ? null : orderNow(db, orderId);
  if (order === null || order.status !== "sent") return [];
  const deliveries = deliveriesOf(db, order.orderId);
  if (deliveries.some(({ isFinished }) => !isFinished)) return [];
  const isDone = isFull(receivedState(lineStandings(order.lines, receivedItems(deliveries))));
  return isDone ? [{ type: "close-order", key: "full", body: { orderId: order.orderId } }] : [];
}
