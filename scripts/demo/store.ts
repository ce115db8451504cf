import storeFacts from "#resources/demo/store-facts.json" with { type: "json" };
import type { ItemId, StoragePlaceId } from "#domains/inventory/ids.ts";
import type { Item } from "#domains/inventory/values.ts";
import type { IngredientId } from "#domains/menu/ids.ts";
import { requirementsFor } from "#domains/menu/requirement.ts";
import type { OrderId, OrderLineId, SupplierId } from "#domains/procurement/ids.ts";
import type { SupplierKind } from "#domains/procurement/vocabulary.ts";
import { present } from "#kernel/assert.ts";
import type { FoodCategory, StorageKind } from "#kernel/food-words.ts";
import type { IdFactory } from "#kernel/ids.ts";
import { amountOf, quantityOf, type PortionCounts, type Quantity, type UnitPrice } from "#kernel/quantity.ts";
import type { DemoFood, DemoMenu } from "./menu.ts";
import type { DemoBatch } from "./plan.ts";

/** How much more than the night's need is bought: the demo kitchen's habit. */
const SPARE_SHARE = 0.1;
/** The oil is called low once this share of what was bought is left, so the night shows how that looks. */
const LOW_OIL_SHARE = 0.45;
const LOW_OIL_CODE = "MBG-MINYAK";
const CHILLED: readonly FoodCategory[] = ["animal-protein", "vegetable", "fruit"];
const CHILLED_CODES: readonly string[] = ["MBG-TEMPE"];
const SHELF_LIFE_DAY_COUNTS: Readonly<Record<string, number>> = storeFacts.invented.shelfLifeDayCounts;

/** Storage and suppliers are invented; each name says so. */
const PLACES: readonly { readonly name: string; readonly storageKind: StorageKind }[] = [
  { name: "Gudang kering", storageKind: "dry" },
  { name: "Chiller bahan", storageKind: "chilled" },
];

interface SupplierDraft {
  readonly name: string;
  readonly kind: SupplierKind;
  readonly itemCategories: readonly FoodCategory[];
  /** What share of the order has arrived after each delivery. */
  readonly deliveredShares: readonly number[];
}

const SUPPLIERS: readonly SupplierDraft[] = [
  {
    name: "Koperasi Contoh (rekaan)",
    kind: "cooperative",
    itemCategories: ["staple", "seasoning", "oil", "other"],
    deliveredShares: [0.6, 1],
  },
  {
    name: "Pemasok Lauk Contoh (rekaan)",
    kind: "local",
    itemCategories: ["animal-protein", "plant-protein"],
    deliveredShares: [0.5, 1],
  },
  {
    name: "Kebun Contoh (rekaan)",
    kind: "individual",
    itemCategories: ["vegetable", "fruit"],
    deliveredShares: [1],
  },
];

export interface DemoPlace {
  readonly storagePlaceId: StoragePlaceId;
  readonly name: string;
  readonly storageKind: StorageKind;
}

export interface DemoOrderLine {
  readonly lineId: OrderLineId;
  readonly itemId: ItemId;
  readonly quantity: Quantity;
  readonly unitPrice: UnitPrice;
}

export interface DemoOrder {
  readonly orderId: OrderId;
  readonly supplier: SupplierDraft & { readonly supplierId: SupplierId };
  readonly lines: readonly DemoOrderLine[];
}

export interface DemoNeed {
  readonly item: Item;
  readonly quantity: Quantity;
}

/** The demo's store room: what it keeps, and the orders that fill it for one night. */
export interface DemoStore {
  readonly places: readonly DemoPlace[];
  readonly items: readonly Item[];
  readonly orders: readonly DemoOrder[];
  /** What the recipes take from the store room for one kloter. */
  needsOf(batch: DemoBatch): readonly DemoNeed[];
}

