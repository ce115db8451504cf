import {
  bandOf,
  missingCriteria,
  overallHundredthCount,
  type ReviewBand,
  type ReviewCriterion,
  type ReviewKind,
} from "#domains/people/review-values.ts";
import type { ReviewInFullRow } from "#domains/people/review-queries.ts";
import { addDays } from "#kernel/time.ts";

/** What a reviewer has entered so far; a criterion not in `scores` is not judged yet, null does not apply. */
export interface ReviewDraft {
  readonly scores: Readonly<Record<string, number | null>>;
  readonly notes: Readonly<Record<string, string>>;
  readonly goals: readonly string[];
  readonly summary: string;
}

export const EMPTY_DRAFT: ReviewDraft = { scores: {}, notes: {}, goals: [""], summary: "" };
/** As the command takes them. */
export const GOALS_MAX_COUNT = 10;
export const NOTE_MAX_COUNT = 300;
export const GOAL_MAX_COUNT = 200;
export const SUMMARY_MAX_COUNT = 1_000;
export const POINTS = [1, 2, 3, 4, 5] as const;

export interface ReviewForm {
  readonly criteria: readonly string[];
  readonly bands: ReadonlyArray<{ readonly band: ReviewBand; readonly fromHundredthCount: number }>;
}

/** What the kitchen would make of the draft now; `missingCount` criteria must still be judged before it can be sent. */
export function draftStanding(
  draft: ReviewDraft,
  form: ReviewForm,
): { readonly missingCount: number; readonly overall: number | null; readonly band: ReviewBand | null } {
  const scores = scoresOf(draft, form);
  const overall = overallHundredthCount(scores);
  const floors = Object.fromEntries(form.bands.map(({ band, fromHundredthCount }) => [band, fromHundredthCount]));
  return {
    missingCount: missingCriteria(form.criteria, scores).length,
    overall,
    // A band the kitchen's answer does not name is never reached.
    band: overall === null ? null : bandOf(overall, { ...UNREACHED, ...floors }),
  };
}

const UNREACHED = { outstanding: Infinity, above: Infinity, "as-expected": Infinity, below: Infinity };

function scoresOf(draft: ReviewDraft, { criteria }: ReviewForm) {
  return criteria.flatMap((criterion) => {
    const scorePoints = draft.scores[criterion];
    // A criterion this build has no word for is the kitchen's own all the same.
    return scorePoints === undefined ? [] : [{ criterion: criterion as ReviewCriterion, scorePoints }];
  });
}

/** The body's content: notes and goals that are empty are left out. */
export function contentOf(draft: ReviewDraft, form: ReviewForm) {
  const summary = draft.summary.trim();
  return {
    scores: scoresOf(draft, form).map((score) => {
      const note = draft.notes[score.criterion]?.trim() ?? "";
      return { ...score, ...(note === "" ? {} : { note }) };
    }),
    goals: draft.goals.map((goal) => goal.trim()).filter((goal) => goal !== ""),
    ...(summary === "" ? {} : { summary }),
  };
}

/** The last whole months a kind looks at; a probation has its own first and last day, so nothing is proposed. */
export function proposedSpan(kind: ReviewKind, today: string): { readonly fromDate: string; readonly toDate: string } {
  if (kind === "probation") return { fromDate: "", toDate: "" };
  const monthCount = { monthly: 1, quarterly: 3, "half-yearly": 6 }[kind];
  const firstOfMonth = `${today.slice(0, 7)}-01`;
  return { fromDate: monthsBefore(firstOfMonth, monthCount), toDate: addDays(firstOfMonth, -1) };
}

function monthsBefore(firstOfMonth: string, monthCount: number): string {
  const monthIndex = Number(firstOfMonth.slice(0, 4)) * 12 + Number(firstOfMonth.slice(5, 7)) - 1 - monthCount;
  const month = String((monthIndex % 12) + 1).padStart(2, "0");
  return `${Math.floor(monthIndex / 12)}-${month}-01`;
}

/** Months the reviews of a list end in, newest first. */
export function monthsOf(rows: ReadonlyArray<Pick<ReviewInFullRow, "toDate">>): readonly string[] {
  return [...new Set(rows.map(({ toDate }) => toDate.slice(0, 7)))].toSorted().toReversed();
}

/** Drafts by review and reviewer: in memory only, so that a look at another page loses nothing and the disk holds nothing. */
const drafts = new Map<string, ReviewDraft>();

export function keptDraft(key: { readonly reviewId: string; readonly staffId: string }): ReviewDraft {
  return drafts.get(`${key.reviewId}/${key.staffId}`) ?? EMPTY_DRAFT;
}

export function keepDraft(
  key: { readonly reviewId: string; readonly staffId: string },
  draft: ReviewDraft | null,
): void {
  const name = `${key.reviewId}/${key.staffId}`;
  if (draft === null) drafts.delete(name);
  else drafts.set(name, draft);
}
