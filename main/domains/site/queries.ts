import type { CapacityClass, DayKind, DayStatus } from "#domains/site/vocabulary.ts";
import { serviceDayBoundary } from "#domains/site/settings.ts";
import { versionInForce, type SettingVersion } from "#domains/site/standard-rules.ts";
import { serviceDateFromMs, serviceDayStartMs, type ServiceDate } from "#kernel/service-date.ts";
import type { SettingDefinition, SettingInForce, SettingReader, SettingValue } from "#kernel/setting.ts";
import { addDays, localFromMs, type TimeZone } from "#kernel/time.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { siteSql, type SiteTables } from "./tables.ts";

/** What other domains ask the site. The live queries of the faces are in `query-handlers.ts`. */

/** Until a kitchen's profile says otherwise. */
const TIME_ZONE_BEFORE_FOUNDING: TimeZone = "Asia/Jakarta";
const CAPACITY_CLASS_BEFORE_FOUNDING: CapacityClass = "regular";
const SITE_NAME_BEFORE_FOUNDING = "Dapur";

export interface SiteProfile {
  readonly siteCode: string | null;
  readonly siteName: string;
  readonly timeZone: TimeZone;
  readonly capacityClass: CapacityClass;
  readonly foundationName: string | null;
  readonly regionCode: string | null;
  /** Whether name and zone were given. */
  readonly isFounded: boolean;
}

/** The kitchen's profile; before it is founded a nameless kitchen in WIB. */
export function siteProfile(db: ReadableDb): SiteProfile {
  const row = db.first(selectProfile({}));
  return {
    siteCode: row?.site_code ?? null,
    siteName: row?.site_name ?? SITE_NAME_BEFORE_FOUNDING,
    timeZone: row?.time_zone ?? TIME_ZONE_BEFORE_FOUNDING,
    capacityClass: row?.capacity_class ?? CAPACITY_CLASS_BEFORE_FOUNDING,
    foundationName: row?.foundation_name ?? null,
    regionCode: row?.region_code ?? null,
    isFounded: row !== undefined && row.site_name !== null && row.time_zone !== null,
  };
}

const selectProfile = createPreparedQuery(() =>
  siteSql.selectFrom("site_profile").selectAll().where("profile_key", "=", "site"),
);

/** The service day an instant belongs to, in the kitchen's zone. Tomorrow's own boundary says when tomorrow begins. */
export function serviceDateAt(db: ReadableDb, atMs: number): ServiceDate {
  const { timeZone } = siteProfile(db);
  const tomorrow = addDays(localFromMs(atMs, timeZone).date, 1);
  return serviceDateFromMs(atMs, timeZone, settingReader(db, tomorrow)(serviceDayBoundary).value);
}

/** When a service day begins: the boundary in force on it, the evening before. */
export function serviceDayStartsAtMs(db: ReadableDb, serviceDate: ServiceDate): number {
  const boundary = settingReader(db, serviceDate)(serviceDayBoundary).value;
  return serviceDayStartMs(serviceDate, siteProfile(db).timeZone, boundary);
}

/**
 * Reads settings as in force on a service day: the newest version that has taken effect, of the kitchen's own and of the hub's
 * standard whichever holds (`versionInForce`), else the built-in default.
 */
export function settingReader(db: ReadableDb, serviceDate: ServiceDate): SettingReader {
  return <Value extends SettingValue>(definition: SettingDefinition<Value>): SettingInForce<Value> => {
    const { key } = definition;
    const row = settingVersionsAt(db, definition, serviceDate).inForce;
    if (row === null) return { key, value: definition.default, version: 0, source: definition.source };
    // `decide` let only a value of the definition's type through
    return { key, value: row.value as Value, version: row.version, source: row.source };
  };
}

/** A version of a setting as it was written. */
export interface WrittenSetting extends SettingVersion {
  readonly effectiveFromDate: string;
  readonly changedAtMs: number;
  readonly changedByStaffId: string | null;
  readonly publicationId: string | null;
}

