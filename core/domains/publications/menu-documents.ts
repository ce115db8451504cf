import { DISH_COMPONENTS, HOLD_CLASSES, PORTION_PROFILES, TEMPERATURE_CLASSES } from "#kernel/food-words.ts";
import { quantitySchema } from "#kernel/quantity.ts";
import { DAY_MS } from "#kernel/time.ts";
import { z } from "zod";
import { versioned } from "./versioned-documents.ts";

/** Menus and recipes of headquarters (DOMAIN.md §6). They name foods by code, as kitchens have no ids in common. */

const text = (maxCount: number) => z.string().trim().min(1).max(maxCount);
/** A code of the national food table (TKPI) or of the ingredient workbook. */
const foodCode = text(40);
const durationMs = z.int().min(0).max(DAY_MS);
const audience = z.array(z.enum(PORTION_PROFILES)).min(1).max(PORTION_PROFILES.length);
const grams = z.int().min(1).max(5_000);

const publishedLine = z.strictObject({
  foodCode,
  /** As headquarters calls it, for a kitchen that has no food of this code. */
  foodName: text(120),
  /** Net, for 100 portions; a profile without its own takes the small or the large one. */
  quantities: z.strictObject({
    small: quantitySchema,
    large: quantitySchema,
    toddler: quantitySchema.optional(),
    maternal: quantitySchema.optional(),
  }),
  audience: audience.optional(),
  /** What is left of a nutrient after cooking; nutrients as the kitchens name them. */
  retentions: z
    .array(z.strictObject({ nutrient: text(40), retentionBp: z.int().min(0).max(10_000) }))
    .max(20)
    .default([]),
  isOptional: z.boolean().default(false),
});

const publishedStep = z.strictObject({
  instruction: text(300),
  durationMs: durationMs.optional(),
  temperatureC: z.number().min(-40).max(300).optional(),
  equipmentKind: text(40).optional(),
  isControlPoint: z.boolean().default(false),
  /** Foods of the recipe whose amounts the step shows. */
  foodCodes: z.array(foodCode).max(40).default([]),
});

/** A recipe as it is published, alone or as a dish of a menu. Recipes inside recipes are written out into foods. */
export const publishedRecipe = z
  .strictObject({
    recipeCode: z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,31}$/),
    dishName: text(80),
    wallName: text(15),
    component: z.enum(DISH_COMPONENTS),
    holdClass: z.enum(HOLD_CLASSES),
    temperatureClass: z.enum(TEMPERATURE_CLASSES),
    coreTemperatureMinC: z.number().min(0).max(120).optional(),
    standardDurationMs: durationMs,
    isHalal: z.boolean(),
    portionTargets: z
      .strictObject({ smallG: grams, largeG: grams, toddlerG: grams.optional(), maternalG: grams.optional() })
      .optional(),
    lines: z.array(publishedLine).min(1).max(40),
    steps: z.array(publishedStep).max(40),
  })
  .refine(({ lines, steps }) => {
    const known = new Set(lines.map((line) => line.foodCode));
    return steps.every((step) => step.foodCodes.every((code) => known.has(code)));
  }, "a step names only foods of its recipe");
export type PublishedRecipe = z.infer<typeof publishedRecipe>;

/** `recipe-published`: one recipe; its code is the document's. */
export const recipeDocument = z.strictObject({ ...versioned, note: text(500).optional(), recipe: publishedRecipe });
export type RecipeDocument = z.infer<typeof recipeDocument>;

/** `menu-published`: a menu with its recipes, so that a kitchen needs nothing else to cook it. */
export const menuDocument = z
  .strictObject({
    ...versioned,
    name: text(80),
    note: text(500).optional(),
    dishes: z
      .array(z.strictObject({ recipe: publishedRecipe, audience: audience.optional() }))
      .min(1)
      .max(12),
  })
  .refine(
    ({ dishes }) => new Set(dishes.map(({ recipe }) => recipe.recipeCode)).size === dishes.length,
    "each recipe once",
  );
export type MenuDocument = z.infer<typeof menuDocument>;
