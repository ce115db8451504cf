import fc from "fast-check";
import { expect, test } from "vitest";
import { PORTION_PROFILES } from "#kernel/food-words.ts";
import { amountOf, quantityOf } from "#kernel/quantity.ts";
import { nearest, slowCost, slowGross, slowNutrient, slowSum, upToMultiple } from "#tests/kit/slow-menu.ts";
import { dayCost, portionCost, priceInUse } from "./cost.ts";
import type { FoodFacts, FoodLine } from "./food-amounts.ts";
import { explainNutrition, nutritionOf } from "./nutrition.ts";
import { NUTRIENTS } from "./nutrients.ts";
import { requirementsFor } from "./requirement.ts";

/** The figures of any menu against the same formulas written a second time, slowly (`tests/kit/slow-menu.ts`). */

const unit = fc.constantFrom("g", "ml", "pcs");
const figure = fc.option(
  fc.integer({ min: 0, max: 90_000 }).map((centi) => centi / 100),
  { nil: undefined },
);
const massOrNone = (min: number) => fc.option(fc.integer({ min, max: 1_500 }), { nil: undefined });
const price = fc.record({
  amountIdr: fc.integer({ min: 0, max: 500_000 }),
  per: fc.tuple(unit, fc.integer({ min: 500, max: 25_000 })).map(([of, amount]) => quantityOf(of, amount)),
});

const food: fc.Arbitrary<FoodFacts> = fc
  .record({
    baseUnit: unit,
    edibleBp: fc.option(fc.integer({ min: 1_000, max: 10_000 }), { nil: undefined, freq: 8 }),
    lossFactorBp: fc.integer({ min: 1_000, max: 25_000 }),
    massPerPieceG: massOrNone(5),
    massPerLitreG: massOrNone(500),
    step: fc.constantFrom(1, 10, 100, 1_000),
    per: fc.constantFrom("100-g", "piece"),
    figures: fc.record(Object.fromEntries(NUTRIENTS.map((nutrient) => [nutrient, figure]))),
    referencePrice: fc.option(price, { nil: undefined }),
  })
  .map(({ step, per, figures, ...rest }) => ({
    ...rest,
    name: "bahan",
    roundTo: quantityOf(rest.baseUnit, step),
    nutrition: { per, form: "raw", source: "TKPI 2017", ...figures },
  }));

const amount = fc.integer({ min: 0, max: 40_000 });
const line = (ingredientIds: readonly string[]): fc.Arbitrary<FoodLine> =>
  fc.record({
    ingredientId: fc.constantFrom(...ingredientIds),
    unit,
    amounts: fc.record({ small: amount, large: amount, toddler: amount, maternal: amount }),
    retentions: fc.uniqueArray(
      fc.record({ nutrient: fc.constantFrom<string>(...NUTRIENTS), retentionBp: fc.integer({ min: 0, max: 10_000 }) }),
      { selector: ({ nutrient }) => nutrient, maxLength: 3 },
    ),
  });

const count = fc.integer({ min: 0, max: 3_000 });
const menu = fc
  .array(food, { minLength: 1, maxLength: 5 })
  .map((foods) => new Map(foods.map((one, index) => [`bahan-${String(index)}`, one])))
  .chain((foods) =>
    fc.record({
      foods: fc.constant(foods),
      lines: fc.array(line([...foods.keys()]), { maxLength: 12 }),
      counts: fc.record({ smallCount: count, largeCount: count, toddlerCount: count, maternalCount: count }),
      bufferBp: fc.integer({ min: 0, max: 3_000 }),
    }),
  );

test("nutrition agrees with the slow calculation to its two places, and names what is missing", () => {
  fc.assert(
    fc.property(menu, ({ foods, lines }) => {
      for (const profile of PORTION_PROFILES) {
        const fast = nutritionOf(lines, foods, profile);
        const explained = explainNutrition(lines, foods, profile);
        for (const nutrient of NUTRIENTS) {
          const told = lines.filter((one) => slowNutrient([one], foods, { profile, nutrient }) !== null);
          const known = slowNutrient(told, foods, { profile, nutrient });
          expect(fast[nutrient].value * 100).toBeCloseTo(
            Number(nearest({ over: (known?.over ?? 0n) * 100n, under: known?.under ?? 1n })),
            6,
          );
          const untold = new Set(lines.filter((one) => !told.includes(one)).map(({ ingredientId }) => ingredientId));
          expect(new Set(fast[nutrient].missing.map(({ ingredientId }) => ingredientId))).toEqual(untold);
          expect(explained.filter(({ values }) => values[nutrient] === null)).toHaveLength(lines.length - told.length);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test("needs agree with the slow calculation to the unit, rounded up to what can be bought", () => {
  fc.assert(
    fc.property(menu, ({ foods, lines, counts, bufferBp }) => {
      const needs = requirementsFor([{ lines, portionCounts: counts }], foods, bufferBp);
      for (const need of needs) {
        const one = foods.get(need.ingredientId);
        if (one === undefined) throw new Error("assertion failed: a need is of a food of the menu");
        const ofFood = lines.filter(({ ingredientId }) => ingredientId === need.ingredientId);
        const gross = slowGross(ofFood, one, { counts, bufferBp });
        expect(need.isKnown).toBe(gross !== null);
        if (!need.isKnown || gross === null) continue;
        expect(amountOf(need.gross)).toBe(upToMultiple(gross, 1));
        expect(amountOf(need.needed)).toBe(upToMultiple(gross, amountOf(one.roundTo)));
      }
    }),
    { numRuns: 300 },
  );
});

test("cost agrees with the slow calculation to the rupiah", () => {
  const ceilings = { ceilingSmallIdr: 8_000, ceilingLargeIdr: 10_000 };
  fc.assert(
    fc.property(menu, ({ foods, lines, counts, bufferBp }) => {
      const prices = new Map();
      const needs = requirementsFor([{ lines, portionCounts: counts }], foods, bufferBp);
      const day = dayCost(needs, counts, { foods, prices, ...ceilings });
      const known = needs.flatMap((need) => {
        const one = foods.get(need.ingredientId);
        const inUse = priceInUse(undefined, one?.referencePrice);
        if (one === undefined || !need.isKnown || inUse === null) return [];
        return slowCost(one, { over: BigInt(amountOf(need.needed)), under: 1n }, inUse.price) ?? [];
      });
      expect(BigInt(day.amountIdr)).toBe(nearest(slowSum(known)));
      expect(day.foods).toHaveLength(known.length);
      expect(day.missing).toHaveLength(needs.length - known.length);
      const one = portionCost(lines, "large", { foods, prices, bufferBp });
      const counted = { smallCount: 0, largeCount: 1, toddlerCount: 0, maternalCount: 0 };
      const shares = lines.flatMap((each) => {
        const of = foods.get(each.ingredientId);
        if (of?.referencePrice === undefined || each.amounts.large === 0) return [];
        const gross = slowGross([each], of, { counts: counted, bufferBp });
        return gross === null ? [] : (slowCost(of, gross, of.referencePrice) ?? []);
      });
      expect(BigInt(one.amountIdr)).toBe(nearest(slowSum(shares)));
    }),
    { numRuns: 300 },
  );
});
