import { PAINT_HEARTBEAT_MS } from "#contract/paint-heartbeat.ts";

/** Why a page counts as lost, and the number a person reads out on the telephone (docs/operations.md). */
export const RECOVERY_CODES = {
  crashed: 11,
  "not-painting": 12,
  blank: 13,
  "not-loading": 14,
  unresponsive: 15,
  "service-failed": 17,
  "start-failed": 18,
} as const;
export type LossReason = keyof typeof RECOVERY_CODES;

/** A page just loaded must have painted by then. */
export const FIRST_PAINT_MAX_MS = 8_000;
/** UX.md §8: two missed heartbeats count as a crash; a little slack for a heartbeat on its way. */
export const HEARTBEAT_MISSED_MS = 2 * PAINT_HEARTBEAT_MS + 500;
/** How often the shell looks. When it looks later than twice this it was itself held up, and blames no page. */
export const LOOK_EVERY_MS = 500;

/** Watches one page by its heartbeats. All times are the monotonic clock's. */
export interface PaintWatch {
  readonly loading: (nowMs: number) => void;
  readonly heard: (nowMs: number, isBlank: boolean) => void;
  /** Nobody can see the page now: a parked or minimised window. */
  readonly pause: () => void;
  readonly resume: (nowMs: number) => void;
  /** What is wrong with the page, if anything; asked every `LOOK_EVERY_MS`. */
  readonly look: (nowMs: number) => "not-painting" | "blank" | null;
}

export function createPaintWatch(startMs: number): PaintWatch {
  let isPaused = false;
  let hasPainted = false;
  /** Since when it should have painted and did not. */
  let waitingSinceMs = startMs;
  let isBlank = false;
  let lookedAtMs = startMs;
  return {
    loading: (nowMs) => {
      hasPainted = false;
      isBlank = false;
      waitingSinceMs = nowMs;
    },
    heard: (nowMs, isNowBlank) => {
      isBlank = isNowBlank;
      if (isNowBlank) return;
      hasPainted = true;
      waitingSinceMs = nowMs;
    },
    pause: () => {
      isPaused = true;
    },
    resume: (nowMs) => {
      isPaused = false;
      waitingSinceMs = nowMs;
    },
    look: (nowMs) => {
      const wasHeldUp = nowMs - lookedAtMs > 2 * LOOK_EVERY_MS;
      lookedAtMs = nowMs;
      if (wasHeldUp) waitingSinceMs = nowMs;
      if (isPaused) return null;
      const allowedMs = hasPainted ? HEARTBEAT_MISSED_MS : FIRST_PAINT_MAX_MS;
      if (nowMs - waitingSinceMs <= allowedMs) return null;
      return isBlank ? "blank" : "not-painting";
    },
  };
}

/** A page is reloaded at most this often in the window; after that the app starts anew. */
export const PAGE_RELOADS_MAX_COUNT = 3;
export const PAGE_RELOADS_WINDOW_MS = 10 * 60_000;

/** Whether a lost page may be reloaded once more, given when it was reloaded before (monotonic ms). */
export function mayReloadPage(reloadedAtMs: readonly number[], nowMs: number): boolean {
  return reloadedAtMs.filter((atMs) => nowMs - atMs < PAGE_RELOADS_WINDOW_MS).length < PAGE_RELOADS_MAX_COUNT;
}

/** The app starts itself anew once in this long; a fault that is still there then is shown to a person. */
export const RELAUNCH_WINDOW_MS = 30 * 60_000;
/** The recovery page tries again by itself, ever later: at night nobody is there to tap. */
export const RETRY_DELAYS_MS = [30_000, 120_000, 300_000, 900_000] as const;

/** The relaunch gate's memory, kept on disk: wall-clock times, since it must survive the restart it guards. */
export interface RelaunchMemory {
  readonly relaunchedAtMs: number | null;
  /** Recovery pages shown since the last time all was well. */
  readonly recoveryCount: number;
}

export const NO_RELAUNCH: RelaunchMemory = { relaunchedAtMs: null, recoveryCount: 0 };

export type RecoveryStep =
  | { readonly kind: "relaunch"; readonly memory: RelaunchMemory }
  | { readonly kind: "recovery-page"; readonly retryInMs: number; readonly memory: RelaunchMemory };

/** After what reloading cannot heal: start anew once, then a page that waits. A clock set back opens no loop. */
export function decideRecovery(memory: RelaunchMemory, nowMs: number): RecoveryStep {
  const isRecent = memory.relaunchedAtMs !== null && nowMs < memory.relaunchedAtMs + RELAUNCH_WINDOW_MS;
  if (!isRecent && memory.recoveryCount === 0)
    return { kind: "relaunch", memory: { ...memory, relaunchedAtMs: nowMs } };
  const index = Math.min(memory.recoveryCount, RETRY_DELAYS_MS.length - 1);
  return {
    kind: "recovery-page",
    retryInMs: RETRY_DELAYS_MS[index] ?? RETRY_DELAYS_MS[0],
    memory: { ...memory, recoveryCount: memory.recoveryCount + 1 },
  };
}

/** Everything painted for this long: what went wrong before is over. */
export const WELL_AFTER_MS = 10 * 60_000;
