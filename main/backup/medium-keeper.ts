import { basename } from "node:path";
import type { MediumHealth } from "#contract/health.ts";
import type { Clock } from "#kernel/time.ts";
import { dataFolderAt } from "#main/store/data-folder.ts";
import type { StoreLog } from "#main/store/kitchen-store.ts";
import { runStoreJob } from "#main/store/store-job.ts";
import { readMedium, type MediumProblem } from "./medium-folder.ts";

/** The figures in force (`core/domains/site/settings.ts`). */
export interface MediumFigures {
  readonly everyMs: number;
  readonly keepCount: number;
  readonly oldAfterMs: number;
}

/** How the second medium is, as `/healthz` tells it; here with what may be wrong by name. */
export interface MediumStatus extends MediumHealth {
  readonly problem: MediumProblem | null;
}

/** Keeps copies on the medium chosen on this PC; does nothing while none is. */
export interface MediumKeeper {
  /** A copy when one is due, or at once when `isDayClosed`. Never throws but when aborted. */
  round(isDayClosed: boolean, signal?: AbortSignal): Promise<void>;
  /** Null while no medium is chosen. */
  status(): MediumStatus | null;
}

export function createMediumKeeper(deps: {
  readonly dataDir: string;
  readonly siteId: string;
  readonly version: string;
  readonly clock: Clock;
  readonly figures: () => MediumFigures;
  readonly log: StoreLog;
}): MediumKeeper {
  const { dataDir, siteId, version, clock, log } = deps;
  const data = dataFolderAt(dataDir);
  let problem: MediumProblem | null = null;
  let forMediumId = "";

  /** A medium newly chosen begins without the troubles of the one before. */
  function chosen() {
    const medium = readMedium(data);
    if (medium !== null && medium.mediumId !== forMediumId) {
      forMediumId = medium.mediumId;
      problem = null;
    }
    return medium;
  }

  return {
    round: async (isDayClosed, signal) => {
      const medium = chosen();
      if (medium === null) return;
      const { everyMs, keepCount } = deps.figures();
      const nowMs = clock.nowMs();
      const sinceMs = medium.lastGood === null ? null : nowMs - medium.lastGood.atMs;
      // A clock that went back makes a copy rather than wait for it to come forward again.
      const isDue = sinceMs === null || sinceMs < 0 || sinceMs >= everyMs || problem !== null;
      if (!isDue && !isDayClosed) return;
      try {
        const outcome = await runStoreJob({ kind: "medium", dataDir, siteId, version, nowMs, keepCount }, signal);
        problem = outcome.kind === "not-made" ? outcome.problem : null;
        if (outcome.kind === "made") log.info({ event: "medium-copy-made", headSeq: outcome.manifest.headSeq });
        if (outcome.kind === "not-made") log.warn({ event: "medium-copy-not-made", problem: outcome.problem });
      } catch (error) {
        if (signal?.aborted === true) throw error;
        problem = "medium-failed";
        log.error({ event: "medium-copy-failed", err: error });
      }
    },
    status: () => {
      const medium = chosen();
      if (medium === null) return null;
      const { everyMs, oldAfterMs } = deps.figures();
      const { lastGood, chosenAtMs } = medium;
      const countedFromMs = lastGood?.atMs ?? chosenAtMs;
      return {
        name: basename(medium.folder),
        lastGoodAtMs: lastGood?.atMs ?? null,
        lastGoodSeq: lastGood?.headSeq ?? null,
        nextAtMs: lastGood === null || problem !== null ? clock.nowMs() : lastGood.atMs + everyMs,
        isOld: clock.nowMs() - countedFromMs > oldAfterMs,
        problem,
      };
    },
  };
}
