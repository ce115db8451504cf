import { isOwnDivisionOnly, type Station } from "#kernel/access.ts";
import type { StaffId } from "#kernel/ids.ts";
import type { LocalDate } from "#kernel/time.ts";
import {
  attendanceBoardQuery,
  attendanceCountsQuery,
  attendanceMonthQuery,
  correctionsQuery,
  leavesQuery,
  myHoursQuery,
  punchesQuery,
  rosterQuery,
  shiftsQuery,
  peoplePresentQuery,
  stationPresentQuery,
  staysQuery,
  terminalRosterQuery,
} from "#domains/attendance/queries.ts";
import { sessionMaxMs } from "#domains/attendance/settings.ts";
import { DIVISIONS_BY_STATION } from "#domains/people/rules.ts";
import { tabletSessionMs } from "#domains/people/settings.ts";
import { presenceEvents } from "#domains/attendance/events.ts";
import { settingReader } from "#main/domains/site/queries.ts";
import { personOn, staffNames, staffOnList, type ListedPerson } from "#main/domains/people/queries.ts";
import { answerQuery, type QueryHandler, type QueryViewer } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { boardRows, countsRow } from "./board-rows.ts";
import { monthRows } from "./month-rows.ts";
import { openStays, stayFromRow, staysOf } from "./queries.ts";
import { correctionRows, leaveRows } from "./request-rows.ts";
import { newestShifts } from "./shifts.ts";
import { attendanceSql } from "./tables.ts";

const STAY_EVENTS = [
  "checked-in",
  "checked-out",
  "punch-flipped",
  "punch-withdrawn",
  "punch-explained",
  "check-out-missed",
  "correction-approved",
  "overtime-approved",
  "roster-set",
] as const;
const STAFF_EVENTS = ["staff-added", "staff-changed", "staff-ended", "staff-erased"] as const;
const DAY_EVENTS = [
  ...STAY_EVENTS,
  ...STAFF_EVENTS,
  "shift-defined",
  "absence-recorded",
  "leave-approved",
  "division-defined",
  "role-assigned",
  "role-withdrawn",
] as const;

export interface AttendanceQueryDeps {
  /** The service date of now. */
  readonly todayOf: (db: ReadableDb) => LocalDate;
  /** SHA-256 digests, in hex, of the normalised texts of everybody's badges in force. */
  readonly badgeDigestsByStaff: (db: ReadableDb) => ReadonlyMap<string, readonly string[]>;
}

/** The live queries of attendance; those of the wages join in `module.ts`. */
export function attendanceQueryHandlers(deps: AttendanceQueryDeps): readonly QueryHandler[] {
  return [
    answerQuery(attendanceBoardQuery, DAY_EVENTS, (db, { serviceDate }, viewer) =>
      boardRows(db, serviceDate, viewer.isNamesAllowed),
    ),
    answerQuery(attendanceCountsQuery, DAY_EVENTS, (db, { serviceDate }) => [countsRow(db, serviceDate)]),
    answerQuery(
      stationPresentQuery,
      [...STAY_EVENTS, ...STAFF_EVENTS, "role-assigned", "role-withdrawn"],
      (db, { station }, viewer) => presentRows(db, station, viewer, deps),
    ),
    answerQuery(peoplePresentQuery, STAY_EVENTS, (db) => {
      const lengthMs = settingReader(db, deps.todayOf(db))(sessionMaxMs).value;
      return openStays(db).flatMap(({ staffId, inAtMs }) =>
        inAtMs === null ? [] : [{ staffId, sinceAtMs: inAtMs, untilAtMs: inAtMs + lengthMs }],
      );
    }),
    answerQuery(terminalRosterQuery, [...STAY_EVENTS, ...STAFF_EVENTS, "badge-issued", "badge-revoked"], (db) =>
      terminalRows(db, deps),
    ),
    answerQuery(myHoursQuery, [...STAY_EVENTS, "shift-defined"], (db, params, viewer) =>
      viewer.staffId === params.staffId ? staysOf(db, params) : [],
    ),
    answerQuery(staysQuery, [...STAY_EVENTS, "shift-defined"], (db, params, viewer) =>
      stayRows(db, params, divisionOf(db, viewer, deps)),
    ),
    answerQuery(punchesQuery, STAY_EVENTS, (db, params, viewer) => punchRows(db, params, divisionOf(db, viewer, deps))),
    answerQuery(attendanceMonthQuery, DAY_EVENTS, (db, { month }, viewer) =>
      monthRows(db, month, { isNamed: viewer.isNamesAllowed, divisionCode: divisionOf(db, viewer, deps) }),
    ),
    answerQuery(shiftsQuery, ["shift-defined", "shift-retired"], (db) =>
      newestShifts(db).map(({ shift: { timeZone: _timeZone, halfDayShareBp: _shareBp, ...shift }, isRetired }) => ({
        ...shift,
        isRetired,
      })),
    ),
    answerQuery(rosterQuery, ["roster-set", ...STAFF_EVENTS], (db, params, viewer) =>
      rosterRows(db, params, divisionOf(db, viewer, deps)),
    ),
    answerQuery(
      correctionsQuery,
      ["correction-requested", "correction-approved", "correction-rejected"],
      (db, params, viewer) => correctionRows(db, params, divisionOf(db, viewer, deps)),
    ),
    answerQuery(leavesQuery, ["leave-requested", "leave-approved", "leave-rejected"], (db, params, viewer) =>
      leaveRows(db, params, divisionOf(db, viewer, deps)),
    ),
  ];
}

