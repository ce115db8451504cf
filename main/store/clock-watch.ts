import { DAY_MS, MINUTE_MS, type Clock } from "#kernel/time.ts";

/** An act further ahead of the kitchen PC's clock than this gets the PC's time (house rule; covers ordinary clock drift). */
export const OCCURRED_AHEAD_MAX_MS = 5 * MINUTE_MS;
/** An act older than this gets the PC's time: no device keeps its queue longer (house rule). */
export const OCCURRED_AGE_MAX_MS = 7 * DAY_MS;
/** Received this long after it happened, an act is marked a late entry (house rule). */
export const LATE_ENTRY_MIN_MS = 2 * MINUTE_MS;
/** The wall clock may drift this far from the monotonic clock between two looks before it counts as a jump (house rule). */
export const CLOCK_JUMP_MIN_MS = 2 * MINUTE_MS;
/** After a jump the clock is trusted again once it ran steadily for this long (house rule). */
export const CLOCK_SETTLE_MS = 10 * MINUTE_MS;
/** 2025-01-01 UTC. A clock before it was never set: no kitchen ran this program then. */
export const CLOCK_EARLIEST_MS = 1_735_689_600_000;

/** The times one command is decided with. */
export interface CommandTimes {
  readonly nowMs: number;
  readonly occurredAtMs: number;
  readonly isLateEntry: boolean;
  readonly isClockUntrusted: boolean;
  /** The sender's time was implausible and `occurredAtMs` is `nowMs`. */
  readonly isOccurredAtReplaced: boolean;
}

export interface ClockWatch {
  timesFor(occurredAtMs: number): CommandTimes;
  isUntrusted(): boolean;
  /** How far the wall clock last jumped, signed; 0 when it never did. */
  lastJumpMs(): number;
}

/**
 * Watches the wall clock against the monotonic one. `lastRecordedAtMs` is the newest time in the log: a clock that starts
 * behind it went back while the PC was off. `rate` is kitchen milliseconds per real one (a demo kitchen runs faster).
 */
export function createClockWatch(options: {
  readonly clock: Clock;
  readonly rate: number;
  readonly lastRecordedAtMs: number;
}): ClockWatch {
  const { clock, rate } = options;
  let wallMs = clock.nowMs();
  let monotonicMs = clock.monotonicMs();
  let jumpMs = 0;
  let jumpedAtMonotonicMs: number | null = null;
  if (wallMs < options.lastRecordedAtMs - CLOCK_JUMP_MIN_MS) noteJump(wallMs - options.lastRecordedAtMs);

  function noteJump(byMs: number): void {
    jumpMs = byMs;
    jumpedAtMonotonicMs = monotonicMs;
  }

  function look(): number {
    const nowMs = clock.nowMs();
    const nowMonotonicMs = clock.monotonicMs();
    const driftMs = nowMs - wallMs - (nowMonotonicMs - monotonicMs) * rate;
    wallMs = nowMs;
    monotonicMs = nowMonotonicMs;
    if (Math.abs(driftMs) > CLOCK_JUMP_MIN_MS) noteJump(driftMs);
    return nowMs;
  }

  function isUntrustedAt(nowMs: number): boolean {
    if (nowMs < CLOCK_EARLIEST_MS) return true;
    return jumpedAtMonotonicMs !== null && (monotonicMs - jumpedAtMonotonicMs) * rate < CLOCK_SETTLE_MS;
  }

  return {
    timesFor: (givenMs) => {
      const nowMs = look();
      const isClockUntrusted = isUntrustedAt(nowMs);
      const isPlausible = givenMs <= nowMs + OCCURRED_AHEAD_MAX_MS && givenMs >= nowMs - OCCURRED_AGE_MAX_MS;
      // A sound device's time is better evidence than a kitchen clock known to be wrong.
      const isKept = isPlausible || (isClockUntrusted && givenMs >= CLOCK_EARLIEST_MS);
      const occurredAtMs = isKept ? givenMs : nowMs;
      return {
        nowMs,
        occurredAtMs,
        isLateEntry: nowMs - occurredAtMs > LATE_ENTRY_MIN_MS,
        isClockUntrusted,
        isOccurredAtReplaced: !isKept,
      };
    },
    isUntrusted: () => isUntrustedAt(look()),
    lastJumpMs: () => jumpMs,
  };
}
