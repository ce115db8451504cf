import type { BatchFacts } from "./facts.ts";
import type { StageBatch, StageDishRun } from "./rules.ts";
import type { BatchPlan } from "./state.ts";
import type { BatchProgress, DishRunProgress } from "./progress.ts";
import type { PlannedDishRun } from "./plan.ts";
import { batchStatus } from "./status.ts";

/** The part of the facts that the stage rules look at. */
export type StageFacts = Pick<BatchFacts, "quality" | "dishRuns">;

/** A batch as the stage rules see it: its plan and progress, with what quality says. Board rows are built the same way. */
export function stageBatchOf(plan: BatchPlan, progress: BatchProgress, facts: StageFacts): StageBatch {
  return {
    status: batchStatus(progress),
    quality: facts.quality,
    specialPackCount: plan.specialPackCount,
    portionedCounts: progress.portionedCounts,
    portionedSpecialPackCount: progress.portionedSpecialPackCount,
    wasteMassG: enteredWasteG(progress),
    dishRuns: plan.dishRuns.flatMap((planned) => {
      const run = progress.dishRuns.find((one) => one.dishRunId === planned.dishRunId);
      return run === undefined ? [] : [stageDishRunOf(planned, run, facts)];
    }),
    staff: progress.tasks,
  };
}

/** Waste as entered: recorded, or declared none at completion; null while nobody said anything. */
export function enteredWasteG(progress: BatchProgress): number | null {
  return progress.wasteMassG ?? (progress.isWasteFree ? 0 : null);
}

function stageDishRunOf(planned: PlannedDishRun, run: DishRunProgress, facts: StageFacts): StageDishRun {
  const seen = facts.dishRuns.find((one) => one.dishRunId === run.dishRunId);
  return {
    dishRunId: run.dishRunId,
    status: run.status,
    temperatureClass: planned.temperatureClass,
    plannedStartAtMs: planned.plannedStartAtMs,
    lastCoreC: seen?.core?.lowestC ?? null,
    lastCoreLimitC: seen?.core?.limitC ?? null,
    lastCoreIsPass: seen?.core?.isPass ?? null,
    tasting: seen?.tasting?.verdict ?? null,
    isReworkDecided: (seen?.reworkDecidedSeq ?? 0) > run.runStartedSeq,
  };
}
