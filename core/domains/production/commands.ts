import { z } from "zod";
import { defineCommand, type CommandOf } from "#kernel/definition.ts";
import { idSchema } from "#kernel/ids.ts";
import { portionCountsSchema } from "#kernel/quantity.ts";
import { serviceDateSchema } from "#kernel/service-date.ts";
import { batchIdSchema, dishRunIdSchema, wasteIdSchema } from "./ids.ts";
import {
  BATCH_DISHES_MAX_COUNT,
  dishRuns,
  PLAN_BATCHES_MAX_COUNT,
  plannedDish,
  plannedDishRunByCode,
  planMembers,
  planSource,
} from "./plan.ts";
import { PORTION_PROFILES } from "#kernel/food-words.ts";
import { CANCEL_REASONS, TASK_KINDS, WASTE_DISPOSALS, WASTE_SOURCES } from "./vocabulary.ts";

const staffIdSchema = idSchema("staff");
const reason = z.string().trim().min(1).max(500);
const batchId = batchIdSchema;
const dishRunId = dishRunIdSchema;
const aboutBatch = z.strictObject({ batchId });
const aboutDishRun = z.strictObject({ batchId, dishRunId });

const PLAN = { nature: "grant", permission: "batch.plan", faces: ["manager", "tablet"] } as const;
const WORK = { nature: "fact", permission: "batch.work", faces: ["tablet", "manager"] } as const;
/** Stage facts the wall's keys may send while `wall.bump-keys` is on; `decide` refuses any other device alone. */
const STAGE = {
  nature: "fact",
  permission: "batch.work",
  faces: ["tablet", "manager", "wall"],
  byDevice: true,
} as const;

/** Who does what in a batch, given with its plan; each becomes an assignment of its own, or nothing is planned. */
const plannedTask = z.strictObject({
  staffId: staffIdSchema,
  taskKind: z.enum(TASK_KINDS),
  /** Of the same batch; without it the whole batch is meant. */
  dishRunId: dishRunId.optional(),
});
export type PlannedTask = z.infer<typeof plannedTask>;
/** One lead cook a dish and one for all, and a team. */
const PLANNED_TASKS_MAX_COUNT = 60;
const tasks = z.array(plannedTask).max(PLANNED_TASKS_MAX_COUNT).optional();

/** Plans one batch. Its code is given by the kitchen PC: `accepted.result.batchCode`. */
export const planBatch = defineCommand({
  type: "plan-batch",
  ...PLAN,
  body: z.strictObject({
    batchId,
    serviceDate: serviceDateSchema,
    ...planMembers,
    dishRuns,
    tasks,
    overCapacityReason: reason.optional(),
  }),
});

/**
 * Plans many batches of one day, all or nothing. Dishes are written once and named by `recipeCode`. A batch that is
 * already on the day and still `planned` is changed to what is written here; others of the day are left alone. People
 * named here are assigned beside those who are: taking somebody off is an act of its own.
 */
export const planDay = defineCommand({
  type: "plan-day",
  nature: "grant",
  permission: "batch.plan",
  faces: ["manager"],
  body: z.strictObject({
    serviceDate: serviceDateSchema,
    planSource,
    dishes: z.array(plannedDish).min(1).max(60),
    batches: z
      .array(
        z.strictObject({
          batchId,
          ...planMembers,
          dishRuns: z.array(plannedDishRunByCode).min(1).max(BATCH_DISHES_MAX_COUNT),
          tasks,
        }),
      )
      .min(1)
      .max(PLAN_BATCHES_MAX_COUNT),
    overCapacityReason: reason.optional(),
  }),
});

export const changeBatch = defineCommand({
  type: "change-batch",
  ...PLAN,
  body: z.strictObject({
    batchId,
    fields: z.strictObject({ ...planMembers, dishRuns }).partial(),
    overCapacityReason: reason.optional(),
  }),
});

const aboutTask = z.strictObject({
  batchId,
  dishRunId: dishRunId.optional(),
  staffId: staffIdSchema,
  taskKind: z.enum(TASK_KINDS),
});
export const assignTask = defineCommand({ type: "assign-task", ...PLAN, body: aboutTask });
export const unassignTask = defineCommand({ type: "unassign-task", ...PLAN, body: aboutTask });

export const startPreparation = defineCommand({ type: "start-preparation", ...STAGE, body: aboutBatch });

