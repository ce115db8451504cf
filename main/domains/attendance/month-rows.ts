import type { RowOf } from "#kernel/definition.ts";
import type { attendanceMonthQuery, StayRow } from "#domains/attendance/queries.ts";
import type { DayStatus } from "#domains/attendance/values.ts";
import { addDays, type LocalDate } from "#kernel/time.ts";
import { staffNames, staffOnList } from "#main/domains/people/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { approvedLeaves, staysBetween } from "./queries.ts";
import { attendanceSql } from "./tables.ts";

type MonthRow = RowOf<typeof attendanceMonthQuery>;
type MonthDay = MonthRow["days"][number];

/** Every day of a month `YYYY-MM`. */
export function datesOfMonth(month: string): readonly LocalDate[] {
  const dates: LocalDate[] = [];
  for (let date = `${month}-01`; date.startsWith(month); date = addDays(date, 1)) dates.push(date);
  return dates;
}

/** Of two stays of one date the graver word stands: what wants somebody's eyes first. */
const RANK: readonly DayStatus[] = [
  "incomplete",
  "unrostered",
  "half-day",
  "late",
  "present",
  "absent",
  "sick",
  "leave",
  "day-off",
  "expected",
];

/** People × days of a month; who neither worked nor was rostered in it, and is gone, is left out. */
export function monthRows(
  db: ReadableDb,
  month: string,
  viewer: { readonly isNamed: boolean; readonly divisionCode: string | null },
): readonly MonthRow[] {
  const dates = datesOfMonth(month);
  const fromDate = dates[0] ?? `${month}-01`;
  const toDate = dates.at(-1) ?? fromDate;
  const stays = Map.groupBy(staysBetween(db, fromDate, toDate), (stay) => stay.staffId);
  const leaves = Map.groupBy(approvedLeaves(db, fromDate, toDate), (leave) => leave.staffId);
  const roster = rosterOf(db, fromDate, toDate);
  const absences = absenceKeys(db, fromDate, toDate);
  const people = staffOnList(db, toDate).filter(
    (person) =>
      (viewer.divisionCode === null || person.divisionCode === viewer.divisionCode) &&
      (person.status !== "ended" || stays.has(person.staffId) || roster.byPerson.has(person.staffId)),
  );
  const names = viewer.isNamed
    ? staffNames(
        db,
        people.map(({ staffId }) => staffId),
      )
    : new Map<string, string>();
  return people.map(({ staffId, staffCode, divisionCode, joinDate, endDate }) => {
    const own = stays.get(staffId) ?? [];
    const days = dates.map((date): MonthDay => {
      if (date < joinDate || (endDate !== null && date > endDate)) return null;
      const onDate = own.filter((stay) => stay.serviceDate === date);
      if (onDate.length > 0) return workedDay(onDate);
      const leave = leaves.get(staffId)?.find((row) => row.fromDate <= date && row.toDate >= date);
      if (leave !== undefined) return quietDay(leave.kind);
      if (absences.has(`${date}/${staffId}`)) return quietDay("absent");
      if (roster.byPerson.get(staffId)?.has(date) === true) return quietDay("expected");
      return roster.dates.has(date) ? quietDay("day-off") : null;
    });
    const worked = days.filter((day) => day !== null && day.workedMs > 0);
    return {
      staffId,
      name: names.get(staffId) ?? "",
      staffCode,
      divisionCode,
      days,
      presentDayCount: new Set(own.filter(({ inAtMs }) => inAtMs !== null).map(({ serviceDate }) => serviceDate)).size,
      lateDayCount: days.filter((day) => day !== null && day.lateMs > 0).length,
      absentDayCount: days.filter((day) => day?.status === "absent").length,
      workedMs: worked.reduce((total, day) => total + (day?.workedMs ?? 0), 0),
      approvedOvertimeMs: own.reduce((total, stay) => total + (stay.approvedOvertimeMs ?? 0), 0),
    };
  });
}

const WANTS_EYES: readonly string[] = ["short-stay", "unrostered", "incomplete", "clock-replaced"];

function workedDay(stays: readonly StayRow[]): MonthDay {
  const [status] = stays.map((stay) => stay.status).toSorted((left, right) => RANK.indexOf(left) - RANK.indexOf(right));
  return {
    status: status ?? "present",
    workedMs: stays.reduce((total, stay) => total + stay.workedMs, 0),
    lateMs: stays.reduce((total, stay) => total + stay.lateMs, 0),
    overtimeMs: stays.reduce((total, stay) => total + stay.overtimeMs, 0),
    isFlagged: stays.some((stay) => stay.flags.some((flag) => WANTS_EYES.includes(flag))),
  };
}

function quietDay(status: DayStatus): MonthDay {
  return { status, workedMs: 0, lateMs: 0, overtimeMs: 0, isFlagged: false };
}

function rosterOf(db: ReadableDb, fromDate: LocalDate, toDate: LocalDate) {
  const rows = db.all(
    attendanceSql
      .selectFrom("roster_entry")
      .select(["service_date", "staff_id"])
      .where("service_date", ">=", fromDate)
      .where("service_date", "<=", toDate),
  );
  const byPerson = new Map<string, Set<string>>();
  for (const row of rows) {
    const dates = byPerson.get(row.staff_id) ?? new Set<string>();
    byPerson.set(row.staff_id, dates.add(row.service_date));
  }
  return { byPerson, dates: new Set(rows.map((row) => row.service_date)) };
}

function absenceKeys(db: ReadableDb, fromDate: LocalDate, toDate: LocalDate): ReadonlySet<string> {
  const rows = db.all(
    attendanceSql
      .selectFrom("attendance_absence")
      .select(["service_date", "staff_id"])
      .where("service_date", ">=", fromDate)
      .where("service_date", "<=", toDate),
  );
  return new Set(rows.map((row) => `${row.service_date}/${row.staff_id}`));
}
