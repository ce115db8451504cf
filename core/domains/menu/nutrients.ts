/** The nutrients the kitchen works with. Free of zod, so faces may import it. */

/** Named by their unit per basis (100 g of edible part, or one piece). The first six have a target (DOMAIN.md §4.5). */
export const NUTRIENTS = [
  "energyKcal",
  "proteinG",
  "fatG",
  "carbohydrateG",
  "fiberG",
  "sodiumMg",
  "calciumMg",
  "ironMg",
  "zincMg",
  "vitaminAUg",
  "vitaminCMg",
] as const;
export type Nutrient = (typeof NUTRIENTS)[number];

/** Those a target table gives a figure for. */
export const TARGET_NUTRIENTS = ["energyKcal", "proteinG", "fatG", "carbohydrateG", "fiberG", "sodiumMg"] as const;
export type TargetNutrient = (typeof TARGET_NUTRIENTS)[number];

/** Those without which a menu says nothing; tables of food composition rarely lack them. */
export const MACRONUTRIENTS = [
  "energyKcal",
  "proteinG",
  "fatG",
  "carbohydrateG",
] as const satisfies readonly Nutrient[];

/** What the figures of a food are given for. */
export const NUTRITION_BASES = ["100-g", "piece"] as const;
export type NutritionBasis = (typeof NUTRITION_BASES)[number];

/** The form the figures were measured in: a recipe weighs its lines in the same one. */
export const FOOD_FORMS = ["raw", "cooked"] as const;
export type FoodForm = (typeof FOOD_FORMS)[number];

/** Figures by nutrient; one that is absent is unknown, which is not zero. */
export type NutrientFigures = { readonly [Name in Nutrient]?: number | undefined };

/** No food holds more of anything than this, per 100 g or piece: pure fat has 902 kcal; the rest guards slips of the keyboard. */
export const NUTRIENT_MAX: Readonly<Record<Nutrient, number>> = {
  energyKcal: 2_000,
  proteinG: 300,
  fatG: 300,
  carbohydrateG: 300,
  fiberG: 300,
  sodiumMg: 50_000,
  calciumMg: 20_000,
  ironMg: 1_000,
  zincMg: 1_000,
  vitaminAUg: 100_000,
  vitaminCMg: 20_000,
};
