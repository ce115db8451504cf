import { sql } from "kysely";
import type { BatchId, DishRunId } from "#domains/production/ids.ts";
import type { CheckId, DeviationId } from "#domains/quality/ids.ts";
import { isBlockingSeverity } from "#domains/quality/rules.ts";
import type { BatchQualityStatus, CheckKind, HoldReason, Severity } from "#domains/quality/values.ts";
import type { StaffId } from "#kernel/ids.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { qualitySql, type QualityTables } from "./tables.ts";

/** What other domains ask quality. The live queries of the faces are in `query-handlers.ts`. */

export interface BatchQuality {
  readonly status: BatchQualityStatus;
  readonly changedAtMs: number | null;
  readonly holdReasonCode: HoldReason | null;
  readonly heldAtMs: number | null;
  readonly releasedAtMs: number | null;
  readonly isOverridden: boolean;
}

const UNTOUCHED: BatchQuality = {
  status: "open",
  changedAtMs: null,
  holdReasonCode: null,
  heldAtMs: null,
  releasedAtMs: null,
  isOverridden: false,
};

/** Quality's word on a batch; a batch quality has not touched is `open`. */
export function batchQuality(db: ReadableDb, batchId: BatchId): BatchQuality {
  const row = db.first(selectBatchQuality({ batchId }));
  if (row === undefined) return UNTOUCHED;
  return {
    status: row.status,
    changedAtMs: row.changed_at_ms,
    holdReasonCode: row.hold_reason_code,
    heldAtMs: row.held_at_ms,
    releasedAtMs: row.released_at_ms,
    isOverridden: row.override_count > 0,
  };
}

type BatchQualityRow = QualityTables["batch_quality"];

const selectBatchQuality = createPreparedQuery<{ batchId: BatchId }, BatchQualityRow>((value) =>
  qualitySql.selectFrom("batch_quality").selectAll().where("batch_id", "=", value("batchId")),
);

/** The whole row of a batch, for quality's own screens and facts. */
export function batchQualityRow(db: ReadableDb, batchId: BatchId): BatchQualityRow | undefined {
  return db.first(selectBatchQuality({ batchId }));
}

export interface CoreReading {
  readonly checkId: CheckId;
  readonly lowestC: number;
  readonly limitC: number;
  readonly limitVersion: number;
  readonly isPass: boolean;
  readonly isWhileCooking: boolean;
  readonly atMs: number;
  readonly seq: number;
  readonly staffId: StaffId | null;
}

/**
 * The newest core reading of a dish run by the time it was measured; a corrected check is not there, its correction is.
 * `sinceMs`: only readings of the cooking now running count (a reading from before the rework does not).
 */
export function latestCoreReading(
  db: ReadableDb,
  dishRunId: DishRunId,
  options: { readonly sinceMs?: number } = {},
): CoreReading | null {
  const row = db.first(selectLatestCore({ dishRunId, sinceMs: options.sinceMs ?? 0 }));
  if (row === undefined || row.temperature_c === null || row.limit_c === null) return null;
  return {
    checkId: row.check_id,
    lowestC: row.temperature_c,
    limitC: row.limit_c,
    limitVersion: row.limit_version ?? 0,
    isPass: row.outcome === "pass",
    isWhileCooking: row.is_while_cooking === 1,
    atMs: row.observed_at_ms,
    seq: row.seq,
    staffId: row.staff_id,
  };
}

type CheckRow = QualityTables["quality_check"];

const selectLatestCore = createPreparedQuery<{ dishRunId: DishRunId; sinceMs: number }, CheckRow>((value) =>
  qualitySql
    .selectFrom("quality_check")
    .selectAll()
    .where("dish_run_id", "=", value("dishRunId"))
    .where("check_kind", "=", "core-temperature")
    .where("observed_at_ms", ">=", value("sinceMs"))
    .where("replaced_by_check_id", "is", null)
    .orderBy("observed_at_ms", "desc")
    .orderBy("seq", "desc")
    .limit(1),
);

