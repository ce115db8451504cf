import type { AlertData, EscalationRole } from "#domains/alerts/values.ts";
import {
  alertHistory,
  alertLoad,
  alerts,
  type AlertHistoryRow,
  type AlertLoadRow,
  type AlertRow,
} from "#domains/alerts/queries.ts";
import { isSounding, needsVerification, POLICY_BY_ALERT_KIND } from "#domains/alerts/rules.ts";
import type { AlertId } from "#domains/alerts/ids.ts";
import type { ParamsOf } from "#kernel/definition.ts";
import { HOUR_MS } from "#kernel/time.ts";
import { staffNames } from "#main/domains/people/queries.ts";
import { answerQuery, type QueryHandler, type QueryViewer } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { alertSql, type AlertTables } from "./tables.ts";

const NAMES = ["staff-changed", "staff-erased"] as const;
const UNRESOLVED = ["open", "acknowledged", "action-recorded", "verified"] as const;

/** The live queries of alerts. One row more than the limit tells that there are more. */
export const alertQueryHandlers: readonly QueryHandler[] = [
  answerQuery(alerts, ["*", ...NAMES], (db, params, viewer) => alertRows(db, params, viewer)),
  answerQuery(alertHistory, ["*", ...NAMES], (db, { alertId }, viewer) => historyRows(db, alertId, viewer)),
  answerQuery(alertLoad, ["alert-raised", "alert-escalated"], (db, params) => loadRows(db, params)),
];

type TableRow = AlertTables["alert"];

/** Severity first, then age; those resolved newest first. */
function alertRows(db: ReadableDb, params: ParamsOf<typeof alerts>, viewer: QueryViewer): readonly AlertRow[] {
  let query = alertSql.selectFrom("alert").selectAll();
  if (params.status === undefined) query = query.where("status", "in", UNRESOLVED);
  else query = query.where("status", "=", params.status);
  if (params.severity !== undefined) query = query.where("severity", "=", params.severity);
  if (params.alertKind !== undefined) query = query.where("alert_kind", "=", params.alertKind);
  if (params.entityId !== undefined) query = query.where("entity_id", "=", params.entityId);
  const isResolved = params.status === "resolved";
  const ordered = isResolved
    ? query.orderBy("resolved_at_ms", "desc").orderBy("seq", "desc")
    : query.orderBy("severity_rank", "desc").orderBy("raised_at_ms").orderBy("alert_id");
  const rows = db.all(ordered.limit(alerts.limit + 1));
  const names = viewer.isNamesAllowed ? staffNames(db, rows.flatMap(peopleOf)) : new Map<string, string>();
  return rows.map((row) => alertRowOf(row, names));
}

function peopleOf(row: TableRow): readonly string[] {
  return [row.acknowledged_by_staff_id, row.assignee_staff_id, row.action_by_staff_id, row.verified_by_staff_id].filter(
    (staffId) => staffId !== null,
  );
}

function alertRowOf(row: TableRow, names: ReadonlyMap<string, string>): AlertRow {
  return {
    alertId: row.alert_id,
    alertKind: row.alert_kind,
    entityId: row.entity_id,
    severity: row.severity,
    status: row.status,
    data: JSON.parse(row.data) as AlertData, // written by the projection
    raisedAtMs: row.raised_at_ms,
    updatedAtMs: row.updated_at_ms,
    unacknowledgedSinceMs: row.unacknowledged_since_ms,
    occurrenceCount: row.occurrence_count,
    ownerRole: POLICY_BY_ALERT_KIND[row.alert_kind].ownerRole,
    escalatedToRoles: JSON.parse(row.escalated_to_roles) as EscalationRole[], // written by the projection
    needsVerification: needsVerification(row.alert_kind, row.severity),
    acknowledgedAtMs: row.acknowledged_at_ms,
    acknowledgedByStaffId: row.acknowledged_by_staff_id,
    acknowledgedByDeviceId: row.acknowledged_by_device_id,
    assigneeStaffId: row.assignee_staff_id,
    actionCode: row.action_code,
    actionNote: row.action_note,
    actionAtMs: row.action_at_ms,
    actionByStaffId: row.action_by_staff_id,
    verifiedAtMs: row.verified_at_ms,
    verifiedByStaffId: row.verified_by_staff_id,
    resolvedAtMs: row.resolved_at_ms,
    resolution: row.resolution,
    serviceDate: row.service_date,
    nameByStaffId: Object.fromEntries(
      peopleOf(row).flatMap((staffId) => {
        const name = names.get(staffId);
        return name === undefined ? [] : [[staffId, name] as const];
      }),
    ),
  };
}

