/** A token bucket's answer: taken, or how long until the next token. */
export type Taking = { readonly isTaken: true } | { readonly isTaken: false; readonly retryAfterMs: number };

/** Token buckets by key: `perSecondCount` refilled steadily up to `burstCount`. */
export interface RateLimiter {
  take(key: string): Taking;
  /** Keys held, for tests and metrics. */
  size(): number;
}

interface Bucket {
  tokenCount: number;
  filledAtMs: number;
}

/**
 * Creates a limiter on the monotonic clock. Keys are forgotten once full again, and when more than `keysMaxCount` are
 * held at once a new key is served from one shared bucket, so a flood of invented keys costs no memory and wins nothing.
 */
export function createRateLimiter(options: {
  readonly perSecondCount: number;
  readonly burstCount: number;
  readonly keysMaxCount: number;
  readonly monotonicMs: () => number;
}): RateLimiter {
  const { perSecondCount, burstCount, keysMaxCount, monotonicMs } = options;
  const buckets = new Map<string, Bucket>();
  const overflow: Bucket = { tokenCount: burstCount, filledAtMs: monotonicMs() };

  const fill = (bucket: Bucket, nowMs: number) => {
    bucket.tokenCount = Math.min(burstCount, bucket.tokenCount + ((nowMs - bucket.filledAtMs) * perSecondCount) / 1000);
    bucket.filledAtMs = nowMs;
  };
  const forgetFull = (nowMs: number) => {
    for (const [key, bucket] of buckets) {
      fill(bucket, nowMs);
      if (bucket.tokenCount >= burstCount) buckets.delete(key);
    }
  };
  const bucketOf = (key: string, nowMs: number) => {
    const known = buckets.get(key);
    if (known !== undefined) return known;
    if (buckets.size >= keysMaxCount) forgetFull(nowMs);
    if (buckets.size >= keysMaxCount) return overflow;
    const made: Bucket = { tokenCount: burstCount, filledAtMs: nowMs };
    buckets.set(key, made);
    return made;
  };

  return {
    size: () => buckets.size,
    take: (key) => {
      const nowMs = monotonicMs();
      const bucket = bucketOf(key, nowMs);
      fill(bucket, nowMs);
      if (bucket.tokenCount < 1) {
        return { isTaken: false, retryAfterMs: Math.ceil(((1 - bucket.tokenCount) * 1000) / perSecondCount) };
      }
      bucket.tokenCount -= 1;
      return { isTaken: true };
    },
  };
}
