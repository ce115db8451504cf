import type { RevealAnswer } from "#contract/pairing.ts";
import { MINUTE_MS, type Clock } from "#kernel/time.ts";

/** How long a secret waits to be shown. */
export const REVEAL_KEPT_MS = 5 * MINUTE_MS;
/** Secrets waiting at once; the oldest gives way, since whoever asked for it has long gone on. */
const REVEALS_MAX_COUNT = 256;

/** Secrets to be shown once, in memory only: a restart forgets them, and a new one is made. */
export interface RevealStore {
  /** Keeps a secret for a device, or for administration at the machine (`null`); gives the id to ask with. */
  readonly keep: (secret: RevealAnswer, forDeviceId: string | null) => string;
  /** Gives a secret once, to the one it was kept for. */
  readonly take: (revealId: string, forDeviceId: string | null) => RevealAnswer | null;
}

export function createRevealStore(deps: {
  readonly clock: Pick<Clock, "monotonicMs">;
  readonly makeSecret: () => string;
}): RevealStore {
  const keptById = new Map<
    string,
    { readonly secret: RevealAnswer; readonly forDeviceId: string | null; readonly atMs: number }
  >();

  function forgetOld(nowMs: number): void {
    for (const [revealId, kept] of keptById) {
      if (nowMs - kept.atMs >= REVEAL_KEPT_MS || keptById.size > REVEALS_MAX_COUNT) keptById.delete(revealId);
    }
  }

  return {
    keep: (secret, forDeviceId) => {
      const revealId = deps.makeSecret();
      const atMs = deps.clock.monotonicMs();
      keptById.set(revealId, { secret, forDeviceId, atMs });
      forgetOld(atMs);
      return revealId;
    },
    take: (revealId, forDeviceId) => {
      forgetOld(deps.clock.monotonicMs());
      const kept = keptById.get(revealId);
      if (kept === undefined || kept.forDeviceId !== forDeviceId) return null;
      keptById.delete(revealId);
      return kept.secret;
    },
  };
}
