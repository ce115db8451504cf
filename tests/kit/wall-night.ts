import type { BoardBatch } from "#domains/production/board.ts";
import { HOUR_MS, MINUTE_MS, msFromLocal } from "#kernel/time.ts";
import { boardBatch, boardRun } from "./board-batch.ts";

/** A night on the wall with the longest names a plan may hold, at 04:32 of 21 November 2026 in WIB. */
export const WALL_DATE = "2026-11-21";
export const WALL_NOW_MS = msFromLocal(WALL_DATE, "04:32", "Asia/Jakarta");

const at = (clock: string) => msFromLocal(WALL_DATE, clock, "Asia/Jakarta");
const forecast = (minutes: number) =>
  ({ durationMs: minutes * MINUTE_MS, method: "median", runCount: 5, errorMs: 4 * MINUTE_MS }) as const;
const portions = (smallCount: number, largeCount: number) => ({
  smallCount,
  largeCount,
  toddlerCount: 0,
  maternalCount: 0,
});
const id = (prefix: string, index: number) => `${prefix}_${String(index).padStart(32, "0")}`;

/** A school or dish whose wall name is as long as the form lets it be (UX.md §3.1). */
export const LONGEST_DISH = "Tumis Kacang Pj";
export const LONGEST_POINT = "SDN Cimahi9";

function kloter(kloterNumber: number, part: Partial<BoardBatch>): BoardBatch {
  const neededByAtMs = part.neededByAtMs ?? at("06:30");
  return boardBatch({
    batchId: id("batch", kloterNumber),
    batchCode: `BATCH-20261121-${String(kloterNumber).padStart(2, "0")}`,
    kloterNumber,
    serviceDate: WALL_DATE,
    portionCounts: portions(620, 1_230),
    plannedPreparationAtMs: at("01:00"),
    plannedStartAtMs: at("02:00"),
    plannedFinishAtMs: at("04:30"),
    neededByAtMs,
    firstDepartureAtMs: neededByAtMs + 30 * MINUTE_MS,
    checkingForecast: forecast(15),
    portioningForecast: forecast(45),
    staff: [
      { staffId: id("staff", 1), name: "Budi Santoso", taskKind: "lead-cook", dishRunId: null },
      { staffId: id("staff", 2), name: "Siti Aminah", taskKind: "cook", dishRunId: null },
    ],
    ...part,
  });
}

function dish(index: number, wallName: string, part: Parameters<typeof boardRun>[1] = {}) {
  return boardRun(wallName, {
    dishRunId: id("dish_run", index),
    dishName: wallName,
    wallName,
    portionCounts: portions(620, 1_230),
    plannedStartAtMs: at("03:00"),
    plannedFinishAtMs: at("04:10"),
    forecast: forecast(60),
    ...part,
  });
}

/** Kloter in every stage: cooking (soon and late), checking, portioning, ready, released, held, planned, completed. */
export function wallBatches(): readonly BoardBatch[] {
  const cooking = { status: "cooking", runStartedAtMs: at("03:40"), startedAtMs: at("03:40") } as const;
  return [
    kloter(1, {
      status: "cooking",
      label: "SD 1–3",
      neededByAtMs: at("05:48"),
      dishRuns: [
        dish(11, "Ayam Balado", { ...cooking, lastCoreC: 78.2, lastCoreLimitC: 75, lastCoreIsPass: true }),
        dish(12, LONGEST_DISH, {
          ...cooking,
          runStartedAtMs: at("03:47"),
          lastCoreC: 71,
          lastCoreLimitC: 75,
          lastCoreIsPass: false,
          isReworked: true,
        }),
        dish(13, "Nasi Putih", { status: "cooked", cookedAtMs: at("04:10") }),
      ],
    }),
    kloter(2, {
      status: "portioning",
      label: "SD 4–6",
      neededByAtMs: at("05:40"),
      portioningStartedAtMs: at("04:05"),
      portionedCounts: portions(150, 262),
      cookedAtMs: at("03:50"),
      clockStartAtMs: at("03:30"),
      consumeByAtMs: at("09:30"),
      progressBp: 7_200,
      checks: { core: "pass", tasting: "pass", sample: "pending" },
    }),
    kloter(3, {
      status: "checking",
      label: "SMP",
      neededByAtMs: at("06:30"),
      cookedAtMs: at("04:25"),
      consumeByAtMs: at("10:25"),
      progressBp: 6_000,
      checks: { core: "pass", tasting: "fail", sample: "pending" },
    }),
    kloter(4, {
      status: "ready",
      quality: "released",
      label: "TK",
      neededByAtMs: at("06:10"),
      portioningFinishedAtMs: at("04:20"),
      portionedCounts: portions(212, 0),
      consumeByAtMs: at("05:20"),
      progressBp: 9_500,
      checks: { core: "pass", tasting: "pass", sample: "pass" },
    }),
    kloter(5, {
      status: "cooking",
      quality: "held",
      neededByAtMs: at("06:50"),
      dishRuns: [dish(51, "Opor Telur", cooking)],
    }),
    kloter(6, {
      status: "planned",
      label: "SMA",
      neededByAtMs: at("10:00"),
      plannedPreparationAtMs: at("05:00"),
      plannedStartAtMs: at("06:00"),
    }),
    kloter(7, {
      status: "completed",
      quality: "released",
      completedAtMs: at("04:00"),
      portionedCounts: portions(300, 0),
    }),
  ];
}

