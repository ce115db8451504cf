import { z } from "zod";
import { defineQuery } from "#kernel/definition.ts";
import { reviewIdSchema, staffIdSchema } from "./ids.ts";
import {
  certificateKindSchema,
  certificateLevelSchema,
  reviewBandSchema,
  reviewKindSchema,
  reviewOutcomeSchema,
  reviewStateSchema,
} from "./review-values.ts";

/**
 * Certificates that end within a time from today, those already ended first; without `withinMs`, by `certificate.warn-days`.
 * With `staffId`, every certificate of that person however long it is good for.
 */
export const certificatesDueQuery = defineQuery({
  name: "certificates-due",
  params: z.strictObject({
    withinMs: z
      .int()
      .min(0)
      .max(366_000 * 86_400)
      .optional(),
    staffId: staffIdSchema.optional(),
  }),
  row: z.strictObject({
    /** `<staffId>/<kind>`. */
    key: z.string(),
    staffId: z.string(),
    name: z.string(),
    divisionCode: z.string(),
    kind: certificateKindSchema,
    validUntilDate: z.string(),
    /** Days from today's service date to its last day; negative once it ended. */
    leftDayCount: z.int(),
    level: certificateLevelSchema,
    recordedAtMs: z.int(),
  }),
  key: "key",
  permission: "people.view",
  faces: ["manager"],
});

const atMs = z.int().nullable();

const reviewRow = z.strictObject({
  reviewId: z.string(),
  staffId: z.string(),
  staffCode: z.string(),
  name: z.string(),
  divisionCode: z.string(),
  reviewKind: reviewKindSchema,
  fromDate: z.string(),
  toDate: z.string(),
  state: reviewStateSchema,
  reviewerStaffId: z.string().nullable(),
  reviewerName: z.string(),
  startedAtMs: z.int(),
  submittedAtMs: atMs,
  /** When the reviewed acknowledged or disputed it. */
  answeredAtMs: atMs,
  closedAtMs: atMs,
  outcome: reviewOutcomeSchema.nullable(),
  /** 385 = 3,85; null before it is submitted, or once the person was erased. */
  overallHundredthCount: z.int().nullable(),
  band: reviewBandSchema.nullable(),
});

const reviewInFullRow = reviewRow.extend({
  scores: z.array(
    z.strictObject({ criterion: z.string(), scorePoints: z.int().nullable(), note: z.string().nullable() }),
  ),
  goals: z.array(z.string()),
  summary: z.string().nullable(),
  /**
   * Filled from attendance and the batches, not typed: as of the submission, of a draft (in `review`) as of now. Null
   * members: nothing was rostered, so there is no data.
   */
  facts: z
    .strictObject({
      attendanceBp: z.int().nullable(),
      lateCount: z.int().nullable(),
      absentCount: z.int().nullable(),
      taskCount: z.int(),
    })
    .nullable(),
  disputeNote: z.string().nullable(),
});
export type ReviewInFullRow = z.infer<typeof reviewInFullRow>;

/** Orang › Penilaian: newest first. A division lead sees the own division. */
export const reviewsQuery = defineQuery({
  name: "reviews",
  params: z.strictObject({ staffId: staffIdSchema.optional() }),
  row: reviewRow,
  key: "reviewId",
  permission: "people.review",
  faces: ["manager"],
});

/** One review in full; at most one row. */
export const reviewQuery = defineQuery({
  name: "review",
  params: z.strictObject({ reviewId: reviewIdSchema }),
  row: reviewInFullRow,
  key: "reviewId",
  limit: 1,
  permission: "people.review",
  faces: ["manager"],
});

/** What was said about oneself, once submitted; nobody else's. At a terminal after the own number, for its short session. */
export const myReviewsQuery = defineQuery({
  name: "my-reviews",
  params: z.strictObject({ staffId: staffIdSchema }),
  row: reviewInFullRow,
  key: "reviewId",
  limit: 50,
  permission: "attendance.self",
  faces: ["manager", "attendance"],
});

/** The criteria a review is written by now, with the floors of the bands. One row. */
export const reviewFormQuery = defineQuery({
  name: "review-form",
  params: z.strictObject({}),
  row: z.strictObject({
    key: z.literal("form"),
    criteria: z.array(z.string()),
    /** From the best band down, each with its lowest overall; what lies below all of them is `unsatisfactory`. */
    bands: z.array(z.strictObject({ band: reviewBandSchema, fromHundredthCount: z.int() })),
  }),
  key: "key",
  limit: 1,
  permission: "people.review",
  faces: ["manager"],
});

export const reviewQueries = [
  certificatesDueQuery,
  reviewsQuery,
  reviewQuery,
  myReviewsQuery,
  reviewFormQuery,
] as const;
