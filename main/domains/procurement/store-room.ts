import type { FoodCategory, StorageKind } from "#kernel/food-words.ts";
import { quantityOf, type BaseUnit, type Quantity, type UnitPrice } from "#kernel/quantity.ts";
import type { ItemId } from "#domains/inventory/ids.ts";
import type { ItemFacts } from "#domains/procurement/facts.ts";
import type { OrderId, SupplierId } from "#domains/procurement/ids.ts";
import { ingredientNow } from "#main/domains/menu/queries.ts";
import { itemNow } from "#main/domains/inventory/queries.ts";
import { publishedPrices } from "#main/domains/publications/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { surveyPriceOf } from "./queries.ts";
import { procurementSql } from "./tables.ts";

/** A thing of the store room, in the words buying uses. */
export interface BoughtItem {
  readonly itemId: ItemId;
  readonly itemCode: string;
  readonly name: string;
  readonly category: FoodCategory;
  readonly ingredientId: string | null;
  readonly baseUnit: BaseUnit;
  readonly storageKind: StorageKind;
  readonly isArchived: boolean;
  readonly purchaseUnits: ReadonlyArray<{ readonly code: string; readonly label: string; readonly quantity: Quantity }>;
  /** Of the kitchen's reference list, through the ingredient; null where nobody wrote one, or in another unit. */
  readonly referencePrice: UnitPrice | null;
}

/** These items as the store room knows them; one it does not is not in the answer. */
export function boughtItems(db: ReadableDb, itemIds: readonly string[]): ReadonlyMap<string, BoughtItem> {
  const items = [...new Set(itemIds)].flatMap((itemId) => itemNow(db, itemId) ?? []);
  const ingredients = ingredientNow(
    db,
    items.flatMap(({ item }) => item.ingredientId ?? []),
  );
  return new Map(
    items.map(({ item, isArchived }) => {
      const { itemId, itemCode, name, category, ingredientId, baseUnit, storageKind, purchaseUnits } = item;
      const reference = ingredientId === null ? undefined : ingredients.get(ingredientId)?.referencePrice;
      // A reference by weight says nothing about a thing counted in pieces.
      const referencePrice = reference?.per.unit === baseUnit ? reference : null;
      return [
        itemId,
        {
          itemId,
          itemCode,
          name,
          category,
          ingredientId,
          baseUnit,
          storageKind,
          purchaseUnits,
          isArchived,
          referencePrice,
        },
      ];
    }),
  );
}

/** The items as a decision about an order needs them; the order itself and its supplier are looked past and at. */
export function itemFactsOf(
  db: ReadableDb,
  itemIds: readonly string[],
  about: {
    readonly orderId: OrderId | null;
    readonly supplierId: string | null;
    /** The day prices of headquarters are looked at for; absent where a price is not weighed. */
    readonly onDate?: string;
  },
): readonly ItemFacts[] {
  const surveys = surveyPriceOf(db, itemIds);
  const items = [...boughtItems(db, itemIds).values()];
  const ceilings = about.onDate === undefined ? null : ceilingPrices(db, items, about.onDate);
  return items.map((item) => {
    const orders = ordersOfItem(db, item.itemId, about.orderId);
    return {
      itemId: item.itemId,
      category: item.category,
      storageKind: item.storageKind,
      baseUnit: item.baseUnit,
      purchaseUnits: item.purchaseUnits,
      isArchived: item.isArchived,
      referencePrice: item.referencePrice,
      surveyPrice: surveys.get(item.itemId)?.lowest ?? null,
      ceilingPrice: ceilings?.get(item.itemId) ?? null,
      lastSupplierId: orders[0]?.supplierId ?? null,
      isKnownFromSupplier: orders.some((order) => order.supplierId === about.supplierId),
    };
  });
}

/** HET of headquarters by item, where it is by the unit the item is kept in. */
export function ceilingPrices(
  db: ReadableDb,
  items: readonly BoughtItem[],
  onDate: string,
): ReadonlyMap<string, UnitPrice> {
  const foods = ingredientNow(
    db,
    items.flatMap(({ ingredientId }) => ingredientId ?? []),
  );
  const codeOf = ({ ingredientId, itemCode }: BoughtItem) => foods.get(ingredientId ?? "")?.ingredientCode ?? itemCode;
  const published = publishedPrices(db, items.map(codeOf), onDate);
  return new Map(
    items.flatMap((item) => {
      const ceiling = published.get(codeOf(item))?.ceiling;
      return ceiling?.per.unit === item.baseUnit ? [[item.itemId, ceiling] as const] : [];
    }),
  );
}

interface OrderOfItem {
  readonly supplierId: SupplierId;
  readonly price: UnitPrice;
  readonly neededDate: string;
}

/** What an item was bought for: orders that went out, newest needed first. */
export function ordersOfItem(db: ReadableDb, itemId: string, exceptOrderId: OrderId | null): readonly OrderOfItem[] {
  const rows = db.all(
    procurementSql
      .selectFrom("purchase_order_line as l")
      .innerJoin("purchase_order as o", "o.order_id", "l.order_id")
      .select(["o.order_id", "o.supplier_id", "o.needed_date", "l.unit", "l.price_idr", "l.per_amount"])
      .where("l.item_id", "=", itemId as ItemId) // compared only
      .where("o.status", "in", ["sent", "closed"])
      .orderBy("o.needed_date", "desc")
      .orderBy("o.order_code", "desc"),
  );
  return rows
    .filter((row) => row.order_id !== exceptOrderId)
    .map((row) => ({
      supplierId: row.supplier_id,
      neededDate: row.needed_date,
      price: { amountIdr: row.price_idr, per: quantityOf(row.unit, row.per_amount) },
    }));
}
