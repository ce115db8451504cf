import { totalPortionCount, type PortionCounts } from "#kernel/quantity.ts";
import { DAY_MS, HOUR_MS } from "#kernel/time.ts";
import type { BatchId } from "./ids.ts";
import type { PlannedDishRun, PlannedPoint } from "./plan.ts";
import type { ProductionRejection } from "./rejections.ts";
import { isFloorApplied } from "./rules.ts";
import type { BatchStatus, Wave } from "./vocabulary.ts";

/** What makes a day's plan impossible; asked by `decide`, by the file check and by the manager's form. Free of zod. */

/** Preparation may begin this long before the service day opens (house rule). */
export const PREPARATION_BEFORE_DAY_MAX_MS = DAY_MS;
/** Food of a service day leaves at the latest this long after the day opened: 03:00 of the next (house rule). */
export const DEPARTURE_AFTER_DAY_START_MAX_MS = 36 * HOUR_MS;

/** Batches one service day may hold, cancelled ones included (house rule; a kitchen cooks four to ten). */
export const DAY_BATCHES_MAX_COUNT = 60;

/** One batch as it is planned, before the kitchen PC gives it a code. */
export interface PlannedBatch {
  readonly batchId: BatchId;
  readonly wave: Wave;
  readonly label: string;
  readonly plannedPreparationAtMs: number;
  readonly portionCounts: PortionCounts;
  readonly specialPackCount: number;
  readonly points: PlannedPoint[];
  readonly dishRuns: PlannedDishRun[];
}

export interface PlanRulesDay {
  /** When the service day begins, the evening before. */
  readonly startsAtMs: number;
  readonly cookFloorAtMs: number;
}

/** A batch of the day as it stands. */
export interface StandingBatch {
  readonly batchId: string;
  readonly batchCode: string;
  readonly status: BatchStatus;
  readonly wave: Wave;
  readonly portionCount: number;
  readonly points: readonly { readonly pointId: string; readonly pointCode: string }[];
}

export interface PlanRulesOptions {
  readonly day: PlanRulesDay;
  readonly plan: { readonly capacity: { readonly value: number }; readonly dayBatches: readonly StandingBatch[] };
  /** A reason was given for planning more than the kitchen's class allows. */
  readonly isOverAllowed: boolean;
}

/** The first reason these batches, beside the others of the day, cannot be; null when they can. */
export function whyDayPlanImpossible(
  batches: readonly PlannedBatch[],
  options: PlanRulesOptions,
): ProductionRejection | null {
  for (const batch of batches) {
    const why = whyTimesImpossible(batch, options.day) ?? whyPortionsImpossible(batch);
    if (why !== null) return why;
  }
  return whyPointTwice(batches, options.plan.dayBatches) ?? whyOverCapacity(batches, options);
}

/** Portions of a batch with its special packs, which are counted apart. */
export function batchPortionCount(batch: Pick<PlannedBatch, "portionCounts" | "specialPackCount">): number {
  return totalPortionCount(batch.portionCounts) + batch.specialPackCount;
}

export function whyTimesImpossible(batch: PlannedBatch, day: PlanRulesDay): ProductionRejection | null {
  const earliestMs = day.startsAtMs - PREPARATION_BEFORE_DAY_MAX_MS;
  const latestMs = day.startsAtMs + DEPARTURE_AFTER_DAY_START_MAX_MS;
  const firstStartMs = Math.min(...batch.dishRuns.map((run) => run.plannedStartAtMs));
  const lastFinishMs = Math.max(...batch.dishRuns.map((run) => run.plannedFinishAtMs));
  if (batch.plannedPreparationAtMs < earliestMs || batch.plannedPreparationAtMs > firstStartMs) {
    return { code: "times-impossible", field: "plannedPreparationAtMs", id: batch.batchId };
  }
  for (const run of batch.dishRuns) {
    if (run.plannedFinishAtMs <= run.plannedStartAtMs) {
      return { code: "times-impossible", field: "plannedFinishAtMs", id: run.dishRunId };
    }
    if (isFloorApplied(run.temperatureClass) && run.plannedStartAtMs < day.cookFloorAtMs) {
      return { code: "too-early-to-cook", earliestAtMs: day.cookFloorAtMs };
    }
  }
  const bad = batch.points.find((point) => point.departureAtMs < lastFinishMs || point.departureAtMs > latestMs);
  return bad === undefined ? null : { code: "times-impossible", field: "departureAtMs", id: bad.pointId };
}

/** The points of a batch may not take more of any size than it makes. */
export function whyPortionsImpossible(batch: PlannedBatch): ProductionRejection | null {
  if (batchPortionCount(batch) === 0) {
    return { code: "out-of-range", field: "portionCounts", min: 1, max: 100_000 };
  }
  const idle = batch.dishRuns.find((run) => totalPortionCount(run.portionCounts) === 0);
  if (idle !== undefined) return { code: "out-of-range", field: "dishRuns.portionCounts", min: 1, max: 100_000 };
  const pairs = [
    ...(["smallCount", "largeCount", "toddlerCount", "maternalCount"] as const).map((size) => ({
      plannedCount: batch.portionCounts[size],
      pointsCount: sum(batch.points.map((point) => point.portionCounts[size])),
    })),
    { plannedCount: batch.specialPackCount, pointsCount: sum(batch.points.map((point) => point.specialPackCount)) },
  ];
  const over = pairs.find((pair) => pair.pointsCount > pair.plannedCount);
  return over === undefined ? null : { code: "points-exceed-portions", ...over };
}

/** A point is fed by one batch of a wave. */
export function whyPointTwice(
  batches: readonly PlannedBatch[],
  dayBatches: readonly StandingBatch[],
): ProductionRejection | null {
  const named = new Set<string>(batches.map((batch) => batch.batchId));
  const others = dayBatches.filter((batch) => !named.has(batch.batchId) && batch.status !== "cancelled");
  const seen: StandingPoint[] = others.flatMap((batch) =>
    batch.points.map((point) => ({ ...point, wave: batch.wave, batchCode: batch.batchCode })),
  );
  for (const batch of batches) {
    for (const point of batch.points) {
      const other = seen.find(
        (one) => one.wave === batch.wave && (one.pointId === point.pointId || one.pointCode === point.pointCode),
      );
      if (other !== undefined) {
        return { code: "point-already-planned", pointCode: point.pointCode, batchCode: other.batchCode };
      }
      seen.push({ pointId: point.pointId, pointCode: point.pointCode, wave: batch.wave, batchCode: null });
    }
  }
  return null;
}

interface StandingPoint {
  readonly pointId: string;
  readonly pointCode: string;
  readonly wave: Wave;
  readonly batchCode: string | null;
}

/** The day's portions against the kitchen's capacity class. */
export function whyOverCapacity(
  batches: readonly PlannedBatch[],
  options: Pick<PlanRulesOptions, "plan" | "isOverAllowed">,
): ProductionRejection | null {
  if (options.isOverAllowed) return null;
  const named = new Set<string>(batches.map((batch) => batch.batchId));
  const othersCount = sum(
    options.plan.dayBatches
      .filter((batch) => !named.has(batch.batchId) && batch.status !== "cancelled")
      .map((batch) => batch.portionCount),
  );
  const plannedCount = othersCount + sum(batches.map(batchPortionCount));
  const maxCount = options.plan.capacity.value;
  return plannedCount > maxCount ? { code: "over-capacity", maxCount, plannedCount } : null;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
