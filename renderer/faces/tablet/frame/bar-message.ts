import type { LinkLevel } from "#renderer/client/link.ts";
import { OUTBOX_WARN_COUNT } from "#renderer/client/outbox.ts";

/** What lies behind the one message in the top bar. */
export interface BarSituation {
  readonly level: LinkLevel;
  readonly isConnected: boolean;
  readonly unsentCount: number;
  /** The oldest unsent record has waited longer than an answer usually takes. */
  readonly isWaitingLong: boolean;
  /** How much of the room the browser gives is taken; null where it does not say. */
  readonly storageShareBp: number | null;
  readonly rejectedCount: number;
  /** Records survive a reload. */
  readonly isDurable: boolean;
  /** Back after a cut, for some seconds: when, and how many records went out. */
  readonly back: { readonly atMs: number; readonly sentCount: number } | null;
  readonly isNewBuildWaiting: boolean;
  /** The page was served in a way browsers trust. */
  readonly isTrusted: boolean;
}

export type BarMessage =
  | { readonly kind: "not-durable" }
  | { readonly kind: "near-wifi"; readonly count: number }
  | { readonly kind: "queue"; readonly count: number }
  | { readonly kind: "cut" }
  | { readonly kind: "decide"; readonly count: number }
  | { readonly kind: "back"; readonly atMs: number; readonly sentCount: number }
  | { readonly kind: "new-build" }
  | { readonly kind: "basic" };

/** From here on the records on the tablet want to be sent before there is no room for the next (UX.md §3.3). */
const STORAGE_WARN_SHARE_BP = 9_000;

/** One condition at a time, the worst first (UX.md §4.2). */
export function barMessage(situation: BarSituation): BarMessage | null {
  const { unsentCount, level } = situation;
  if (!situation.isDurable && unsentCount > 0) return { kind: "not-durable" };
  const isStorageTight = (situation.storageShareBp ?? 0) >= STORAGE_WARN_SHARE_BP && unsentCount > 0;
  if (unsentCount > OUTBOX_WARN_COUNT || isStorageTight) return { kind: "near-wifi", count: unsentCount };
  if (unsentCount > 0 && (!situation.isConnected || situation.isWaitingLong))
    return { kind: "queue", count: unsentCount };
  if (level === "cut" || level === "hatched") return { kind: "cut" };
  if (situation.rejectedCount > 0) return { kind: "decide", count: situation.rejectedCount };
  if (situation.back !== null) return { kind: "back", ...situation.back };
  if (situation.isNewBuildWaiting) return { kind: "new-build" };
  return situation.isTrusted ? null : { kind: "basic" };
}
