import { z } from "zod";
import { defineEvent, type EventOf, type StoredEventOf } from "#kernel/definition.ts";
import { idSchema } from "#kernel/ids.ts";
import { portionCountsSchema } from "#kernel/quantity.ts";
import { serviceDateSchema } from "#kernel/service-date.ts";
import { batchIdSchema, dishRunIdSchema, wasteIdSchema } from "./ids.ts";
import { dishRuns, planMembers, planSource } from "./plan.ts";
import { DISH_COMPONENTS, PORTION_PROFILES } from "#kernel/food-words.ts";
import {
  BATCH_STATUSES,
  CANCEL_REASONS,
  TASK_KINDS,
  UNDOABLE_EVENT_TYPES,
  WASTE_DISPOSALS,
  WASTE_SOURCES,
} from "./vocabulary.ts";

const epochMs = z.int().min(0).max(8_640_000_000_000_000);
const durationMs = z.int().min(0);
const count = z.int().min(0);
const massG = z.int().min(0);
const staffIdSchema = idSchema("staff");
const reason = z.string().min(1).max(500);
const settingVersion = z.int().min(0);

export const batchPlanned = defineEvent({
  type: "batch-planned",
  class: "B",
  body: z.strictObject({
    batchId: batchIdSchema,
    batchCode: z.string().regex(/^BATCH-\d{8}-\d{2,3}$/),
    serviceDate: serviceDateSchema,
    ...planMembers,
    dishRuns,
    /** Departure of the earliest point less the loading time. */
    neededByAtMs: epochMs,
    loadingTimeMs: durationMs,
    loadingTimeVersion: settingVersion,
    planSource,
    /** The approved revision of the menu day its dishes come from; absent while the kitchen serves no menu. */
    menuDayRevision: z.int().min(1).optional(),
    overCapacityReason: reason.optional(),
  }),
});

export const batchChanged = defineEvent({
  type: "batch-changed",
  class: "B",
  body: z.strictObject({
    batchId: batchIdSchema,
    fields: z
      .strictObject({
        ...planMembers,
        dishRuns,
        neededByAtMs: epochMs,
        loadingTimeMs: durationMs,
        menuDayRevision: z.int().min(1),
      })
      .partial(),
    loadingTimeVersion: settingVersion.optional(),
    planSource: planSource.optional(),
    overCapacityReason: reason.optional(),
  }),
});

export const taskAssigned = defineEvent({
  type: "task-assigned",
  class: "B",
  body: z.strictObject({
    batchId: batchIdSchema,
    dishRunId: dishRunIdSchema.optional(),
    staffId: staffIdSchema,
    taskKind: z.enum(TASK_KINDS),
  }),
});

export const taskUnassigned = defineEvent({
  type: "task-unassigned",
  class: "B",
  body: z.strictObject({
    batchId: batchIdSchema,
    dishRunId: dishRunIdSchema.optional(),
    staffId: staffIdSchema,
    taskKind: z.enum(TASK_KINDS),
  }),
});

export const preparationStarted = defineEvent({
  type: "preparation-started",
  class: "B",
  body: z.strictObject({ batchId: batchIdSchema, startedAtMs: epochMs }),
});

export const cookingStarted = defineEvent({
  type: "cooking-started",
  class: "A",
  body: z.strictObject({
    batchId: batchIdSchema,
    dishRunId: dishRunIdSchema,
    startedAtMs: epochMs,
    leadStaffId: staffIdSchema,
    /** The earliest permitted start that was in force; absent for a dish no floor applies to. */
    cookFloorAtMs: epochMs.optional(),
    cookFloorVersion: settingVersion.optional(),
    /** Names of ingredients the cook reports missing. */
    missingItems: z.array(z.string().min(1).max(80)).max(40),
    /** Why the start was let through on an untrusted clock. */
    reason: reason.optional(),
  }),
});

export const cookingProgressed = defineEvent({
  type: "cooking-progressed",
  class: "B",
  body: z.strictObject({
    batchId: batchIdSchema,
    dishRunId: dishRunIdSchema,
    readyPortionCount: count,
    temperatureC: z.number().min(-40).max(300).optional(),
  }),
});

export const batchNoted = defineEvent({
  type: "batch-noted",
  class: "B",
  body: z.strictObject({ batchId: batchIdSchema, note: z.string().min(1).max(500) }),
});

