import type { StockInput } from "#domains/alerts/stock-conditions.ts";
import { sql } from "kysely";
import type { ItemId, ReceiptId, ReceiptLineId } from "#domains/inventory/ids.ts";
import type { Item, OrderId, OrderLineId } from "#domains/inventory/values.ts";
import type { ReceiptStatus } from "#domains/inventory/vocabulary.ts";
import type { IngredientId } from "#domains/menu/ids.ts";
import type { BatchId, DishRunId } from "#domains/production/ids.ts";
import type { DishStock } from "#domains/production/rules.ts";
import type { FoodCategory, StorageKind } from "#kernel/food-words.ts";
import { amountOf, quantityOf, type Quantity, type UnitPrice } from "#kernel/quantity.ts";
import type { LocalDate } from "#kernel/time.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { stockAlertInputs as alertInputs } from "./alert-inputs.ts";
import { availableNow } from "./available.ts";
import { itemsOfIngredientNow } from "./backflush.ts";
import { dishStockRows } from "./batch-rows.ts";
import { itemFactsOf, itemOf } from "./stock-facts.ts";
import { inventorySql, type InventoryTables } from "./tables.ts";

/** What other domains ask the store room. The live queries of the faces are in `query-handlers.ts`. */

/** An item as it is; null for an unknown one. */
export function itemNow(
  db: ReadableDb,
  itemId: ItemId | string,
): { readonly item: Item; readonly isArchived: boolean } | null {
  const [found] = itemFactsOf(db, [itemId as ItemId]); // an id that is none finds nothing
  return found === undefined ? null : { item: found.item, isArchived: found.isArchived };
}

/** The items an ingredient is kept as, still in use, by name. */
export function itemsOfIngredient(db: ReadableDb, ingredientId: IngredientId | string): readonly Item[] {
  return itemsOfIngredientNow(db, ingredientId as IngredientId); // an id that is none finds nothing
}

/** Whether the kitchen keeps stock at all: one without items is asked for no issue. */
export function hasStock(db: ReadableDb): boolean {
  return db.first(selectAnyItem({})) !== undefined;
}

/** What an item costs now; what is not known is null. */
export interface ItemPrice {
  readonly itemId: ItemId;
  /** Value for what is on hand; null while nothing is. */
  readonly averagePrice: UnitPrice | null;
  readonly lastPrice: UnitPrice | null;
  readonly lastReceivedAtMs: number | null;
}

/** Moving average and last price of every item of the ingredients, by ingredient. */
export function pricesOf(db: ReadableDb, ingredientIds: readonly string[]): ReadonlyMap<string, readonly ItemPrice[]> {
  return new Map(
    [...new Set(ingredientIds)].map((ingredientId) => [
      ingredientId,
      db.all(selectPrices({ ingredientId: ingredientId as IngredientId })).map(priceOf), // as above
    ]),
  );
}

/** The same by item. */
export function itemPrice(db: ReadableDb, itemId: ItemId | string): ItemPrice | null {
  const row = db.first(selectItemPrice({ itemId: itemId as ItemId })); // an id that is none finds nothing
  return row === undefined ? null : priceOf(row);
}

type PriceRow = Pick<
  InventoryTables["stock_item"],
  "item_id" | "item" | "on_hand" | "value_idr" | "last_price_idr" | "last_price_per" | "last_received_at_ms"
>;

function priceOf(row: PriceRow): ItemPrice {
  const { baseUnit } = itemOf(row);
  return {
    itemId: row.item_id,
    averagePrice: row.on_hand === 0 ? null : { amountIdr: row.value_idr, per: quantityOf(baseUnit, row.on_hand) },
    lastPrice:
      row.last_price_idr === null || row.last_price_per === null
        ? null
        : { amountIdr: row.last_price_idr, per: quantityOf(baseUnit, row.last_price_per) },
    lastReceivedAtMs: row.last_received_at_ms,
  };
}

/** What may be used of an item on a calendar date. */
export interface ItemAvailable {
  readonly item: Item;
  readonly available: Quantity;
}

/** Available stock of every item of the ingredients, by ingredient; the date decides what has expired. */
export function availableOf(
  db: ReadableDb,
  ingredientIds: readonly string[],
  localDate: string,
): ReadonlyMap<string, readonly ItemAvailable[]> {
  return new Map(
    [...new Set(ingredientIds)].map((ingredientId) => [
      ingredientId,
      itemsOfIngredient(db, ingredientId).map((item) => ({ item, available: itemAvailable(db, item, localDate) })),
    ]),
  );
}

