import type { StoredQualityEvent } from "#domains/quality/events.ts";
import { observationKind, observationOutcome, type ObservationEvent } from "#domains/quality/state.ts";
import { createRowInsert } from "#main/store/prepared-query.ts";
import type { ReadableDb, WritableDb } from "#main/store/readable-db.ts";
import { qualitySql, type QualityTables } from "./tables.ts";

type LogRow = QualityTables["quality_log"];
type Told = Partial<
  Pick<
    LogRow,
    "batch_id" | "dish_run_id" | "check_kind" | "outcome" | "temperature_c" | "limit_c" | "action_code" | "reason"
  >
> & { readonly subject_id: string };

/** Writes one line of the HACCP log: every event of quality has one. */
export function projectLog(db: WritableDb, event: StoredQualityEvent): void {
  db.run(
    insertLogRow({
      seq: event.seq,
      event_id: event.eventId,
      entry_kind: event.type,
      service_date: event.serviceDate,
      occurred_at_ms: event.occurredAtMs,
      recorded_at_ms: event.recordedAtMs,
      batch_id: "batchId" in event.body ? (event.body.batchId ?? null) : null,
      dish_run_id: "dishRunId" in event.body ? (event.body.dishRunId ?? null) : null,
      check_kind: null,
      outcome: null,
      temperature_c: null,
      limit_c: null,
      action_code: null,
      reason: "reason" in event.body ? event.body.reason : "note" in event.body ? (event.body.note ?? null) : null,
      staff_id: event.staffId,
      is_late_entry: event.marks.isLateEntry === true ? 1 : 0,
      is_clock_untrusted: event.marks.isClockUntrusted === true ? 1 : 0,
      ...told(db, event),
    }),
  );
}

function told(db: ReadableDb, event: StoredQualityEvent): Told {
  switch (event.type) {
    case "core-temperature-recorded":
      return { ...ofObservation(event), temperature_c: event.body.lowestC, limit_c: event.body.limitC };
    case "holding-temperature-recorded":
    case "cooling-recorded":
      return { ...ofObservation(event), temperature_c: event.body.temperatureC, limit_c: event.body.limitC };
    case "tasting-recorded":
    case "rapid-test-recorded":
    case "hygiene-check-recorded":
    case "check-recorded":
      return ofObservation(event);
    case "incoming-check-recorded":
      return {
        ...ofObservation(event),
        temperature_c: event.body.temperatureC ?? null,
        limit_c: event.body.limitC,
      };
    case "check-corrected":
      return corrected(db, event);
    case "batch-held":
      return { subject_id: event.body.batchId, action_code: event.body.reasonCode };
    case "hold-lifted":
      return { subject_id: event.body.batchId, action_code: event.body.disposition };
    case "batch-rejected":
      return { subject_id: event.body.batchId, action_code: event.body.disposal };
    case "batch-released":
      return { subject_id: event.body.batchId, reason: event.body.clockReason ?? null };
    case "release-overridden":
      return { subject_id: event.body.batchId };
    case "sample-taken":
      return { subject_id: event.body.sampleId };
    case "sample-stored": {
      const { sampleId, temperatureC, limitC } = event.body;
      return { subject_id: sampleId, temperature_c: temperatureC, limit_c: limitC };
    }
    case "sample-disposed":
      return { subject_id: event.body.sampleId, reason: event.body.clockReason ?? null };
    case "deviation-opened":
      return { subject_id: event.body.deviationId, check_kind: event.body.checkKind };
    case "deviation-repeated":
    case "deviation-acknowledged":
    case "deviation-verified":
      return { subject_id: event.body.deviationId };
    case "corrective-action-recorded": {
      const { deviationId, disposition, action } = event.body;
      return { subject_id: deviationId, action_code: disposition, reason: action };
    }
  }
}

function ofObservation(event: Extract<StoredQualityEvent, { readonly type: ObservationEvent["type"] }>): Told {
  const action = "action" in event.body ? event.body.action : undefined;
  return {
    subject_id: event.body.checkId,
    check_kind: observationKind(event),
    outcome: observationOutcome(event),
    ...(action !== undefined && { action_code: action.actionCode, reason: action.reason ?? null }),
  };
}

/** The check it became is already in its table, judged by the limits of the one it replaces. */
function corrected(db: ReadableDb, event: Extract<StoredQualityEvent, { readonly type: "check-corrected" }>): Told {
  const check = db.first(
    qualitySql
      .selectFrom("quality_check")
      .select(["dish_run_id", "temperature_c", "limit_c"])
      .where("check_id", "=", event.body.checkId),
  );
  const { readings, outcome, checkId } = event.body;
  return { ...check, subject_id: checkId, check_kind: readings.checkKind, outcome };
}

const insertLogRow = createRowInsert(qualitySql, "quality_log");
