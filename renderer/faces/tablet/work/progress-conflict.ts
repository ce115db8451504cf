import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { batchHistoryRef } from "#renderer/domains/production/production-refs.ts";
import { NO_VALUE, type Units } from "#renderer/copy/units.ts";
import type { TimeZone } from "#kernel/time.ts";
import type { TabletCopy } from "#renderer/copy/use-tablet-copy.ts";

/** What another tablet wrote meanwhile. */
export interface TheirProgress {
  readonly name: string | null;
  readonly atMs: number;
  readonly readyPortionCount: number;
}

/** The newest progress of a dish in the kitchen's log; null while it is not known. */
export function useTheirProgress(batchId: string, dishRunId: string, isAsked: boolean): TheirProgress | null {
  const { rows } = useLiveQuery(batchHistoryRef, isAsked ? { batchId } : null);
  const newest = rows.find((row) => row.type === "cooking-progressed" && row.dishRunId === dishRunId && !row.isUndone);
  const count = newest?.data["readyPortionCount"];
  if (newest === undefined || typeof count !== "number") return null;
  return { name: newest.staffName, atMs: newest.occurredAtMs, readyPortionCount: count };
}

/** “Sudah diubah Budi 04:31: 1.900. Isian Anda: 1.850.” */
export function conflictWords(
  theirs: TheirProgress,
  mine: number,
  context: { readonly copy: TabletCopy; readonly units: Units; readonly timeZone: TimeZone },
): string {
  const { copy, units, timeZone } = context;
  return copy.t("tablet.queue.conflict", {
    name: theirs.name ?? NO_VALUE,
    clock: units.clock(theirs.atMs, timeZone),
    theirs: units.count(theirs.readyPortionCount),
    mine: units.count(mine),
  });
}
