import type { ProjectionTable } from "#main/store/domain-module.ts";
import { createSqlBuilder } from "#main/store/sql-builder.ts";
import type { CapacityClass, DayKind, DayStatus } from "#domains/site/vocabulary.ts";
import type { TimeZone } from "#kernel/time.ts";

/** Raised whenever a table or a projection changes shape; the tables are then rebuilt from the log. */
export const SITE_PROJECTION_VERSION = 3;

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
    /** Of the hub's standard, beside the kitchen's own versions. */
    is_standard: 0 | 1;
    publication_id: string | null;
  };
  /** Standards of headquarters, as they came into force. */
  standard: {
    publication_id: string;
    document_code: string;
    document_version: number;
    title: string;
    source: string;
    effective_from_date: string;
    applied_at_ms: number;
    /** JSON texts. */
    setting_keys: string;
    skipped_keys: string;
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
        is_standard INTEGER NOT NULL,
        publication_id TEXT,
        PRIMARY KEY (setting_key, is_standard, version)
      ) STRICT, WITHOUT ROWID`,
    ],
  },
  {
    name: "standard",
    ddl: [
      `CREATE TABLE standard (
        publication_id TEXT PRIMARY KEY,
        document_code TEXT NOT NULL,
        document_version INTEGER NOT NULL,
        title TEXT NOT NULL,
        source TEXT NOT NULL,
        effective_from_date TEXT NOT NULL,
        applied_at_ms INTEGER NOT NULL,
        setting_keys TEXT NOT NULL,
        skipped_keys TEXT NOT NULL
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
