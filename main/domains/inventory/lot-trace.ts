import type { LotId } from "#domains/inventory/ids.ts";
import type { Item } from "#domains/inventory/values.ts";
import type { BatchId } from "#domains/production/ids.ts";
import { quantityOf, type Quantity } from "#kernel/quantity.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { inventorySql } from "./tables.ts";

/** A lot on record and where it came from, whether anything is left of it or not. */
export interface LotOnRecord {
  readonly lotId: LotId;
  readonly lotCode: string;
  readonly itemCode: string;
  readonly itemName: string;
  readonly ingredientId: string | null;
  readonly supplierId: string | null;
  readonly supplierLotCode: string | null;
  readonly receivedDate: string;
  readonly onHand: Quantity;
  readonly isBlocked: boolean;
}

/** Every lot ever received, oldest first; of one kitchen, some thousands a year. */
export function lotsOnRecord(db: ReadableDb): readonly LotOnRecord[] {
  const rows = db.all(
    inventorySql
      .selectFrom("stock_lot")
      .innerJoin("stock_item", "stock_item.item_id", "stock_lot.item_id")
      .select(["stock_lot.lot_id", "stock_lot.lot_code", "stock_lot.supplier_id", "stock_lot.supplier_lot_code"])
      .select(["stock_lot.service_date", "stock_lot.on_hand", "stock_lot.status"])
      .select(["stock_item.item_code", "stock_item.name", "stock_item.ingredient_id", "stock_item.item"])
      .orderBy("stock_lot.received_seq"),
  );
  return rows.map((row) => ({
    lotId: row.lot_id,
    lotCode: row.lot_code,
    itemCode: row.item_code,
    itemName: row.name,
    ingredientId: row.ingredient_id,
    supplierId: row.supplier_id,
    supplierLotCode: row.supplier_lot_code,
    receivedDate: row.service_date,
    onHand: quantityOf((JSON.parse(row.item) as Item).baseUnit, row.on_hand), // written from a parsed event
    isBlocked: row.status === "blocked",
  }));
}

/** The batches stock of these lots went to, issued or by recipe. */
export function batchesOfLots(db: ReadableDb, lotIds: readonly LotId[]): readonly BatchId[] {
  if (lotIds.length === 0) return [];
  const rows = db.all(
    inventorySql
      .selectFrom("stock_movement")
      .select("batch_id")
      .distinct()
      .where("lot_id", "in", lotIds)
      .where("batch_id", "is not", null)
      .orderBy("batch_id"),
  );
  return rows.flatMap((row) => (row.batch_id === null ? [] : [row.batch_id]));
}
