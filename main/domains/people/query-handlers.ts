import { isOwnDivisionOnly } from "#kernel/access.ts";
import type { LocalDate } from "#kernel/time.ts";
import {
  badgesQuery,
  cardEnrolmentQuery,
  divisionsQuery,
  sitePeopleCountQuery,
  staffMemberQuery,
  staffNamesQuery,
  staffPayQuery,
  staffQuery,
  stationPeopleQuery,
} from "#domains/people/queries.ts";
import { rolesOn, STANDARD_DIVISIONS } from "#domains/people/rules.ts";
import { badgeLastUsedAtMs } from "#main/domains/attendance/queries.ts";
import { answerQuery, type QueryHandler, type QueryViewer } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { enrolmentRows } from "./enrolments.ts";
import {
  heldRoles,
  kitchenHeadIds,
  nameOf,
  openedPersonal,
  peopleWithPay,
  personalFrom,
  personOn,
  qrBadgeIds,
  staffName,
} from "./queries.ts";
import { reviewQueryHandlers } from "./review-query-handlers.ts";
import { peopleSql } from "./tables.ts";

const STAFF_EVENTS = [
  "staff-added",
  "staff-changed",
  "staff-ended",
  "staff-erased",
  "role-assigned",
  "role-withdrawn",
] as const;

/** What a person identifies by. */
const OWN_MEANS_EVENTS = ["pin-reset", "badge-issued", "badge-revoked"] as const;

/** What else moves the version of a person's stream, which an edit must name. */
const OTHER_STREAM_EVENTS = [
  "staff-pay-set",
  "staff-certificate-recorded",
  "card-enrolment-opened",
  "card-offered",
  "card-enrolment-closed",
  "staff-session-opened",
  "staff-session-closed",
] as const;

/** The live queries of people. `todayOf` gives the service date of now, for roles that end by date. */
export function peopleQueryHandlers(todayOf: (db: ReadableDb) => LocalDate): readonly QueryHandler[] {
  return [
    ...reviewQueryHandlers(todayOf),
    answerQuery(staffQuery, [...STAFF_EVENTS, ...OWN_MEANS_EVENTS], (db, params, viewer) =>
      staffRows(db, viewer, todayOf(db), { ...params, limit: staffQuery.limit + 1 }).map(({ row }) => row),
    ),
    answerQuery(
      staffMemberQuery,
      [...STAFF_EVENTS, ...OWN_MEANS_EVENTS, ...OTHER_STREAM_EVENTS],
      (db, params, viewer) =>
        staffRows(db, viewer, todayOf(db), { ...params, limit: 1 }).map(({ row, personal, held, change }) => ({
          ...row,
          streamVersion: change.streamVersion,
          changedAtMs: change.atMs,
          changedByName:
            change.byStaffId === null || !viewer.isNamesAllowed ? null : staffName(db, change.byStaffId) || null,
          nickName: personal?.nickName ?? null,
          birthDate: personal?.birthDate ?? null,
          nationalId: personal?.nationalId ?? null,
          phone: personal?.phone ?? null,
          address: personal?.address ?? null,
          emergencyContact: personal?.emergencyContact ?? null,
          roleUntilDates: held.flatMap(({ role, untilDate }) => (untilDate === null ? [] : [{ role, untilDate }])),
        })),
    ),
    ...badgeQueryHandlers(),
    answerQuery(divisionsQuery, ["division-defined", "staff-added", "staff-changed", "staff-ended"], divisionRows),
    answerQuery(
      stationPeopleQuery,
      [...STAFF_EVENTS, "staff-session-opened", "staff-session-closed"],
      (db, params, viewer) => stationRows(db, viewer, todayOf(db), params.deviceId),
    ),
    answerQuery(staffNamesQuery, STAFF_EVENTS, (db, params, viewer) =>
      staffRows(db, viewer, todayOf(db), { ...params, limit: staffNamesQuery.limit + 1, isEveryDivision: true }).map(
        ({ row: { staffId, staffCode, name, roles, divisionCode, position, status } }) => ({
          staffId,
          staffCode,
          name,
          roles,
          divisionCode,
          position,
          status,
        }),
      ),
    ),
    answerQuery(staffPayQuery, [...STAFF_EVENTS, "staff-pay-set"], (db) =>
      peopleWithPay(db)
        .filter((person) => !person.isErased)
        .slice(0, staffPayQuery.limit + 1)
        .map(({ isErased: _isErased, pay, ...person }) => ({
          ...person,
          payBasis: pay?.payBasis ?? null,
          rateIdr: pay?.rateIdr ?? null,
          bankAccount: pay?.bankAccount ?? null,
        })),
    ),
    answerQuery(sitePeopleCountQuery, STAFF_EVENTS, (db) => {
      const kitchenHeadCount = kitchenHeadIds(db, todayOf(db)).length;
      return [
        { key: "site" as const, activeCount: activeCount(db), kitchenHeadCount, isFounding: kitchenHeadCount === 0 },
      ];
    }),
  ];
}

