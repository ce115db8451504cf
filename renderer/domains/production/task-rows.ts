import type { Station } from "#kernel/access.ts";
import type { Rejection } from "#kernel/rejections.ts";
import type { BoardBatch, BoardDishRun } from "#domains/production/board.ts";
import type { MyTasksRow } from "#domains/production/queries.ts";
import { deadlineStateOf, type DeadlineState, type SlackWarning } from "#domains/production/timing.ts";

/** One line of a station's list: a task with how it stands to its time. */
export interface TaskRow extends MyTasksRow {
  readonly deadline: Exclude<DeadlineState, "done">;
  /** Time left until it is due; negative when overdue. */
  readonly spareMs: number;
}

/** Tasks with the longest overdue first; equal times keep the order of the kitchen. */
export function taskRows(tasks: readonly MyTasksRow[], nowMs: number, warning: SlackWarning): readonly TaskRow[] {
  return tasks
    .map((task) => {
      const spareMs = task.dueAtMs - nowMs;
      return { ...task, spareMs, deadline: deadlineStateOf(spareMs, 0, warning) };
    })
    .toSorted((left, right) => left.dueAtMs - right.dueAtMs);
}

/** What stands in a task's way first, with the figures its words name: the list itself sends codes only. */
export function firstBlocker(
  task: Pick<MyTasksRow, "blockers">,
  run: Pick<BoardDishRun, "lastCoreC" | "lastCoreLimitC"> | undefined,
): Rejection | null {
  const [code] = task.blockers;
  if (code === undefined) return null;
  const isCoreTold = run !== undefined && run.lastCoreC !== null && run.lastCoreLimitC !== null;
  return code === "core-temperature-too-low" && isCoreTold
    ? { code, ...{ lowestC: run.lastCoreC, limitC: run.lastCoreLimitC } }
    : { code };
}

/** One page of a list that turns pages instead of scrolling. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Zero-based, brought back into range when the list got shorter. */
  readonly page: number;
  readonly pageCount: number;
}

export function pageOf<Item>(items: readonly Item[], page: number, pageSizeCount: number): Page<Item> {
  const pageCount = Math.max(1, Math.ceil(items.length / pageSizeCount));
  const present = Math.min(Math.max(0, page), pageCount - 1);
  return { items: items.slice(present * pageSizeCount, (present + 1) * pageSizeCount), page: present, pageCount };
}

/** When a station's next work is planned to begin; null when nothing more is planned. */
export function nextTaskAtMs(board: readonly BoardBatch[], station: Station, nowMs: number): number | null {
  const ahead = board.flatMap((batch) => plannedWorkAtMs(batch, station)).filter((atMs) => atMs > nowMs);
  return ahead.length === 0 ? null : Math.min(...ahead);
}

function plannedWorkAtMs(batch: BoardBatch, station: Station): readonly number[] {
  if (batch.status === "completed" || batch.status === "cancelled") return [];
  switch (station) {
    case "prepare":
      return batch.status === "planned" ? [batch.plannedPreparationAtMs] : [];
    case "cook":
      return batch.dishRuns
        .filter(({ status }) => status === "waiting")
        .map(({ plannedStartAtMs }) => plannedStartAtMs);
    case "portion":
      return batch.portioningStartedAtMs === null ? [batch.plannedFinishAtMs] : [];
    case "receive":
    case "dispatch":
      return [];
  }
}
