import type { TimeZone } from "#kernel/time.ts";
import type { ClientRuntime } from "./runtime.ts";

/** What the clock keeps on disk, so that a page started without the kitchen still shows the kitchen's time. */
export interface ClockMemory {
  readonly kitchenMs: number;
  readonly deviceMs: number;
  readonly clockRate: number;
  readonly timeZone: TimeZone;
}

/**
 * The kitchen PC's clock as this device knows it: the last `serverTimeMs` plus the monotonic time since, times
 * `clockRate` (1, except in a demo kitchen played faster). Screens compute every age, slack and countdown with it.
 */
export interface KitchenClock {
  readonly nowMs: () => number;
  readonly clockRate: () => number;
  /** Whether the kitchen has told its time since this page was loaded. */
  readonly isSynced: () => boolean;
  /** Takes one reading; `roundTripMs` is how long the question and its answer took together. */
  readonly sync: (reading: { readonly serverTimeMs: number; readonly roundTripMs: number }) => void;
  readonly setRate: (clockRate: number) => void;
  /** The kitchen time of an instant of the monotonic clock. */
  readonly timeAt: (monotonicMs: number) => number;
  readonly remember: (timeZone: TimeZone) => ClockMemory;
}

/** A reading is trusted over the running estimate when it is off by more than its own uncertainty plus this. */
const CLOCK_STEP_MIN_MS = 50;

export function createKitchenClock(runtime: ClientRuntime, memory: ClockMemory | null = null): KitchenClock {
  let clockRate = memory?.clockRate ?? 1;
  let baseMonotonicMs = runtime.monotonicMs();
  let baseMs = memory === null ? runtime.deviceTimeMs() : kitchenTimeFromMemory(memory, runtime.deviceTimeMs());
  let isSynced = false;

  const timeAt = (monotonicMs: number) => Math.floor(baseMs + (monotonicMs - baseMonotonicMs) * clockRate);
  const nowMs = () => timeAt(runtime.monotonicMs());
  const rebase = (kitchenMs: number) => {
    baseMonotonicMs = runtime.monotonicMs();
    baseMs = kitchenMs;
  };
  return {
    nowMs,
    timeAt,
    clockRate: () => clockRate,
    isSynced: () => isSynced,
    sync: ({ serverTimeMs, roundTripMs }) => {
      const halfwayMs = (roundTripMs / 2) * clockRate;
      const readingMs = serverTimeMs + halfwayMs;
      if (isSynced && Math.abs(readingMs - nowMs()) <= halfwayMs + CLOCK_STEP_MIN_MS * clockRate) return;
      isSynced = true;
      rebase(readingMs);
    },
    setRate: (rate) => {
      if (rate === clockRate) return;
      rebase(nowMs());
      clockRate = rate;
    },
    remember: (timeZone) => ({ kitchenMs: nowMs(), deviceMs: runtime.deviceTimeMs(), clockRate, timeZone }),
  };
}

function kitchenTimeFromMemory(memory: ClockMemory, deviceMs: number): number {
  return Math.floor(memory.kitchenMs + Math.max(0, deviceMs - memory.deviceMs) * memory.clockRate);
}
