import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import { TEST_NOW_MS } from "#tests/kit/decide-spec.ts";
import { alertConditions, type BatchInput, type ConditionFigures, type ConditionInputs } from "./conditions.ts";

const figures: ConditionFigures = {
  coreLowAfterMs: 10 * MINUTE_MS,
  startLateAfterMs: 0,
  cookClockWarnFirstMs: 3 * HOUR_MS,
  cookClockWarnSecondMs: 3.5 * HOUR_MS,
  cookClockTargetMs: 4 * HOUR_MS,
  consumeByWarnMs: HOUR_MS,
  backupOldMs: HOUR_MS,
  diskLowBp: 1_000,
  deviceSilentMs: 10 * MINUTE_MS,
};

const calm: BatchInput = {
  batchId: "batch_1",
  batchCode: "BATCH-20261121-01",
  status: "cooking",
  qualityStatus: "open",
  heldAtMs: null,
  holdReasonCode: null,
  plannedPreparationAtMs: TEST_NOW_MS - HOUR_MS,
  neededByAtMs: TEST_NOW_MS + 4 * HOUR_MS,
  deadline: "on-track",
  clockStartAtMs: null,
  consumeByAtMs: null,
  lastArrivalAtMs: TEST_NOW_MS + 5 * HOUR_MS,
  dishRuns: [{ dishRunId: "dish_run_1", dishName: "Ayam", core: null }],
  holdingOut: [],
  unsafeTastings: [],
  storedSampleCount: 0,
  sampleMinCount: 1,
};

const nothing: ConditionInputs = {
  batches: [],
  deviations: [],
  samples: [],
  silentDevices: [],
  silentSounds: [],
  stock: { lowItems: [], expiringLots: [], shortDays: [] },
  health: { siteId: "site_1" },
};

/** `kind severity` of what stands for one batch. */
function standing(batch: Partial<BatchInput>, nowMs: number = TEST_NOW_MS): readonly string[] {
  return told({ batches: [{ ...calm, ...batch }] }, nowMs);
}
function told(inputs: Partial<ConditionInputs>, nowMs: number = TEST_NOW_MS): readonly string[] {
  return alertConditions({ ...nothing, ...inputs }, figures, nowMs).map(
    ({ alertKind, severity }) => `${alertKind} ${severity}`,
  );
}

