import type { MovedLine, StoredInventoryEvent } from "#domains/inventory/events.ts";
import type { ItemId } from "#domains/inventory/ids.ts";
import type { Item } from "#domains/inventory/values.ts";
import { present } from "#kernel/assert.ts";
import { amountOf } from "#kernel/quantity.ts";
import { createPreparedQuery, createRowInsert } from "#main/store/prepared-query.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import { projectAdjustment, projectCount } from "./project-corrections.ts";
import { projectReceipt } from "./project-receipts.ts";
import { moveStock, type Movement } from "./project-stock.ts";
import { inventorySql } from "./tables.ts";

/** Brings the store room's read models up to one event. */
export function projectInventory(db: WritableDb, event: StoredInventoryEvent): void {
  switch (event.type) {
    case "item-added":
    case "item-changed":
    case "item-archived":
      projectItem(db, event);
      return;
    case "storage-place-defined":
      projectPlace(db, event.body);
      return;
    case "receipt-started":
    case "receipt-line-recorded":
    case "goods-received":
      projectReceipt(db, event);
      return;
    case "stock-issued":
    case "stock-returned":
      projectIssue(db, event);
      return;
    case "stock-returned-to-supplier":
    case "stock-discarded":
      projectLeaving(db, event);
      return;
    case "adjustment-requested":
    case "stock-adjusted":
    case "adjustment-rejected":
      projectAdjustment(db, event);
      return;
    case "count-started":
    case "count-line-recorded":
    case "count-submitted":
    case "count-rejected":
    case "stock-counted":
      projectCount(db, event);
      return;
    case "lot-blocked":
    case "lot-unblocked":
      projectBlock(db, event);
      return;
    case "stock-backflushed":
    case "stock-backflush-reversed":
      projectBackflush(db, event);
      return;
  }
}

type EventOfType<Type extends StoredInventoryEvent["type"]> = Extract<StoredInventoryEvent, { readonly type: Type }>;

function projectItem(db: WritableDb, event: EventOfType<"item-added" | "item-changed" | "item-archived">): void {
  const { itemId } = event.body;
  if (event.type === "item-added") {
    db.run(
      insertItem({
        item_id: itemId,
        ...itemColumns(event.body),
        is_archived: 0,
        on_hand: 0,
        value_idr: 0,
        last_price_idr: null,
        last_price_per: null,
        last_received_at_ms: null,
      }),
    );
    return;
  }
  if (event.type === "item-archived") {
    db.run(inventorySql.updateTable("stock_item").set({ is_archived: 1 }).where("item_id", "=", itemId));
    return;
  }
  const row = present(db.first(selectItem({ itemId })), `the item ${itemId}`);
  const item = { ...(JSON.parse(row.item) as Item), ...(event.body.fields as Partial<Item>) }; // written by this projection
  db.run(inventorySql.updateTable("stock_item").set(itemColumns(item)).where("item_id", "=", itemId));
}

function itemColumns(item: Item) {
  const { itemCode, name, category, ingredientId, minQuantity } = item;
  return {
    item_code: itemCode,
    name,
    category,
    ingredient_id: ingredientId,
    item: JSON.stringify(item),
    min_amount: minQuantity === null ? 0 : amountOf(minQuantity),
  };
}

function projectPlace(
  db: WritableDb,
  { storagePlaceId, name, storageKind }: EventOfType<"storage-place-defined">["body"],
): void {
  const known = { name, storage_kind: storageKind };
  db.run(
    inventorySql
      .insertInto("stock_place")
      .values({ storage_place_id: storagePlaceId, ...known, open_count_id: null, is_frozen: 0 })
      .onConflict((conflict) => conflict.column("storage_place_id").doUpdateSet(known)),
  );
}

function projectIssue(db: WritableDb, event: EventOfType<"stock-issued" | "stock-returned">): void {
  const { issueId, batchId, lines } = event.body;
  const isIssue = event.type === "stock-issued";
  moveStock(
    db,
    event,
    lines.map((line) => ({
      ...(isIssue ? leaving(line) : arriving(line)),
      movementKind: isIssue ? "issue" : "return",
      referenceId: issueId,
      batchId,
      ...(isIssue && { reasonCode: event.body.purpose }),
    })),
  );
  for (const line of lines) {
    if (isIssue) issueLot(db, event, line);
    else db.run(addReturned({ issueId, lotId: line.lotId, amount: amountOf(line.quantity), valueIdr: line.valueIdr }));
  }
}

