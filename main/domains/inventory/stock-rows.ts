import { sql } from "kysely";
import type { ItemId, StoragePlaceId } from "#domains/inventory/ids.ts";
import type { ExpiringRow, LotRow, StockRow, StockValueRow, StoragePlaceRow } from "#domains/inventory/queries.ts";
import { availableAmount, compareFefo, isExpired, isUsable, stockStateOf } from "#domains/inventory/rules.ts";
import type { StockState } from "#domains/inventory/vocabulary.ts";
import type { FoodCategory } from "#kernel/food-words.ts";
import { amountOf, quantityOf } from "#kernel/quantity.ts";
import { addDays, dayCountFromLocalDate, type LocalDate } from "#kernel/time.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { itemOf, lotViewOf, type LotTableRow } from "./stock-facts.ts";
import { inventorySql, type InventoryTables } from "./tables.ts";

/** Service days the mean daily use looks back over (DOMAIN.md §4.7, "mean daily use (28 d)"). */
const USE_DAY_COUNT = 28;

type ItemRow = InventoryTables["stock_item"];

/** Every item with what there is of it; `maxCount` is one more than a page holds. */
export function stockRows(
  db: ReadableDb,
  asked: {
    readonly localDate: LocalDate;
    readonly category?: FoodCategory | undefined;
    readonly storagePlaceId?: StoragePlaceId | undefined;
    readonly state?: StockState | undefined;
    readonly isArchived?: boolean | undefined;
  },
  maxCount: number,
): readonly StockRow[] {
  const { localDate, storagePlaceId } = asked;
  const lotsByItem = heldLotsByItem(db);
  const useByItem = usesByItem(db, localDate);
  return db
    .all(selectItems({ isArchived: asked.isArchived === true ? 1 : 0 }))
    .filter((row) => asked.category === undefined || row.category === asked.category)
    .flatMap((row) => {
      const lots = lotsByItem.get(row.item_id) ?? [];
      const isThere = storagePlaceId === undefined || lots.some((lot) => lot.storage_place_id === storagePlaceId);
      return isThere ? [stockRow(row, lots, { localDate, use: useByItem.get(row.item_id) })] : [];
    })
    .filter((row) => asked.state === undefined || row.state === asked.state)
    .slice(0, maxCount);
}

function stockRow(
  row: ItemRow,
  lots: readonly LotTableRow[],
  { localDate, use }: { readonly localDate: LocalDate; readonly use: ItemUse | undefined },
): StockRow {
  const item = itemOf(row);
  const quantity = (amount: number) => quantityOf(item.baseUnit, amount);
  const views = lots.map(lotViewOf);
  const available = availableAmount(views, localDate);
  const usable = views.filter((lot) => isUsable(lot, localDate)).toSorted(compareFefo);
  const sumOf = (isCounted: (lot: LotTableRow) => boolean) =>
    lots.filter(isCounted).reduce((sum, lot) => sum + lot.on_hand, 0);
  return {
    itemId: row.item_id,
    item,
    isArchived: row.is_archived === 1,
    onHand: quantity(row.on_hand),
    available: quantity(available),
    blocked: quantity(sumOf((lot) => lot.status === "blocked")),
    expired: quantity(sumOf((lot) => isExpired({ expiryDate: lot.expiry_date }, localDate))),
    state: stockStateOf(available, {
      minAmount: item.minQuantity === null ? null : amountOf(item.minQuantity),
      maxAmount: item.maxQuantity === null ? null : amountOf(item.maxQuantity),
    }),
    nextExpiryDate: usable[0]?.expiryDate ?? null,
    lotCount: lots.length,
    meanDailyUse: use === undefined ? null : quantity(Math.round(use.usedAmount / use.dayCount)),
    daysOfStockCount:
      use === undefined || use.usedAmount === 0 ? null : Math.floor((available * use.dayCount) / use.usedAmount),
  };
}

/** What an item's use of late comes to a day. */
export interface ItemUse {
  readonly usedAmount: number;
  /** The days it was used over. */
  readonly dayCount: number;
}

/**
 * Mean daily use over the last 28 service days before a date, or over those since the item was first used when that is less:
 * a new item is not used half as much because it came two weeks ago.
 */