export function itemAvailable(db: ReadableDb, item: Item, localDate: string): Quantity {
  return quantityOf(item.baseUnit, availableNow(db, item.itemId, localDate));
}

/** What came of one order line, over every signed receipt of the order. */
export interface ReceivedOfOrderLine {
  readonly orderLineId: OrderLineId;
  readonly itemId: ItemId;
  readonly accepted: Quantity;
  readonly rejected: Quantity;
  /** Receipts it came in, oldest first. */
  readonly receiptIds: readonly ReceiptId[];
  readonly lastReceivedAtMs: number;
}

/** What came of an order, line by line; what is still being received is not in it. */
export function receivedOf(db: ReadableDb, orderId: OrderId | string): readonly ReceivedOfOrderLine[] {
  const byLine = new Map<string, ReceivedOfOrderLine>();
  for (const row of db.all(selectReceived({ orderId: orderId as OrderId }))) {
    if (row.order_line_id === null) continue;
    const known = byLine.get(row.order_line_id);
    const { baseUnit } = itemOf(row);
    const sum = (earlier: Quantity | undefined, amount: number) =>
      quantityOf(baseUnit, (earlier === undefined ? 0 : amountOf(earlier)) + amount);
    byLine.set(row.order_line_id, {
      orderLineId: row.order_line_id,
      itemId: row.item_id,
      accepted: sum(known?.accepted, row.accepted),
      rejected: sum(known?.rejected, row.rejected),
      receiptIds: [...new Set([...(known?.receiptIds ?? []), row.receipt_id])],
      lastReceivedAtMs: row.finished_at_ms ?? row.started_at_ms,
    });
  }
  return [...byLine.values()];
}

/** A receipt as others see it. */
export interface ReceiptNow {
  readonly receiptId: ReceiptId;
  readonly receiptCode: string;
  readonly orderId: OrderId | null;
  readonly supplierId: InventoryTables["stock_receipt"]["supplier_id"];
  readonly status: ReceiptStatus;
  readonly startedAtMs: number;
  readonly finishedAtMs: number | null;
  readonly serviceDate: string;
  /** Who began it. */
  readonly staffId: InventoryTables["stock_receipt"]["staff_id"];
  /** Everybody who began it, took a line down or signed it: none of them matches its invoice (DOMAIN.md §3). */
  readonly staffIds: readonly string[];
  readonly lines: readonly ReceiptLineNow[];
}

export interface ReceiptLineNow {
  readonly lineId: ReceiptLineId;
  readonly itemId: ItemId;
  readonly orderLineId: OrderLineId | null;
  readonly delivered: Quantity;
  readonly accepted: Quantity;
  readonly rejected: Quantity;
  readonly unitPrice: UnitPrice;
}

export function receiptNow(db: ReadableDb, receiptId: ReceiptId | string): ReceiptNow | null {
  const row = db.first(selectReceipt({ receiptId: receiptId as ReceiptId })); // an id that is none finds nothing
  return row === undefined ? null : receiptFrom(db, row);
}

/** The receipts of an order, oldest first, those still open among them. */
export function receiptsOfOrder(db: ReadableDb, orderId: OrderId | string): readonly ReceiptNow[] {
  return db.all(selectReceiptsOfOrder({ orderId: orderId as OrderId })).map((row) => receiptFrom(db, row));
}

/** The newest signed receipts of a supplier, newest first. */
export function receiptsOfSupplier(
  db: ReadableDb,
  supplierId: string,
  { maxCount }: { readonly maxCount: number },
): readonly ReceiptNow[] {
  const key = { supplierId: supplierId as NonNullable<ReceiptRow["supplier_id"]>, maxCount }; // as above
  return db.all(selectReceiptsOfSupplier(key)).map((row) => receiptFrom(db, row));
}

/** Receipts signed since a moment, newest first. */
export function finishedReceiptsSince(db: ReadableDb, sinceMs: number): readonly ReceiptNow[] {
  return db.all(selectFinishedSince({ sinceMs })).map((row) => receiptFrom(db, row));
}

/** What of a receipt was accepted first and sent back later, by item. */
export function returnedOfReceipt(db: ReadableDb, receiptId: ReceiptId | string): ReadonlyMap<ItemId, Quantity> {
  const rows = db.all(selectReturnedOfReceipt({ receiptId: receiptId as ReceiptId })); // an id that is none finds nothing
  return new Map(rows.map((row) => [row.item_id, quantityOf(itemOf(row).baseUnit, row.returned)]));
}

