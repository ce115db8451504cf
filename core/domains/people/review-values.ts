import { z } from "zod";

// Faces import this file for its functions: schemas are marked pure so that a bundle without them carries no zod.

/** What a person must hold to do their work, and until when (DOMAIN.md §4.3). Its number stays on the paper. */
export const certificateKindSchema = /* @__PURE__ */ z.enum([
  "food-handler",
  "bnsp-cook",
  "health-check",
  "driving-licence",
]);
export type CertificateKind = z.infer<typeof certificateKindSchema>;

/** How near a certificate's end is: `ended`, then within `certificate.urgent-days`, within `certificate.warn-days`, beyond. */
export const certificateLevelSchema = /* @__PURE__ */ z.enum(["ended", "urgent", "soon", "in-force"]);
export type CertificateLevel = z.infer<typeof certificateLevelSchema>;

/** `leftDayCount`: days from today to the last day it is good for; that day itself (0) still counts as in force. */
export function certificateLevel(
  leftDayCount: number,
  setting: { readonly warnDayCount: number; readonly urgentDayCount: number },
): CertificateLevel {
  if (leftDayCount < 0) return "ended";
  if (leftDayCount <= setting.urgentDayCount) return "urgent";
  return leftDayCount <= setting.warnDayCount ? "soon" : "in-force";
}

/** What a review is about: the first weeks, or a span of ordinary work. */
export const reviewKindSchema = /* @__PURE__ */ z.enum(["probation", "monthly", "quarterly", "half-yearly"]);
export type ReviewKind = z.infer<typeof reviewKindSchema>;

export const reviewStateSchema = /* @__PURE__ */ z.enum(["draft", "submitted", "acknowledged", "disputed", "closed"]);
export type ReviewStatus = z.infer<typeof reviewStateSchema>;

/** What follows from a review. */
export const reviewOutcomeSchema = /* @__PURE__ */ z.enum(["stay", "training", "promotion", "transfer", "not-renewed"]);
export type ReviewOutcome = z.infer<typeof reviewOutcomeSchema>;

/** Criteria the screens have words for; which of them a kitchen uses is the setting `review.criteria`. */
export const REVIEW_CRITERIA = [
  "technical-skill",
  "communication",
  "teamwork",
  "leadership",
  "problem-solving",
  "time-keeping",
  "work-quality",
  "output",
  "initiative",
  "service",
] as const;
export const reviewCriterionSchema = /* @__PURE__ */ z.enum(REVIEW_CRITERIA);
export type ReviewCriterion = z.infer<typeof reviewCriterionSchema>;

export const reviewBandSchema = /* @__PURE__ */ z.enum([
  "outstanding",
  "above",
  "as-expected",
  "below",
  "unsatisfactory",
]);
export type ReviewBand = z.infer<typeof reviewBandSchema>;

/** The lowest overall of each band, in hundredths of a point; below all of them is `unsatisfactory`. */
export type BandFloors = Readonly<Record<Exclude<ReviewBand, "unsatisfactory">, number>>;

/** One criterion as it was judged; `scorePoints` null: not applicable to this person's work. */
export interface ReviewScore {
  readonly criterion: string;
  readonly scorePoints: number | null;
}

/** The mean of the scored criteria in hundredths, halves up (385 = 3,85); null when none was scored. */
export function overallHundredthCount(scores: readonly ReviewScore[]): number | null {
  const scored = scores.flatMap(({ scorePoints }) => (scorePoints === null ? [] : [scorePoints]));
  if (scored.length === 0) return null;
  const sumPoints = scored.reduce((sum, points) => sum + points, 0);
  // Whole numbers throughout: no fraction of a point is ever a floating one.
  return Math.floor((200 * sumPoints + scored.length) / (2 * scored.length));
}

export function bandOf(overall: number, floors: BandFloors): ReviewBand {
  if (overall >= floors.outstanding) return "outstanding";
  if (overall >= floors.above) return "above";
  if (overall >= floors["as-expected"]) return "as-expected";
  return overall >= floors.below ? "below" : "unsatisfactory";
}

/** Criteria still without a score or a mark that they do not apply, in the setting's order. */
export function missingCriteria(criteria: readonly string[], scores: readonly ReviewScore[]): readonly string[] {
  const judged = new Set(scores.map(({ criterion }) => criterion));
  return criteria.filter((criterion) => !judged.has(criterion));
}
