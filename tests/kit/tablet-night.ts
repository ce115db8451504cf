import type { SiteRole } from "#kernel/access.ts";
import type { BoardBatch, BoardDishRun } from "#domains/production/board.ts";
import type { MyTasksRow } from "#domains/production/queries.ts";
import { coreTemperatureMinC } from "#domains/quality/settings.ts";
import { MINUTE_MS, msFromLocal } from "#kernel/time.ts";
import { boardBatch, boardRun } from "./board-batch.ts";

/** Rows of a night on the tablets, with the longest names a plan may hold: 04:32 of 21 November 2026 in WIB. */
export const TABLET_DATE = "2026-11-21";
export const TABLET_NOW_MS = msFromLocal(TABLET_DATE, "04:32", "Asia/Jakarta");

/** The built-in core limit of hot food. */
export const CORE_DEFAULT_MIN_C = coreTemperatureMinC.default;
export const atTabletClock = (clock: string) => msFromLocal(TABLET_DATE, clock, "Asia/Jakarta");
export const tabletId = (prefix: string, number: number) => `${prefix}_${String(number).padStart(32, "0")}`;
const portions = (smallCount: number, largeCount: number) => ({
  smallCount,
  largeCount,
  toddlerCount: 0,
  maternalCount: 0,
});

/** As long as the plan's schema allows: 80 letters of a dish, 40 of a group, 24 of a short name. */
export const LONGEST_DISH = "Tumis Kacang Panjang dan Tempe Bumbu Kuning dengan Kelapa Parut Sangrai Pedas 12";
export const LONGEST_LABEL = "Ibu hamil, menyusui dan balita posyandu7";
export const LONGEST_NAME = "Muhammad Firmansyah Adi";

export const TABLET_BATCH_IDS = {
  cooking: tabletId("batch", 1),
  checking: tabletId("batch", 2),
  portioning: tabletId("batch", 3),
  ready: tabletId("batch", 4),
  held: tabletId("batch", 5),
  planned: tabletId("batch", 6),
  completed: tabletId("batch", 7),
} as const;

export function tabletRun(number: number, part: Partial<BoardDishRun> = {}): BoardDishRun {
  return boardRun("ayam", {
    dishRunId: tabletId("dish_run", number),
    dishName: "Ayam Balado",
    portionCounts: portions(620, 1_230),
    plannedStartAtMs: atTabletClock("03:00"),
    plannedFinishAtMs: atTabletClock("04:10"),
    ...part,
  });
}

const cookingRun = {
  status: "cooking",
  startedAtMs: atTabletClock("03:40"),
  runStartedAtMs: atTabletClock("03:40"),
} as const;
const cookedRun = {
  status: "cooked",
  startedAtMs: atTabletClock("03:00"),
  runStartedAtMs: atTabletClock("03:00"),
  cookedAtMs: atTabletClock("04:10"),
  lastCoreC: 78.2,
  lastCoreLimitC: CORE_DEFAULT_MIN_C,
  lastCoreIsPass: true,
  lastCoreAtMs: atTabletClock("04:08"),
} as const;

function kloter(kloterNumber: number, part: Partial<BoardBatch>): BoardBatch {
  return boardBatch({
    batchId: tabletId("batch", kloterNumber),
    batchCode: `BATCH-20261121-${String(kloterNumber).padStart(2, "0")}`,
    kloterNumber,
    serviceDate: TABLET_DATE,
    label: LONGEST_LABEL,
    portionCounts: portions(620, 1_230),
    specialPackCount: 14,
    neededByAtMs: atTabletClock("06:30"),
    firstDepartureAtMs: atTabletClock("07:00"),
    pointNames: ["SD Negeri Cimahi Mandiri 9", "TK Melati", "SMP 2"],
    staff: [
      { staffId: tabletId("staff", 1), name: LONGEST_NAME, taskKind: "lead-cook", dishRunId: null },
      { staffId: tabletId("staff", 2), name: "Siti", taskKind: "cook", dishRunId: null },
    ],
    lastNote: "Gas hampir habis, ganti tabung sebelum sayur dimulai",
    ...part,
  });
}