/** Badges, and the card that is waited for. */
function badgeQueryHandlers(): readonly QueryHandler[] {
  return [
    answerQuery(
      badgesQuery,
      ["badge-issued", "badge-revoked", "checked-in", "checked-out", "punch-withdrawn"],
      (db, params) => badgeRows(db, params.staffId),
    ),
    answerQuery(
      cardEnrolmentQuery,
      ["card-enrolment-opened", "card-offered", "card-enrolment-closed"],
      (db, _params, viewer) => enrolmentRows(db, viewer),
    ),
  ];
}

interface StaffFilter {
  readonly staffId?: string | undefined;
  readonly divisionCode?: string | undefined;
  readonly status?: "active" | "on-leave" | "ended" | undefined;
  readonly isEveryDivision?: boolean;
  readonly limit: number;
}

function staffRows(db: ReadableDb, viewer: QueryViewer, today: LocalDate, filter: StaffFilter) {
  const ownDivisionCode = filter.isEveryDivision === true ? null : ownDivisionOnly(db, viewer, today);
  let query = peopleSql
    .selectFrom("staff")
    .leftJoin("staff_private", "staff_private.sealed_id", "staff.sealed_id")
    .selectAll("staff")
    .select(openedPersonal.as("personal"))
    .orderBy("staff.staff_code")
    .limit(filter.limit);
  if (filter.staffId !== undefined) query = query.where("staff.staff_id", "=", filter.staffId);
  if (filter.divisionCode !== undefined) query = query.where("staff.division_code", "=", filter.divisionCode);
  if (ownDivisionCode !== null) query = query.where("staff.division_code", "=", ownDivisionCode);
  if (filter.status !== undefined) query = query.where("staff.status", "=", filter.status);
  const rows = db.all(query);
  const held = heldRoles(
    db,
    rows.map((row) => row.staff_id),
  );
  const qrBadges = qrBadgeIds(db);
  return rows.map((row) => {
    const personal = viewer.isNamesAllowed ? personalFrom(row.personal) : null;
    const roles = held.get(row.staff_id) ?? [];
    return {
      change: { streamVersion: row.stream_version, atMs: row.changed_at_ms, byStaffId: row.changed_by_staff_id },
      personal,
      held: roles,
      row: {
        staffId: row.staff_id,
        staffCode: row.staff_code,
        name: nameOf(personal, row.staff_code),
        fullName: personal?.fullName ?? row.staff_code,
        roles: [...rolesOn(roles, today)],
        divisionCode: row.division_code,
        position: row.position,
        employmentKind: row.employment_kind,
        joinDate: row.join_date,
        endDate: row.end_date,
        status: row.status,
        isErased: row.is_erased === 1,
        numberIssuedAtMs: row.status === "ended" ? null : row.number_issued_at_ms,
        hasQrBadge: qrBadges.has(row.staff_id),
      },
    };
  });
}

