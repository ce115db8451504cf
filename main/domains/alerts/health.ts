import type { HealthInput } from "#domains/alerts/conditions.ts";
import type { Clock } from "#kernel/time.ts";

/** What the kitchen PC can tell of itself; a member that is absent raises nothing. */
export interface HealthSources {
  readonly siteId: () => string;
  readonly clock: Pick<Clock, "nowMs">;
  readonly isClockUntrusted?: () => boolean;
  /** The last attempt to copy a changed store made no copy. */
  readonly isBackupFailing?: () => boolean;
  /** Free share of the store's disk; null when it cannot be known. */
  readonly diskFreeBp?: () => number | null;
}

/** Reads the PC's health for the watcher, remembering since when each trouble has lasted. */
export function createHealthReader(sources: HealthSources): () => HealthInput {
  const untrustedSince = createSince(sources.clock);
  const failingSince = createSince(sources.clock);
  return () => {
    const diskFreeBp = sources.diskFreeBp?.() ?? null;
    return {
      siteId: sources.siteId(),
      clockUntrustedSinceMs: untrustedSince(sources.isClockUntrusted?.() ?? false),
      backupFailingSinceMs: failingSince(sources.isBackupFailing?.() ?? false),
      ...(diskFreeBp !== null && { diskFreeBp }),
    };
  };
}

/** Since when something has been so, as far as it was asked; a clock that goes back does not make it the future. */
function createSince(clock: Pick<Clock, "nowMs">): (isSo: boolean) => number | null {
  let sinceMs: number | null = null;
  return (isSo) => {
    const nowMs = clock.nowMs();
    sinceMs = isSo ? Math.min(sinceMs ?? nowMs, nowMs) : null;
    return sinceMs;
  };
}
