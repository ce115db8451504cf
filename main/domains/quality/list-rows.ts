import type { deviations, DeviationRow, haccpLog, HaccpRow, SampleRow } from "#domains/quality/queries.ts";
import { sampleWarnBeforeMs } from "#domains/quality/settings.ts";
import type { SampleStatus } from "#domains/quality/values.ts";
import type { DishRunId } from "#domains/production/ids.ts";
import type { ParamsOf } from "#kernel/definition.ts";
import { settingReader } from "#main/domains/site/queries.ts";
import type { QueryViewer } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { batchCodesOf, dishNamesOf } from "./check-rows.ts";
import { nameRecord, namesForRows, personOf } from "./row-people.ts";
import { qualitySql, type QualityTables } from "./tables.ts";

/** The bank sampel, newest first. */
export function sampleRows(
  db: ReadableDb,
  status: SampleStatus | undefined,
  viewer: QueryViewer,
  limit: number,
): readonly SampleRow[] {
  const all = qualitySql.selectFrom("quality_sample").selectAll();
  const query = status === undefined ? all : all.where("status", "=", status);
  const rows = db.all(query.orderBy("seq", "desc").limit(limit));
  const codes = batchCodesOf(db, rows);
  const names = namesForRows(
    db,
    viewer,
    rows.map((row) => row.taken_by_staff_id),
  );
  return rows.map((row) => ({
    sampleId: row.sample_id,
    sampleCode: row.sample_code,
    batchId: row.batch_id,
    batchCode: codes.get(row.batch_id) ?? null,
    serviceDate: row.service_date,
    portionCount: row.portion_count,
    status: row.status,
    takenAtMs: row.taken_at_ms,
    ...personOf(names, row.taken_by_staff_id),
    storedAtMs: row.stored_at_ms,
    storagePlaceCode: row.storage_place_code,
    temperatureC: row.temperature_c,
    disposeAfterAtMs: row.dispose_after_at_ms,
    warnAtMs:
      row.dispose_after_at_ms === null
        ? null
        : row.dispose_after_at_ms - settingReader(db, row.service_date)(sampleWarnBeforeMs).value,
    disposedAtMs: row.disposed_at_ms,
    disposedByStaffId: row.disposed_by_staff_id,
    witnessStaffId: row.witness_staff_id,
  }));
}

const UNVERIFIED = ["open", "acknowledged", "action-recorded"] as const;

/** Deviations, worst and oldest first; without a status those not verified, of a batch all. */
export function deviationRows(
  db: ReadableDb,
  params: ParamsOf<typeof deviations>,
  viewer: QueryViewer,
  limit: number,
): readonly DeviationRow[] {
  let query = qualitySql.selectFrom("quality_deviation").selectAll();
  if (params.batchId !== undefined) query = query.where("batch_id", "=", params.batchId);
  if (params.status !== undefined) query = query.where("status", "=", params.status);
  else if (params.batchId === undefined) query = query.where("status", "in", UNVERIFIED);
  const rows = db.all(query.orderBy("severity_rank", "desc").orderBy("opened_at_ms").orderBy("seq").limit(limit));
  const peopleOf = (row: (typeof rows)[number]) => [
    row.recorded_by_staff_id,
    row.acknowledged_by_staff_id,
    row.action_by_staff_id,
    row.verified_by_staff_id,
  ];
  const names = namesForRows(db, viewer, rows.flatMap(peopleOf));
  const codes = batchCodesOf(db, rows);
  const dishNames = dishNamesOf(db, rows.map(runOf));
  return rows.map((row) => ({
    ...deviationColumns(row),
    batchCode: row.batch_id === null ? null : (codes.get(row.batch_id) ?? null),
    dishName: row.target_kind === "dish-run" ? (dishNames.get(row.target_id) ?? null) : null,
    nameByStaffId: nameRecord(names, peopleOf(row)),
  }));
}

type DeviationTableRow = QualityTables["quality_deviation"];

function runOf(row: DeviationTableRow): { readonly dish_run_id: DishRunId | null } {
  return { dish_run_id: row.target_kind === "dish-run" ? (row.target_id as DishRunId) : null }; // as its kind says
}

function deviationColumns(row: DeviationTableRow): Omit<DeviationRow, "batchCode" | "dishName" | "nameByStaffId"> {
  return {
    deviationId: row.deviation_id,
    target: { kind: row.target_kind, id: row.target_id } as DeviationRow["target"], // a pair the event carried
    batchId: row.batch_id,
    checkKind: row.check_kind,
    severity: row.severity,
    status: row.status,
    occurrenceCount: row.occurrence_count,
    checkIds: JSON.parse(row.check_ids) as DeviationRow["checkIds"], // written by the projection
    openedAtMs: row.opened_at_ms,
    updatedAtMs: row.updated_at_ms,
    serviceDate: row.service_date,
    note: row.note,
    acknowledgedAtMs: row.acknowledged_at_ms,
    acknowledgedByStaffId: row.acknowledged_by_staff_id,
    cause: row.cause,
    action: row.action,
    disposition: row.disposition,
    actionAtMs: row.action_at_ms,
    actionByStaffId: row.action_by_staff_id,
    recordedByStaffId: row.recorded_by_staff_id,
    verifiedAtMs: row.verified_at_ms,
    verifiedByStaffId: row.verified_by_staff_id,
  };
}

/** The HACCP log of a span of days in the order of the log. */
export function haccpRows(
  db: ReadableDb,
  params: ParamsOf<typeof haccpLog>,
  viewer: QueryViewer,
  limit: number,
): readonly HaccpRow[] {
  const rows = db.all(
    qualitySql
      .selectFrom("quality_log")
      .selectAll()
      .where("service_date", ">=", params.fromServiceDate)
      .where("service_date", "<=", params.toServiceDate)
      .where("seq", ">", params.afterSeq ?? 0)
      .orderBy("seq")
      .limit(limit),
  );
  const names = namesForRows(
    db,
    viewer,
    rows.map((row) => row.staff_id),
  );
  const codes = batchCodesOf(db, rows);
  const dishNames = dishNamesOf(db, rows);
  return rows.map((row) => ({
    entryId: row.event_id,
    seq: row.seq,
    entryKind: row.entry_kind,
    serviceDate: row.service_date,
    occurredAtMs: row.occurred_at_ms,
    recordedAtMs: row.recorded_at_ms,
    batchId: row.batch_id,
    batchCode: row.batch_id === null ? null : (codes.get(row.batch_id) ?? null),
    dishName: row.dish_run_id === null ? null : (dishNames.get(row.dish_run_id) ?? null),
    checkKind: row.check_kind,
    outcome: row.outcome,
    temperatureC: row.temperature_c,
    limitC: row.limit_c,
    actionCode: row.action_code,
    reason: row.reason,
    subjectId: row.subject_id,
    ...personOf(names, row.staff_id),
    isLateEntry: row.is_late_entry === 1,
    isClockUntrusted: row.is_clock_untrusted === 1,
  }));
}
