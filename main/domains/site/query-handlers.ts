import { sampleMinCount } from "#domains/quality/settings.ts";
import { serviceDayTotals } from "#domains/site/events.ts";
import {
  auditLog,
  faceSettings,
  serviceDayClosing,
  serviceDay as serviceDayQuery,
  settings,
  siteProfileQuery,
  standards,
  type ServiceDayClosingRow,
} from "#domains/site/queries.ts";
import { settingUnitOf } from "#domains/site/setting-values.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import type { SettingDefinition } from "#kernel/setting.ts";
import { answerQuery, type QueryHandler } from "#main/store/domain-module.ts";
import { logPage } from "#main/store/log-reader.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { serviceDayFacts } from "./facts.ts";
import { settingReader, settingVersionsAt, siteProfile } from "./queries.ts";
import { standardRows } from "./standard-rows.ts";
import { siteSql } from "./tables.ts";

/** Whatever moves what a day came to, or what it still lacks. */
const CLOSING_EVENTS = [
  "service-day-opened",
  "service-day-kind-set",
  "service-day-closed",
  "service-day-reopened",
  "setting-changed",
  "batch-planned",
  "batch-changed",
  "preparation-started",
  "portions-counted",
  "portioning-finished",
  "stage-undone",
  "batch-completed",
  "batch-cancelled",
  "waste-recorded",
  "sample-stored",
  "sample-disposed",
] as const;
const DAY_EVENTS = [
  "service-day-opened",
  "service-day-kind-set",
  "service-day-closed",
  "service-day-reopened",
  "shift-handed-over",
] as const;

export interface SiteQueryDeps {
  /** Every setting of every domain. */
  readonly settings: readonly SettingDefinition[];
  /** Those a face acts on itself. */
  readonly faceSettings: readonly SettingDefinition[];
  /** Every event type of every domain: each is a line of the log. */
  readonly eventTypes: readonly string[];
}

/** The live queries of the site. */
export function siteQueryHandlers(deps: SiteQueryDeps): readonly QueryHandler[] {
  return [
    answerQuery(siteProfileQuery, ["site-profile-updated"], (db) => [
      { profileKey: "site" as const, ...siteProfile(db) },
    ]),
    answerQuery(settings, ["setting-changed"], (db, params) =>
      deps.settings
        .filter((definition) => params.settingKey === undefined || definition.key === params.settingKey)
        .map((definition) => settingRow(db, definition, params.serviceDate)),
    ),
    answerQuery(standards, ["standard-applied", "setting-changed"], (db, params) =>
      standardRows(db, deps.settings, params.serviceDate),
    ),
    answerQuery(faceSettings, ["setting-changed"], (db, params) => {
      const read = settingReader(db, params.serviceDate);
      return deps.faceSettings.map((definition) => ({
        settingKey: definition.key,
        value: mutable(read(definition).value),
      }));
    }),
    answerQuery(serviceDayQuery, DAY_EVENTS, (db, params) => [serviceDayRow(db, params.serviceDate)]),
    answerQuery(serviceDayClosing, CLOSING_EVENTS, (db, params) => [closingRow(db, params.serviceDate)]),
    answerQuery(auditLog, deps.eventTypes, (db, params) => logPage(db, { ...params, limit: auditLog.limit })),
  ];
}

function settingRow(db: ReadableDb, definition: SettingDefinition, serviceDate: ServiceDate) {
  const { inForce, standard } = settingVersionsAt(db, definition, serviceDate);
  return {
    settingKey: definition.key,
    value: mutable(inForce?.value ?? definition.default),
    defaultValue: mutable(definition.default),
    isFromHub: standard !== null && inForce === standard,
    unit: settingUnitOf(definition),
    settingVersion: inForce?.version ?? 0,
    source: inForce?.source ?? definition.source,
    owner: definition.owner,
    stricter: definition.stricter ?? null,
    min: definition.min ?? null,
    max: definition.max ?? null,
    inForceFromDate: inForce?.effectiveFromDate ?? null,
    changedAtMs: inForce?.changedAtMs ?? null,
    changedByStaffId: inForce?.changedByStaffId ?? null,
  };
}

/** The same value in the shape the row's schema infers. */
function mutable(value: SettingDefinition["default"]): number | string | boolean | string[] {
  return typeof value === "object" ? [...value] : value;
}

function serviceDayRow(db: ReadableDb, serviceDate: ServiceDate) {
  const row = db.first(siteSql.selectFrom("service_day").selectAll().where("service_date", "=", serviceDate));
  return {
    serviceDate,
    dayKind: row?.day_kind ?? ("regular" as const),
    dayStatus: row?.status ?? ("planned" as const),
    openedAtMs: row?.opened_at_ms ?? null,
    closedAtMs: row?.closed_at_ms ?? null,
    closedByStaffId: row?.closed_by_staff_id ?? null,
    lastHandOverAtMs: row?.hand_over_at_ms ?? null,
    handOverFromStaffId: row?.hand_over_from_staff_id ?? null,
    handOverToStaffId: row?.hand_over_to_staff_id ?? null,
    handOverNote: row?.hand_over_note ?? null,
  };
}

function closingRow(db: ReadableDb, serviceDate: ServiceDate): ServiceDayClosingRow {
  const row = db.first(siteSql.selectFrom("service_day").selectAll().where("service_date", "=", serviceDate));
  const facts = serviceDayFacts(db, serviceDate);
  const frozenTotals = row?.closed_totals ?? null;
  return {
    serviceDate,
    dayKind: row?.day_kind ?? "regular",
    dayStatus: row?.status ?? "planned",
    cookFloorAtMs: row?.cook_floor_at_ms ?? null,
    startsAtMs: facts.startsAtMs,
    isStarted: facts.isStarted,
    openBatchIds: [...facts.openBatchIds],
    missingSampleBatchIds: [...facts.missingSampleBatchIds],
    batchSampleMinCount: settingReader(db, serviceDate)(sampleMinCount).value,
    sampleMinCount: facts.sampleMinCount,
    totals: facts.totals,
    closedTotals: frozenTotals === null ? null : serviceDayTotals.parse(JSON.parse(frozenTotals)),
    closedAtMs: row?.closed_at_ms ?? null,
    closedByStaffId: row?.closed_by_staff_id ?? null,
    reopenedAtMs: row?.reopened_at_ms ?? null,
    reopenedByStaffId: row?.reopened_by_staff_id ?? null,
    reopenReason: row?.reopen_reason ?? null,
  };
}
