import type { DeviceId, EventId, StaffId } from "#kernel/ids.ts";
import { addPortionCounts, NO_PORTIONS, totalPortionCount, type PortionCounts } from "#kernel/quantity.ts";
import type { StoredProductionEvent } from "./events.ts";
import type { DishRunId } from "./ids.ts";
import type { PlannedDishRun } from "./plan.ts";
import { UNDOABLE_EVENT_TYPES, type DishRunStatus, type TaskKind, type UndoableEventType } from "./vocabulary.ts";

/** Stage acts remembered for `undo-stage`; older ones are out of its window by far. */
const UNDOABLE_ACTS_MAX_COUNT = 50;

export interface DishRunProgress {
  readonly dishRunId: DishRunId;
  readonly status: DishRunStatus;
  /** First start; a rework does not move it. */
  readonly startedAtMs: number | null;
  /** Start of the cooking now running or last finished: the rework's, if there was one. */
  readonly runStartedAtMs: number | null;
  /** `seq` of the event that began it: a reading before it does not count. */
  readonly runStartedSeq: number;
  readonly cookedAtMs: number | null;
  readonly cookedSeq: number;
  /** When the dish was cooked the first time; a rework leaves the clock running from here. */
  readonly clockAtMs: number | null;
  readonly holdMs: number;
  /** The cook clock's hard limit when it was cooked. */
  readonly clockHardMs: number;
  readonly isReworked: boolean;
  readonly leadStaffId: StaffId | null;
  readonly readyPortionCount: number | null;
  readonly cookedCounts: PortionCounts;
  readonly cookDurationMs: number | null;
}

export interface BatchTask {
  readonly staffId: StaffId;
  readonly taskKind: TaskKind;
  readonly dishRunId: DishRunId | null;
}

/** A stage event that may still be taken back. */
export interface StageAct {
  readonly eventId: EventId;
  readonly type: UndoableEventType;
  readonly dishRunId: DishRunId | null;
  readonly recordedAtMs: number;
  readonly seq: number;
  /** Where it was done; null: on the kitchen PC itself. */
  readonly deviceId: DeviceId | null;
  /** Of `portions-counted`: what taking it back subtracts. */
  readonly counted: { readonly portions: PortionCounts; readonly specialPackCount: number } | null;
}

/** How far a batch has come. Its status is computed from this by `batchStatus`. */
export interface BatchProgress {
  readonly dishRuns: readonly DishRunProgress[];
  readonly tasks: readonly BatchTask[];
  readonly preparationStartedAtMs: number | null;
  readonly portioningStartedAtMs: number | null;
  readonly portionedCounts: PortionCounts;
  readonly portionedSpecialPackCount: number;
  readonly firstPortionAtMs: number | null;
  readonly lastPortionAtMs: number | null;
  readonly weighedCount: number;
  readonly portioningFinishedAtMs: number | null;
  readonly rejectedPortionCount: number;
  readonly completedAtMs: number | null;
  readonly cancelledAtMs: number | null;
  readonly cancelReason: string | null;
  /** Sum of the waste recorded for this batch; null until some was. */
  readonly wasteMassG: number | null;
  /** The batch was completed with the word that there was no waste. */
  readonly isWasteFree: boolean;
  readonly noteCount: number;
  readonly lastNote: string | null;
  readonly acts: readonly StageAct[];
}

export function initialProgress(dishRuns: readonly Pick<PlannedDishRun, "dishRunId">[]): BatchProgress {
  return {
    dishRuns: dishRuns.map(({ dishRunId }) => ({
      dishRunId,
      status: "waiting",
      startedAtMs: null,
      runStartedAtMs: null,
      runStartedSeq: 0,
      cookedAtMs: null,
      cookedSeq: 0,
      clockAtMs: null,
      holdMs: 0,
      clockHardMs: 0,
      isReworked: false,
      leadStaffId: null,
      readyPortionCount: null,
      cookedCounts: NO_PORTIONS,
      cookDurationMs: null,
    })),
    tasks: [],
    preparationStartedAtMs: null,
    portioningStartedAtMs: null,
    portionedCounts: NO_PORTIONS,
    portionedSpecialPackCount: 0,
    firstPortionAtMs: null,
    lastPortionAtMs: null,
    weighedCount: 0,
    portioningFinishedAtMs: null,
    rejectedPortionCount: 0,
    completedAtMs: null,
    cancelledAtMs: null,
    cancelReason: null,
    wasteMassG: null,
    isWasteFree: false,
    noteCount: 0,
    lastNote: null,
    acts: [],
  };
}

