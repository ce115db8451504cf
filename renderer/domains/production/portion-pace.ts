import { MINUTE_MS } from "#kernel/time.ts";

/** Under this time or count a pace is chance: nothing is said. */
export const PACE_SPAN_MIN_MS = 2 * MINUTE_MS;
export const PACE_PORTIONS_MIN_COUNT = 10;

/** How fast trays are being filled, and when the rest will be. */
export interface PortionPace {
  readonly portionsPerMinuteCount: number;
  /** Null when all are filled. */
  readonly finishAtMs: number | null;
}

/** The pace since portioning began; null while there is too little to say. */
export function portionPace(options: {
  readonly startedAtMs: number | null;
  readonly nowMs: number;
  readonly filledCount: number;
  readonly targetCount: number;
}): PortionPace | null {
  const { startedAtMs, nowMs, filledCount, targetCount } = options;
  if (startedAtMs === null || filledCount < PACE_PORTIONS_MIN_COUNT) return null;
  const spanMs = nowMs - startedAtMs;
  if (spanMs < PACE_SPAN_MIN_MS) return null;
  const perMs = filledCount / spanMs;
  const remainingCount = targetCount - filledCount;
  return {
    portionsPerMinuteCount: Math.max(1, Math.round(perMs * MINUTE_MS)),
    finishAtMs: remainingCount <= 0 ? null : Math.round(nowMs + remainingCount / perMs),
  };
}
