import type { ClosedSpan } from "#domains/attendance/facts.ts";
import type { AttendanceSessionId, PunchId } from "#domains/attendance/ids.ts";
import type { StayRow } from "#domains/attendance/queries.ts";
import type { AttendanceFlag, LeaveKind } from "#domains/attendance/values.ts";
import type { StaffId } from "#kernel/ids.ts";
import type { LocalDate } from "#kernel/time.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { paySql } from "./pay-tables.ts";
import { attendanceSql, type AttendanceTables } from "./tables.ts";

export { badgeLastUsedAtMs } from "./badge-uses.ts";

/** What other domains ask of attendance, and what its own parts share. The live queries are in `query-handlers.ts`. */

type StoredStay = AttendanceTables["attendance_stay"];

export function stayFromRow(row: StoredStay): StayRow {
  return {
    sessionId: row.session_id,
    staffId: row.staff_id,
    serviceDate: row.service_date,
    shiftCode: row.shift_code,
    inAtMs: row.in_at_ms,
    outAtMs: row.out_at_ms,
    originalInAtMs: row.original_in_at_ms,
    originalOutAtMs: row.original_out_at_ms,
    method: row.method,
    status: row.status,
    lateMs: row.late_ms,
    earlyLeaveMs: row.early_leave_ms,
    workedMs: row.worked_ms,
    overtimeMs: row.overtime_ms,
    approvedOvertimeMs: row.approved_overtime_ms,
    explanation: row.explanation,
    flags: JSON.parse(row.flags) as AttendanceFlag[], // written by the projection
    inPhotoId: row.in_photo_id,
    outPhotoId: row.out_photo_id,
    isCorrected: row.is_corrected === 1,
  };
}

const selectStaysOf = createPreparedQuery<{ staffId: string; fromDate: string; toDate: string }, StoredStay>((value) =>
  attendanceSql
    .selectFrom("attendance_stay")
    .selectAll()
    .where("staff_id", "=", value("staffId") as StaffId) // only compared
    .where("service_date", ">=", value("fromDate"))
    .where("service_date", "<=", value("toDate"))
    .orderBy("begins_at_ms")
    .orderBy("session_id"),
);

/** A person's stays of a span of service dates, in order. */
export function staysOf(
  db: ReadableDb,
  of: { readonly staffId: string; readonly fromDate: LocalDate; readonly toDate: LocalDate },
): readonly StayRow[] {
  return db.all(selectStaysOf(of)).map(stayFromRow);
}

/** Everybody's stays of a span of service dates, by person and time. */
export function staysBetween(db: ReadableDb, fromDate: LocalDate, toDate: LocalDate): readonly StayRow[] {
  return db
    .all(
      attendanceSql
        .selectFrom("attendance_stay")
        .selectAll()
        .where("service_date", ">=", fromDate)
        .where("service_date", "<=", toDate)
        .orderBy("service_date")
        .orderBy("staff_id")
        .orderBy("begins_at_ms"),
    )
    .map(stayFromRow);
}

// The figure stands in the statement: a partial index is not used for a bound one.
const selectOpenStay = createPreparedQuery<{ staffId: string }, StoredStay>((value) =>
  attendanceSql
    .selectFrom("attendance_stay")
    .selectAll()
    .where("staff_id", "=", value("staffId") as StaffId) // only compared
    .where("in_at_ms", "is not", null)
    .where("out_at_ms", "is", null)
    .where((where) => where("is_end_missed", "=", where.lit(0)))
    .orderBy("begins_at_ms", "desc")
    .limit(1),
);

const selectStayAround = createPreparedQuery<
  { staffId: string; latestInMs: number; earliestOutMs: number },
  StoredStay
