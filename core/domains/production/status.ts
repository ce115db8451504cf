import { totalPortionCount, type PortionCounts } from "#kernel/quantity.ts";
import type { BatchProgress } from "./progress.ts";
import { isClockRunning } from "./rules.ts";
import type { TemperatureClass } from "#kernel/food-words.ts";
import type { BatchStatus } from "./vocabulary.ts";

/** What follows from a batch's progress alone: its status, how far it is, its clock (DOMAIN.md §4.8). Free of zod. */

export function batchStatus(progress: BatchProgress): BatchStatus {
  if (progress.cancelledAtMs !== null) return "cancelled";
  if (progress.completedAtMs !== null) return "completed";
  if (progress.portioningFinishedAtMs !== null) return "ready";
  if (progress.portioningStartedAtMs !== null) return "portioning";
  if (progress.dishRuns.every((run) => run.status === "cooked")) return "checking";
  if (progress.dishRuns.some((run) => run.status !== "waiting")) return "cooking";
  return progress.preparationStartedAtMs === null ? "planned" : "preparing";
}

/** Shares of the whole by stage: preparing to 10 %, cooking to 60 %, checking to 65 %, portioning and ready to 95 %. */
export function progressBp(
  progress: BatchProgress,
  plan: { readonly portionCounts: PortionCounts; readonly specialPackCount: number },
): number {
  switch (batchStatus(progress)) {
    case "planned":
    case "cancelled":
      return 0;
    case "preparing":
      return 500;
    case "cooking":
      return (
        1_000 +
        share(5_000, progress.dishRuns.filter((run) => run.status === "cooked").length, progress.dishRuns.length)
      );
    case "checking":
      return 6_000;
    case "portioning": {
      const doneCount = totalPortionCount(progress.portionedCounts) + progress.portionedSpecialPackCount;
      return 6_500 + share(3_000, doneCount, totalPortionCount(plan.portionCounts) + plan.specialPackCount);
    }
    case "ready":
      return 9_500;
    case "completed":
      return 10_000;
  }
}

function share(widthBp: number, doneCount: number, wholeCount: number): number {
  return wholeCount === 0 ? 0 : Math.min(widthBp, Math.floor((widthBp * doneCount) / wholeCount));
}

/** When the stage the batch is in began; null while it is planned or over. */
export function stageStartedAtMs(progress: BatchProgress): number | null {
  switch (batchStatus(progress)) {
    case "planned":
      return null;
    case "preparing":
      return progress.preparationStartedAtMs;
    case "cooking":
      return least(progress.dishRuns.map((run) => run.startedAtMs));
    case "checking":
      return cookedAtMs(progress);
    case "portioning":
      return progress.portioningStartedAtMs;
    case "ready":
      return progress.portioningFinishedAtMs;
    case "completed":
      return progress.completedAtMs;
    case "cancelled":
      return progress.cancelledAtMs;
  }
}

/** When the last dish was cooked; null while one is not. */
export function cookedAtMs(progress: BatchProgress): number | null {
  const times = progress.dishRuns.map((run) => run.cookedAtMs).filter((atMs) => atMs !== null);
  return times.length === progress.dishRuns.length ? Math.max(...times) : null;
}

export function startedAtMs(progress: BatchProgress): number | null {
  return least(progress.dishRuns.map((run) => run.startedAtMs));
}

/** A dish run as the clock sees it. */
export interface ClockRun {
  readonly temperatureClass: TemperatureClass;
  readonly clockAtMs: number | null;
  readonly holdMs: number;
  readonly clockHardMs: number;
}

/** The dishes of a batch as the clock sees them. */
export function clockRunsOf(
  planned: readonly { readonly dishRunId: string; readonly temperatureClass: TemperatureClass }[],
  progress: Pick<BatchProgress, "dishRuns">,
): readonly ClockRun[] {
  return planned.flatMap(({ dishRunId, temperatureClass }) => {
    const run = progress.dishRuns.find((one) => one.dishRunId === dishRunId);
    return run === undefined ? [] : [{ ...run, temperatureClass }];
  });
}

/** The earliest end of cooking of a hot or cold dish; a rework leaves it where it was. Null before there is one. */
export function clockStartAtMs(runs: readonly ClockRun[]): number | null {
  return least(runs.filter((run) => isClockRunning(run.temperatureClass)).map((run) => run.clockAtMs));
}

/**
 * Until when everything of the batch may be eaten: the least over its dishes of cooked + hold hours, and for hot and cold
 * food never past the hard limit after the clock started. Null until a dish is cooked.
 */
export function consumeByAtMs(runs: readonly ClockRun[]): number | null {
  const startAtMs = clockStartAtMs(runs);
  const holdEnds = runs.map((run) => (run.clockAtMs === null ? null : run.clockAtMs + run.holdMs));
  const hardEnds = runs.map((run) =>
    startAtMs === null || run.clockAtMs === null || !isClockRunning(run.temperatureClass)
      ? null
      : startAtMs + run.clockHardMs,
  );
  return least([...holdEnds, ...hardEnds]);
}

function least(times: readonly (number | null)[]): number | null {
  const known = times.filter((atMs) => atMs !== null);
  return known.length === 0 ? null : Math.min(...known);
}
