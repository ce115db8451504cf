import type { RowOf } from "#kernel/definition.ts";
import type { attendanceBoardQuery, attendanceCountsQuery, StayRow } from "#domains/attendance/queries.ts";
import type { DayStatus } from "#domains/attendance/values.ts";
import type { RosteredShift } from "#domains/attendance/shift-match.ts";
import { rosteredShift } from "#domains/attendance/shift-match.ts";
import type { LocalDate } from "#kernel/time.ts";
import { divisionTargets, staffNames, staffOnList, type ListedPerson } from "#main/domains/people/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { approvedLeaves, openStays, staysBetween } from "./queries.ts";
import { shiftOn } from "./shifts.ts";
import { attendanceSql } from "./tables.ts";

export type BoardRow = RowOf<typeof attendanceBoardQuery>;
type CountsRow = RowOf<typeof attendanceCountsQuery>;

/** One person and shift of a service date, with what is known of it. */
export interface DayEntry {
  readonly person: ListedPerson;
  readonly rostered: RosteredShift | null;
  readonly stay: StayRow | null;
  readonly status: DayStatus;
}

/** Everybody rostered or here on a service date: a row for each shift, and one for each stay no shift claims. */
export function dayEntries(db: ReadableDb, serviceDate: LocalDate): readonly DayEntry[] {
  const people = new Map<string, ListedPerson>(staffOnList(db, serviceDate).map((person) => [person.staffId, person]));
  const staysByPerson = Map.groupBy(staysBetween(db, serviceDate, serviceDate), (stay) => stay.staffId);
  const leaves = approvedLeaves(db, serviceDate, serviceDate);
  const absent = new Set(absencesOn(db, serviceDate).map((row) => `${row.staff_id}/${row.shift_code}`));
  const entries: DayEntry[] = [];
  const claimed = new Set<string>();
  for (const { staff_id, shift_code } of rosterOn(db, serviceDate)) {
    const person = people.get(staff_id);
    const known = shiftOn(db, shift_code, serviceDate);
    if (person === undefined || known === undefined) continue;
    const stays = (staysByPerson.get(staff_id) ?? []).filter((stay) => stay.shiftCode === shift_code);
    const rostered = rosteredShift(known.shift, serviceDate);
    for (const stay of stays) claimed.add(stay.sessionId);
    if (stays.length === 0) {
      const leave = leaves.find((row) => row.staffId === staff_id);
      const isAbsent = absent.has(`${staff_id}/${shift_code}`);
      const status = leave === undefined ? (isAbsent ? "absent" : "expected") : leave.kind;
      entries.push({ person, rostered, stay: null, status });
    }
    entries.push(...stays.map((stay) => ({ person, rostered, stay, status: stay.status })));
  }
  for (const [staffId, stays] of staysByPerson) {
    const person = people.get(staffId);
    if (person === undefined) continue;
    const own = stays.filter((stay) => !claimed.has(stay.sessionId));
    entries.push(...own.map((stay) => ({ person, rostered: null, stay, status: stay.status })));
  }
  return entries;
}

export function boardRows(db: ReadableDb, serviceDate: LocalDate, isNamed: boolean): readonly BoardRow[] {
  const entries = dayEntries(db, serviceDate);
  const names = isNamed
    ? staffNames(
        db,
        entries.map(({ person }) => person.staffId),
      )
    : new Map<string, string>();
  return entries
    .map(({ person, rostered, stay, status }) => ({
      key: `${person.staffId}/${stay?.sessionId ?? rostered?.shift.shiftCode ?? ""}`,
      staffId: person.staffId,
      name: names.get(person.staffId) ?? "",
      divisionCode: person.divisionCode,
      roles: [...person.roles],
      shiftCode: rostered?.shift.shiftCode ?? null,
      shiftStartAtMs: rostered?.startAtMs ?? null,
      shiftEndAtMs: rostered?.endAtMs ?? null,
      status,
      isPresentNow: stay !== null && isHere(stay),
      inAtMs: stay?.inAtMs ?? null,
      outAtMs: stay?.outAtMs ?? null,
      lateMs: stay?.lateMs ?? 0,
      workedMs: stay?.workedMs ?? 0,
      flags: stay === null ? [] : [...stay.flags],
    }))
    .toSorted(
      (left, right) =>
        (left.shiftStartAtMs ?? left.inAtMs ?? 0) - (right.shiftStartAtMs ?? right.inAtMs ?? 0) ||
        (left.key < right.key ? -1 : 1),
    );
}

/** Figures of a service date: rostered people of that date, and who is in the kitchen now whatever date they work for. */
export function countsRow(db: ReadableDb, serviceDate: LocalDate): CountsRow {
  const entries = dayEntries(db, serviceDate);
  const rostered = entries.filter((entry) => entry.rostered !== null);
  const here = new Set(openStays(db).map((stay) => stay.staffId));
  const rosteredIds = new Set(rostered.map(({ person }) => person.staffId));
  const people = staffOnList(db, serviceDate);
  const countOf = (ids: ReadonlySet<string>, divisionCode: string) =>
    people.filter((person) => person.divisionCode === divisionCode && ids.has(person.staffId)).length;
  const targets = divisionTargets(db);
  const codes = [...new Set([...targets.keys(), ...people.map((person) => person.divisionCode)])].toSorted();
  return {
    serviceDate,
    rosteredCount: rosteredIds.size,
    arrivedCount: new Set(rostered.flatMap(({ person, stay }) => (stay === null ? [] : [person.staffId]))).size,
    presentNowCount: here.size,
    lateCount: rostered.filter(({ stay }) => stay !== null && stay.lateMs > 0).length,
    absentCount: rostered.filter(({ status }) => status === "absent").length,
    divisions: codes
      .map((divisionCode) => ({
        divisionCode,
        rosteredCount: countOf(rosteredIds, divisionCode),
        presentNowCount: countOf(here, divisionCode),
        targetHeadCount: targets.get(divisionCode) ?? 0,
      }))
      .filter((row) => row.rosteredCount > 0 || row.presentNowCount > 0 || row.targetHeadCount > 0),
  };
}

function isHere(stay: StayRow): boolean {
  return stay.inAtMs !== null && stay.outAtMs === null && stay.status !== "incomplete";
}

function rosterOn(db: ReadableDb, serviceDate: LocalDate) {
  return db.all(
    attendanceSql
      .selectFrom("roster_entry")
      .select(["staff_id", "shift_code"])
      .where("service_date", "=", serviceDate)
      .orderBy("staff_id")
      .orderBy("shift_code"),
  );
}

function absencesOn(db: ReadableDb, serviceDate: LocalDate) {
  return db.all(
    attendanceSql
      .selectFrom("attendance_absence")
      .select(["staff_id", "shift_code"])
      .where("service_date", "=", serviceDate),
  );
}