export function usesByItem(db: ReadableDb, localDate: LocalDate): ReadonlyMap<ItemId, ItemUse> {
  const fromDate = addDays(localDate, -USE_DAY_COUNT);
  const rows = db.all(selectUses({ fromDate, toDate: localDate }));
  return new Map(
    rows.map((row) => {
      const dayCount = Math.max(1, dayCountFromLocalDate(localDate) - dayCountFromLocalDate(row.first_date));
      const usedAmount = Math.max(0, row.used);
      return [row.item_id, { usedAmount, dayCount }];
    }),
  );
}

function heldLotsByItem(db: ReadableDb): ReadonlyMap<ItemId, readonly LotTableRow[]> {
  const byItem = new Map<ItemId, LotTableRow[]>();
  for (const row of db.all(selectAllHeld({}))) {
    const known = byItem.get(row.item_id);
    if (known === undefined) byItem.set(row.item_id, [row]);
    else known.push(row);
  }
  return byItem;
}

export function stockValueRows(db: ReadableDb, maxCount: number): readonly StockValueRow[] {
  return db
    .all(selectItems({ isArchived: 0 }))
    .slice(0, maxCount)
    .map((row) => {
      const { baseUnit } = itemOf(row);
      return {
        itemId: row.item_id,
        onHand: quantityOf(baseUnit, row.on_hand),
        valueIdr: row.value_idr,
        lastPrice:
          row.last_price_idr === null || row.last_price_per === null
            ? null
            : { amountIdr: row.last_price_idr, per: quantityOf(baseUnit, row.last_price_per) },
        lastReceivedAtMs: row.last_received_at_ms,
      };
    });
}

/** Lots in the order they should be taken; those nobody may take are last. */
export function lotRows(
  db: ReadableDb,
  asked: {
    readonly localDate: LocalDate;
    readonly itemId?: ItemId | undefined;
    readonly storagePlaceId?: StoragePlaceId | undefined;
    readonly isEmptyShown?: boolean | undefined;
  },
  maxCount: number,
): readonly LotRow[] {
  const { localDate, itemId, storagePlaceId, isEmptyShown = false } = asked;
  let query = lotsNamed.selectAll("stock_lot").select(LOT_NAMES);
  if (itemId !== undefined) query = query.where("stock_lot.item_id", "=", itemId);
  if (storagePlaceId !== undefined) query = query.where("stock_lot.storage_place_id", "=", storagePlaceId);
  if (!isEmptyShown) query = query.where("stock_lot.on_hand", ">", sql.lit(0));
  const rows = db.all<NamedLot>(query.orderBy("stock_lot.item_id").limit(LOTS_READ_MAX_COUNT));
  const rankByLot = fefoRanks(rows, localDate);
  const rankOf = (row: NamedLot) => rankByLot.get(row.lot_id) ?? Number.MAX_SAFE_INTEGER;
  return rows
    .toSorted(
      (left, right) =>
        left.item_name.localeCompare(right.item_name) ||
        left.item_id.localeCompare(right.item_id) ||
        rankOf(left) - rankOf(right) ||
        compareFefo(lotViewOf(left), lotViewOf(right)),
    )
    .slice(0, maxCount)
    .map((row) => lotRow(row, { localDate, fefoNumber: rankByLot.get(row.lot_id) ?? null }));
}

type NamedLot = LotTableRow & { readonly item_name: string; readonly item: string; readonly place_name: string };
/** More lots than a store room holds; a page shows far fewer. */
const LOTS_READ_MAX_COUNT = 5_000;

/** 1 for the lot of its item that goes first. */
function fefoRanks(rows: readonly NamedLot[], localDate: LocalDate): ReadonlyMap<string, number> {
  const byItem = Map.groupBy(
    rows.filter((row) => isUsable(lotViewOf(row), localDate)),
    (row) => row.item_id,
  );
  const ranks = new Map<string, number>();
  for (const lots of byItem.values()) {
    const ordered = lots.map(lotViewOf).toSorted(compareFefo);
    for (const [index, lot] of ordered.entries()) ranks.set(lot.lotId, index + 1);
  }
  return ranks;
}

function lotRow(
  row: NamedLot,
  { localDate, fefoNumber }: { readonly localDate: LocalDate; readonly fefoNumber: number | null },
): LotRow {
  const { baseUnit } = itemOf(row);
  return {
    lotId: row.lot_id,
    lotCode: row.lot_code,
    itemId: row.item_id,
    itemName: row.item_name,
    storagePlaceId: row.storage_place_id,
    storagePlaceName: row.place_name,
    supplierId: row.supplier_id,
    receiptId: row.receipt_id,
    supplierLotCode: row.supplier_lot_code,
    onHand: quantityOf(baseUnit, row.on_hand),
    received: quantityOf(baseUnit, row.received),
    receivedAtMs: row.received_at_ms,
    receivedSeq: row.received_seq,
    expiryDate: row.expiry_date,
    status: row.status,
    isExpired: isExpired({ expiryDate: row.expiry_date }, localDate),
    blockReasonCode: row.block_reason_code,
    blockNote: row.block_note,
    fefoNumber,
  };
}