export function tabletBatches(): readonly BoardBatch[] {
  const low = { ...cookingRun, lastCoreC: 71, lastCoreLimitC: CORE_DEFAULT_MIN_C, lastCoreIsPass: false } as const;
  return [
    kloter(1, {
      status: "cooking",
      startedAtMs: atTabletClock("03:40"),
      stageStartedAtMs: atTabletClock("03:40"),
      progressBp: 2_700,
      neededByAtMs: atTabletClock("05:48"),
      checks: { core: "fail", tasting: "pending", sample: "pending" },
      dishRuns: [
        tabletRun(11, { ...low, dishName: LONGEST_DISH, lastCoreAtMs: atTabletClock("04:20") }),
        tabletRun(12, { dishName: "Nasi Putih", ...cookedRun }),
        tabletRun(13, { dishName: "Opor Ayam", ...cookingRun }),
        tabletRun(14, { dishName: LONGEST_DISH }),
        tabletRun(15, { dishName: "Pisang", temperatureClass: "ambient" }),
      ],
    }),
    kloter(2, {
      status: "checking",
      cookedAtMs: atTabletClock("04:10"),
      consumeByAtMs: atTabletClock("05:10"),
      progressBp: 6_000,
      checks: { core: "pass", tasting: "pending", sample: "pending" },
      dishRuns: [
        tabletRun(21, { ...cookedRun, dishName: LONGEST_DISH }),
        tabletRun(22, { ...cookedRun, dishName: "Nasi Putih" }),
      ],
    }),
    kloter(3, {
      status: "portioning",
      cookedAtMs: atTabletClock("04:00"),
      portioningStartedAtMs: atTabletClock("04:12"),
      portionedCounts: portions(412, 0),
      portionedSpecialPackCount: 3,
      consumeByAtMs: atTabletClock("10:00"),
      progressBp: 7_200,
      dishRuns: [tabletRun(31, { ...cookedRun, tasting: "safe" })],
      checks: { core: "pass", tasting: "pass", sample: "pending" },
    }),
    kloter(4, {
      status: "ready",
      portioningFinishedAtMs: atTabletClock("04:20"),
      portionedCounts: portions(620, 1_230),
      portionedSpecialPackCount: 14,
      consumeByAtMs: atTabletClock("04:20"),
      progressBp: 9_500,
      dishRuns: [tabletRun(41, { ...cookedRun, tasting: "safe" })],
      checks: { core: "pass", tasting: "pass", sample: "pending" },
    }),
    kloter(5, {
      status: "cooking",
      quality: "held",
      startedAtMs: atTabletClock("03:40"),
      dishRuns: [51, 52, 53, 54, 55, 56, 57].map((number) =>
        tabletRun(number, { ...cookingRun, dishName: `Masakan ${number}` }),
      ),
    }),
    kloter(6, {
      status: "planned",
      staff: [],
      plannedPreparationAtMs: atTabletClock("05:00"),
      dishRuns: [tabletRun(61)],
    }),
    kloter(7, {
      status: "completed",
      quality: "released",
      completedAtMs: atTabletClock("04:30"),
      portionedCounts: portions(620, 1_230),
      progressBp: 10_000,
      wasteMassG: 1_200,
      dishRuns: [tabletRun(71, { ...cookedRun, tasting: "safe" })],
      undoable: {
        eventId: tabletId("event", 1),
        type: "batch-completed",
        dishRunId: null,
        recordedAtMs: atTabletClock("04:30"),
        device: null,
      },
    }),
  ];
}

