import { sql } from "kysely";
import type { ItemFacts, LotFacts } from "#domains/inventory/facts.ts";
import type { ItemId, LotId } from "#domains/inventory/ids.ts";
import type { Item } from "#domains/inventory/values.ts";
import { quantityOf } from "#kernel/quantity.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { inventorySql, type InventoryTables } from "./tables.ts";

type ItemRow = InventoryTables["stock_item"];
export type LotTableRow = InventoryTables["stock_lot"];

/** Items as `decide` sees them, each once. */
export function itemFactsOf(db: ReadableDb, itemIds: readonly ItemId[]): readonly ItemFacts[] {
  return [...new Set(itemIds)].flatMap((itemId) => {
    const row = db.first(selectItem({ itemId }));
    return row === undefined ? [] : [itemFacts(row)];
  });
}

function itemFacts(row: ItemRow): ItemFacts {
  return {
    item: itemOf(row),
    isArchived: row.is_archived === 1,
    onHandAmount: row.on_hand,
    valueIdr: row.value_idr,
  };
}

export function itemOf(row: Pick<ItemRow, "item">): Item {
  return JSON.parse(row.item) as Item; // written by the projection from parsed events
}

/** Every lot of the items that holds something, and the lots named, each once. */
export function lotFactsOf(
  db: ReadableDb,
  { itemIds, lotIds }: { readonly itemIds: readonly ItemId[]; readonly lotIds: readonly LotId[] },
): readonly LotFacts[] {
  const held = [...new Set(itemIds)].flatMap((itemId) => db.all(selectHeldLots({ itemId })));
  const heldIds = new Set(held.map((row) => row.lot_id));
  const named = [...new Set(lotIds)]
    .filter((lotId) => !heldIds.has(lotId))
    .flatMap((lotId) => lotRowOf(db, lotId) ?? []);
  const rows = [...held, ...named];
  const items = new Map(
    itemFactsOf(
      db,
      rows.map((row) => row.item_id),
    ).map(({ item }) => [item.itemId, item]),
  );
  return rows.flatMap((row) => {
    const item = items.get(row.item_id);
    return item === undefined ? [] : [lotFacts(row, item)];
  });
}

function lotFacts(row: LotTableRow, item: Item): LotFacts {
  return {
    itemId: row.item_id,
    storagePlaceId: row.storage_place_id,
    receiptId: row.receipt_id,
    supplierId: row.supplier_id,
    unitPrice: { amountIdr: row.price_idr, per: quantityOf(item.baseUnit, row.price_per) },
    blockReasonCode: row.block_reason_code,
    ...lotViewOf(row),
  };
}

/** What the rules need of a lot. */
export function lotViewOf(row: LotTableRow) {
  return {
    lotId: row.lot_id,
    status: row.status,
    onHandAmount: row.on_hand,
    expiryDate: row.expiry_date,
    receivedSeq: row.received_seq,
  };
}

export function lotRowOf(db: ReadableDb, lotId: LotId): LotTableRow | undefined {
  return db.first(selectLot({ lotId }));
}

const selectItem = createPreparedQuery<{ itemId: ItemId }, ItemRow>((value) =>
  inventorySql.selectFrom("stock_item").selectAll().where("item_id", "=", value("itemId")),
);
const selectLot = createPreparedQuery<{ lotId: LotId }, LotTableRow>((value) =>
  inventorySql.selectFrom("stock_lot").selectAll().where("lot_id", "=", value("lotId")),
);
export const selectHeldLots = createPreparedQuery<{ itemId: ItemId }, LotTableRow>((value) =>
  inventorySql
    .selectFrom("stock_lot")
    .selectAll()
    .where("item_id", "=", value("itemId"))
    // Written out: the index of held lots names it.
    .where("on_hand", ">", sql.lit(0)),
);