describe("alert conditions of a batch", () => {
  it("are none while all is well", () => {
    expect(standing({})).toEqual([]);
  });

  it("tell of a start that passed, until it started", () => {
    expect(standing({ status: "planned", plannedPreparationAtMs: TEST_NOW_MS })).toEqual([]);
    expect(standing({ status: "planned", plannedPreparationAtMs: TEST_NOW_MS - 1 })).toEqual([
      "batch-start-late medium",
    ]);
    expect(standing({ status: "preparing", plannedPreparationAtMs: 0 })).toEqual([]);
  });

  it("tell of slack that is short and slack that is gone", () => {
    expect(standing({ deadline: "soon" })).toEqual(["batch-late medium"]);
    expect(standing({ deadline: "late" })).toEqual(["batch-late high"]);
    expect(standing({ deadline: "done" })).toEqual([]);
  });

  it("tell of a low core reading nobody followed up for more than ten minutes", () => {
    const low = (ageMs: number, lowestC = 71) => ({
      dishRuns: [
        {
          dishRunId: "dish_run_1",
          dishName: "Ayam",
          core: { checkId: "check_1", lowestC, limitC: 75, atMs: TEST_NOW_MS - ageMs },
        },
      ],
    });
    expect(standing(low(10 * MINUTE_MS))).toEqual([]);
    expect(standing(low(10 * MINUTE_MS + 1))).toEqual(["core-temperature-low high"]);
    expect(standing(low(HOUR_MS, 75))).toEqual([]);
  });

  it("tell of food out of its holding limit, the worst first", () => {
    const reading = { checkId: "check_1", dishName: "Sayur", temperatureC: 58, limitC: 60, atMs: TEST_NOW_MS };
    const [found] = alertConditions(
      {
        ...nothing,
        batches: [
          { ...calm, holdingOut: [reading, { ...reading, checkId: "check_2", dishName: "Ayam", temperatureC: 50 }] },
        ],
      },
      figures,
      TEST_NOW_MS,
    );
    expect(found).toEqual({
      alertKind: "holding-temperature-out",
      entityId: "batch_1",
      severity: "critical",
      data: {
        batchId: "batch_1",
        batchCode: "BATCH-20261121-01",
        checkId: "check_2",
        dishName: "Ayam",
        temperatureC: 50,
        limitC: 60,
        sinceAtMs: TEST_NOW_MS,
      },
    });
  });

  it("grow with the cook clock", () => {
    const cooked = (beforeMs: number) => standing({ clockStartAtMs: TEST_NOW_MS - beforeMs });
    expect(cooked(3 * HOUR_MS - 1)).toEqual([]);
    expect(cooked(3 * HOUR_MS)).toEqual(["cook-clock medium"]);
    expect(cooked(3.5 * HOUR_MS)).toEqual(["cook-clock high"]);
    expect(cooked(4 * HOUR_MS)).toEqual(["cook-clock critical"]);
  });

  it("warn an hour before consume-by", () => {
    expect(standing({ consumeByAtMs: TEST_NOW_MS + HOUR_MS + 1 })).toEqual([]);
    expect(standing({ consumeByAtMs: TEST_NOW_MS + HOUR_MS })).toEqual(["consume-by medium"]);
    expect(standing({ consumeByAtMs: TEST_NOW_MS })).toEqual(["consume-by critical"]);
  });

  it("end when the food is delivered by the plan, thrown away or cancelled", () => {
    const old = { clockStartAtMs: 0, consumeByAtMs: 0, storedSampleCount: 1 };
    expect(standing({ ...old, status: "completed" })).toEqual(["cook-clock critical", "consume-by critical"]);
    expect(standing({ ...old, status: "completed", lastArrivalAtMs: TEST_NOW_MS })).toEqual([]);
    expect(standing({ ...old, qualityStatus: "rejected" })).toEqual([]);
    expect(standing({ ...old, status: "cancelled" })).toEqual([]);
  });

  it("tell of a hold, an unsafe tasting and a sample nobody kept", () => {
    expect(standing({ qualityStatus: "held", heldAtMs: TEST_NOW_MS, holdReasonCode: "taste" })).toEqual([
      "batch-held high",
    ]);
    expect(standing({ unsafeTastings: [{ checkId: "check_1", dishName: "Ayam", atMs: 1 }] })).toEqual([
      "tasting-unsafe critical",
    ]);
    expect(standing({ status: "ready" })).toEqual(["sample-missing high"]);
    expect(standing({ status: "ready", storedSampleCount: 1 })).toEqual([]);
  });
});

