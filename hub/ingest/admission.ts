/** Lets a bounded number of kitchens through the hello at once; the others are told when to come. */
export interface Admission {
  /** A way out to call when the hello was answered, or in how many ms to come again. */
  admit(): { readonly isIn: true; readonly leave: () => void } | { readonly isIn: false; readonly afterMs: number };
}

export interface AdmissionOptions {
  /** Hellos answered at once: each needs Postgres twice. */
  readonly concurrentMaxCount: number;
  /** Nobody is let in while this holds. */
  readonly isFull: () => boolean;
  /** Monotonic. */
  readonly nowMs: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

const AFTER_MIN_MS = 500;
const AFTER_MAX_MS = 60_000;
/** What one hello is taken to need before any was measured. */
const GREETING_FIRST_MS = 20;
const MEAN_WEIGHT = 0.1;

/**
 * Whoever is turned away comes within the time in which everybody turned away lately could be greeted, at a moment of its own in
 * it: the crowd comes back as a stream. Those turned away are forgotten as fast as they could have been greeted.
 */
export function createAdmission(options: AdmissionOptions): Admission {
  const { concurrentMaxCount, nowMs, random } = options;
  let inCount = 0;
  let meanMs = GREETING_FIRST_MS;
  let turnedAwayCount = 0;
  let countedAtMs = nowMs();
  const forget = () => {
    const passedMs = nowMs() - countedAtMs;
    countedAtMs += passedMs;
    turnedAwayCount = Math.max(0, turnedAwayCount - (passedMs * concurrentMaxCount) / meanMs);
  };
  return {
    admit: () => {
      forget();
      if (inCount >= concurrentMaxCount || options.isFull()) {
        turnedAwayCount += 1;
        const spreadMs = (turnedAwayCount * meanMs) / concurrentMaxCount;
        const withinMs = Math.min(AFTER_MAX_MS, Math.max(2 * AFTER_MIN_MS, 2 * spreadMs));
        return { isIn: false, afterMs: Math.round(AFTER_MIN_MS + random() * (withinMs - AFTER_MIN_MS)) };
      }
      inCount += 1;
      const beganAtMs = nowMs();
      let isOver = false;
      return {
        isIn: true,
        leave: () => {
          if (isOver) return;
          isOver = true;
          inCount -= 1;
          meanMs = Math.max(1, meanMs + MEAN_WEIGHT * (nowMs() - beganAtMs - meanMs));
        },
      };
    },
  };
}