export function wallDepartures(): readonly Record<string, unknown>[] {
  const point = (
    index: number,
    wallName: string,
    clock: string,
    batchNumber: number,
    part: Record<string, unknown>,
  ) => ({
    departureKey: `departure-${index}`,
    pointId: id("point", index),
    pointCode: `P-${index}`,
    name: wallName,
    wallName,
    wave: "early",
    departureAtMs: at(clock),
    neededByAtMs: at(clock) - 30 * MINUTE_MS,
    travelMs: 20 * MINUTE_MS,
    batchId: id("batch", batchNumber),
    batchCode: `BATCH-20261121-0${batchNumber}`,
    batchStatus: "portioning",
    quality: "open",
    portionCounts: portions(212, 0),
    specialPackCount: 3,
    requiredPortionCount: 480,
    readyPortionCount: 412,
    readySpecialPackCount: 0,
    isReady: false,
    consumeByAtMs: at(clock) + HOUR_MS,
    ...part,
  });
  return [
    point(1, "TK Melati", "06:40", 4, {
      batchStatus: "ready",
      quality: "released",
      isReady: true,
      requiredPortionCount: 212,
    }),
    point(2, LONGEST_POINT, "06:10", 2, {}),
    point(3, "SDN Pasirkal", "07:00", 3, { batchStatus: "checking", readyPortionCount: 0 }),
    point(4, "SMPN 2", "07:10", 5, { batchStatus: "cooking", quality: "held", readyPortionCount: 0 }),
    point(5, "SDN 7", "07:15", 1, { batchStatus: "cooking", readyPortionCount: 0 }),
    point(6, "SMAN 1", "10:30", 6, { batchStatus: "planned", readyPortionCount: 0 }),
  ];
}

export function wallToday(): Record<string, unknown> {
  return {
    serviceDate: WALL_DATE,
    dayKind: "regular",
    dayStatus: "open",
    furthestPhase: "cook",
    cookFloorAtMs: at("00:00"),
    recommendedCookStartAtMs: at("02:00"),
    batchCount: 7,
    completedBatchCount: 1,
    plannedPortionCount: 3_000,
    producedPortionCount: 412,
    departuresAtMs: [at("06:10"), at("06:40")],
    planFileName: null,
  };
}

export function wallTotals(): readonly Record<string, unknown>[] {
  const component = (name: string, largeCount: number) => ({
    component: name,
    dishNames: [name],
    plannedCounts: portions(0, 3_000),
    cookedCounts: portions(0, largeCount),
  });
  return [
    { ...component("staple", 1_850), dishNames: ["Nasi Putih"] },
    component("animal-protein", 1_700),
    component("plant-protein", 1_250),
    component("vegetable", 900),
    component("fruit", 3_000),
  ];
}

export function wallPortionTotals(): Record<string, unknown> {
  return {
    serviceDate: WALL_DATE,
    plannedCounts: portions(1_120, 1_880),
    plannedSpecialPackCount: 14,
    portionedCounts: portions(600, 1_250),
    portionedSpecialPackCount: 11,
  };
}

export function wallQuality(): readonly Record<string, unknown>[] {
  const due = (batchNumber: number, checkKind: string, clock: string) => ({
    batchId: id("batch", batchNumber),
    batchCode: `BATCH-20261121-0${batchNumber}`,
    wave: "early",
    groupLabel: "SD",
    batchStatus: "cooking",
    qualityStatus: "open",
    hold: null,
    releasedAtMs: null,
    isOverridden: false,
    gateFacts: {},
    nextDue: { checkKind, dueAtMs: at(clock) },
    openDeviationCount: 0,
  });
  return [due(3, "tasting", "04:27"), due(1, "core-temperature", "04:40"), due(2, "holding-temperature", "05:30")];
}

/** One alert of a kind; `index` makes it another one. */
export function wallAlert(index: number, part: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    alertId: id("alert", index),
    alertKind: "holding-temperature-out",
    entityId: id("batch", 2),
    severity: "critical",
    status: "open",
    data: { batchId: id("batch", 2), batchCode: "BATCH-20261121-02", temperatureC: 54, limitC: 60 },
    raisedAtMs: WALL_NOW_MS - 3 * MINUTE_MS,
    updatedAtMs: WALL_NOW_MS - 3 * MINUTE_MS,
    unacknowledgedSinceMs: WALL_NOW_MS - 3 * MINUTE_MS,
    occurrenceCount: 1,
    ownerRole: "nutritionist",
    escalatedToRoles: [],
    needsVerification: true,
    acknowledgedAtMs: null,
    acknowledgedByStaffId: null,
    acknowledgedByDeviceId: null,
    assigneeStaffId: null,
    actionCode: null,
    actionNote: null,
    actionAtMs: null,
    actionByStaffId: null,
    verifiedAtMs: null,
    verifiedByStaffId: null,
    resolvedAtMs: null,
    resolution: null,
    serviceDate: WALL_DATE,
    nameByStaffId: {},
    ...part,
  };
}
