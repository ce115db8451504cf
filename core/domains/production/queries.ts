import { z } from "zod";
import { defineQuery } from "#kernel/definition.ts";
import { teamActivity } from "./team-query.ts";
import { menuDishes } from "./menu-query.ts";
import { portionCountsSchema, quantitySchema } from "#kernel/quantity.ts";
import { serviceDateSchema } from "#kernel/service-date.ts";
import { boardBatch, forecast } from "./board.ts";
import { batchIdSchema } from "./ids.ts";

import { codeSchema, plannedDishRun, plannedPoint, waveSchema } from "./plan.ts";
import { DISH_COMPONENTS } from "#kernel/food-words.ts";
import { BATCH_QUALITY_STATUSES, BATCH_STATUSES, WASTE_DISPOSALS, WASTE_SOURCES } from "./vocabulary.ts";

/**
 * Rows hold absolute times and the inputs of everything that moves with the clock; `rules.ts` computes slack, elapsed
 * time and deadline states on the face. A null is "belum ada data", never zero.
 */

const atMs = z.int();
const optionalAtMs = z.int().nullable();
const count = z.int();
const optionalText = z.string().nullable();

const EVERY_FACE = ["wall", "tablet", "manager", "attendance"] as const;
const KITCHEN_FACES = ["wall", "tablet", "manager"] as const;
const byDay = z.strictObject({ serviceDate: serviceDateSchema });
const byBatch = z.strictObject({ batchId: batchIdSchema });

export const dayPhase = z.enum(["receive", "prepare", "cook", "portion", "dispatch", "wash"]);
export type DayPhase = z.infer<typeof dayPhase>;

/** The header of every face: one row for the service day. */
export const today = defineQuery({
  name: "today",
  params: byDay,
  row: z.strictObject({
    serviceDate: z.string(),
    dayKind: z.enum(["regular", "dry-pack", "ramadan", "closed"]),
    dayStatus: z.enum(["planned", "open", "closed", "reopened"]),
    /** Of the furthest batch; null before the first has begun, when the clock decides (`phaseFromClock`). */
    furthestPhase: dayPhase.nullable(),
    cookFloorAtMs: atMs,
    recommendedCookStartAtMs: atMs,
    batchCount: count,
    completedBatchCount: count,
    /** Portions without special packs, over batches not cancelled. */
    plannedPortionCount: count,
    producedPortionCount: count,
    /** Planned departures of batches not cancelled, ascending; the face picks the next. */
    departuresAtMs: z.array(atMs),
    /** Of the file the plan came from, for the manager; null when typed or no plan yet. */
    planFileName: optionalText,
  }),
  key: "serviceDate",
  limit: 1,
  permission: "device",
  faces: EVERY_FACE,
});

export const productionBoard = defineQuery({
  name: "production-board",
  params: byDay,
  row: boardBatch,
  key: "batchId",
  limit: 60,
  permission: "device",
  faces: KITCHEN_FACES,
});

/** One batch in full: the board's row with the plan it carries. */
export const batch = defineQuery({
  name: "batch",
  params: byBatch,
  row: boardBatch.extend({
    plannedDishRuns: z.array(plannedDishRun),
    points: z.array(plannedPoint),
    notes: z.array(z.strictObject({ note: z.string(), staffId: optionalText, name: optionalText, occurredAtMs: atMs })),
    cancelReason: optionalText,
  }),
  key: "batchId",
  limit: 1,
  permission: "device",
  faces: KITCHEN_FACES,
});

/** What happened to a batch in production's own stream, newest first. */
export const batchHistory = defineQuery({
  name: "batch-history",
  params: byBatch,
  row: z.strictObject({
    eventId: z.string(),
    batchId: z.string(),
    type: z.string(),
    dishRunId: optionalText,
    dishName: optionalText,
    staffId: optionalText,
    staffName: optionalText,
    deviceId: optionalText,
    occurredAtMs: atMs,
    recordedAtMs: atMs,
    isUndone: z.boolean(),
    isLateEntry: z.boolean(),
    /** The event's own members, for the words a screen makes of them. */
    data: z.record(z.string(), z.unknown()),
  }),
  key: "eventId",
  permission: "device",
  faces: KITCHEN_FACES,
});

/** All-day totals by component. */
export const totals = defineQuery({
  name: "totals",
  params: byDay,
  row: z.strictObject({
    component: z.enum(DISH_COMPONENTS),
    dishNames: z.array(z.string()),
    plannedCounts: portionCountsSchema,
    cookedCounts: portionCountsSchema,
  }),
  key: "component",
  permission: "device",
  faces: KITCHEN_FACES,
});

