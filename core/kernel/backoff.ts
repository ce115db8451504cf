/** Bounds of a retry schedule. */
export interface BackoffBounds {
  readonly firstMs: number;
  readonly maxMs: number;
}

/** Full jitter (Amazon Architecture Blog, "Exponential Backoff And Jitter"): uniform in [firstMs, min(max, first·2^attempt)]. */
export function fullJitterDelayMs(attemptCount: number, bounds: BackoffBounds, random: () => number): number {
  const ceilingMs = Math.min(bounds.maxMs, bounds.firstMs * 2 ** Math.min(attemptCount, 30));
  return Math.round(bounds.firstMs + random() * Math.max(0, ceilingMs - bounds.firstMs));
}
