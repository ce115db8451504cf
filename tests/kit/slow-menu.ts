import { present } from "#kernel/assert.ts";
import type { PortionProfile } from "#kernel/food-words.ts";
import { amountOf, type BaseUnit, type PortionCounts, type UnitPrice } from "#kernel/quantity.ts";
import type { FoodFacts, FoodLine } from "#domains/menu/food-amounts.ts";
import type { Nutrient } from "#domains/menu/nutrients.ts";

/**
 * The formulas of DOMAIN.md §4.5 a second time, slow and by hand: schoolbook fractions read from the decimal text of each
 * figure, no shared code with `core/domains/menu`. Null where a figure the formula needs is unknown.
 */

/** A fraction in lowest terms. */
export interface Ratio {
  readonly over: bigint;
  readonly under: bigint;
}

export function ratio(value: number | bigint | string, under: number | bigint = 1): Ratio {
  const [whole = "0", places = ""] = String(value).split(".");
  return lowest(BigInt(whole + places), 10n ** BigInt(places.length) * BigInt(under));
}

const times = (left: Ratio, right: Ratio): Ratio => lowest(left.over * right.over, left.under * right.under);
const plus = (left: Ratio, right: Ratio): Ratio =>
  lowest(left.over * right.under + right.over * left.under, left.under * right.under);
const by = (left: Ratio, right: Ratio): Ratio => lowest(left.over * right.under, left.under * right.over);

/** To the nearest whole number, halves up: long division, looking at the remainder. */
export function nearest(value: Ratio): bigint {
  const whole = value.over / value.under;
  return (value.over % value.under) * 2n >= value.under ? whole + 1n : whole;
}

export function upToMultiple(value: Ratio, step: number): number {
  let whole = value.over / value.under;
  if (value.over % value.under > 0n) whole += 1n;
  while (whole % BigInt(step) !== 0n) whole += 1n;
  return Number(whole);
}

/** A nutrient in one portion, in hundredths; null when any food's share is unknown. */
export function slowNutrient(
  lines: readonly FoodLine[],
  foods: ReadonlyMap<string, FoodFacts>,
  asked: { readonly profile: PortionProfile; readonly nutrient: Nutrient },
): Ratio | null {
  let sum = ratio(0);
  for (const line of lines) {
    const amount = line.amounts[asked.profile];
    if (amount === 0) continue;
    const food = present(foods.get(line.ingredientId), line.ingredientId);
    const figure = food.nutrition?.[asked.nutrient];
    if (figure === undefined) return null;
    const grams = gramsOf(food, line.unit);
    const gramsAPiece = food.massPerPieceG === undefined ? null : ratio(food.massPerPieceG);
    const portion = by(ratio(amount), ratio(100));
    let bases: Ratio;
    if (food.nutrition?.per === "piece") {
      if (line.unit === "pcs") bases = portion;
      else if (grams === null || gramsAPiece === null) return null;
      else bases = by(times(portion, grams), gramsAPiece);
    } else if (grams === null) return null;
    else bases = by(times(portion, grams), ratio(100));
    const kept = line.retentions.findLast(({ nutrient }) => nutrient === asked.nutrient);
    const share = times(bases, ratio(figure));
    sum = plus(sum, kept === undefined ? share : times(share, ratio(kept.retentionBp, 10_000)));
  }
  return sum;
}

/** What must be bought of one food for these portions, in its base unit, unrounded; null when it cannot be told. */
export function slowGross(
  lines: readonly FoodLine[],
  food: FoodFacts,
  asked: { readonly counts: PortionCounts; readonly bufferBp: number },
): Ratio | null {
  if (food.edibleBp === undefined) return null;
  let net = ratio(0);
  for (const { amounts, unit } of lines) {
    const { smallCount, largeCount, toddlerCount, maternalCount } = asked.counts;
    const hundredfold =
      smallCount * amounts.small +
      largeCount * amounts.large +
      toddlerCount * amounts.toddler +
      maternalCount * amounts.maternal;
    if (hundredfold === 0) continue;
    const inBase = unitsOf(food, unit, food.baseUnit);
    if (inBase === null) return null;
    net = plus(net, times(ratio(hundredfold, 100), inBase));
  }
  const bought = times(by(net, ratio(food.edibleBp, 10_000)), ratio(food.lossFactorBp, 10_000));
  return times(bought, plus(ratio(1), ratio(asked.bufferBp, 10_000)));
}

/** What an amount in the base unit costs; null when the price is for a unit it cannot be told in. */
export function slowCost(food: FoodFacts, amount: Ratio, price: UnitPrice): Ratio | null {
  const inPriceUnit = unitsOf(food, food.baseUnit, price.per.unit);
  return inPriceUnit === null
    ? null
    : by(times(times(amount, inPriceUnit), ratio(price.amountIdr)), ratio(amountOf(price.per)));
}

export const slowSum = (values: readonly Ratio[]): Ratio => values.reduce(plus, ratio(0));

/** How many of one unit another holds. */
function unitsOf(food: FoodFacts, from: BaseUnit, to: BaseUnit): Ratio | null {
  if (from === to) return ratio(1);
  const [left, right] = [gramsOf(food, from), gramsOf(food, to)];
  return left === null || right === null ? null : by(left, right);
}

function gramsOf(food: FoodFacts, unit: BaseUnit): Ratio | null {
  if (unit === "g") return ratio(1);
  if (unit === "pcs") return food.massPerPieceG === undefined ? null : ratio(food.massPerPieceG);
  return food.massPerLitreG === undefined ? null : ratio(food.massPerLitreG, 1000);
}

function lowest(over: bigint, under: bigint): Ratio {
  let [left, right] = [over, under];
  while (right !== 0n) [left, right] = [right, left % right];
  return left === 0n ? { over: 0n, under: 1n } : { over: over / left, under: under / left };
}