/** Types any of these queries is changed by, for the tests that hold it against the events there are. */
export const ATTENDANCE_EVENT_TYPES: readonly string[] = presenceEvents.map((event) => event.type);

/** A division lead sees the own division only (`d` in DOMAIN.md §3); null for everybody. */
function divisionOf(db: ReadableDb, viewer: QueryViewer, { todayOf }: AttendanceQueryDeps): string | null {
  if (viewer.staffId === null) return null;
  const person = personOn(db, viewer.staffId, todayOf(db));
  return person !== undefined && isOwnDivisionOnly(person.roles, "people.view") ? person.divisionCode : null;
}

function presentRows(db: ReadableDb, station: Station, viewer: QueryViewer, deps: AttendanceQueryDeps) {
  const today = deps.todayOf(db);
  const lengthMs = settingReader(db, today)(tabletSessionMs).value;
  const people = new Map<string, ListedPerson>(staffOnList(db, today).map((person) => [person.staffId, person]));
  const here = openStays(db).flatMap(({ staffId, inAtMs }) => {
    const person = people.get(staffId);
    const isHere = person !== undefined && DIVISIONS_BY_STATION[station].includes(person.divisionCode);
    return isHere && inAtMs !== null ? [{ person, inAtMs }] : [];
  });
  const names = viewer.isNamesAllowed
    ? staffNames(
        db,
        here.map(({ person }) => person.staffId),
      )
    : new Map<string, string>();
  return here.slice(0, stationPresentQuery.limit + 1).map(({ person, inAtMs }) => ({
    staffId: person.staffId,
    name: names.get(person.staffId) ?? person.staffCode,
    roles: [...person.roles],
    divisionCode: person.divisionCode,
    sinceAtMs: inAtMs,
    expiresAtMs: inAtMs + lengthMs,
  }));
}

function terminalRows(db: ReadableDb, deps: AttendanceQueryDeps) {
  const digests = deps.badgeDigestsByStaff(db);
  const people = staffOnList(db, deps.todayOf(db)).filter(({ status }) => status !== "ended");
  const names = staffNames(
    db,
    people.map(({ staffId }) => staffId),
  );
  const openSince = new Map(openStays(db).map((stay) => [stay.staffId, stay.inAtMs]));
  return people.map(({ staffId, staffCode }) => ({
    staffId,
    name: names.get(staffId) ?? staffCode,
    badgeDigests: [...(digests.get(staffId) ?? [])],
    openSinceAtMs: openSince.get(staffId) ?? null,
  }));
}

/** The ids of a division's people, for queries that a division lead asks. */
function idsOfDivision(db: ReadableDb, divisionCode: string | null): ReadonlySet<string> | null {
  if (divisionCode === null) return null;
  const people = staffOnList(db, "9999-12-31").filter((person) => person.divisionCode === divisionCode);
  return new Set(people.map(({ staffId }) => staffId));
}

