import type { StoredQualityEvent } from "#domains/quality/events.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import { projectCorrection, projectObservation } from "./project-checks.ts";
import { projectDeviation } from "./project-deviations.ts";
import { projectLog } from "./project-log.ts";
import { insertReworkDecision } from "./project-rework.ts";
import { qualitySql, type QualityTables } from "./tables.ts";

/** Brings quality's read models up to one event. */
export function projectQuality(db: WritableDb, event: StoredQualityEvent): void {
  projectTables(db, event);
  projectLog(db, event);
}

function projectTables(db: WritableDb, event: StoredQualityEvent): void {
  switch (event.type) {
    case "core-temperature-recorded":
    case "holding-temperature-recorded":
    case "cooling-recorded":
    case "tasting-recorded":
    case "rapid-test-recorded":
    case "hygiene-check-recorded":
    case "check-recorded":
      projectObservation(db, event);
      return;
    case "check-corrected":
      projectCorrection(db, event);
      return;
    case "batch-held":
    case "hold-lifted":
    case "batch-rejected":
    case "batch-released":
    case "release-overridden":
      projectBatch(db, event);
      return;
    case "sample-taken":
    case "sample-stored":
    case "sample-disposed":
      projectSample(db, event);
      return;
    case "deviation-opened":
    case "deviation-repeated":
    case "deviation-acknowledged":
    case "corrective-action-recorded":
    case "deviation-verified":
      projectDeviation(db, event);
      return;
  }
}

type BatchEvent = Extract<
  StoredQualityEvent,
  {
    readonly type: "batch-held" | "hold-lifted" | "batch-rejected" | "batch-released" | "release-overridden";
  }
>;

const NO_HOLD = {
  held_at_ms: null,
  held_by_staff_id: null,
  hold_reason_code: null,
  hold_note: null,
  hold_check_id: null,
  hold_recorded_by_staff_id: null,
} as const;

function projectBatch(db: WritableDb, event: BatchEvent): void {
  const { batchId } = event.body;
  db.run(
    qualitySql
      .insertInto("batch_quality")
      .values({
        ...NO_HOLD,
        batch_id: batchId,
        service_date: event.serviceDate,
        status: "open",
        changed_at_ms: event.recordedAtMs,
        hold_count: 0,
        override_count: 0,
        released_at_ms: null,
        released_by_staff_id: null,
        release_gates: null,
        consume_by_at_ms: null,
      })
      .onConflict((conflict) => conflict.column("batch_id").doNothing()),
  );
  db.run(
    qualitySql
      .updateTable("batch_quality")
      .set((column) => ({
        changed_at_ms: event.recordedAtMs,
        ...batchChange(event),
        ...(event.type === "batch-held" && { hold_count: column("hold_count", "+", 1) }),
        ...(event.type === "release-overridden" && { override_count: column("override_count", "+", 1) }),
      }))
      .where("batch_id", "=", batchId),
  );
  if (event.type === "hold-lifted" && event.body.disposition === "rework") {
    insertReworkDecision(db, event, { batchId, dishRunIds: event.body.dishRunIds });
  }
}

function batchChange(event: BatchEvent): Partial<QualityTables["batch_quality"]> {
  switch (event.type) {
    case "batch-held":
      return {
        status: "held",
        held_at_ms: event.occurredAtMs,
        held_by_staff_id: event.staffId,
        hold_reason_code: event.body.reasonCode,
        hold_note: event.body.note ?? null,
        hold_check_id: event.body.checkId ?? null,
        hold_recorded_by_staff_id: event.body.recordedByStaffId ?? null,
      };
    case "hold-lifted":
      return { status: "open", ...NO_HOLD };
    case "batch-rejected":
      return { status: "rejected", ...NO_HOLD };
    case "batch-released":
    case "release-overridden":
      return {
        status: "released",
        released_at_ms: event.recordedAtMs,
        released_by_staff_id: event.staffId,
        release_gates: JSON.stringify(event.body.gates),
        consume_by_at_ms: event.body.consumeByAtMs,
      };
  }
}

type SampleEvent = Extract<StoredQualityEvent, { readonly type: "sample-taken" | "sample-stored" | "sample-disposed" }>;

function projectSample(db: WritableDb, event: SampleEvent): void {
  if (event.type === "sample-taken") {
    const { sampleId, sampleCode, batchId, portionCount, takenAtMs } = event.body;
    db.run(
      qualitySql.insertInto("quality_sample").values({
        sample_id: sampleId,
        seq: event.seq,
        sample_code: sampleCode,
        batch_id: batchId,
        service_date: event.serviceDate,
        status: "taken",
        portion_count: portionCount,
        taken_at_ms: takenAtMs,
        taken_by_staff_id: event.staffId,
        stored_at_ms: null,
        storage_place_code: null,
        temperature_c: null,
        dispose_after_at_ms: null,
        disposed_at_ms: null,
        disposed_by_staff_id: null,
        witness_staff_id: null,
      }),
    );
    return;
  }
  const change: Partial<QualityTables["quality_sample"]> =
    event.type === "sample-stored"
      ? {
          status: "stored",
          stored_at_ms: event.occurredAtMs,
          storage_place_code: event.body.storagePlaceCode,
          temperature_c: event.body.temperatureC,
          dispose_after_at_ms: event.body.disposeAfterAtMs,
        }
      : {
          status: "disposed",
          disposed_at_ms: event.recordedAtMs,
          disposed_by_staff_id: event.staffId,
          witness_staff_id: event.body.witnessStaffId,
        };
  db.run(qualitySql.updateTable("quality_sample").set(change).where("sample_id", "=", event.body.sampleId));
}
