import { receiptIdSchema, receiptLineIdSchema } from "#domains/inventory/ids.ts";
import { batchIdSchema, dishRunIdSchema } from "#domains/production/ids.ts";
import type { Face } from "#kernel/access.ts";
import { defineCommand, type CommandOf } from "#kernel/definition.ts";
import { z } from "zod";
import { correctedReadingsSchema } from "./events.ts";
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
  holdReasonSchema,
  hygieneItemSchema,
  incomingConditionSchema,
  probeReadingSchema,
  severitySchema,
  substanceResultSchema,
  tastingPhaseSchema,
  tastingVerdictSchema,
} from "./values.ts";

const FLOOR: readonly Face[] = ["tablet", "manager"];
const note = z.string().trim().min(1).max(400);
const reason = z.string().trim().min(1).max(400);
const readingsC = z.array(probeReadingSchema).min(1).max(12);

export const recordCoreTemperature = defineCommand({
  type: "record-core-temperature",
  nature: "fact",
  permission: "quality.measure",
  faces: FLOOR,
  body: z.strictObject({
    checkId: checkIdSchema,
    batchId: batchIdSchema,
    dishRunId: dishRunIdSchema,
    readingsC,
    action: checkActionSchema.optional(),
    sensorId: z.string().max(64).optional(),
    photoId: z.string().max(64).optional(),
  }),
});

export const recordHoldingTemperature = defineCommand({
  type: "record-holding-temperature",
  nature: "fact",
  permission: "quality.measure",
  faces: FLOOR,
  body: z.strictObject({
    checkId: checkIdSchema,
    batchId: batchIdSchema,
    dishRunId: dishRunIdSchema.optional(),
    readingsC,
    action: checkActionSchema.optional(),
    sensorId: z.string().max(64).optional(),
  }),
});

export const recordCooling = defineCommand({
  type: "record-cooling",
  nature: "fact",
  permission: "quality.measure",
  faces: FLOOR,
  body: z.strictObject({
    checkId: checkIdSchema,
    batchId: batchIdSchema,
    dishRunId: dishRunIdSchema,
    temperatureC: probeReadingSchema,
    action: checkActionSchema.optional(),
  }),
});

export const recordTasting = defineCommand({
  type: "record-tasting",
  nature: "fact",
  permission: "quality.check",
  faces: FLOOR,
  body: z.strictObject({
    checkId: checkIdSchema,
    batchId: batchIdSchema,
    phase: tastingPhaseSchema,
    /** Four scores a dish; one left out is `score-missing`. */
    dishes: z
      .array(dishScoresSchema.partial().required({ dishRunId: true }))
      .min(1)
      .max(20),
    verdict: tastingVerdictSchema,
    note: note.optional(),
  }),
});

export const recordRapidTest = defineCommand({
  type: "record-rapid-test",
  nature: "fact",
  permission: "quality.check",
  faces: FLOOR,
  body: z.strictObject({
    checkId: checkIdSchema,
    batchId: batchIdSchema,
    substances: z.array(substanceResultSchema).min(1).max(20),
    note: note.optional(),
  }),
});

export const recordHygieneCheck = defineCommand({
  type: "record-hygiene-check",
  nature: "fact",
  permission: "quality.check",
  faces: FLOOR,
  body: z.strictObject({
    checkId: checkIdSchema,
    target: checkTargetSchema,
    checklistCode: z.string().max(48),
    checklistVersion: z.int().min(1),
    items: z.array(hygieneItemSchema).min(1).max(60),
    note: note.optional(),
  }),
});

export const recordCheck = defineCommand({
  type: "record-check",
  nature: "fact",
  permission: "quality.check",
  faces: FLOOR,
  body: z.strictObject({
    checkId: checkIdSchema,
    target: checkTargetSchema,
    /** The batch a checked dish run belongs to; needed when the target is a dish run. */
    batchId: batchIdSchema.optional(),
    checkKind: z.enum(["portion-appearance", "foreign-object", "water"]),
    readings: z.array(checkReadingSchema).max(20),
    outcome: checkOutcomeSchema,
    action: checkActionSchema.optional(),
    note: note.optional(),
    photoId: z.string().max(64).optional(),
  }),
});

/** Temperature, moisture and looks of one line of goods that came in. Checked again, the newer check counts. */
export const recordIncomingCheck = defineCommand({
  type: "record-incoming-check",
  nature: "fact",
  permission: "stock.receive",
  faces: FLOOR,
  body: z.strictObject({
    checkId: checkIdSchema,
    receiptId: receiptIdSchema,
    lineId: receiptLineIdSchema,
    temperatureC: probeReadingSchema.optional(),
    moistureBp: z.int().min(0).max(10_000).optional(),
    condition: incomingConditionSchema,
    note: note.optional(),
    photoId: z.string().max(64).optional(),
  }),
});

