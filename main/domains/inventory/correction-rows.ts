import type { CountId } from "#domains/inventory/ids.ts";
import type { CountLineRow, StockAdjustmentRow, StockCountRow } from "#domains/inventory/correction-queries.ts";
import { ADJUSTMENT_STATUSES, COUNT_STATUSES } from "#domains/inventory/vocabulary.ts";
import type { AdjustmentStatus, CountStatus } from "#domains/inventory/vocabulary.ts";
import { quantityOf } from "#kernel/quantity.ts";
import type { StaffId } from "#kernel/ids.ts";
import type { QueryViewer } from "#main/store/domain-module.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { namesOf, personOf } from "./receipt-rows.ts";
import { itemOf } from "./stock-facts.ts";
import { inventorySql, type InventoryTables } from "./tables.ts";

interface Page {
  readonly viewer: QueryViewer;
  readonly maxCount: number;
}

/** Adjustments, those asked first, then the newest of the decided. */
export function adjustmentRows(
  db: ReadableDb,
  { status }: { readonly status?: AdjustmentStatus | undefined },
  { viewer, maxCount }: Page,
): readonly StockAdjustmentRow[] {
  const statuses = status === undefined ? ADJUSTMENT_STATUSES : [status];
  const rows = statuses.flatMap((one) => db.all(selectAdjustments({ status: one, maxCount }))).slice(0, maxCount);
  const names = namesOf(db, viewer, rows);
  return rows.map((row) => {
    const { baseUnit } = itemOf(row);
    return {
      adjustmentId: row.adjustment_id,
      status: row.status,
      itemId: row.item_id,
      itemName: row.item_name,
      lotId: row.lot_id,
      lotCode: row.lot_code,
      delta: quantityOf(baseUnit, row.delta),
      onHand: quantityOf(baseUnit, row.lot_on_hand),
      reasonCode: row.reason_code,
      note: row.note,
      askedAtMs: row.asked_at_ms,
      ...personOf(names, row.staff_id),
      decidedAtMs: row.decided_at_ms,
      decidedByStaffId: row.decided_by_staff_id,
      rejectionReason: row.rejection_reason,
    };
  });
}

/** Counts, open ones first, then submitted, then the newest of the decided. */
export function countRows(
  db: ReadableDb,
  { status }: { readonly status?: CountStatus | undefined },
  { viewer, maxCount }: Page,
): readonly StockCountRow[] {
  const statuses = status === undefined ? COUNT_STATUSES : [status];
  const rows = statuses.flatMap((one) => db.all(selectCounts({ status: one, maxCount }))).slice(0, maxCount);
  const names = namesOf(db, viewer, rows);
  return rows.map((row) => {
    const lines = db.all(selectCountLines({ countId: row.count_id }));
    return {
      countId: row.count_id,
      status: row.status,
      storagePlaceId: row.storage_place_id,
      storagePlaceName: row.place_name,
      isFrozen: row.is_frozen === 1,
      lineCount: lines.length,
      differenceCount: row.status === "open" ? null : lines.filter((line) => line.counted !== line.book).length,
      makerStaffIds: JSON.parse(row.maker_staff_ids) as StaffId[], // written by the projection from parsed events
      startedAtMs: row.started_at_ms,
      ...personOf(names, row.staff_id),
      submittedAtMs: row.submitted_at_ms,
      decidedAtMs: row.decided_at_ms,
      decidedByStaffId: row.decided_by_staff_id,
      rejectionReason: row.rejection_reason,
    };
  });
}

/** The lots of the place that hold something, and those counted; the book only once nobody counts any more. */
export function countLineRows(
  db: ReadableDb,
  { countId }: { readonly countId: CountId },
  maxCount: number,
): readonly CountLineRow[] {
  const count = db.first(selectCount({ countId }));
  if (count === undefined) return [];
  const counted = new Map(db.all(selectCountLines({ countId })).map((line) => [line.lot_id, line]));
  const isBlind = count.status === "open";
  return db
    .all(selectLotsOfPlace({ storagePlaceId: count.storage_place_id }))
    .filter((lot) => counted.has(lot.lot_id) || (isBlind && lot.on_hand > 0))
    .slice(0, maxCount)
    .map((lot) => {
      const { baseUnit } = itemOf(lot);
      const line = counted.get(lot.lot_id);
      return {
        lotId: lot.lot_id,
        lotCode: lot.lot_code,
        itemId: lot.item_id,
        itemName: lot.item_name,
        expiryDate: lot.expiry_date,
        counted: line === undefined ? null : quantityOf(baseUnit, line.counted),
        bookAtLine: line === undefined || isBlind ? null : quantityOf(baseUnit, line.book),
        delta: line === undefined || isBlind ? null : quantityOf(baseUnit, line.counted - line.book),
      };
    });
}

type AdjustmentRow = InventoryTables["stock_adjustment"] & {
  readonly item: string;
  readonly item_name: string;
  readonly lot_code: string;
  readonly lot_on_hand: number;
};
const selectAdjustments = createPreparedQuery<{ status: AdjustmentStatus; maxCount: number }, AdjustmentRow>((value) =>
  inventorySql
    .selectFrom("stock_adjustment")
    .innerJoin("stock_item", "stock_item.item_id", "stock_adjustment.item_id")
    .innerJoin("stock_lot", "stock_lot.lot_id", "stock_adjustment.lot_id")
    .selectAll("stock_adjustment")
    .select([
      "stock_item.item",
      "stock_item.name as item_name",
      "stock_lot.lot_code",
      "stock_lot.on_hand as lot_on_hand",
    ])
    .where("stock_adjustment.status", "=", value("status"))
    .orderBy("stock_adjustment.seq", "desc")
    .limit(value("maxCount")),
);
type CountRow = InventoryTables["stock_count"] & { readonly place_name: string };
const selectCounts = createPreparedQuery<{ status: CountStatus; maxCount: number }, CountRow>((value) =>
  inventorySql
    .selectFrom("stock_count")
    .innerJoin("stock_place", "stock_place.storage_place_id", "stock_count.storage_place_id")
    .selectAll("stock_count")
    .select("stock_place.name as place_name")
    .where("stock_count.status", "=", value("status"))
    .orderBy("stock_count.seq", "desc")
    .limit(value("maxCount")),
);
const selectCount = createPreparedQuery<{ countId: CountId }, InventoryTables["stock_count"]>((value) =>
  inventorySql.selectFrom("stock_count").selectAll().where("count_id", "=", value("countId")),
);
const selectCountLines = createPreparedQuery<{ countId: CountId }, InventoryTables["stock_count_line"]>((value) =>
  inventorySql.selectFrom("stock_count_line").selectAll().where("count_id", "=", value("countId")),
);
type PlaceLot = InventoryTables["stock_lot"] & { readonly item: string; readonly item_name: string };
const selectLotsOfPlace = createPreparedQuery<
  { storagePlaceId: InventoryTables["stock_lot"]["storage_place_id"] },
  PlaceLot
>((value) =>
  inventorySql
    .selectFrom("stock_lot")
    .innerJoin("stock_item", "stock_item.item_id", "stock_lot.item_id")
    .selectAll("stock_lot")
    .select(["stock_item.item", "stock_item.name as item_name"])
    .where("stock_lot.storage_place_id", "=", value("storagePlaceId"))
    .orderBy("stock_item.name")
    .orderBy("stock_lot.received_seq"),
);
