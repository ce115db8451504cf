import type { AttendanceCommand } from "#domains/attendance/commands.ts";
import type { PayFacts } from "#domains/attendance/decide-pay.ts";
import type { AttendanceFacts, PersonFacts, RosterPerson } from "#domains/attendance/facts.ts";
import { attendanceStreamId, rosterStreamId, shiftStreamId } from "#domains/attendance/ids.ts";
import type { BadgeId } from "#domains/people/ids.ts";
import type { AttendanceRejection } from "#domains/attendance/rejections.ts";
import {
  correctionMaxMs,
  dayMaxMs,
  duplicateWindowMs,
  flipWindowMs,
  halfDayShareBp,
  queueMaxMs,
  restMinMs,
  sessionMaxMs,
  shortStayMs,
  withdrawWindowMs,
} from "#domains/attendance/settings.ts";
import type { StayRow } from "#domains/attendance/queries.ts";
import type { PunchMethod } from "#domains/attendance/values.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import type { StaffId } from "#kernel/ids.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { SettingReader } from "#kernel/setting.ts";
import { addDays, type LocalDate } from "#kernel/time.ts";
import { personOn } from "#main/domains/people/queries.ts";
import { serviceDateAt, settingReader, siteProfile } from "#main/domains/site/queries.ts";
import type { CommandTarget } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { approvedLeaves, isStayNameTaken, stayById, staysOf, type ClosedSpans } from "./queries.ts";
import { newestShifts, rosteredAround, rosteredBetween, shiftOn } from "./shifts.ts";
import { attendanceSql } from "./tables.ts";

/** Whose badge a text is, or why it is nobody's. */
export type IdentifyBadge = (
  db: ReadableDb,
  text: string,
) => Result<
  { readonly staffId: StaffId; readonly badgeId: BadgeId; readonly method: PunchMethod },
  Extract<
    AttendanceRejection,
    { readonly code: "badge-unknown" | "badge-revoked" | "badge-of-other-kitchen" | "badge-forged" }
  >
>;

export interface AttendanceFactsDeps {
  readonly identifyBadge: IdentifyBadge;
  readonly closedSpans: ClosedSpans;
  /** The stream and the facts of a pay period; the wages' own part. */
  readonly gatherPay: (db: ReadableDb, command: AttendanceCommand, context: DecisionContext) => PayFacts | null;
}

interface Subject {
  readonly staffId: StaffId;
  readonly method: PunchMethod;
  readonly badgeId: BadgeId | null;
}

/** The stream a command writes: that of the person it is about, found by badge, number, or the request it decides. */
export function targetOfAttendance(
  db: ReadableDb,
  command: AttendanceCommand,
  context: DecisionContext,
  deps: AttendanceFactsDeps,
): Result<CommandTarget, AttendanceRejection> {
  const serviceDate = serviceDateAt(db, context.nowMs);
  if (isPersonCommand(command)) {
    const subject = personSubject(db, command, context, deps);
    if (!subject.ok) return subject;
    const { staffId } = subject.value;
    const isKnown = personOn(db, staffId, serviceDate) !== undefined;
    return isKnown
      ? ok({ streamId: attendanceStreamId(staffId), serviceDate })
      : err({ code: "not-found", kind: "staff", id: staffId });
  }
  switch (command.type) {
    case "define-shift":
    case "retire-shift":
      return ok({ streamId: shiftStreamId(command.body.shiftCode), serviceDate });
    case "set-roster":
      return ok({ streamId: rosterStreamId(command.body.serviceDate), serviceDate: command.body.serviceDate });
    case "copy-roster":
      return ok({ streamId: rosterStreamId(command.body.toDate), serviceDate: command.body.toDate });
    case "draft-pay-period":
    case "approve-head-pay":
    case "approve-pay-period":
    case "mark-pay-period-paid":
      return ok({ streamId: command.body.payPeriodId, serviceDate });
  }
}

