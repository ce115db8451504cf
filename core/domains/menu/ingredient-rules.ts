import type { FoodCategory } from "#kernel/food-words.ts";
import { amountOf, type BaseUnit, type Quantity } from "#kernel/quantity.ts";
import type { IngredientFields } from "./ingredient-values.ts";
import type { MenuRejection } from "./rejections.ts";

/** Predicates about foods, used by `decide`, by the import and by screens alike. Free of zod. */

export const FOOD_NAME_MAX_COUNT = 120;
export const INGREDIENT_CODE_PATTERN = /^[A-Z0-9][A-Z0-9.-]{0,59}$/;
/** How many foods one list may bring: the national table has 1,146 (house limit). */
export const INGREDIENT_IMPORT_MAX_COUNT = 2_000;

/** What a food must know of its own weight to be counted in grams. */
export type UnitFacts = Pick<IngredientFields, "baseUnit" | "massPerPieceG" | "massPerLitreG">;

/**
 * Why a food's fields do not fit together; null when they do. Figures per 100 g of something bought by piece or by volume
 * need its mass; figures per piece are for what is bought by piece.
 */
export function whyNotIngredient(fields: IngredientFields): MenuRejection | null {
  const { baseUnit, nutrition, roundTo, referencePrice, portionStandard } = fields;
  if (roundTo.unit !== baseUnit) return { code: "unit-mismatch", from: roundTo.unit, to: baseUnit };
  if (amountOf(roundTo) === 0) return { code: "out-of-range", field: "roundTo", min: 1, max: 1_000_000 };
  if (nutrition?.per === "piece" && baseUnit !== "pcs") return { code: "unit-mismatch", from: "pcs", to: baseUnit };
  if (nutrition?.per === "100-g" && !canWeigh(fields, baseUnit)) return { code: "conversion-missing", unit: baseUnit };
  const amounts = [referencePrice?.per, portionStandard?.small, portionStandard?.large];
  for (const amount of amounts) {
    if (amount !== undefined && !canConvert(fields, amount.unit, baseUnit)) {
      return { code: "unit-mismatch", from: amount.unit, to: baseUnit };
    }
  }
  return null;
}

/** Whether an amount in this unit has a known weight. */
export function canWeigh({ massPerPieceG, massPerLitreG }: UnitFacts, unit: BaseUnit): boolean {
  switch (unit) {
    case "g":
      return true;
    case "pcs":
      return massPerPieceG !== undefined;
    case "ml":
      return massPerLitreG !== undefined;
  }
}

/** Whether an amount in one unit can be told in another: the same, or both weighed. */
export function canConvert(facts: UnitFacts, from: BaseUnit, to: BaseUnit): boolean {
  return from === to || (canWeigh(facts, from) && canWeigh(facts, to));
}

/** Whether a recipe may measure this food so. */
export function canMeasure(facts: UnitFacts, quantity: Quantity): boolean {
  return canConvert(facts, quantity.unit, facts.baseUnit);
}

/** Categories whose foods hold no dietary fibre: fibre is of plants. */
export const FIBRE_FREE_CATEGORIES: readonly FoodCategory[] = ["animal-protein", "dairy", "oil"];
