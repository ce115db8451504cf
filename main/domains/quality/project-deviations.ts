import type { DishRunId } from "#domains/production/ids.ts";
import { present } from "#kernel/assert.ts";
import type { StoredQualityEvent } from "#domains/quality/events.ts";
import { SEVERITIES } from "#domains/quality/vocabulary.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import { qualitySql, type QualityTables } from "./tables.ts";
import { insertReworkDecision } from "./project-rework.ts";

export type StoredDeviationEvent = Extract<
  StoredQualityEvent,
  {
    readonly type:
      | "deviation-opened"
      | "deviation-repeated"
      | "deviation-acknowledged"
      | "corrective-action-recorded"
      | "deviation-verified";
  }
>;

type DeviationRow = QualityTables["quality_deviation"];

/** Brings the list of deviations up to one event. */
export function projectDeviation(db: WritableDb, event: StoredDeviationEvent): void {
  if (event.type === "deviation-opened") {
    db.run(qualitySql.insertInto("quality_deviation").values(openedRow(event)));
    return;
  }
  const { deviationId } = event.body;
  const row = present(
    db.first(qualitySql.selectFrom("quality_deviation").selectAll().where("deviation_id", "=", deviationId)),
    "the deviation an event is about",
  );
  db.run(
    qualitySql
      .updateTable("quality_deviation")
      .set({ updated_at_ms: event.recordedAtMs, ...deviationChange(row, event) })
      .where("deviation_id", "=", deviationId),
  );
  if (event.type === "corrective-action-recorded" && event.body.disposition === "rework" && row.batch_id !== null) {
    const isAboutRun = event.body.dishRunIds.length === 0 && row.target_kind === "dish-run";
    const dishRunIds = isAboutRun ? [row.target_id as DishRunId] : event.body.dishRunIds; // the target's kind says so
    insertReworkDecision(db, event, { batchId: row.batch_id, dishRunIds });
  }
}

function openedRow(event: Extract<StoredDeviationEvent, { readonly type: "deviation-opened" }>): DeviationRow {
  const { body } = event;
  return {
    deviation_id: body.deviationId,
    seq: event.seq,
    target_kind: body.target.kind,
    target_id: body.target.id,
    batch_id: body.batchId ?? (body.target.kind === "batch" ? body.target.id : null),
    check_kind: body.checkKind,
    severity: body.severity,
    severity_rank: SEVERITIES.indexOf(body.severity),
    status: "open",
    occurrence_count: 1,
    check_ids: JSON.stringify(body.checkId === undefined ? [] : [body.checkId]),
    opened_at_ms: event.recordedAtMs,
    updated_at_ms: event.recordedAtMs,
    service_date: event.serviceDate,
    note: body.note ?? null,
    recorded_by_staff_id: body.recordedByStaffId ?? null,
    ...NOT_ACKNOWLEDGED,
    ...NO_ACTION,
    verified_at_ms: null,
    verified_by_staff_id: null,
  };
}

const NOT_ACKNOWLEDGED = { acknowledged_at_ms: null, acknowledged_by_staff_id: null } as const;
const NO_ACTION = {
  cause: null,
  action: null,
  disposition: null,
  action_at_ms: null,
  action_by_staff_id: null,
} as const;

function deviationChange(
  row: DeviationRow,
  event: Exclude<StoredDeviationEvent, { readonly type: "deviation-opened" }>,
): Partial<DeviationRow> {
  switch (event.type) {
    case "deviation-repeated":
      return repeatedChange(row, event);
    case "deviation-acknowledged":
      return {
        status: "acknowledged",
        acknowledged_at_ms: event.recordedAtMs,
        acknowledged_by_staff_id: event.staffId,
      };
    case "corrective-action-recorded": {
      const { cause, action, disposition } = event.body;
      const taken = { cause, action, disposition, action_at_ms: event.recordedAtMs, action_by_staff_id: event.staffId };
      return { status: "action-recorded", ...taken };
    }
    case "deviation-verified":
      return { status: "verified", verified_at_ms: event.recordedAtMs, verified_by_staff_id: event.staffId };
  }
}

/** A new failure undoes what was thought to be done about it; an acknowledgement still stands, a worse severity stays. */
function repeatedChange(
  row: DeviationRow,
  event: Extract<StoredDeviationEvent, { readonly type: "deviation-repeated" }>,
): Partial<DeviationRow> {
  const { checkId, severity, recordedByStaffId, note } = event.body;
  const rank = SEVERITIES.indexOf(severity);
  const checkIds = JSON.parse(row.check_ids) as string[]; // written by this projection
  return {
    ...NO_ACTION,
    ...(row.status === "acknowledged" ? {} : { status: "open", ...NOT_ACKNOWLEDGED }),
    ...(rank > row.severity_rank && { severity, severity_rank: rank }),
    ...(recordedByStaffId !== undefined && { recorded_by_staff_id: recordedByStaffId }),
    ...(note !== undefined && { note }),
    occurrence_count: row.occurrence_count + 1,
    check_ids: JSON.stringify(checkId === undefined ? checkIds : [...checkIds, checkId]),
  };
}
