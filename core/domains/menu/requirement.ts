import { amountOf, quantityOf, type PortionCounts, type Quantity } from "#kernel/quantity.ts";
import { addExact, EXACT_ZERO, roundedUpExact, scaleExact, type Exact } from "./exact.ts";
import { convertAmount, isNothing, netAmount, type FoodFacts, type FoodLine, type FoodsById } from "./food-amounts.ts";

/**
 * Kebutuhan bahan (DOMAIN.md §4.5, Formulas): gross = net ÷ edible share × loss factor × (1 + buffer), rounded up to what can
 * be bought. Free of zod, so faces may import it.
 */

/** Why the need of a food cannot be told. */
export type NeedMissingReason = "no-edible-share" | "no-mass" | "unknown-food";

export type Requirement =
  | {
      readonly isKnown: true;
      readonly ingredientId: string;
      /** What goes into the portions; whole units, up. */
      readonly net: Quantity;
      /** What must be on hand before rounding to what can be bought; whole units, up. */
      readonly gross: Quantity;
      /** The gross rounded up to the food's `roundTo`. */
      readonly needed: Quantity;
      /** The gross in the food's base unit, unrounded. */
      readonly grossExact: Exact;
    }
  | { readonly isKnown: false; readonly ingredientId: string; readonly reason: NeedMissingReason };

/** Lines and the portions they are cooked for; several dishes and several days may stand together. */
export interface LinesForPortions {
  readonly lines: readonly FoodLine[];
  readonly portionCounts: PortionCounts;
}

/** What these portions need of each food, in the order it first appears; each food is rounded once, over everything. */
export function requirementsFor(
  cooked: readonly LinesForPortions[],
  foods: FoodsById,
  bufferBp: number,
): readonly Requirement[] {
  const netByFood = new Map<string, Exact | NeedMissingReason>();
  for (const { lines, portionCounts } of cooked) {
    for (const line of lines) {
      const amount = netAmount(line, portionCounts);
      if (isNothing(amount)) continue;
      const food = foods.get(line.ingredientId);
      const before = netByFood.get(line.ingredientId) ?? EXACT_ZERO;
      const more = food === undefined ? null : convertAmount(food, amount, line.unit, food.baseUnit);
      if (food === undefined) netByFood.set(line.ingredientId, "unknown-food");
      else if (more === null) netByFood.set(line.ingredientId, "no-mass");
      else if (typeof before !== "string") netByFood.set(line.ingredientId, addExact(before, more));
    }
  }
  return [...netByFood].map(([ingredientId, net]): Requirement => {
    const food = foods.get(ingredientId);
    if (typeof net === "string") return { isKnown: false, ingredientId, reason: net };
    const grossExact = food === undefined ? null : grossOf(food, net, bufferBp);
    if (food === undefined || grossExact === null) {
      return { isKnown: false, ingredientId, reason: "no-edible-share" };
    }
    const { baseUnit, roundTo } = food;
    return {
      isKnown: true,
      ingredientId,
      net: quantityOf(baseUnit, roundedUpExact(net)),
      gross: quantityOf(baseUnit, roundedUpExact(grossExact)),
      needed: quantityOf(baseUnit, roundedUpExact(grossExact, amountOf(roundTo))),
      grossExact,
    };
  });
}

/** What must be bought for a net amount, unrounded; null when the edible share is not known. */
export function grossOf(food: FoodFacts, net: Exact, bufferBp: number): Exact | null {
  const { edibleBp, lossFactorBp } = food;
  if (edibleBp === undefined) return null;
  return scaleExact(net, BigInt(lossFactorBp) * BigInt(10_000 + bufferBp), BigInt(edibleBp) * 10_000n);
}
