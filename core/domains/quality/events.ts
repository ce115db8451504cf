import { receiptIdSchema, receiptLineIdSchema } from "#domains/inventory/ids.ts";
import { batchIdSchema, dishRunIdSchema } from "#domains/production/ids.ts";
import { defineEvent, type EventOf, type StoredEventOf } from "#kernel/definition.ts";
import { idSchema } from "#kernel/ids.ts";
import { z } from "zod";
import { checkIdSchema, deviationIdSchema, sampleIdSchema } from "./ids.ts";
import {
  checkActionSchema,
  checkKindSchema,
  checkOutcomeSchema,
  checkReadingSchema,
  checkTargetSchema,
  dishScoresSchema,
  dispositionSchema,
  foodDisposalSchema,
  gateResultSchema,
  holdReasonSchema,
  hygieneItemSchema,
  incomingConditionSchema,
  probeReadingSchema,
  severitySchema,
  substanceResultSchema,
  tastingPhaseSchema,
  tastingVerdictSchema,
} from "./values.ts";

const epochMs = z.int().min(0);
const note = z.string().max(400);
const reason = z.string().min(1).max(400);

/** What a temperature was judged by, stored beside it: the limit and the setting version it came from (0: built-in). */
const judgedLimit = {
  limitC: z.number(),
  limitVersion: z.int().min(0),
  /** The recipe asked for a stricter limit than the kitchen's setting. */
  isRecipeLimit: z.boolean(),
};

export const coreTemperatureRecorded = defineEvent({
  type: "core-temperature-recorded",
  class: "A",
  body: z.strictObject({
    checkId: checkIdSchema,
    batchId: batchIdSchema,
    dishRunId: dishRunIdSchema,
    readingsC: z.array(probeReadingSchema).min(1).max(12),
    lowestC: probeReadingSchema,
    ...judgedLimit,
    outcome: checkOutcomeSchema,
    /** A low reading while the dish still cooks is no deviation: cook on. */
    isWhileCooking: z.boolean(),
    action: checkActionSchema.optional(),
    sensorId: z.string().max(64).optional(),
    photoId: z.string().max(64).optional(),
  }),
});

export const holdingTemperatureRecorded = defineEvent({
  type: "holding-temperature-recorded",
  class: "A",
  body: z.strictObject({
    checkId: checkIdSchema,
    batchId: batchIdSchema,
    target: checkTargetSchema,
    /** Absent: the reading stands for the hot dishes of the whole batch, or its cold ones when none is hot. */
    dishRunId: dishRunIdSchema.optional(),
    readingsC: z.array(probeReadingSchema).min(1).max(12),
    /** The worst of the readings: the lowest of hot food, the highest of cold food. */
    temperatureC: probeReadingSchema,
    limitKind: z.enum(["min", "max"]),
    limitC: z.number(),
    limitVersion: z.int().min(0),
    outcome: checkOutcomeSchema,
    action: checkActionSchema.optional(),
    sensorId: z.string().max(64).optional(),
  }),
});

export const coolingRecorded = defineEvent({
  type: "cooling-recorded",
  class: "A",
  body: z.strictObject({
    checkId: checkIdSchema,
    batchId: batchIdSchema,
    dishRunId: dishRunIdSchema,
    temperatureC: probeReadingSchema,
    sinceCookedMs: z.int().min(0),
    /** Null while the first part of the cooling curve still runs: nothing is demanded yet. */
    limitC: z.number().nullable(),
    limitVersion: z.int().min(0),
    outcome: checkOutcomeSchema,
    action: checkActionSchema.optional(),
  }),
});

export const tastingRecorded = defineEvent({
  type: "tasting-recorded",
  class: "A",
  body: z.strictObject({
    checkId: checkIdSchema,
    batchId: batchIdSchema,
    target: checkTargetSchema,
    phase: tastingPhaseSchema,
    dishes: z.array(dishScoresSchema).min(1).max(20),
    verdict: tastingVerdictSchema,
    scoresMinPoints: z.int(),
    scoresMinVersion: z.int().min(0),
    note: note.optional(),
  }),
});

export const rapidTestRecorded = defineEvent({
  type: "rapid-test-recorded",
  class: "A",
  body: z.strictObject({
    checkId: checkIdSchema,
    batchId: batchIdSchema,
    target: checkTargetSchema,
    substances: z.array(substanceResultSchema).min(1).max(20),
    outcome: checkOutcomeSchema,
    note: note.optional(),
  }),
});

