import { TASTING_ATTRIBUTES, type TastingAttribute } from "#domains/quality/vocabulary.ts";

export type ScorePoints = 1 | 2 | 3 | 4 | 5;
export const SCORE_POINTS: readonly ScorePoints[] = [1, 2, 3, 4, 5];

/** The four scores of one dish as far as they are given. */
export type DishScoreDraft = Readonly<Partial<Record<TastingAttribute, ScorePoints>>>;

/** Drafts by dish run. */
export type ScoreDrafts = Readonly<Record<string, DishScoreDraft>>;

/** Whether a value kept on the device is such drafts. */
export function isScoreDrafts(value: unknown): value is ScoreDrafts {
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).every(
    (draft: unknown) =>
      typeof draft === "object" &&
      draft !== null &&
      Object.entries(draft).every(
        ([attribute, points]) =>
          TASTING_ATTRIBUTES.some((known) => known === attribute) && SCORE_POINTS.some((known) => known === points),
      ),
  );
}

/** What may be said of the dishes tasted so far. */
export type TastingReadiness =
  | { readonly kind: "incomplete"; readonly missingCount: number }
  /** At least one score is below the minimum: only “not safe” can be said. */
  | { readonly kind: "unsafe-only"; readonly dishRunIds: readonly string[] }
  | { readonly kind: "complete" };

/** Which verdicts the scores allow; `decide` judges by the same minimum. */
export function tastingReadiness(options: {
  readonly dishRunIds: readonly string[];
  readonly draftByDishRunId: ScoreDrafts;
  readonly scoresMinPoints: number;
}): TastingReadiness {
  const { dishRunIds, draftByDishRunId, scoresMinPoints } = options;
  const drafts = dishRunIds.map((dishRunId) => ({ dishRunId, draft: draftByDishRunId[dishRunId] ?? {} }));
  const missingCount = drafts.reduce((sum, { draft }) => sum + missingAttributes(draft).length, 0);
  if (missingCount > 0) return { kind: "incomplete", missingCount };
  const low = drafts.filter(({ draft }) =>
    TASTING_ATTRIBUTES.some((attribute) => (draft[attribute] ?? 0) < scoresMinPoints),
  );
  if (low.length > 0) return { kind: "unsafe-only", dishRunIds: low.map(({ dishRunId }) => dishRunId) };
  return { kind: "complete" };
}

/** The attributes of one dish still without a score. */
export function missingAttributes(draft: DishScoreDraft): readonly TastingAttribute[] {
  return TASTING_ATTRIBUTES.filter((attribute) => draft[attribute] === undefined);
}
