import { present } from "#kernel/assert.ts";
import { totalPortionCount } from "#kernel/quantity.ts";
import {
  evolveProgress,
  type BatchProgress,
  type DishRunProgress,
  type ProgressEvent,
  type StageAct,
} from "#domains/production/progress.ts";
import { batchStatus, cookedAtMs, startedAtMs } from "#domains/production/status.ts";
import { createPreparedQuery, createRowInsert } from "#main/store/prepared-query.ts";
import type { ReadableDb, WritableDb } from "#main/store/readable-db.ts";
import { productionSql, type ProductionTables } from "./tables.ts";

/**
 * How far batches came, while events are projected one after another: a batch's row is read at its first event and written once
 * after its last, so a rebuild writes a batch's night once and not at every act of it.
 */
export interface ProgressFolds {
  fold(batchId: string, event: ProgressEvent): void;
  /** Writes what was folded of one batch; whoever reads or writes its row otherwise asks for it first. */
  write(batchId: string): void;
  writeAll(): void;
}

interface Fold {
  readonly written: BatchProgress;
  progress: BatchProgress;
  newestAct: string | null;
  streamVersion: number;
}

export function createProgressFolds(db: WritableDb): ProgressFolds {
  const foldByBatchId = new Map<string, Fold>();

  function read(batchId: string): Fold {
    const row = present(db.first(selectProgress({ batchId })), `the row of ${batchId}`);
    const written = JSON.parse(row.progress) as BatchProgress; // written here from parsed events
    return { written, progress: written, newestAct: row.newest_act, streamVersion: 0 };
  }

  function write(batchId: string): void {
    const fold = foldByBatchId.get(batchId);
    if (fold === undefined) return;
    foldByBatchId.delete(batchId);
    const { progress, newestAct, streamVersion } = fold;
    db.run(
      updateProgress({
        ...progressColumns(progress),
        newest_act: newestAct,
        stream_version: streamVersion,
        batchId,
      }),
    );
    writeRuns(db, fold);
  }

  return {
    fold: (batchId, event) => {
      const fold = foldByBatchId.get(batchId) ?? read(batchId);
      foldByBatchId.set(batchId, fold);
      // Acts are rows of their own; folding needs only the one taken back.
      const acts = event.type === "stage-undone" ? undoneActs(db, batchId, event.body.undoneEventId) : [];
      fold.progress = evolveProgress({ ...fold.progress, acts }, event);
      fold.newestAct = projectActs(db, batchId, { event, ...fold });
      fold.streamVersion = event.streamVersion;
    },
    write,
    writeAll: () => {
      for (const batchId of foldByBatchId.keys()) write(batchId);
    },
  };
}

function writeRuns(db: WritableDb, { written, progress }: Fold): void {
  for (const run of progress.dishRuns) {
    const was = written.dishRuns.find((one) => one.dishRunId === run.dishRunId);
    if (was === run || (was !== undefined && isSameToRow(was, run))) continue;
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

function isSameToRow(was: DishRunProgress, run: DishRunProgress): boolean {
  return (
    was.status === run.status &&
    was.isReworked === run.isReworked &&
    was.cookedAtMs === run.cookedAtMs &&
    was.cookedSeq === run.cookedSeq &&
    was.cookDurationMs === run.cookDurationMs
  );
}

/** What a batch's row says of its progress. */
export function progressColumns(progress: BatchProgress) {
  return {
    status: batchStatus(progress),
    portioned_count: totalPortionCount(progress.portionedCounts),
    started_at_ms: startedAtMs(progress),
    cooked_at_ms: cookedAtMs(progress),
    portioning_started_at_ms: progress.portioningStartedAtMs,
    portioning_finished_at_ms: progress.portioningFinishedAtMs,
    completed_at_ms: progress.completedAtMs,
    is_reworked: progress.dishRuns.some((run) => run.isReworked) ? 1 : 0,
    progress: JSON.stringify({ ...progress, acts: [] }),
  };
}

/** Keeps the rows of acts; gives the newest that remains. */
function projectActs(
  db: WritableDb,
  batchId: string,
  step: { readonly newestAct: string | null; readonly event: ProgressEvent; readonly progress: BatchProgress },
): string | null {
  const { event, progress, newestAct } = step;
  if (event.type === "stage-undone") {
    db.run(deleteAct({ batchId, eventId: event.body.undoneEventId }));
    return db.first(selectNewestAct({ batchId }))?.act ?? null;
  }
  const [added] = progress.acts;
  if (added === undefined) return newestAct;
  const act = JSON.stringify(added);
  db.run(insertAct({ event_id: added.eventId, batch_id: batchId, seq: added.seq, act }));
  return act;
}

function undoneActs(db: ReadableDb, batchId: string, eventId: string): readonly StageAct[] {
  const row = db.first(selectAct({ batchId, eventId }));
  return row === undefined ? [] : [JSON.parse(row.act) as StageAct]; // written here
}

const selectAct = createPreparedQuery<{ batchId: string; eventId: string }, { act: string }>((value) =>
  productionSql
    .selectFrom("production_act")
    .select("act")
    .where("batch_id", "=", value("batchId"))
    .where("event_id", "=", value("eventId")),
);
const selectNewestAct = createPreparedQuery<{ batchId: string }, { act: string }>((value) =>
  productionSql
    .selectFrom("production_act")
    .select("act")
    .where("batch_id", "=", value("batchId"))
    .orderBy("seq", "desc")
    .limit(1),
);
const insertAct = createRowInsert(productionSql, "production_act");
const deleteAct = createPreparedQuery<{ batchId: string; eventId: string }>((value) =>
  productionSql
    .deleteFrom("production_act")
    .where("batch_id", "=", value("batchId"))
    .where("event_id", "=", value("eventId")),
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
