import { HOUR_MS } from "#kernel/time.ts";
import type { ForecastMethod } from "./board.ts";

/** How long cooking takes, from this kitchen's own completed runs (DOMAIN.md §5, production time forecast). Free of zod. */

export interface PastRun {
  readonly portionCount: number;
  readonly durationMs: number;
}

export interface ForecastRules {
  /** The newest runs that count. */
  readonly historyCount: number;
  /** From this many runs of at least three sizes a line is drawn. */
  readonly lineMinCount: number;
  /** From this many runs their median counts. */
  readonly medianMinCount: number;
}

/** What history says about one recipe, whatever the size asked for. */
export interface ForecastModel {
  readonly method: ForecastMethod;
  readonly runCount: number;
  readonly errorMs: number | null;
  readonly predictMs: (portionCount: number) => number;
}

const LINE_SIZES_MIN_COUNT = 3;
const OUTLIER_MADS_COUNT = 3;
/** A line is not read further than half below the smallest and half above the largest size seen. */
const REACH_BELOW_SHARE = 0.5;
const REACH_ABOVE_SHARE = 1.5;

/** Builds the model of one recipe from its runs, newest first. Without enough of them the standard time stands. */
export function forecastModel(pastRuns: readonly PastRun[], standardMs: number, rules: ForecastRules): ForecastModel {
  const runs = withoutOutliers(pastRuns.slice(0, rules.historyCount), rules);
  const isLine = isLineDrawn(runs, rules);
  if (!isLine && runs.length < rules.medianMinCount) {
    return { method: "standard", runCount: runs.length, errorMs: null, predictMs: () => standardMs };
  }
  const fit = isLine ? theilSen : medianFit;
  const predictMs = fit(runs);
  return {
    method: isLine ? "theil-sen" : "median",
    runCount: runs.length,
    errorMs: Math.round(
      median(runs.map((run, index) => Math.abs(fit(runs.toSpliced(index, 1))(run.portionCount) - run.durationMs))),
    ),
    predictMs: (portionCount) => Math.round(predictMs(portionCount)),
  };
}

/**
 * Portioning: a pace of portions per millisecond, the median of the same kind of history. Below the least
 * number of batches the standard pace stands.
 */
export function paceModel(
  pastRuns: readonly PastRun[],
  standardPerHourCount: number,
  rules: ForecastRules,
): ForecastModel {
  const paces = pastRuns.slice(0, rules.historyCount).filter((run) => run.durationMs > 0 && run.portionCount > 0);
  const standardPerMs = standardPerHourCount / HOUR_MS;
  if (paces.length < rules.medianMinCount) {
    const predictMs = (portionCount: number) => Math.round(portionCount / standardPerMs);
    return { method: "standard", runCount: paces.length, errorMs: null, predictMs };
  }
  const perMs = (runs: readonly PastRun[]) => median(runs.map((run) => run.portionCount / run.durationMs));
  return {
    method: "median",
    runCount: paces.length,
    errorMs: Math.round(
      median(paces.map((run, index) => Math.abs(run.portionCount / perMs(paces.toSpliced(index, 1)) - run.durationMs))),
    ),
    predictMs: (portionCount) => Math.round(portionCount / perMs(paces)),
  };
}

function isLineDrawn(runs: readonly PastRun[], rules: ForecastRules): boolean {
  return runs.length >= rules.lineMinCount && new Set(runs.map((run) => run.portionCount)).size >= LINE_SIZES_MIN_COUNT;
}

/** Drops runs further than three median deviations from what the others say of their size. */
function withoutOutliers(runs: readonly PastRun[], rules: ForecastRules): readonly PastRun[] {
  if (runs.length < rules.medianMinCount) return runs;
  const predictMs = (isLineDrawn(runs, rules) ? theilSen : medianFit)(runs);
  const deviations = runs.map((run) => Math.abs(run.durationMs - predictMs(run.portionCount)));
  const mad = median(deviations);
  // Runs alike to the millisecond leave no measure of what is far.
  if (mad === 0) return runs;
  return runs.filter((_, index) => (deviations[index] ?? 0) <= OUTLIER_MADS_COUNT * mad);
}

type Fit = (runs: readonly PastRun[]) => (portionCount: number) => number;

const medianFit: Fit = (runs) => {
  const middleMs = median(runs.map((run) => run.durationMs));
  return () => middleMs;
};

/** duration = a + b·n with b the median slope of all pairs, never falling with size. */
const theilSen: Fit = (runs) => {
  const slopes: number[] = [];
  for (const [index, left] of runs.entries()) {
    for (const right of runs.slice(index + 1)) {
      const widthCount = right.portionCount - left.portionCount;
      if (widthCount !== 0) slopes.push((right.durationMs - left.durationMs) / widthCount);
    }
  }
  const slope = slopes.length === 0 ? 0 : Math.max(0, median(slopes));
  const offset = median(runs.map((run) => run.durationMs - slope * run.portionCount));
  const sizes = runs.map((run) => run.portionCount);
  const least = Math.min(...sizes) * REACH_BELOW_SHARE;
  const most = Math.max(...sizes) * REACH_ABOVE_SHARE;
  return (portionCount) => Math.max(0, offset + slope * Math.min(most, Math.max(least, portionCount)));
};

/** The middle value; of an even number the mean of the two in the middle. Zero of nothing is a bug of the caller. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new Error("assertion failed: a median of nothing");
  return (lower + upper) / 2;
}
