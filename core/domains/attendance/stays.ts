import type { AttendanceSessionId, PunchId } from "./ids.ts";
import { sessionIdOfPunch } from "./ids.ts";
import type { PunchDirection } from "./values.ts";

/**
 * How punches become stays (DOMAIN.md §4.4, Direction). Pure, and independent of the order in which punches arrived: a
 * punch that comes late from a terminal that was cut off is put in its place in time, and those after it are told again.
 */

export interface PunchToTell {
  readonly punchId: PunchId;
  readonly atMs: number;
  readonly direction: PunchDirection;
  readonly sessionId: AttendanceSessionId;
  /** The person, or whoever wrote it on behalf, said which way it was. */
  readonly isDirectionChosen: boolean;
  /** Evidence of a stay that was settled before it came: kept, and counted for nothing. */
  readonly isEvidence?: boolean;
}

/** A stay nothing may tell again: both its ends were approved, or its pay period was. */
export interface SettledStay {
  readonly sessionId: AttendanceSessionId;
  readonly inAtMs: number;
  readonly outAtMs: number;
  /** When somebody approved it; what was punched afterwards could not have been known then. */
  readonly settledAtMs: number;
}

export interface Telling {
  readonly direction: PunchDirection;
  readonly sessionId: AttendanceSessionId;
  readonly isEvidence: boolean;
}

/**
 * A punch this near a settled stay, made before it was settled, is evidence of it and begins no new one (house rule). One
 * made afterwards is somebody who came back (decision 0019).
 */
export const SETTLED_NEAR_MS = 60 * 60_000;

interface OpenStay {
  readonly sessionId: AttendanceSessionId;
  readonly inAtMs: number;
}

/**
 * Tells every punch's direction and stay. `punches`: those not withdrawn, in any order. An unchosen punch comes in when no
 * stay is open or the open one is older than `sessionMaxMs` (which then has no end), else it goes out. A punch depends only
 * on those before it, so everything before the one that changed (`fromMs`) stands as it was told, though what it was told
 * from is no longer known. `newPunchId`: the one not told before, which may be evidence of a settled stay.
 */
export function tellPunches(
  punches: readonly PunchToTell[],
  rules: {
    readonly sessionMaxMs: number;
    readonly settled: readonly SettledStay[];
    readonly fromMs: number;
    readonly newPunchId: PunchId | null;
  },
): ReadonlyMap<PunchId, Telling> {
  const told = new Map<PunchId, Telling>();
  let open: OpenStay | null = null;
  for (const punch of punches.toSorted(byTime)) {
    if (punch.isEvidence === true) {
      told.set(punch.punchId, standingTelling(punch));
      continue;
    }
    if (rules.settled.some((stay) => stay.sessionId === punch.sessionId)) {
      // Whoever was in a stay that is settled was in no other.
      told.set(punch.punchId, standingTelling(punch));
      open = null;
      continue;
    }
    const near = punch.punchId === rules.newPunchId ? settledNear(punch, rules.settled) : undefined;
    if (near !== undefined) {
      told.set(punch.punchId, asEvidence(punch, near));
      continue;
    }
    if (punch.atMs < rules.fromMs) {
      told.set(punch.punchId, standingTelling(punch));
      open = punch.direction === "in" ? { sessionId: punch.sessionId, inAtMs: punch.atMs } : null;
      continue;
    }
    const standing: OpenStay | null = isWithin(open, punch.atMs, rules.sessionMaxMs) ? open : null;
    const direction: PunchDirection = punch.isDirectionChosen ? punch.direction : standing === null ? "in" : "out";
    const sessionId: AttendanceSessionId =
      direction === "out" && standing !== null ? standing.sessionId : sessionIdOfPunch(punch.punchId);
    told.set(punch.punchId, { direction, sessionId, isEvidence: false });
    open = direction === "in" ? { sessionId, inAtMs: punch.atMs } : null;
  }
  return told;
}

/** The tellings that differ from what stands. */
export function changedTellings(
  punches: readonly PunchToTell[],
  told: ReadonlyMap<PunchId, Telling>,
): ReadonlyArray<Telling & { readonly punchId: PunchId }> {
  return punches.toSorted(byTime).flatMap((punch) => {
    const telling = told.get(punch.punchId);
    const isSame =
      telling === undefined || (telling.direction === punch.direction && telling.sessionId === punch.sessionId);
    return isSame ? [] : [{ punchId: punch.punchId, ...telling }];
  });
}

/** Punches of one instant keep the order of their ids, so that two terminals at once tell the same story twice. */
export function byTime(
  left: Pick<PunchToTell, "atMs" | "punchId">,
  right: Pick<PunchToTell, "atMs" | "punchId">,
): number {
  return left.atMs - right.atMs || (left.punchId < right.punchId ? -1 : left.punchId > right.punchId ? 1 : 0);
}

function isWithin(open: OpenStay | null, atMs: number, sessionMaxMs: number): boolean {
  return open !== null && atMs - open.inAtMs <= sessionMaxMs;
}

/** Within it whenever the punch was made: nobody is in two stays at once. */
function settledNear({ atMs }: PunchToTell, settled: readonly SettledStay[]): SettledStay | undefined {
  return settled.find(({ inAtMs, outAtMs, settledAtMs }) => {
    const nearMs = atMs > settledAtMs ? 0 : SETTLED_NEAR_MS;
    return atMs >= inAtMs - nearMs && atMs <= outAtMs + nearMs;
  });
}

function standingTelling({ direction, sessionId, isEvidence = false }: PunchToTell): Telling {
  return { direction, sessionId, isEvidence };
}

/** A late punch near a settled stay is told by the end it is nearer to. */
function asEvidence(punch: PunchToTell, stay: SettledStay): Telling {
  const isNearerIn = Math.abs(punch.atMs - stay.inAtMs) <= Math.abs(punch.atMs - stay.outAtMs);
  return { direction: isNearerIn ? "in" : "out", sessionId: stay.sessionId, isEvidence: true };
}
