import { batchIdSchema, dishRunIdSchema } from "#domains/production/ids.ts";
import { idSchema } from "#kernel/ids.ts";
import { z } from "zod";
import { checkIdSchema, deviationIdSchema } from "./ids.ts";
import { batchQualityStatusSchema, severitySchema } from "./values.ts";

const epochMs = z.int();
const staffId = idSchema("staff").nullable();

/** The newest reading that counts for a dish: one taken before the dish was last set to cook is not here. */
const coreReadingSchema = z.strictObject({
  checkId: checkIdSchema,
  lowestC: z.number(),
  atMs: epochMs,
  staffId,
});

const holdingReadingSchema = z.strictObject({
  checkId: checkIdSchema,
  temperatureC: z.number(),
  atMs: epochMs,
  staffId,
  /** A corrective action was recorded with it. */
  hasAction: z.boolean(),
});

const limitSchema = z.strictObject({ limitC: z.number(), limitVersion: z.int() });

export const gateDishRunSchema = z.strictObject({
  dishRunId: dishRunIdSchema,
  dishName: z.string(),
  temperatureClass: z.enum(["hot", "hot-rich", "cold", "ambient"]),
  cookedAtMs: epochMs.nullable(),
  /** What its core must reach; null for cold and ambient food. */
  coreLimit: limitSchema.nullable(),
  /** What it must be held at; null for ambient food. */
  holdingLimit: limitSchema.extend({ limitKind: z.enum(["min", "max"]) }).nullable(),
  core: coreReadingSchema.nullable(),
  holding: holdingReadingSchema.nullable(),
  tasting: z.strictObject({ checkId: checkIdSchema, verdict: z.enum(["safe", "unsafe"]), staffId }).nullable(),
});

/** Everything the release gates are judged by, but for the time it is: that is the judge's to supply. */
export const gateFactsSchema = z.strictObject({
  batchId: batchIdSchema,
  /** Production's status of the batch. */
  batchStatus: z.string(),
  qualityStatus: batchQualityStatusSchema,
  dishRuns: z.array(gateDishRunSchema),
  readingMaxAgeMs: z.int(),
  readingMaxAgeVersion: z.int(),
  rapidTest: z.strictObject({
    isRequired: z.boolean(),
    isRequiredVersion: z.int(),
    /** Substances the kitchen must test for each day and has not, on any batch of this service day. */
    missingSubstanceCodes: z.array(z.string()),
    positiveChecks: z.array(z.strictObject({ checkId: checkIdSchema, staffId })),
  }),
  sample: z.strictObject({ storedCount: z.int(), minCount: z.int(), minVersion: z.int() }),
  cookClock: z.strictObject({
    /** The earliest end of cooking of a hot or cold dish; null when nothing of the kind is cooked. */
    startAtMs: epochMs.nullable(),
    consumeByAtMs: epochMs.nullable(),
    points: z.array(z.strictObject({ departureAtMs: epochMs, travelMs: z.int() })),
    targetMs: z.int(),
    targetVersion: z.int(),
    hardMs: z.int(),
    eatingWindowMs: z.int(),
  }),
  openDeviations: z.array(
    z.strictObject({ deviationId: deviationIdSchema, severity: severitySchema, recordedByStaffId: staffId }),
  ),
  specialPacks: z.strictObject({ requiredCount: z.int(), packedCount: z.int() }),
});
export type GateFacts = z.infer<typeof gateFactsSchema>;
export type GateDishRun = z.infer<typeof gateDishRunSchema>;