function historyRows(db: ReadableDb, alertId: AlertId, viewer: QueryViewer): readonly AlertHistoryRow[] {
  const rows = db.all(
    alertSql
      .selectFrom("alert_entry")
      .selectAll()
      .where("alert_id", "=", alertId)
      .orderBy("seq")
      .limit(alertHistory.limit + 1),
  );
  const known = rows.map((row) => row.staff_id).filter((staffId) => staffId !== null);
  const names = viewer.isNamesAllowed ? staffNames(db, known) : new Map<string, string>();
  return rows.map((row) => ({
    entryId: row.event_id,
    seq: row.seq,
    entryKind: row.entry_kind,
    occurredAtMs: row.occurred_at_ms,
    severity: row.severity,
    staffId: row.staff_id,
    staffName: row.staff_id === null ? null : (names.get(row.staff_id) ?? null),
    deviceId: row.device_id,
    actionCode: row.action_code,
    toRole: row.to_role,
    assigneeStaffId: row.assignee_staff_id,
    note: row.note,
    data: row.data === null ? null : (JSON.parse(row.data) as AlertData), // written by the projection
  }));
}

/** Alerts raised in each full hour of the span that had any, and those made worse into sounding. */
function loadRows(db: ReadableDb, params: ParamsOf<typeof alertLoad>): readonly AlertLoadRow[] {
  const rows = db.all(
    alertSql
      .selectFrom("alert_entry")
      .select(["entry_kind", "recorded_at_ms", "severity"])
      .where("entry_kind", "in", ["alert-raised", "alert-escalated"])
      .where("recorded_at_ms", ">=", params.fromMs)
      .where("recorded_at_ms", "<", params.toMs)
      .orderBy("recorded_at_ms"),
  );
  const byHour = new Map<number, AlertLoadRow>();
  for (const row of rows) {
    const hourStartMs = Math.floor(row.recorded_at_ms / HOUR_MS) * HOUR_MS;
    const hour = byHour.get(hourStartMs) ?? emptyHour(hourStartMs);
    byHour.set(hourStartMs, counted(hour, row));
  }
  return [...byHour.values()].slice(0, alertLoad.limit + 1);
}

function emptyHour(hourStartMs: number): AlertLoadRow {
  return {
    hourKey: String(hourStartMs),
    hourStartMs,
    lowCount: 0,
    mediumCount: 0,
    highCount: 0,
    criticalCount: 0,
    soundCount: 0,
  };
}

function counted(hour: AlertLoadRow, entry: Pick<AlertTables["alert_entry"], "entry_kind" | "severity">): AlertLoadRow {
  const soundCount = hour.soundCount + (isSounding(entry.severity) ? 1 : 0);
  if (entry.entry_kind !== "alert-raised") return { ...hour, soundCount };
  switch (entry.severity) {
    case "low":
      return { ...hour, soundCount, lowCount: hour.lowCount + 1 };
    case "medium":
      return { ...hour, soundCount, mediumCount: hour.mediumCount + 1 };
    case "high":
      return { ...hour, soundCount, highCount: hour.highCount + 1 };
    case "critical":
      return { ...hour, soundCount, criticalCount: hour.criticalCount + 1 };
  }
}