/** The kitchen's own version and the hub's standard of a setting on a day, and which of them holds; null for neither. */
export function settingVersionsAt(
  db: ReadableDb,
  definition: Pick<SettingDefinition, "key" | "owner" | "stricter">,
  serviceDate: ServiceDate,
): {
  readonly own: WrittenSetting | null;
  readonly standard: WrittenSetting | null;
  readonly inForce: WrittenSetting | null;
} {
  const newest = (isStandard: 0 | 1) => {
    const row = db.first(selectSetting({ key: definition.key, serviceDate, isStandard }));
    return row === undefined ? null : writtenSetting(row);
  };
  const own = newest(0);
  // Only these have a standard beside the kitchen's own.
  const standard = definition.owner === "hub" || definition.owner === "hub-or-stricter" ? newest(1) : null;
  return { own, standard, inForce: versionInForce(definition, own, standard) };
}

function writtenSetting(row: SettingRow): WrittenSetting {
  return {
    value: JSON.parse(row.value) as SettingValue, // written by the projection from a parsed event
    version: row.version,
    source: row.source,
    effectiveFromDate: row.effective_from_date,
    changedAtMs: row.changed_at_ms,
    changedByStaffId: row.changed_by_staff_id,
    publicationId: row.publication_id,
  };
}

/** How often this kitchen changed a figure: 0 is the configuration as built, and each change makes the next one. */
export function configurationVersion(db: ReadableDb): number {
  const row = db.first(
    siteSql.selectFrom("setting_version").select((select) => select.fn.countAll<number>().as("count")),
  );
  return row?.count ?? 0;
}

type SettingRow = SiteTables["setting_version"];

const selectSetting = createPreparedQuery<{ key: string; serviceDate: string; isStandard: 0 | 1 }, SettingRow>(
  (value) =>
    siteSql
      .selectFrom("setting_version")
      .selectAll()
      .where("setting_key", "=", value("key"))
      .where("is_standard", "=", value("isStandard"))
      .where("effective_from_date", "<=", value("serviceDate"))
      .orderBy("version", "desc")
      .limit(1),
);

export interface ServiceDay {
  readonly serviceDate: ServiceDate;
  readonly status: DayStatus;
  readonly dayKind: DayKind;
  /** Set for this very day, on packed days only. */
  readonly cookFloorAtMs: number | null;
}

/** A service day; one nobody has touched is a regular day still `planned`. */
export function serviceDay(db: ReadableDb, serviceDate: ServiceDate): ServiceDay {
  const row = db.first(selectDay({ serviceDate }));
  return {
    serviceDate,
    status: row?.status ?? "planned",
    dayKind: row?.day_kind ?? "regular",
    cookFloorAtMs: row?.cook_floor_at_ms ?? null,
  };
}

const selectDay = createPreparedQuery<
  { serviceDate: string },
  { status: DayStatus; day_kind: DayKind; cook_floor_at_ms: number | null }
>((value) =>
  siteSql
    .selectFrom("service_day")
    .select(["status", "day_kind", "cook_floor_at_ms"])
    .where("service_date", "=", value("serviceDate")),
);

/** Service days somebody opened, gave a kind or closed, of a span of dates. */
export function serviceDaysBetween(db: ReadableDb, fromDate: ServiceDate, toDate: ServiceDate): readonly ServiceDay[] {
  return db
    .all(
      siteSql
        .selectFrom("service_day")
        .select(["service_date", "status", "day_kind", "cook_floor_at_ms"])
        .where("service_date", ">=", fromDate)
        .where("service_date", "<=", toDate)
        .orderBy("service_date"),
    )
    .map((row) => ({
      serviceDate: row.service_date,
      status: row.status,
      dayKind: row.day_kind,
      cookFloorAtMs: row.cook_floor_at_ms,
    }));
}

/** Days open or reopened, oldest first. */
export function openServiceDates(db: ReadableDb): readonly ServiceDate[] {
  return db
    .all(
      siteSql
        .selectFrom("service_day")
        .select("service_date")
        .where("status", "in", ["open", "reopened"])
        .orderBy("service_date"),
    )
    .map((row) => row.service_date);
}
