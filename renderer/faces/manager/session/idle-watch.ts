import { MINUTE_MS, SECOND_MS } from "#kernel/time.ts";

/** `session.manager` of DOMAIN.md §8: a shared PC signs its person out after 15 idle minutes. */
export const IDLE_MAX_MS = 15 * MINUTE_MS;
/** The last minute is announced, so that nobody loses what they are typing. */
export const IDLE_WARN_MS = MINUTE_MS;
const TICK_MS = 5 * SECOND_MS;

export interface IdleWatchDeps {
  readonly monotonicMs: () => number;
  /** Calls back every `periodMs`; returns how to stop. */
  readonly every: (periodMs: number, callback: () => void) => () => void;
  readonly onWarn: (leftMs: number) => void;
  readonly onActive: () => void;
  readonly onIdle: () => void;
}

export interface IdleWatch {
  /** The person did something. */
  readonly touch: () => void;
  readonly stop: () => void;
}

/**
 * Measures how long nobody touched the console, by the monotonic clock: a PC that slept through the night signs out when it
 * wakes, since its timer fires late and the distance is what counts.
 */
export function createIdleWatch(deps: IdleWatchDeps): IdleWatch {
  let touchedAtMs = deps.monotonicMs();
  let isWarned = false;
  const stop = deps.every(TICK_MS, () => {
    const idleMs = deps.monotonicMs() - touchedAtMs;
    if (idleMs >= IDLE_MAX_MS) {
      stop();
      deps.onIdle();
      return;
    }
    if (idleMs < IDLE_MAX_MS - IDLE_WARN_MS) return;
    isWarned = true;
    deps.onWarn(IDLE_MAX_MS - idleMs);
  });
  return {
    touch: () => {
      touchedAtMs = deps.monotonicMs();
      if (!isWarned) return;
      isWarned = false;
      deps.onActive();
    },
    stop,
  };
}