export const hygieneCheckRecorded = defineEvent({
  type: "hygiene-check-recorded",
  class: "A",
  body: z.strictObject({
    checkId: checkIdSchema,
    target: checkTargetSchema,
    checklistCode: z.string().max(48),
    checklistVersion: z.int().min(1),
    items: z.array(hygieneItemSchema).min(1).max(60),
    scoreBp: z.int().min(0).max(10_000),
    passMinBp: z.int(),
    passMinVersion: z.int().min(0),
    outcome: checkOutcomeSchema,
    note: note.optional(),
  }),
});

export const checkRecorded = defineEvent({
  type: "check-recorded",
  class: "A",
  body: z.strictObject({
    checkId: checkIdSchema,
    target: checkTargetSchema,
    batchId: batchIdSchema.optional(),
    checkKind: checkKindSchema,
    readings: z.array(checkReadingSchema).max(20),
    outcome: checkOutcomeSchema,
    action: checkActionSchema.optional(),
    note: note.optional(),
    photoId: z.string().max(64).optional(),
  }),
});

/** What a corrected check says instead; the kind is that of the check it replaces. */
export const correctedReadingsSchema = z.discriminatedUnion("checkKind", [
  z.strictObject({
    checkKind: z.literal("core-temperature"),
    readingsC: z.array(probeReadingSchema).min(1).max(12),
  }),
  z.strictObject({
    checkKind: z.literal("holding-temperature"),
    readingsC: z.array(probeReadingSchema).min(1).max(12),
  }),
  z.strictObject({ checkKind: z.literal("cooling"), temperatureC: probeReadingSchema }),
  z.strictObject({
    checkKind: z.literal("tasting"),
    dishes: z.array(dishScoresSchema).min(1).max(20),
    verdict: tastingVerdictSchema,
  }),
  z.strictObject({ checkKind: z.literal("rapid-test"), substances: z.array(substanceResultSchema).min(1).max(20) }),
  z.strictObject({ checkKind: z.literal("hygiene"), items: z.array(hygieneItemSchema).min(1).max(60) }),
  z.strictObject({
    checkKind: z.enum(["portion-appearance", "foreign-object", "water"]),
    readings: z.array(checkReadingSchema).max(20),
    outcome: checkOutcomeSchema,
  }),
]);
export type CorrectedReadings = z.infer<typeof correctedReadingsSchema>;

/** The original stays in the log and on screen; this check stands in its place, at the time of the original. */
/** Goods as they came in, judged by the limits in force; the newest check of a line counts. */
export const incomingCheckRecorded = defineEvent({
  type: "incoming-check-recorded",
  class: "A",
  body: z.strictObject({
    checkId: checkIdSchema,
    target: checkTargetSchema,
    receiptId: receiptIdSchema,
    lineId: receiptLineIdSchema,
    temperatureC: probeReadingSchema.optional(),
    moistureBp: z.int().min(0).max(10_000).optional(),
    condition: incomingConditionSchema,
    /** Null: goods of this kind have no such limit. */
    limitC: z.number().nullable(),
    limitVersion: z.int().min(0),
    moistureMaxBp: z.int().nullable(),
    moistureMaxVersion: z.int().min(0),
    outcome: checkOutcomeSchema,
    note: note.optional(),
    photoId: z.string().max(64).optional(),
  }),
});

export const checkCorrected = defineEvent({
  type: "check-corrected",
  class: "A",
  body: z.strictObject({
    checkId: checkIdSchema,
    replacesCheckId: checkIdSchema,
    batchId: batchIdSchema.optional(),
    target: checkTargetSchema,
    readings: correctedReadingsSchema,
    outcome: checkOutcomeSchema,
    /** When the corrected observation was made: the original's time, for gates that ask how old a reading is. */
    observedAtMs: epochMs,
    reason,
  }),
});

export const batchHeld = defineEvent({
  type: "batch-held",
  class: "A",
  body: z.strictObject({
    batchId: batchIdSchema,
    reasonCode: holdReasonSchema,
    note: note.optional(),
    checkId: checkIdSchema.optional(),
    /** Who recorded the failing check the hold follows from; they may not lift it. */
    recordedByStaffId: idSchema("staff").optional(),
  }),
});

export const holdLifted = defineEvent({
  type: "hold-lifted",
  class: "A",
  body: z.strictObject({
    batchId: batchIdSchema,
    disposition: dispositionSchema,
    /** For `rework`: the dishes to cook again; empty means all of them. */
    dishRunIds: z.array(dishRunIdSchema).max(20),
    reason,
  }),
});