/** Reads what the decision needs beside its own stream. */
export function gatherAttendanceFacts(
  db: ReadableDb,
  command: AttendanceCommand,
  context: DecisionContext,
  deps: AttendanceFactsDeps,
): AttendanceFacts {
  const today = serviceDateAt(db, context.nowMs);
  const read = settingReader(db, today);
  const figures = attendanceFigures(read);
  const subject = isPersonCommand(command) ? personSubject(db, command, context, deps) : NOBODY;
  const person = subject.ok ? personFacts(db, subject.value.staffId, today) : null;
  const atMs = instantOf(command, context, figures.queueMaxMs);
  const clockDate = serviceDateAt(db, atMs);
  const isClockReplaced = command.type === "record-punch" && atMs !== context.occurredAtMs;
  const staffId = person?.staffId;
  return {
    today,
    timeZone: siteProfile(db).timeZone,
    figures,
    closedSpans: deps.closedSpans(db),
    person,
    identified: subject.ok ? { method: subject.value.method, badgeId: subject.value.badgeId } : null,
    atMs,
    isClockReplaced,
    clockDate,
    rostered: staffId === undefined ? [] : rosteredNear(db, staffId, clockDate),
    stays: staffId === undefined ? [] : staysFor(db, command, { staffId, clockDate, today }),
    isIdTaken: isIdTaken(db, command),
    roster: rosterFacts(db, command, today),
    pay: deps.gatherPay(db, command, context),
  };
}

/** The person's stays a decision may touch, and the one it names however long ago that was. */
function staysFor(
  db: ReadableDb,
  command: AttendanceCommand,
  of: { readonly staffId: StaffId; readonly clockDate: LocalDate; readonly today: LocalDate },
): readonly StayRow[] {
  const { staffId, clockDate, today } = of;
  const fromDate = addDays(earliest(command, clockDate), -2);
  const stays = staysOf(db, { staffId, fromDate, toDate: addDays(today, 2) });
  const named = "sessionId" in command.body ? command.body.sessionId : undefined;
  if (named === undefined || stays.some(({ sessionId }) => sessionId === named)) return stays;
  const stay = stayById(db, named);
  return stay?.staffId === staffId ? [stay, ...stays] : stays;
}

/** A stay that began the evening before still wants its shift when it ends. */
function rosteredNear(db: ReadableDb, staffId: StaffId, clockDate: LocalDate) {
  return [
    ...rosteredBetween(db, { staffId, fromDate: addDays(clockDate, -2), toDate: addDays(clockDate, -2) }),
    ...rosteredAround(db, { staffId, clockDate }),
  ];
}

export function attendanceFigures(read: SettingReader): AttendanceFacts["figures"] {
  return {
    duplicateWindowMs: read(duplicateWindowMs).value,
    shortStayMs: read(shortStayMs).value,
    sessionMaxMs: read(sessionMaxMs).value,
    correctionMaxMs: read(correctionMaxMs).value,
    queueMaxMs: read(queueMaxMs).value,
    flipWindowMs: read(flipWindowMs).value,
    withdrawWindowMs: read(withdrawWindowMs).value,
    dayMaxMs: read(dayMaxMs).value,
    restMinMs: read(restMinMs).value,
    halfDayShareBp: read(halfDayShareBp).value,
  };
}

/** Commands about no one person. */
const COMMON_TYPES = [
  "define-shift",
  "retire-shift",
  "set-roster",
  "copy-roster",
  "draft-pay-period",
  "approve-head-pay",
  "approve-pay-period",
  "mark-pay-period-paid",
] as const satisfies readonly AttendanceCommand["type"][];

type PersonCommand = Exclude<AttendanceCommand, { readonly type: (typeof COMMON_TYPES)[number] }>;

const NOBODY: Result<Subject, AttendanceRejection> = err({ code: "not-found", kind: "staff", id: "" });

function isPersonCommand(command: AttendanceCommand): command is PersonCommand {
  return !COMMON_TYPES.some((type) => type === command.type);
}

