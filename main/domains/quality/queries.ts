import type { BatchId, DishRunId } from "#domains/production/ids.ts";
import type { CheckId } from "#domains/quality/ids.ts";
import type { BatchQualityStatus, HoldReason } from "#domains/quality/values.ts";
import type { StaffId } from "#kernel/ids.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { qualitySql } from "./tables.ts";

/** What other domains ask quality. The live queries of the faces are in `live-queries.ts`. */

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
export function batchQuality(db: ReadableDb, batchId: BatchId | string): BatchQuality {
  const row = db.first(
    qualitySql
      .selectFrom("batch_quality")
      .select(["status", "changed_at_ms", "hold_reason_code", "held_at_ms", "released_at_ms", "override_count"])
      .where("batch_id", "=", batchId),
  );
  if (row === undefined) return UNTOUCHED;
  return {
    status: row.status as BatchQualityStatus, // written only by projections from parsed events
    changedAtMs: row.changed_at_ms,
    holdReasonCode: row.hold_reason_code as HoldReason | null, // as above
    heldAtMs: row.held_at_ms,
    releasedAtMs: row.released_at_ms,
    isOverridden: row.override_count > 0,
  };
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
  dishRunId: DishRunId | string,
  options: { readonly sinceMs?: number } = {},
): CoreReading | null {
  const row = db.first(
    qualitySql
      .selectFrom("quality_check")
      .select(["check_id", "temperature_c", "limit_c", "limit_version", "outcome", "is_while_cooking"])
      .select(["observed_at_ms", "seq", "staff_id"])
      .where("dish_run_id", "=", dishRunId)
      .where("check_kind", "=", "core-temperature")
      .where("replaced_by_check_id", "is", null)
      .where("observed_at_ms", ">=", options.sinceMs ?? 0)
      .orderBy("observed_at_ms", "desc")
      .orderBy("seq", "desc")
      .limit(1),
  );
  if (row === undefined || row.temperature_c === null || row.limit_c === null) return null;
  return {
    checkId: row.check_id as CheckId, // written only by projections from parsed events
    lowestC: row.temperature_c,
    limitC: row.limit_c,
    limitVersion: row.limit_version ?? 0,
    isPass: row.outcome === "pass",
    isWhileCooking: row.is_while_cooking === 1,
    atMs: row.observed_at_ms,
    seq: row.seq,
    staffId: row.staff_id as StaffId | null, // as above
  };
}

export interface TastingVerdict {
  readonly dishRunId: DishRunId;
  readonly verdict: "safe" | "unsafe";
  readonly checkId: CheckId;
  readonly atMs: number;
  readonly seq: number;
  readonly staffId: StaffId | null;
}

/** The newest verdict of the tasting before dispatch for each dish run of a batch; a dish not tasted is not there. */
export function tastingVerdicts(db: ReadableDb, batchId: BatchId | string): readonly TastingVerdict[] {
  const rows = db.all(
    qualitySql
      .selectFrom("quality_tasting_dish")
      .select(["dish_run_id", "verdict", "check_id", "observed_at_ms", "seq", "staff_id"])
      .where("batch_id", "=", batchId)
      .where("phase", "=", "before-dispatch")
      .where("is_replaced", "=", 0)
      .orderBy("observed_at_ms", "asc")
      .orderBy("seq", "asc"),
  );
  const newestByRun = new Map<string, TastingVerdict>();
  for (const row of rows) {
    newestByRun.set(row.dish_run_id, {
      dishRunId: row.dish_run_id as DishRunId, // written only by projections from parsed events
      verdict: row.verdict === "safe" ? "safe" : "unsafe",
      checkId: row.check_id as CheckId, // as above
      atMs: row.observed_at_ms,
      seq: row.seq,
      staffId: row.staff_id as StaffId | null, // as above
    });
  }
  return [...newestByRun.values()];
}

/** Samples of a batch that lie in the bank, or lay there until their retention ended. */
export function storedSampleCount(db: ReadableDb, batchId: BatchId | string): number {
  const row = db.first(
    qualitySql
      .selectFrom("quality_sample")
      .select((count) => count.fn.countAll<number>().as("count"))
      .where("batch_id", "=", batchId)
      .where("status", "in", ["stored", "disposed"]),
  );
  return row?.count ?? 0;
}

export interface ReworkDecision {
  readonly decidedAtMs: number;
  readonly seq: number;
}

/**
 * The newest decision of quality to cook a dish again (a corrective action or a lifted hold with disposition `rework`),
 * or null. It is spent once the dish was reworked after it: production compares with its own last rework.
 */
export function reworkDecided(
  db: ReadableDb,
  batchId: BatchId | string,
  dishRunId: DishRunId | string,
): ReworkDecision | null {
  const row = db.first(
    qualitySql
      .selectFrom("quality_rework_decision")
      .select(["decided_at_ms", "seq"])
      .where("batch_id", "=", batchId)
      .where((where) => where.or([where("dish_run_id", "is", null), where("dish_run_id", "=", dishRunId)]))
      .orderBy("seq", "desc")
      .limit(1),
  );
  return row === undefined ? null : { decidedAtMs: row.decided_at_ms, seq: row.seq };
}
