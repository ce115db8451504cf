import type { BackupHealth, Health, HubHealth, MediumHealth } from "#contract/health.ts";

/** What `GET /healthz` said, read with care: it comes from another release as well. */
export interface KitchenHealth extends Omit<Health, "ok"> {
  readonly isOk: boolean;
}

/** How long a hub may be silent before the console says so: a day, a week (UX.md §4.1). */
export const HUB_AWAY_AFTER_MS = 24 * 60 * 60 * 1000;
export const HUB_LOST_AFTER_MS = 7 * HUB_AWAY_AFTER_MS;

export type HubSignal = "not-joined" | "connected" | "late" | "away" | "lost" | "refused";

/** What a hub's state and silence come to: nothing to say, waiting, more than a day, more than a week, or a person must decide. */
export function hubSignal(hub: HubHealth, nowMs: number): HubSignal {
  if (hub.state === "not-joined" || hub.state === "refused") return hub.state;
  const silentMs = hub.state === "connected" ? 0 : nowMs - (hub.lastContactAtMs ?? nowMs);
  if (silentMs > HUB_LOST_AFTER_MS) return "lost";
  if (silentMs > HUB_AWAY_AFTER_MS) return "away";
  return hub.state === "connected" ? "connected" : "late";
}

export type BackupSignal = "ok" | "none" | "waiting" | "old" | "not-made";

/** What the copies come to: an old one outside the PC first, then one that could not be made now. */
export function backupSignal({ problem, medium }: BackupHealth): BackupSignal {
  if (medium?.isOld === true) return "old";
  if (problem !== null || (medium !== null && medium.problem !== null)) return "not-made";
  if (medium === null) return "none";
  return medium.lastGoodAtMs === null ? "waiting" : "ok";
}

/** Reads the answer; null when it is not one. */
export function healthFromBody(body: unknown): KitchenHealth | null {
  if (typeof body !== "object" || body === null) return null;
  const { ok, store, seq, epoch, uptimeMs, build, hub, backup } = body as Readonly<Record<string, unknown>>; // members checked below
  const isHealth =
    typeof ok === "boolean" &&
    typeof store === "string" &&
    typeof seq === "number" &&
    typeof epoch === "string" &&
    typeof uptimeMs === "number" &&
    typeof build === "string";
  if (!isHealth) return null;
  const copies = backupFrom(backup);
  return {
    isOk: ok,
    store,
    seq,
    epoch,
    uptimeMs,
    build,
    hub: hubFrom(hub),
    ...(copies !== null && { backup: copies }),
  };
}

const numberOrNull = (value: unknown): number | null => (typeof value === "number" ? value : null);
const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);

function backupFrom(value: unknown): BackupHealth | null {
  if (typeof value !== "object" || value === null) return null;
  const { newestAtMs, newestSeq, problem, medium } = value as Readonly<Record<string, unknown>>; // members checked below
  return {
    newestAtMs: numberOrNull(newestAtMs),
    newestSeq: numberOrNull(newestSeq),
    problem: textOrNull(problem),
    medium: mediumFrom(medium),
  };
}

function mediumFrom(value: unknown): MediumHealth | null {
  if (typeof value !== "object" || value === null) return null;
  const { name, lastGoodAtMs, lastGoodSeq, nextAtMs, isOld, problem } = value as Readonly<Record<string, unknown>>; // likewise
  if (typeof name !== "string" || typeof nextAtMs !== "number") return null;
  return {
    name,
    nextAtMs,
    isOld: isOld === true,
    lastGoodAtMs: numberOrNull(lastGoodAtMs),
    lastGoodSeq: numberOrNull(lastGoodSeq),
    problem: textOrNull(problem),
  };
}

function hubFrom(value: unknown): HubHealth | null {
  if (typeof value !== "object" || value === null) return null;
  const hub = value as Readonly<Record<string, unknown>>; // members checked below
  const { state, ackedSeq, unackedCount, quarantinedCount, lastContactAtMs, clockOffsetMs, lastError } = hub;
  if (state !== "not-joined" && state !== "connecting" && state !== "connected" && state !== "refused") return null;
  if (typeof ackedSeq !== "number" || typeof unackedCount !== "number" || typeof quarantinedCount !== "number")
    return null;
  return {
    state,
    ackedSeq,
    unackedCount,
    quarantinedCount,
    lastContactAtMs: typeof lastContactAtMs === "number" ? lastContactAtMs : null,
    clockOffsetMs: typeof clockOffsetMs === "number" ? clockOffsetMs : null,
    lastError: typeof lastError === "string" ? lastError : null,
  };
}
