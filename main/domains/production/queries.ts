import { present } from "#kernel/assert.ts";
import { totalPortionCount } from "#kernel/quantity.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import type { BatchId, DishRunId } from "#domains/production/ids.ts";
import type { PlannedDishRun } from "#domains/production/plan.ts";
import type { BatchProgress, DishRunProgress, StageAct } from "#domains/production/progress.ts";
import type { BatchPlan } from "#domains/production/state.ts";
import { batchStatus, clockRunsOf, clockStartAtMs, consumeByAtMs } from "#domains/production/status.ts";
import type { BatchStatus } from "#domains/production/vocabulary.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { productionSql } from "./tables.ts";

/** What other domains ask production. The live queries of the faces are in `query-handlers.ts`. */

/** A batch as it stands. Of its acts only the newest is here. Its plan carries no ingredients and steps unless it was read with them. */
export interface BatchNow {
  readonly plan: BatchPlan;
  readonly progress: BatchProgress;
  readonly status: BatchStatus;
  readonly kloterNumber: number;
  readonly clockStartAtMs: number | null;
  readonly consumeByAtMs: number | null;
  readonly planFileName: string | null;
  readonly streamVersion: number;
}

interface BatchRow {
  readonly kloter_number: number;
  readonly plan: string;
  readonly progress: string;
  readonly newest_act: string | null;
  readonly plan_file_name: string | null;
  readonly stream_version: number;
}

/** One batch, or null. */
export function batchNow(db: ReadableDb, batchId: BatchId | string): BatchNow | null {
  const row = db.first(selectBatch({ batchId }));
  return row === undefined ? null : batchFromRow(row);
}

/** The same with ingredients and steps. */
export function batchInFull(db: ReadableDb, batchId: BatchId | string): BatchNow | null {
  const row = db.first(selectBatchInFull({ batchId }));
  return row === undefined ? null : batchFromRow(row);
}

/** Every batch of a service day in order of code, cancelled ones included. */
export function batchesOfDay(db: ReadableDb, serviceDate: ServiceDate): readonly BatchNow[] {
  return db.all(selectBatchesOfDay({ serviceDate })).map(batchFromRow);
}

/** Every batch of a span of service days, at most `BATCHES_BETWEEN_MAX_COUNT` of them. */
export function batchesBetween(
  db: ReadableDb,
  span: { readonly fromDate: ServiceDate; readonly toDate: ServiceDate },
): readonly BatchNow[] {
  return db.all(selectBatchesBetween(span)).map(batchFromRow);
}

/** What a service day came to, for closing it. */
export interface ServiceDayProduction {
  readonly isStarted: boolean;
  /** Batches neither completed nor cancelled. */
  readonly openBatchIds: readonly BatchId[];
  readonly completedBatchIds: readonly BatchId[];
  readonly cancelledCount: number;
  readonly plannedPortionCount: number;
  readonly portionedPortionCount: number;
  readonly specialPackCount: number;
  readonly wasteMassG: number;
}

export function serviceDayProduction(db: ReadableDb, serviceDate: ServiceDate): ServiceDayProduction {
  const batches = batchesOfDay(db, serviceDate);
  const standing = batches.filter((batch) => batch.status !== "cancelled");
  const ids = (statuses: readonly BatchStatus[]) =>
    standing.filter((batch) => statuses.includes(batch.status)).map((batch) => batch.plan.batchId);
  const row = db.first(selectWasteOfDay({ serviceDate }));
  const total = (count: (batch: BatchNow) => number) => standing.reduce((sum, batch) => sum + count(batch), 0);
  return {
    isStarted: batches.some((batch) => batch.progress.preparationStartedAtMs !== null || batch.status === "completed"),
    openBatchIds: ids(["planned", "preparing", "cooking", "checking", "portioning", "ready"]),
    completedBatchIds: ids(["completed"]),
    cancelledCount: batches.length - standing.length,
    plannedPortionCount: total(({ plan }) => totalPortionCount(plan.portionCounts)),
    portionedPortionCount: total(({ progress }) => totalPortionCount(progress.portionedCounts)),
    specialPackCount: total(({ progress }) => progress.portionedSpecialPackCount),
    wasteMassG: row?.massG ?? 0,
  };
}

/** The batch a dish run belongs to, with the run's plan and progress. */
export interface DishRunNow {
  readonly batch: BatchNow;
  readonly planned: PlannedDishRun;
  readonly progress: DishRunProgress;
}

