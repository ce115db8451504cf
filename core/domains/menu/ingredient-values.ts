import { z } from "zod";
import { ALLERGENS, FOOD_CATEGORIES } from "#kernel/food-words.ts";
import { quantitySchema, unitPriceSchema } from "#kernel/quantity.ts";
import { FOOD_NAME_MAX_COUNT, INGREDIENT_CODE_PATTERN } from "./ingredient-rules.ts";
import { FOOD_FORMS, NUTRIENT_MAX, NUTRITION_BASES, type Nutrient } from "./nutrients.ts";

/** At most two places, as printed tables give them: the log hashes decimals as whole thousandths. */
const figure = (nutrient: Nutrient) =>
  z
    .number()
    .min(0)
    .max(NUTRIENT_MAX[nutrient])
    .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6, { message: "at most two places" })
    .optional();

/** What is in a food, per 100 g of its edible part or per piece. An absent figure is unknown. */
export const nutritionSchema = z.strictObject({
  per: z.enum(NUTRITION_BASES),
  form: z.enum(FOOD_FORMS),
  /** The table the figures come from, as its maker wrote it. */
  source: z.string().trim().min(1).max(80),
  energyKcal: figure("energyKcal"),
  proteinG: figure("proteinG"),
  fatG: figure("fatG"),
  carbohydrateG: figure("carbohydrateG"),
  fiberG: figure("fiberG"),
  sodiumMg: figure("sodiumMg"),
  calciumMg: figure("calciumMg"),
  ironMg: figure("ironMg"),
  zincMg: figure("zincMg"),
  vitaminAUg: figure("vitaminAUg"),
  vitaminCMg: figure("vitaminCMg"),
});
export type Nutrition = z.infer<typeof nutritionSchema>;

/** Net amounts for 100 portions of each size. */
export const portionStandardSchema = z.strictObject({ small: quantitySchema, large: quantitySchema });

/** Everything the kitchen says about one food (DOMAIN.md §4.5, ingredient). What is absent is unknown. */
export const ingredientFieldsSchema = z.strictObject({
  /** The code in the table or workbook it came from, or one of the kitchen's own; one food has it. */
  ingredientCode: z.string().regex(INGREDIENT_CODE_PATTERN),
  name: z.string().trim().min(1).max(FOOD_NAME_MAX_COUNT),
  category: z.enum(FOOD_CATEGORIES),
  /** What the kitchen buys, stocks and prices it in. */
  baseUnit: z.enum(["g", "ml", "pcs"]),
  /** BDD: the edible part of what is bought. */
  edibleBp: z.int().min(100).max(10_000).optional(),
  /** Bought for net weight beyond BDD; below 10 000 where a recipe weighs the food cooked. */
  lossFactorBp: z.int().min(1_000).max(50_000),
  cookYieldBp: z.int().min(1_000).max(100_000).optional(),
  massPerPieceG: z.int().min(1).max(50_000).optional(),
  massPerLitreG: z.int().min(100).max(20_000).optional(),
  /** What can be bought: needs are rounded up to a multiple of it. In the base unit. */
  roundTo: quantitySchema,
  nutrition: nutritionSchema.optional(),
  allergens: z.array(z.enum(ALLERGENS)).max(ALLERGENS.length),
  /** `name`: read from its name by rule, nobody has looked; `checked`: somebody says so. */
  allergenBasis: z.enum(["name", "checked"]),
  /** The price of the workbook or of the kitchen's last look at the market; used when nothing better is known. */
  referencePrice: unitPriceSchema.optional(),
  /** The kitchen's usual net amounts for 100 portions, offered as defaults of recipe lines. */
  portionStandard: portionStandardSchema.optional(),
});
export type IngredientFields = z.infer<typeof ingredientFieldsSchema>;
