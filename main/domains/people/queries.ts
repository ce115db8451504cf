import { sql } from "kysely";
import type { SiteRole } from "#kernel/access.ts";
import type { EmploymentKind, StaffStatus } from "#domains/people/events.ts";
import { rolesOn, shortName, type HeldRole } from "#domains/people/rules.ts";
import type { PayData, PersonalData } from "#domains/people/commands.ts";
import type { StaffId } from "#kernel/ids.ts";
import type { LocalDate } from "#kernel/time.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { peopleSql } from "./tables.ts";

/** The SQL function that opens a sealed row; registered by this domain's module. */
export const OPEN_PERSONAL_FUNCTION = "open_personal";

/** A person as authorisation needs them. */
export interface PersonNow {
  readonly staffId: string;
  readonly status: StaffStatus;
  readonly divisionCode: string;
  readonly roles: readonly SiteRole[];
  readonly joinDate: LocalDate;
  readonly endDate: LocalDate | null;
}

/** A person's session at a device. */
export interface SessionRow {
  readonly sessionId: string;
  readonly staffId: string;
  readonly deviceId: string;
  readonly openedAtMs: number;
  readonly expiresAtMs: number;
}

/** Short names by id. Whoever was erased, or whose seal another key made, is named by code. */
export function staffNames(db: ReadableDb, staffIds: readonly string[]): ReadonlyMap<string, string> {
  if (staffIds.length === 0) return new Map();
  const rows = db.all(
    peopleSql
      .selectFrom("staff")
      .leftJoin("staff_private", "staff_private.sealed_id", "staff.sealed_id")
      .select(["staff.staff_id", "staff.staff_code", openedPersonal.as("personal")])
      .where("staff.staff_id", "in", [...new Set(staffIds)]),
  );
  return new Map(rows.map((row) => [row.staff_id, nameOf(personalFrom(row.personal), row.staff_code)]));
}

/** The short name of one person; empty for an id nobody has. */
export function staffName(db: ReadableDb, staffId: string): string {
  const row = db.first(selectName({ staffId }));
  return row === undefined ? "" : nameOf(personalFrom(row.personal), row.staff_code);
}

/** A person as they stand on a date; undefined for an id nobody has. */
export function personOn(db: ReadableDb, staffId: string, date: LocalDate): PersonNow | undefined {
  const rows = db.all(selectPerson({ staffId }));
  const [row] = rows;
  if (row === undefined) return undefined;
  const held = rows.flatMap(({ role, until_date }) => (role === null ? [] : [{ role, untilDate: until_date }]));
  return {
    staffId,
    status: row.status,
    divisionCode: row.division_code,
    roles: rolesOn(held, date),
    joinDate: row.join_date,
    endDate: row.end_date,
  };
}

/** People who are not ended and hold the kitchen head's role on a date. */
export function kitchenHeadIds(db: ReadableDb, date: LocalDate): readonly string[] {
  return db
    .all(
      peopleSql
        .selectFrom("staff_role")
        .innerJoin("staff", "staff.staff_id", "staff_role.staff_id")
        .select("staff.staff_id")
        .where("staff_role.role", "=", "kitchen-head")
        .where("staff.status", "<>", "ended")
        .where((where) => where.or([where("until_date", "is", null), where("until_date", ">=", date)]))
        .orderBy("staff.staff_id"),
    )
    .map((row) => row.staff_id);
}

/** Sessions open at a device, oldest first. */
export function openSessionsOn(db: ReadableDb, deviceId: string, atMs: number): readonly SessionRow[] {
  return db.all(selectOpenSessions({ deviceId, atMs })).map(sessionFromRow);
}

/** The devices at which a person has an open session. */
export function devicesOf(db: ReadableDb, staffId: string, atMs: number): readonly string[] {
  return db
    .all(
      peopleSql
        .selectFrom("staff_session")
        .select("device_id")
        .distinct()
        .where("staff_id", "=", staffId)
        .where("closed_at_ms", "is", null)
        .where("expires_at_ms", ">", atMs),
    )
    .map((row) => row.device_id);
}

