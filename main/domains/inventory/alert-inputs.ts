import { sql } from "kysely";
import type { StockInput } from "#domains/alerts/stock-conditions.ts";
import { expiryAlertDaysByCategory } from "#domains/inventory/settings.ts";
import { FOOD_CATEGORIES, type FoodCategory } from "#kernel/food-words.ts";
import { amountOf, quantityOf } from "#kernel/quantity.ts";
import type { SettingReader } from "#kernel/setting.ts";
import { addDays, type LocalDate } from "#kernel/time.ts";
import { settingReader } from "#main/domains/site/queries.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { stockReadinessRows } from "./need-rows.ts";
import { itemOf } from "./stock-facts.ts";
import { expiringRows } from "./stock-rows.ts";
import { inventorySql, type InventoryTables } from "./tables.ts";

/** Lots told of at once; beyond that a kitchen looks at its list, not at alerts. */
const EXPIRING_LOTS_MAX_COUNT = 500;

/**
 * What the store room gives the alerts. Low and out are told of items somebody gave a minimum and that were once received:
 * an item bought for the day is not "out" every evening, nor is one that was only just written down.
 */
export function stockAlertInputs(db: ReadableDb, localDate: LocalDate): StockInput {
  // A kitchen that keeps nothing is asked nothing: this runs after every commit.
  if (db.first(selectAnyItem({})) === undefined) return { lowItems: [], expiringLots: [], shortDays: [] };
  const read = settingReader(db, localDate);
  const lowItems = db.all(selectLowItems({ localDate })).map((row) => ({
    itemId: row.item_id,
    itemName: row.name,
    available: quantityOf(itemOf(row).baseUnit, row.available),
  }));
  const daysByCategory = new Map(FOOD_CATEGORIES.map((category) => [category, expiryDays(read, category)]));
  const withinDayCount = Math.max(...[...daysByCategory.values()].map(({ lowCount }) => lowCount));
  const lots = expiringRows(db, { localDate, withinDayCount }, EXPIRING_LOTS_MAX_COUNT);
  return {
    lowItems,
    expiringLots: lots.map(({ category, storagePlaceName: _place, ...lot }) => ({
      ...lot,
      days: daysByCategory.get(category) ?? expiryDays(read, category),
    })),
    shortDays: shortDays(db, addDays(localDate, 1)),
  };
}

function expiryDays(read: SettingReader, category: FoodCategory) {
  const { low, medium, high } = expiryAlertDaysByCategory[category];
  return { lowCount: read(low).value, mediumCount: read(medium).value, highCount: read(high).value };
}

/** Ingredients of tomorrow the store room does not hold enough of (H-1). */
function shortDays(db: ReadableDb, serviceDate: LocalDate): StockInput["shortDays"] {
  const ingredientNames = stockReadinessRows(db, serviceDate)
    .filter(({ short }) => short !== null && amountOf(short) > 0)
    .map((row) => row.ingredientName);
  return ingredientNames.length === 0 ? [] : [{ serviceDate, ingredientNames }];
}

type LowRow = Pick<InventoryTables["stock_item"], "item_id" | "name" | "item"> & { readonly available: number };
/** On hand of the joined lots that may be used on a date. */
const usable = (localDate: unknown) =>
  sql<number>`COALESCE(SUM(CASE WHEN stock_lot.status = 'available'
    AND (stock_lot.expiry_date IS NULL OR stock_lot.expiry_date >= ${localDate}) THEN stock_lot.on_hand END), 0)`;
const selectLowItems = createPreparedQuery<{ localDate: string }, LowRow>((value) =>
  inventorySql
    .selectFrom("stock_item")
    .leftJoin("stock_lot", (join) =>
      join.onRef("stock_lot.item_id", "=", "stock_item.item_id").on("stock_lot.on_hand", ">", sql.lit(0)),
    )
    .select(["stock_item.item_id", "stock_item.name", "stock_item.item", usable(value("localDate")).as("available")])
    // Written out: the index of watched items names both.
    .where("stock_item.min_amount", ">", sql.lit(0))
    .where("stock_item.is_archived", "=", sql.lit(0))
    .where("stock_item.last_received_at_ms", "is not", null)
    .groupBy("stock_item.item_id")
    .having(sql<boolean>`${usable(value("localDate"))} <= stock_item.min_amount`)
    .orderBy("stock_item.item_id"),
);
const selectAnyItem = createPreparedQuery<Record<never, never>, { item_id: string }>(() =>
  inventorySql.selectFrom("stock_item").select("item_id").where("is_archived", "=", 0).limit(1),
);