/** Without `leadStaffId` the lead cook assigned to the dish, else to the batch, counts. */
export const startCooking = defineCommand({
  type: "start-cooking",
  ...STAGE,
  // While the kitchen PC's clock is untrusted the time guard is a signature and a reason.
  signatureMaxCount: 1,
  body: z.strictObject({
    batchId,
    dishRunId,
    leadStaffId: staffIdSchema.optional(),
    missingItems: z.array(z.string().trim().min(1).max(80)).max(40).optional(),
    /** Asked for where stock was not issued to the batch, and, with a signature, while the kitchen PC's clock is untrusted. */
    reason: reason.optional(),
  }),
});

export const recordCookingProgress = defineCommand({
  type: "record-cooking-progress",
  ...WORK,
  body: z.strictObject({
    batchId,
    dishRunId,
    readyPortionCount: z.int().min(0).max(100_000),
    temperatureC: z.number().min(-40).max(300).multipleOf(0.1).optional(),
  }),
});

export const noteBatch = defineCommand({
  type: "note-batch",
  ...WORK,
  permission: "quality.measure",
  body: z.strictObject({ batchId, note: z.string().trim().min(1).max(500) }),
});

/** Without `portionCounts` the planned portions of the dish count as cooked. */
export const finishCooking = defineCommand({
  type: "finish-cooking",
  ...STAGE,
  body: z.strictObject({
    batchId,
    dishRunId,
    portionCounts: portionCountsSchema.optional(),
    cookedMassG: z.int().min(1).max(5_000_000).optional(),
  }),
});

export const reworkDish = defineCommand({
  type: "rework-dish",
  ...WORK,
  body: aboutDishRun.extend({ reason: reason.optional() }),
});

export const startPortioning = defineCommand({ type: "start-portioning", ...STAGE, body: aboutBatch });

export const recordPortions = defineCommand({
  type: "record-portions",
  ...WORK,
  body: z.strictObject({ batchId, added: portionCountsSchema, specialPackCount: z.int().min(0).max(10_000) }),
});

export const weighPortion = defineCommand({
  type: "weigh-portion",
  ...WORK,
  permission: "quality.measure",
  body: z.strictObject({
    batchId,
    dishRunId,
    profile: z.enum(PORTION_PROFILES),
    massG: z.int().min(1).max(5_000),
  }),
});

export const finishPortioning = defineCommand({
  type: "finish-portioning",
  ...STAGE,
  body: z.strictObject({ batchId, rejectedPortionCount: z.int().min(0).max(100_000).optional() }),
});

/** Waste must have been entered: either with `record-waste`, or by saying here that there was none. */
export const completeBatch = defineCommand({
  type: "complete-batch",
  ...STAGE,
  body: z.strictObject({ batchId, isWasteFree: z.boolean().optional() }),
});

export const cancelBatch = defineCommand({
  type: "cancel-batch",
  nature: "grant",
  permission: "batch.cancel",
  faces: ["manager", "tablet"],
  signatureCount: 1,
  isPresenceNeeded: true,
  body: z.strictObject({
    batchId,
    reasonCode: z.enum(CANCEL_REASONS),
    reason,
    disposal: z.enum(WASTE_DISPOSALS).optional(),
    discardedMassG: z.int().min(0).max(5_000_000).optional(),
  }),
});

export const recordWaste = defineCommand({
  type: "record-waste",
  ...WORK,
  body: z.strictObject({
    wasteId: wasteIdSchema,
    /** The day it belongs to; ignored when a batch is named, whose day counts. */
    serviceDate: serviceDateSchema,
    batchId: batchId.optional(),
    wasteSource: z.enum(WASTE_SOURCES),
    ingredientName: z.string().trim().min(1).max(80).optional(),
    massG: z.int().min(1).max(5_000_000),
    isEdible: z.boolean(),
    disposal: z.enum(WASTE_DISPOSALS),
  }),
});

/** Takes back one stage event, named by its id (`undoable` in the board's rows). */
export const undoStage = defineCommand({
  type: "undo-stage",
  ...STAGE,
  nature: "grant",
  signatureMaxCount: 1,
  body: z.strictObject({
    batchId,
    undoneEventId: idSchema("event"),
    reason: reason.optional(),
  }),
});

export const productionCommands = [
  planBatch,
  planDay,
  changeBatch,
  assignTask,
  unassignTask,
  startPreparation,
  startCooking,
  recordCookingProgress,
  noteBatch,
  finishCooking,
  reworkDish,
  startPortioning,
  recordPortions,
  weighPortion,
  finishPortioning,
  completeBatch,
  cancelBatch,
  recordWaste,
  undoStage,
] as const;

export type ProductionCommand = CommandOf<(typeof productionCommands)[number]>;
