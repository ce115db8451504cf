import { z } from "zod";
import { ingredientIdSchema, recipeIdSchema, type IngredientId } from "#domains/menu/ids.ts";
import { portionCountsSchema, quantitySchema, type Quantity } from "#kernel/quantity.ts";
import { DAY_MS } from "#kernel/time.ts";
import { isUnitUniform } from "./amounts.ts";
import { dishRunIdSchema, pointIdSchema } from "./ids.ts";
import { DISH_COMPONENTS, HOLD_CLASSES, RECIPIENT_CATEGORIES, TEMPERATURE_CLASSES } from "#kernel/food-words.ts";
import { WAVES } from "./vocabulary.ts";

/** Shapes of the day plan. A batch carries what it needs inline, so that what was planned stays as it was planned. */

export const PLAN_BATCHES_MAX_COUNT = 40;
export const BATCH_DISHES_MAX_COUNT = 12;
export const BATCH_POINTS_MAX_COUNT = 60;
export const DISH_INGREDIENTS_MAX_COUNT = 40;
export const DISH_STEPS_MAX_COUNT = 40;
/** Measured so that nothing is cut on the wall (UX.md §3.1). */
export const DISH_WALL_NAME_MAX_COUNT = 15;
export const POINT_WALL_NAME_MAX_COUNT = 11;

const epochMs = z.int().min(0).max(8_640_000_000_000_000);
const durationMs = z.int().min(0).max(DAY_MS);
const name = z.string().trim().min(1).max(80);

export const waveSchema = z.enum(WAVES);
/** A human code within the site: capitals, digits, hyphens. */
export const codeSchema = z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,31}$/);

/**
 * What one ingredient takes for 100 portions of each profile, in one unit. Without toddler the small amount counts, without
 * maternal the large. `quantities: null` says that the kitchen knows the ingredient and not its amount, which is not zero.
 */
export const plannedIngredient = z
  .strictObject({
    name,
    /** The kitchen's own food, where the dish comes from a recipe; without it the store room takes nothing off. */
    ingredientId: ingredientIdSchema.optional(),
    quantities: z
      .strictObject({
        small: quantitySchema,
        large: quantitySchema,
        toddler: quantitySchema.optional(),
        maternal: quantitySchema.optional(),
      })
      .nullable(),
  })
  .refine(isUnitUniform, { message: "one unit for every size" });
export interface PlannedIngredient {
  readonly name: string;
  readonly ingredientId?: IngredientId | undefined;
  readonly quantities: {
    readonly small: Quantity;
    readonly large: Quantity;
    readonly toddler?: Quantity | undefined;
    readonly maternal?: Quantity | undefined;
  } | null;
}

export const plannedStep = z.strictObject({
  stepNumber: z.int().min(1).max(DISH_STEPS_MAX_COUNT),
  instruction: z.string().trim().min(1).max(300),
  durationMs: durationMs.optional(),
  temperatureC: z.number().min(-40).max(300).optional(),
  isControlPoint: z.boolean(),
  /** Names of this dish's ingredients whose amounts the step shows. */
  ingredientNames: z.array(name).max(DISH_INGREDIENTS_MAX_COUNT),
});
export type PlannedStep = z.infer<typeof plannedStep>;

/** Target weight of one filled portion by profile; the pattern of amounts in `plannedIngredient`. */
export const portionTargets = z.strictObject({
  smallG: z.int().min(1).max(5_000),
  largeG: z.int().min(1).max(5_000),
  toddlerG: z.int().min(1).max(5_000).optional(),
  maternalG: z.int().min(1).max(5_000).optional(),
});

const dishMembers = {
  /** The kitchen's own recipe, where the dish comes from an approved menu day; `recipeVersion` is then its version. */
  recipeId: recipeIdSchema.optional(),
  recipeCode: codeSchema,
  recipeVersion: z.int().min(1),
  dishName: name,
  wallName: z.string().trim().min(1).max(DISH_WALL_NAME_MAX_COUNT),
  component: z.enum(DISH_COMPONENTS),
  holdClass: z.enum(HOLD_CLASSES),
  temperatureClass: z.enum(TEMPERATURE_CLASSES),
  /** Only stricter than the standard; quality judges with the higher of the two. */
  coreTemperatureMinC: z.number().min(0).max(120).optional(),
  standardDurationMs: durationMs,
  portionTargets: portionTargets.optional(),
  ingredients: z.array(plannedIngredient).max(DISH_INGREDIENTS_MAX_COUNT),
  steps: z.array(plannedStep).max(DISH_STEPS_MAX_COUNT),
};
/** A dish as a day plan writes it once for all its batches. */
export const plannedDish = z.strictObject(dishMembers);
export type PlannedDish = z.infer<typeof plannedDish>;

const runMembers = {
  dishRunId: dishRunIdSchema,
  portionCounts: portionCountsSchema,
  plannedStartAtMs: epochMs,
  plannedFinishAtMs: epochMs,
};
/** One dish being cooked inside a batch. */
export const plannedDishRun = z.strictObject({ ...runMembers, ...dishMembers });
export type PlannedDishRun = z.infer<typeof plannedDishRun>;

/** A dish run that names a dish of the same day plan, so a plan of many batches stays far below one frame. */
export const plannedDishRunByCode = z.strictObject({ ...runMembers, recipeCode: codeSchema });

export const plannedPoint = z.strictObject({
  pointId: pointIdSchema,
  pointCode: codeSchema,
  name,
  wallName: z.string().trim().min(1).max(POINT_WALL_NAME_MAX_COUNT),
  departureAtMs: epochMs,
  travelMs: durationMs,
  portionCounts: portionCountsSchema,
  specialPackCount: z.int().min(0).max(10_000),
  recipientCategory: z.enum(RECIPIENT_CATEGORIES).optional(),
});
export type PlannedPoint = z.infer<typeof plannedPoint>;

/** The members a plan gives for one batch; the kitchen PC adds code and times that follow from them. */
export const planMembers = {
  wave: waveSchema,
  /** The beneficiary group the batch feeds, in the kitchen's words: "SD 1–3". */
  label: z.string().trim().min(1).max(40),
  plannedPreparationAtMs: epochMs,
  /** Portions without the special packs, which are counted apart. */
  portionCounts: portionCountsSchema,
  specialPackCount: z.int().min(0).max(10_000),
  points: z.array(plannedPoint).min(1).max(BATCH_POINTS_MAX_COUNT),
};
export const dishRuns = z.array(plannedDishRun).min(1).max(BATCH_DISHES_MAX_COUNT);

/** Where a plan came from. */
export const planSource = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("manual") }),
  z.strictObject({
    kind: z.literal("file"),
    fileName: z.string().max(200),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
]);
export type PlanSource = z.infer<typeof planSource>;
