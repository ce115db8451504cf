import { batchIdSchema, dishRunIdSchema } from "#domains/production/ids.ts";
import type { Face } from "#kernel/access.ts";
import { defineQuery, type RowOf } from "#kernel/definition.ts";
import { idSchema } from "#kernel/ids.ts";
import { serviceDateSchema } from "#kernel/service-date.ts";
import { z } from "zod";
import { gateFactsSchema } from "./gate-facts.ts";
import { checkIdSchema, deviationIdSchema, sampleIdSchema } from "./ids.ts";
import {
  batchQualityStatusSchema,
  checkKindSchema,
  checkOutcomeSchema,
  checkTargetSchema,
  correctiveActionCodeSchema,
  deviationStatusSchema,
  dispositionSchema,
  holdReasonSchema,
  sampleStatusSchema,
  severitySchema,
} from "./values.ts";

const EVERY_SCREEN: readonly Face[] = ["wall", "tablet", "manager"];
const FLOOR: readonly Face[] = ["tablet", "manager"];
const DESK: readonly Face[] = ["manager"];
const epochMs = z.int();
/** A person by id, and by short name where the viewer may see names. */
const person = { staffId: idSchema("staff").nullable(), staffName: z.string().nullable() };

const holdSchema = z.strictObject({
  heldAtMs: epochMs,
  ...person,
  reasonCode: holdReasonSchema,
  note: z.string().nullable(),
});

/** One batch of the day with everything its release depends on; the judgement itself is `releaseGates(gateFacts, now)`. */
export const qualityBoard = defineQuery({
  name: "quality-board",
  params: z.strictObject({ serviceDate: serviceDateSchema }),
  row: z.strictObject({
    batchId: batchIdSchema,
    batchCode: z.string(),
    wave: z.string(),
    groupLabel: z.string(),
    batchStatus: z.string(),
    qualityStatus: batchQualityStatusSchema,
    hold: holdSchema.nullable(),
    releasedAtMs: epochMs.nullable(),
    isOverridden: z.boolean(),
    gateFacts: gateFactsSchema,
    /** The next observation this batch needs, and from when it is wanted. */
    nextDue: z
      .strictObject({ checkKind: z.enum(["core-temperature", "holding-temperature", "tasting"]), dueAtMs: epochMs })
      .nullable(),
    openDeviationCount: z.int(),
  }),
  key: "batchId",
  permission: "device",
  faces: EVERY_SCREEN,
});

/** One batch as quality sees it; the tablet's Rilis sheet. One row, none for an unknown batch. */
export const batchQualityQuery = defineQuery({
  name: "batch-quality",
  params: z.strictObject({ batchId: batchIdSchema }),
  row: z.strictObject({
    batchId: batchIdSchema,
    qualityStatus: batchQualityStatusSchema,
    hold: holdSchema.nullable(),
    releasedAtMs: epochMs.nullable(),
    isOverridden: z.boolean(),
    gateFacts: gateFactsSchema,
    /** Who may release with a special permission: staff ids or roles. */
    overrideStaff: z.array(z.string()),
    overrideReasonMinCount: z.int(),
  }),
  key: "batchId",
  permission: "device",
  faces: EVERY_SCREEN,
});

export const checkRowSchema = z.strictObject({
  checkId: checkIdSchema,
  checkKind: checkKindSchema,
  target: checkTargetSchema,
  batchId: batchIdSchema.nullable(),
  batchCode: z.string().nullable(),
  dishRunId: dishRunIdSchema.nullable(),
  dishName: z.string().nullable(),
  outcome: checkOutcomeSchema,
  isWhileCooking: z.boolean(),
  temperatureC: z.number().nullable(),
  limitC: z.number().nullable(),
  limitKind: z.enum(["min", "max"]).nullable(),
  limitVersion: z.int().nullable(),
  scoreBp: z.int().nullable(),
  /** What the form of its kind held: readings, scores, substances, items. */
  detail: z.record(z.string(), z.unknown()),
  actionCode: correctiveActionCodeSchema.nullable(),
  actionReason: z.string().nullable(),
  note: z.string().nullable(),
  occurredAtMs: epochMs,
  recordedAtMs: epochMs,
  serviceDate: z.string(),
  isLateEntry: z.boolean(),
  ...person,
  /** The check this one stands in for, and the one that stands in for it. */
  replacesCheckId: checkIdSchema.nullable(),
  replacedByCheckId: checkIdSchema.nullable(),
  correctionReason: z.string().nullable(),
});
export type CheckRow = z.infer<typeof checkRowSchema>;