function stayRows(
  db: ReadableDb,
  params: {
    readonly fromDate: LocalDate;
    readonly toDate: LocalDate;
    readonly staffId?: string | undefined;
    readonly isFlaggedOnly?: boolean | undefined;
    readonly isOpenOnly?: boolean | undefined;
    readonly isOvertimeOpen?: boolean | undefined;
  },
  divisionCode: string | null,
) {
  let query = attendanceSql
    .selectFrom("attendance_stay")
    .selectAll()
    .where("service_date", ">=", params.fromDate)
    .where("service_date", "<=", params.toDate)
    .orderBy("service_date", "desc")
    .orderBy("begins_at_ms", "desc")
    .limit(staysQuery.limit + 1);
  if (params.staffId !== undefined) query = query.where("staff_id", "=", params.staffId as StaffId); // only compared
  if (params.isFlaggedOnly === true) query = query.where("is_flagged", "=", 1);
  if (params.isOpenOnly === true) {
    query = query
      .where("in_at_ms", "is not", null)
      .where((where) => where.or([where("out_at_ms", "is", null), where("status", "=", "incomplete")]));
  }
  if (params.isOvertimeOpen === true) {
    query = query.where("overtime_ms", ">", 0).where("approved_overtime_ms", "is", null);
  }
  const allowed = idsOfDivision(db, divisionCode);
  if (allowed !== null) query = query.where("staff_id", "in", [...allowed] as StaffId[]); // only compared
  return db.all(query).map(stayFromRow);
}

function punchRows(
  db: ReadableDb,
  params: { readonly fromDate: LocalDate; readonly toDate: LocalDate; readonly staffId?: string | undefined },
  divisionCode: string | null,
) {
  let query = attendanceSql
    .selectFrom("attendance_punch as punch")
    .leftJoin("attendance_stay as stay", "stay.session_id", "punch.session_id")
    .selectAll("punch")
    .select("stay.service_date as stay_date")
    .where("punch.clock_date", ">=", params.fromDate)
    .where("punch.clock_date", "<=", params.toDate)
    .orderBy("punch.at_ms", "desc")
    .orderBy("punch.punch_id")
    .limit(punchesQuery.limit + 1);
  if (params.staffId !== undefined) query = query.where("punch.staff_id", "=", params.staffId as StaffId); // only compared
  const allowed = idsOfDivision(db, divisionCode);
  if (allowed !== null) query = query.where("punch.staff_id", "in", [...allowed] as StaffId[]); // only compared
  return db.all(query).map((row) => ({
    punchId: row.punch_id,
    staffId: row.staff_id,
    sessionId: row.session_id,
    serviceDate: row.stay_date ?? row.clock_date,
    direction: row.direction,
    atMs: row.at_ms,
    recordedAtMs: row.recorded_at_ms,
    method: row.method,
    deviceId: row.device_id,
    photoId: row.photo_id,
    isWithdrawn: row.is_withdrawn === 1,
    isFlipped: row.is_flipped === 1,
    isClockReplaced: row.is_clock_replaced === 1,
    isLateEntry: row.is_late_entry === 1,
    explanation: row.explanation,
  }));
}

function rosterRows(
  db: ReadableDb,
  params: { readonly fromDate: LocalDate; readonly toDate: LocalDate; readonly divisionCode?: string | undefined },
  ownDivisionCode: string | null,
) {
  const allowed = idsOfDivision(db, ownDivisionCode ?? params.divisionCode ?? null);
  const rows = db
    .all(
      attendanceSql
        .selectFrom("roster_entry")
        .selectAll()
        .where("service_date", ">=", params.fromDate)
        .where("service_date", "<=", params.toDate)
        .orderBy("service_date")
        .orderBy("staff_id")
        .orderBy("shift_code"),
    )
    .filter((row) => allowed === null || allowed.has(row.staff_id));
  return [...Map.groupBy(rows, (row) => row.service_date)]
    .slice(0, rosterQuery.limit + 1)
    .map(([serviceDate, onDate]) => ({
      serviceDate,
      entries: [...Map.groupBy(onDate, (row) => row.staff_id)].map(([staffId, own]) => ({
        staffId,
        shiftCodes: own.map((row) => row.shift_code),
      })),
    }));
}
