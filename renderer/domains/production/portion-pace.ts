import { MINUTE_MS } from "#kernel/time.ts";
import { portionPacePerMs, remainingPortionCount, type TimingBatch } from "#domains/production/timing.ts";

/** How fast trays are being filled, and when the rest will be: “42/mnt, selesai 05:38”. */
export interface PortionPace {
  readonly portionsPerMinuteCount: number;
  /** Null when all are filled. */
  readonly finishAtMs: number | null;
}

/** The pace since portioning began; null while there is too little to say. */
export function portionPace(batch: TimingBatch, nowMs: number): PortionPace | null {
  const perMs = portionPacePerMs(batch, nowMs);
  if (perMs === null) return null;
  const remainingCount = remainingPortionCount(batch);
  return {
    portionsPerMinuteCount: Math.max(1, Math.round(perMs * MINUTE_MS)),
    finishAtMs: remainingCount === 0 ? null : Math.round(nowMs + remainingCount / perMs),
  };
}
