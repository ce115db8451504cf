import type { BatchId, DishRunId } from "#domains/production/ids.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import { qualitySql } from "./tables.ts";

/** Remembers that quality wants dishes cooked again; no dish named means every one of the batch. */
export function insertReworkDecision(
  db: WritableDb,
  event: { readonly eventId: string; readonly seq: number; readonly recordedAtMs: number },
  decision: { readonly batchId: BatchId; readonly dishRunIds: readonly DishRunId[] },
): void {
  const runs: readonly (DishRunId | null)[] = decision.dishRunIds.length === 0 ? [null] : decision.dishRunIds;
  for (const dishRunId of runs) {
    db.run(
      qualitySql.insertInto("quality_rework_decision").values({
        event_id: event.eventId,
        batch_id: decision.batchId,
        dish_run_id: dishRunId,
        decided_at_ms: event.recordedAtMs,
        seq: event.seq,
      }),
    );
  }
}
