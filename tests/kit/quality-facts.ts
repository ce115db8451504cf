import type { DishRunId, BatchId } from "#domains/production/ids.ts";
import type { DishRunFacts, QualityFacts, QualityFigures } from "#domains/quality/facts.ts";
import type { GateDishRun, GateFacts } from "#domains/quality/gate-facts.ts";
import type { CheckId, DeviationId, SampleId } from "#domains/quality/ids.ts";
import { HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import type { StaffId } from "#kernel/ids.ts";
import { TEST_NOW_MS } from "./decide-spec.ts";

/** Ids and facts of one ordinary batch for the tests of quality and alerts: a hot dish, a fruit, a departure in two hours. */

/** Well-formed by construction: a prefix and 32 hex digits. */
const hexId = (prefix: string, digit: string) => `${prefix}_${digit.repeat(32)}`;
export const BATCH_ID = hexId("batch", "b") as BatchId; // well formed
export const RICE_RUN_ID = hexId("dish_run", "1") as DishRunId; // well formed
export const FRUIT_RUN_ID = hexId("dish_run", "2") as DishRunId; // well formed
export const checkId = (digit: string) => hexId("check", digit) as CheckId; // well formed
export const sampleId = (digit: string) => hexId("sample", digit) as SampleId; // well formed
export const deviationId = (digit: string) => hexId("deviation", digit) as DeviationId; // well formed
export const staffId = (digit: string) => hexId("staff", digit) as StaffId; // well formed

/** The built-in figures. */
export const FIGURES: QualityFigures = {
  coreMinC: { value: 75, version: 0 },
  probePointCount: { value: 3, version: 0 },
  holding: {
    hotMinC: { value: 60, version: 0 },
    hotRichMinC: { value: 65.5, version: 0 },
    coldMaxC: { value: 5, version: 0 },
  },
  cooling: {
    firstMaxC: { value: 21, version: 0 },
    firstWithinMs: { value: 2 * HOUR_MS, version: 0 },
    finalMaxC: { value: 5, version: 0 },
    finalWithinMs: { value: 6 * HOUR_MS, version: 0 },
  },
  incoming: {
    frozenMaxC: { value: -15, version: 0 },
    meatMaxC: { value: 5, version: 0 },
    riceMoistureMaxBp: { value: 1_400, version: 0 },
  },
  scoresMinPoints: { value: 3, version: 0 },
  hygienePassMinBp: { value: 8_000, version: 0 },
  samplePlaceMaxC: { value: 5, version: 0 },
  sampleRetentionMs: { value: 48 * HOUR_MS, version: 0 },
  reasonMinCount: { value: 20, version: 0 },
  overrideStaff: ["kitchen-head"],
};

export function runFacts(overrides: Partial<DishRunFacts> = {}): DishRunFacts {
  return {
    dishRunId: RICE_RUN_ID,
    status: "cooking",
    temperatureClass: "hot",
    coreTemperatureMinC: null,
    cookedAtMs: null,
    ...overrides,
  };
}

export function qualityFacts(overrides: Partial<QualityFacts> = {}): QualityFacts {
  return {
    figures: FIGURES,
    batch: { batchId: BATCH_ID, status: "cooking", dishRuns: [runFacts()] },
    incoming: null,
    gates: null,
    isIdUsed: false,
    blockingDeviationIds: [],
    checkStaffId: null,
    nextSampleCode: "SAMPLE-20261121-01",
    ...overrides,
  };
}

export function gateRun(overrides: Partial<GateDishRun> = {}): GateDishRun {
  return {
    dishRunId: RICE_RUN_ID,
    dishName: "Nasi",
    temperatureClass: "hot",
    cookedAtMs: TEST_NOW_MS - HOUR_MS,
    coreLimit: { limitC: 75, limitVersion: 0 },
    holdingLimit: { limitKind: "min", limitC: 60, limitVersion: 0 },
    core: { checkId: checkId("1"), lowestC: 78.2, atMs: TEST_NOW_MS - HOUR_MS, staffId: staffId("5") },
    holding: {
      checkId: checkId("2"),
      temperatureC: 66,
      atMs: TEST_NOW_MS - 10 * MINUTE_MS,
      staffId: staffId("5"),
      hasAction: false,
    },
    tasting: { checkId: checkId("3"), verdict: "safe", staffId: staffId("6") },
    ...overrides,
  };
}

/** A batch every gate of which passes. */
export function gateFacts(overrides: Partial<GateFacts> = {}): GateFacts {
  return {
    batchId: BATCH_ID,
    batchStatus: "ready",
    qualityStatus: "open",
    dishRuns: [
      gateRun(),
      gateRun({
        dishRunId: FRUIT_RUN_ID,
        dishName: "Pisang",
        temperatureClass: "ambient",
        coreLimit: null,
        holdingLimit: null,
        core: null,
        holding: null,
      }),
    ],
    readingMaxAgeMs: 30 * MINUTE_MS,
    readingMaxAgeVersion: 0,
    rapidTest: { isRequired: true, isRequiredVersion: 0, missingSubstanceCodes: [], positiveChecks: [] },
    sample: { storedCount: 1, minCount: 1, minVersion: 0 },
    cookClock: {
      startAtMs: TEST_NOW_MS - HOUR_MS,
      consumeByAtMs: TEST_NOW_MS + 5 * HOUR_MS,
      points: [{ departureAtMs: TEST_NOW_MS + HOUR_MS, travelMs: 20 * MINUTE_MS }],
      targetMs: 4 * HOUR_MS,
      targetVersion: 0,
      hardMs: 6 * HOUR_MS,
      eatingWindowMs: 30 * MINUTE_MS,
    },
    openDeviations: [],
    specialPacks: { requiredCount: 0, packedCount: 0 },
    ...overrides,
  };
}
