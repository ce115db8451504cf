import type { BoardBatch, BoardDishRun } from "#domains/production/board.ts";
import type { MyTasksRow } from "#domains/production/queries.ts";
import type { ProductionRejection } from "#domains/production/rejections.ts";
import {
  startCookingPreflight,
  whyNotComplete,
  whyNotFinishCooking,
  whyNotRecordPortions,
  whyNotStartPortioning,
  whyNotStartPreparation,
  type StageDay,
} from "#domains/production/rules.ts";
import type { TaskKind } from "#domains/production/vocabulary.ts";
import type { Station } from "#kernel/access.ts";
import { totalPortionCount } from "#kernel/quantity.ts";

/** What is to be done next with each batch, derived from its board row; a task's deadline state is the face's to tell. */

type Task = MyTasksRow & { readonly station: Station };

export interface TaskFilter {
  readonly station?: Station | undefined;
  readonly staffId?: string | undefined;
}

/** Tasks of a day's batches, earliest due first. `day` carries no clock: blockers are those that time does not lift. */
export function taskRows(
  batches: readonly BoardBatch[],
  day: Omit<StageDay, "nowMs">,
  filter: TaskFilter,
): readonly MyTasksRow[] {
  const timeless: StageDay = { ...day, nowMs: Number.MAX_SAFE_INTEGER };
  return batches
    .flatMap((batch) => tasksOfBatch(batch, timeless))
    .filter(
      (task) =>
        (filter.station === undefined || task.station === filter.station) &&
        (filter.staffId === undefined || task.assignedStaffIds.includes(filter.staffId)),
    )
    .toSorted((left, right) => left.dueAtMs - right.dueAtMs || (left.taskKey < right.taskKey ? -1 : 1))
    .map(({ station: _station, ...row }) => row);
}

function tasksOfBatch(batch: BoardBatch, day: StageDay): readonly Task[] {
  switch (batch.status) {
    case "planned":
      return [
        task(batch, {
          station: "prepare",
          action: "start-preparation",
          dueAtMs: batch.plannedPreparationAtMs,
          blockers: [whyNotStartPreparation(batch, day, { isByPerson: true })],
          kinds: ["preparation"],
        }),
      ];
    case "preparing":
    case "cooking":
      return batch.dishRuns.flatMap((run) => cookingTask(batch, run, day));
    case "checking":
      return checkingTasks(batch, day);
    case "portioning":
      return [
        task(batch, {
          station: "portion",
          action: "record-portions",
          dueAtMs: batch.neededByAtMs,
          blockers: [whyNotRecordPortions(batch, day)],
          kinds: ["portioning", "packing"],
        }),
        ...sampleTask(batch),
      ];
    case "ready":
      return [...sampleTask(batch), readyTask(batch, day)];
    case "completed":
    case "cancelled":
      return [];
  }
}

function cookingTask(batch: BoardBatch, run: BoardDishRun, day: StageDay): readonly Task[] {
  if (run.status === "cooked") return [];
  const isWaiting = run.status === "waiting";
  return [
    task(batch, {
      station: "cook",
      action: isWaiting ? "start-cooking" : "finish-cooking",
      run,
      dueAtMs: isWaiting ? run.plannedStartAtMs : run.plannedFinishAtMs,
      blockers: isWaiting
        ? startCookingPreflight(batch, run, day).map((line) => line.why)
        : [whyNotFinishCooking(batch, run, day)],
      kinds: ["lead-cook", "cook"],
    }),
  ];
}

function checkingTasks(batch: BoardBatch, day: StageDay): readonly Task[] {
  const dueAtMs = (batch.cookedAtMs ?? batch.plannedFinishAtMs) + batch.checkingForecast.durationMs;
  const why = whyNotStartPortioning(batch, day);
  const isTastingNext = why?.code === "tasting-missing";
  return [
    ...(isTastingNext
      ? [task(batch, { station: "cook", action: "record-tasting", dueAtMs, blockers: [], kinds: ["lead-cook"] })]
      : []),
    task(batch, {
      station: "portion",
      action: "start-portioning",
      dueAtMs,
      blockers: [why],
      kinds: ["portioning", "packing"],
    }),
  ];
}

function sampleTask(batch: BoardBatch): readonly Task[] {
  if (batch.checks.sample === "pass") return [];
  const kinds: readonly TaskKind[] = ["portioning", "packing"];
  return [task(batch, { station: "portion", action: "take-sample", dueAtMs: batch.neededByAtMs, blockers: [], kinds })];
}

function readyTask(batch: BoardBatch, day: StageDay): Task {
  const isReleased = batch.quality === "released";
  return task(batch, {
    station: "portion",
    action: isReleased ? "complete-batch" : "release-batch",
    dueAtMs: batch.neededByAtMs,
    blockers: isReleased ? [whyNotComplete(batch, day)] : [heldOrRejected(batch)],
    kinds: ["portioning", "packing"],
  });
}

function heldOrRejected(batch: BoardBatch): ProductionRejection | null {
  if (batch.quality === "held") return { code: "batch-held" };
  return batch.quality === "rejected" ? { code: "batch-rejected" } : null;
}

interface TaskParts {
  readonly station: Station;
  readonly action: MyTasksRow["action"];
  readonly run?: BoardDishRun;
  readonly dueAtMs: number;
  readonly blockers: readonly (ProductionRejection | null)[];
  readonly kinds: readonly TaskKind[];
}

function task(batch: BoardBatch, parts: TaskParts): Task {
  const { run = null, station, action, dueAtMs } = parts;
  const counts = run?.portionCounts ?? batch.portionCounts;
  return {
    station,
    taskKey: `${action}:${run?.dishRunId ?? batch.batchId}`,
    action,
    batchId: batch.batchId,
    batchCode: batch.batchCode,
    kloterNumber: batch.kloterNumber,
    label: batch.label,
    dishRunId: run?.dishRunId ?? null,
    dishName: run?.dishName ?? null,
    portionCount: totalPortionCount(counts),
    batchStatus: batch.status,
    quality: batch.quality,
    dueAtMs,
    blockers: parts.blockers.flatMap((why) => (why === null ? [] : [why.code])),
    assignedStaffIds: [
      ...new Set(
        batch.staff
          .filter((one) => parts.kinds.includes(one.taskKind))
          .filter((one) => one.dishRunId === null || run === null || one.dishRunId === run.dishRunId)
          .map((one) => one.staffId),
      ),
    ],
  };
}
