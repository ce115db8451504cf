import type { DurationHistoryRow, ProductionKpisRow, WasteRow } from "#domains/production/queries.ts";
import { median } from "#domains/production/forecast.ts";
import { BATCH_STATUSES, type WasteDisposal, type WasteSource } from "#domains/production/vocabulary.ts";
import { totalPortionCount } from "#kernel/quantity.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { batchCodes, batchesBetween, type BatchNow } from "./queries.ts";
import { productionSql } from "./tables.ts";

/** Rows of reports over a span of service days. A figure without its inputs is null, never zero (DOMAIN.md §5). */

/** Fewer cooked runs say nothing of an average. */
const AVERAGE_RUNS_MIN_COUNT = 3;

export interface DateSpan {
  readonly fromDate: string;
  readonly toDate: string;
}

export function kpisRow(db: ReadableDb, span: DateSpan): ProductionKpisRow {
  const batches = batchesBetween(db, span);
  const standing = batches.filter((batch) => batch.status !== "cancelled");
  const completed = standing.filter((batch) => batch.status === "completed");
  const durations = standing.flatMap(({ progress }) =>
    progress.dishRuns.flatMap((run) => (run.cookDurationMs === null ? [] : [run.cookDurationMs])),
  );
  const isAverageKnown = durations.length >= AVERAGE_RUNS_MIN_COUNT;
  const waste = wasteOf(db, span);
  return {
    rangeKey: `${span.fromDate}:${span.toDate}`,
    batchCountByStatus: countByStatus(batches),
    plannedPortionCount: sum(standing.map(plannedCount)),
    cookedPortionCount: sum(standing.map(cookedPortionCount)),
    portionedPortionCount: sum(standing.map(portionedCount)),
    cookDurationMedianMs: isAverageKnown ? Math.round(median(durations)) : null,
    cookDurationMeanMs: isAverageKnown ? Math.round(sum(durations) / durations.length) : null,
    cookedRunCount: durations.length,
    durationAgainstPlanBp: ratioBp(sum(completed.map(actualMs)), sum(completed.map(plannedMs))),
    yieldBp: ratioBp(sum(completed.map(portionedCount)), sum(completed.map(plannedCount))),
    completedBatchCount: completed.length,
    wasteMassG: waste.entryCount === 0 && completed.every((batch) => !batch.progress.isWasteFree) ? null : waste.massG,
    wasteEntryCount: waste.entryCount,
  };
}

function countByStatus(batches: readonly BatchNow[]): ProductionKpisRow["batchCountByStatus"] {
  const counted = Object.fromEntries(
    BATCH_STATUSES.map((status) => [status, batches.filter((batch) => batch.status === status).length]),
  );
  return counted as ProductionKpisRow["batchCountByStatus"]; // one entry for each status
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function ratioBp(part: number, whole: number): number | null {
  return whole <= 0 ? null : Math.round((part * 10_000) / whole);
}

function plannedCount({ plan }: BatchNow): number {
  return totalPortionCount(plan.portionCounts);
}

function portionedCount({ progress }: BatchNow): number {
  return totalPortionCount(progress.portionedCounts);
}

/** Whole meals cooked: as far as the dish cooked for the fewest portions goes. */
function cookedPortionCount({ plan, progress }: BatchNow): number {
  const leastShare = Math.min(
    ...plan.dishRuns.map((planned) => {
      const run = progress.dishRuns.find((one) => one.dishRunId === planned.dishRunId);
      const cookedCount = run?.status === "cooked" ? totalPortionCount(run.cookedCounts) : 0;
      return Math.min(1, cookedCount / totalPortionCount(planned.portionCounts));
    }),
  );
  return Math.floor(totalPortionCount(plan.portionCounts) * leastShare);
}

/** From the first dish on the fire to the last tray filled. */
function actualMs({ progress }: BatchNow): number {
  const starts = progress.dishRuns.flatMap((run) => (run.startedAtMs === null ? [] : [run.startedAtMs]));
  return starts.length === 0 || progress.portioningFinishedAtMs === null
    ? 0
    : progress.portioningFinishedAtMs - Math.min(...starts);
}

function plannedMs({ plan }: BatchNow): number {
  return plan.neededByAtMs - Math.min(...plan.dishRuns.map((run) => run.plannedStartAtMs));
}

function wasteOf(db: ReadableDb, span: DateSpan): { readonly massG: number; readonly entryCount: number } {
  const row = db.first(
    productionSql
      .selectFrom("production_waste")
      .select(({ fn }) => [fn.sum<number | null>("mass_g").as("massG"), fn.countAll<number>().as("entryCount")])
      .where("service_date", ">=", span.fromDate)
      .where("service_date", "<=", span.toDate),
  );
  return { massG: row?.massG ?? 0, entryCount: row?.entryCount ?? 0 };
}

export function wasteRows(db: ReadableDb, span: DateSpan, limit: number): readonly WasteRow[] {
  const rows = db.all(
    productionSql
      .selectFrom("production_waste")
      .selectAll()
      .where("service_date", ">=", span.fromDate)
      .where("service_date", "<=", span.toDate)
      .orderBy("service_date", "desc")
      .orderBy("seq", "desc")
      .limit(limit),
  );
  const codes = batchCodes(
    db,
    rows.flatMap((row) => (row.batch_id === null ? [] : [row.batch_id])),
  );
  return rows.map((row) => ({
    wasteId: row.waste_id,
    serviceDate: row.service_date,
    batchId: row.batch_id,
    batchCode: row.batch_id === null ? null : (codes.get(row.batch_id) ?? null),
    wasteSource: row.waste_source as WasteSource, // written by projections from parsed events
    ingredientName: row.ingredient_name,
    massG: row.mass_g,
    isEdible: row.is_edible === 1,
    disposal: row.disposal as WasteDisposal, // as above
    staffId: row.staff_id,
    occurredAtMs: row.occurred_at_ms,
  }));
}

/** Cooked runs of the kitchen or of one recipe, newest first. */
export function durationRows(
  db: ReadableDb,
  options: { readonly recipeCode?: string | undefined; readonly limit: number },
): readonly DurationHistoryRow[] {
  let query = productionSql
    .selectFrom("production_dish_run")
    .innerJoin("production_batch", "production_batch.batch_id", "production_dish_run.batch_id")
    .selectAll("production_dish_run")
    .select("production_batch.batch_code")
    .where("production_dish_run.status", "=", "cooked")
    .orderBy("production_dish_run.cooked_seq", "desc")
    .limit(options.limit);
  if (options.recipeCode !== undefined) query = query.where("recipe_code", "=", options.recipeCode);
  return db.all(query).map((row) => ({
    dishRunId: row.dish_run_id,
    batchId: row.batch_id,
    batchCode: row.batch_code,
    serviceDate: row.service_date,
    recipeCode: row.recipe_code,
    dishName: row.dish_name,
    portionCount: row.portion_count,
    cookedAtMs: row.cooked_at_ms ?? 0,
    cookDurationMs: row.cook_duration_ms ?? 0,
    plannedDurationMs: row.planned_duration_ms,
    standardDurationMs: row.standard_duration_ms,
    isReworked: row.is_reworked === 1,
  }));
}
