import { describe, expect, it } from "vitest";
import { NO_PORTIONS } from "#kernel/quantity.ts";
import { ceilingOf, dayCost, portionCost, priceInUse } from "./cost.ts";
import { convertAmount, type FoodFacts, type FoodLine } from "./food-amounts.ts";
import { exactOf, roundedExact } from "./exact.ts";
import { adequacyOf, assessGroups } from "./nutrition-adequacy.ts";
import { explainNutrition, nutritionOf } from "./nutrition.ts";
import { requirementsFor } from "./requirement.ts";
import { TARGET_TABLE_V1, targetTableOf } from "./target-table.ts";

const food = (more: Partial<FoodFacts>): FoodFacts => ({
  name: "bahan",
  baseUnit: "g",
  edibleBp: 10_000,
  lossFactorBp: 10_000,
  roundTo: { unit: "g", massG: 1 },
  ...more,
});
const per100g = (figures: object) => ({ per: "100-g", form: "raw", source: "TKPI 2017", ...figures }) as const;
const line = (
  ingredientId: string,
  unit: FoodLine["unit"],
  amount: number,
  more: Partial<FoodLine> = {},
): FoodLine => ({
  ingredientId,
  unit,
  amounts: { small: amount, large: amount, toddler: amount, maternal: amount },
  retentions: [],
  ...more,
});
const foods = (...entries: readonly (readonly [string, FoodFacts])[]) => new Map(entries);
const rice = food({ nutrition: per100g({ energyKcal: 357, proteinG: 8.4 }) });

describe("what a portion gives", () => {
  it("comes from the net weight: 80 g of rice a portion", () => {
    const { energyKcal, fiberG } = nutritionOf([line("rice", "g", 8_000)], foods(["rice", rice]), "large");
    expect(energyKcal).toMatchObject({ value: 285.6, missing: [] });
    expect(fiberG).toMatchObject({ value: 0, missing: [{ ingredientId: "rice", reason: "no-figure" }] });
  });

  it("is the same for eggs by piece and by gram", () => {
    const egg = food({
      baseUnit: "pcs",
      roundTo: { unit: "pcs", pieceCount: 1 },
      massPerPieceG: 55,
      nutrition: per100g({ energyKcal: 154 }),
    });
    const all = foods(["egg", egg]);
    expect(nutritionOf([line("egg", "pcs", 100)], all, "small").energyKcal.value).toBe(84.7);
    expect(nutritionOf([line("egg", "g", 5_500)], all, "small").energyKcal.value).toBe(84.7);
    const perPiece = foods(["egg", { ...egg, nutrition: { ...per100g({ energyKcal: 84.7 }), per: "piece" } }]);
    expect(nutritionOf([line("egg", "pcs", 100)], perPiece, "small").energyKcal.value).toBe(84.7);
    expect(nutritionOf([line("egg", "g", 5_500)], perPiece, "small").energyKcal.value).toBe(84.7);
  });

  it("weighs oil by its density, and names oil without one", () => {
    const oil = food({ baseUnit: "ml", massPerLitreG: 920, nutrition: per100g({ energyKcal: 884 }) });
    expect(nutritionOf([line("oil", "ml", 500)], foods(["oil", oil]), "large").energyKcal.value).toBe(40.66);
    const { massPerLitreG: _none, ...unweighed } = oil;
    expect(nutritionOf([line("oil", "ml", 500)], foods(["oil", unweighed]), "large").energyKcal).toMatchObject({
      value: 0,
      missing: [{ ingredientId: "oil", reason: "no-mass" }],
    });
  });

  it("keeps what cooking leaves of a nutrient, and all of the others", () => {
    const spinach = food({ nutrition: per100g({ energyKcal: 16, vitaminCMg: 41 }) });
    const boiled = line("spinach", "g", 5_000, { retentions: [{ nutrient: "vitaminCMg", retentionBp: 5_500 }] });
    const { energyKcal, vitaminCMg } = nutritionOf([boiled], foods(["spinach", spinach]), "large");
    expect([energyKcal.value, vitaminCMg.value]).toEqual([8, 11.28]);
  });

  it("names a food weighed in another form than its figures, one unknown and one without figures, once each", () => {
    const all = foods(["rice", rice], ["salt", food({})]);
    const lines = [
      line("rice", "g", 8_000, { form: "cooked" }),
      line("gone", "g", 100),
      line("salt", "g", 100),
      line("salt", "g", 50),
      line("salt", "g", 0),
    ];
    expect(nutritionOf(lines, all, "large").energyKcal.missing).toEqual([
      { ingredientId: "rice", reason: "other-form" },
      { ingredientId: "gone", reason: "unknown-food" },
      { ingredientId: "salt", reason: "no-figure" },
    ]);
    expect(explainNutrition(lines, all, "large").map(({ ingredientId, massG }) => [ingredientId, massG])).toEqual([
      ["rice", 80],
      ["gone", null],
      ["salt", 1],
      ["salt", 0.5],
    ]);
  });
});

