import type { BoardBatch } from "#domains/production/board.ts";
import type { TaskKind } from "#domains/production/vocabulary.ts";

/** `staff.overload` of DOMAIN.md §8: more tasks at once than this is a high load. */
export const TASKS_AT_ONCE_MAX_COUNT = 2;

export interface TeamTask {
  readonly batchId: string;
  readonly kloterNumber: number;
  readonly taskKind: TaskKind;
  /** Dishes this task stands for. */
  readonly count: number;
}

export interface TeamMember {
  readonly staffId: string;
  readonly name: string | null;
  readonly openTasks: readonly TeamTask[];
  /** Tasks of kloter already begun: what the person has in hand now. */
  readonly atOnceCount: number;
  readonly isOverloaded: boolean;
}

type BoardTask = BoardBatch["staff"][number];

/** Who has open tasks today, most loaded first. Cooking is open until its dish is cooked, the rest until its stage is over. */
export function teamOf(batches: readonly BoardBatch[]): readonly TeamMember[] {
  const open = batches.flatMap((batch) =>
    batch.staff.filter((task) => isOpen(batch, task)).map((task) => ({ batch, task })),
  );
  return [...Map.groupBy(open, ({ task }) => task.staffId).values()]
    .map((entries) => memberOf(entries))
    .toSorted(
      (left, right) =>
        right.atOnceCount - left.atOnceCount ||
        right.openTasks.length - left.openTasks.length ||
        (left.name ?? "").localeCompare(right.name ?? "", "id"),
    );
}

function memberOf(entries: ReadonlyArray<{ readonly batch: BoardBatch; readonly task: BoardTask }>): TeamMember {
  const groups = Map.groupBy(entries, ({ batch, task }) => `${batch.batchId} ${task.taskKind}`);
  const openTasks = [...groups.values()].flatMap((group): readonly TeamTask[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { batchId, kloterNumber } = first.batch;
    return [{ batchId, kloterNumber, taskKind: first.task.taskKind, count: group.length }];
  });
  const atOnceCount = entries.filter(({ batch }) => batch.status !== "planned").length;
  return {
    staffId: entries[0]?.task.staffId ?? "",
    name: entries[0]?.task.name ?? null,
    openTasks: openTasks.toSorted((left, right) => left.kloterNumber - right.kloterNumber),
    atOnceCount,
    isOverloaded: atOnceCount > TASKS_AT_ONCE_MAX_COUNT,
  };
}

function isOpen(batch: BoardBatch, task: BoardTask): boolean {
  switch (task.taskKind) {
    case "preparation":
      return batch.status === "planned" || batch.status === "preparing";
    case "lead-cook":
    case "cook": {
      const run = batch.dishRuns.find((candidate) => candidate.dishRunId === task.dishRunId);
      const isCooking = batch.status === "planned" || batch.status === "preparing" || batch.status === "cooking";
      return isCooking && run?.status !== "cooked";
    }
    case "portioning":
    case "packing":
      return batch.status !== "ready" && batch.status !== "completed" && batch.status !== "cancelled";
  }
}
