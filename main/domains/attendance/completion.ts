import type { AttendanceCommand } from "#domains/attendance/commands.ts";
import type { AttendanceFacts } from "#domains/attendance/facts.ts";
import { planCopy } from "#domains/attendance/roster-copy.ts";
import { shortStayMs, duplicateWindowMs } from "#domains/attendance/settings.ts";
import type { StoredAttendanceEvent } from "#domains/attendance/state.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import type { StaffId } from "#kernel/ids.ts";
import { deviceById } from "#main/domains/devices/queries.ts";
import { staffName } from "#main/domains/people/queries.ts";
import { serviceDateAt, settingReader } from "#main/domains/site/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { punchById, punchesNear, stayById, type KnownPunchRow } from "./queries.ts";
import { shiftOn } from "./shifts.ts";

/** What a terminal shows of a punch: who, which way, when, and how that stands against the shift. */
export interface PunchAnswer {
  /** `already`: read twice; nothing was written, and this is the punch that stood. */
  readonly outcome: "recorded" | "already";
  readonly punchId: string;
  readonly sessionId: string;
  readonly staffId: string;
  readonly name: string;
  readonly direction: "in" | "out";
  readonly atMs: number;
  readonly serviceDate: string;
  readonly shift: { readonly name: string; readonly startTime: string; readonly endTime: string } | null;
  readonly lateMs: number;
  readonly earlyLeaveMs: number;
  readonly workedMs: number;
  readonly overtimeMs: number;
  readonly isShortStay: boolean;
  readonly isUnrostered: boolean;
  readonly isClockReplaced: boolean;
  /** Set where the punch that stood was read at another terminal. */
  readonly otherTerminalName: string | null;
}

/** The members of `accepted.result`. */
export function completeAttendance(
  db: ReadableDb,
  command: AttendanceCommand,
  events: readonly StoredAttendanceEvent[],
  context: DecisionContext,
  about: {
    readonly facts: AttendanceFacts;
    readonly subject: { readonly staffId: StaffId; readonly atMs: number } | null;
  },
): Readonly<Record<string, unknown>> {
  const { facts, subject } = about;
  if (command.type === "record-punch" || command.type === "record-punch-on-behalf") {
    return subject === null ? {} : { ...punchAnswer(db, command.body.punchId, events, context, subject) };
  }
  if (command.type === "flip-punch") {
    const punch = punchById(db, command.body.punchId);
    return punch === undefined ? {} : { ...answerOf(db, punch, "recorded", false, null) };
  }
  if (command.type !== "copy-roster") return {};
  return { dayCount: events.length, leftOut: planCopy(command.body, facts).leftOut };
}

function punchAnswer(
  db: ReadableDb,
  punchId: string,
  events: readonly StoredAttendanceEvent[],
  context: DecisionContext,
  subject: { readonly staffId: StaffId; readonly atMs: number },
): PunchAnswer | Record<string, never> {
  const made = events.find((event) => event.type === "checked-in" || event.type === "checked-out");
  const punch = standingPunch(db, { ...subject, punchId });
  if (punch === undefined) return {};
  if (made !== undefined) return answerOf(db, punch, "recorded", isReplaced(made), null);
  const isElsewhere = punch.deviceId !== null && punch.deviceId !== context.actor.deviceId;
  const otherName = isElsewhere ? (deviceById(db, punch.deviceId)?.name ?? null) : null;
  return answerOf(db, punch, "already", false, otherName);
}

function isReplaced({ marks, body }: Extract<StoredAttendanceEvent, { type: "checked-in" | "checked-out" }>): boolean {
  return marks.isOccurredAtReplaced === true || body.isClockReplaced === true;
}

/** The punch itself, else the one it repeats. */
function standingPunch(
  db: ReadableDb,
  of: { readonly staffId: StaffId; readonly punchId: string; readonly atMs: number },
): KnownPunchRow | undefined {
  const own = punchById(db, of.punchId);
  if (own !== undefined) return own;
  const read = settingReader(db, serviceDateAt(db, of.atMs));
  const withinMs = read(duplicateWindowMs).value;
  const near = punchesNear(db, { staffId: of.staffId, atMs: of.atMs, withinMs });
  return near.toSorted((left, right) => Math.abs(left.atMs - of.atMs) - Math.abs(right.atMs - of.atMs))[0];
}

function answerOf(
  db: ReadableDb,
  punch: KnownPunchRow,
  outcome: PunchAnswer["outcome"],
  isClockReplaced: boolean,
  otherTerminalName: string | null,
): PunchAnswer {
  const stay = stayById(db, punch.sessionId);
  const serviceDate = stay?.serviceDate ?? serviceDateAt(db, punch.atMs);
  const shiftCode = stay?.shiftCode ?? null;
  const shift = shiftCode === null ? undefined : shiftOn(db, shiftCode, serviceDate)?.shift;
  const inAtMs = stay?.inAtMs ?? null;
  const shortMs = settingReader(db, serviceDate)(shortStayMs).value;
  return {
    outcome,
    punchId: punch.punchId,
    sessionId: punch.sessionId,
    staffId: punch.staffId,
    name: staffName(db, punch.staffId),
    direction: punch.direction,
    atMs: punch.atMs,
    serviceDate,
    shift: shift === undefined ? null : { name: shift.name, startTime: shift.startTime, endTime: shift.endTime },
    lateMs: punch.direction === "in" ? (stay?.lateMs ?? 0) : 0,
    earlyLeaveMs: stay?.earlyLeaveMs ?? 0,
    workedMs: stay?.workedMs ?? 0,
    overtimeMs: stay?.overtimeMs ?? 0,
    isShortStay: punch.direction === "out" && inAtMs !== null && punch.atMs - inAtMs < shortMs,
    isUnrostered: shiftCode === null,
    isClockReplaced,
    otherTerminalName,
  };
}