export const batchRejected = defineEvent({
  type: "batch-rejected",
  class: "A",
  body: z.strictObject({ batchId: batchIdSchema, reason, disposal: foodDisposalSchema }),
});

const releaseBody = {
  batchId: batchIdSchema,
  gates: z.array(gateResultSchema).min(1).max(20),
  consumeByAtMs: epochMs.nullable(),
  predictedArrivalAtMs: epochMs.nullable(),
};

export const batchReleased = defineEvent({
  type: "batch-released",
  class: "A",
  body: z.strictObject({
    ...releaseBody,
    /** Why a time guard was let through while the clock was untrusted. */
    clockReason: reason.optional(),
  }),
});

export const releaseOverridden = defineEvent({
  type: "release-overridden",
  class: "A",
  body: z.strictObject({ ...releaseBody, reason }),
});

export const sampleTaken = defineEvent({
  type: "sample-taken",
  class: "A",
  body: z.strictObject({
    sampleId: sampleIdSchema,
    sampleCode: z.string().regex(/^SAMPLE-\d{8}-\d{2,4}$/),
    batchId: batchIdSchema,
    portionCount: z.int().min(1).max(100),
    takenAtMs: epochMs,
  }),
});

export const sampleStored = defineEvent({
  type: "sample-stored",
  class: "A",
  body: z.strictObject({
    sampleId: sampleIdSchema,
    batchId: batchIdSchema,
    storagePlaceCode: z.string().min(1).max(64),
    temperatureC: probeReadingSchema,
    limitC: z.number(),
    limitVersion: z.int().min(0),
    disposeAfterAtMs: epochMs,
    retentionVersion: z.int().min(0),
  }),
});

export const sampleDisposed = defineEvent({
  type: "sample-disposed",
  class: "A",
  body: z.strictObject({
    sampleId: sampleIdSchema,
    batchId: batchIdSchema,
    witnessStaffId: idSchema("staff"),
    clockReason: reason.optional(),
  }),
});

export const deviationOpened = defineEvent({
  type: "deviation-opened",
  class: "A",
  body: z.strictObject({
    deviationId: deviationIdSchema,
    target: checkTargetSchema,
    batchId: batchIdSchema.optional(),
    checkKind: checkKindSchema,
    checkId: checkIdSchema.optional(),
    severity: severitySchema,
    /** Who recorded the failing check; they may not verify. */
    recordedByStaffId: idSchema("staff").optional(),
    note: note.optional(),
  }),
});

/** A new failure of the same kind on the same target while one is unverified: it counts up and opens again. */
export const deviationRepeated = defineEvent({
  type: "deviation-repeated",
  class: "A",
  body: z.strictObject({
    deviationId: deviationIdSchema,
    checkId: checkIdSchema.optional(),
    severity: severitySchema,
    recordedByStaffId: idSchema("staff").optional(),
    note: note.optional(),
  }),
});

export const deviationAcknowledged = defineEvent({
  type: "deviation-acknowledged",
  class: "A",
  body: z.strictObject({ deviationId: deviationIdSchema }),
});

export const correctiveActionRecorded = defineEvent({
  type: "corrective-action-recorded",
  class: "A",
  body: z.strictObject({
    deviationId: deviationIdSchema,
    cause: reason,
    action: reason,
    disposition: dispositionSchema,
    /** For `rework` of a batch: the dishes to cook again; empty means all of them. */
    dishRunIds: z.array(dishRunIdSchema).max(20),
  }),
});

export const deviationVerified = defineEvent({
  type: "deviation-verified",
  class: "A",
  body: z.strictObject({ deviationId: deviationIdSchema, note: note.optional() }),
});

export const qualityEvents = [
  coreTemperatureRecorded,
  holdingTemperatureRecorded,
  coolingRecorded,
  tastingRecorded,
  rapidTestRecorded,
  hygieneCheckRecorded,
  checkRecorded,
  incomingCheckRecorded,
  checkCorrected,
  batchHeld,
  holdLifted,
  batchRejected,
  batchReleased,
  releaseOverridden,
  sampleTaken,
  sampleStored,
  sampleDisposed,
  deviationOpened,
  deviationRepeated,
  deviationAcknowledged,
  correctiveActionRecorded,
  deviationVerified,
] as const;

export type QualityEvent = EventOf<(typeof qualityEvents)[number]>;
export type StoredQualityEvent = StoredEventOf<(typeof qualityEvents)[number]>;
