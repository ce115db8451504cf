import { z } from "zod";
import { defineCommand, type CommandOf } from "#kernel/definition.ts";
import { ingredientIdSchema } from "./ids.ts";
import { FOOD_NAME_MAX_COUNT, INGREDIENT_IMPORT_MAX_COUNT } from "./ingredient-rules.ts";
import { ingredientFieldsSchema, portionStandardSchema } from "./ingredient-values.ts";

/** Answer: `{ ingredientId }`. */
export const addIngredient = defineCommand({
  type: "add-ingredient",
  nature: "grant",
  permission: "menu.edit",
  faces: ["manager"],
  body: z.strictObject({ ingredientId: ingredientIdSchema, fields: ingredientFieldsSchema }),
});

/** The fields replace those of the revision that was on the screen. Answer: `{ ingredientId }`. */
export const changeIngredient = defineCommand({
  type: "change-ingredient",
  nature: "grant",
  permission: "menu.edit",
  faces: ["manager"],
  body: z.strictObject({
    ingredientId: ingredientIdSchema,
    revision: z.int().min(1),
    fields: ingredientFieldsSchema,
  }),
});

/** What the reading of a file did before anybody accepted it; written beside the foods so that it can be asked later. */
export const importCountsSchema = z.strictObject({
  cleanedCount: z.int().min(0).max(1_000_000),
  mergedCount: z.int().min(0).max(100_000),
  refusedCount: z.int().min(0).max(100_000),
});

/**
 * A list of foods, all or none of them. Answer: `{ addedCount, knownCodes }`: a code the kitchen has already is left as it
 * is. The list is what the manager's screen read from a file and somebody accepted; the kitchen PC judges it again.
 */
export const importIngredients = defineCommand({
  type: "import-ingredients",
  nature: "grant",
  permission: "menu.edit",
  faces: ["manager"],
  body: z.strictObject({
    fileName: z.string().trim().min(1).max(120),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    counts: importCountsSchema,
    ingredients: z.array(addIngredient.body).min(1).max(INGREDIENT_IMPORT_MAX_COUNT),
  }),
});

/**
 * A kitchen's usual amounts a portion, matched to its foods by name. Answer: `{ setCount, unknownNames, mismatchedNames }`:
 * names no food has, and those whose food is counted in another unit without a known mass.
 */
export const importPortionStandards = defineCommand({
  type: "import-portion-standards",
  nature: "grant",
  permission: "menu.edit",
  faces: ["manager"],
  body: z.strictObject({
    fileName: z.string().trim().min(1).max(120),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    standards: z
      .array(portionStandardSchema.extend({ name: z.string().trim().min(1).max(FOOD_NAME_MAX_COUNT) }))
      .min(1)
      .max(INGREDIENT_IMPORT_MAX_COUNT),
  }),
});

export const ingredientCommands = [addIngredient, changeIngredient, importIngredients, importPortionStandards] as const;
export type IngredientCommand = CommandOf<(typeof ingredientCommands)[number]>;