/** Every item still in use, by name. */
export function allItemIds(db: ReadableDb): readonly ItemId[] {
  return db.all(selectItemIds({})).map((row) => row.item_id);
}

type ReceiptRow = InventoryTables["stock_receipt"];

function receiptFrom(db: ReadableDb, row: ReceiptRow): ReceiptNow {
  return {
    receiptId: row.receipt_id,
    receiptCode: row.receipt_code,
    orderId: row.order_id,
    supplierId: row.supplier_id,
    status: row.status,
    startedAtMs: row.started_at_ms,
    finishedAtMs: row.finished_at_ms,
    serviceDate: row.service_date,
    staffId: row.staff_id,
    staffIds: db.all(selectReceiptPeople({ receiptId: row.receipt_id })).map((person) => person.staff_id),
    lines: db.all(selectLines({ receiptId: row.receipt_id })).map((line) => {
      const { baseUnit } = itemOf(line);
      return {
        lineId: line.line_id,
        itemId: line.item_id,
        orderLineId: line.order_line_id,
        delivered: quantityOf(baseUnit, line.delivered),
        accepted: quantityOf(baseUnit, line.accepted),
        rejected: quantityOf(baseUnit, line.rejected),
        unitPrice: { amountIdr: line.price_idr, per: quantityOf(baseUnit, line.price_per) },
      };
    }),
  };
}

/** A line of a receipt with what kind of goods it is, for its incoming check; null when there is none. */
export function receiptLineNow(
  db: ReadableDb,
  { receiptId, lineId }: { readonly receiptId: ReceiptId; readonly lineId: ReceiptLineId },
): {
  readonly category: FoodCategory;
  readonly storageKind: StorageKind;
  readonly receiptStatus: ReceiptStatus;
} | null {
  const line = db.all(selectLines({ receiptId })).find((one) => one.line_id === lineId);
  const receipt = db.first(selectReceipt({ receiptId }));
  if (line === undefined || receipt === undefined) return null;
  const { category, storageKind } = itemOf(line);
  return { category, storageKind, receiptStatus: receipt.status };
}

/** What of one item was issued to a batch, less what came back. */
export interface IssuedToBatch {
  readonly itemId: ItemId;
  readonly lotId: InventoryTables["stock_issue_lot"]["lot_id"];
  readonly amount: number;
  readonly valueIdr: number;
}

export function issuedToBatch(db: ReadableDb, batchId: BatchId | string): readonly IssuedToBatch[] {
  return db.all(selectIssued({ batchId: batchId as BatchId })).map((row) => ({
    itemId: row.item_id,
    lotId: row.lot_id,
    amount: row.issued - row.returned,
    valueIdr: row.issued_value_idr - row.returned_value_idr,
  }));
}

const selectAnyItem = createPreparedQuery<Record<never, never>, { item_id: ItemId }>(() =>
  inventorySql.selectFrom("stock_item").select("item_id").where("is_archived", "=", 0).limit(1),
);
const PRICE_COLUMNS = [
  "item_id",
  "item",
  "on_hand",
  "value_idr",
  "last_price_idr",
  "last_price_per",
  "last_received_at_ms",
] as const;
const selectPrices = createPreparedQuery<{ ingredientId: IngredientId }, PriceRow>((value) =>
  inventorySql
    .selectFrom("stock_item")
    .select(PRICE_COLUMNS)
    .where("ingredient_id", "=", value("ingredientId"))
    .where("is_archived", "=", 0)
    .orderBy("name"),
);
const selectItemPrice = createPreparedQuery<{ itemId: ItemId }, PriceRow>((value) =>
  inventorySql.selectFrom("stock_item").select(PRICE_COLUMNS).where("item_id", "=", value("itemId")),
);
const selectReceipt = createPreparedQuery<{ receiptId: ReceiptId }, ReceiptRow>((value) =>
  inventorySql.selectFrom("stock_receipt").selectAll().where("receipt_id", "=", value("receiptId")),
);
const selectReceiptsOfOrder = createPreparedQuery<{ orderId: OrderId }, ReceiptRow>((value) =>
  inventorySql.selectFrom("stock_receipt").selectAll().where("order_id", "=", value("orderId")).orderBy("seq"),
);
const selectReceiptsOfSupplier = createPreparedQuery<
  { supplierId: NonNullable<ReceiptRow["supplier_id"]>; maxCount: number },
  ReceiptRow