>((value) =>
  attendanceSql
    .selectFrom("attendance_stay")
    .selectAll()
    .where("staff_id", "=", value("staffId") as StaffId) // only compared
    .where("in_at_ms", "is not", null)
    .where("begins_at_ms", "<=", value("latestInMs"))
    .where((where) => where("is_end_missed", "=", where.lit(0)))
    .where((where) => where.or([where("out_at_ms", "is", null), where("out_at_ms", ">=", value("earliestOutMs"))]))
    .orderBy("begins_at_ms", "desc")
    .limit(1),
);

/** The stay a person was in at an instant, give or take `slackMs` for clocks that differ. */
export function stayAround(db: ReadableDb, staffId: string, atMs: number, slackMs: number): StayRow | undefined {
  const row = db.first(selectStayAround({ staffId, latestInMs: atMs + slackMs, earliestOutMs: atMs - slackMs }));
  return row && stayFromRow(row);
}

/** The stay a person is in now; undefined for somebody who is not here. */
export function openStayOf(db: ReadableDb, staffId: string): StayRow | undefined {
  const row = db.first(selectOpenStay({ staffId }));
  return row && stayFromRow(row);
}

const selectStay = createPreparedQuery<{ sessionId: string }, StoredStay>(
  (value) =>
    attendanceSql
      .selectFrom("attendance_stay")
      .selectAll()
      .where("session_id", "=", value("sessionId") as AttendanceSessionId), // only compared
);

export function stayById(db: ReadableDb, sessionId: string): StayRow | undefined {
  const row = db.first(selectStay({ sessionId }));
  return row && stayFromRow(row);
}

/** Everybody who is here now, with the stay they are in. */
export function openStays(db: ReadableDb): readonly StayRow[] {
  return db
    .all(
      attendanceSql
        .selectFrom("attendance_stay")
        .selectAll()
        .where("in_at_ms", "is not", null)
        .where("out_at_ms", "is", null)
        .where((where) => where("is_end_missed", "=", where.lit(0)))
        .orderBy("in_at_ms")
        .orderBy("session_id"),
    )
    .map(stayFromRow);
}

/** Corrections nobody has decided, of a span of service dates. */
export function openCorrectionCount(db: ReadableDb, fromDate: LocalDate, toDate: LocalDate): number {
  const row = db.first(
    attendanceSql
      .selectFrom("attendance_correction")
      .select((select) => select.fn.countAll<number>().as("count"))
      .where("state", "=", "asked")
      .where("service_date", ">=", fromDate)
      .where("service_date", "<=", toDate),
  );
  return row?.count ?? 0;
}

export interface KnownPunchRow {
  readonly punchId: PunchId;
  readonly staffId: StaffId;
  readonly sessionId: AttendanceSessionId;
  readonly direction: "in" | "out";
  readonly atMs: number;
  readonly deviceId: string | null;
  readonly photoId: string | null;
}

/** The punch that names a photo, for who may see it and how long it is kept. */
export function punchOfPhoto(db: ReadableDb, photoId: string): KnownPunchRow | undefined {
  const row = db.first(
    attendanceSql.selectFrom("attendance_punch").selectAll().where("photo_id", "=", photoId).limit(1),
  );
  return row && punchFromRow(row);
}

/** What a span of service dates says of one person, in days; the roster says when they should have been here. */
export interface AttendanceFacts {
  /** Rostered dates that no approved leave took away. */
  readonly rosteredDayCount: number;
  /** Of those, dates the person came: late counts as present. */
  readonly presentDayCount: number;
  readonly lateDayCount: number;
  readonly absentDayCount: number;
}