/** Checks of a batch, a target, a kind or a span of service days, newest first; corrected ones stay, marked. */
export const checks = defineQuery({
  name: "checks",
  params: z.strictObject({
    batchId: batchIdSchema.optional(),
    dishRunId: dishRunIdSchema.optional(),
    checkKind: checkKindSchema.optional(),
    outcome: checkOutcomeSchema.optional(),
    fromServiceDate: serviceDateSchema,
    toServiceDate: serviceDateSchema,
  }),
  row: checkRowSchema,
  key: "checkId",
  permission: "device",
  faces: FLOOR,
});

/** The bank sampel; what is due is told by `sampleDueState(row, now)`. */
export const samples = defineQuery({
  name: "samples",
  params: z.strictObject({ status: sampleStatusSchema.optional() }),
  row: z.strictObject({
    sampleId: sampleIdSchema,
    sampleCode: z.string(),
    batchId: batchIdSchema,
    batchCode: z.string().nullable(),
    serviceDate: z.string(),
    portionCount: z.int(),
    status: sampleStatusSchema,
    takenAtMs: epochMs,
    ...person,
    storedAtMs: epochMs.nullable(),
    storagePlaceCode: z.string().nullable(),
    temperatureC: z.number().nullable(),
    disposeAfterAtMs: epochMs.nullable(),
    warnAtMs: epochMs.nullable(),
    disposedAtMs: epochMs.nullable(),
    disposedByStaffId: z.string().nullable(),
    witnessStaffId: z.string().nullable(),
  }),
  key: "sampleId",
  permission: "device",
  faces: FLOOR,
});

/** Deviations, worst and oldest first. Without a status those nobody verified; of a batch all of them. */
export const deviations = defineQuery({
  name: "deviations",
  params: z.strictObject({ status: deviationStatusSchema.optional(), batchId: batchIdSchema.optional() }),
  row: z.strictObject({
    deviationId: deviationIdSchema,
    target: checkTargetSchema,
    batchId: batchIdSchema.nullable(),
    batchCode: z.string().nullable(),
    dishName: z.string().nullable(),
    checkKind: checkKindSchema,
    severity: severitySchema,
    status: deviationStatusSchema,
    occurrenceCount: z.int(),
    checkIds: z.array(checkIdSchema),
    openedAtMs: epochMs,
    updatedAtMs: epochMs,
    serviceDate: z.string(),
    note: z.string().nullable(),
    acknowledgedAtMs: epochMs.nullable(),
    acknowledgedByStaffId: z.string().nullable(),
    cause: z.string().nullable(),
    action: z.string().nullable(),
    disposition: dispositionSchema.nullable(),
    actionAtMs: epochMs.nullable(),
    actionByStaffId: z.string().nullable(),
    /** Who recorded the failing check: they may not verify. */
    recordedByStaffId: z.string().nullable(),
    verifiedAtMs: epochMs.nullable(),
    verifiedByStaffId: z.string().nullable(),
    /** Short names of the people above, where the viewer may see names. */
    nameByStaffId: z.record(z.string(), z.string()),
  }),
  key: "deviationId",
  permission: "device",
  faces: FLOOR,
});

/** Temperatures of a dish or a batch over time, oldest first, each with the limit it was judged by. */
export const temperatureHistory = defineQuery({
  name: "temperature-history",
  params: z.strictObject({ batchId: batchIdSchema, dishRunId: dishRunIdSchema.optional() }),
  row: z.strictObject({
    checkId: checkIdSchema,
    checkKind: z.enum(["core-temperature", "holding-temperature", "cooling"]),
    dishRunId: dishRunIdSchema.nullable(),
    dishName: z.string().nullable(),
    temperatureC: z.number(),
    limitC: z.number().nullable(),
    limitKind: z.enum(["min", "max"]),
    outcome: checkOutcomeSchema,
    isWhileCooking: z.boolean(),
    atMs: epochMs,
    ...person,
    isReplaced: z.boolean(),
  }),
  key: "checkId",
  permission: "device",
  faces: FLOOR,
});

