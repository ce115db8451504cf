import type { StoredAlertEvent } from "#domains/alerts/events.ts";
import { severityRank } from "#domains/alerts/rules.ts";
import { present } from "#kernel/assert.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import { alertSql, type AlertTables } from "./tables.ts";

type AlertRow = AlertTables["alert"];

/** Brings the alerts and their histories up to one event. */
export function projectAlert(db: WritableDb, event: StoredAlertEvent): void {
  if (event.type === "alert-raised") {
    db.run(alertSql.insertInto("alert").values(raisedRow(event)));
    addEntry(db, event, event.body.severity);
    return;
  }
  const { alertId } = event.body;
  const row = present(db.first(selectAlert({ alertId })), "the alert an event is about");
  const change = changeBy(row, event);
  db.run(alertSql.updateTable("alert").set(change).where("alert_id", "=", alertId));
  addEntry(db, event, change.severity ?? row.severity);
}

const selectAlert = createPreparedQuery<{ alertId: AlertRow["alert_id"] }, AlertRow>((value) =>
  alertSql.selectFrom("alert").selectAll().where("alert_id", "=", value("alertId")),
);

function raisedRow(event: Extract<StoredAlertEvent, { readonly type: "alert-raised" }>): AlertRow {
  const { alertId, alertKind, entityId, severity, data } = event.body;
  return {
    alert_id: alertId,
    seq: event.seq,
    alert_kind: alertKind,
    entity_id: entityId,
    severity,
    severity_rank: severityRank(severity),
    status: "open",
    data: JSON.stringify(data),
    raised_at_ms: event.recordedAtMs,
    updated_at_ms: event.recordedAtMs,
    unacknowledged_since_ms: event.recordedAtMs,
    occurrence_count: 1,
    escalated_to_roles: "[]",
    ...NOT_HANDLED,
    assignee_staff_id: null,
    resolved_at_ms: null,
    resolution: null,
    service_date: event.serviceDate,
  };
}

const NOT_HANDLED = {
  acknowledged_at_ms: null,
  acknowledged_by_staff_id: null,
  acknowledged_by_device_id: null,
  action_code: null,
  action_note: null,
  action_at_ms: null,
  action_by_staff_id: null,
  verified_at_ms: null,
  verified_by_staff_id: null,
} as const;

function changeBy(
  row: AlertRow,
  event: Exclude<StoredAlertEvent, { readonly type: "alert-raised" }>,
): Partial<AlertRow> {
  switch (event.type) {
    case "alert-repeated":
      return {
        data: JSON.stringify(event.body.data),
        updated_at_ms: event.recordedAtMs,
        occurrence_count: row.occurrence_count + 1,
      };
    case "alert-acknowledged":
      return {
        status: "acknowledged",
        unacknowledged_since_ms: null,
        acknowledged_at_ms: event.occurredAtMs,
        acknowledged_by_staff_id: event.staffId,
        acknowledged_by_device_id: event.deviceId,
      };
    case "alert-assigned":
      return { assignee_staff_id: event.body.staffId };
    case "alert-action-recorded":
      return {
        status: "action-recorded",
        unacknowledged_since_ms: null,
        action_code: event.body.actionCode,
        action_note: event.body.note ?? null,
        action_at_ms: event.occurredAtMs,
        action_by_staff_id: event.staffId,
      };
    case "alert-verified":
      return { status: "verified", verified_at_ms: event.occurredAtMs, verified_by_staff_id: event.staffId };
    case "alert-resolved":
      return {
        status: "resolved",
        unacknowledged_since_ms: null,
        resolved_at_ms: event.recordedAtMs,
        resolution: event.body.resolution,
      };
    case "alert-escalated":
      return escalatedBy(row, event);
  }
}

/** Made worse it is open again and what was done about it no longer counts; otherwise one more role was told. */
function escalatedBy(
  row: AlertRow,
  event: Extract<StoredAlertEvent, { readonly type: "alert-escalated" }>,
): Partial<AlertRow> {
  const { fromSeverity, toSeverity, toRole, data } = event.body;
  if (severityRank(toSeverity) <= severityRank(fromSeverity)) {
    const roles = JSON.parse(row.escalated_to_roles) as string[]; // written by this projection
    return { escalated_to_roles: JSON.stringify([...roles, toRole]) };
  }
  return {
    ...NOT_HANDLED,
    severity: toSeverity,
    severity_rank: severityRank(toSeverity),
    status: "open",
    unacknowledged_since_ms: event.recordedAtMs,
    escalated_to_roles: "[]",
    updated_at_ms: event.recordedAtMs,
    occurrence_count: row.occurrence_count + 1,
    ...(data !== undefined && { data: JSON.stringify(data) }),
  };
}

function addEntry(db: WritableDb, event: StoredAlertEvent, severity: AlertRow["severity"]): void {
  const { body } = event;
  db.run(
    alertSql.insertInto("alert_entry").values({
      seq: event.seq,
      event_id: event.eventId,
      alert_id: body.alertId,
      entry_kind: event.type,
      occurred_at_ms: event.occurredAtMs,
      recorded_at_ms: event.recordedAtMs,
      severity,
      staff_id: event.staffId,
      device_id: event.deviceId,
      action_code: "actionCode" in body ? body.actionCode : null,
      to_role: "toRole" in body ? body.toRole : null,
      assignee_staff_id: event.type === "alert-assigned" ? event.body.staffId : null,
      note: "note" in body ? (body.note ?? null) : null,
      data: "data" in body && body.data !== undefined ? JSON.stringify(body.data) : null,
    }),
  );
}
