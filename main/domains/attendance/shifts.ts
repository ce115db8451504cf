import type { Shift } from "#domains/attendance/events.ts";
import { rosteredShift, type RosteredShift } from "#domains/attendance/shift-match.ts";
import type { StaffId } from "#kernel/ids.ts";
import { addDays, type LocalDate } from "#kernel/time.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { attendanceSql } from "./tables.ts";

/** A shift pattern as it holds on a service date. */
export interface ShiftInForce {
  readonly shift: Shift;
  readonly isRetired: boolean;
}

interface StoredVersion {
  readonly definition: string;
  readonly is_retired: 0 | 1;
}

const selectVersion = createPreparedQuery<{ shiftCode: string; date: string }, StoredVersion>((value) =>
  attendanceSql
    .selectFrom("shift_version")
    .select(["definition", "is_retired"])
    .where("shift_code", "=", value("shiftCode"))
    .where("from_date", "<=", value("date"))
    .orderBy("seq", "desc")
    .limit(1),
);

const selectFirstVersion = createPreparedQuery<{ shiftCode: string }, StoredVersion>((value) =>
  attendanceSql
    .selectFrom("shift_version")
    .select(["definition", "is_retired"])
    .where("shift_code", "=", value("shiftCode"))
    .orderBy("seq")
    .limit(1),
);

/**
 * A shift as it holds on a service date: the newest version from that date or before; a roster written afterwards for dates
 * before the first version takes that one. Undefined for a code nobody defined.
 */
export function shiftOn(db: ReadableDb, shiftCode: string, date: LocalDate): ShiftInForce | undefined {
  const row = db.first(selectVersion({ shiftCode, date })) ?? db.first(selectFirstVersion({ shiftCode }));
  return row && { shift: JSON.parse(row.definition) as Shift, isRetired: row.is_retired === 1 }; // written from a parsed event
}

/** Every code with its newest version. */
export function newestShifts(db: ReadableDb): readonly ShiftInForce[] {
  const rows = db.all(
    attendanceSql
      .selectFrom("shift_version as version")
      .select(["version.definition", "version.is_retired", "version.shift_code"])
      .where("version.seq", "=", (where) =>
        where
          .selectFrom("shift_version as other")
          .select((select) => select.fn.max<number>("other.seq").as("seq"))
          .whereRef("other.shift_code", "=", "version.shift_code"),
      )
      .orderBy("version.shift_code"),
  );
  return rows.map((row) => ({ shift: JSON.parse(row.definition) as Shift, isRetired: row.is_retired === 1 })); // as above
}

const selectRosterOf = createPreparedQuery<
  { staffId: string; fromDate: string; toDate: string },
  { readonly service_date: string; readonly shift_code: string }
>((value) =>
  attendanceSql
    .selectFrom("roster_entry")
    .select(["service_date", "shift_code"])
    .where("staff_id", "=", value("staffId") as StaffId) // only compared
    .where("service_date", ">=", value("fromDate"))
    .where("service_date", "<=", value("toDate"))
    .orderBy("service_date")
    .orderBy("shift_code"),
);

/** A person's rostered shifts of a span of service dates, with their instants. */
export function rosteredBetween(
  db: ReadableDb,
  of: { readonly staffId: string; readonly fromDate: LocalDate; readonly toDate: LocalDate },
): readonly RosteredShift[] {
  return db.all(selectRosterOf(of)).flatMap((row) => {
    const known = shiftOn(db, row.shift_code, row.service_date);
    return known === undefined ? [] : [rosteredShift(known.shift, row.service_date)];
  });
}

/** The shifts that may claim an instant: those of the service date the clock gives and of the dates beside it. */
export function rosteredAround(
  db: ReadableDb,
  of: { readonly staffId: string; readonly clockDate: LocalDate },
): readonly RosteredShift[] {
  return rosteredBetween(db, {
    staffId: of.staffId,
    fromDate: addDays(of.clockDate, -1),
    toDate: addDays(of.clockDate, 1),
  });
}
