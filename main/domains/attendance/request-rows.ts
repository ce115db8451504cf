import type { RowOf } from "#kernel/definition.ts";
import { correctionsQuery, leavesQuery } from "#domains/attendance/queries.ts";
import type { StaffId } from "#kernel/ids.ts";
import type { LocalDate } from "#kernel/time.ts";
import { staffOnList } from "#main/domains/people/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { attendanceSql, type AttendanceTables } from "./tables.ts";

interface RequestFilter {
  readonly fromDate: LocalDate;
  readonly toDate: LocalDate;
  readonly staffId?: string | undefined;
  readonly isOpenOnly?: boolean | undefined;
}

/** Corrections by their service date, the open ones first; with the photos of the stay they change. */
export function correctionRows(
  db: ReadableDb,
  filter: RequestFilter,
  divisionCode: string | null,
): readonly RowOf<typeof correctionsQuery>[] {
  let query = attendanceSql
    .selectFrom("attendance_correction as correction")
    .leftJoin("attendance_stay as stay", "stay.session_id", "correction.session_id")
    .selectAll("correction")
    .select(["stay.in_photo_id", "stay.out_photo_id"])
    .where("correction.service_date", ">=", filter.fromDate)
    .where("correction.service_date", "<=", filter.toDate)
    .orderBy((order) => order.case().when("correction.state", "=", "asked").then(0).else(1).end())
    .orderBy("correction.requested_at_ms", "desc")
    .limit(correctionsQuery.limit + 1);
  if (filter.staffId !== undefined) query = query.where("correction.staff_id", "=", filter.staffId as StaffId); // only compared
  if (filter.isOpenOnly === true) query = query.where("correction.state", "=", "asked");
  const isSeen = seenBy(db, divisionCode);
  return db
    .all(query)
    .filter((row) => isSeen(row.staff_id))
    .map((row) => ({
      correctionId: row.correction_id,
      ...requestOf(row),
      sessionId: row.session_id,
      serviceDate: row.service_date,
      inAtMs: row.in_at_ms,
      outAtMs: row.out_at_ms,
      originalInAtMs: row.original_in_at_ms,
      originalOutAtMs: row.original_out_at_ms,
      reasonCode: row.reason_code,
      photoIds: [row.in_photo_id, row.out_photo_id].filter((photoId) => photoId !== null),
    }));
}

export function leaveRows(
  db: ReadableDb,
  filter: RequestFilter,
  divisionCode: string | null,
): readonly RowOf<typeof leavesQuery>[] {
  let query = attendanceSql
    .selectFrom("attendance_leave")
    .selectAll()
    .where("to_date", ">=", filter.fromDate)
    .where("from_date", "<=", filter.toDate)
    .orderBy((order) => order.case().when("state", "=", "asked").then(0).else(1).end())
    .orderBy("requested_at_ms", "desc")
    .limit(leavesQuery.limit + 1);
  if (filter.staffId !== undefined) query = query.where("staff_id", "=", filter.staffId as StaffId); // only compared
  const isSeen = seenBy(db, divisionCode);
  return db
    .all(query)
    .filter((row) => isSeen(row.staff_id))
    .map((row) => ({
      leaveId: row.leave_id,
      ...requestOf(row),
      kind: row.kind,
      fromDate: row.from_date,
      toDate: row.to_date,
      reasonCode: row.reason_code,
    }));
}

type RequestColumns = Pick<
  AttendanceTables["attendance_leave"],
  | "staff_id"
  | "requested_at_ms"
  | "requested_by_staff_id"
  | "note"
  | "state"
  | "decided_by_staff_id"
  | "decided_at_ms"
  | "reason"
>;

function requestOf(row: RequestColumns) {
  return {
    staffId: row.staff_id,
    requestedAtMs: row.requested_at_ms,
    requestedByStaffId: row.requested_by_staff_id,
    note: row.note,
    state: row.state,
    decidedByStaffId: row.decided_by_staff_id,
    decidedAtMs: row.decided_at_ms,
    reason: row.reason,
  };
}

function seenBy(db: ReadableDb, divisionCode: string | null): (staffId: string) => boolean {
  if (divisionCode === null) return () => true;
  const ids = new Set<string>(
    staffOnList(db, "9999-12-31").flatMap((person) => (person.divisionCode === divisionCode ? [person.staffId] : [])),
  );
  return (staffId) => ids.has(staffId);
}