/** Two lines of one lot in one issue are one row. */
function issueLot(db: WritableDb, event: EventOfType<"stock-issued">, line: MovedLine): void {
  const { issueId, batchId, purpose, offFefoReason } = event.body;
  const amount = amountOf(line.quantity);
  const key = { issueId, lotId: line.lotId };
  const { changedCount } = db.run(addIssued({ ...key, amount, valueIdr: line.valueIdr }));
  if (changedCount > 0) return;
  db.run(
    insertIssueLot({
      issue_id: issueId,
      lot_id: line.lotId,
      item_id: line.itemId,
      batch_id: batchId ?? null,
      purpose,
      issued: amount,
      issued_value_idr: line.valueIdr,
      returned: 0,
      returned_value_idr: 0,
      off_fefo_reason: offFefoReason ?? null,
      seq: event.seq,
      issued_at_ms: event.occurredAtMs,
      service_date: event.serviceDate,
      staff_id: event.staffId,
    }),
  );
}

function projectLeaving(db: WritableDb, event: EventOfType<"stock-returned-to-supplier" | "stock-discarded">): void {
  const isDiscard = event.type === "stock-discarded";
  const movement: Movement = {
    ...leaving(event.body),
    movementKind: isDiscard ? "discard" : "supplier-return",
    referenceId: isDiscard ? event.body.lotId : event.body.receiptId,
    reasonCode: event.body.reasonCode,
  };
  moveStock(db, event, [movement]);
}

function projectBlock(db: WritableDb, event: EventOfType<"lot-blocked" | "lot-unblocked">): void {
  const change =
    event.type === "lot-blocked"
      ? {
          status: "blocked" as const,
          block_reason_code: event.body.reasonCode,
          block_note: event.body.note ?? null,
        }
      : { status: "available" as const, block_reason_code: null, block_note: null };
  db.run(inventorySql.updateTable("stock_lot").set(change).where("lot_id", "=", event.body.lotId));
}

function projectBackflush(db: WritableDb, event: EventOfType<"stock-backflushed" | "stock-backflush-reversed">): void {
  const { batchId, dishRunId, lines } = event.body;
  const isTaken = event.type === "stock-backflushed";
  moveStock(
    db,
    event,
    lines.map((line) => ({
      ...(isTaken ? leaving(line) : arriving(line)),
      movementKind: isTaken ? "backflush" : "backflush-reversal",
      referenceId: dishRunId,
      batchId,
      ...(!isTaken && { reasonCode: event.body.cause }),
    })),
  );
  if (!isTaken) {
    db.run(inventorySql.updateTable("stock_backflush").set({ is_standing: 0 }).where("dish_run_id", "=", dishRunId));
    return;
  }
  const row = {
    seq: event.seq,
    lines: JSON.stringify(lines),
    needs: JSON.stringify(event.body.needs),
    shortages: JSON.stringify(event.body.shortages),
    value_idr: lines.reduce((sum, line) => sum + line.valueIdr, 0),
    is_standing: 1,
  };
  db.run(
    inventorySql
      .insertInto("stock_backflush")
      .values({ dish_run_id: dishRunId, batch_id: batchId, service_date: event.serviceDate, ...row })
      .onConflict((conflict) => conflict.column("dish_run_id").doUpdateSet(row)),
  );
}

function leaving({ itemId, lotId, quantity, valueIdr }: MovedLine) {
  return { itemId, lotId, deltaAmount: -amountOf(quantity), valueIdr: -valueIdr };
}

function arriving({ itemId, lotId, quantity, valueIdr }: MovedLine) {
  return { itemId, lotId, deltaAmount: amountOf(quantity), valueIdr };
}

const insertItem = createRowInsert(inventorySql, "stock_item");
const insertIssueLot = createRowInsert(inventorySql, "stock_issue_lot");
const selectItem = createPreparedQuery<{ itemId: ItemId }, { item: string }>((value) =>
  inventorySql.selectFrom("stock_item").select("item").where("item_id", "=", value("itemId")),
);

type IssueLotKey = { issueId: EventOfType<"stock-issued">["body"]["issueId"]; lotId: MovedLine["lotId"] };
const addIssued = createPreparedQuery<IssueLotKey & { amount: number; valueIdr: number }>((value) =>
  inventorySql
    .updateTable("stock_issue_lot")
    .set((column) => ({
      issued: column("issued", "+", value("amount")),
      issued_value_idr: column("issued_value_idr", "+", value("valueIdr")),
    }))
    .where("issue_id", "=", value("issueId"))
    .where("lot_id", "=", value("lotId")),
);
const addReturned = createPreparedQuery<IssueLotKey & { amount: number; valueIdr: number }>((value) =>
  inventorySql
    .updateTable("stock_issue_lot")
    .set((column) => ({
      returned: column("returned", "+", value("amount")),
      returned_value_idr: column("returned_value_idr", "+", value("valueIdr")),
    }))
    .where("issue_id", "=", value("issueId"))
    .where("lot_id", "=", value("lotId")),
);