export function attendanceFacts(
  db: ReadableDb,
  of: { readonly staffId: string; readonly fromDate: LocalDate; readonly toDate: LocalDate },
): AttendanceFacts {
  const staffId = of.staffId as StaffId; // only compared
  const rostered = db.all(
    attendanceSql
      .selectFrom("roster_entry")
      .select("service_date")
      .distinct()
      .where("staff_id", "=", staffId)
      .where("service_date", ">=", of.fromDate)
      .where("service_date", "<=", of.toDate),
  );
  const leaves = approvedLeaves(db, of.fromDate, of.toDate).filter((leave) => leave.staffId === of.staffId);
  const isOnLeave = (date: LocalDate) => leaves.some((leave) => leave.fromDate <= date && date <= leave.toDate);
  const dates = new Set(rostered.map((row) => row.service_date).filter((date) => !isOnLeave(date)));
  const came = staysOf(db, of).filter((stay) => stay.inAtMs !== null && dates.has(stay.serviceDate));
  const absent = db.all(
    attendanceSql
      .selectFrom("attendance_absence")
      .select("service_date")
      .distinct()
      .where("staff_id", "=", staffId)
      .where("service_date", "in", [...dates]),
  );
  const presentDates = new Set(came.map((stay) => stay.serviceDate));
  return {
    rosteredDayCount: dates.size,
    presentDayCount: presentDates.size,
    lateDayCount: new Set(came.filter((stay) => stay.lateMs > 0).map((stay) => stay.serviceDate)).size,
    absentDayCount: absent.filter((row) => !presentDates.has(row.service_date)).length,
  };
}

/** Pictures named by punches of some people that arrived since an instant. */
export function photoIdsOf(
  db: ReadableDb,
  { staffIds, sinceMs }: { readonly staffIds: readonly StaffId[]; readonly sinceMs: number },
): readonly string[] {
  if (staffIds.length === 0) return [];
  const rows = db.all(
    attendanceSql
      .selectFrom("attendance_punch")
      .select("photo_id")
      .where("staff_id", "in", staffIds)
      .where("photo_id", "is not", null)
      .where("recorded_at_ms", ">=", sinceMs),
  );
  return rows.flatMap((row) => row.photo_id ?? []);
}

const selectPunch = createPreparedQuery<{ punchId: string }, AttendanceTables["attendance_punch"]>(
  (value) =>
    attendanceSql
      .selectFrom("attendance_punch")
      .selectAll()
      .where("punch_id", "=", value("punchId") as PunchId), // only compared
);

export function punchById(db: ReadableDb, punchId: string): KnownPunchRow | undefined {
  const row = db.first(selectPunch({ punchId }));
  return row && punchFromRow(row);
}

const selectCorrectionId = createPreparedQuery<{ correctionId: string }, { readonly correction_id: string }>((value) =>
  attendanceSql
    .selectFrom("attendance_correction")
    .select("correction_id")
    .where("correction_id", "=", value("correctionId")),
);

/** Whether some digits already name a punch, a correction or the stay that either makes. */
export function isStayNameTaken(db: ReadableDb, digits: string): boolean {
  return (
    db.first(selectPunch({ punchId: `punch_${digits}` })) !== undefined ||
    db.first(selectStay({ sessionId: `attendance_session_${digits}` })) !== undefined ||
    db.first(selectCorrectionId({ correctionId: `correction_${digits}` })) !== undefined
  );
}

const selectPunchesNear = createPreparedQuery<
  { staffId: string; fromMs: number; toMs: number },
  AttendanceTables["attendance_punch"]
>((value) =>
  attendanceSql
    .selectFrom("attendance_punch")
    .selectAll()
    .where("staff_id", "=", value("staffId") as StaffId) // only compared
    .where("is_withdrawn", "=", 0)
    .where("at_ms", ">=", value("fromMs"))
    .where("at_ms", "<=", value("toMs"))
    .orderBy("at_ms"),
);

/** A person's punches within a time of an instant: what a second read of the same badge repeats. */
export function punchesNear(
  db: ReadableDb,
  of: { readonly staffId: string; readonly atMs: number; readonly withinMs: number },
): readonly KnownPunchRow[] {
  const { staffId, atMs, withinMs } = of;
  return db.all(selectPunchesNear({ staffId, fromMs: atMs - withinMs, toMs: atMs + withinMs })).map(punchFromRow);
}

