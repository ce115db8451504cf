/** How many catch-up pushes a node has Postgres work on at once, found by additive increase and multiplicative decrease. */
export interface CommitWindow {
  /** Whole pushes, never below the least. */
  size(): number;
  /** One push was committed after so long; `isBusy`: the window was full, so that its size is what was tried. */
  committed(latencyMs: number, isBusy: boolean): void;
  /** Postgres failed: as a commit far too slow. */
  failed(): void;
}

export interface CommitWindowOptions {
  readonly minCount: number;
  readonly maxCount: number;
  /** A commit slower than this means that Postgres has too much to do. */
  readonly targetMs: number;
}

/** TCP's halving is for a loss; a slow commit is a milder sign (Chiu and Jain 1989 ask only for a factor below 1). */
const DECREASE_FACTOR = 0.7;

/**
 * Pure but for its own state. Grows by one push for every full window committed in time, and shrinks once for a window's worth of
 * slow commits: those under way when it shrank say nothing about the new size.
 */
export function createCommitWindow({ minCount, maxCount, targetMs }: CommitWindowOptions): CommitWindow {
  let count = minCount;
  let ignoredCount = 0;
  const shrink = () => {
    if (ignoredCount > 0) {
      ignoredCount -= 1;
      return;
    }
    ignoredCount = Math.floor(count);
    count = Math.max(minCount, count * DECREASE_FACTOR);
  };
  return {
    size: () => Math.floor(count),
    committed: (latencyMs, isBusy) => {
      if (latencyMs > targetMs) return shrink();
      ignoredCount = Math.max(0, ignoredCount - 1);
      if (isBusy) count = Math.min(maxCount, count + 1 / Math.floor(count));
    },
    failed: shrink,
  };
}