describe("alert conditions of the rest", () => {
  it("carry a deviation's own severity", () => {
    const deviation = {
      deviationId: "deviation_1",
      checkKind: "hygiene",
      batchId: null,
      batchCode: null,
      openedAtMs: 1,
    };
    expect(told({ deviations: [{ ...deviation, severity: "medium" }] })).toEqual(["deviation-open medium"]);
  });

  it("call for a sample's end four hours before and when it came", () => {
    const sample = { sampleId: "sample_1", sampleCode: "SAMPLE-20261121-01", batchId: "batch_1", batchCode: null };
    const due = { ...sample, warnAtMs: TEST_NOW_MS, disposeAfterAtMs: TEST_NOW_MS + 4 * HOUR_MS };
    expect(told({ samples: [due] }, TEST_NOW_MS - 1)).toEqual([]);
    expect(told({ samples: [due] })).toEqual(["sample-due low"]);
    expect(told({ samples: [due] }, TEST_NOW_MS + 4 * HOUR_MS)).toEqual(["sample-overdue medium"]);
  });

  it("tell of the kitchen PC only what it knows", () => {
    const health = (change: Partial<ConditionInputs["health"]>) => told({ health: { siteId: "site_1", ...change } });
    expect(health({})).toEqual([]);
    expect(health({ clockUntrustedSinceMs: TEST_NOW_MS })).toEqual(["clock-untrusted medium"]);
    expect(health({ clockUntrustedSinceMs: TEST_NOW_MS - HOUR_MS })).toEqual(["clock-untrusted high"]);
    expect(health({ backupFailingSinceMs: TEST_NOW_MS - HOUR_MS })).toEqual([]);
    expect(health({ backupFailingSinceMs: TEST_NOW_MS - HOUR_MS - 1 })).toEqual(["backup-old medium"]);
    expect(health({ backupFailingSinceMs: TEST_NOW_MS - 2 * HOUR_MS - 1 })).toEqual(["backup-old high"]);
    expect(health({ diskFreeBp: 1_000 })).toEqual([]);
    expect(health({ diskFreeBp: 999 })).toEqual(["disk-low medium"]);
    expect(health({ diskFreeBp: 499 })).toEqual(["disk-low high"]);
  });

  it("miss a screen only while the kitchen works", () => {
    const silent = (lastSeenAtMs: number) => ({
      batches: [calm],
      silentDevices: [{ deviceId: "device_1", deviceName: "Masak", lastSeenAtMs }],
    });
    expect(told(silent(TEST_NOW_MS - 10 * MINUTE_MS))).toEqual([]);
    expect(told(silent(TEST_NOW_MS - 10 * MINUTE_MS - 1))).toEqual(["device-silent medium"]);
    expect(told({ ...silent(0), batches: [{ ...calm, status: "planned" }] })).not.toContain("device-silent medium");
  });

  it("a wall that could not play its self-test tone is told until the next one is", () => {
    const silentSounds = [{ deviceId: "device_1", deviceName: "Dinding", testedAtMs: TEST_NOW_MS }];
    expect(told({ silentSounds })).toEqual(["sound-failed medium"]);
    expect(told({})).toEqual([]);
  });
});

describe("alert conditions of the store room", () => {
  const stock = (change: Partial<ConditionInputs["stock"]>) =>
    told({ stock: { lowItems: [], expiringLots: [], shortDays: [], ...change } });
  const lot = {
    lotId: "lot_1",
    lotCode: "LOT-20261120-01",
    itemId: "item_1",
    itemName: "Ayam",
    onHand: { unit: "g", massG: 5_000 },
    expiryDate: "2026-11-23",
    days: { lowCount: 7, mediumCount: 3, highCount: 1 },
  } as const;

  it("tell little of an item from nothing of it", () => {
    const item = { itemId: "item_1", itemName: "Beras" };
    const low = { ...item, available: { unit: "g", massG: 1 } } as const;
    const out = { ...item, available: { unit: "g", massG: 0 } } as const;
    expect(stock({ lowItems: [low] })).toEqual(["stock-low high"]);
    expect(stock({ lowItems: [out] })).toEqual(["stock-out critical"]);
  });

  it("grow with the days a lot has left, its last day among them", () => {
    const ofDays = (daysLeftCount: number) => stock({ expiringLots: [{ ...lot, daysLeftCount }] });
    expect([8, 7, 3, 1, 0, -1].map(ofDays)).toEqual([
      [],
      ["lot-expiring low"],
      ["lot-expiring medium"],
      ["lot-expiring high"],
      ["lot-expiring high"],
      ["lot-expired high"],
    ]);
  });

  it("name what tomorrow lacks", () => {
    expect(stock({ shortDays: [{ serviceDate: "2026-11-22", ingredientNames: ["Ayam"] }] })).toEqual([
      "requirement-short high",
    ]);
  });
});