function punchFromRow(row: AttendanceTables["attendance_punch"]): KnownPunchRow {
  return {
    punchId: row.punch_id,
    staffId: row.staff_id,
    sessionId: row.session_id,
    direction: row.direction,
    atMs: row.at_ms,
    deviceId: row.device_id,
    photoId: row.photo_id,
  };
}

/** Spans of service dates whose wages are approved; joined by the pay periods. */
export type ClosedSpans = (db: ReadableDb) => readonly ClosedSpan[];

export interface ApprovedLeave {
  readonly staffId: StaffId;
  readonly kind: LeaveKind;
  readonly fromDate: LocalDate;
  readonly toDate: LocalDate;
}

/** Granted leave that touches a span of dates. */
export function approvedLeaves(db: ReadableDb, fromDate: LocalDate, toDate: LocalDate): readonly ApprovedLeave[] {
  return db
    .all(
      attendanceSql
        .selectFrom("attendance_leave")
        .select(["staff_id", "kind", "from_date", "to_date"])
        .where("to_date", ">=", fromDate)
        .where("from_date", "<=", toDate)
        .where("state", "=", "approved")
        .orderBy("from_date"),
    )
    .map((row) => ({ staffId: row.staff_id, kind: row.kind, fromDate: row.from_date, toDate: row.to_date }));
}

/** Rostered shifts of a span that nobody came to and nobody called an absence. */
export function unansweredRoster(
  db: ReadableDb,
  fromDate: LocalDate,
  toDate: LocalDate,
): ReadonlyArray<{ readonly staffId: StaffId; readonly serviceDate: LocalDate; readonly shiftCode: string }> {
  const rows = db.all(
    attendanceSql
      .selectFrom("roster_entry as entry")
      .leftJoin("attendance_stay as stay", (join) =>
        join
          .onRef("stay.service_date", "=", "entry.service_date")
          .onRef("stay.staff_id", "=", "entry.staff_id")
          .onRef("stay.shift_code", "=", "entry.shift_code"),
      )
      .leftJoin("attendance_absence as absence", (join) =>
        join
          .onRef("absence.service_date", "=", "entry.service_date")
          .onRef("absence.staff_id", "=", "entry.staff_id")
          .onRef("absence.shift_code", "=", "entry.shift_code"),
      )
      .select(["entry.staff_id", "entry.service_date", "entry.shift_code"])
      .where("entry.service_date", ">=", fromDate)
      .where("entry.service_date", "<=", toDate)
      .where("stay.session_id", "is", null)
      .where("absence.staff_id", "is", null)
      .orderBy("entry.service_date")
      .orderBy("entry.staff_id"),
  );
  return rows.map((row) => ({ staffId: row.staff_id, serviceDate: row.service_date, shiftCode: row.shift_code }));
}

/** The last day of the newest wage list a person is on that is not paid yet. */
export function unpaidToDate(db: ReadableDb, staffId: string): LocalDate | null {
  const row = db.first(
    paySql
      .selectFrom("pay_period")
      .innerJoin("pay_period_person", "pay_period_person.pay_period_id", "pay_period.pay_period_id")
      .select("pay_period.to_date")
      .where("pay_period_person.staff_id", "=", staffId as StaffId) // only compared
      .where("pay_period.state", "<>", "paid")
      .orderBy("pay_period.to_date", "desc")
      .limit(1),
  );
  return row?.to_date ?? null;
}

/** Everybody on the roster of a service date. */
export function rosteredStaffIds(db: ReadableDb, serviceDate: LocalDate): readonly StaffId[] {
  const rows = db.all(
    attendanceSql
      .selectFrom("roster_entry")
      .select("staff_id")
      .distinct()
      .where("service_date", "=", serviceDate)
      .orderBy("staff_id"),
  );
  return rows.map((row) => row.staff_id);
}
