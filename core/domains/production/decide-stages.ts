import { present } from "#kernel/assert.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import type { StaffId } from "#kernel/ids.ts";
import { totalPortionCount } from "#kernel/quantity.ts";
import { err, ok } from "#kernel/result.ts";
import { portionTargetG } from "./amounts.ts";
import type { ProductionCommand } from "./commands.ts";
import type { Decision } from "./decide-plan.ts";
import type { BatchFacts, DayFacts, DishRunFacts } from "./facts.ts";
import type { DishRunId } from "./ids.ts";
import type { PlannedDishRun } from "./plan.ts";
import type { DishRunProgress } from "./progress.ts";
import type { ProductionRejection } from "./rejections.ts";
import {
  assignedLeadOf,
  firstUnmet,
  isCoreNeeded,
  isFloorApplied,
  isFoodMade,
  portionsMaxCount,
  startCookingPreflight,
  whyDayFrozen,
  whyNotAssign,
  whyNotCancel,
  whyNotComplete,
  whyNotFinishCooking,
  whyNotFinishPortioning,
  whyNotProgress,
  whyNotRecordPortions,
  whyNotRework,
  whyNotStartPortioning,
  whyNotStartPreparation,
  type StageBatch,
  type StageDay,
  type StageDishRun,
} from "./rules.ts";
import { stageBatchOf } from "./stage-view.ts";
import type { BatchState } from "./state.ts";
import { cookedAtMs, startedAtMs } from "./status.ts";

/** Everything one decision about an existing batch looks at. */
export interface Situation {
  readonly state: NonNullable<BatchState>;
  readonly batch: StageBatch;
  readonly day: StageDay;
  readonly dayFacts: DayFacts;
  readonly facts: BatchFacts;
  readonly context: DecisionContext;
}

export type BodyOf<Type extends ProductionCommand["type"]> = Extract<
  ProductionCommand,
  { readonly type: Type }
>["body"];

export function situationOf(
  state: NonNullable<BatchState>,
  dayFacts: DayFacts,
  facts: BatchFacts,
  context: DecisionContext,
): Situation {
  // Time guards use the kitchen PC's clock; what happened while a tablet was cut off is judged by when it happened.
  const nowMs = context.isLateEntry ? context.occurredAtMs : context.nowMs;
  return {
    state,
    batch: stageBatchOf(state.plan, state.progress, facts),
    day: {
      serviceDate: dayFacts.serviceDate,
      dayStatus: dayFacts.dayStatus,
      cookFloorAtMs: dayFacts.cookFloorAtMs,
      nowMs,
    },
    dayFacts,
    facts,
    context,
  };
}

interface RunSituation extends Situation {
  readonly run: StageDishRun;
  readonly planned: PlannedDishRun;
  readonly progress: DishRunProgress;
  readonly seen: DishRunFacts | null;
}

function refuse(rejection: ProductionRejection): Decision {
  return err(rejection);
}

/** Finds the dish run a command names, or refuses. */
function ofRun(at: Situation, dishRunId: DishRunId, decide: (at: RunSituation) => Decision): Decision {
  const run = at.batch.dishRuns.find((one) => one.dishRunId === dishRunId);
  const planned = at.state.plan.dishRuns.find((one) => one.dishRunId === dishRunId);
  const progress = at.state.progress.dishRuns.find((one) => one.dishRunId === dishRunId);
  if (run === undefined || planned === undefined || progress === undefined) {
    return refuse({ code: "not-found", kind: "dish-run", id: dishRunId });
  }
  const seen = at.facts.dishRuns.find((one) => one.dishRunId === dishRunId) ?? null;
  return decide({ ...at, run, planned, progress, seen });
}

