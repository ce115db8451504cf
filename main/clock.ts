import type { Clock } from "#kernel/time.ts";

/** The machine's own clock. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};

/** A demo kitchen's clock: starts at `startMs` and runs `rate` kitchen milliseconds per real millisecond. */
export function createScaledClock(options: {
  readonly startMs: number;
  readonly rate: number;
  readonly base: Clock;
}): Clock {
  const beganMs = options.base.monotonicMs();
  const elapsedMs = () => (options.base.monotonicMs() - beganMs) * options.rate;
  return {
    nowMs: () => Math.floor(options.startMs + elapsedMs()),
    monotonicMs: () => options.base.monotonicMs(),
  };
}
