import type { HealthInput } from "#domains/alerts/conditions.ts";
import type { Clock } from "#kernel/time.ts";

/** What the kitchen PC can tell of itself; a member that is absent raises nothing. */
export interface HealthSources {
  readonly siteId: () => string;
  readonly clock: Pick<Clock, "nowMs">;
  readonly isClockUntrusted?: () => boolean;
  /** When the newest verified backup was made; null before the first of this life. */
  readonly lastBackupAtMs?: () => number | null;
  /** Free share of the store's disk; null when it cannot be known. */
  readonly diskFreeBp?: () => number | null;
}

/** Reads the PC's health for the watcher, remembering since when the clock has not been trusted. */
export function createHealthReader(sources: HealthSources): () => HealthInput {
  let untrustedSinceMs: number | null = null;
  return () => {
    const isUntrusted = sources.isClockUntrusted?.() ?? false;
    if (!isUntrusted) untrustedSinceMs = null;
    // A clock that jumps back must not make the time since negative.
    else untrustedSinceMs = Math.min(untrustedSinceMs ?? sources.clock.nowMs(), sources.clock.nowMs());
    const diskFreeBp = sources.diskFreeBp?.() ?? null;
    const lastBackupAtMs = sources.lastBackupAtMs?.() ?? null;
    return {
      siteId: sources.siteId(),
      clockUntrustedSinceMs: untrustedSinceMs,
      lastBackupAtMs,
      ...(diskFreeBp !== null && { diskFreeBp }),
    };
  };
}