describe("a portion against its meal's target", () => {
  const table = targetTableOf(TARGET_TABLE_V1);
  const range = { minBp: 8_000, maxBp: 12_000 };
  const of = (energyKcal: number) =>
    nutritionOf([line("meal", "g", 10_000)], foods(["meal", food({ nutrition: per100g({ energyKcal }) })]), "large");
  const energyOf = (energyKcal: number) => adequacyOf(of(energyKcal), table["primary-4-6"], range).energyKcal;

  it("is short below 80 percent, adequate to 120 percent, over beyond; the bounds are adequate", () => {
    expect(energyOf(467.99)).toEqual({ shareBp: 8_000, level: "short" });
    expect(energyOf(468)).toEqual({ shareBp: 8_000, level: "adequate" });
    expect(energyOf(702)).toEqual({ shareBp: 12_000, level: "adequate" });
    expect(energyOf(702.01)).toEqual({ shareBp: 12_000, level: "over" });
  });

  it("is unknown while a figure is missing, unless what is known is over already", () => {
    const all = foods(["meal", food({ nutrition: per100g({ energyKcal: 800 }) })]);
    const withSalt = (grams: number) =>
      adequacyOf(
        nutritionOf([line("meal", "g", grams), line("salt", "g", 1)], all, "large"),
        table["primary-4-6"],
        range,
      ).energyKcal;
    expect(withSalt(5_850)).toEqual({ shareBp: 8_000, level: "unknown" });
    expect(withSalt(10_000)).toEqual({ shareBp: 13_675, level: "over" });
  });

  it("is told for every group by its own profile", () => {
    const amounts = { small: 4_000, large: 8_000, toddler: 3_000, maternal: 8_000 };
    const groups = assessGroups({
      lines: [{ ...line("rice", "g", 0), amounts }],
      foods: foods(["rice", rice]),
      categories: ["toddler", "out-of-school-under-9", "pregnant"],
      table,
      range,
    });
    expect(groups.map(({ category, profile, nutrition }) => [category, profile, nutrition.energyKcal.value])).toEqual([
      ["toddler", "toddler", 107.1],
      ["out-of-school-under-9", "small", 142.8],
      ["pregnant", "maternal", 285.6],
    ]);
    expect(groups.map(({ target }) => target.energyKcal)).toEqual([337.5, 495, 753.9]);
  });
});

describe("what must be bought", () => {
  const counts = { ...NO_PORTIONS, smallCount: 1_000, largeCount: 2_000 };
  const chicken = food({ edibleBp: 5_800, lossFactorBp: 13_000, roundTo: { unit: "g", massG: 500 } });
  const amounts = { small: 4_000, large: 5_000, toddler: 0, maternal: 0 };

  it("is the net weight through edible share, loss and buffer, up to what can be bought", () => {
    const lines = [{ ...line("chicken", "g", 0), amounts }];
    const [need] = requirementsFor([{ lines, portionCounts: counts }], foods(["chicken", chicken]), 0);
    // 140 kg ÷ 0,58 × 1,3 = 313.793,1 g
    expect(need).toMatchObject({
      net: { unit: "g", massG: 140_000 },
      gross: { unit: "g", massG: 313_794 },
      needed: { unit: "g", massG: 314_000 },
    });
    const [buffered] = requirementsFor([{ lines, portionCounts: counts }], foods(["chicken", chicken]), 300);
    expect(buffered).toMatchObject({ gross: { unit: "g", massG: 323_207 }, needed: { unit: "g", massG: 323_500 } });
  });

  it("is rounded once over everything cooked, and knows 2 kg from 2 g", () => {
    const lines = [line("chicken", "g", 200)];
    const once = { lines, portionCounts: { ...NO_PORTIONS, smallCount: 100 } };
    const [need] = requirementsFor([once, once], foods(["chicken", food({ roundTo: { unit: "g", massG: 1_000 } })]), 0);
    expect(need).toMatchObject({ net: { unit: "g", massG: 400 }, needed: { unit: "g", massG: 1_000 } });
  });

  it("of nothing for toddlers nobody feeds, is nothing", () => {
    const toddlersOnly = [{ ...line("chicken", "g", 0), amounts: { ...amounts, small: 0, large: 0, toddler: 3_000 } }];
    expect(requirementsFor([{ lines: toddlersOnly, portionCounts: counts }], foods(["chicken", chicken]), 0)).toEqual(
      [],
    );
  });

  it("is named when it cannot be told", () => {
    const { edibleBp: _none, ...unknownShare } = chicken;
    const lines = [line("chicken", "g", 100), line("egg", "pcs", 100), line("gone", "g", 100)];
    const all = foods(["chicken", unknownShare], ["egg", food({})]);
    expect(requirementsFor([{ lines, portionCounts: counts }], all, 0)).toEqual([
      { isKnown: false, ingredientId: "chicken", reason: "no-edible-share" },
      { isKnown: false, ingredientId: "egg", reason: "no-mass" },
      { isKnown: false, ingredientId: "gone", reason: "unknown-food" },
    ]);
  });

  it("turns pieces, grams and millilitres into each other through mass only", () => {
    const egg = food({ massPerPieceG: 55, massPerLitreG: 1_030 });
    const of = (from: FoodLine["unit"], to: FoodLine["unit"], amount: number) => {
      const converted = convertAmount(egg, exactOf(amount), from, to);
      return converted === null ? null : roundedExact(converted, 2);
    };
    expect([of("pcs", "g", 2), of("g", "pcs", 110), of("ml", "pcs", 55), of("pcs", "ml", 103)]).toEqual([
      110, 2, 1.03, 5_500,
    ]);
    expect(convertAmount(food({}), exactOf(1), "g", "ml")).toBeNull();
  });
});