/** The progress of a batch still planned whose dish runs were planned anew. */
export function progressForRuns(
  progress: BatchProgress,
  dishRuns: readonly Pick<PlannedDishRun, "dishRunId">[],
): BatchProgress {
  const isKept = (dishRunId: DishRunId | null) =>
    dishRunId === null || dishRuns.some((run) => run.dishRunId === dishRunId);
  return {
    ...progress,
    dishRuns: initialProgress(dishRuns).dishRuns,
    tasks: progress.tasks.filter((task) => isKept(task.dishRunId)),
  };
}

export type ProgressEvent = Exclude<StoredProductionEvent, { readonly type: "batch-planned" | "batch-changed" }>;

/** Folds what happened to a batch after it was planned; projections use it too, so both tell the same story. */
export function evolveProgress(progress: BatchProgress, event: ProgressEvent): BatchProgress {
  const next = applied(progress, event);
  return isUndoable(event) ? { ...next, acts: [...next.acts, actOf(event)].slice(-UNDOABLE_ACTS_MAX_COUNT) } : next;
}

function applied(progress: BatchProgress, event: ProgressEvent): BatchProgress {
  switch (event.type) {
    case "task-assigned":
    case "task-unassigned":
      return { ...progress, tasks: changedTasks(progress.tasks, event) };
    case "preparation-started":
      return { ...progress, preparationStartedAtMs: event.body.startedAtMs };
    case "cooking-started":
    case "cooking-progressed":
    case "dish-cooked":
      return withRun(progress, event.body.dishRunId, (run) => cookedRun(run, event));
    case "dish-reworked":
      return {
        ...withRun(progress, event.body.dishRunId, (run) => cookedRun(run, event)),
        portioningStartedAtMs: null,
      };
    case "portioning-started":
      return { ...progress, portioningStartedAtMs: event.body.startedAtMs };
    case "portions-counted":
      return {
        ...progress,
        portionedCounts: addPortionCounts(progress.portionedCounts, event.body.added),
        portionedSpecialPackCount: progress.portionedSpecialPackCount + event.body.specialPackCount,
        firstPortionAtMs: progress.firstPortionAtMs ?? event.occurredAtMs,
        lastPortionAtMs: event.occurredAtMs,
      };
    case "portion-weighed":
      return { ...progress, weighedCount: progress.weighedCount + 1 };
    case "portioning-finished":
      return {
        ...progress,
        portioningFinishedAtMs: event.body.finishedAtMs,
        rejectedPortionCount: event.body.rejectedPortionCount,
      };
    case "batch-completed":
      return { ...progress, completedAtMs: event.body.completedAtMs, isWasteFree: progress.wasteMassG === null };
    case "batch-cancelled":
      return { ...progress, cancelledAtMs: event.occurredAtMs, cancelReason: event.body.reason };
    case "waste-recorded":
      return { ...progress, wasteMassG: (progress.wasteMassG ?? 0) + event.body.massG };
    case "batch-noted":
      return { ...progress, noteCount: progress.noteCount + 1, lastNote: event.body.note };
    case "stage-undone":
      return withoutAct(progress, event.body.undoneEventId);
  }
}

type RunEvent = Extract<
  ProgressEvent,
  { readonly type: "cooking-started" | "cooking-progressed" | "dish-cooked" | "dish-reworked" }
>;

function cookedRun(run: DishRunProgress, event: RunEvent): DishRunProgress {
  switch (event.type) {
    case "cooking-started":
      return {
        ...run,
        status: "cooking",
        startedAtMs: event.body.startedAtMs,
        runStartedAtMs: event.body.startedAtMs,
        runStartedSeq: event.seq,
        leadStaffId: event.body.leadStaffId,
      };
    case "cooking-progressed":
      return { ...run, readyPortionCount: event.body.readyPortionCount };
    case "dish-cooked":
      return {
        ...run,
        status: "cooked",
        cookedAtMs: event.body.cookedAtMs,
        cookedSeq: event.seq,
        clockAtMs: run.clockAtMs ?? event.body.cookedAtMs,
        holdMs: event.body.holdMs,
        clockHardMs: event.body.clockHardMs,
        cookedCounts: event.body.portionCounts,
        cookDurationMs: event.body.cookDurationMs,
      };
    case "dish-reworked":
      return {
        ...run,
        status: "cooking",
        runStartedAtMs: event.body.restartedAtMs,
        runStartedSeq: event.seq,
        cookedAtMs: null,
        isReworked: true,
      };
  }
}