export const dishCooked = defineEvent({
  type: "dish-cooked",
  class: "A",
  body: z.strictObject({
    batchId: batchIdSchema,
    dishRunId: dishRunIdSchema,
    cookedAtMs: epochMs,
    portionCounts: portionCountsSchema,
    cookedMassG: massG.optional(),
    cookDurationMs: durationMs,
    /** The reading that let the dish through; absent for cold and ambient dishes. */
    core: z.strictObject({ checkId: idSchema("check"), lowestC: z.number(), limitC: z.number() }).optional(),
    /** The hold hours of its class that were in force. */
    holdMs: durationMs,
    holdVersion: settingVersion,
    /** The hard limit of the cook clock that was in force. */
    clockHardMs: durationMs,
    clockHardVersion: settingVersion,
  }),
});

export const dishReworked = defineEvent({
  type: "dish-reworked",
  class: "A",
  body: z.strictObject({ batchId: batchIdSchema, dishRunId: dishRunIdSchema, restartedAtMs: epochMs, reason }),
});

export const portioningStarted = defineEvent({
  type: "portioning-started",
  class: "B",
  body: z.strictObject({ batchId: batchIdSchema, startedAtMs: epochMs }),
});

export const portionsCounted = defineEvent({
  type: "portions-counted",
  class: "B",
  body: z.strictObject({ batchId: batchIdSchema, added: portionCountsSchema, specialPackCount: count }),
});

export const portionWeighed = defineEvent({
  type: "portion-weighed",
  class: "B",
  body: z.strictObject({
    batchId: batchIdSchema,
    dishRunId: dishRunIdSchema,
    profile: z.enum(PORTION_PROFILES),
    component: z.enum(DISH_COMPONENTS),
    massG,
    targetG: z.int().min(1),
    isWithinTolerance: z.boolean(),
    toleranceBp: z.int().min(0).max(10_000),
    toleranceVersion: settingVersion,
  }),
});

export const portioningFinished = defineEvent({
  type: "portioning-finished",
  class: "A",
  body: z.strictObject({
    batchId: batchIdSchema,
    finishedAtMs: epochMs,
    portionCounts: portionCountsSchema,
    specialPackCount: count,
    rejectedPortionCount: count,
  }),
});

export const batchCompleted = defineEvent({
  type: "batch-completed",
  class: "A",
  body: z.strictObject({
    batchId: batchIdSchema,
    portionCounts: portionCountsSchema,
    specialPackCount: count,
    startedAtMs: epochMs,
    /** When its last dish was cooked. */
    cookedAtMs: epochMs,
    completedAtMs: epochMs,
    durationMs,
    wasteMassG: massG,
  }),
});

export const batchCancelled = defineEvent({
  type: "batch-cancelled",
  class: "A",
  body: z.strictObject({
    batchId: batchIdSchema,
    fromStatus: z.enum(BATCH_STATUSES),
    reasonCode: z.enum(CANCEL_REASONS),
    reason,
    /** What happened to the food; absent when none was made. */
    disposal: z.enum(WASTE_DISPOSALS).optional(),
    discardedMassG: massG.optional(),
  }),
});

export const wasteRecorded = defineEvent({
  type: "waste-recorded",
  class: "B",
  body: z.strictObject({
    wasteId: wasteIdSchema,
    batchId: batchIdSchema.optional(),
    wasteSource: z.enum(WASTE_SOURCES),
    ingredientName: z.string().min(1).max(80).optional(),
    massG: z.int().min(1),
    isEdible: z.boolean(),
    disposal: z.enum(WASTE_DISPOSALS),
  }),
});

export const stageUndone = defineEvent({
  type: "stage-undone",
  class: "A",
  body: z.strictObject({
    batchId: batchIdSchema,
    undoneEventId: idSchema("event"),
    undoneType: z.enum(UNDOABLE_EVENT_TYPES),
    dishRunId: dishRunIdSchema.optional(),
    reason: reason.optional(),
  }),
});

export const productionEvents = [
  batchPlanned,
  batchChanged,
  taskAssigned,
  taskUnassigned,
  preparationStarted,
  cookingStarted,
  cookingProgressed,
  batchNoted,
  dishCooked,
  dishReworked,
  portioningStarted,
  portionsCounted,
  portionWeighed,
  portioningFinished,
  batchCompleted,
  batchCancelled,
  wasteRecorded,
  stageUndone,
] as const;

export type ProductionEvent = EventOf<(typeof productionEvents)[number]>;
export type StoredProductionEvent = StoredEventOf<(typeof productionEvents)[number]>;
