import type { BatchId } from "#domains/production/ids.ts";
import type { StoredQualityEvent } from "#domains/quality/events.ts";
import type { CheckId, SampleId } from "#domains/quality/ids.ts";
import type { HoldReason } from "#domains/quality/values.ts";
import type { StaffId } from "#kernel/ids.ts";
import { createPreparedQuery, createRowInsert } from "#main/store/prepared-query.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import { projectCorrection, projectObservation } from "./project-checks.ts";
import { projectDeviation } from "./project-deviations.ts";
import { projectLog } from "./project-log.ts";
import { insertReworkDecision } from "./project-rework.ts";
import { qualitySql } from "./tables.ts";

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
    case "incoming-check-recorded":
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
    keepBatchQuality({
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
    }),
  );
  changeBatch(db, event);
  if (event.type === "hold-lifted" && event.body.disposition === "rework") {
    insertReworkDecision(db, event, { batchId, dishRunIds: event.body.dishRunIds });
  }
}

function changeBatch(db: WritableDb, event: BatchEvent): void {
  const at = { batchId: event.body.batchId, changedAtMs: event.recordedAtMs };
  switch (event.type) {
    case "batch-held":
      db.run(
        holdBatch({
          ...at,
          heldAtMs: event.occurredAtMs,
          heldByStaffId: event.staffId,
          reasonCode: event.body.reasonCode,
          note: event.body.note ?? null,
          checkId: event.body.checkId ?? null,
          recordedByStaffId: event.body.recordedByStaffId ?? null,
        }),
      );
      return;
    case "hold-lifted":
      db.run(endHold({ ...at, status: "open" }));
      return;
    case "batch-rejected":
      db.run(endHold({ ...at, status: "rejected" }));
      return;
    case "batch-released":
    case "release-overridden":
      db.run(
        releaseBatch({
          ...at,
          releasedByStaffId: event.staffId,
          gates: JSON.stringify(event.body.gates),
          consumeByAtMs: event.body.consumeByAtMs,
          overriddenCount: event.type === "release-overridden" ? 1 : 0,
        }),
      );
      return;
  }
}

type SampleEvent = Extract<StoredQualityEvent, { readonly type: "sample-taken" | "sample-stored" | "sample-disposed" }>;

function projectSample(db: WritableDb, event: SampleEvent): void {
  if (event.type === "sample-taken") {
    const { sampleId, sampleCode, batchId, portionCount, takenAtMs } = event.body;
    db.run(
      insertSample({
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
  const { sampleId } = event.body;
  if (event.type === "sample-stored") {
    const { storagePlaceCode, temperatureC, disposeAfterAtMs } = event.body;
    db.run(storeSample({ sampleId, storedAtMs: event.occurredAtMs, storagePlaceCode, temperatureC, disposeAfterAtMs }));
    return;
  }
  const { witnessStaffId } = event.body;
  db.run(disposeSample({ sampleId, disposedAtMs: event.recordedAtMs, staffId: event.staffId, witnessStaffId }));
}

const keepBatchQuality = createRowInsert(qualitySql, "batch_quality", { onConflict: "keep" });
const holdBatch = createPreparedQuery<{
  readonly batchId: BatchId;
  readonly changedAtMs: number;
  readonly heldAtMs: number;
  readonly heldByStaffId: StaffId | null;
  readonly reasonCode: HoldReason;
  readonly note: string | null;
  readonly checkId: CheckId | null;
  readonly recordedByStaffId: StaffId | null;
}>((value) =>
  qualitySql
    .updateTable("batch_quality")
    .set((column) => ({
      status: "held",
      changed_at_ms: value("changedAtMs"),
      held_at_ms: value("heldAtMs"),
      held_by_staff_id: value("heldByStaffId"),
      hold_reason_code: value("reasonCode"),
      hold_note: value("note"),
      hold_check_id: value("checkId"),
      hold_recorded_by_staff_id: value("recordedByStaffId"),
      hold_count: column("hold_count", "+", 1),
    }))
    .where("batch_id", "=", value("batchId")),
);
const endHold = createPreparedQuery<{ batchId: BatchId; changedAtMs: number; status: "open" | "rejected" }>((value) =>
  qualitySql
    .updateTable("batch_quality")
    .set({ ...NO_HOLD, changed_at_ms: value("changedAtMs"), status: value("status") })
    .where("batch_id", "=", value("batchId")),
);
const releaseBatch = createPreparedQuery<{
  readonly batchId: BatchId;
  readonly changedAtMs: number;
  readonly releasedByStaffId: StaffId | null;
  readonly gates: string;
  readonly consumeByAtMs: number | null;
  readonly overriddenCount: number;
}>((value) =>
  qualitySql
    .updateTable("batch_quality")
    .set((column) => ({
      status: "released",
      changed_at_ms: value("changedAtMs"),
      released_at_ms: value("changedAtMs"),
      released_by_staff_id: value("releasedByStaffId"),
      release_gates: value("gates"),
      consume_by_at_ms: value("consumeByAtMs"),
      override_count: column("override_count", "+", value("overriddenCount")),
    }))
    .where("batch_id", "=", value("batchId")),
);

const insertSample = createRowInsert(qualitySql, "quality_sample");
const storeSample = createPreparedQuery<{
  readonly sampleId: SampleId;
  readonly storedAtMs: number;
  readonly storagePlaceCode: string;
  readonly temperatureC: number;
  readonly disposeAfterAtMs: number;
}>((value) =>
  qualitySql
    .updateTable("quality_sample")
    .set({
      status: "stored",
      stored_at_ms: value("storedAtMs"),
      storage_place_code: value("storagePlaceCode"),
      temperature_c: value("temperatureC"),
      dispose_after_at_ms: value("disposeAfterAtMs"),
    })
    .where("sample_id", "=", value("sampleId")),
);
const disposeSample = createPreparedQuery<{
  readonly sampleId: SampleId;
  readonly disposedAtMs: number;
  readonly staffId: StaffId | null;
  readonly witnessStaffId: StaffId;
}>((value) =>
  qualitySql
    .updateTable("quality_sample")
    .set({
      status: "disposed",
      disposed_at_ms: value("disposedAtMs"),
      disposed_by_staff_id: value("staffId"),
      witness_staff_id: value("witnessStaffId"),
    })
    .where("sample_id", "=", value("sampleId")),
);
