import { FOOD_CATEGORIES, STORAGE_KINDS, type FoodCategory, type StorageKind } from "#kernel/food-words.ts";
import { amountOf, quantityOf, type BaseUnit, type Quantity } from "#kernel/quantity.ts";
import type { Item } from "#domains/inventory/values.ts";
import { amountFromText, deskUnit, textFromAmount } from "#renderer/domains/inventory/amount-text.ts";

/** The fields of an item as they are typed. */
export interface ItemFields {
  readonly itemCode: string;
  readonly name: string;
  readonly category: FoodCategory;
  readonly isFood: boolean;
  readonly ingredientId: string | null;
  readonly baseUnit: BaseUnit;
  readonly packs: ReadonlyArray<{ readonly label: string; readonly amount: string }>;
  readonly min: string;
  readonly max: string;
  readonly storageKind: StorageKind;
  readonly shelfLife: string;
}

export type ItemFieldName = "itemCode" | "name" | "packs" | "min" | "max" | "shelfLife";
export type ItemProblem = "code" | "needed" | "amount" | "max-below-min" | "days" | "pack" | "pack-twice";
export type ItemProblems = Readonly<Partial<Record<ItemFieldName, ItemProblem>>>;

export const NEW_ITEM: ItemFields = {
  itemCode: "",
  name: "",
  category: "staple",
  isFood: true,
  ingredientId: null,
  baseUnit: "g",
  packs: [],
  min: "",
  max: "",
  storageKind: "dry",
  shelfLife: "",
};

const SHELF_LIFE_MAX_DAY_COUNT = 3_650;

export function fieldsFromItem(item: Item): ItemFields {
  const unit = deskUnit(item.baseUnit);
  const text = (quantity: Quantity | null) => (quantity === null ? "" : textFromAmount(amountOf(quantity), unit));
  return {
    itemCode: item.itemCode,
    name: item.name,
    category: item.category,
    isFood: item.isFood,
    ingredientId: item.ingredientId,
    baseUnit: item.baseUnit,
    packs: item.purchaseUnits.map(({ label, quantity }) => ({ label, amount: text(quantity) })),
    min: text(item.minQuantity),
    max: text(item.maxQuantity),
    storageKind: item.storageKind,
    shelfLife: item.shelfLifeDayCount === null ? "" : String(item.shelfLifeDayCount),
  };
}

/** What the kitchen is told, or what stands in its way beside each field. */
export function itemFromFields(
  fields: ItemFields,
  known: Pick<Item, "purchaseUnits"> | null,
):
  | { readonly ok: true; readonly item: Omit<Item, "itemId"> }
  | { readonly ok: false; readonly problems: ItemProblems } {
  const unit = deskUnit(fields.baseUnit);
  const quantityFrom = (text: string) => {
    const amount = amountFromText(text, unit);
    return amount === null ? null : quantityOf(fields.baseUnit, amount);
  };
  const optional = (text: string) => (text.trim() === "" ? null : quantityFrom(text));
  const [min, max] = [optional(fields.min), optional(fields.max)];
  const isLow = min !== null && max !== null && amountOf(max) < amountOf(min);
  const days = fields.shelfLife.trim();
  const dayCount = /^\d{1,4}$/.test(days) ? Number(days) : null;
  const packs = packsFrom(fields, known, quantityFrom);
  const code = fields.itemCode.trim().toUpperCase();
  const problems: ItemProblems = {
    ...(/^[A-Z0-9][A-Z0-9-]{0,31}$/.test(code) ? {} : { itemCode: "code" as const }),
    ...(fields.name.trim() === "" ? { name: "needed" as const } : {}),
    ...(packs.ok ? {} : { packs: packs.problem }),
    ...(fields.min.trim() !== "" && min === null ? { min: "amount" as const } : {}),
    ...(fields.max.trim() !== "" && max === null
      ? { max: "amount" as const }
      : isLow
        ? { max: "max-below-min" as const }
        : {}),
    ...(days === "" || (dayCount !== null && dayCount >= 1 && dayCount <= SHELF_LIFE_MAX_DAY_COUNT)
      ? {}
      : { shelfLife: "days" as const }),
  };
  if (!packs.ok || Object.keys(problems).length > 0) return { ok: false, problems };
  return {
    ok: true,
    item: {
      itemCode: code,
      name: fields.name.trim(),
      category: fields.isFood ? fields.category : "other",
      isFood: fields.isFood,
      ingredientId: fields.isFood ? (fields.ingredientId as Item["ingredientId"]) : null, // an id of the kitchen's own list
      baseUnit: fields.baseUnit,
      purchaseUnits: packs.packs,
      minQuantity: min,
      maxQuantity: max,
      storageKind: fields.storageKind,
      shelfLifeDayCount: dayCount,
    },
  };
}

type Packs =
  | { readonly ok: true; readonly packs: Item["purchaseUnits"] }
  | { readonly ok: false; readonly problem: "pack" | "pack-twice" };

/** Packs by their label. A pack that keeps its label keeps its code: receipts and orders name it by that. */
function packsFrom(
  { packs }: ItemFields,
  known: Pick<Item, "purchaseUnits"> | null,
  quantityFrom: (text: string) => Quantity | null,
): Packs {
  const made: Item["purchaseUnits"] = [];
  for (const { label, amount } of packs) {
    const words = label.trim();
    const quantity = quantityFrom(amount);
    const code = known?.purchaseUnits.find((pack) => pack.label === words)?.code ?? codeFromLabel(words);
    if (words === "" || code === "" || quantity === null || amountOf(quantity) === 0)
      return { ok: false, problem: "pack" };
    if (made.some((pack) => pack.code === code)) return { ok: false, problem: "pack-twice" };
    made.push({ code, label: words, quantity });
  }
  return { ok: true, packs: made };
}

function codeFromLabel(label: string): string {
  return label
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 24);
}

export const CATEGORIES: readonly FoodCategory[] = FOOD_CATEGORIES;
export const KINDS: readonly StorageKind[] = STORAGE_KINDS;
export const BASE_UNITS: readonly BaseUnit[] = ["g", "ml", "pcs"];