function personSubject(
  db: ReadableDb,
  command: PersonCommand,
  { actor }: DecisionContext,
  deps: AttendanceFactsDeps,
): Result<Subject, AttendanceRejection> {
  switch (command.type) {
    case "record-punch":
    case "request-correction":
    case "request-leave": {
      const { badge } = command.body;
      if (badge !== undefined) return deps.identifyBadge(db, badge);
      if ("staffId" in command.body && command.body.staffId !== undefined && actor.face !== "attendance") {
        return ok({ staffId: command.body.staffId, method: "on-behalf", badgeId: null });
      }
      // Neither badge nor number: nobody said who it is.
      if (actor.staffId === null) return err({ code: "signature-required", signatureCount: 1 });
      return ok({ staffId: actor.staffId, method: "pin", badgeId: null });
    }
    case "approve-leave":
    case "reject-leave":
      return requester(db, "leave", command.body.leaveId);
    case "approve-correction":
    case "reject-correction":
      return requester(db, "correction", command.body.correctionId);
    case "record-punch-on-behalf":
    case "flip-punch":
    case "withdraw-punch":
    case "explain-punch":
    case "approve-overtime":
    case "record-absence":
    case "mark-incomplete":
      return ok({ staffId: command.body.staffId, method: "on-behalf", badgeId: null });
  }
}

function requester(db: ReadableDb, kind: "leave" | "correction", id: string): Result<Subject, AttendanceRejection> {
  const row =
    kind === "leave"
      ? db.first(attendanceSql.selectFrom("attendance_leave").select("staff_id").where("leave_id", "=", id))
      : db.first(attendanceSql.selectFrom("attendance_correction").select("staff_id").where("correction_id", "=", id));
  return row === undefined
    ? err({ code: "not-found", kind, id })
    : ok({ staffId: row.staff_id, method: "on-behalf", badgeId: null });
}

function personFacts(db: ReadableDb, staffId: StaffId, today: LocalDate): PersonFacts | null {
  const person = personOn(db, staffId, today);
  return person === undefined ? null : { ...person, staffId };
}

/** The instant a command is about: the time written on behalf, else when it happened, unless a queue was too old. */
function instantOf(command: AttendanceCommand, context: DecisionContext, queueMax: number): number {
  if (command.type === "record-punch-on-behalf") return command.body.atMs;
  if (command.type === "request-correction") return command.body.inAtMs ?? command.body.outAtMs ?? context.occurredAtMs;
  return context.nowMs - context.occurredAtMs > queueMax ? context.nowMs : context.occurredAtMs;
}

/** Whether the id a command gives something new is known: a stay is named by its first punch's or its correction's digits. */
function isIdTaken(db: ReadableDb, command: AttendanceCommand): boolean {
  const { type, body } = command;
  if (type === "record-punch" || type === "record-punch-on-behalf") {
    return isStayNameTaken(db, body.punchId.slice("punch_".length));
  }
  if (type === "request-correction") return isStayNameTaken(db, body.correctionId.slice("correction_".length));
  return type === "request-leave" && requester(db, "leave", body.leaveId).ok;
}

/** The earliest service date a decision looks at. */
function earliest(command: AttendanceCommand, clockDate: LocalDate): LocalDate {
  const dates = [clockDate];
  if ("serviceDate" in command.body) dates.push(command.body.serviceDate);
  // Decisions on what was asked days ago look back as far as one may ask.
  if (command.type === "approve-correction" || command.type === "approve-overtime") dates.push(addDays(clockDate, -40));
  if (command.type === "mark-incomplete" || command.type === "explain-punch") dates.push(addDays(clockDate, -3));
  return dates.toSorted()[0] ?? clockDate;
}

function rosterFacts(db: ReadableDb, command: AttendanceCommand, today: LocalDate): AttendanceFacts["roster"] {
  const none = { people: [], shiftByCode: new Map(), copied: [], standing: [], leaves: [], usedFromDate: null };
  if (command.type === "set-roster") {
    const { serviceDate, entries } = command.body;
    return { ...none, ...rosterDay(db, [{ serviceDate, entries }], today) };
  }
  if (command.type === "copy-roster") {
    const copied = copiedRosters(db, command.body);
    return { ...none, ...rosterDay(db, copied, today), copied, ...standingRosters(db, copied) };
  }
  if (command.type !== "retire-shift") return none;
  const row = db.first(
    attendanceSql
      .selectFrom("roster_entry")
      .select((select) => select.fn.min<string>("service_date").as("date"))
      .where("shift_code", "=", command.body.shiftCode)
      .where("service_date", ">=", today),
  );
  return { ...none, usedFromDate: row?.date ?? null };
}