export function demoStore(menu: DemoMenu, batches: readonly DemoBatch[], makeId: IdFactory): DemoStore {
  const grossById = grossOf(menu, batches.map(countsOf));
  const boughtOf = ({ ingredientId, fields }: DemoFood) => {
    const grossAmount = grossById.get(ingredientId) ?? 0;
    const step = amountOf(fields.roundTo);
    return Math.ceil((grossAmount * (1 + SPARE_SHARE)) / step) * step;
  };
  const items = menu.foods.map((food) => itemOf(food, boughtOf(food), makeId));
  const itemFor = (ingredientId: string) =>
    present(
      items.find((item) => item.ingredientId === ingredientId),
      "an item of each food",
    );
  const orders = SUPPLIERS.map((supplier): DemoOrder => {
    const foods = menu.foods.filter(({ fields }) => supplier.itemCategories.includes(fields.category));
    const lines = foods.map((food) => ({
      lineId: makeId("order_line"),
      itemId: itemFor(food.ingredientId).itemId,
      quantity: quantityOf(food.fields.baseUnit, boughtOf(food)),
      unitPrice: present(food.fields.referencePrice, "a price in the workbook"),
    }));
    return { orderId: makeId("order"), supplier: { ...supplier, supplierId: makeId("supplier") }, lines };
  });
  return {
    places: PLACES.map((place) => ({ ...place, storagePlaceId: makeId("storage_place") })),
    items,
    orders,
    needsOf: (batch) =>
      [...grossOf(menu, [countsOf(batch)])].map(([ingredientId, amount]) => ({
        item: itemFor(ingredientId),
        quantity: quantityOf("g", amount),
      })),
  };
}

/** Special packs are cooked as large portions. */
function countsOf({ portionCounts, specialPackCount }: DemoBatch): PortionCounts {
  return { ...portionCounts, largeCount: portionCounts.largeCount + specialPackCount };
}

/** Grams of each food that these portions take, peel and loss included. */
function grossOf(menu: DemoMenu, counts: readonly PortionCounts[]): ReadonlyMap<IngredientId, number> {
  const foods = new Map(menu.foods.map(({ ingredientId, fields }) => [ingredientId as string, fields]));
  const lines = menu.recipes.flatMap(({ recipe }) =>
    recipe.lines.flatMap(({ source, quantities }) => {
      if (source.kind !== "ingredient") return [];
      const [small, large] = [quantities.small, quantities.large].map((one) => amountOf(present(one, "an amount")));
      if (small === undefined || large === undefined) return [];
      const amounts = { small, large, toddler: small, maternal: large };
      return [{ ingredientId: source.ingredientId, unit: "g" as const, amounts, retentions: [] }];
    }),
  );
  const needs = requirementsFor(
    counts.map((portionCounts) => ({ lines, portionCounts })),
    foods,
    0,
  );
  const idOf = new Map(menu.foods.map(({ ingredientId }) => [ingredientId as string, ingredientId]));
  return new Map(
    needs.map((need) => {
      if (!need.isKnown) throw new Error(`the need of ${need.ingredientId} is not known: ${need.reason}`);
      return [present(idOf.get(need.ingredientId), "a food of the menu"), amountOf(need.gross)];
    }),
  );
}

function itemOf({ ingredientId, fields }: DemoFood, boughtAmount: number, makeId: IdFactory): Item {
  const { ingredientCode, name, category, baseUnit } = fields;
  return {
    itemId: makeId("item"),
    itemCode: ingredientCode.replace(/^MBG-/, ""),
    name,
    category,
    isFood: true,
    ingredientId,
    baseUnit,
    purchaseUnits:
      category === "staple" ? [{ code: "sak", label: "Sak 25 kg", quantity: quantityOf(baseUnit, 25_000) }] : [],
    minQuantity:
      ingredientCode === LOW_OIL_CODE ? quantityOf(baseUnit, Math.round(boughtAmount * LOW_OIL_SHARE)) : null,
    maxQuantity: null,
    storageKind: CHILLED.includes(category) || CHILLED_CODES.includes(ingredientCode) ? "chilled" : "dry",
    shelfLifeDayCount: SHELF_LIFE_DAY_COUNTS[ingredientCode] ?? null,
  };
}