export function decideAssignTask(at: Situation, body: BodyOf<"assign-task">): Decision {
  const refused = whyDayFrozen(at.day) ?? whyNotAssign(at.batch) ?? whyRunUnknown(at, body.dishRunId);
  if (refused !== null) return refuse(refused);
  if (!at.facts.activeStaffIds.includes(body.staffId))
    return refuse({ code: "staff-not-active", staffId: body.staffId });
  if (isAssigned(at, body)) return refuse({ code: "task-exists" });
  return ok([{ type: "task-assigned", body }]);
}

export function decideUnassignTask(at: Situation, body: BodyOf<"unassign-task">): Decision {
  const refused = whyDayFrozen(at.day) ?? whyNotAssign(at.batch);
  if (refused !== null) return refuse(refused);
  if (!isAssigned(at, body)) return refuse({ code: "not-found", kind: "task", id: body.staffId });
  return ok([{ type: "task-unassigned", body }]);
}

function whyRunUnknown(at: Situation, dishRunId: DishRunId | undefined): ProductionRejection | null {
  if (dishRunId === undefined || at.batch.dishRuns.some((run) => run.dishRunId === dishRunId)) return null;
  return { code: "not-found", kind: "dish-run", id: dishRunId };
}

function isAssigned(at: Situation, body: BodyOf<"assign-task">): boolean {
  return at.state.progress.tasks.some(
    (task) =>
      task.staffId === body.staffId && task.taskKind === body.taskKind && task.dishRunId === (body.dishRunId ?? null),
  );
}

export function decideStartPreparation(at: Situation): Decision {
  const { actor, occurredAtMs } = at.context;
  const starter = actor.kind === "person" ? actor.staffId : null;
  const refused = whyNotStartPreparation(at.batch, at.day, { isByPerson: starter !== null });
  if (refused !== null) return refuse(refused);
  const { batchId } = at.state.plan;
  const started = { type: "preparation-started", body: { batchId, startedAtMs: occurredAtMs } } as const;
  // Nobody was assigned the evening before: whoever begins is on the batch (docs/decisions/0017-who-starts-is-on-the-batch.md).
  return starter === null || at.batch.staff.length > 0
    ? ok([started])
    : ok([{ type: "task-assigned", body: { batchId, staffId: starter, taskKind: "preparation" } }, started]);
}

export function decideStartCooking(at: Situation, body: BodyOf<"start-cooking">): Decision {
  return ofRun(at, body.dishRunId, ({ run, planned }) => {
    const { isClockUntrusted } = at.context;
    const leadStaffId = body.leadStaffId ?? null;
    const { stock } = at.facts;
    const options = { leadStaffId, isClockUntrusted, stock, isReasonGiven: body.reason !== undefined };
    const refused = firstUnmet(startCookingPreflight(at.batch, run, at.day, options));
    if (refused !== null) return refuse(refused);
    if (body.leadStaffId !== undefined && !at.facts.activeStaffIds.includes(body.leadStaffId)) {
      return refuse({ code: "staff-not-active", staffId: body.leadStaffId });
    }
    const unsigned = isFloorApplied(planned.temperatureClass) ? whyUntrustedClock(at.context, body.reason) : null;
    if (unsigned !== null) return refuse(unsigned);
    const lead = present(leadStaffId ?? assignedLeadOf(at.batch, run.dishRunId), "the lead cook the preflight saw");
    return ok([
      {
        type: "cooking-started",
        body: {
          batchId: at.state.plan.batchId,
          dishRunId: body.dishRunId,
          startedAtMs: at.context.occurredAtMs,
          leadStaffId: lead as StaffId, // from a parsed command or a parsed event
          ...(isFloorApplied(planned.temperatureClass) && {
            cookFloorAtMs: at.dayFacts.cookFloorAtMs,
            cookFloorVersion: at.dayFacts.cookFloorVersion,
          }),
          missingItems: body.missingItems ?? [...(stock?.notIssuedNames ?? [])],
          ...(body.reason !== undefined && { reason: body.reason }),
        },
      },
    ]);
  });
}

