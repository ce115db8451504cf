import type { BatchFacts, DayFacts, DishRunFacts, PlanFacts, ProductionFacts } from "#domains/production/facts.ts";
import type { BatchId, DishRunId, PointId, WasteId } from "#domains/production/ids.ts";
import type { PlannedBatch } from "#domains/production/plan-rules.ts";
import type { PlannedDish, PlannedDishRun, PlannedPoint } from "#domains/production/plan.ts";
import type { StaffId } from "#kernel/ids.ts";
import type { PortionCounts } from "#kernel/quantity.ts";
import type { SettingInForce } from "#kernel/setting.ts";
import { HOUR_MS, MINUTE_MS, msFromLocal } from "#kernel/time.ts";

/** Ids, plans and facts of one ordinary night for the tests of production: 2026-11-21 in WIB, dishes cooked from 02:00. */

export const PLAN_DATE = "2026-11-21";
export const PLAN_ZONE = "Asia/Jakarta";
/** `HH:MM` of the service date. */
export function atClock(clockTime: string): number {
  return msFromLocal(PLAN_DATE, clockTime, PLAN_ZONE);
}

/** Well formed by construction: a prefix and 32 hex digits. */
const hexId = (prefix: string, number: number) => `${prefix}_${number.toString(16).padStart(32, "0")}`;
export const batchIdOf = (number: number) => hexId("batch", number) as BatchId; // well formed
export const dishRunIdOf = (number: number) => hexId("dish_run", number) as DishRunId; // well formed
export const pointIdOf = (number: number) => hexId("point", number) as PointId; // well formed
export const wasteIdOf = (number: number) => hexId("waste", number) as WasteId; // well formed
export const staffIdOf = (number: number) => hexId("staff", number) as StaffId; // well formed

export function portions(smallCount: number, largeCount = 0): PortionCounts {
  return { smallCount, largeCount, toddlerCount: 0, maternalCount: 0 };
}

/** A hot dish of 40 minutes. */
export function plannedDish(overrides: Partial<PlannedDish> = {}): PlannedDish {
  return {
    recipeCode: "AYAM-BALADO",
    recipeVersion: 1,
    dishName: "Ayam Balado",
    wallName: "Ayam Balado",
    component: "animal-protein",
    holdClass: "stewed",
    temperatureClass: "hot",
    standardDurationMs: 40 * MINUTE_MS,
    portionTargets: { smallG: 60, largeG: 80 },
    ingredients: [
      { name: "Ayam", quantities: { small: { unit: "g", massG: 4_000 }, large: { unit: "g", massG: 5_000 } } },
    ],
    steps: [{ stepNumber: 1, instruction: "Tumis bumbu", isControlPoint: false, ingredientNames: ["Ayam"] }],
    ...overrides,
  };
}

export function plannedRun(number: number, overrides: Partial<PlannedDishRun> = {}): PlannedDishRun {
  return {
    ...plannedDish(),
    dishRunId: dishRunIdOf(number),
    portionCounts: portions(100, 50),
    plannedStartAtMs: atClock("02:00"),
    plannedFinishAtMs: atClock("03:00"),
    ...overrides,
  };
}

export const FRUIT: Partial<PlannedDishRun> = {
  recipeCode: "BUAH-PISANG",
  dishName: "Pisang",
  wallName: "Pisang",
  component: "fruit",
  holdClass: "fruit",
  temperatureClass: "ambient",
};

export function plannedPoint(number: number, overrides: Partial<PlannedPoint> = {}): PlannedPoint {
  return {
    pointId: pointIdOf(number),
    pointCode: `SDN-${number}`,
    name: `SD Negeri Contoh ${number}`,
    wallName: `SDN ${number}`,
    departureAtMs: atClock("07:00"),
    travelMs: 20 * MINUTE_MS,
    portionCounts: portions(100, 50),
    specialPackCount: 2,
    ...overrides,
  };
}

/** Batch 1 with a hot dish and a fruit, 150 portions and 2 special packs for one school leaving at 07:00. */
export function plannedBatch(number = 1, overrides: Partial<PlannedBatch> = {}): PlannedBatch {
  return {
    batchId: batchIdOf(number),
    wave: "early",
    label: "SD 1–3",
    plannedPreparationAtMs: atClock("00:00") - 2 * HOUR_MS,
    portionCounts: portions(100, 50),
    specialPackCount: 2,
    points: [plannedPoint(number)],
    dishRuns: [plannedRun(number * 10 + 1), plannedRun(number * 10 + 2, FRUIT)],
    ...overrides,
  };
}

export function inForce(key: string, value: number, version = 0): SettingInForce<number> {
  return { key, value, version, source: "uji" };
}

export function dayFacts(overrides: Partial<DayFacts> = {}): DayFacts {
  return {
    serviceDate: PLAN_DATE,
    dayStatus: "open",
    dayKind: "regular",
    startsAtMs: atClock("00:00") - 9 * HOUR_MS,
    cookFloorAtMs: atClock("00:00"),
    cookFloorVersion: 0,
    ...overrides,
  };
}

export function planFacts(overrides: Partial<PlanFacts> = {}): PlanFacts {
  return {
    menu: null,
    loadingTime: inForce("delivery.loading-time", 30 * MINUTE_MS),
    capacity: inForce("capacity.regular", 2_500),
    dayBatches: [],
    takenBatchIds: [],
    takenDishRuns: [],
    activeStaffIds: [],
    ...overrides,
  };
}

export function runFacts(number: number, overrides: Partial<DishRunFacts> = {}): DishRunFacts {
  return { dishRunId: dishRunIdOf(number), core: null, tasting: null, reworkDecidedSeq: null, ...overrides };
}

export function batchFacts(overrides: Partial<BatchFacts> = {}): BatchFacts {
  return {
    quality: "open",
    qualityChangedAtMs: null,
    dishRuns: [runFacts(11), runFacts(12)],
    sampleCount: 0,
    stock: null,
    activeStaffIds: [],
    overrun: inForce("portion.overrun", 300),
    weightTolerance: inForce("portion.weight-tolerance", 1_000),
    undoWindow: inForce("stage.undo-window", 15 * MINUTE_MS),
    hold: inForce("hold.hours.stewed", 6 * HOUR_MS),
    clockHard: inForce("cook-clock.hard", 6 * HOUR_MS),
    ...overrides,
  };
}

export function productionFacts(overrides: Partial<ProductionFacts> = {}): ProductionFacts {
  return {
    day: dayFacts(),
    isWallKeysOn: true,
    batch: batchFacts(),
    plan: null,
    isWasteIdTaken: false,
    ...overrides,
  };
}
