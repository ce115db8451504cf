import { present } from "#kernel/assert.ts";
import { canonicalJson } from "#kernel/json.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { PlannedTask, ProductionCommand } from "./commands.ts";
import type { ProductionEvent } from "./events.ts";
import type { DayFacts, PlanFacts, ProductionFacts } from "./facts.ts";
import { batchStreamId, type BatchId } from "./ids.ts";
import { DAY_BATCHES_MAX_COUNT, type PlannedBatch, whyDayPlanImpossible } from "./plan-rules.ts";
import type { PlannedDishRun, PlanSource } from "./plan.ts";
import type { BatchTask } from "./progress.ts";
import type { ProductionRejection } from "./rejections.ts";
import { whyDayFrozen, whyNotChangePlan } from "./rules.ts";
import { changedPlan, type BatchPlan, type BatchState } from "./state.ts";
import { batchStatus } from "./status.ts";

/** An event of production, which a day plan sends to the stream of the batch it is about. */
export type DecidedProductionEvent = ProductionEvent & { readonly streamId?: string };
export type Decision = Result<readonly DecidedProductionEvent[], ProductionRejection>;

type Body<Type extends ProductionCommand["type"]> = Extract<ProductionCommand, { readonly type: Type }>["body"];
type BatchFields = Extract<ProductionEvent, { readonly type: "batch-changed" }>["body"]["fields"];

export function decidePlanBatch(state: BatchState, body: Body<"plan-batch">, facts: ProductionFacts): Decision {
  if (state !== null) return err({ code: "batch-exists", batchId: body.batchId });
  const { serviceDate: _day, overCapacityReason, tasks = [], ...batch } = body;
  const tasksByBatchId = new Map([[batch.batchId, tasks]]);
  return decideDay([batch], { facts, planSource: { kind: "manual" }, overCapacityReason, tasksByBatchId });
}

/** All or nothing: one impossible batch refuses the plan. Batches still planned are changed, the rest are new. */
export function decidePlanDay(body: Body<"plan-day">, facts: ProductionFacts): Decision {
  const dishByCode = new Map(body.dishes.map((dish) => [dish.recipeCode, dish]));
  const batches: PlannedBatch[] = [];
  const tasksByBatchId = new Map<BatchId, readonly PlannedTask[]>();
  for (const { dishRuns, tasks = [], ...batch } of body.batches) {
    const runs: PlannedDishRun[] = [];
    for (const run of dishRuns) {
      const dish = dishByCode.get(run.recipeCode);
      if (dish === undefined) return err({ code: "dish-unknown", recipeCode: run.recipeCode });
      runs.push({ ...dish, ...run });
    }
    batches.push({ ...batch, dishRuns: runs });
    tasksByBatchId.set(batch.batchId, tasks);
  }
  const { planSource, overCapacityReason } = body;
  return decideDay(batches, { facts, planSource, overCapacityReason, tasksByBatchId });
}

export function decideChangeBatch(
  state: NonNullable<BatchState>,
  body: Body<"change-batch">,
  facts: ProductionFacts,
): Decision {
  const refused = whyNotChangePlan({ status: batchStatus(state.progress) });
  if (refused !== null) return err(refused);
  const changed = changedPlan(state.plan, body.fields);
  return decideDay([plannedBatchOf(changed)], {
    facts,
    planSource: { kind: "manual" },
    overCapacityReason: body.overCapacityReason,
    areDishesKept: body.fields.dishRuns === undefined,
  });
}

interface DayOptions {
  readonly facts: ProductionFacts;
  readonly planSource: PlanSource;
  readonly overCapacityReason: string | undefined;
  /** Who the plan assigns; nobody where a batch is not named. */
  readonly tasksByBatchId?: ReadonlyMap<BatchId, readonly PlannedTask[]>;
  /** The command leaves a batch's dishes as they were planned, whatever the menu says now. */
  readonly areDishesKept?: boolean;
}

