import type { BoardBatch, BoardDishRun } from "#domains/production/board.ts";
import { MINUTE_MS } from "#kernel/time.ts";
import { TEST_NOW_MS } from "./decide-spec.ts";

const forecast = { durationMs: 40 * MINUTE_MS, method: "standard", runCount: 0, errorMs: null } as const;

/** A dish run as the production board tells of it: hot, waiting. */
export function boardRun(name: string, overrides: Partial<BoardDishRun> = {}): BoardDishRun {
  return {
    dishRunId: `dish_run_${name}`,
    recipeCode: name.toUpperCase(),
    dishName: name,
    wallName: name,
    component: "animal-protein",
    temperatureClass: "hot",
    status: "waiting",
    portionCounts: { smallCount: 100, largeCount: 0, toddlerCount: 0, maternalCount: 0 },
    plannedStartAtMs: TEST_NOW_MS,
    plannedFinishAtMs: TEST_NOW_MS + 40 * MINUTE_MS,
    standardDurationMs: 40 * MINUTE_MS,
    startedAtMs: null,
    runStartedAtMs: null,
    cookedAtMs: null,
    isReworked: false,
    readyPortionCount: null,
    lastCoreC: null,
    lastCoreLimitC: null,
    lastCoreIsPass: null,
    lastCoreAtMs: null,
    tasting: null,
    isReworkDecided: false,
    leadStaffId: null,
    leadName: null,
    forecast,
    ...overrides,
  };
}

/** A batch as the production board tells of it: planned, with one hot dish, nobody assigned. */
export function boardBatch(overrides: Partial<BoardBatch> = {}): BoardBatch {
  return {
    batchId: "batch_1",
    batchCode: "BATCH-20261121-01",
    kloterNumber: 1,
    serviceDate: "2026-11-21",
    wave: "early",
    label: "SD 1–3",
    status: "planned",
    quality: "open",
    portionCounts: { smallCount: 100, largeCount: 0, toddlerCount: 0, maternalCount: 0 },
    specialPackCount: 0,
    portionedCounts: { smallCount: 0, largeCount: 0, toddlerCount: 0, maternalCount: 0 },
    portionedSpecialPackCount: 0,
    progressBp: 0,
    plannedPreparationAtMs: TEST_NOW_MS - 60 * MINUTE_MS,
    preparationStartedAtMs: null,
    plannedStartAtMs: TEST_NOW_MS,
    plannedFinishAtMs: TEST_NOW_MS + 40 * MINUTE_MS,
    startedAtMs: null,
    cookedAtMs: null,
    portioningStartedAtMs: null,
    portioningFinishedAtMs: null,
    completedAtMs: null,
    stageStartedAtMs: null,
    neededByAtMs: TEST_NOW_MS + 240 * MINUTE_MS,
    firstDepartureAtMs: TEST_NOW_MS + 270 * MINUTE_MS,
    clockStartAtMs: null,
    consumeByAtMs: null,
    checkingForecast: forecast,
    portioningForecast: forecast,
    dishRuns: [boardRun("ayam")],
    staff: [],
    checks: { core: "pending", tasting: "pending", sample: "pending" },
    pointNames: ["SDN 1"],
    wasteMassG: null,
    noteCount: 0,
    lastNote: null,
    undoable: null,
    streamVersion: 1,
    ...overrides,
  };
}
