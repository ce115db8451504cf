/** Pass rates and whether they moved, honestly (DOMAIN.md §5). Pure, free of zod. */

export interface PassCounts {
  readonly checkedCount: number;
  readonly passedCount: number;
  /** Null when nothing was checked. */
  readonly passRateBp: number | null;
}

export function passCounts(checkedCount: number, passedCount: number): PassCounts {
  return {
    checkedCount,
    passedCount,
    passRateBp: checkedCount === 0 ? null : Math.round((passedCount * 10_000) / checkedCount),
  };
}

export type Trend = "up" | "down" | "stable" | "not-enough-data";

/** Standard errors a difference of two rates must exceed to be called a change. */
const TREND_STANDARD_ERRORS_COUNT = 2;

/** An arrow only where both windows hold enough checks and the rates differ by more than chance would make them. */
export function trendOf(recent: PassCounts, before: PassCounts, checkMinCount: number): Trend {
  if (recent.checkedCount < checkMinCount || before.checkedCount < checkMinCount) return "not-enough-data";
  const recentRate = recent.passedCount / recent.checkedCount;
  const beforeRate = before.passedCount / before.checkedCount;
  const pooled = (recent.passedCount + before.passedCount) / (recent.checkedCount + before.checkedCount);
  const standardError = Math.sqrt(pooled * (1 - pooled) * (1 / recent.checkedCount + 1 / before.checkedCount));
  if (Math.abs(recentRate - beforeRate) <= TREND_STANDARD_ERRORS_COUNT * standardError) return "stable";
  return recentRate > beforeRate ? "up" : "down";
}

/** The middle value, of an even number the mean of the two in the middle; null of none. One decimal. */
export function medianC(values: readonly number[]): number | null {
  const sorted = values.toSorted((left, right) => left - right);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : Math.round(((upper + lower) / 2) * 10) / 10;
}

/** How far a reading is on the good side of its limit, in °C with one decimal. */
export function marginC(reading: {
  readonly temperatureC: number;
  readonly limitC: number;
  readonly limitKind: "min" | "max";
}): number {
  const differenceC = reading.temperatureC - reading.limitC;
  return Math.round((reading.limitKind === "min" ? differenceC : -differenceC) * 10) / 10;
}