export interface HoldingReading {
  readonly checkId: CheckId;
  /** Null: it stands for all the dishes the batch holds together. */
  readonly dishRunId: DishRunId | null;
  readonly temperatureC: number;
  readonly limitC: number;
  readonly isPass: boolean;
  readonly hasAction: boolean;
  readonly atMs: number;
  readonly staffId: StaffId | null;
}

/** The holding readings of a batch, oldest first; corrected ones left out. */
export function holdingReadings(db: ReadableDb, batchId: BatchId): readonly HoldingReading[] {
  return db.all(selectHolding({ batchId })).map((row) => ({
    checkId: row.check_id,
    dishRunId: row.dish_run_id,
    temperatureC: row.temperature_c ?? 0,
    limitC: row.limit_c ?? 0,
    isPass: row.outcome === "pass",
    hasAction: row.action_code !== null,
    atMs: row.observed_at_ms,
    staffId: row.staff_id,
  }));
}

const selectHolding = createPreparedQuery<{ batchId: BatchId }, CheckRow>((value) =>
  qualitySql
    .selectFrom("quality_check")
    .selectAll()
    .where("batch_id", "=", value("batchId"))
    .where("check_kind", "=", "holding-temperature")
    .where("replaced_by_check_id", "is", null)
    .orderBy("observed_at_ms", "asc")
    .orderBy("seq", "asc"),
);

export interface TastingNow {
  readonly dishRunId: DishRunId;
  readonly verdict: "safe" | "unsafe";
  readonly checkId: CheckId;
  readonly atMs: number;
  readonly seq: number;
  readonly staffId: StaffId | null;
}

/** The newest verdict of the tasting before dispatch for each dish run of a batch; a dish not tasted is not there. */
export function tastingVerdicts(db: ReadableDb, batchId: BatchId): readonly TastingNow[] {
  const newestByRun = new Map<string, TastingNow>();
  for (const row of db.all(selectTastings({ batchId }))) {
    newestByRun.set(row.dish_run_id, {
      dishRunId: row.dish_run_id,
      verdict: row.verdict,
      checkId: row.check_id,
      atMs: row.observed_at_ms,
      seq: row.seq,
      staffId: row.staff_id,
    });
  }
  return [...newestByRun.values()];
}

const selectTastings = createPreparedQuery<{ batchId: BatchId }, QualityTables["quality_tasting_dish"]>((value) =>
  qualitySql
    .selectFrom("quality_tasting_dish")
    .selectAll()
    .where("batch_id", "=", value("batchId"))
    .where("phase", "=", "before-dispatch")
    .where("is_replaced", "=", 0)
    .orderBy("observed_at_ms", "asc")
    .orderBy("seq", "asc"),
);

/** Samples of a batch that lie in the bank, or lay there until their retention ended. */
export function storedSampleCount(db: ReadableDb, batchId: BatchId): number {
  return db.first(countStoredSamples({ batchId }))?.count ?? 0;
}

const countStoredSamples = createPreparedQuery<{ batchId: BatchId }, { count: number }>((value) =>
  qualitySql
    .selectFrom("quality_sample")
    .select((count) => count.fn.countAll<number>().as("count"))
    .where("batch_id", "=", value("batchId"))
    .where("status", "in", ["stored", "disposed"]),
);

export interface StoredSample {
  readonly sampleId: string;
  readonly sampleCode: string;
  readonly batchId: BatchId;
  readonly serviceDate: string;
  readonly disposeAfterAtMs: number;
}

/** Samples in the bank now. */
export function storedSamples(db: ReadableDb): readonly StoredSample[] {
  return db.all(selectStoredSamples({})).map((row) => ({
    sampleId: row.sample_id,
    sampleCode: row.sample_code,
    batchId: row.batch_id,
    serviceDate: row.service_date,
    disposeAfterAtMs: row.dispose_after_at_ms ?? 0,
  }));
}

const selectStoredSamples = createPreparedQuery<Record<string, never>, QualityTables["quality_sample"]>(() =>
  qualitySql.selectFrom("quality_sample").selectAll().where("status", "=", "stored").orderBy("seq"),
);

export interface ReworkDecision {
  readonly decidedAtMs: number;
  readonly seq: number;
}

