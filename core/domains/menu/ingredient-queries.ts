import { z } from "zod";
import { ALLERGENS, FOOD_CATEGORIES } from "#kernel/food-words.ts";
import { defineQuery, type RowOf } from "#kernel/definition.ts";
import { unitPriceSchema } from "#kernel/quantity.ts";
import { ingredientIdSchema } from "./ids.ts";
import { INGREDIENT_PAGE_COUNT } from "./ingredient-page.ts";
import { ingredientFieldsSchema, portionStandardSchema } from "./ingredient-values.ts";

/** The kitchen's foods by name, or those whose name a search finds, best first; a page at a time. */
export const ingredientsQuery = defineQuery({
  name: "ingredients",
  params: z.strictObject({
    search: z.string().max(60).optional(),
    category: z.enum(FOOD_CATEGORIES).optional(),
    pageNumber: z.int().min(0).max(1_000),
  }),
  row: z.strictObject({
    ingredientId: ingredientIdSchema,
    ingredientCode: z.string(),
    name: z.string(),
    category: z.enum(FOOD_CATEGORIES),
    baseUnit: z.enum(["g", "ml", "pcs"]),
    edibleBp: z.int().nullable(),
    massPerPieceG: z.int().nullable(),
    /** Per `nutritionPer`; null is unknown. */
    energyKcal: z.number().nullable(),
    proteinG: z.number().nullable(),
    nutritionPer: z.enum(["100-g", "piece"]).nullable(),
    source: z.string().nullable(),
    /** Of the nutrients a target asks for, how many have no figure. */
    missingNutrientCount: z.int(),
    allergens: z.array(z.enum(ALLERGENS)),
    allergenBasis: z.enum(["name", "checked"]),
    referencePrice: unitPriceSchema.nullable(),
    /** The kitchen's usual net amounts for 100 portions. */
    portionStandard: portionStandardSchema.nullable(),
  }),
  key: "ingredientId",
  limit: INGREDIENT_PAGE_COUNT,
  permission: "kitchen.view",
  faces: ["manager"],
});
export type IngredientRow = RowOf<typeof ingredientsQuery>;

/** Everything about some foods: one for its page, those of a recipe for its figures. */
export const ingredientFactsQuery = defineQuery({
  name: "ingredient-facts",
  params: z.strictObject({ ingredientIds: z.array(ingredientIdSchema).min(1).max(200) }),
  row: z.strictObject({
    ingredientId: ingredientIdSchema,
    revision: z.int(),
    fields: ingredientFieldsSchema,
    changedAtMs: z.int(),
    changedByStaffId: z.string().nullable(),
  }),
  key: "ingredientId",
  limit: 200,
  permission: "kitchen.view",
  faces: ["manager"],
});
export type IngredientFactsRow = RowOf<typeof ingredientFactsQuery>;

/** One food; one row, or none. */
export const ingredientQuery = defineQuery({
  name: "ingredient",
  params: z.strictObject({ ingredientId: ingredientIdSchema }),
  row: ingredientFactsQuery.row,
  key: "ingredientId",
  limit: 1,
  permission: "kitchen.view",
  faces: ["manager"],
});

/** How many foods the kitchen knows, by category; for the list's filter. */
export const ingredientCountsQuery = defineQuery({
  name: "ingredient-counts",
  params: z.strictObject({}),
  row: z.strictObject({ category: z.enum(FOOD_CATEGORIES), ingredientCount: z.int() }),
  key: "category",
  limit: FOOD_CATEGORIES.length,
  permission: "kitchen.view",
  faces: ["manager"],
});

export const ingredientQueries = [
  ingredientsQuery,
  ingredientQuery,
  ingredientFactsQuery,
  ingredientCountsQuery,
] as const;
