import type { Actor } from "#kernel/definition.ts";
import type { DeviceId, StaffId } from "#kernel/ids.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, localFromMs, msFromLocal } from "#kernel/time.ts";
import { decideAttendance } from "#domains/attendance/decide.ts";
import type { AttendanceCommand } from "#domains/attendance/commands.ts";
import type { StreamedEvent } from "#domains/attendance/decide-roster.ts";
import type { Shift } from "#domains/attendance/events.ts";
import type { AttendanceFacts, PersonFacts } from "#domains/attendance/facts.ts";
import { attendanceSessionIdSchema, punchIdSchema } from "#domains/attendance/ids.ts";
import type { StayRow } from "#domains/attendance/queries.ts";
import type { AttendanceRejection } from "#domains/attendance/rejections.ts";
import { rosteredShift } from "#domains/attendance/shift-match.ts";
import { evolveAttendance, initialAttendanceState, type AttendanceState } from "#domains/attendance/state.ts";
import { createDecideSpec, testContext } from "./decide-spec.ts";

/** One cook's night at one terminal, for the specs of attendance. */

const ZONE = "Asia/Jakarta";
export const DATE = "2026-11-21";
/** An instant of the night of 20 to 21 November 2026, in the kitchen's zone. */
export const at = (clock: string, date = DATE): number => msFromLocal(date, clock, ZONE);

export const COOK = `staff_${"a".repeat(32)}` as StaffId; // well formed
export const HEAD = `staff_${"b".repeat(32)}` as StaffId; // well formed
export const punchId = (digit: string) => punchIdSchema.parse(`punch_${digit.repeat(32)}`);
export const sessionId = (digit: string) => attendanceSessionIdSchema.parse(`attendance_session_${digit.repeat(32)}`);
export const OTHER_DEVICE = `device_${"e".repeat(32)}` as DeviceId; // well formed

export const NIGHT: Shift = {
  shiftCode: "masak",
  name: "Masak malam",
  startTime: "00:30",
  endTime: "08:30",
  isStartOnEveBefore: false,
  earlyInMs: HOUR_MS,
  lateGraceMs: 10 * MINUTE_MS,
  earlyOutGraceMs: 10 * MINUTE_MS,
  overtimeAfterMs: 30 * MINUTE_MS,
  closeAfterMs: 4 * HOUR_MS,
  unpaidBreakMs: 30 * MINUTE_MS,
  timeZone: ZONE,
  halfDayShareBp: 5_000,
};

export const FIGURES: AttendanceFacts["figures"] = {
  duplicateWindowMs: 60 * SECOND_MS,
  shortStayMs: 4 * HOUR_MS,
  sessionMaxMs: 14 * HOUR_MS,
  correctionMaxMs: 7 * DAY_MS,
  queueMaxMs: 7 * DAY_MS,
  flipWindowMs: 60 * SECOND_MS,
  withdrawWindowMs: 30 * SECOND_MS,
  dayMaxMs: 8 * HOUR_MS,
  restMinMs: 8 * HOUR_MS,
  halfDayShareBp: 5_000,
};

export function person(more: Partial<PersonFacts> = {}): PersonFacts {
  return {
    staffId: COOK,
    status: "active",
    roles: ["kitchen-staff"],
    divisionCode: "pengolahan",
    joinDate: "2026-11-01",
    endDate: null,
    ...more,
  };
}

/** Facts of a command about an instant; by default the cook's, rostered for the night. */
export function factsAt(atMs: number, more: Partial<AttendanceFacts> = {}): AttendanceFacts {
  return {
    today: localFromMs(atMs, ZONE).date,
    timeZone: ZONE,
    figures: FIGURES,
    closedSpans: [],
    person: person(),
    identified: { method: "rfid", badgeId: null },
    atMs,
    isClockReplaced: false,
    clockDate: localFromMs(atMs, ZONE).date,
    rostered: [rosteredShift(NIGHT, DATE)],
    stays: [],
    isIdTaken: false,
    roster: { people: [], shiftByCode: new Map(), copied: [], standing: [], leaves: [], usedFromDate: null },
    pay: null,
    ...more,
  };
}

/** A stay as the tables would show it. */
export function stay(more: Partial<StayRow> & Pick<StayRow, "sessionId">): StayRow {
  return {
    staffId: COOK,
    serviceDate: DATE,
    shiftCode: "masak",
    inAtMs: at("00:30"),
    outAtMs: at("08:30"),
    originalInAtMs: null,
    originalOutAtMs: null,
    method: "rfid",
    status: "present",
    lateMs: 0,
    earlyLeaveMs: 0,
    workedMs: 0,
    overtimeMs: 0,
    approvedOvertimeMs: null,
    explanation: null,
    flags: [],
    inPhotoId: null,
    outPhotoId: null,
    isCorrected: false,
    ...more,
  };
}

export const given = createDecideSpec<
  AttendanceState,
  AttendanceCommand,
  AttendanceFacts,
  StreamedEvent & { readonly staffId?: StaffId },
  AttendanceRejection
>({ initialState: initialAttendanceState, evolve: evolveAttendance, decide: decideAttendance });

/** Whoever acts, as what differs from a terminal with nobody signed in. */
export const as = (actor: Partial<Actor>): { readonly actor: Actor } => ({
  actor: {
    ...testContext().actor,
    kind: "device",
    staffId: null,
    roles: [],
    face: "attendance",
    ...actor,
  },
});
export const TERMINAL = as({});
export const CONSOLE = as({
  kind: "person",
  staffId: HEAD,
  roles: ["kitchen-head"],
  divisionCode: "pimpinan",
  face: "manager",
});

interface PunchGiven {
  readonly digit: string;
  readonly atMs: number;
  /** The digit of the stay's first punch; its own by default. */
  readonly stayDigit?: string;
  readonly isDirectionChosen?: boolean;
  readonly isEvidence?: true;
}

function punchBody({ digit, atMs, stayDigit = digit, isDirectionChosen = false, isEvidence }: PunchGiven) {
  return {
    staffId: COOK,
    punchId: punchId(digit),
    sessionId: sessionId(stayDigit),
    atMs,
    clockDate: localFromMs(atMs, ZONE).date,
    method: "rfid" as const,
    isDirectionChosen,
    ...(isEvidence && { isEvidence }),
  };
}

/** The event of somebody who came on time for the night. */
export const came = (
  punch: PunchGiven & { readonly lateMs?: number },
): Extract<StreamedEvent, { type: "checked-in" }> => ({
  type: "checked-in",
  serviceDate: DATE,
  body: { ...punchBody(punch), shiftCode: "masak", lateMs: punch.lateMs ?? 0 },
});

export const left = (
  punch: PunchGiven & {
    readonly workedMs?: number;
    readonly earlyLeaveMs?: number;
    readonly overtimeMs?: number;
    readonly isShortStay?: boolean;
  },
): Extract<StreamedEvent, { type: "checked-out" }> => ({
  type: "checked-out",
  serviceDate: DATE,
  body: {
    ...punchBody(punch),
    workedMs: punch.workedMs ?? 0,
    earlyLeaveMs: punch.earlyLeaveMs ?? 0,
    overtimeMs: punch.overtimeMs ?? 0,
    isShortStay: punch.isShortStay ?? false,
  },
});
