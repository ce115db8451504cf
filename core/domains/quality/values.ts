import { receiptLineIdSchema } from "#domains/inventory/ids.ts";
import { batchIdSchema, dishRunIdSchema } from "#domains/production/ids.ts";
import { z } from "zod";
import {
  BATCH_QUALITY_STATUSES,
  CHECK_KINDS,
  CORRECTIVE_ACTION_CODES,
  DEVIATION_STATUSES,
  DISPOSITIONS,
  FOOD_DISPOSALS,
  GATE_OUTCOMES,
  GATE_REASONS,
  GATES,
  HOLD_REASONS,
  INCOMING_CONDITIONS,
  SAMPLE_STATUSES,
  SEVERITIES,
  TASTING_PHASES,
  TASTING_VERDICTS,
} from "./vocabulary.ts";

export const checkKindSchema = z.enum(CHECK_KINDS);
export type CheckKind = z.infer<typeof checkKindSchema>;

/** What a check is about. Trips, stops, equipment and wash sessions join with their domains. */
export const checkTargetSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("batch"), id: batchIdSchema }),
  z.strictObject({ kind: z.literal("dish-run"), id: dishRunIdSchema }),
  z.strictObject({ kind: z.literal("receipt-line"), id: receiptLineIdSchema }),
  /** A place of the kitchen by its code, `pengolahan`. */
  z.strictObject({ kind: z.literal("area"), id: z.string().regex(/^[a-z0-9-]{1,32}$/) }),
]);
export type CheckTarget = z.infer<typeof checkTargetSchema>;

export const checkOutcomeSchema = z.enum(["pass", "fail"]);
export type CheckOutcome = z.infer<typeof checkOutcomeSchema>;

export const batchQualityStatusSchema = z.enum(BATCH_QUALITY_STATUSES);
export type BatchQualityStatus = z.infer<typeof batchQualityStatusSchema>;

export const correctiveActionCodeSchema = z.enum(CORRECTIVE_ACTION_CODES);
export const checkActionSchema = z.strictObject({
  actionCode: correctiveActionCodeSchema,
  reason: z.string().trim().min(1).max(400).optional(),
});
export type CheckAction = z.infer<typeof checkActionSchema>;

export const dispositionSchema = z.enum(DISPOSITIONS);
export type Disposition = z.infer<typeof dispositionSchema>;

export const severitySchema = z.enum(SEVERITIES);
export type Severity = z.infer<typeof severitySchema>;

export const tastingPhaseSchema = z.enum(TASTING_PHASES);
export const tastingVerdictSchema = z.enum(TASTING_VERDICTS);
export type TastingVerdict = z.infer<typeof tastingVerdictSchema>;

const scorePoints = z.int().min(1).max(5);
export const dishScoresSchema = z.strictObject({
  dishRunId: dishRunIdSchema,
  tastePoints: scorePoints,
  colourPoints: scorePoints,
  aromaPoints: scorePoints,
  texturePoints: scorePoints,
});
export type DishScores = z.infer<typeof dishScoresSchema>;

export const substanceResultSchema = z.strictObject({
  substanceCode: z.string().regex(/^[a-z0-9-]{1,32}$/),
  outcome: z.enum(["negative", "positive"]),
});
export type SubstanceResult = z.infer<typeof substanceResultSchema>;

export const hygieneItemSchema = z.strictObject({
  itemCode: z.string().regex(/^[a-z0-9-]{1,48}$/),
  isMet: z.boolean(),
  note: z.string().trim().min(1).max(200).optional(),
});
export type HygieneItem = z.infer<typeof hygieneItemSchema>;

/** A named value of a free-form check: `{ code: "chlorine-ppm", value: 0.3 }` or `{ code: "found", text: "rambut" }`. */
export const checkReadingSchema = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]{1,48}$/),
  value: z.number().min(-1_000_000).max(1_000_000).multipleOf(0.001).optional(),
  text: z.string().trim().min(1).max(200).optional(),
});

/** A probe reading in °C with one decimal; the bounds are those a food probe can show. */
export const probeReadingSchema = z.number().min(-50).max(350).multipleOf(0.1);

export const incomingConditionSchema = z.enum(INCOMING_CONDITIONS);
export type IncomingCondition = z.infer<typeof incomingConditionSchema>;

export const sampleStatusSchema = z.enum(SAMPLE_STATUSES);
export type SampleStatus = z.infer<typeof sampleStatusSchema>;

export const deviationStatusSchema = z.enum(DEVIATION_STATUSES);
export type DeviationStatus = z.infer<typeof deviationStatusSchema>;

export const holdReasonSchema = z.enum(HOLD_REASONS);
export type HoldReason = z.infer<typeof holdReasonSchema>;

export const foodDisposalSchema = z.enum(FOOD_DISPOSALS);

export const gateSchema = z.enum(GATES);
export type Gate = z.infer<typeof gateSchema>;

export const gateOutcomeSchema = z.enum(GATE_OUTCOMES);

export const gateReasonSchema = z.enum(GATE_REASONS);
export type GateReason = z.infer<typeof gateReasonSchema>;

/** One gate as it was judged, frozen with the value, the limit and the setting version it was judged by. */
export const gateResultSchema = z.strictObject({
  gate: gateSchema,
  outcome: gateOutcomeSchema,
  reason: gateReasonSchema.nullable(),
  isOverridable: z.boolean(),
  /** The judged figure in the unit of the gate (°C, portions, ms); null where there is none. */
  value: z.number().nullable(),
  limit: z.number().nullable(),
  unit: z.enum(["c", "count", "ms", "points"]),
  /** Version of the setting the limit came from; 0 is the built-in default, null where the limit is not a setting. */
  limitVersion: z.int().nullable(),
  /** The dish run, check or deviation that decided. */
  subjectIds: z.array(z.string()),
});
export type GateResult = z.infer<typeof gateResultSchema>;