function decideDay(asked: readonly PlannedBatch[], options: DayOptions): Decision {
  const { day } = options.facts;
  const plan = present(options.facts.plan, "the facts of a plan");
  const served = options.areDishesKept === true ? ok(asked) : asServed(asked, plan.menu, day.serviceDate);
  if (!served.ok) return served;
  const batches = served.value;
  const refused =
    whyDayFrozen(day) ??
    whyHoliday(day) ??
    whyTaken(batches, plan) ??
    whyTooMany(batches, plan) ??
    whyDayPlanImpossible(batches, { day, plan, isOverAllowed: options.overCapacityReason !== undefined });
  if (refused !== null) return err(refused);
  const existing = new Map(plan.dayBatches.map((batch) => [batch.batchId, batch]));
  let nextNumber = plan.dayBatches.length + 1;
  const events: DecidedProductionEvent[] = [];
  for (const batch of batches) {
    const known = existing.get(batch.batchId);
    if (known === undefined) {
      events.push(plannedEvent(batch, batchCodeOf(day, nextNumber), options));
      nextNumber += 1;
    } else {
      const event = changedEvent(batch, present(known.plan, "the plan of a batch the command names"), options);
      if (event !== null) events.push(event);
    }
    const assigned = assignedEvents(batch, options);
    if (!assigned.ok) return assigned;
    events.push(...assigned.value);
  }
  return ok(events);
}

/** An assignment for everybody the plan names and who is not assigned yet. */
function assignedEvents(batch: PlannedBatch, { facts, tasksByBatchId }: DayOptions): Decision {
  const { dayBatches, activeStaffIds } = present(facts.plan, "the facts of a plan");
  const standing = dayBatches.find((one) => one.batchId === batch.batchId)?.tasks ?? [];
  const seen = new Set(standing.map((task) => taskKey(task)));
  const events: DecidedProductionEvent[] = [];
  for (const task of tasksByBatchId?.get(batch.batchId) ?? []) {
    const { dishRunId } = task;
    if (dishRunId !== undefined && !batch.dishRuns.some((run) => run.dishRunId === dishRunId)) {
      return err({ code: "not-found", kind: "dish-run", id: dishRunId });
    }
    if (!activeStaffIds.includes(task.staffId)) return err({ code: "staff-not-active", staffId: task.staffId });
    const key = taskKey({ ...task, dishRunId: dishRunId ?? null });
    if (seen.has(key)) continue;
    seen.add(key);
    const { batchId } = batch;
    events.push({ type: "task-assigned", streamId: batchStreamId(batchId), body: { batchId, ...task } });
  }
  return ok(events);
}

function taskKey({ staffId, taskKind, dishRunId }: BatchTask): string {
  return `${staffId} ${taskKind} ${dishRunId ?? ""}`;
}

/** The batches with the dishes as the approved menu day serves them: its recipes' names, amounts and steps count. */
function asServed(
  batches: readonly PlannedBatch[],
  menu: PlanFacts["menu"],
  serviceDate: string,
): Result<readonly PlannedBatch[], ProductionRejection> {
  if (menu === null) return ok(batches);
  if (menu.approved === null) return err({ code: "menu-day-not-approved", serviceDate });
  const dishByCode = new Map(menu.approved.dishes.map((dish) => [dish.recipeCode, dish]));
  const served: PlannedBatch[] = [];
  for (const batch of batches) {
    const dishRuns: PlannedDishRun[] = [];
    for (const run of batch.dishRuns) {
      const dish = dishByCode.get(run.recipeCode);
      if (dish === undefined) return err({ code: "dish-not-on-menu", dishName: run.dishName });
      dishRuns.push({ ...runMembersOf(run), ...dish });
    }
    served.push({ ...batch, dishRuns });
  }
  return ok(served);
}

/** What a plan says of a dish itself; the weight of a portion only where the recipe does not say it. */
function runMembersOf(run: PlannedDishRun) {
  const { dishRunId, portionCounts, plannedStartAtMs, plannedFinishAtMs, portionTargets } = run;
  return {
    dishRunId,
    portionCounts,
    plannedStartAtMs,
    plannedFinishAtMs,
    ...(portionTargets !== undefined && { portionTargets }),
  };
}

function menuDayRevisionOf({ areDishesKept, facts }: DayOptions): { readonly menuDayRevision?: number } {
  const approved = areDishesKept === true ? null : (facts.plan?.menu?.approved ?? null);
  return approved === null ? {} : { menuDayRevision: approved.revision };
}

function whyHoliday(day: DayFacts): ProductionRejection | null {
  return day.dayKind === "closed" ? { code: "day-is-holiday", serviceDate: day.serviceDate } : null;
}

/** Boards hold a day whole; codes count cancelled batches, too. */
function whyTooMany(batches: readonly PlannedBatch[], plan: PlanFacts): ProductionRejection | null {
  const known = new Set(plan.dayBatches.map((batch) => batch.batchId));
  const newCount = batches.filter((batch) => !known.has(batch.batchId)).length;
  const max = DAY_BATCHES_MAX_COUNT - plan.dayBatches.length;
  return newCount > max ? { code: "out-of-range", field: "batches", min: 0, max } : null;
}