/** The session of a person that stood at a device at an instant, if any. */
export function sessionAt(
  db: ReadableDb,
  at: { readonly deviceId: string; readonly staffId: string; readonly atMs: number },
): SessionRow | undefined {
  const row = db.first(selectSessionAt({ ...at }));
  return row && sessionFromRow(row);
}

/** Roles with their end dates, by person. */
export function heldRoles(db: ReadableDb, staffIds: readonly string[]): ReadonlyMap<string, readonly HeldRole[]> {
  const held = new Map<string, HeldRole[]>();
  if (staffIds.length === 0) return held;
  const rows = db.all(
    peopleSql
      .selectFrom("staff_role")
      .selectAll()
      .where("staff_id", "in", staffIds)
      .orderBy("staff_id")
      .orderBy("role"),
  );
  for (const row of rows) {
    const roles = held.get(row.staff_id) ?? [];
    roles.push({ role: row.role, untilDate: row.until_date });
    held.set(row.staff_id, roles);
  }
  return held;
}

/** A person with what they are paid; `pay` is null where no rate was entered. */
export interface PersonWithPay {
  readonly staffId: StaffId;
  readonly staffCode: string;
  readonly fullName: string;
  readonly position: string;
  readonly divisionCode: string;
  readonly employmentKind: EmploymentKind;
  readonly status: StaffStatus;
  readonly isErased: boolean;
  readonly pay: PayData | null;
}

/** Everybody of the kitchen, those who left too, in the order of their codes. */
export function peopleWithPay(db: ReadableDb): readonly PersonWithPay[] {
  const openedPay = sql<
    string | null
  >`${sql.raw(OPEN_PERSONAL_FUNCTION)}(${sql.ref("staff_pay.sealed_id")}, ${sql.ref("staff_pay.staff_id")}, ${sql.ref("staff_pay.sealed")})`;
  const rows = db.all(
    peopleSql
      .selectFrom("staff")
      .leftJoin("staff_private", "staff_private.sealed_id", "staff.sealed_id")
      .leftJoin("staff_pay", "staff_pay.staff_id", "staff.staff_id")
      .selectAll("staff")
      .select([openedPersonal.as("personal"), openedPay.as("pay")])
      .orderBy("staff.staff_code"),
  );
  return rows.map((row) => ({
    staffId: row.staff_id as StaffId, // written by the projection from a parsed event
    staffCode: row.staff_code,
    fullName: personalFrom(row.personal)?.fullName ?? row.staff_code,
    position: row.position,
    divisionCode: row.division_code,
    employmentKind: row.employment_kind,
    status: row.status,
    isErased: row.is_erased === 1,
    pay: row.pay === null ? null : (JSON.parse(row.pay) as PayData), // sealed from parsed data, and the seal proves it
  }));
}

/** The sealed row of the person at hand, opened; null when there is none or it does not open. */
export const openedPersonal = sql<
  string | null
>`${sql.raw(OPEN_PERSONAL_FUNCTION)}(${sql.ref("staff_private.sealed_id")}, ${sql.ref("staff_private.staff_id")}, ${sql.ref("staff_private.sealed")})`;

export function personalFrom(text: string | null): PersonalData | null {
  return text === null ? null : (JSON.parse(text) as PersonalData); // sealed from parsed data, and the seal proves it
}

export function nameOf(personal: PersonalData | null, staffCode: string): string {
  return personal === null ? staffCode : shortName(personal);
}

/** A row for each role held; one without a role for a person who holds none. */
const selectPerson = createPreparedQuery<
  { staffId: string },
  {
    readonly status: StaffStatus;
    readonly division_code: string;
    readonly role: SiteRole | null;
    readonly until_date: string | null;
    readonly join_date: string;
    readonly end_date: string | null;
  }
>((value) =>
  peopleSql
    .selectFrom("staff")
    .leftJoin("staff_role", "staff_role.staff_id", "staff.staff_id")
    .select(["status", "division_code", "join_date", "end_date", "role", "until_date"])
    .where("staff.staff_id", "=", value("staffId"))
    .orderBy("role"),
);

const selectName = createPreparedQuery<
  { staffId: string },
  { readonly staff_code: string; readonly personal: string | null }
>((value) =>
  peopleSql
    .selectFrom("staff")
    .leftJoin("staff_private", "staff_private.sealed_id", "staff.sealed_id")
    .select(["staff.staff_code", openedPersonal.as("personal")])
    .where("staff.staff_id", "=", value("staffId")),
);