/** Tasks of a station: overdue, soon and later, one of them blocked. */
export function tabletTasks(): readonly MyTasksRow[] {
  const task = (number: number, part: Partial<MyTasksRow>): MyTasksRow => ({
    taskKey: `task-${number}`,
    action: "finish-cooking",
    batchId: TABLET_BATCH_IDS.cooking,
    batchCode: "BATCH-20261121-01",
    kloterNumber: 1,
    label: LONGEST_LABEL,
    dishRunId: tabletId("dish_run", 11),
    dishName: LONGEST_DISH,
    portionCount: 1_850,
    batchStatus: "cooking",
    quality: "open",
    dueAtMs: atTabletClock("05:30"),
    blockers: [],
    assignedStaffIds: [],
    ...part,
  });
  return [
    task(1, { dueAtMs: atTabletClock("04:10"), blockers: ["core-temperature-too-low"] }),
    task(2, {
      dueAtMs: atTabletClock("04:40"),
      action: "start-cooking",
      dishRunId: tabletId("dish_run", 14),
      blockers: ["lead-cook-missing"],
    }),
    task(3, {
      action: "record-tasting",
      batchId: TABLET_BATCH_IDS.checking,
      kloterNumber: 2,
      dishRunId: null,
      dishName: null,
    }),
    task(4, { action: "record-portions", batchId: TABLET_BATCH_IDS.portioning, kloterNumber: 3, dishName: null }),
    task(5, { action: "release-batch", batchId: TABLET_BATCH_IDS.ready, kloterNumber: 4, dishName: null }),
    task(6, { action: "take-sample", batchId: TABLET_BATCH_IDS.portioning, kloterNumber: 3, dishName: null }),
  ];
}

export function tabletToday(): Record<string, unknown> {
  return {
    serviceDate: TABLET_DATE,
    dayKind: "regular",
    dayStatus: "open",
    furthestPhase: "cook",
    cookFloorAtMs: atTabletClock("00:00"),
    recommendedCookStartAtMs: atTabletClock("02:00"),
    batchCount: 7,
    completedBatchCount: 1,
    plannedPortionCount: 3_000,
    producedPortionCount: 412,
    departuresAtMs: [atTabletClock("06:10")],
    planFileName: null,
  };
}

/** One batch in full: the board's row with the plan it carries. */
export function tabletPlan(batch: BoardBatch): Record<string, unknown> {
  return {
    ...batch,
    plannedDishRuns: batch.dishRuns.map((run) => ({
      dishRunId: run.dishRunId,
      dishName: run.dishName,
      portionCounts: run.portionCounts,
      portionTargets: { smallG: 60, largeG: 80 },
      ingredients: [
        "Ayam broiler potong delapan tanpa kulit",
        "Minyak",
        "Cabai merah keriting",
        "Bawang merah",
        "Bawang putih",
        "Tomat",
        "Gula merah",
      ].map((name) => ({
        name,
        quantities: { small: { unit: "g", massG: 4_000 }, large: { unit: "g", massG: 5_000 } },
      })),
      steps: [
        {
          stepNumber: 1,
          instruction:
            "Tumis bumbu halus sampai harum dan minyaknya keluar, masukkan ayam, aduk rata sampai berubah warna, lalu tuang air panas sedikit demi sedikit.",
          isControlPoint: true,
          temperatureC: CORE_DEFAULT_MIN_C,
          durationMs: 12 * MINUTE_MS,
          ingredientNames: ["Ayam broiler potong delapan tanpa kulit", "Minyak", "Cabai merah keriting"],
        },
      ],
    })),
    points: [],
    notes: [],
    cancelReason: null,
  };
}

export function tabletStaffNames(): readonly Record<string, unknown>[] {
  return Array.from({ length: 14 }, (_, index) => ({
    staffId: tabletId("staff", index + 1),
    name: index === 0 ? LONGEST_NAME : `Orang ${index + 1}`,
    roles: ["kitchen-staff"],
    divisionCode: "pengolahan",
    position: "Relawan pengolahan",
    status: "active",
  }));
}

/** People signed in on the tablet: somebody of the floor, somebody of quality. */
export function tabletSessions() {
  const session = (number: number, name: string, roles: readonly SiteRole[]) => ({
    staffId: tabletId("staff", number),
    name,
    roles: [...roles],
    divisionCode: null,
    expiresAtMs: TABLET_NOW_MS + 600 * MINUTE_MS,
  });
  return [session(1, LONGEST_NAME, ["kitchen-head"])];
}
