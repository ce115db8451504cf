import type { attendanceEvents } from "#domains/attendance/events.ts";
import type { StoredEventOf } from "#kernel/definition.ts";

export interface BookPunch {
  readonly staffId: string;
  readonly sessionId: string;
  readonly direction: "in" | "out";
  readonly atMs: number;
  /** Of the stay. */
  readonly serviceDate: string;
}

type StoredAttendanceEvent = StoredEventOf<(typeof attendanceEvents)[number]>;
export type PunchEvent = Extract<
  StoredAttendanceEvent,
  { readonly type: "checked-in" | "checked-out" | "punch-flipped" | "punch-withdrawn" | "check-out-missed" }
>;

/** Punches as they stand after an event; which way each was, the kitchen said. */
export function notePunch(
  punchById: Readonly<Record<string, BookPunch>>,
  event: PunchEvent,
): Readonly<Record<string, BookPunch>> {
  switch (event.type) {
    case "checked-in":
    case "checked-out": {
      const { punchId, staffId, sessionId, atMs, isEvidence } = event.body;
      if (isEvidence === true) return punchById;
      const direction = event.type === "checked-in" ? "in" : "out";
      return { ...punchById, [punchId]: { staffId, sessionId, direction, atMs, serviceDate: event.serviceDate } };
    }
    case "punch-flipped": {
      const { punchId, direction, sessionId } = event.body;
      const known = punchById[punchId];
      return known === undefined ? punchById : { ...punchById, [punchId]: { ...known, direction, sessionId } };
    }
    case "punch-withdrawn":
      return without(punchById, (punchId) => punchId === event.body.punchId);
    case "check-out-missed":
      // The stay has no end that anybody knows; nobody is said to be in the kitchen because of it.
      return without(punchById, (_punchId, punch) => punch.sessionId === event.body.sessionId);
  }
}

/** Who came in this service date, and who is in the kitchen now: whose last punch was in. */
export function presenceOf(
  punchById: Readonly<Record<string, BookPunch>>,
  serviceDate: string,
): { readonly presentCount: number; readonly checkedInCount: number } {
  const lastByStaff = new Map<string, BookPunch>();
  const came = new Set<string>();
  for (const punch of Object.values(punchById)) {
    const last = lastByStaff.get(punch.staffId);
    if (last === undefined || punch.atMs >= last.atMs) lastByStaff.set(punch.staffId, punch);
    if (punch.direction === "in" && punch.serviceDate === serviceDate) came.add(punch.staffId);
  }
  const presentCount = [...lastByStaff.values()].filter(({ direction }) => direction === "in").length;
  return { presentCount, checkedInCount: came.size };
}

function without(
  punchById: Readonly<Record<string, BookPunch>>,
  isGone: (punchId: string, punch: BookPunch) => boolean,
): Readonly<Record<string, BookPunch>> {
  return Object.fromEntries(Object.entries(punchById).filter(([punchId, punch]) => !isGone(punchId, punch)));
}