/** While the kitchen PC's clock is untrusted a time guard becomes a signature and a reason. */
export function whyUntrustedClock(context: DecisionContext, reason: string | undefined): ProductionRejection | null {
  if (!context.isClockUntrusted) return null;
  if (context.actor.signatures.length === 0) return { code: "signature-required", signatureCount: 1 };
  return reason === undefined ? { code: "reason-required" } : null;
}

export function decideCookingProgress(at: Situation, body: BodyOf<"record-cooking-progress">): Decision {
  return ofRun(at, body.dishRunId, ({ run, planned }) => {
    const refused =
      whyNotProgress(at.batch, run, at.day) ??
      whyMoreThanPlanned(body.readyPortionCount, totalPortionCount(planned.portionCounts), at.facts.overrun.value);
    return refused === null ? ok([{ type: "cooking-progressed", body }]) : refuse(refused);
  });
}

function whyMoreThanPlanned(count: number, plannedCount: number, overrunBp: number): ProductionRejection | null {
  const maxCount = portionsMaxCount(plannedCount, overrunBp);
  return count > maxCount ? { code: "more-than-cooked", maxCount } : null;
}

export function decideFinishCooking(at: Situation, body: BodyOf<"finish-cooking">): Decision {
  return ofRun(at, body.dishRunId, ({ run, planned, progress, seen }) => {
    const portionCounts = body.portionCounts ?? planned.portionCounts;
    const refused =
      whyNotFinishCooking(at.batch, run, at.day) ??
      whyMoreThanPlanned(
        totalPortionCount(portionCounts),
        totalPortionCount(planned.portionCounts),
        at.facts.overrun.value,
      );
    if (refused !== null) return refuse(refused);
    const startAtMs = present(progress.runStartedAtMs, "the start of a cooking run");
    // A tablet's clock may lag the one that started the dish; time does not run backwards.
    const finishedAtMs = Math.max(startAtMs, at.context.occurredAtMs);
    const hold = present(at.facts.hold, "the hold hours of the dish a command names");
    const core = isCoreNeeded(planned.temperatureClass) ? present(seen?.core, "the core reading of hot food") : null;
    return ok([
      {
        type: "dish-cooked",
        body: {
          batchId: at.state.plan.batchId,
          dishRunId: body.dishRunId,
          cookedAtMs: finishedAtMs,
          portionCounts,
          ...(body.cookedMassG !== undefined && { cookedMassG: body.cookedMassG }),
          cookDurationMs: finishedAtMs - startAtMs,
          ...(core !== null && {
            core: { checkId: core.checkId, lowestC: core.lowestC, limitC: core.limitC },
          }),
          holdMs: hold.value,
          holdVersion: hold.version,
          clockHardMs: at.facts.clockHard.value,
          clockHardVersion: at.facts.clockHard.version,
        },
      },
    ]);
  });
}

export function decideRework(at: Situation, body: BodyOf<"rework-dish">): Decision {
  return ofRun(at, body.dishRunId, ({ run }) => {
    const refused = whyNotRework(at.batch, run, at.day);
    if (refused !== null) return refuse(refused);
    if (body.reason === undefined) return refuse({ code: "reason-required" });
    return ok([
      {
        type: "dish-reworked",
        body: {
          batchId: at.state.plan.batchId,
          dishRunId: body.dishRunId,
          restartedAtMs: at.context.occurredAtMs,
          reason: body.reason,
        },
      },
    ]);
  });
}

export function decideStartPortioning(at: Situation): Decision {
  const refused = whyNotStartPortioning(at.batch, at.day);
  if (refused !== null) return refuse(refused);
  const { batchId } = at.state.plan;
  return ok([{ type: "portioning-started", body: { batchId, startedAtMs: at.context.occurredAtMs } }]);
}

