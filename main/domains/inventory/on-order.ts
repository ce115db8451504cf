import type { OrderLineFacts } from "#domains/inventory/facts.ts";
import type { ItemId, ReceiptId } from "#domains/inventory/ids.ts";
import type { OrderId } from "#domains/inventory/values.ts";
import { amountOf } from "#kernel/quantity.ts";
import { openOrderLines, orderNow } from "#main/domains/procurement/queries.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { inventorySql } from "./tables.ts";

/** The lines of the order a receipt is part of, with what its other receipts took in; none for a receipt without an order. */
export function orderLinesOfReceipt(db: ReadableDb, receiptId: ReceiptId): readonly OrderLineFacts[] {
  const orderId = db.first(selectOrderOfReceipt({ receiptId }))?.order_id ?? null;
  const order = orderId === null ? null : orderNow(db, orderId);
  if (orderId === null || order === null) return [];
  const accepted = acceptedOf(db, orderId);
  return order.lines.map(({ lineId, itemId, quantity }) => ({
    orderLineId: lineId,
    itemId,
    ordered: quantity,
    acceptedBeforeAmount: accepted.get(itemId) ?? 0,
  }));
}

/** What orders still owe of each item, in its base unit. */
export function onOrderAmounts(db: ReadableDb): ReadonlyMap<ItemId, number> {
  const acceptedByOrder = new Map<OrderId, ReadonlyMap<ItemId, number>>();
  const owed = new Map<ItemId, number>();
  for (const { orderId, itemId, quantity } of openOrderLines(db)) {
    const accepted = acceptedByOrder.get(orderId) ?? acceptedOf(db, orderId);
    acceptedByOrder.set(orderId, accepted);
    const owedAmount = Math.max(0, amountOf(quantity) - (accepted.get(itemId) ?? 0));
    owed.set(itemId, (owed.get(itemId) ?? 0) + owedAmount);
  }
  return owed;
}

/** What signed receipts of an order took in of each item. */
function acceptedOf(db: ReadableDb, orderId: OrderId): ReadonlyMap<ItemId, number> {
  return new Map(db.all(selectAccepted({ orderId })).map((row) => [row.item_id, row.accepted]));
}

const selectOrderOfReceipt = createPreparedQuery<{ receiptId: ReceiptId }, { order_id: OrderId | null }>((value) =>
  inventorySql.selectFrom("stock_receipt").select("order_id").where("receipt_id", "=", value("receiptId")),
);
const selectAccepted = createPreparedQuery<{ orderId: OrderId }, { item_id: ItemId; accepted: number }>((value) =>
  inventorySql
    .selectFrom("stock_receipt")
    .innerJoin("stock_receipt_line", "stock_receipt_line.receipt_id", "stock_receipt.receipt_id")
    .select((of) => ["stock_receipt_line.item_id", of.fn.sum<number>("stock_receipt_line.accepted").as("accepted")])
    .where("stock_receipt.order_id", "=", value("orderId"))
    .where("stock_receipt.status", "=", "finished")
    .groupBy("stock_receipt_line.item_id"),
);
