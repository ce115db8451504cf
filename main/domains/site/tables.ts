import type { ProjectionTable } from "#main/store/domain-module.ts";
import { createSqlBuilder } from "#main/store/sql-builder.ts";
import type { CapacityClass, DayKind, DayStatus } from "#domains/site/vocabulary.ts";
import type { TimeZone } from "#kernel/time.ts";

/** Raised whenever a table or a projection changes shape; the tables are then rebuilt from the log. */
export const SITE_PROJECTION_VERSION = 2;

export interface SiteTables {
  /** One row once the profile was filled in. */
  site_profile: {
    profile_key: "site";
    site_code: string | null;
    site_name: string | null;
    time_zone: TimeZone | null;
    capacity_class: CapacityClass | null;
    foundation_name: string | null;
    region_code: string | null;
  };
  setting_version: {
    setting_key: string;
    version: number;
    /** JSON text of the value. */
    value: string;
    source: string;
    effective_from_date: string;
    changed_at_ms: number;
    changed_by_staff_id: string | null;
  };
  service_day: {
    service_date: string;
    status: DayStatus;
    day_kind: DayKind;
    cook_floor_at_ms: number | null;
    opened_at_ms: number | null;
    closed_at_ms: number | null;
    closed_by_staff_id: string | null;
    /** JSON text of what the last closing froze. */
    closed_totals: string | null;
    reopened_at_ms: number | null;
    reopened_by_staff_id: string | null;
    reopen_reason: string | null;
    hand_over_at_ms: number | null;
    hand_over_from_staff_id: string | null;
    hand_over_to_staff_id: string | null;
    hand_over_note: string | null;
  };
}

export const siteSql = createSqlBuilder<SiteTables>();

export const siteTables: readonly ProjectionTable[] = [
  {
    name: "site_profile",
    ddl: [
      `CREATE TABLE site_profile (
        profile_key TEXT PRIMARY KEY CHECK (profile_key = 'site'),
        site_code TEXT,
        site_name TEXT,
        time_zone TEXT,
        capacity_class TEXT,
        foundation_name TEXT,
        region_code TEXT
      ) STRICT, WITHOUT ROWID`,
    ],
  },
  {
    name: "setting_version",
    ddl: [
      `CREATE TABLE setting_version (
        setting_key TEXT NOT NULL,
        version INTEGER NOT NULL CHECK (version > 0),
        value TEXT NOT NULL,
        source TEXT NOT NULL,
        effective_from_date TEXT NOT NULL,
        changed_at_ms INTEGER NOT NULL,
        changed_by_staff_id TEXT,
        PRIMARY KEY (setting_key, version)
      ) STRICT, WITHOUT ROWID`,
    ],
  },
  {
    name: "service_day",
    ddl: [
      `CREATE TABLE service_day (
        service_date TEXT PRIMARY KEY,
        status TEXT NOT NULL,
        day_kind TEXT NOT NULL,
        cook_floor_at_ms INTEGER,
        opened_at_ms INTEGER,
        closed_at_ms INTEGER,
        closed_by_staff_id TEXT,
        closed_totals TEXT,
        reopened_at_ms INTEGER,
        reopened_by_staff_id TEXT,
        reopen_reason TEXT,
        hand_over_at_ms INTEGER,
        hand_over_from_staff_id TEXT,
        hand_over_to_staff_id TEXT,
        hand_over_note TEXT
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX service_day_by_status ON service_day (status, service_date)",
    ],
  },
];
