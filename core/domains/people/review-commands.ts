import { z } from "zod";
import { defineCommand } from "#kernel/definition.ts";
import { localDateSchema } from "#kernel/time.ts";
import { reviewIdSchema, staffIdSchema } from "./ids.ts";
import {
  certificateKindSchema,
  reviewCriterionSchema,
  reviewKindSchema,
  reviewOutcomeSchema,
} from "./review-values.ts";

const words = (maxCount: number) => z.string().trim().min(1).max(maxCount);

/** A later record of the same kind takes the earlier one's place. */
export const recordStaffCertificate = defineCommand({
  type: "record-staff-certificate",
  nature: "grant",
  permission: "people.manage",
  faces: ["manager"],
  body: z.strictObject({ staffId: staffIdSchema, kind: certificateKindSchema, validUntilDate: localDateSchema }),
});

export const startReview = defineCommand({
  type: "start-review",
  nature: "grant",
  permission: "people.review",
  faces: ["manager"],
  body: z.strictObject({
    reviewId: reviewIdSchema,
    staffId: staffIdSchema,
    reviewKind: reviewKindSchema,
    fromDate: localDateSchema,
    toDate: localDateSchema,
  }),
});

export const reviewScoreSchema = z.strictObject({
  criterion: reviewCriterionSchema,
  /** Null: not applicable to this person's work. */
  scorePoints: z.int().min(1).max(5).nullable(),
  note: words(300).optional(),
});

/** What the reviewer says; sealed beside the log with the facts the kitchen PC fills in. */
export const reviewContentSchema = z.strictObject({
  scores: z.array(reviewScoreSchema).min(1).max(20),
  goals: z.array(words(200)).max(10),
  summary: words(1_000).optional(),
});

/** Answer: `{ reviewId, overallHundredthCount, band }`. */
export const submitReview = defineCommand({
  type: "submit-review",
  nature: "grant",
  permission: "people.review",
  faces: ["manager"],
  signatureCount: 1,
  body: z.strictObject({ reviewId: reviewIdSchema, content: reviewContentSchema }),
});

/** By the reviewed alone: at the console, or at a terminal with the number as the frame's lone signature (LAN32). */
export const acknowledgeReview = defineCommand({
  type: "acknowledge-review",
  nature: "grant",
  permission: "attendance.self",
  faces: ["manager", "attendance"],
  signatureCount: 1,
  isIdentifiedByScan: true,
  body: z.strictObject({ reviewId: reviewIdSchema }),
});

/** As `acknowledge-review`; the note is sealed. */
export const disputeReview = defineCommand({
  type: "dispute-review",
  nature: "grant",
  permission: "attendance.self",
  faces: ["manager", "attendance"],
  signatureCount: 1,
  isIdentifiedByScan: true,
  body: z.strictObject({ reviewId: reviewIdSchema, note: words(500) }),
});

export const closeReview = defineCommand({
  type: "close-review",
  nature: "grant",
  permission: "people.review",
  faces: ["manager"],
  body: z.strictObject({ reviewId: reviewIdSchema, outcome: reviewOutcomeSchema }),
});

export const reviewCommands = [startReview, submitReview, acknowledgeReview, disputeReview, closeReview] as const;
