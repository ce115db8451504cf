import { setTimeout as waitFor } from "node:timers/promises";
import { DAY_MS, MINUTE_MS, type Clock } from "#kernel/time.ts";
import type { MediumKeeper, MediumStatus } from "#main/backup/medium-keeper.ts";
import type { Service } from "#main/service.ts";
import { listBackups, type BackupFile } from "./backup-files.ts";
import { dataFolderAt } from "./data-folder.ts";
import type { KitchenStore, StoreLog } from "./kitchen-store.ts";
import { markSuspect } from "./store-health.ts";
import { runStoreJob } from "./store-job.ts";

/** A verified copy this often while anything changes (issue 2, part 2). */
export const BACKUP_EVERY_MS = 15 * MINUTE_MS;
/** The first copy after a start: soon, so that a new kitchen is never long without one. */
export const BACKUP_FIRST_AFTER_MS = MINUTE_MS;
/** The whole store is checked this often while the program runs (house rule). */
export const VERIFY_EVERY_MS = DAY_MS;

/** How the kitchen is covered, for screens and metrics. */
export interface BackupStatus {
  readonly newest: BackupFile | null;
  /** Why the last attempt made no copy; null when it did. */
  readonly problem: "no-room" | "not-good" | "failed" | null;
  /** Null while no second medium is chosen. */
  readonly medium: MediumStatus | null;
  readonly lastVerify: { readonly atMs: number; readonly isGood: boolean } | null;
}

export interface BackupService extends Service {
  /** One round: a copy when anything changed, the whole check when it is due. */
  round(signal?: AbortSignal): Promise<void>;
  status(): BackupStatus;
}

interface BackupServiceDeps {
  readonly store: Pick<KitchenStore, "changeCount">;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: StoreLog;
  /** The file whose `readModelModules()` gives the domains for the whole check. */
  readonly modulesUrl: string | null;
  /** Copies on a second medium, and what tells that a day was closed; none where absent. */
  readonly second?: { readonly keeper: MediumKeeper; readonly onDayClosed: (listener: () => void) => () => void };
}

/** Makes copies of a running kitchen's store and checks the store itself, both in a worker thread. */
export function createBackupService(deps: BackupServiceDeps): BackupService {
  const { store, clock, log, dataDir } = deps;
  const folder = dataFolderAt(dataDir);
  let copiedAtChange = -1;
  let verifiedAtMonotonicMs = clock.monotonicMs();
  let problem: BackupStatus["problem"] = null;
  let isDayClosed = false;
  let lastVerify: BackupStatus["lastVerify"] = null;

  async function verify(signal: AbortSignal | undefined): Promise<void> {
    const { isGood, findings } = await runStoreJob({ kind: "verify", dataDir, modulesUrl: deps.modulesUrl }, signal);
    verifiedAtMonotonicMs = clock.monotonicMs();
    lastVerify = { atMs: clock.nowMs(), isGood };
    if (isGood) {
      log.info({ event: "store-verified" });
      return;
    }
    // The kitchen goes on tonight; the next start checks everything and recovers from a copy.
    markSuspect(folder, clock.nowMs());
    log.error({ event: "store-not-good", findings });
  }

  async function copy(signal: AbortSignal | undefined): Promise<void> {
    const change = store.changeCount();
    if (change === copiedAtChange) return;
    const outcome = await runStoreJob({ kind: "backup", dataDir, nowMs: clock.nowMs() }, signal);
    problem = outcome.kind === "made" ? null : outcome.kind;
    if (outcome.kind === "made") {
      copiedAtChange = change;
      log.info({ event: "backup-made", headSeq: outcome.backup.headSeq, sizeBytes: outcome.backup.sizeBytes });
    } else if (outcome.kind === "no-room") {
      log.error({ event: "backup-no-room", neededBytes: outcome.neededBytes });
    } else {
      log.error({ event: "backup-not-good", findings: outcome.findings });
      await verify(signal);
    }
  }

  async function round(signal?: AbortSignal): Promise<void> {
    // Taken before anything can fail: a round that fails is tried again in its own time, not at once.
    const isJustClosed = isDayClosed;
    isDayClosed = false;
    try {
      await copy(signal);
      await deps.second?.keeper.round(isJustClosed, signal);
      if (clock.monotonicMs() - verifiedAtMonotonicMs >= VERIFY_EVERY_MS) await verify(signal);
    } catch (error) {
      if (signal?.aborted === true) return;
      // A copy that failed must not end the kitchen; it is tried again next round and shown until then.
      problem = "failed";
      log.error({ event: "backup-failed", err: error });
    }
  }

  return {
    name: "backups",
    round,
    status: () => ({
      newest: listBackups(folder.backupsFolder)[0] ?? null,
      problem,
      medium: deps.second?.keeper.status() ?? null,
      lastVerify,
    }),
    run: async (signal) => {
      const closed = createBell(signal);
      const stop = deps.second?.onDayClosed(() => {
        isDayClosed = true;
        closed.ring();
      });
      await runRounds(signal, { round, wait: closed.wait, isHurried: () => isDayClosed });
      stop?.();
    },
  };
}

interface Rounds {
  readonly round: (signal: AbortSignal) => Promise<void>;
  readonly wait: (ms: number) => Promise<void>;
  readonly isHurried: () => boolean;
}

/** Rounds until the service ends: one soon after the start, then every quarter of an hour, and at once when one is wanted. */
async function runRounds(signal: AbortSignal, { round, wait, isHurried }: Rounds): Promise<void> {
  await wait(BACKUP_FIRST_AFTER_MS);
  while (!signal.aborted) {
    await round(signal);
    await wait(isHurried() ? 0 : BACKUP_EVERY_MS);
  }
}

/** A wait that a ring, or the end of the service, cuts short. */
function createBell(signal: AbortSignal): { readonly ring: () => void; readonly wait: (ms: number) => Promise<void> } {
  let rung = new AbortController();
  return {
    ring: () => {
      rung.abort();
    },
    wait: async (ms) => {
      // An abort is no error here: whoever waits looks at why.
      await waitFor(ms, undefined, { signal: AbortSignal.any([signal, rung.signal]), ref: false }).catch(
        () => undefined,
      );
      rung = new AbortController();
    },
  };
}
