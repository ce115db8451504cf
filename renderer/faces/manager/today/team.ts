import type { BoardBatch } from "#domains/production/board.ts";
import type { TaskKind } from "#domains/production/vocabulary.ts";

/** `staff.overload` of DOMAIN.md §8: more tasks at once than this is a high load. */
export const OPEN_TASKS_MAX_COUNT = 2;

export interface TeamMember {
  readonly staffId: string;
  readonly name: string | null;
  readonly openTasks: ReadonlyArray<{
    readonly batchId: string;
    readonly kloterNumber: number;
    readonly taskKind: TaskKind;
  }>;
  readonly isOverloaded: boolean;
}

/** Who has open tasks today, most loaded first. A task is open until its batch is over. */
export function teamOf(batches: readonly BoardBatch[]): readonly TeamMember[] {
  const open = batches.filter((batch) => batch.status !== "completed" && batch.status !== "cancelled");
  const memberById = new Map<string, TeamMember>();
  for (const batch of open) {
    for (const task of batch.staff) {
      const known = memberById.get(task.staffId);
      const openTasks = [
        ...(known?.openTasks ?? []),
        { batchId: batch.batchId, kloterNumber: batch.kloterNumber, taskKind: task.taskKind },
      ];
      memberById.set(task.staffId, {
        staffId: task.staffId,
        name: task.name,
        openTasks,
        isOverloaded: openTasks.length > OPEN_TASKS_MAX_COUNT,
      });
    }
  }
  return [...memberById.values()].toSorted(
    (left, right) =>
      right.openTasks.length - left.openTasks.length || (left.name ?? "").localeCompare(right.name ?? "", "id"),
  );
}
