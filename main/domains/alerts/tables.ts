import type { AlertId } from "#domains/alerts/ids.ts";
import type {
  AlertActionCode,
  AlertKind,
  AlertResolution,
  AlertSeverity,
  AlertStatus,
  EscalationRole,
} from "#domains/alerts/values.ts";
import type { StaffId } from "#kernel/ids.ts";
import type { ProjectionTable } from "#main/store/domain-module.ts";
import type { SqlBuilder } from "#main/store/readable-db.ts";
import { createSqlBuilder } from "#main/store/sql-builder.ts";

/** Raised whenever a table or a projection changes shape; the tables are then rebuilt from the log. */
export const ALERTS_PROJECTION_VERSION = 1;

/** Columns hold what projections wrote from parsed events, so their types are those of the events. */
export interface AlertTables {
  alert: {
    alert_id: AlertId;
    seq: number;
    alert_kind: AlertKind;
    entity_id: string;
    severity: AlertSeverity;
    severity_rank: number;
    status: AlertStatus;
    data: string;
    raised_at_ms: number;
    updated_at_ms: number;
    unacknowledged_since_ms: number | null;
    occurrence_count: number;
    escalated_to_roles: string;
    acknowledged_at_ms: number | null;
    acknowledged_by_staff_id: StaffId | null;
    acknowledged_by_device_id: string | null;
    assignee_staff_id: StaffId | null;
    action_code: AlertActionCode | null;
    action_note: string | null;
    action_at_ms: number | null;
    action_by_staff_id: StaffId | null;
    verified_at_ms: number | null;
    verified_by_staff_id: StaffId | null;
    resolved_at_ms: number | null;
    resolution: AlertResolution | null;
    service_date: string;
  };
  alert_entry: {
    seq: number;
    event_id: string;
    alert_id: AlertId;
    entry_kind: string;
    occurred_at_ms: number;
    recorded_at_ms: number;
    /** Of the alert after the event. */
    severity: AlertSeverity;
    staff_id: StaffId | null;
    device_id: string | null;
    action_code: AlertActionCode | null;
    to_role: EscalationRole | null;
    assignee_staff_id: StaffId | null;
    note: string | null;
    data: string | null;
  };
}

export const alertSql: SqlBuilder<AlertTables> = createSqlBuilder<AlertTables>();

export const alertTables: readonly ProjectionTable[] = [
  {
    name: "alert",
    ddl: [
      `CREATE TABLE alert (
        alert_id TEXT PRIMARY KEY, seq INTEGER NOT NULL, alert_kind TEXT NOT NULL, entity_id TEXT NOT NULL,
        severity TEXT NOT NULL, severity_rank INTEGER NOT NULL, status TEXT NOT NULL, data TEXT NOT NULL,
        raised_at_ms INTEGER NOT NULL, updated_at_ms INTEGER NOT NULL, unacknowledged_since_ms INTEGER,
        occurrence_count INTEGER NOT NULL, escalated_to_roles TEXT NOT NULL, acknowledged_at_ms INTEGER,
        acknowledged_by_staff_id TEXT, acknowledged_by_device_id TEXT, assignee_staff_id TEXT, action_code TEXT,
        action_note TEXT, action_at_ms INTEGER, action_by_staff_id TEXT, verified_at_ms INTEGER,
        verified_by_staff_id TEXT, resolved_at_ms INTEGER, resolution TEXT, service_date TEXT NOT NULL
      ) STRICT, WITHOUT ROWID`,
      "CREATE UNIQUE INDEX alert_unresolved ON alert (alert_kind, entity_id) WHERE status <> 'resolved'",
      "CREATE INDEX alert_by_status ON alert (status, severity_rank DESC, raised_at_ms)",
      "CREATE INDEX alert_by_entity ON alert (entity_id, status)",
    ],
  },
  {
    name: "alert_entry",
    ddl: [
      `CREATE TABLE alert_entry (
        seq INTEGER PRIMARY KEY, event_id TEXT NOT NULL, alert_id TEXT NOT NULL, entry_kind TEXT NOT NULL,
        occurred_at_ms INTEGER NOT NULL, recorded_at_ms INTEGER NOT NULL, severity TEXT NOT NULL, staff_id TEXT,
        device_id TEXT, action_code TEXT, to_role TEXT, assignee_staff_id TEXT, note TEXT, data TEXT
      ) STRICT`,
      "CREATE INDEX alert_entry_by_alert ON alert_entry (alert_id, seq)",
      "CREATE INDEX alert_entry_by_time ON alert_entry (entry_kind, recorded_at_ms)",
    ],
  },
];
