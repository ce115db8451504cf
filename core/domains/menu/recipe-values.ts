import { z } from "zod";
import { DISH_COMPONENTS, HOLD_CLASSES, PORTION_PROFILES, TEMPERATURE_CLASSES } from "#kernel/food-words.ts";
import { quantitySchema } from "#kernel/quantity.ts";
import { DAY_MS } from "#kernel/time.ts";
import { ingredientIdSchema, recipeIdSchema } from "./ids.ts";
import { NUTRIENTS } from "./nutrients.ts";

/** Shapes of a recipe (DOMAIN.md §4.5). A saved version never changes; whoever cooked by it can always read it again. */

/** What a plan's dish holds too, so that every recipe fits one (`DISH_INGREDIENTS_MAX_COUNT` of production). */
export const RECIPE_LINES_MAX_COUNT = 40;
export const RECIPE_STEPS_MAX_COUNT = 40;
/** What the wall shows uncut (UX.md §3.1). */
export const RECIPE_WALL_NAME_MAX_COUNT = 15;

/** Amounts are written for this many portions (DOMAIN.md §4.5, `basisPortionCount`). */
export const RECIPE_BASIS_PORTION_COUNT = 100;

export const recipeCodeSchema = z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,31}$/);
const durationMs = z.int().min(0).max(DAY_MS);

/** Who gets a line or a dish; absent means everybody. */
export const audienceSchema = z.array(z.enum(PORTION_PROFILES)).min(1).max(PORTION_PROFILES.length);

/** Net amounts for 100 portions of each profile, in one unit. Without toddler the small amount counts, without maternal the large. */
export const recipeQuantities = z.strictObject({
  small: quantitySchema,
  large: quantitySchema,
  toddler: quantitySchema.optional(),
  maternal: quantitySchema.optional(),
});
export type RecipeQuantities = z.infer<typeof recipeQuantities>;

/** How much of a nutrient is left after cooking, of what the raw food had. */
export const nutrientRetention = z.strictObject({
  nutrient: z.enum(NUTRIENTS),
  retentionBp: z.int().min(0).max(10_000),
});

const lineMembers = {
  audience: audienceSchema.optional(),
  retentions: z.array(nutrientRetention).max(20),
  isOptional: z.boolean(),
};

/** A line as somebody writes it: amounts may be missing, which `save-recipe` refuses by name. */
export const recipeLineInput = z.strictObject({
  source: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("ingredient"), ingredientId: ingredientIdSchema }),
    z.strictObject({ kind: z.literal("recipe"), recipeId: recipeIdSchema }),
  ]),
  quantities: recipeQuantities.partial(),
  ...lineMembers,
});
export type RecipeLineInput = z.infer<typeof recipeLineInput>;

/** A saved line; a recipe inside a recipe names the version that was the latest. */
export const recipeLine = z.strictObject({
  source: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("ingredient"), ingredientId: ingredientIdSchema }),
    z.strictObject({ kind: z.literal("recipe"), recipeId: recipeIdSchema, version: z.int().min(1) }),
  ]),
  quantities: recipeQuantities,
  ...lineMembers,
});
export type RecipeLine = z.infer<typeof recipeLine>;

export const recipeStep = z.strictObject({
  stepNumber: z.int().min(1).max(RECIPE_STEPS_MAX_COUNT),
  instruction: z.string().trim().min(1).max(300),
  durationMs: durationMs.optional(),
  temperatureC: z.number().min(-40).max(300).optional(),
  equipmentKind: z.string().trim().min(1).max(40).optional(),
  isControlPoint: z.boolean(),
  /** Ingredients of the recipe whose amounts the step shows. */
  ingredientIds: z.array(ingredientIdSchema).max(RECIPE_LINES_MAX_COUNT),
});
export type RecipeStep = z.infer<typeof recipeStep>;

/** Target weight of one filled portion, grams. */
export const recipePortionTargets = z.strictObject({
  smallG: z.int().min(1).max(5_000),
  largeG: z.int().min(1).max(5_000),
  toddlerG: z.int().min(1).max(5_000).optional(),
  maternalG: z.int().min(1).max(5_000).optional(),
});

const recipeMembers = {
  recipeCode: recipeCodeSchema,
  dishName: z.string().trim().min(1).max(80),
  wallName: z.string().trim().min(1).max(RECIPE_WALL_NAME_MAX_COUNT),
  component: z.enum(DISH_COMPONENTS),
  holdClass: z.enum(HOLD_CLASSES),
  temperatureClass: z.enum(TEMPERATURE_CLASSES),
  /** Only stricter than the standard; quality judges with the higher of the two. */
  coreTemperatureMinC: z.number().min(0).max(120).optional(),
  standardDurationMs: durationMs,
  isHalal: z.boolean(),
  portionTargets: recipePortionTargets.optional(),
  steps: z.array(recipeStep).max(RECIPE_STEPS_MAX_COUNT),
};

export const recipeInput = z.strictObject({
  ...recipeMembers,
  lines: z.array(recipeLineInput).max(RECIPE_LINES_MAX_COUNT),
});
export type RecipeInput = z.infer<typeof recipeInput>;

/** A saved version of a recipe. */
export const recipeContent = z.strictObject({
  ...recipeMembers,
  lines: z.array(recipeLine).min(1).max(RECIPE_LINES_MAX_COUNT),
});
export type RecipeContent = z.infer<typeof recipeContent>;