export const correctCheck = defineCommand({
  type: "correct-check",
  nature: "grant",
  permission: "quality.check",
  faces: FLOOR,
  signatureCount: 1,
  isPresenceNeeded: true,
  body: z.strictObject({
    checkId: checkIdSchema,
    replacesCheckId: checkIdSchema,
    readings: correctedReadingsSchema,
    reason,
  }),
});

export const holdBatch = defineCommand({
  type: "hold-batch",
  nature: "fact",
  permission: "quality.hold",
  faces: FLOOR,
  body: z.strictObject({
    batchId: batchIdSchema,
    reasonCode: holdReasonSchema,
    note: note.optional(),
    checkId: checkIdSchema.optional(),
  }),
});

export const liftHold = defineCommand({
  type: "lift-hold",
  nature: "grant",
  permission: "quality.release",
  faces: FLOOR,
  signatureCount: 1,
  isPresenceNeeded: true,
  body: z.strictObject({
    batchId: batchIdSchema,
    disposition: dispositionSchema,
    dishRunIds: z.array(dishRunIdSchema).max(20).default([]),
    reason,
  }),
});

export const rejectBatch = defineCommand({
  type: "reject-batch",
  nature: "grant",
  permission: "quality.release",
  faces: FLOOR,
  signatureCount: 1,
  isPresenceNeeded: true,
  body: z.strictObject({ batchId: batchIdSchema, reason, disposal: foodDisposalSchema }),
});

export const releaseBatch = defineCommand({
  type: "release-batch",
  nature: "grant",
  permission: "quality.release",
  faces: FLOOR,
  signatureCount: 1,
  isPresenceNeeded: true,
  body: z.strictObject({
    batchId: batchIdSchema,
    /** Needed only while the kitchen PC's clock is untrusted. */
    clockReason: reason.optional(),
  }),
});

export const overrideRelease = defineCommand({
  type: "override-release",
  nature: "grant",
  permission: "quality.override",
  faces: FLOOR,
  signatureCount: 1,
  isPresenceNeeded: true,
  body: z.strictObject({ batchId: batchIdSchema, reason }),
});

export const takeSample = defineCommand({
  type: "take-sample",
  nature: "fact",
  permission: "batch.work",
  faces: FLOOR,
  body: z.strictObject({
    sampleId: sampleIdSchema,
    batchId: batchIdSchema,
    portionCount: z.int().min(1).max(100),
  }),
});

export const storeSample = defineCommand({
  type: "store-sample",
  nature: "fact",
  permission: "batch.work",
  faces: FLOOR,
  body: z.strictObject({
    sampleId: sampleIdSchema,
    batchId: batchIdSchema,
    storagePlaceCode: z.string().trim().min(1).max(64),
    temperatureC: probeReadingSchema,
  }),
});

/** Two numbers: who disposes, then the witness. */
export const disposeSample = defineCommand({
  type: "dispose-sample",
  nature: "grant",
  permission: "quality.check",
  faces: FLOOR,
  signatureCount: 2,
  isPresenceNeeded: true,
  body: z.strictObject({
    sampleId: sampleIdSchema,
    batchId: batchIdSchema,
    clockReason: reason.optional(),
  }),
});

export const openDeviation = defineCommand({
  type: "open-deviation",
  nature: "fact",
  permission: "quality.check",
  faces: FLOOR,
  body: z.strictObject({
    deviationId: deviationIdSchema,
    target: checkTargetSchema,
    batchId: batchIdSchema.optional(),
    checkKind: checkKindSchema,
    checkId: checkIdSchema.optional(),
    severity: severitySchema,
    note: note.optional(),
  }),
});

export const acknowledgeDeviation = defineCommand({
  type: "acknowledge-deviation",
  nature: "fact",
  permission: "quality.check",
  faces: FLOOR,
  body: z.strictObject({ deviationId: deviationIdSchema }),
});

export const recordCorrectiveAction = defineCommand({
  type: "record-corrective-action",
  nature: "fact",
  permission: "quality.check",
  faces: FLOOR,
  body: z.strictObject({
    deviationId: deviationIdSchema,
    cause: reason,
    action: reason,
    disposition: dispositionSchema,
    dishRunIds: z.array(dishRunIdSchema).max(20).default([]),
  }),
});

export const verifyDeviation = defineCommand({
  type: "verify-deviation",
  nature: "grant",
  permission: "quality.release",
  faces: FLOOR,
  signatureCount: 1,
  isPresenceNeeded: true,
  body: z.strictObject({ deviationId: deviationIdSchema, note: note.optional() }),
});

export const qualityCommands = [
  recordCoreTemperature,
  recordHoldingTemperature,
  recordCooling,
  recordTasting,
  recordRapidTest,
  recordHygieneCheck,
  recordCheck,
  recordIncomingCheck,
  correctCheck,
  holdBatch,
  liftHold,
  rejectBatch,
  releaseBatch,
  overrideRelease,
  takeSample,
  storeSample,
  disposeSample,
  openDeviation,
  acknowledgeDeviation,
  recordCorrectiveAction,
  verifyDeviation,
] as const;

export type QualityCommand = CommandOf<(typeof qualityCommands)[number]>;
