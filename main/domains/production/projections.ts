import { present } from "#kernel/assert.ts";
import { totalPortionCount } from "#kernel/quantity.ts";
import type { StoredProductionEvent } from "#domains/production/events.ts";
import {
  initialProgress,
  evolveProgress,
  progressForRuns,
  type BatchProgress,
  type StageAct,
  type ProgressEvent,
} from "#domains/production/progress.ts";
import { changedPlan, evolveProduction, type BatchPlan } from "#domains/production/state.ts";
import { batchStatus, cookedAtMs, startedAtMs } from "#domains/production/status.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb, WritableDb } from "#main/store/readable-db.ts";
import { productionSql, type ProductionTables } from "./tables.ts";

type StoredOf<Type extends StoredProductionEvent["type"]> = Extract<StoredProductionEvent, { readonly type: Type }>;

/** Brings the read models of production up to one event. What an event means is told by `evolve…` alone. */
export function projectProduction(db: WritableDb, event: StoredProductionEvent): void {
  switch (event.type) {
    case "batch-planned":
      projectPlanned(db, event);
      return;
    case "batch-changed":
      projectChanged(db, event);
      return;
    case "waste-recorded":
      projectWaste(db, event);
      if (event.body.batchId !== undefined) projectProgress(db, event.body.batchId, event);
      return;
    case "batch-noted":
      projectNote(db, event);
      projectProgress(db, event.body.batchId, event);
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
      projectProgress(db, event.body.batchId, event);
      return;
  }
}

