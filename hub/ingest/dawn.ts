import { createAdmission, type Admission } from "./admission.ts";
import { createCommitWindow } from "./commit-window.ts";
import { createPushLanes, type PushLanes } from "./push-lanes.ts";

/** What keeps one node and its Postgres upright when every kitchen comes at once (decision 0035). */
export interface Dawn {
  readonly lanes: PushLanes;
  readonly admission: Admission;
  /** Catch-up pushes Postgres is given at once now. */
  windowCount(): number;
}

export interface DawnLimits {
  /** Hellos answered at once. */
  readonly greetingsMaxCount: number;
  /** Pushes waiting for their turn at which nobody else is greeted. */
  readonly waitingMaxCount: number;
}

/** Credits of a kitchen while the node has room. */
export const CREDITS_MAX_COUNT = 4;
const LIMITS: DawnLimits = { greetingsMaxCount: 8, waitingMaxCount: 200 };
/** A commit slower than this is one Postgres is late with (house rule: a fifth of what class A may take in all, H1). */
const COMMIT_TARGET_MS = 100;
/** Of a node's connections to Postgres this share serves pushes; the rest greets, reads streams and answers people. */
const PUSH_SHARE = 0.75;

export function createDawn(options: {
  readonly connectionsMaxCount: number;
  readonly limits?: Partial<DawnLimits> | undefined;
}): Dawn {
  const { greetingsMaxCount, waitingMaxCount } = { ...LIMITS, ...options.limits };
  const slotCount = Math.max(1, Math.floor(options.connectionsMaxCount * PUSH_SHARE));
  const window = createCommitWindow({
    minCount: Math.min(2, slotCount),
    maxCount: slotCount,
    targetMs: COMMIT_TARGET_MS,
  });
  const lanes = createPushLanes({ slotCount, window, creditsMaxCount: CREDITS_MAX_COUNT, waitingMaxCount });
  const admission = createAdmission({
    concurrentMaxCount: greetingsMaxCount,
    isFull: () => lanes.isFull(),
    nowMs: () => performance.now(),
    random: Math.random,
  });
  return { lanes, admission, windowCount: () => window.size() };
}