describe("what a portion costs", () => {
  const kilo = (amountIdr: number) => ({ amountIdr, per: { unit: "g", massG: 1_000 } }) as const;
  const priced = food({ ...rice, edibleBp: 9_000, lossFactorBp: 12_000, referencePrice: kilo(14_500) });

  it("takes the first price known: average, last, survey, reference", () => {
    const known = { "moving-average": null, "last-receipt": kilo(14_000), survey: kilo(13_000) };
    expect(priceInUse(known, kilo(14_500))).toEqual({ price: kilo(14_000), source: "last-receipt" });
    expect(priceInUse({ ...known, "moving-average": kilo(13_900) }, undefined)?.source).toBe("moving-average");
    expect(priceInUse({ survey: kilo(13_000) }, kilo(1))?.source).toBe("survey");
    expect(priceInUse(undefined, kilo(14_500))?.source).toBe("reference");
    expect(priceInUse({}, undefined)).toBeNull();
  });

  it("is bought food at that price, food by food, with what has no price named", () => {
    const lines = [line("rice", "g", 8_000), line("salt", "g", 100)];
    const inputs = { foods: foods(["rice", priced], ["salt", food({})]), prices: new Map(), bufferBp: 0 };
    // 80 g ÷ 0,9 × 1,2 = 106,67 g at Rp 14.500 a kilogram
    expect(portionCost(lines, "large", inputs)).toEqual({
      amountIdr: 1_547,
      foods: [{ ingredientId: "rice", source: "reference", price: kilo(14_500), amountIdr: 1_547 }],
      missing: [{ ingredientId: "salt", reason: "no-price" }],
    });
  });

  it("of a day is what would be bought, against the ceilings of its portions", () => {
    const counts = { smallCount: 100, largeCount: 200, toddlerCount: 10, maternalCount: 20 };
    const all = foods(["rice", { ...priced, roundTo: { unit: "g", massG: 5_000 } }]);
    const needs = requirementsFor([{ lines: [line("rice", "g", 8_000)], portionCounts: counts }], all, 0);
    const ceilings = { ceilingSmallIdr: 8_000, ceilingLargeIdr: 10_000 };
    expect(ceilingOf(counts, ceilings)).toBe(3_080_000);
    // 26,4 kg ÷ 0,9 × 1,2 = 35,2 kg, bought as 40 kg
    expect(dayCost(needs, counts, { foods: all, prices: new Map(), ...ceilings })).toMatchObject({
      amountIdr: 580_000,
      perPortionIdr: 1_758,
      ceilingPerPortionIdr: 9_333,
      ceilingIdr: 3_080_000,
    });
    expect(dayCost([], NO_PORTIONS, { foods: all, prices: new Map(), ...ceilings })).toMatchObject({
      perPortionIdr: null,
      ceilingPerPortionIdr: null,
    });
  });

  it("by piece is priced by weight through its mass, and named without one", () => {
    const egg = food({ baseUnit: "pcs", roundTo: { unit: "pcs", pieceCount: 1 }, referencePrice: kilo(28_000) });
    const cost = (one: FoodFacts) =>
      portionCost([line("egg", "pcs", 100)], "large", { foods: foods(["egg", one]), prices: new Map(), bufferBp: 0 });
    expect(cost({ ...egg, massPerPieceG: 55 }).amountIdr).toBe(1_540);
    expect(cost(egg).missing).toEqual([{ ingredientId: "egg", reason: "no-mass" }]);
  });
});
