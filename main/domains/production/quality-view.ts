import type { BatchFacts, DishRunFacts } from "#domains/production/facts.ts";
import type { DishRunProgress } from "#domains/production/progress.ts";
import { isCoreNeeded } from "#domains/production/rules.ts";
import {
  batchQuality,
  latestCoreReading,
  reworkDecided,
  storedSampleCount,
  tastingVerdicts,
} from "#main/domains/quality/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import type { BatchNow } from "./queries.ts";

export type SeenByQuality = Pick<BatchFacts, "quality" | "qualityChangedAtMs" | "dishRuns" | "sampleCount">;

/** What quality knows of a batch, limited to the cooking now running: what was measured before a rework does not count. */
export function seenByQuality(db: ReadableDb, batch: Pick<BatchNow, "plan" | "progress">): SeenByQuality {
  const { batchId } = batch.plan;
  const quality = batchQuality(db, batchId);
  const verdicts = tastingVerdicts(db, batchId);
  return {
    quality: quality.status,
    qualityChangedAtMs: quality.changedAtMs,
    sampleCount: storedSampleCount(db, batchId),
    dishRuns: batch.progress.dishRuns.map((run): DishRunFacts => {
      const planned = batch.plan.dishRuns.find((one) => one.dishRunId === run.dishRunId);
      const isHot = planned !== undefined && isCoreNeeded(planned.temperatureClass);
      const verdict = verdicts.find((one) => one.dishRunId === run.dishRunId);
      const isTastedSince = verdict !== undefined && run.cookedAtMs !== null && verdict.atMs >= run.cookedAtMs;
      return {
        dishRunId: run.dishRunId,
        core: isHot ? coreOf(db, run) : null,
        tasting: isTastedSince ? { verdict: verdict.verdict, atMs: verdict.atMs } : null,
        reworkDecidedSeq: run.status === "cooked" ? (reworkDecided(db, batchId, run.dishRunId)?.seq ?? null) : null,
      };
    }),
  };
}

function coreOf(db: ReadableDb, run: DishRunProgress): DishRunFacts["core"] {
  if (run.runStartedAtMs === null) return null;
  const reading = latestCoreReading(db, run.dishRunId, { sinceMs: run.runStartedAtMs });
  if (reading === null) return null;
  const { checkId, lowestC, limitC, isPass, atMs } = reading;
  return { checkId, lowestC, limitC, isPass, atMs };
}