function withRun(
  progress: BatchProgress,
  dishRunId: DishRunId,
  change: (run: DishRunProgress) => DishRunProgress,
): BatchProgress {
  return {
    ...progress,
    dishRuns: progress.dishRuns.map((run) => (run.dishRunId === dishRunId ? change(run) : run)),
  };
}

function changedTasks(
  tasks: readonly BatchTask[],
  event: Extract<ProgressEvent, { readonly type: "task-assigned" | "task-unassigned" }>,
): readonly BatchTask[] {
  const { staffId, taskKind, dishRunId = null } = event.body;
  const others = tasks.filter(
    (task) => task.staffId !== staffId || task.taskKind !== taskKind || task.dishRunId !== dishRunId,
  );
  return event.type === "task-assigned" ? [...others, { staffId, taskKind, dishRunId }] : others;
}

/** Takes one act back. `decide` made sure nothing is built on it. */
function withoutAct(progress: BatchProgress, undoneEventId: EventId): BatchProgress {
  const act = progress.acts.find((one) => one.eventId === undoneEventId);
  if (act === undefined) return progress;
  const rest = { ...progress, acts: progress.acts.filter((one) => one !== act) };
  switch (act.type) {
    case "preparation-started":
      return { ...rest, preparationStartedAtMs: null };
    case "cooking-started":
      return withRun(rest, runOf(act), (run) => ({
        ...run,
        status: "waiting",
        startedAtMs: null,
        runStartedAtMs: null,
        runStartedSeq: 0,
        leadStaffId: null,
      }));
    case "dish-cooked":
      return withRun(rest, runOf(act), (run) => ({
        ...run,
        status: "cooking",
        cookedAtMs: null,
        cookedSeq: 0,
        // Cooked for the first time by the act taken back: then it never was.
        clockAtMs: run.isReworked ? run.clockAtMs : null,
        cookedCounts: NO_PORTIONS,
        cookDurationMs: null,
      }));
    case "portioning-started":
      return { ...rest, portioningStartedAtMs: null };
    case "portions-counted":
      return withoutCounted(rest, act);
    case "portioning-finished":
      return { ...rest, portioningFinishedAtMs: null, rejectedPortionCount: 0 };
    case "batch-completed":
      return { ...rest, completedAtMs: null, isWasteFree: false };
  }
}

function withoutCounted(progress: BatchProgress, act: StageAct): BatchProgress {
  if (act.counted === null) return progress;
  const { portions, specialPackCount } = act.counted;
  const before = progress.portionedCounts;
  const portionedCounts: PortionCounts = {
    smallCount: before.smallCount - portions.smallCount,
    largeCount: before.largeCount - portions.largeCount,
    toddlerCount: before.toddlerCount - portions.toddlerCount,
    maternalCount: before.maternalCount - portions.maternalCount,
  };
  const portionedSpecialPackCount = progress.portionedSpecialPackCount - specialPackCount;
  const isNothingLeft = totalPortionCount(portionedCounts) + portionedSpecialPackCount === 0;
  return {
    ...progress,
    portionedCounts,
    portionedSpecialPackCount,
    firstPortionAtMs: isNothingLeft ? null : progress.firstPortionAtMs,
    lastPortionAtMs: isNothingLeft ? null : progress.lastPortionAtMs,
  };
}

type UndoableEvent = Extract<ProgressEvent, { readonly type: UndoableEventType }>;

function isUndoable(event: ProgressEvent): event is UndoableEvent {
  const types: readonly string[] = UNDOABLE_EVENT_TYPES;
  return types.includes(event.type);
}

function actOf(event: UndoableEvent): StageAct {
  return {
    eventId: event.eventId,
    type: event.type,
    dishRunId: "dishRunId" in event.body ? event.body.dishRunId : null,
    recordedAtMs: event.recordedAtMs,
    seq: event.seq,
    deviceId: event.deviceId,
    counted:
      event.type === "portions-counted"
        ? { portions: event.body.added, specialPackCount: event.body.specialPackCount }
        : null,
  };
}

function runOf(act: StageAct): DishRunId {
  if (act.dishRunId === null) throw new Error(`assertion failed: ${act.type} names its dish run`);
  return act.dishRunId;
}