>((value) =>
  inventorySql
    .selectFrom("stock_receipt")
    .selectAll()
    .where("supplier_id", "=", value("supplierId"))
    .where("status", "=", "finished")
    .orderBy("seq", "desc")
    .limit(value("maxCount")),
);
const selectFinishedSince = createPreparedQuery<{ sinceMs: number }, ReceiptRow>((value) =>
  inventorySql
    .selectFrom("stock_receipt")
    .selectAll()
    .where("status", "=", "finished")
    .where("finished_at_ms", ">=", value("sinceMs"))
    .orderBy("seq", "desc"),
);
const selectReceiptPeople = createPreparedQuery<{ receiptId: ReceiptId }, InventoryTables["stock_receipt_person"]>(
  (value) =>
    inventorySql
      .selectFrom("stock_receipt_person")
      .selectAll()
      .where("receipt_id", "=", value("receiptId"))
      .orderBy("staff_id"),
);
/** Sent back is a movement out of a lot of the receipt. */
const selectReturnedOfReceipt = createPreparedQuery<
  { receiptId: ReceiptId },
  { item_id: ItemId; item: string; returned: number }
>((value) =>
  inventorySql
    .selectFrom("stock_lot as l")
    .innerJoin("stock_movement as m", "m.lot_id", "l.lot_id")
    .innerJoin("stock_item as i", "i.item_id", "m.item_id")
    .select(["m.item_id", "i.item"])
    .select((select) => sql<number>`-${select.fn.sum("m.delta")}`.as("returned"))
    .where("l.receipt_id", "=", value("receiptId"))
    .where("m.movement_kind", "=", sql.lit("supplier-return"))
    .groupBy(["m.item_id", "i.item"]),
);
const selectItemIds = createPreparedQuery<Record<never, never>, { item_id: ItemId }>(() =>
  inventorySql.selectFrom("stock_item").select("item_id").where("is_archived", "=", 0).orderBy("name"),
);
const linesWithItem = inventorySql
  .selectFrom("stock_receipt_line")
  .innerJoin("stock_item", "stock_item.item_id", "stock_receipt_line.item_id");
type LineRow = InventoryTables["stock_receipt_line"] & Pick<InventoryTables["stock_item"], "item">;
const selectLines = createPreparedQuery<{ receiptId: ReceiptId }, LineRow>((value) =>
  linesWithItem
    .selectAll("stock_receipt_line")
    .select("stock_item.item")
    .where("stock_receipt_line.receipt_id", "=", value("receiptId"))
    .orderBy("stock_receipt_line.seq"),
);
const selectReceived = createPreparedQuery<
  { orderId: OrderId },
  LineRow & Pick<ReceiptRow, "finished_at_ms" | "started_at_ms">
>((value) =>
  linesWithItem
    .innerJoin("stock_receipt", "stock_receipt.receipt_id", "stock_receipt_line.receipt_id")
    .selectAll("stock_receipt_line")
    .select(["stock_item.item", "stock_receipt.finished_at_ms", "stock_receipt.started_at_ms"])
    .where("stock_receipt.order_id", "=", value("orderId"))
    .where("stock_receipt.status", "=", "finished")
    .orderBy("stock_receipt_line.seq"),
);
const selectIssued = createPreparedQuery<{ batchId: BatchId }, InventoryTables["stock_issue_lot"]>((value) =>
  inventorySql.selectFrom("stock_issue_lot").selectAll().where("batch_id", "=", value("batchId")).orderBy("seq"),
);

/**
 * What the store room knows of a dish before it is cooked (DOMAIN.md §4.8, "stock issued or reason"); null where the kitchen
 * keeps none of its ingredients.
 */
export function dishStockNow(
  db: ReadableDb,
  { batchId, dishRunId }: { readonly batchId: BatchId; readonly dishRunId: DishRunId },
): DishStock | null {
  const rows = dishStockRows(db, batchId).filter((row) => row.dishRunId === dishRunId && row.isKept);
  if (rows.length === 0) return null;
  return {
    notIssuedNames: rows.filter((row) => row.isIssueNeeded).map((row) => row.ingredientName),
    blockedLotCodes: [...new Set(rows.flatMap((row) => row.blockedLotCodes))],
  };
}

/** What the store room gives the alerts on a calendar date. */
export function stockAlertInputs(db: ReadableDb, localDate: LocalDate): StockInput {
  return alertInputs(db, localDate);
}

export { batchesOfLots, lotsOnRecord, type LotOnRecord } from "./lot-trace.ts";
