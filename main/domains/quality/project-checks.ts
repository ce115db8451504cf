import type { BatchId } from "#domains/production/ids.ts";
import type { CheckId } from "#domains/quality/ids.ts";
import { present } from "#kernel/assert.ts";
import type { StaffId } from "#kernel/ids.ts";
import type { StoredQualityEvent } from "#domains/quality/events.ts";
import { hygieneScoreBp, lowestScorePoints, worstReading } from "#domains/quality/judgement.ts";
import { observationKind, observationOutcome } from "#domains/quality/state.ts";
import type { DishScores, SubstanceResult, TastingVerdict } from "#domains/quality/values.ts";
import { createRowInsert } from "#main/store/prepared-query.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import { kindColumns, type StoredObservation } from "./check-columns.ts";
import { qualitySql, type QualityTables } from "./tables.ts";

export type StoredCorrection = Extract<StoredQualityEvent, { readonly type: "check-corrected" }>;

type CheckRow = QualityTables["quality_check"];

/** Writes one observation to its tables. */
export function projectObservation(db: WritableDb, event: StoredObservation): void {
  const { detail, action, ...columns } = kindColumns(event);
  const outcome = observationOutcome(event);
  insertCheck(db, {
    ...columns,
    check_id: event.body.checkId,
    seq: event.seq,
    event_id: event.eventId,
    stream_id: event.streamId,
    check_kind: observationKind(event),
    outcome,
    is_final: columns.is_while_cooking === 1 && outcome === "fail" ? 0 : 1,
    detail: JSON.stringify(detail),
    action_code: action?.actionCode ?? null,
    action_reason: action?.reason ?? null,
    observed_at_ms: event.occurredAtMs,
    recorded_at_ms: event.recordedAtMs,
    service_date: event.serviceDate,
    staff_id: event.staffId,
    is_late_entry: event.marks.isLateEntry === true ? 1 : 0,
    replaces_check_id: null,
    replaced_by_check_id: null,
    correction_reason: null,
  });
  if (event.type === "tasting-recorded") {
    insertTasting(db, event.body, { ...event, observedAtMs: event.occurredAtMs, checkId: event.body.checkId });
  }
  if (event.type === "rapid-test-recorded") {
    insertSubstances(db, event.body.substances, { ...event, checkId: event.body.checkId, batchId: event.body.batchId });
  }
}

/** Writes a correction beside the check it stands in for, which is marked and stays. */
export function projectCorrection(db: WritableDb, event: StoredCorrection): void {
  const { checkId, replacesCheckId, readings, outcome } = event.body;
  const replaced = present(
    db.first(qualitySql.selectFrom("quality_check").selectAll().where("check_id", "=", replacesCheckId)),
    "the check a correction replaces",
  );
  const { checkKind: _kind, ...said } = readings;
  insertCheck(db, {
    ...replaced,
    check_id: checkId,
    seq: event.seq,
    event_id: event.eventId,
    outcome,
    is_final: replaced.is_while_cooking === 1 && outcome === "fail" ? 0 : 1,
    temperature_c: correctedTemperatureC(readings, replaced),
    score_bp: readings.checkKind === "hygiene" ? hygieneScoreBp(readings.items) : replaced.score_bp,
    detail: JSON.stringify({ ...parsedDetail(replaced.detail), ...said }),
    action_code: null,
    action_reason: null,
    note: null,
    recorded_at_ms: event.recordedAtMs,
    staff_id: event.staffId,
    is_late_entry: 0,
    replaces_check_id: replacesCheckId,
    replaced_by_check_id: null,
    correction_reason: event.body.reason,
  });
  markReplaced(db, replacesCheckId, checkId);
  if (readings.checkKind === "tasting" && replaced.batch_id !== null && replaced.phase !== null) {
    insertTasting(
      db,
      { dishes: readings.dishes, verdict: readings.verdict, batchId: replaced.batch_id, phase: replaced.phase },
      { ...event, observedAtMs: event.body.observedAtMs, checkId },
    );
  }
  if (readings.checkKind === "rapid-test" && replaced.batch_id !== null) {
    insertSubstances(db, readings.substances, { ...event, checkId, batchId: replaced.batch_id });
  }
}

function insertCheck(db: WritableDb, row: CheckRow): void {
  db.run(insertCheckRow(row));
}

function markReplaced(db: WritableDb, checkId: CheckId, byCheckId: CheckId): void {
  db.run(
    qualitySql.updateTable("quality_check").set({ replaced_by_check_id: byCheckId }).where("check_id", "=", checkId),
  );
  for (const table of ["quality_tasting_dish", "quality_rapid_test"] as const) {
    db.run(qualitySql.updateTable(table).set({ is_replaced: 1 }).where("check_id", "=", checkId));
  }
}

function insertTasting(
  db: WritableDb,
  tasting: {
    readonly dishes: readonly DishScores[];
    readonly verdict: TastingVerdict;
    readonly batchId: BatchId;
    readonly phase: string;
  },
  at: {
    readonly checkId: CheckId;
    readonly seq: number;
    readonly staffId: StaffId | null;
    readonly observedAtMs: number;
  },
): void {
  for (const dish of tasting.dishes) {
    db.run(
      insertTastingDishRow({
        check_id: at.checkId,
        dish_run_id: dish.dishRunId,
        batch_id: tasting.batchId,
        phase: tasting.phase,
        verdict: tasting.verdict,
        lowest_points: lowestScorePoints(dish),
        observed_at_ms: at.observedAtMs,
        seq: at.seq,
        staff_id: at.staffId,
        is_replaced: 0,
      }),
    );
  }
}

function insertSubstances(
  db: WritableDb,
  substances: readonly SubstanceResult[],
  at: {
    readonly checkId: CheckId;
    readonly batchId: BatchId;
    readonly serviceDate: string;
    readonly staffId: StaffId | null;
  },
): void {
  for (const { substanceCode, outcome } of substances) {
    const row = {
      check_id: at.checkId,
      substance_code: substanceCode,
      batch_id: at.batchId,
      service_date: at.serviceDate,
      outcome,
      staff_id: at.staffId,
      is_replaced: 0,
    };
    db.run(insertRapidTestRow(row));
  }
}

function correctedTemperatureC(readings: StoredCorrection["body"]["readings"], replaced: CheckRow): number | null {
  switch (readings.checkKind) {
    case "core-temperature":
      return worstReading(readings.readingsC, "min");
    case "holding-temperature":
      return worstReading(readings.readingsC, replaced.limit_kind === "max" ? "max" : "min");
    case "cooling":
      return readings.temperatureC;
    case "tasting":
    case "rapid-test":
    case "hygiene":
    case "portion-appearance":
    case "foreign-object":
    case "water":
      return null;
  }
}

function parsedDetail(text: string): object {
  return JSON.parse(text) as object; // written by `projectObservation`
}

const insertCheckRow = createRowInsert(qualitySql, "quality_check");
const insertTastingDishRow = createRowInsert(qualitySql, "quality_tasting_dish");
const insertRapidTestRow = createRowInsert(qualitySql, "quality_rapid_test", { onConflict: "keep" });