/** Ids are made where the act happens, so one taken already is a mistake of the sender, or a batch no longer open to plans. */
function whyTaken(batches: readonly PlannedBatch[], plan: PlanFacts): ProductionRejection | null {
  const seenBatchIds = new Set<string>();
  const seenRunIds = new Set<string>();
  for (const batch of batches) {
    if (seenBatchIds.has(batch.batchId) || plan.takenBatchIds.includes(batch.batchId)) {
      return { code: "batch-exists", batchId: batch.batchId };
    }
    seenBatchIds.add(batch.batchId);
    const known = plan.dayBatches.find((one) => one.batchId === batch.batchId);
    const refused = known === undefined ? null : whyNotChangePlan(known);
    if (refused !== null) return refused;
    for (const run of batch.dishRuns) {
      const isTaken = plan.takenDishRuns.some(
        (taken) => taken.dishRunId === run.dishRunId && taken.batchId !== batch.batchId,
      );
      if (isTaken || seenRunIds.has(run.dishRunId)) return { code: "dish-run-repeated", dishRunId: run.dishRunId };
      seenRunIds.add(run.dishRunId);
    }
  }
  return null;
}

/** `BATCH-20261121-03`: dense per day, given by the kitchen PC as it writes. */
function batchCodeOf(day: DayFacts, number: number): string {
  return `BATCH-${day.serviceDate.replaceAll("-", "")}-${String(number).padStart(2, "0")}`;
}

function neededByAtMs(batch: PlannedBatch, loadingTimeMs: number): number {
  return Math.min(...batch.points.map((point) => point.departureAtMs)) - loadingTimeMs;
}

function plannedEvent(batch: PlannedBatch, batchCode: string, options: DayOptions): DecidedProductionEvent {
  const { loadingTime } = present(options.facts.plan, "the facts of a plan");
  return {
    type: "batch-planned",
    streamId: batchStreamId(batch.batchId),
    body: {
      ...batch,
      batchCode,
      serviceDate: options.facts.day.serviceDate,
      neededByAtMs: neededByAtMs(batch, loadingTime.value),
      loadingTimeMs: loadingTime.value,
      loadingTimeVersion: loadingTime.version,
      planSource: options.planSource,
      ...menuDayRevisionOf(options),
      ...(options.overCapacityReason !== undefined && { overCapacityReason: options.overCapacityReason }),
    },
  };
}

/** Only what differs from the plan in force; nothing when nothing does. */
function changedEvent(batch: PlannedBatch, plan: BatchPlan, options: DayOptions): DecidedProductionEvent | null {
  const { loadingTime } = present(options.facts.plan, "the facts of a plan");
  const wanted: BatchFields = {
    wave: batch.wave,
    label: batch.label,
    plannedPreparationAtMs: batch.plannedPreparationAtMs,
    portionCounts: batch.portionCounts,
    specialPackCount: batch.specialPackCount,
    points: batch.points,
    dishRuns: batch.dishRuns,
    neededByAtMs: neededByAtMs(batch, loadingTime.value),
    loadingTimeMs: loadingTime.value,
    ...menuDayRevisionOf(options),
  };
  const fields = differing(plan, wanted);
  if (Object.keys(fields).length === 0) return null;
  return {
    type: "batch-changed",
    streamId: batchStreamId(batch.batchId),
    body: {
      batchId: batch.batchId,
      fields,
      ...(fields.neededByAtMs !== undefined && { loadingTimeVersion: loadingTime.version }),
      planSource: options.planSource,
      ...(options.overCapacityReason !== undefined && { overCapacityReason: options.overCapacityReason }),
    },
  };
}

function differing(plan: BatchPlan, wanted: BatchFields): BatchFields {
  const inForce: Readonly<Record<string, unknown>> = { ...plan };
  const entries = Object.entries(wanted).filter(
    ([member, value]) => canonicalJson(inForce[member]) !== canonicalJson(value),
  );
  return Object.fromEntries(entries) as BatchFields; // a selection of the members of `wanted`
}

function plannedBatchOf(plan: BatchPlan): PlannedBatch {
  return {
    batchId: plan.batchId,
    wave: plan.wave,
    label: plan.label,
    plannedPreparationAtMs: plan.plannedPreparationAtMs,
    portionCounts: plan.portionCounts,
    specialPackCount: plan.specialPackCount,
    points: [...plan.points],
    dishRuns: [...plan.dishRuns],
  };
}
