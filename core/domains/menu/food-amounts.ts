import { PORTION_PROFILES, type PortionProfile } from "#kernel/food-words.ts";
import type { BaseUnit, PortionCounts } from "#kernel/quantity.ts";
import { EXACT_ZERO, exactOf, scaleExact, type Exact } from "./exact.ts";
import type { IngredientFields } from "./ingredient-values.ts";
import type { FoodForm } from "./nutrients.ts";

/** What the calculations need of foods and of recipes. Free of zod, so faces may import it. */

/** A food as the calculations see it; what is absent is unknown. */
export type FoodFacts = Pick<
  IngredientFields,
  | "name"
  | "baseUnit"
  | "edibleBp"
  | "lossFactorBp"
  | "massPerPieceG"
  | "massPerLitreG"
  | "roundTo"
  | "nutrition"
  | "referencePrice"
>;
export type FoodsById = ReadonlyMap<string, FoodFacts>;

/** A recipe's line down to a food: net amounts for 100 portions of each profile, whole units. */
export interface FoodLine {
  readonly ingredientId: string;
  readonly unit: BaseUnit;
  readonly amounts: Readonly<Record<PortionProfile, number>>;
  /** How much of a nutrient is left after cooking; one not named is kept whole. */
  readonly retentions: readonly { readonly nutrient: string; readonly retentionBp: number }[];
  /** The form the recipe weighs it in; absent: that of the food's figures. */
  readonly form?: FoodForm | undefined;
}

/** Lines are for this many portions (DOMAIN.md §4.5, `basisPortionCount`). */
export const LINE_BASIS_PORTION_COUNT = 100;

const COUNT_OF_PROFILE = {
  small: "smallCount",
  large: "largeCount",
  toddler: "toddlerCount",
  maternal: "maternalCount",
} as const satisfies Record<PortionProfile, keyof PortionCounts>;

export function portionCountOf(counts: PortionCounts, profile: PortionProfile): number {
  return counts[COUNT_OF_PROFILE[profile]];
}

/** Net amount of a line for these portions, in the line's unit: Σ portions × amount ÷ 100. */
export function netAmount(line: FoodLine, counts: PortionCounts): Exact {
  let total = 0n;
  for (const profile of PORTION_PROFILES) {
    total += BigInt(line.amounts[profile]) * BigInt(portionCountOf(counts, profile));
  }
  return exactOf(total, LINE_BASIS_PORTION_COUNT);
}

/** An amount in grams; null when the food's mass by piece or by litre is not known. */
export function massOf(food: FoodFacts, unit: BaseUnit, amount: Exact): Exact | null {
  switch (unit) {
    case "g":
      return amount;
    case "pcs":
      return food.massPerPieceG === undefined ? null : scaleExact(amount, food.massPerPieceG);
    case "ml":
      return food.massPerLitreG === undefined ? null : scaleExact(amount, food.massPerLitreG, 1000);
  }
}

/** An amount told in another unit, through its mass; null when that is not known. */
export function convertAmount(food: FoodFacts, amount: Exact, from: BaseUnit, to: BaseUnit): Exact | null {
  if (from === to) return amount;
  const massG = massOf(food, from, amount);
  if (massG === null) return null;
  switch (to) {
    case "g":
      return massG;
    case "pcs":
      return food.massPerPieceG === undefined ? null : scaleExact(massG, 1, food.massPerPieceG);
    case "ml":
      return food.massPerLitreG === undefined ? null : scaleExact(massG, 1000, food.massPerLitreG);
  }
}

/** Whether a line gives these portions anything at all. */
export function isNothing(amount: Exact): boolean {
  return amount.numerator === EXACT_ZERO.numerator;
}