const passCounts = {
  checkedCount: z.int(),
  passedCount: z.int(),
  /** Null when nothing was checked: never 0. */
  passRateBp: z.int().nullable(),
};

/** Targets whose first final check passed, by kind of check (DOMAIN.md §5). `all` sums the kinds. */
export const qualityPassRate = defineQuery({
  name: "quality-pass-rate",
  params: z.strictObject({ fromServiceDate: serviceDateSchema, toServiceDate: serviceDateSchema }),
  row: z.strictObject({ checkKind: z.union([checkKindSchema, z.literal("all")]), ...passCounts }),
  key: "checkKind",
  permission: "device",
  faces: FLOOR,
});

/** The pass rate of the last window of service days against the one before it, with its honest verdict. */
export const qualityTrend = defineQuery({
  name: "quality-trend",
  params: z.strictObject({ serviceDate: serviceDateSchema }),
  row: z.strictObject({
    checkKind: z.union([checkKindSchema, z.literal("all")]),
    recent: z.strictObject({ fromServiceDate: z.string(), toServiceDate: z.string(), ...passCounts }),
    before: z.strictObject({ fromServiceDate: z.string(), toServiceDate: z.string(), ...passCounts }),
    trend: z.enum(["up", "down", "stable", "not-enough-data"]),
    /** Median distance of the recent readings from their limit, positive on the good side; null without readings. */
    medianMarginC: z.number().nullable(),
    /** The most frequent failing parameters of the recent window, at most three. */
    failures: z.array(z.strictObject({ parameter: z.string(), failedCount: z.int() })),
    minCheckCount: z.int(),
  }),
  key: "checkKind",
  permission: "device",
  faces: DESK,
});

/** Batches released with no hold and no override, of those that became ready. One row a service day. */
export const cleanReleaseRate = defineQuery({
  name: "clean-release-rate",
  params: z.strictObject({ fromServiceDate: serviceDateSchema, toServiceDate: serviceDateSchema }),
  row: z.strictObject({
    serviceDate: z.string(),
    /** Batches that became ready. */
    readyCount: z.int(),
    cleanCount: z.int(),
    cleanRateBp: z.int().nullable(),
  }),
  key: "serviceDate",
  permission: "device",
  faces: DESK,
});

/** The HACCP log: every observation and decision in the order of the log; page on with `afterSeq`. */
export const haccpLog = defineQuery({
  name: "haccp-log",
  params: z.strictObject({
    fromServiceDate: serviceDateSchema,
    toServiceDate: serviceDateSchema,
    afterSeq: z.int().min(0).optional(),
  }),
  row: z.strictObject({
    entryId: z.string(),
    seq: z.int(),
    /** The type of the event the entry comes from. */
    entryKind: z.string(),
    serviceDate: z.string(),
    occurredAtMs: epochMs,
    recordedAtMs: epochMs,
    batchId: batchIdSchema.nullable(),
    batchCode: z.string().nullable(),
    dishName: z.string().nullable(),
    checkKind: checkKindSchema.nullable(),
    outcome: checkOutcomeSchema.nullable(),
    temperatureC: z.number().nullable(),
    limitC: z.number().nullable(),
    actionCode: z.string().nullable(),
    reason: z.string().nullable(),
    subjectId: z.string(),
    ...person,
    isLateEntry: z.boolean(),
    isClockUntrusted: z.boolean(),
  }),
  key: "entryId",
  permission: "report.export",
  faces: DESK,
});

export const qualityQueries = [
  qualityBoard,
  batchQualityQuery,
  checks,
  samples,
  deviations,
  temperatureHistory,
  qualityPassRate,
  qualityTrend,
  cleanReleaseRate,
  haccpLog,
] as const;

export type QualityBoardRow = RowOf<typeof qualityBoard>;
export type BatchQualityRow = RowOf<typeof batchQualityQuery>;
export type SampleRow = RowOf<typeof samples>;
export type DeviationRow = RowOf<typeof deviations>;
export type TemperatureRow = RowOf<typeof temperatureHistory>;
export type PassRateRow = RowOf<typeof qualityPassRate>;
export type TrendRow = RowOf<typeof qualityTrend>;
export type CleanReleaseRow = RowOf<typeof cleanReleaseRate>;
export type HaccpRow = RowOf<typeof haccpLog>;