export function storagePlaceRows(db: ReadableDb, maxCount: number): readonly StoragePlaceRow[] {
  return db.all(selectPlaces({ maxCount })).map((row) => ({
    storagePlaceId: row.storage_place_id,
    name: row.name,
    storageKind: row.storage_kind,
    lotCount: db.first(countLotsOfPlace({ storagePlaceId: row.storage_place_id }))?.count ?? 0,
    openCountId: row.open_count_id,
    isFrozen: row.is_frozen === 1,
  }));
}

/** Lots that hold something and expire by a date, soonest first. */
export function expiringRows(
  db: ReadableDb,
  { localDate, withinDayCount }: { readonly localDate: LocalDate; readonly withinDayCount: number },
  maxCount: number,
): readonly ExpiringRow[] {
  return db.all(selectExpiring({ byDate: addDays(localDate, withinDayCount), maxCount })).flatMap((row) => {
    if (row.expiry_date === null) return [];
    const { baseUnit, category } = itemOf(row);
    return [
      {
        lotId: row.lot_id,
        lotCode: row.lot_code,
        itemId: row.item_id,
        itemName: row.item_name,
        category,
        storagePlaceName: row.place_name,
        onHand: quantityOf(baseUnit, row.on_hand),
        expiryDate: row.expiry_date,
        daysLeftCount: dayCountFromLocalDate(row.expiry_date) - dayCountFromLocalDate(localDate),
      },
    ];
  });
}

const lotsNamed = inventorySql
  .selectFrom("stock_lot")
  .innerJoin("stock_item", "stock_item.item_id", "stock_lot.item_id")
  .innerJoin("stock_place", "stock_place.storage_place_id", "stock_lot.storage_place_id");
const LOT_NAMES = ["stock_item.name as item_name", "stock_item.item", "stock_place.name as place_name"] as const;

const selectItems = createPreparedQuery<{ isArchived: number }, ItemRow>((value) =>
  inventorySql
    .selectFrom("stock_item")
    .selectAll()
    .where("is_archived", "=", value("isArchived"))
    .orderBy("name")
    .orderBy("item_id"),
);
const selectAllHeld = createPreparedQuery<Record<never, never>, LotTableRow>(() =>
  inventorySql
    .selectFrom("stock_lot")
    .selectAll()
    // Written out: the index of held lots names it, and this walks that index.
    .where("on_hand", ">", sql.lit(0))
    .orderBy("item_id")
    .orderBy("expiry_date")
    .orderBy("received_seq"),
);
const selectUses = createPreparedQuery<
  { fromDate: string; toDate: string },
  { item_id: ItemId; used: number; first_date: string }
>((value) =>
  inventorySql
    .selectFrom("stock_use")
    .select((of) => ["item_id", of.fn.sum<number>("used").as("used"), of.fn.min("service_date").as("first_date")])
    .where("service_date", ">=", value("fromDate"))
    .where("service_date", "<", value("toDate"))
    .groupBy("item_id"),
);
const selectPlaces = createPreparedQuery<{ maxCount: number }, InventoryTables["stock_place"]>((value) =>
  inventorySql
    .selectFrom("stock_place")
    .selectAll()
    .orderBy("name")
    .orderBy("storage_place_id")
    .limit(value("maxCount")),
);
const countLotsOfPlace = createPreparedQuery<{ storagePlaceId: StoragePlaceId }, { count: number }>((value) =>
  inventorySql
    .selectFrom("stock_lot")
    .select((count) => count.fn.countAll<number>().as("count"))
    .where("storage_place_id", "=", value("storagePlaceId"))
    .where("on_hand", ">", 0),
);
const selectExpiring = createPreparedQuery<{ byDate: string; maxCount: number }, NamedLot>((value) =>
  lotsNamed
    .selectAll("stock_lot")
    .select(LOT_NAMES)
    .where("stock_lot.expiry_date", "<=", value("byDate"))
    .where("stock_lot.on_hand", ">", sql.lit(0))
    .orderBy("stock_lot.expiry_date")
    .orderBy("stock_lot.lot_id")
    .limit(value("maxCount")),
);