export function dishRunNow(db: ReadableDb, dishRunId: DishRunId | string): DishRunNow | null {
  const row = db.first(selectBatchOfRun({ dishRunId }));
  if (row === undefined) return null;
  const batch = batchFromRow(row);
  return {
    batch,
    planned: present(
      batch.plan.dishRuns.find((run) => run.dishRunId === dishRunId),
      `the plan of ${dishRunId}`,
    ),
    progress: present(
      batch.progress.dishRuns.find((run) => run.dishRunId === dishRunId),
      `the progress of ${dishRunId}`,
    ),
  };
}

/** Codes of batches by id, for rows that name them. */
export function batchCodes(db: ReadableDb, batchIds: readonly string[]): ReadonlyMap<string, string> {
  if (batchIds.length === 0) return new Map();
  const rows = db.all(
    productionSql
      .selectFrom("production_batch")
      .select(["batch_id", "batch_code"])
      .where("batch_id", "in", [...new Set(batchIds)]),
  );
  return new Map(rows.map((row) => [row.batch_id, row.batch_code]));
}

const OUTLINE_COLUMNS = [
  "kloter_number",
  "outline as plan",
  "progress",
  "newest_act",
  "plan_file_name",
  "stream_version",
] as const;

const FULL_COLUMNS = ["kloter_number", "plan", "progress", "newest_act", "plan_file_name", "stream_version"] as const;

const batches = productionSql
  .selectFrom("production_batch")
  .innerJoin("production_plan", "production_plan.batch_id", "production_batch.batch_id");

const selectBatch = createPreparedQuery<{ batchId: string }, BatchRow>((value) =>
  batches.select(OUTLINE_COLUMNS).where("production_batch.batch_id", "=", value("batchId")),
);
const selectBatchInFull = createPreparedQuery<{ batchId: string }, BatchRow>((value) =>
  batches.select(FULL_COLUMNS).where("production_batch.batch_id", "=", value("batchId")),
);
const selectBatchesOfDay = createPreparedQuery<{ serviceDate: string }, BatchRow>((value) =>
  batches.select(OUTLINE_COLUMNS).where("service_date", "=", value("serviceDate")).orderBy("kloter_number"),
);
/** Batches a report reads at once: a quarter of a busy kitchen. */
export const BATCHES_BETWEEN_MAX_COUNT = 1_000;

const selectBatchesBetween = createPreparedQuery<{ fromDate: string; toDate: string }, BatchRow>((value) =>
  batches
    .select(OUTLINE_COLUMNS)
    .where("service_date", ">=", value("fromDate"))
    .where("service_date", "<=", value("toDate"))
    .orderBy("service_date", "desc")
    .orderBy("kloter_number")
    .limit(BATCHES_BETWEEN_MAX_COUNT),
);
const selectWasteOfDay = createPreparedQuery<{ serviceDate: string }, { massG: number | null }>((value) =>
  productionSql
    .selectFrom("production_waste")
    .select(({ fn }) => fn.sum<number | null>("mass_g").as("massG"))
    .where("service_date", "=", value("serviceDate")),
);
const selectBatchOfRun = createPreparedQuery<{ dishRunId: string }, BatchRow>((value) =>
  productionSql
    .selectFrom("production_dish_run")
    .innerJoin("production_batch", "production_batch.batch_id", "production_dish_run.batch_id")
    .innerJoin("production_plan", "production_plan.batch_id", "production_batch.batch_id")
    .select(OUTLINE_COLUMNS)
    .where("production_dish_run.dish_run_id", "=", value("dishRunId")),
);
function batchFromRow(row: BatchRow): BatchNow {
  const plan = JSON.parse(row.plan) as BatchPlan; // written by projections from parsed events
  const progress: BatchProgress = {
    ...(JSON.parse(row.progress) as BatchProgress), // as above
    acts: row.newest_act === null ? [] : [JSON.parse(row.newest_act) as StageAct], // as above
  };
  const clockRuns = clockRunsOf(plan.dishRuns, progress);
  return {
    plan,
    progress,
    status: batchStatus(progress),
    kloterNumber: row.kloter_number,
    clockStartAtMs: clockStartAtMs(clockRuns),
    consumeByAtMs: consumeByAtMs(clockRuns),
    planFileName: row.plan_file_name,
    streamVersion: row.stream_version,
  };
}
