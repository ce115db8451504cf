import type { BatchId } from "#domains/production/ids.ts";
import type { checks, CheckRow, TemperatureRow } from "#domains/quality/queries.ts";
import type { ParamsOf } from "#kernel/definition.ts";
import { batchCodes, dishRunNow } from "#main/domains/production/queries.ts";
import type { QueryViewer } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { namesForRows, personOf } from "./row-people.ts";
import { qualitySql, type QualityTables } from "./tables.ts";

type Row = QualityTables["quality_check"];

/** Checks by batch, dish, kind, outcome and span of days, newest first. */
export function checkRows(
  db: ReadableDb,
  params: ParamsOf<typeof checks>,
  viewer: QueryViewer,
  limit: number,
): readonly CheckRow[] {
  let query = qualitySql
    .selectFrom("quality_check")
    .selectAll()
    .where("service_date", ">=", params.fromServiceDate)
    .where("service_date", "<=", params.toServiceDate);
  if (params.batchId !== undefined) query = query.where("batch_id", "=", params.batchId);
  if (params.dishRunId !== undefined) query = query.where("dish_run_id", "=", params.dishRunId);
  if (params.checkKind !== undefined) query = query.where("check_kind", "=", params.checkKind);
  if (params.outcome !== undefined) query = query.where("outcome", "=", params.outcome);
  const rows = db.all(query.orderBy("seq", "desc").limit(limit));
  const names = namesForRows(
    db,
    viewer,
    rows.map((row) => row.staff_id),
  );
  const codes = batchCodesOf(db, rows);
  const dishNames = dishNamesOf(db, rows);
  return rows.map((row) => checkRowOf(row, { names, codes, dishNames }));
}

interface Words {
  readonly names: ReadonlyMap<string, string>;
  readonly codes: ReadonlyMap<string, string>;
  readonly dishNames: ReadonlyMap<string, string>;
}

function checkRowOf(row: Row, { names, codes, dishNames }: Words): CheckRow {
  return {
    checkId: row.check_id,
    checkKind: row.check_kind,
    target: { kind: row.target_kind, id: row.target_id } as CheckRow["target"], // a pair the event carried
    batchId: row.batch_id,
    batchCode: row.batch_id === null ? null : (codes.get(row.batch_id) ?? null),
    dishRunId: row.dish_run_id,
    dishName: row.dish_run_id === null ? null : (dishNames.get(row.dish_run_id) ?? null),
    outcome: row.outcome,
    isWhileCooking: row.is_while_cooking === 1,
    temperatureC: row.temperature_c,
    limitC: row.limit_c,
    limitKind: row.limit_kind,
    limitVersion: row.limit_version,
    scoreBp: row.score_bp,
    detail: JSON.parse(row.detail) as Record<string, unknown>, // written by the projection
    actionCode: row.action_code,
    actionReason: row.action_reason,
    note: row.note,
    occurredAtMs: row.observed_at_ms,
    recordedAtMs: row.recorded_at_ms,
    serviceDate: row.service_date,
    isLateEntry: row.is_late_entry === 1,
    ...personOf(names, row.staff_id),
    replacesCheckId: row.replaces_check_id,
    replacedByCheckId: row.replaced_by_check_id,
    correctionReason: row.correction_reason,
  };
}

const TEMPERATURE_KINDS = ["core-temperature", "holding-temperature", "cooling"] as const;

/** Temperatures of a batch or of one of its dishes, oldest first; corrected ones are there, marked. */
export function temperatureRows(
  db: ReadableDb,
  params: { readonly batchId: BatchId; readonly dishRunId?: Row["dish_run_id"] | undefined },
  viewer: QueryViewer,
  limit: number,
): readonly TemperatureRow[] {
  const { dishRunId } = params;
  let query = qualitySql
    .selectFrom("quality_check")
    .selectAll()
    .where("batch_id", "=", params.batchId)
    .where("check_kind", "in", TEMPERATURE_KINDS);
  if (dishRunId !== undefined) {
    query = query.where((where) => where.or([where("dish_run_id", "is", null), where("dish_run_id", "=", dishRunId)]));
  }
  const rows = db.all(query.orderBy("observed_at_ms").orderBy("seq").limit(limit));
  const names = namesForRows(
    db,
    viewer,
    rows.map((row) => row.staff_id),
  );
  const dishNames = dishNamesOf(db, rows);
  return rows.flatMap((row) => {
    const checkKind = TEMPERATURE_KINDS.find((kind) => kind === row.check_kind);
    if (checkKind === undefined || row.temperature_c === null) return [];
    return [
      {
        checkId: row.check_id,
        checkKind,
        dishRunId: row.dish_run_id,
        dishName: row.dish_run_id === null ? null : (dishNames.get(row.dish_run_id) ?? null),
        temperatureC: row.temperature_c,
        limitC: row.limit_c,
        limitKind: row.limit_kind ?? "min",
        outcome: row.outcome,
        isWhileCooking: row.is_while_cooking === 1,
        atMs: row.observed_at_ms,
        ...personOf(names, row.staff_id),
        isReplaced: row.replaced_by_check_id !== null,
      },
    ];
  });
}

export function batchCodesOf(
  db: ReadableDb,
  rows: readonly { readonly batch_id: BatchId | null }[],
): ReadonlyMap<string, string> {
  return batchCodes(
    db,
    rows.flatMap((row) => (row.batch_id === null ? [] : [row.batch_id])),
  );
}

/** Names of the dishes rows speak of. */
export function dishNamesOf(
  db: ReadableDb,
  rows: readonly { readonly dish_run_id: Row["dish_run_id"] }[],
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { dish_run_id: dishRunId } of rows) {
    if (dishRunId === null || names.has(dishRunId)) continue;
    const run = dishRunNow(db, dishRunId);
    if (run !== null) names.set(dishRunId, run.planned.dishName);
  }
  return names;
}
