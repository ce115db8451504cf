import { sql } from "kysely";
import type { AlertId } from "#domains/alerts/ids.ts";
import type { AlertKind, EscalationRole } from "#domains/alerts/values.ts";
import type { WatchedAlert } from "#domains/alerts/watch.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { alertSql, type AlertTables } from "./tables.ts";

/** What other domains ask about alerts. The live queries of the faces are in `query-handlers.ts`. */

type AlertRow = AlertTables["alert"];

const UNRESOLVED = ["open", "acknowledged", "action-recorded", "verified"] as const;

/** Alerts not resolved, for a shift's hand-over. */
export function openAlertCount(db: ReadableDb): number {
  return db.first(countUnresolved({}))?.count ?? 0;
}

const countUnresolved = createPreparedQuery<Record<string, never>, { count: number }>(() =>
  alertSql
    .selectFrom("alert")
    .select((count) => count.fn.countAll<number>().as("count"))
    .where("status", "in", UNRESOLVED),
);

/** Every alert not resolved, worst and oldest first, as the watcher compares it. */
export function unresolvedAlerts(db: ReadableDb): readonly WatchedAlert[] {
  return db.all(selectUnresolved({})).map((row) => ({
    alertId: row.alert_id,
    alertKind: row.alert_kind,
    entityId: row.entity_id,
    severity: row.severity,
    status: row.status,
    unacknowledgedSinceMs: row.unacknowledged_since_ms,
    escalatedToRoles: JSON.parse(row.escalated_to_roles) as EscalationRole[], // written by the projection
    actionByStaffId: row.action_by_staff_id,
    assigneeStaffId: row.assignee_staff_id,
    updatedAtMs: row.updated_at_ms,
  }));
}

const selectUnresolved = createPreparedQuery<Record<string, never>, AlertRow>(() =>
  alertSql
    .selectFrom("alert")
    .selectAll()
    .where("status", "in", UNRESOLVED)
    .orderBy("severity_rank", "desc")
    .orderBy("raised_at_ms"),
);

/** The alert of an id, or undefined. */
export function alertById(db: ReadableDb, alertId: AlertId): AlertRow | undefined {
  return db.first(selectById({ alertId }));
}

const selectById = createPreparedQuery<{ alertId: AlertId }, AlertRow>((value) =>
  alertSql.selectFrom("alert").selectAll().where("alert_id", "=", value("alertId")),
);

/** The one unresolved alert of a kind about a thing. */
export function unresolvedAlert(db: ReadableDb, alertKind: AlertKind, entityId: string): AlertRow | undefined {
  return db.first(selectUnresolvedOf({ alertKind, entityId }));
}

const selectUnresolvedOf = createPreparedQuery<{ alertKind: AlertKind; entityId: string }, AlertRow>((value) =>
  alertSql
    .selectFrom("alert")
    .selectAll()
    .where("alert_kind", "=", value("alertKind"))
    .where("entity_id", "=", value("entityId"))
    // Written out: the index of unresolved alerts names it.
    .where("status", "<>", sql.lit("resolved")),
);