/** A division lead sees the own division only (`d` in DOMAIN.md §3), unless another role shows everybody. */
function ownDivisionOnly(db: ReadableDb, viewer: QueryViewer, today: LocalDate): string | null {
  if (viewer.staffId === null) return null;
  const person = personOn(db, viewer.staffId, today);
  return person !== undefined && isOwnDivisionOnly(person.roles, "people.view") ? person.divisionCode : null;
}

function divisionRows(db: ReadableDb) {
  const defined = new Map(db.all(peopleSql.selectFrom("division").selectAll()).map((row) => [row.division_code, row]));
  const countByCode = new Map(
    db
      .all(
        peopleSql
          .selectFrom("staff")
          .select((select) => ["division_code", select.fn.countAll<number>().as("count")])
          .where("status", "<>", "ended")
          .groupBy("division_code"),
      )
      .map((row) => [row.division_code, row.count]),
  );
  const standardNames = new Map<string, string>(STANDARD_DIVISIONS.map((item) => [item.divisionCode, item.name]));
  const further = [...defined.keys()].filter((code) => !standardNames.has(code)).toSorted();
  return [...standardNames.keys(), ...further].map((divisionCode) => {
    const row = defined.get(divisionCode);
    return {
      divisionCode,
      name: row?.name ?? standardNames.get(divisionCode) ?? divisionCode,
      leadStaffId: row?.lead_staff_id ?? null,
      targetHeadCount: row?.target_head_count ?? 0,
      activeCount: countByCode.get(divisionCode) ?? 0,
    };
  });
}

function stationRows(db: ReadableDb, viewer: QueryViewer, today: LocalDate, deviceId: string) {
  const rows = db.all(
    peopleSql
      .selectFrom("staff_session")
      .innerJoin("staff", "staff.staff_id", "staff_session.staff_id")
      .leftJoin("staff_private", "staff_private.sealed_id", "staff.sealed_id")
      .select([
        "staff_session.session_id",
        "staff_session.face",
        "staff_session.opened_at_ms",
        "staff_session.expires_at_ms",
        "staff.staff_id",
        "staff.staff_code",
        "staff.division_code",
        openedPersonal.as("personal"),
      ])
      .where("staff_session.device_id", "=", deviceId)
      .where("staff_session.closed_at_ms", "is", null)
      .orderBy("staff_session.opened_at_ms", "desc")
      .limit(stationPeopleQuery.limit + 1),
  );
  const held = heldRoles(
    db,
    rows.map((row) => row.staff_id),
  );
  return rows.map((row) => ({
    staffId: row.staff_id,
    sessionId: row.session_id,
    name: nameOf(viewer.isNamesAllowed ? personalFrom(row.personal) : null, row.staff_code),
    roles: [...rolesOn(held.get(row.staff_id) ?? [], today)],
    divisionCode: row.division_code,
    face: row.face,
    openedAtMs: row.opened_at_ms,
    expiresAtMs: row.expires_at_ms,
  }));
}

function badgeRows(db: ReadableDb, staffId: string | undefined) {
  let query = peopleSql
    .selectFrom("badge")
    .selectAll()
    .orderBy("issued_at_ms", "desc")
    .orderBy("badge_id")
    .limit(badgesQuery.limit + 1);
  if (staffId !== undefined) query = query.where("staff_id", "=", staffId);
  return db.all(query).map((row) => ({
    badgeId: row.badge_id,
    staffId: row.staff_id,
    badgeKind: row.badge_kind,
    issuedAtMs: row.issued_at_ms,
    revokedAtMs: row.revoked_at_ms,
    lastUsedAtMs: badgeLastUsedAtMs(db, row.badge_id),
  }));
}

function activeCount(db: ReadableDb): number {
  const row = db.first(
    peopleSql
      .selectFrom("staff")
      .select((select) => select.fn.countAll<number>().as("count"))
      .where("status", "<>", "ended"),
  );
  return row?.count ?? 0;
}
