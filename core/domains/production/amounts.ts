import { amountOf, quantityOf, type PortionCounts, type Quantity } from "#kernel/quantity.ts";
import type { PlannedDish, PlannedIngredient } from "./plan.ts";
import type { PortionProfile } from "#kernel/food-words.ts";

/** Amounts of a plan scaled to the portions of a batch (DOMAIN.md §4.5, formulas). Free of zod. */

/** Ingredient amounts are written for this many portions (DOMAIN.md §4.5, recipe basis). */
export const AMOUNT_BASIS_PORTION_COUNT = 100;

/** What one ingredient takes for these portions, rounded up to whole grams, millilitres or pieces; null when nobody knows. */
export function scaledQuantity(ingredient: PlannedIngredient, counts: PortionCounts): Quantity | null {
  if (ingredient.quantities === null) return null;
  const { small, large, toddler = small, maternal = large } = ingredient.quantities;
  const perBasis =
    amountOf(small) * counts.smallCount +
    amountOf(large) * counts.largeCount +
    amountOf(toddler) * counts.toddlerCount +
    amountOf(maternal) * counts.maternalCount;
  const amount = Math.ceil(perBasis / AMOUNT_BASIS_PORTION_COUNT);
  return quantityOf(small.unit, amount);
}

/** Whether an ingredient is written in one unit for every size, which scaling relies on. */
export function isUnitUniform(ingredient: PlannedIngredient): boolean {
  if (ingredient.quantities === null) return true;
  const { small, large, toddler = small, maternal = large } = ingredient.quantities;
  return [large, toddler, maternal].every((quantity) => quantity.unit === small.unit);
}

/** What a filled portion of a profile should weigh; null when the plan does not say. */
export function portionTargetG(dish: Pick<PlannedDish, "portionTargets">, profile: PortionProfile): number | null {
  const targets = dish.portionTargets;
  if (targets === undefined) return null;
  switch (profile) {
    case "small":
      return targets.smallG;
    case "large":
      return targets.largeG;
    case "toddler":
      return targets.toddlerG ?? targets.smallG;
    case "maternal":
      return targets.maternalG ?? targets.largeG;
  }
}