interface StoredSession {
  readonly session_id: string;
  readonly staff_id: string;
  readonly device_id: string;
  readonly opened_at_ms: number;
  readonly expires_at_ms: number;
}

const selectSessions = peopleSql
  .selectFrom("staff_session")
  .select(["session_id", "staff_id", "device_id", "opened_at_ms", "expires_at_ms"]);

const selectOpenSessions = createPreparedQuery<{ deviceId: string; atMs: number }, StoredSession>((value) =>
  selectSessions
    .where("device_id", "=", value("deviceId"))
    .where("closed_at_ms", "is", null)
    .where("expires_at_ms", ">", value("atMs"))
    .orderBy("opened_at_ms")
    .orderBy("session_id"),
);

const selectSessionAt = createPreparedQuery<{ deviceId: string; staffId: string; atMs: number }, StoredSession>(
  (value) =>
    selectSessions
      .where("device_id", "=", value("deviceId"))
      .where("staff_id", "=", value("staffId"))
      .where("opened_at_ms", "<=", value("atMs"))
      .where("expires_at_ms", ">", value("atMs"))
      .where((where) => where.or([where("closed_at_ms", "is", null), where("closed_at_ms", ">", value("atMs"))]))
      .orderBy("opened_at_ms", "desc")
      .limit(1),
);

function sessionFromRow(row: StoredSession): SessionRow {
  return {
    sessionId: row.session_id,
    staffId: row.staff_id,
    deviceId: row.device_id,
    openedAtMs: row.opened_at_ms,
    expiresAtMs: row.expires_at_ms,
  };
}

/** A person as lists show them: no names. */
export interface ListedPerson {
  readonly staffId: StaffId;
  readonly staffCode: string;
  readonly divisionCode: string;
  readonly status: StaffStatus;
  readonly roles: readonly SiteRole[];
  readonly joinDate: LocalDate;
  readonly endDate: LocalDate | null;
}

/** Everybody who ever was on the list, with the roles of a date, by code. */
export function staffOnList(db: ReadableDb, date: LocalDate): readonly ListedPerson[] {
  const rows = db.all(
    peopleSql
      .selectFrom("staff")
      .select(["staff_id", "staff_code", "division_code", "status", "join_date", "end_date"])
      .orderBy("staff_code"),
  );
  const held = Map.groupBy(
    db.all(peopleSql.selectFrom("staff_role").selectAll().orderBy("role")),
    (row) => row.staff_id,
  );
  return rows.map((row) => ({
    staffId: row.staff_id as StaffId, // an id the domain itself wrote
    staffCode: row.staff_code,
    divisionCode: row.division_code,
    status: row.status,
    roles: rolesOn(
      (held.get(row.staff_id) ?? []).map(({ role, until_date: untilDate }) => ({ role, untilDate })),
      date,
    ),
    joinDate: row.join_date,
    endDate: row.end_date,
  }));
}

/** People whose personal data was erased. */
export function erasedStaffIds(db: ReadableDb): readonly StaffId[] {
  const rows = db.all(peopleSql.selectFrom("staff").select("staff_id").where("is_erased", "=", 1).orderBy("staff_id"));
  return rows.map((row) => row.staff_id as StaffId); // ids the domain itself wrote
}

/** The QR badge in force of everybody who has one, the newest where there are two. */
export function qrBadgeIds(db: ReadableDb): ReadonlyMap<string, string> {
  const rows = db.all(
    peopleSql
      .selectFrom("badge")
      .select(["staff_id", "badge_id"])
      .where("badge_kind", "=", "qr")
      .where("revoked_at_ms", "is", null)
      .orderBy("issued_at_ms")
      .orderBy("badge_id"),
  );
  return new Map(rows.map((row) => [row.staff_id, row.badge_id]));
}

/** How many people a division should have, by its code. */
export function divisionTargets(db: ReadableDb): ReadonlyMap<string, number> {
  const rows = db.all(peopleSql.selectFrom("division").select(["division_code", "target_head_count"]));
  return new Map(rows.map((row) => [row.division_code, row.target_head_count]));
}