type RosterDays = AttendanceFacts["roster"]["copied"];

function rosterDay(db: ReadableDb, days: RosterDays, today: LocalDate) {
  const dates = days.map(({ serviceDate }) => serviceDate).toSorted();
  const first = dates[0] ?? today;
  const last = dates.at(-1) ?? today;
  const staffIds = [...new Set(days.flatMap(({ entries }) => entries.map(({ staffId }) => staffId)))];
  const people = staffIds.flatMap((staffId): readonly RosterPerson[] => {
    const person = personFacts(db, staffId, today);
    if (person === null) return [];
    const around = rosteredBetween(db, { staffId, fromDate: addDays(first, -2), toDate: addDays(last, 2) });
    // What is being set takes the place of what stands on its date.
    return [{ ...person, around: around.filter(({ serviceDate }) => !dates.includes(serviceDate)) }];
  });
  const known = newestShifts(db).flatMap(({ shift }) => {
    const inForce = shiftOn(db, shift.shiftCode, first > today ? first : today);
    return inForce === undefined ? [] : [[shift.shiftCode, inForce] as const];
  });
  return { people, shiftByCode: new Map(known) };
}

function copiedRosters(
  db: ReadableDb,
  body: { readonly fromDate: LocalDate; readonly toDate: LocalDate; readonly dayCount: number },
): RosterDays {
  return Array.from({ length: body.dayCount }, (_, index) => {
    const { entries } = rosterOfDate(db, addDays(body.fromDate, index));
    return { serviceDate: addDays(body.toDate, index), entries };
  });
}

function rosterOfDate(db: ReadableDb, serviceDate: LocalDate): RosterDays[number] {
  const rows = db.all(
    attendanceSql
      .selectFrom("roster_entry")
      .select(["staff_id", "shift_code"])
      .where("service_date", "=", serviceDate)
      .orderBy("staff_id")
      .orderBy("shift_code"),
  );
  const entries = [...Map.groupBy(rows, (row) => row.staff_id)].map(([staffId, own]) => ({
    staffId,
    shiftCodes: own.map((row) => row.shift_code),
  }));
  return { serviceDate, entries };
}

/** What `copy-roster` meets on the dates it writes. */
function standingRosters(db: ReadableDb, copied: RosterDays): Pick<AttendanceFacts["roster"], "standing" | "leaves"> {
  const dates = copied.map(({ serviceDate }) => serviceDate).toSorted();
  const fromDate = dates[0];
  const toDate = dates.at(-1);
  if (fromDate === undefined || toDate === undefined) return { standing: [], leaves: [] };
  const copiedIds = new Set(copied.flatMap(({ entries }) => entries.map(({ staffId }) => staffId)));
  const standing = Array.from(dates, (date) => rosterOfDate(db, date)).flatMap(({ serviceDate, entries }) =>
    entries.filter(({ staffId }) => copiedIds.has(staffId)).map((entry) => ({ serviceDate, ...entry })),
  );
  return { standing, leaves: approvedLeaves(db, fromDate, toDate) };
}

/** Whose punch a command is and the instant it counts for; null for every other command. */
export function subjectOfPunch(
  db: ReadableDb,
  command: AttendanceCommand,
  context: DecisionContext,
  deps: AttendanceFactsDeps,
): { readonly staffId: StaffId; readonly atMs: number } | null {
  if (command.type !== "record-punch" && command.type !== "record-punch-on-behalf") return null;
  const subject = personSubject(db, command, context, deps);
  const queueMax = settingReader(db, serviceDateAt(db, context.nowMs))(queueMaxMs).value;
  return subject.ok ? { staffId: subject.value.staffId, atMs: instantOf(command, context, queueMax) } : null;
}