/** Portions counted over the whole day, one row. */
export const portionTotals = defineQuery({
  name: "portion-totals",
  params: byDay,
  row: z.strictObject({
    serviceDate: z.string(),
    plannedCounts: portionCountsSchema,
    plannedSpecialPackCount: count,
    portionedCounts: portionCountsSchema,
    portionedSpecialPackCount: count,
  }),
  key: "serviceDate",
  limit: 1,
  permission: "device",
  faces: KITCHEN_FACES,
});

/** Amounts of ingredients the day's plan needs, for the preparation station. */
export const plannedIngredients = defineQuery({
  name: "planned-ingredients",
  params: z.strictObject({ serviceDate: serviceDateSchema, batchId: batchIdSchema.optional() }),
  row: z.strictObject({
    /** Batch, dish run and ingredient; names one line. */
    lineKey: z.string(),
    batchId: z.string(),
    batchCode: z.string(),
    dishRunId: z.string(),
    dishName: z.string(),
    ingredientName: z.string(),
    /** Null: the plan names the ingredient without an amount. */
    quantity: quantitySchema.nullable(),
  }),
  key: "lineKey",
  permission: "device",
  faces: KITCHEN_FACES,
});

/** What is to be done, by station or for one person, overdue first on the face (`taskDueAtMs`). */
export const myTasks = defineQuery({
  name: "my-tasks",
  params: z.strictObject({
    serviceDate: serviceDateSchema,
    station: z.enum(["receive", "prepare", "cook", "portion", "dispatch"]).optional(),
    staffId: z.string().optional(),
  }),
  row: z.strictObject({
    taskKey: z.string(),
    /** The act that comes next, in the words of the command. */
    action: z.enum([
      "start-preparation",
      "start-cooking",
      "finish-cooking",
      "record-tasting",
      "start-portioning",
      "record-portions",
      "take-sample",
      "release-batch",
      "complete-batch",
    ]),
    batchId: z.string(),
    batchCode: z.string(),
    kloterNumber: z.int(),
    label: z.string(),
    dishRunId: optionalText,
    dishName: optionalText,
    portionCount: count,
    batchStatus: z.enum(BATCH_STATUSES),
    quality: z.enum(BATCH_QUALITY_STATUSES),
    /** When the plan wants it begun (start acts) or finished (finish acts). */
    dueAtMs: atMs,
    /** Codes of `ProductionRejection` that stand in the way and do not depend on the clock. */
    blockers: z.array(z.string()),
    assignedStaffIds: z.array(z.string()),
  }),
  key: "taskKey",
  permission: "device",
  faces: KITCHEN_FACES,
});

/** Planned departures, one row a point; trips come with the distribution domain. */
export const departures = defineQuery({
  name: "departures",
  params: byDay,
  row: z.strictObject({
    departureKey: z.string(),
    pointId: z.string(),
    pointCode: z.string(),
    name: z.string(),
    wallName: z.string(),
    wave: waveSchema,
    departureAtMs: atMs,
    neededByAtMs: atMs,
    travelMs: z.int(),
    batchId: z.string(),
    batchCode: z.string(),
    batchStatus: z.enum(BATCH_STATUSES),
    quality: z.enum(BATCH_QUALITY_STATUSES),
    portionCounts: portionCountsSchema,
    specialPackCount: count,
    /** Portions the point takes; its special packs are counted apart. */
    requiredPortionCount: count,
    /** The batch's portions counted so far, dealt to its points in order of departure; its special packs likewise. */
    readyPortionCount: count,
    readySpecialPackCount: count,
    isReady: z.boolean(),
    consumeByAtMs: optionalAtMs,
  }),
  key: "departureKey",
  permission: "device",
  faces: KITCHEN_FACES,
});

/** Expected durations of one batch's work: a row a dish run, then checking and portioning. */
export const batchForecast = defineQuery({
  name: "batch-forecast",
  params: byBatch,
  row: z.strictObject({
    forecastKey: z.string(),
    stage: z.enum(["cooking", "checking", "portioning"]),
    dishRunId: optionalText,
    dishName: optionalText,
    portionCount: count,
    ...forecast.shape,
  }),
  key: "forecastKey",
  permission: "kitchen.view",
  faces: KITCHEN_FACES,
});

