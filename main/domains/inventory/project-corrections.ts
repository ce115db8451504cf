import type { StoredInventoryEvent } from "#domains/inventory/events.ts";
import type { CountId } from "#domains/inventory/ids.ts";
import { present } from "#kernel/assert.ts";
import { amountOf } from "#kernel/quantity.ts";
import { createPreparedQuery, createRowInsert } from "#main/store/prepared-query.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import { moveStock } from "./project-stock.ts";
import { inventorySql, type InventoryTables } from "./tables.ts";

type EventOfType<Type extends StoredInventoryEvent["type"]> = Extract<StoredInventoryEvent, { readonly type: Type }>;

export function projectAdjustment(
  db: WritableDb,
  event: EventOfType<"adjustment-requested" | "stock-adjusted" | "adjustment-rejected">,
): void {
  const { adjustmentId } = event.body;
  if (event.type === "adjustment-requested") {
    const { itemId, lotId, delta, reasonCode, note } = event.body;
    db.run(
      insertAdjustment({
        adjustment_id: adjustmentId,
        seq: event.seq,
        status: "asked",
        item_id: itemId,
        lot_id: lotId,
        delta: amountOf(delta),
        reason_code: reasonCode,
        note: note ?? null,
        asked_at_ms: event.occurredAtMs,
        staff_id: event.staffId,
        decided_at_ms: null,
        decided_by_staff_id: null,
        rejection_reason: null,
      }),
    );
    return;
  }
  const isApplied = event.type === "stock-adjusted";
  db.run(
    inventorySql
      .updateTable("stock_adjustment")
      .set({
        status: isApplied ? "applied" : "refused",
        decided_at_ms: event.recordedAtMs,
        decided_by_staff_id: event.staffId,
        rejection_reason: isApplied ? null : event.body.reason,
      })
      .where("adjustment_id", "=", adjustmentId),
  );
  if (!isApplied) return;
  const { itemId, lotId, delta, valueIdr } = event.body;
  const asked = present(db.first(selectAdjustment({ adjustmentId })), "the adjustment that is applied");
  moveStock(db, event, [
    {
      movementKind: "adjustment",
      itemId,
      lotId,
      deltaAmount: amountOf(delta),
      valueIdr,
      referenceId: adjustmentId,
      reasonCode: asked.reason_code,
    },
  ]);
}

type CountEvent = EventOfType<
  "count-started" | "count-line-recorded" | "count-submitted" | "count-rejected" | "stock-counted"
>;

export function projectCount(db: WritableDb, event: CountEvent): void {
  const { countId } = event.body;
  switch (event.type) {
    case "count-started":
      startCount(db, event);
      return;
    case "count-line-recorded": {
      const { lotId, itemId, counted, bookAtLine } = event.body;
      const line = { counted: amountOf(counted), book: amountOf(bookAtLine) };
      db.run(
        inventorySql
          .insertInto("stock_count_line")
          .values({ count_id: countId, lot_id: lotId, item_id: itemId, ...line })
          .onConflict((conflict) => conflict.columns(["count_id", "lot_id"]).doUpdateSet(line)),
      );
      addMaker(db, event);
      return;
    }
    case "count-submitted":
      addMaker(db, event);
      changeCount(db, countId, { status: "submitted", submitted_at_ms: event.occurredAtMs });
      freePlace(db, countId);
      return;
    case "count-rejected":
      changeCount(db, countId, { status: "refused", ...decidedBy(event), rejection_reason: event.body.reason });
      freePlace(db, countId);
      return;
    case "stock-counted":
      applyCount(db, event);
      return;
  }
}

function startCount(db: WritableDb, event: EventOfType<"count-started">): void {
  const { countId, storagePlaceId, isFrozen } = event.body;
  db.run(
    insertCount({
      count_id: countId,
      seq: event.seq,
      status: "open",
      storage_place_id: storagePlaceId,
      is_frozen: isFrozen ? 1 : 0,
      maker_staff_ids: JSON.stringify(event.staffId === null ? [] : [event.staffId]),
      started_at_ms: event.occurredAtMs,
      staff_id: event.staffId,
      submitted_at_ms: null,
      decided_at_ms: null,
      decided_by_staff_id: null,
      rejection_reason: null,
      service_date: event.serviceDate,
      counted_value_idr: null,
      difference_value_idr: null,
    }),
  );
  db.run(
    inventorySql
      .updateTable("stock_place")
      .set({ open_count_id: countId, is_frozen: isFrozen ? 1 : 0 })
      .where("storage_place_id", "=", storagePlaceId),
  );
}

function applyCount(db: WritableDb, event: EventOfType<"stock-counted">): void {
  const { countId, differences, countedValueIdr } = event.body;
  changeCount(db, countId, {
    status: "applied",
    ...decidedBy(event),
    counted_value_idr: countedValueIdr,
    difference_value_idr: differences.reduce((sum, { valueIdr }) => sum + Math.abs(valueIdr), 0),
  });
  moveStock(
    db,
    event,
    differences.map(({ itemId, lotId, delta, valueIdr }) => ({
      movementKind: "count",
      itemId,
      lotId,
      deltaAmount: amountOf(delta),
      valueIdr,
      referenceId: countId,
    })),
  );
}

function decidedBy(event: EventOfType<"count-rejected" | "stock-counted">) {
  return { decided_at_ms: event.recordedAtMs, decided_by_staff_id: event.staffId };
}

function addMaker(db: WritableDb, event: EventOfType<"count-line-recorded" | "count-submitted">): void {
  const { countId } = event.body;
  const row = present(db.first(selectCount({ countId })), `the count ${countId}`);
  const makers = JSON.parse(row.maker_staff_ids) as string[]; // written by this projection
  if (event.staffId === null || makers.includes(event.staffId)) return;
  changeCount(db, countId, { maker_staff_ids: JSON.stringify([...makers, event.staffId]) });
}

function changeCount(db: WritableDb, countId: CountId, change: Partial<InventoryTables["stock_count"]>): void {
  db.run(inventorySql.updateTable("stock_count").set(change).where("count_id", "=", countId));
}

/** The shelves may be used again as soon as nobody counts them. */
function freePlace(db: WritableDb, countId: CountId): void {
  db.run(
    inventorySql
      .updateTable("stock_place")
      .set({ open_count_id: null, is_frozen: 0 })
      .where("open_count_id", "=", countId),
  );
}

const insertAdjustment = createRowInsert(inventorySql, "stock_adjustment");
const insertCount = createRowInsert(inventorySql, "stock_count");
const selectAdjustment = createPreparedQuery<
  { adjustmentId: InventoryTables["stock_adjustment"]["adjustment_id"] },
  Pick<InventoryTables["stock_adjustment"], "reason_code">
>((value) =>
  inventorySql.selectFrom("stock_adjustment").select("reason_code").where("adjustment_id", "=", value("adjustmentId")),
);
const selectCount = createPreparedQuery<{ countId: CountId }, { maker_staff_ids: string }>((value) =>
  inventorySql.selectFrom("stock_count").select("maker_staff_ids").where("count_id", "=", value("countId")),
);
