import { decideProduction } from "#domains/production/decide.ts";
import type { ProductionCommand } from "#domains/production/commands.ts";
import type { ProductionEvent } from "#domains/production/events.ts";
import type { BatchFacts, ProductionFacts } from "#domains/production/facts.ts";
import type { ProductionRejection } from "#domains/production/rejections.ts";
import { evolveProduction, initialProductionState } from "#domains/production/state.ts";
import { HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import { createDecideSpec, TEST_NOW_MS, TEST_STAFF_ID } from "./decide-spec.ts";
import {
  atClock,
  batchFacts,
  batchIdOf,
  dishRunIdOf,
  plannedBatch,
  portions,
  productionFacts,
} from "./production-plan.ts";

/** The past of one batch, event by event, and a spec of production's decisions about it. */

/** A rejection of this domain, checked as it is written. */
export const why = (rejection: ProductionRejection): ProductionRejection => rejection;
export const batchId = batchIdOf(1);
export const chickenId = dishRunIdOf(11);
export const fruitId = dishRunIdOf(12);
export const given = createDecideSpec({
  initialState: initialProductionState,
  evolve: evolveProduction,
  decide: (state, command: ProductionCommand, facts: ProductionFacts, context) =>
    decideProduction(state, command, facts, context),
});

export const planned: ProductionEvent = {
  type: "batch-planned",
  body: {
    ...plannedBatch(),
    batchCode: "BATCH-20261121-01",
    serviceDate: "2026-11-21",
    neededByAtMs: atClock("06:30"),
    loadingTimeMs: 30 * MINUTE_MS,
    loadingTimeVersion: 0,
    planSource: { kind: "manual" },
  },
};
export const lead: ProductionEvent = {
  type: "task-assigned",
  body: { batchId, staffId: TEST_STAFF_ID, taskKind: "lead-cook" },
};
export const prepared: ProductionEvent = {
  type: "preparation-started",
  body: { batchId, startedAtMs: atClock("00:30") },
};
export function started(dishRunId = chickenId, startedAtMs = TEST_NOW_MS): ProductionEvent {
  return {
    type: "cooking-started",
    body: {
      batchId,
      dishRunId,
      startedAtMs,
      leadStaffId: TEST_STAFF_ID,
      ...(dishRunId === chickenId && { cookFloorAtMs: atClock("00:00"), cookFloorVersion: 0 }),
      missingItems: [],
    },
  };
}
export function cooked(dishRunId = chickenId, cookedAtMs = TEST_NOW_MS): ProductionEvent {
  return {
    type: "dish-cooked",
    body: {
      batchId,
      dishRunId,
      cookedAtMs,
      portionCounts: portions(100, 50),
      cookDurationMs: cookedAtMs - TEST_NOW_MS,
      ...(dishRunId === chickenId && { core: { checkId: CORE.checkId, lowestC: CORE.lowestC, limitC: CORE.limitC } }),
      holdMs: 6 * HOUR_MS,
      holdVersion: 0,
      clockHardMs: 6 * HOUR_MS,
      clockHardVersion: 0,
    },
  };
}
export const CORE = {
  checkId: `check_${"c".repeat(32)}` as const,
  lowestC: 76.2,
  limitC: 75,
  isPass: true,
  atMs: TEST_NOW_MS,
} as unknown as NonNullable<BatchFacts["dishRuns"][number]["core"]>; // the id is well formed
export const allCooked = [planned, lead, prepared, started(), cooked(), started(fruitId), cooked(fruitId)];
export const portioning: ProductionEvent = { type: "portioning-started", body: { batchId, startedAtMs: TEST_NOW_MS } };
export function counted(smallCount: number, largeCount: number, specialPackCount: number): ProductionEvent {
  return { type: "portions-counted", body: { batchId, added: portions(smallCount, largeCount), specialPackCount } };
}
export const finished: ProductionEvent = {
  type: "portioning-finished",
  body: {
    batchId,
    finishedAtMs: TEST_NOW_MS,
    portionCounts: portions(100, 50),
    specialPackCount: 2,
    rejectedPortionCount: 0,
  },
};
export const ready = [...allCooked, portioning, counted(100, 50, 2), finished];

export function about(facts: Partial<BatchFacts>) {
  return productionFacts({ batch: batchFacts(facts) });
}
export const command = <Type extends ProductionCommand["type"]>(
  type: Type,
  body: Omit<Extract<ProductionCommand, { readonly type: Type }>["body"], "batchId">,
) => ({ type, body: { batchId, ...body } }) as unknown as Extract<ProductionCommand, { readonly type: Type }>; // the members of its body