/**
 * The newest decision of quality to cook a dish again (a corrective action or a lifted hold with disposition `rework`),
 * or null. It is spent once the dish was reworked after it: production compares with its own last rework.
 */
export function reworkDecided(db: ReadableDb, batchId: BatchId, dishRunId: DishRunId): ReworkDecision | null {
  const row = db.first(selectRework({ batchId, dishRunId }));
  return row === undefined ? null : { decidedAtMs: row.decided_at_ms, seq: row.seq };
}

const selectRework = createPreparedQuery<
  { batchId: BatchId; dishRunId: DishRunId },
  { decided_at_ms: number; seq: number }
>((value) =>
  qualitySql
    .selectFrom("quality_rework_decision")
    .select(["decided_at_ms", "seq"])
    .where("batch_id", "=", value("batchId"))
    .where((where) => where.or([where("dish_run_id", "is", null), where("dish_run_id", "=", value("dishRunId"))]))
    .orderBy("seq", "desc")
    .limit(1),
);

export interface UnverifiedDeviation {
  readonly deviationId: DeviationId;
  readonly severity: Severity;
  readonly checkKind: CheckKind;
  readonly batchId: BatchId | null;
  readonly openedAtMs: number;
  readonly recordedByStaffId: StaffId | null;
}

/** Deviations nobody verified yet, worst and oldest first. */
export function unverifiedDeviations(db: ReadableDb): readonly UnverifiedDeviation[] {
  return db.all(selectUnverified({})).map(deviationFromRow);
}

/** Deviations of a batch that stop it: unverified, HIGH or CRITICAL. */
export function blockingDeviations(db: ReadableDb, batchId: BatchId): readonly UnverifiedDeviation[] {
  return db
    .all(selectUnverifiedOfBatch({ batchId }))
    .map(deviationFromRow)
    .filter((deviation) => isBlockingSeverity(deviation.severity));
}

function deviationFromRow(row: QualityTables["quality_deviation"]): UnverifiedDeviation {
  return {
    deviationId: row.deviation_id,
    severity: row.severity,
    checkKind: row.check_kind,
    batchId: row.batch_id,
    openedAtMs: row.opened_at_ms,
    recordedByStaffId: row.recorded_by_staff_id,
  };
}

const UNVERIFIED = ["open", "acknowledged", "action-recorded"] as const;

const selectUnverified = createPreparedQuery<Record<string, never>, QualityTables["quality_deviation"]>(() =>
  qualitySql
    .selectFrom("quality_deviation")
    .selectAll()
    .where("status", "in", UNVERIFIED)
    .orderBy("severity_rank", "desc")
    .orderBy("opened_at_ms"),
);
const selectUnverifiedOfBatch = createPreparedQuery<{ batchId: BatchId }, QualityTables["quality_deviation"]>((value) =>
  qualitySql
    .selectFrom("quality_deviation")
    .selectAll()
    .where("batch_id", "=", value("batchId"))
    .where("status", "in", UNVERIFIED)
    .orderBy("seq"),
);

/** The newest incoming check of each line of a receipt. */
export interface IncomingCheckNow {
  readonly checkId: CheckId;
  readonly lineId: string;
  readonly outcome: "pass" | "fail";
  readonly temperatureC: number | null;
  readonly limitC: number | null;
  readonly atMs: number;
}

export function incomingChecksOf(db: ReadableDb, lineIds: readonly string[]): readonly IncomingCheckNow[] {
  return lineIds.flatMap((lineId) => {
    const row = db.first(selectIncoming({ lineId }));
    if (row === undefined) return [];
    return [
      {
        checkId: row.check_id,
        lineId,
        outcome: row.outcome,
        temperatureC: row.temperature_c,
        limitC: row.limit_c,
        atMs: row.observed_at_ms,
      },
    ];
  });
}

const selectIncoming = createPreparedQuery<{ lineId: string }, CheckRow>((value) =>
  qualitySql
    .selectFrom("quality_check")
    .selectAll()
    // Written out: the index of incoming checks names it.
    .where("check_kind", "=", sql.lit("incoming"))
    .where("target_id", "=", value("lineId"))
    .orderBy("seq", "desc")
    .limit(1),
);
