import type { BatchStatus, DishRunStatus, TaskKind } from "./vocabulary.ts";

interface TaskBatch {
  readonly status: BatchStatus;
  readonly dishRuns: ReadonlyArray<{ readonly dishRunId: string; readonly status: DishRunStatus }>;
}

/** Whether a task still waits for its person: cooking until its dish is cooked, the rest until its stage is over. */
export function isTaskOpen(
  batch: TaskBatch,
  task: { readonly taskKind: TaskKind; readonly dishRunId: string | null },
): boolean {
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

/** How loaded somebody is (DOMAIN.md §4.3, team-activity). */
export type Workload = "free" | "busy" | "overloaded" | "absent";

export interface TeamLoad {
  /** Open tasks of kloter already begun: what the person has in hand now. */
  readonly atOnceCount: number;
  readonly openTaskCount: number;
  /** Rostered for the day. */
  readonly isRostered: boolean;
  readonly presentSinceAtMs: number | null;
  /** Of the day's stays that have ended. */
  readonly workedMs: number;
  /** `staff.overload-tasks` and `staff.overload-worked` in force. */
  readonly overloadTaskCount: number;
  readonly overloadWorkedMs: number;
}

/** Time worked up to an instant, the stay that is still open included. */
export function workedUntil(load: Pick<TeamLoad, "presentSinceAtMs" | "workedMs">, nowMs: number): number {
  return load.workedMs + (load.presentSinceAtMs === null ? 0 : Math.max(0, nowMs - load.presentSinceAtMs));
}

/** More tasks at once than the kitchen holds for well, or more hours than a day has: too much, before anything else. */
export function workloadOf(load: TeamLoad, nowMs: number): Workload {
  const isHere = load.presentSinceAtMs !== null;
  if (load.atOnceCount > load.overloadTaskCount) return "overloaded";
  if (isHere && workedUntil(load, nowMs) > load.overloadWorkedMs) return "overloaded";
  if (!isHere && load.isRostered && load.workedMs === 0) return "absent";
  return load.openTaskCount > 0 ? "busy" : "free";
}
