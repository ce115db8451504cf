import type { SiteProfileFields, StoredSiteEvent } from "#domains/site/events.ts";
import { evolveServiceDay, initialSiteState, type ServiceDayEvent, type ServiceDayState } from "#domains/site/state.ts";
import type { ReadableDb, WritableDb } from "#main/store/readable-db.ts";
import { siteSql } from "./tables.ts";

/** Brings the read models of the site up to one event. */
export function projectSite(db: WritableDb, event: StoredSiteEvent): void {
  switch (event.type) {
    case "site-profile-updated":
      projectProfile(db, event.body.fields);
      return;
    case "setting-changed": {
      const { settingKey, settingVersion, value, source, effectiveFromDate, publicationId } = event.body;
      db.run(
        siteSql.insertInto("setting_version").values({
          setting_key: settingKey,
          version: settingVersion,
          value: JSON.stringify(value),
          source,
          effective_from_date: effectiveFromDate,
          changed_at_ms: event.recordedAtMs,
          changed_by_staff_id: event.staffId,
          is_standard: publicationId === undefined ? 0 : 1,
          publication_id: publicationId ?? null,
        }),
      );
      return;
    }
    case "standard-applied": {
      const { body } = event;
      db.run(
        siteSql.insertInto("standard").values({
          publication_id: body.publicationId,
          document_code: body.documentCode,
          document_version: body.documentVersion,
          title: body.title,
          source: body.source,
          effective_from_date: body.effectiveFromDate,
          applied_at_ms: event.recordedAtMs,
          setting_keys: JSON.stringify(body.settingKeys),
          skipped_keys: JSON.stringify(body.skippedKeys),
        }),
      );
      return;
    }
    case "service-day-opened":
    case "service-day-kind-set":
    case "service-day-closed":
    case "service-day-reopened":
      projectDay(db, event);
      return;
    case "shift-handed-over": {
      const { serviceDate, fromStaffId, toStaffId, note } = event.body;
      upsertDay(db, serviceDate, {
        hand_over_at_ms: event.occurredAtMs,
        hand_over_from_staff_id: fromStaffId,
        hand_over_to_staff_id: toStaffId,
        hand_over_note: note,
      });
      return;
    }
  }
}

function projectProfile(db: WritableDb, fields: SiteProfileFields): void {
  const values = {
    ...(fields.siteCode !== undefined && { site_code: fields.siteCode }),
    ...(fields.siteName !== undefined && { site_name: fields.siteName }),
    ...(fields.timeZone !== undefined && { time_zone: fields.timeZone }),
    ...(fields.capacityClass !== undefined && { capacity_class: fields.capacityClass }),
    ...(fields.foundationName !== undefined && { foundation_name: fields.foundationName }),
    ...(fields.regionCode !== undefined && { region_code: fields.regionCode }),
  };
  db.run(
    siteSql
      .insertInto("site_profile")
      .values({ ...EMPTY_PROFILE, ...values })
      .onConflict((conflict) => conflict.column("profile_key").doUpdateSet({ profile_key: "site", ...values })),
  );
}

const EMPTY_PROFILE = {
  profile_key: "site",
  site_code: null,
  site_name: null,
  time_zone: null,
  capacity_class: null,
  foundation_name: null,
  region_code: null,
} as const;

function projectDay(db: WritableDb, event: ServiceDayEvent): void {
  const { serviceDate } = event.body;
  const day = evolveServiceDay(dayBefore(db, serviceDate), event);
  upsertDay(db, serviceDate, {
    status: day.status,
    day_kind: day.dayKind,
    cook_floor_at_ms: day.cookFloorAtMs,
    closed_at_ms: day.closedAtMs,
    ...(event.type === "service-day-opened" && { opened_at_ms: event.recordedAtMs }),
    ...(event.type === "service-day-closed" && {
      closed_by_staff_id: event.staffId,
      closed_totals: JSON.stringify(event.body.totals),
    }),
    ...(event.type === "service-day-reopened" && {
      reopened_at_ms: event.recordedAtMs,
      reopened_by_staff_id: event.staffId,
      reopen_reason: event.body.reason,
    }),
  });
}

function dayBefore(db: ReadableDb, serviceDate: string): ServiceDayState {
  const row = db.first(
    siteSql
      .selectFrom("service_day")
      .select(["status", "day_kind", "cook_floor_at_ms", "closed_at_ms"])
      .where("service_date", "=", serviceDate),
  );
  if (row === undefined) return initialSiteState.day;
  return {
    status: row.status,
    dayKind: row.day_kind,
    cookFloorAtMs: row.cook_floor_at_ms,
    closedAtMs: row.closed_at_ms,
  };
}

function upsertDay(
  db: WritableDb,
  serviceDate: string,
  values: Readonly<Record<string, string | number | null>>,
): void {
  db.run(
    siteSql
      .insertInto("service_day")
      .values({ ...NEW_DAY, ...values, service_date: serviceDate })
      .onConflict((conflict) => conflict.column("service_date").doUpdateSet(values)),
  );
}

const NEW_DAY = {
  status: initialSiteState.day.status,
  day_kind: initialSiteState.day.dayKind,
  cook_floor_at_ms: null,
  opened_at_ms: null,
  closed_at_ms: null,
  closed_by_staff_id: null,
  closed_totals: null,
  reopened_at_ms: null,
  reopened_by_staff_id: null,
  reopen_reason: null,
  hand_over_at_ms: null,
  hand_over_from_staff_id: null,
  hand_over_to_staff_id: null,
  hand_over_note: null,
};
