import { present } from "#kernel/assert.ts";
import { totalPortionCount } from "#kernel/quantity.ts";
import type { StoredProductionEvent } from "#domains/production/events.ts";
import { initialProgress, progressForRuns, type BatchProgress } from "#domains/production/progress.ts";
import { changedPlan, evolveProduction, type BatchPlan } from "#domains/production/state.ts";
import { createRowInsert } from "#main/store/prepared-query.ts";
import type { ReadableDb, WritableDb } from "#main/store/readable-db.ts";
import { createProgressFolds, progressColumns, type ProgressFolds } from "./project-progress.ts";
import { productionSql } from "./tables.ts";

type StoredOf<Type extends StoredProductionEvent["type"]> = Extract<StoredProductionEvent, { readonly type: Type }>;

/** Brings the read models of production up to some events. What an event means is told by `evolve…` alone. */
export function projectProduction(db: WritableDb, events: readonly StoredProductionEvent[]): void {
  const folds = createProgressFolds(db);
  for (const event of events) projectOne(db, folds, event);
  folds.writeAll();
}

function projectOne(db: WritableDb, folds: ProgressFolds, event: StoredProductionEvent): void {
  switch (event.type) {
    case "batch-planned":
      projectPlanned(db, event);
      return;
    case "batch-changed":
      folds.write(event.body.batchId);
      projectChanged(db, event);
      return;
    case "waste-recorded":
      projectWaste(db, event);
      if (event.body.batchId !== undefined) folds.fold(event.body.batchId, event);
      return;
    case "batch-noted":
      projectNote(db, event);
      folds.fold(event.body.batchId, event);
      return;
    case "task-assigned":
    case "task-unassigned":
    case "preparation-started":
    case "cooking-started":
    case "cooking-progressed":
    case "dish-cooked":
    case "dish-reworked":
    case "portioning-started":
    case "portions-counted":
    case "portion-weighed":
    case "portioning-finished":
    case "batch-completed":
    case "batch-cancelled":
    case "stage-undone":
      folds.fold(event.body.batchId, event);
      return;
  }
}

function projectPlanned(db: WritableDb, event: StoredOf<"batch-planned">): void {
  const { plan } = present(evolveProduction(null, event), "the state of a planned batch");
  const { planSource } = event.body;
  db.run(
    insertBatch({
      batch_id: plan.batchId,
      batch_code: plan.batchCode,
      kloter_number: Number(plan.batchCode.slice(plan.batchCode.lastIndexOf("-") + 1)),
      service_date: plan.serviceDate,
      ...planColumns(plan),
      plan_file_name: planSource.kind === "file" ? planSource.fileName : null,
      ...progressColumns(initialProgress(plan.dishRuns)),
      newest_act: null,
      stream_version: event.streamVersion,
    }),
  );
  db.run(insertPlan({ batch_id: plan.batchId, ...planTexts(plan) }));
  insertRuns(db, plan);
}

function projectChanged(db: WritableDb, event: StoredOf<"batch-changed">): void {
  const { batchId, fields, planSource } = event.body;
  const before = planAndProgress(db, batchId);
  const plan = changedPlan(before.plan, fields);
  const progress = fields.dishRuns === undefined ? before.progress : progressForRuns(before.progress, plan.dishRuns);
  db.run(
    productionSql
      .updateTable("production_batch")
      .set({
        ...planColumns(plan),
        ...progressColumns(progress),
        ...(planSource?.kind === "file" && { plan_file_name: planSource.fileName }),
        stream_version: event.streamVersion,
      })
      .where("batch_id", "=", batchId),
  );
  db.run(productionSql.updateTable("production_plan").set(planTexts(plan)).where("batch_id", "=", batchId));
  db.run(productionSql.deleteFrom("production_dish_run").where("batch_id", "=", batchId));
  insertRuns(db, plan);
}

function planColumns(plan: BatchPlan) {
  return {
    wave: plan.wave,
    label: plan.label,
    needed_by_at_ms: plan.neededByAtMs,
    portion_count: totalPortionCount(plan.portionCounts),
  };
}

function planTexts(plan: BatchPlan) {
  return {
    plan: JSON.stringify(plan),
    outline: JSON.stringify({
      ...plan,
      dishRuns: plan.dishRuns.map((run) => ({ ...run, ingredients: [], steps: [] })),
    }),
  };
}

function insertRuns(db: WritableDb, plan: BatchPlan): void {
  for (const run of plan.dishRuns) {
    db.run(
      insertRun({
        dish_run_id: run.dishRunId,
        batch_id: plan.batchId,
        service_date: plan.serviceDate,
        recipe_code: run.recipeCode,
        dish_name: run.dishName,
        portion_count: totalPortionCount(run.portionCounts),
        planned_duration_ms: run.plannedFinishAtMs - run.plannedStartAtMs,
        standard_duration_ms: run.standardDurationMs,
        status: "waiting",
        is_reworked: 0,
        cooked_at_ms: null,
        cooked_seq: 0,
        cook_duration_ms: null,
      }),
    );
  }
}

const insertBatch = createRowInsert(productionSql, "production_batch");
const insertPlan = createRowInsert(productionSql, "production_plan");
const insertRun = createRowInsert(productionSql, "production_dish_run");
const insertNote = createRowInsert(productionSql, "production_note");
const insertWaste = createRowInsert(productionSql, "production_waste");

function planAndProgress(
  db: ReadableDb,
  batchId: string,
): { readonly plan: BatchPlan; readonly progress: BatchProgress } {
  const row = present(
    db.first(
      productionSql
        .selectFrom("production_batch")
        .innerJoin("production_plan", "production_plan.batch_id", "production_batch.batch_id")
        .select(["plan", "progress"])
        .where("production_batch.batch_id", "=", batchId),
    ),
    `the row of ${batchId}`,
  );
  return {
    plan: JSON.parse(row.plan) as BatchPlan, // written here from parsed events
    progress: JSON.parse(row.progress) as BatchProgress, // as above
  };
}

function projectNote(db: WritableDb, event: StoredOf<"batch-noted">): void {
  db.run(
    insertNote({
      event_id: event.eventId,
      seq: event.seq,
      batch_id: event.body.batchId,
      note: event.body.note,
      staff_id: event.staffId,
      occurred_at_ms: event.occurredAtMs,
    }),
  );
}

function projectWaste(db: WritableDb, event: StoredOf<"waste-recorded">): void {
  const { body } = event;
  db.run(
    insertWaste({
      waste_id: body.wasteId,
      seq: event.seq,
      service_date: event.serviceDate,
      batch_id: body.batchId ?? null,
      waste_source: body.wasteSource,
      ingredient_name: body.ingredientName ?? null,
      mass_g: body.massG,
      is_edible: body.isEdible ? 1 : 0,
      disposal: body.disposal,
      staff_id: event.staffId,
      occurred_at_ms: event.occurredAtMs,
    }),
  );
}