export function decideRecordPortions(at: Situation, body: BodyOf<"record-portions">): Decision {
  const refused = whyNotRecordPortions(at.batch, at.day);
  if (refused !== null) return refuse(refused);
  if (totalPortionCount(body.added) + body.specialPackCount === 0) {
    return refuse({ code: "out-of-range", field: "added", min: 1, max: 100_000 });
  }
  const { plan, progress } = at.state;
  const overrunBp = at.facts.overrun.value;
  const sizes = ["smallCount", "largeCount", "toddlerCount", "maternalCount"] as const;
  for (const size of sizes) {
    if (body.added[size] === 0) continue;
    const over = whyMoreThanPlanned(
      progress.portionedCounts[size] + body.added[size],
      plan.portionCounts[size],
      overrunBp,
    );
    if (over !== null) return refuse(over);
  }
  const packCount = progress.portionedSpecialPackCount + body.specialPackCount;
  const over = body.specialPackCount === 0 ? null : whyMoreThanPlanned(packCount, plan.specialPackCount, overrunBp);
  return over === null ? ok([{ type: "portions-counted", body }]) : refuse(over);
}

export function decideWeighPortion(at: Situation, body: BodyOf<"weigh-portion">): Decision {
  return ofRun(at, body.dishRunId, ({ planned }) => {
    const refused = whyNotRecordPortions(at.batch, at.day);
    if (refused !== null) return refuse(refused);
    const targetG = portionTargetG(planned, body.profile);
    if (targetG === null) return refuse({ code: "portion-target-missing", dishRunId: body.dishRunId });
    const tolerance = at.facts.weightTolerance;
    return ok([
      {
        type: "portion-weighed",
        body: {
          ...body,
          component: planned.component,
          targetG,
          isWithinTolerance: Math.abs(body.massG - targetG) * 10_000 <= targetG * tolerance.value,
          toleranceBp: tolerance.value,
          toleranceVersion: tolerance.version,
        },
      },
    ]);
  });
}

export function decideFinishPortioning(at: Situation, body: BodyOf<"finish-portioning">): Decision {
  const refused = whyNotFinishPortioning(at.batch, at.day);
  if (refused !== null) return refuse(refused);
  const { plan, progress } = at.state;
  return ok([
    {
      type: "portioning-finished",
      body: {
        batchId: plan.batchId,
        finishedAtMs: Math.max(progress.portioningStartedAtMs ?? 0, at.context.occurredAtMs),
        portionCounts: progress.portionedCounts,
        specialPackCount: progress.portionedSpecialPackCount,
        rejectedPortionCount: body.rejectedPortionCount ?? 0,
      },
    },
  ]);
}

export function decideComplete(at: Situation, body: BodyOf<"complete-batch">): Decision {
  const refused = whyNotComplete(at.batch, at.day, body.isWasteFree);
  if (refused !== null) return refuse(refused);
  const { plan, progress } = at.state;
  const firstStartMs = present(startedAtMs(progress), "the start of a batch that is ready");
  const completedAtMs = Math.max(firstStartMs, at.context.occurredAtMs);
  return ok([
    {
      type: "batch-completed",
      body: {
        batchId: plan.batchId,
        portionCounts: progress.portionedCounts,
        specialPackCount: progress.portionedSpecialPackCount,
        startedAtMs: firstStartMs,
        cookedAtMs: present(cookedAtMs(progress), "the end of cooking of a batch that is ready"),
        completedAtMs,
        durationMs: completedAtMs - firstStartMs,
        wasteMassG: progress.wasteMassG ?? 0,
      },
    },
  ]);
}

export function decideCancel(at: Situation, body: BodyOf<"cancel-batch">): Decision {
  const refused = whyNotCancel(at.batch, at.day);
  if (refused !== null) return refuse(refused);
  if (isFoodMade(at.batch) && body.disposal === undefined) return refuse({ code: "disposal-missing" });
  return ok([{ type: "batch-cancelled", body: { ...body, fromStatus: at.batch.status } }]);
}
