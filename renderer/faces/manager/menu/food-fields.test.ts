import { describe, expect, test } from "vitest";
import type { IngredientFields } from "#domains/menu/ingredient-values.ts";
import { EMPTY_FOOD, foodOfForm, formOfFood, type FoodFields } from "./food-fields.ts";

const spinach: FoodFields = {
  ...EMPTY_FOOD,
  ingredientCode: "DR013",
  name: "Bayam, segar",
  category: "vegetable",
  edible: "71",
  priceIdr: "12.000",
  source: "TKPI 2017",
  figures: { ...EMPTY_FOOD.figures, energyKcal: "16", proteinG: "0,9" },
};
const problemsOf = (form: FoodFields) => {
  const read = foodOfForm(form);
  return read.isGood ? {} : read.problems;
};

describe("a food typed in", () => {
  test("is told in base units; what is left empty is unknown", () => {
    expect(foodOfForm(spinach)).toEqual({
      isGood: true,
      fields: {
        ingredientCode: "DR013",
        name: "Bayam, segar",
        category: "vegetable",
        baseUnit: "g",
        edibleBp: 7_100,
        lossFactorBp: 10_000,
        roundTo: { unit: "g", massG: 1 },
        nutrition: { per: "100-g", form: "raw", source: "TKPI 2017", energyKcal: 16, proteinG: 0.9 },
        allergens: [],
        allergenBasis: "checked",
        referencePrice: { amountIdr: 12_000, per: { unit: "g", massG: 1_000 } },
      },
    });
  });

  test("comes back as it was written, and is the same when saved again", () => {
    const egg: IngredientFields = {
      ingredientCode: "MBG-TELUR",
      name: "Telur ayam",
      category: "animal-protein",
      baseUnit: "pcs",
      edibleBp: 8_860,
      lossFactorBp: 12_000,
      massPerPieceG: 55,
      massPerLitreG: 1_030,
      roundTo: { unit: "pcs", pieceCount: 10 },
      nutrition: { per: "100-g", form: "cooked", source: "TKPI 2017", energyKcal: 154, fatG: 10.81 },
      allergens: ["egg"],
      allergenBasis: "checked",
      referencePrice: { amountIdr: 2_000, per: { unit: "pcs", pieceCount: 1 } },
      portionStandard: { small: { unit: "pcs", pieceCount: 50 }, large: { unit: "pcs", pieceCount: 100 } },
    };
    expect(foodOfForm(formOfFood(egg))).toEqual({ isGood: true, fields: egg });
    expect(formOfFood(egg)).toMatchObject({
      edible: "88,6",
      loss: "1,2",
      roundTo: "10",
      priceIdr: "2000",
      small: "0,5",
    });
  });

  test.each<[string, Partial<FoodFields>, object]>([
    ["no code and no name", { ingredientCode: " ", name: "" }, { ingredientCode: "required", name: "required" }],
    ["a code in small letters", { ingredientCode: "dr013" }, { ingredientCode: "code" }],
    ["an edible part of 140 percent", { edible: "140" }, { edible: "edible" }],
    ["an edible part of nothing", { edible: "0" }, { edible: "edible" }],
    ["text for a figure", { figures: { ...spinach.figures, fatG: "dikit" } }, { fatG: "number" }],
    ["three decimals", { figures: { ...spinach.figures, fatG: "0,125" } }, { fatG: "number" }],
    ["more than any food holds", { figures: { ...spinach.figures, fatG: "900" } }, { fatG: "too-large" }],
    ["figures without their source", { source: "" }, { source: "required" }],
    ["a loss factor of nothing", { loss: "" }, { loss: "loss" }],
    ["a negative price", { priceIdr: "-5" }, { priceIdr: "number" }],
    ["pieces without a mass", { baseUnit: "pcs" }, { massPerPieceG: "mass" }],
    ["millilitres without a density", { baseUnit: "ml" }, { massPerLitreG: "mass" }],
    ["figures per piece of what is weighed", { per: "piece" }, { per: "piece" }],
    ["one portion's amount only", { small: "40" }, { large: "required" }],
  ])("is refused with %s", (_what, change, problems) => {
    expect(problemsOf({ ...spinach, ...change })).toEqual(problems);
  });

  test("with no figures has no nutrition, and needs no source", () => {
    const read = foodOfForm({ ...spinach, source: "", figures: EMPTY_FOOD.figures });
    expect(read.isGood && read.fields.nutrition).toBe(undefined);
  });
});