function projectPlanned(db: WritableDb, event: StoredOf<"batch-planned">): void {
  const { plan } = present(evolveProduction(null, event), "the state of a planned batch");
  const { planSource } = event.body;
  db.run(
    productionSql.insertInto("production_batch").values({
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
  db.run(productionSql.deleteFrom("production_dish_run").where("batch_id", "=", batchId));
  insertRuns(db, plan);
}

function planColumns(plan: BatchPlan) {
  return {
    wave: plan.wave,
    label: plan.label,
    needed_by_at_ms: plan.neededByAtMs,
    portion_count: totalPortionCount(plan.portionCounts) + plan.specialPackCount,
    plan: JSON.stringify(plan),
    outline: JSON.stringify({
      ...plan,
      dishRuns: plan.dishRuns.map((run) => ({ ...run, ingredients: [], steps: [] })),
    }),
  };
}

function progressColumns(progress: BatchProgress) {
  return {
    status: batchStatus(progress),
    portioned_count: totalPortionCount(progress.portionedCounts) + progress.portionedSpecialPackCount,
    started_at_ms: startedAtMs(progress),
    cooked_at_ms: cookedAtMs(progress),
    portioning_started_at_ms: progress.portioningStartedAtMs,
    portioning_finished_at_ms: progress.portioningFinishedAtMs,
    completed_at_ms: progress.completedAtMs,
    is_reworked: progress.dishRuns.some((run) => run.isReworked) ? 1 : 0,
    progress: JSON.stringify({ ...progress, acts: [] }),
  };
}

function insertRuns(db: WritableDb, plan: BatchPlan): void {
  for (const run of plan.dishRuns) {
    db.run(
      productionSql.insertInto("production_dish_run").values({
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

/** Everything after planning: the progress is folded by the domain's own rule and its columns follow. */
function projectProgress(db: WritableDb, batchId: string, event: ProgressEvent): void {
  const row = present(db.first(selectProgress({ batchId })), `the row of ${batchId}`);
  // Acts are rows of their own; folding needs only the one taken back.
  const acts = event.type === "stage-undone" ? undoneActs(db, event.body.undoneEventId) : [];
  const before = { ...(JSON.parse(row.progress) as BatchProgress), acts }; // written here from parsed events
  const progress = evolveProgress(before, event);
  const newestAct = projectActs(db, batchId, { row, event, progress });
  db.run(
    updateProgress({
      ...progressColumns(progress),
      newest_act: newestAct,
      stream_version: event.streamVersion,
      batchId,
    }),
  );
  for (const run of progress.dishRuns) {
    const was = before.dishRuns.find((one) => one.dishRunId === run.dishRunId);
    if (was === run || (was?.status === run.status && was.isReworked === run.isReworked)) continue;
    db.run(
      updateRun({
        status: run.status,
        is_reworked: run.isReworked ? 1 : 0,
        cooked_at_ms: run.cookedAtMs,
        cooked_seq: run.cookedSeq,
        cook_duration_ms: run.cookDurationMs,
        dishRunId: run.dishRunId,
      }),
    );
  }
}

/** Keeps the rows of acts; gives the newest that remains. */
function projectActs(
  db: WritableDb,
  batchId: string,
  step: {
    readonly row: { readonly newest_act: string | null };
    readonly event: ProgressEvent;
    readonly progress: BatchProgress;
  },
): string | null {
  const { event, progress, row } = step;
  if (event.type === "stage-undone") {
    db.run(deleteAct({ eventId: event.body.undoneEventId }));
    return db.first(selectNewestAct({ batchId }))?.act ?? null;
  }
  const [added] = progress.acts;
  if (added === undefined) return row.newest_act;
  const act = JSON.stringify(added);
  db.run(insertAct({ eventId: added.eventId, batchId, seq: added.seq, act }));
  return act;
}

function undoneActs(db: ReadableDb, eventId: string): readonly StageAct[] {
  const row = db.first(selectAct({ eventId }));
  return row === undefined ? [] : [JSON.parse(row.act) as StageAct]; // written here
}

const selectAct = createPreparedQuery<{ eventId: string }, { act: string }>((value) =>
  productionSql.selectFrom("production_act").select("act").where("event_id", "=", value("eventId")),
);
const selectNewestAct = createPreparedQuery<{ batchId: string }, { act: string }>((value) =>
  productionSql
    .selectFrom("production_act")
    .select("act")
    .where("batch_id", "=", value("batchId"))
    .orderBy("seq", "desc")
    .limit(1),
);
const insertAct = createPreparedQuery<{ eventId: string; batchId: string; seq: number; act: string }>((value) =>
  productionSql
    .insertInto("production_act")
    .values({ event_id: value("eventId"), batch_id: value("batchId"), seq: value("seq"), act: value("act") }),
);
const deleteAct = createPreparedQuery<{ eventId: string }>((value) =>
  productionSql.deleteFrom("production_act").where("event_id", "=", value("eventId")),
);

const selectProgress = createPreparedQuery<{ batchId: string }, { progress: string; newest_act: string | null }>(
  (value) =>
    productionSql
      .selectFrom("production_batch")
      .select(["progress", "newest_act"])
      .where("batch_id", "=", value("batchId")),
);

type ProgressColumns = ReturnType<typeof progressColumns> & {
  readonly newest_act: string | null;
  readonly stream_version: number;
};
const updateProgress = createPreparedQuery<ProgressColumns & { readonly batchId: string }>((value) =>
  productionSql
    .updateTable("production_batch")
    .set({
      status: value("status"),
      portioned_count: value("portioned_count"),
      started_at_ms: value("started_at_ms"),
      cooked_at_ms: value("cooked_at_ms"),
      portioning_started_at_ms: value("portioning_started_at_ms"),
      portioning_finished_at_ms: value("portioning_finished_at_ms"),
      completed_at_ms: value("completed_at_ms"),
      is_reworked: value("is_reworked"),
      progress: value("progress"),
      newest_act: value("newest_act"),
      stream_version: value("stream_version"),
    })
    .where("batch_id", "=", value("batchId")),
);

type RunColumns = Pick<
  ProductionTables["production_dish_run"],
  "status" | "is_reworked" | "cooked_at_ms" | "cooked_seq" | "cook_duration_ms"
>;
const updateRun = createPreparedQuery<RunColumns & { readonly dishRunId: string }>((value) =>
  productionSql
    .updateTable("production_dish_run")
    .set({
      status: value("status"),
      is_reworked: value("is_reworked"),
      cooked_at_ms: value("cooked_at_ms"),
      cooked_seq: value("cooked_seq"),
      cook_duration_ms: value("cook_duration_ms"),
    })
    .where("dish_run_id", "=", value("dishRunId")),
);

function planAndProgress(
  db: ReadableDb,
  batchId: string,
): { readonly plan: BatchPlan; readonly progress: BatchProgress } {
  const row = present(
    db.first(productionSql.selectFrom("production_batch").select(["plan", "progress"]).where("batch_id", "=", batchId)),
    `the row of ${batchId}`,
  );
  return {
    plan: JSON.parse(row.plan) as BatchPlan, // written here from parsed events
    progress: JSON.parse(row.progress) as BatchProgress, // as above
  };
}

function projectNote(db: WritableDb, event: StoredOf<"batch-noted">): void {
  db.run(
    productionSql.insertInto("production_note").values({
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
    productionSql.insertInto("production_waste").values({
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
