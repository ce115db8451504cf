import { sql } from "kysely";
import type { StoredInventoryEvent } from "#domains/inventory/events.ts";
import type { ItemId, LotId } from "#domains/inventory/ids.ts";
import type { LotStatus, MovementKind } from "#domains/inventory/vocabulary.ts";
import type { BatchId } from "#domains/production/ids.ts";
import { present } from "#kernel/assert.ts";
import { createPreparedQuery, createRowInsert } from "#main/store/prepared-query.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import { inventorySql, type InventoryTables } from "./tables.ts";

/** One line of an event that moved stock: signed amount and value. */
export interface Movement {
  readonly movementKind: MovementKind;
  readonly itemId: ItemId;
  readonly lotId: LotId;
  readonly deltaAmount: number;
  readonly valueIdr: number;
  readonly referenceId: string;
  readonly batchId?: BatchId | undefined;
  readonly reasonCode?: string | undefined;
}

/** Moves stock: the lot, the item with its value, and the line of the stock card. */
export function moveStock(db: WritableDb, event: StoredInventoryEvent, movements: readonly Movement[]): void {
  for (const [index, movement] of movements.entries()) moveOne(db, event, { ...movement, lineNumber: index });
}

function moveOne(
  db: WritableDb,
  event: StoredInventoryEvent,
  movement: Movement & { readonly lineNumber: number },
): void {
  const { itemId, lotId, deltaAmount, valueIdr } = movement;
  const item = present(db.first(selectItemStock({ itemId })), `the item ${itemId}`);
  const lot = present(db.first(selectLotStock({ lotId })), `the lot ${lotId}`);
  const onHand = item.on_hand + deltaAmount;
  const itemValueIdr = item.value_idr + valueIdr;
  db.run(updateItemStock({ itemId, onHand, valueIdr: itemValueIdr }));
  const lotOnHand = lot.on_hand + deltaAmount;
  const status = lotStatusAfter(lot.status, { lotOnHand, movementKind: movement.movementKind });
  db.run(updateLotStock({ lotId, onHand: lotOnHand, status }));
  db.run(
    insertMovement({
      seq: event.seq,
      line_number: movement.lineNumber,
      movement_kind: movement.movementKind,
      item_id: itemId,
      lot_id: lotId,
      delta: deltaAmount,
      after: onHand,
      value_idr: valueIdr,
      value_after_idr: itemValueIdr,
      reference_id: movement.referenceId,
      batch_id: movement.batchId ?? null,
      reason_code: movement.reasonCode ?? null,
      service_date: event.serviceDate,
      occurred_at_ms: event.occurredAtMs,
      staff_id: event.staffId,
    }),
  );
  addUse(db, event.serviceDate, movement);
}

const USES: readonly MovementKind[] = ["issue", "return", "backflush", "backflush-reversal"];

function addUse(db: WritableDb, serviceDate: string, { itemId, deltaAmount, movementKind }: Movement): void {
  if (!USES.includes(movementKind)) return;
  db.run(
    inventorySql
      .insertInto("stock_use")
      .values({ service_date: serviceDate, item_id: itemId, used: -deltaAmount })
      .onConflict((conflict) =>
        conflict
          .columns(["service_date", "item_id"])
          .doUpdateSet((column) => ({ used: sql<number>`${column.ref("stock_use.used")} - ${deltaAmount}` })),
      ),
  );
}

/** A lot thrown away to the last of it is discarded; what is found or comes back of it later may be used again. */
function lotStatusAfter(
  status: LotStatus,
  { lotOnHand, movementKind }: { readonly lotOnHand: number; readonly movementKind: MovementKind },
): LotStatus {
  if (movementKind === "discard" && lotOnHand === 0) return "discarded";
  return status === "discarded" && lotOnHand > 0 ? "available" : status;
}

const insertMovement = createRowInsert(inventorySql, "stock_movement");

const selectItemStock = createPreparedQuery<{ itemId: string }, { on_hand: number; value_idr: number }>((value) =>
  inventorySql
    .selectFrom("stock_item")
    .select(["on_hand", "value_idr"])
    .where("item_id", "=", value("itemId") as ItemId),
);
const selectLotStock = createPreparedQuery<{ lotId: string }, Pick<InventoryTables["stock_lot"], "on_hand" | "status">>(
  (value) =>
    inventorySql
      .selectFrom("stock_lot")
      .select(["on_hand", "status"])
      .where("lot_id", "=", value("lotId") as LotId),
);
const updateItemStock = createPreparedQuery<{ itemId: string; onHand: number; valueIdr: number }>((value) =>
  inventorySql
    .updateTable("stock_item")
    .set({ on_hand: value("onHand"), value_idr: value("valueIdr") })
    .where("item_id", "=", value("itemId") as ItemId),
);
const updateLotStock = createPreparedQuery<{ lotId: string; onHand: number; status: LotStatus }>((value) =>
  inventorySql
    .updateTable("stock_lot")
    .set({ on_hand: value("onHand"), status: value("status") })
    .where("lot_id", "=", value("lotId") as LotId),
);