export const waste = defineQuery({
  name: "waste",
  params: z.strictObject({ fromDate: serviceDateSchema, toDate: serviceDateSchema }),
  row: z.strictObject({
    wasteId: z.string(),
    serviceDate: z.string(),
    batchId: optionalText,
    batchCode: optionalText,
    wasteSource: z.enum(WASTE_SOURCES),
    ingredientName: optionalText,
    massG: z.int(),
    isEdible: z.boolean(),
    disposal: z.enum(WASTE_DISPOSALS),
    staffId: optionalText,
    occurredAtMs: atMs,
  }),
  key: "wasteId",
  permission: "kitchen.view",
  faces: ["manager", "tablet"],
});

/** One row a planned or opened service day, for the manager's list of days. */
export const serviceCalendar = defineQuery({
  name: "service-calendar",
  params: z.strictObject({ fromDate: serviceDateSchema, toDate: serviceDateSchema }),
  row: z.strictObject({
    serviceDate: z.string(),
    dayKind: z.enum(["regular", "dry-pack", "ramadan", "closed"]),
    dayStatus: z.enum(["planned", "open", "closed", "reopened"]),
    batchCount: count,
    completedBatchCount: count,
    cancelledBatchCount: count,
    plannedPortionCount: count,
    portionedPortionCount: count,
  }),
  key: "serviceDate",
  permission: "kitchen.view",
  faces: ["manager"],
});

/** Production's own figures of "Hari ini", one row. Null with its count where there is too little to say. */
export const productionKpis = defineQuery({
  name: "production-kpis",
  params: z.strictObject({ fromDate: serviceDateSchema, toDate: serviceDateSchema }),
  row: z.strictObject({
    rangeKey: z.string(),
    batchCountByStatus: z.record(z.enum(BATCH_STATUSES), count),
    plannedPortionCount: count,
    cookedPortionCount: count,
    portionedPortionCount: count,
    /** Over completed dish runs of the range; null under three. */
    cookDurationMedianMs: z.int().nullable(),
    cookDurationMeanMs: z.int().nullable(),
    cookedRunCount: count,
    /** Actual over planned duration of completed batches; null when none is. */
    durationAgainstPlanBp: z.int().nullable(),
    /** Portioned over planned portions of completed batches; null when none is. */
    yieldBp: z.int().nullable(),
    completedBatchCount: count,
    /** Null when nothing was entered, which is not zero. */
    wasteMassG: z.int().nullable(),
    wasteEntryCount: count,
  }),
  key: "rangeKey",
  limit: 1,
  permission: "kitchen.view",
  faces: ["manager"],
});

/** Cooked runs, newest first: how long each took against plan and size. */
export const durationHistory = defineQuery({
  name: "duration-history",
  params: z.strictObject({ recipeCode: codeSchema.optional(), limitCount: z.int().min(1).max(500).optional() }),
  row: z.strictObject({
    dishRunId: z.string(),
    batchId: z.string(),
    batchCode: z.string(),
    serviceDate: z.string(),
    recipeCode: z.string(),
    dishName: z.string(),
    portionCount: count,
    cookedAtMs: atMs,
    cookDurationMs: z.int(),
    plannedDurationMs: z.int(),
    standardDurationMs: z.int(),
    isReworked: z.boolean(),
  }),
  key: "dishRunId",
  permission: "kitchen.view",
  faces: ["manager"],
});

export const productionQueries = [
  today,
  productionBoard,
  batch,
  batchHistory,
  totals,
  portionTotals,
  plannedIngredients,
  myTasks,
  departures,
  batchForecast,
  waste,
  serviceCalendar,
  productionKpis,
  durationHistory,
  teamActivity,
  menuDishes,
] as const;

export type TodayRow = z.output<typeof today.row>;
export type BatchRow = z.output<typeof batch.row>;
export type BatchHistoryRow = z.output<typeof batchHistory.row>;
export type TotalsRow = z.output<typeof totals.row>;
export type MyTasksRow = z.output<typeof myTasks.row>;
export type DeparturesRow = z.output<typeof departures.row>;
export type BatchForecastRow = z.output<typeof batchForecast.row>;
export type WasteRow = z.output<typeof waste.row>;
export type ServiceCalendarRow = z.output<typeof serviceCalendar.row>;
export type ProductionKpisRow = z.output<typeof productionKpis.row>;
export type DurationHistoryRow = z.output<typeof durationHistory.row>;
