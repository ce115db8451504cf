import { z } from "zod";
import { portionCountsSchema } from "#kernel/quantity.ts";
import { waveSchema } from "./plan.ts";
import { faceSchema } from "#kernel/access.ts";
import { DISH_COMPONENTS, TEMPERATURE_CLASSES } from "#kernel/food-words.ts";
import {
  BATCH_QUALITY_STATUSES,
  BATCH_STATUSES,
  DISH_RUN_STATUSES,
  TASK_KINDS,
  UNDOABLE_EVENT_TYPES,
} from "./vocabulary.ts";

/** What a board's row of one batch holds; shared by the queries that show batches. */

const atMs = z.int();
const optionalAtMs = z.int().nullable();
const count = z.int();
const optionalText = z.string().nullable();

export const forecastMethod = z.enum(["theil-sen", "median", "standard"]);
export type ForecastMethod = z.infer<typeof forecastMethod>;

/** How long something is expected to take, from this kitchen's own history (DOMAIN.md §5). */
export const forecast = z.strictObject({
  durationMs: z.int(),
  method: forecastMethod,
  runCount: count,
  /** Median absolute error of leave-one-out over the same runs; null for a standard time. */
  errorMs: z.int().nullable(),
});
export type Forecast = z.infer<typeof forecast>;

const boardDishRun = z.strictObject({
  dishRunId: z.string(),
  recipeCode: z.string(),
  dishName: z.string(),
  wallName: z.string(),
  component: z.enum(DISH_COMPONENTS),
  temperatureClass: z.enum(TEMPERATURE_CLASSES),
  status: z.enum(DISH_RUN_STATUSES),
  portionCounts: portionCountsSchema,
  plannedStartAtMs: atMs,
  plannedFinishAtMs: atMs,
  standardDurationMs: z.int(),
  /** First start; a rework does not move it. */
  startedAtMs: optionalAtMs,
  /** Start of the cooking now running: the rework's, if there was one. */
  runStartedAtMs: optionalAtMs,
  cookedAtMs: optionalAtMs,
  isReworked: z.boolean(),
  readyPortionCount: count.nullable(),
  /** Last core reading of the cooking now running. */
  lastCoreC: z.number().nullable(),
  lastCoreLimitC: z.number().nullable(),
  lastCoreIsPass: z.boolean().nullable(),
  lastCoreAtMs: optionalAtMs,
  /** The newest verdict of the cooking now running; null while not tasted. */
  tasting: z.enum(["safe", "unsafe"]).nullable(),
  /** Quality decided that this dish is to be cooked again. */
  isReworkDecided: z.boolean(),
  leadStaffId: optionalText,
  leadName: optionalText,
  forecast,
});
export type BoardDishRun = z.infer<typeof boardDishRun>;

const checkState = z.enum(["pass", "fail", "pending", "not-needed"]);

const boardStaff = z.strictObject({
  staffId: z.string(),
  /** Null where the viewer may not see names. */
  name: optionalText,
  taskKind: z.enum(TASK_KINDS),
  dishRunId: optionalText,
});

/** The newest stage event that can still be taken back; the face checks the window with `undoState`. */
const undoable = z.strictObject({
  eventId: z.string(),
  type: z.enum(UNDOABLE_EVENT_TYPES),
  dishRunId: optionalText,
  recordedAtMs: atMs,
  /** Where it was done: who was slower reads it there (UX.md §3.1). Null: on the kitchen PC itself. */
  device: z.strictObject({ name: z.string(), face: faceSchema }).nullable(),
});

export const boardBatch = z.strictObject({
  batchId: z.string(),
  batchCode: z.string(),
  /** The last digits of the code: kloter 3 of the day, "K3" on the wall. */
  kloterNumber: z.int(),
  serviceDate: z.string(),
  wave: waveSchema,
  label: z.string(),
  status: z.enum(BATCH_STATUSES),
  quality: z.enum(BATCH_QUALITY_STATUSES),
  portionCounts: portionCountsSchema,
  specialPackCount: count,
  portionedCounts: portionCountsSchema,
  portionedSpecialPackCount: count,
  progressBp: z.int(),
  plannedPreparationAtMs: atMs,
  preparationStartedAtMs: optionalAtMs,
  plannedStartAtMs: atMs,
  plannedFinishAtMs: atMs,
  startedAtMs: optionalAtMs,
  /** When the last dish was cooked and checking began. */
  cookedAtMs: optionalAtMs,
  portioningStartedAtMs: optionalAtMs,
  portioningFinishedAtMs: optionalAtMs,
  completedAtMs: optionalAtMs,
  /** When the stage the batch is in began; null while planned. */
  stageStartedAtMs: optionalAtMs,
  neededByAtMs: atMs,
  firstDepartureAtMs: atMs,
  clockStartAtMs: optionalAtMs,
  consumeByAtMs: optionalAtMs,
  checkingForecast: forecast,
  portioningForecast: forecast,
  dishRuns: z.array(boardDishRun),
  staff: z.array(boardStaff),
  /** The wall's three badges. */
  checks: z.strictObject({ core: checkState, tasting: checkState, sample: checkState }),
  pointNames: z.array(z.string()),
  wasteMassG: z.int().nullable(),
  noteCount: count,
  lastNote: optionalText,
  undoable: undoable.nullable(),
  /** For `expectedVersion` of an edit. */
  streamVersion: z.int(),
});
export type BoardBatch = z.infer<typeof boardBatch>;
