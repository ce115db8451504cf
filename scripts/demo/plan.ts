import facts from "#resources/demo/kitchen-facts.json" with { type: "json" };
import type { planDay } from "#domains/production/commands.ts";
import type { DishComponent, HoldClass, RecipientCategory, TemperatureClass } from "#kernel/food-words.ts";
import type { CommandOf } from "#kernel/definition.ts";
import type { IdFactory } from "#kernel/ids.ts";
import { NO_PORTIONS, totalPortionCount, type PortionCounts } from "#kernel/quantity.ts";
import { MINUTE_MS, msFromLocal, type TimeZone } from "#kernel/time.ts";

type PlanDayBody = CommandOf<typeof planDay>["body"];
export type DemoDayPlan = PlanDayBody;
export type DemoBatch = PlanDayBody["batches"][number];

/** How one dish of the demo is cooked: offsets from the batch's base time, in minutes; the kitchen's own habit, not a rule. */
export interface DishHabit {
  readonly recipeCode: string;
  readonly startMin: number;
  readonly finishMin: number;
  readonly steps: readonly {
    readonly instruction: string;
    readonly minutes?: number;
    readonly ingredientNames: readonly string[];
  }[];
}

export const HABITS: readonly DishHabit[] = [
  {
    recipeCode: "NASI-PUTIH",
    startMin: 10,
    finishMin: 65,
    steps: [
      { instruction: "Cuci beras sampai air cukup jernih", ingredientNames: ["BERAS"] },
      { instruction: "Masak di kukusan besar", minutes: 45, ingredientNames: [] },
      { instruction: "Aduk rata, tutup kembali", minutes: 10, ingredientNames: [] },
    ],
  },
  {
    recipeCode: "TELUR-BALADO",
    startMin: 0,
    finishMin: 70,
    steps: [
      { instruction: "Ceplok telur sampai kuning padat", minutes: 40, ingredientNames: ["TELUR AYAM"] },
      {
        instruction: "Tumis bumbu balado: cabai, bawang merah, tomat",
        minutes: 15,
        ingredientNames: ["CABAI MERAH", "BAWANG MERAH", "TOMAT", "GARAM UNTUK SEMUA"],
      },
      { instruction: "Campur telur dan bumbu, ukur suhu inti", minutes: 15, ingredientNames: [] },
    ],
  },
  {
    recipeCode: "KERING-TEMPE",
    startMin: 15,
    finishMin: 70,
    steps: [
      { instruction: "Goreng tempe sampai kering", minutes: 35, ingredientNames: ["TEMPE"] },
      {
        instruction: "Sangrai kacang tanah, campur bumbu",
        minutes: 20,
        ingredientNames: ["KACANG TANAH", "CABAI MERAH"],
      },
    ],
  },
  {
    recipeCode: "SAYUR-KUNING",
    startMin: 45,
    finishMin: 90,
    steps: [
      {
        instruction: "Rebus kacang panjang dan labu siam",
        minutes: 25,
        ingredientNames: ["KACANG PANJANG", "LABU SIAM"],
      },
      {
        instruction: "Masukkan bumbu kuning, ukur suhu inti",
        minutes: 20,
        ingredientNames: ["KUNYIT", "BAWANG PUTIH"],
      },
    ],
  },
  {
    recipeCode: "ANGGUR",
    startMin: 60,
    finishMin: 75,
    steps: [{ instruction: "Cuci, tiriskan, timbang per porsi", minutes: 15, ingredientNames: ["ANGGUR MERAH"] }],
  },
];

interface PointDraft {
  readonly code: string;
  readonly name: string;
  readonly wallName: string;
  readonly departs: string;
  readonly travelMin: number;
  readonly counts: Partial<PortionCounts>;
  readonly specialPackCount?: number;
}

interface GroupDraft {
  readonly wave: "early" | "late";
  readonly label: string;
  readonly base: string;
  readonly category: RecipientCategory;
  readonly points: readonly PointDraft[];
}

/** Twelve invented places, each named as an example; 3,000 portions in six kloter over two waves. */
const GROUPS: readonly GroupDraft[] = [
  {
    wave: "early",
    label: "Balita, bumil, busui",
    base: "02:40",
    category: "toddler",
    points: [
      {
        code: "POS-1",
        name: "Posyandu Contoh 1",
        wallName: "Posyandu 1",
        departs: "06:40",
        travelMin: 15,
        counts: { toddlerCount: 70, maternalCount: 30 },
      },
      {
        code: "POS-2",
        name: "Posyandu Contoh 2",
        wallName: "Posyandu 2",
        departs: "06:40",
        travelMin: 20,
        counts: { toddlerCount: 60, maternalCount: 30 },
      },
      {
        code: "POS-3",
        name: "Posyandu Contoh 3",
        wallName: "Posyandu 3",
        departs: "06:40",
        travelMin: 25,
        counts: { toddlerCount: 50, maternalCount: 30 },
      },
    ],
  },
  {
    wave: "early",
    label: "PAUD–TK",
    base: "02:45",
    category: "preschool",
    points: [
      {
        code: "TK-1",
        name: "TK Contoh Satu",
        wallName: "TK Satu",
        departs: "06:50",
        travelMin: 10,
        counts: { smallCount: 120 },
      },
      {
        code: "TK-2",
        name: "TK Contoh Dua",
        wallName: "TK Dua",
        departs: "06:50",
        travelMin: 15,
        counts: { smallCount: 110 },
      },
      {
        code: "TK-3",
        name: "TK Contoh Tiga",
        wallName: "TK Tiga",
        departs: "06:50",
        travelMin: 20,
        counts: { smallCount: 100 },
      },
    ],
  },
  {
    wave: "early",
    label: "SD 1–3",
    base: "02:50",
    category: "primary-1-3",
    points: [
      {
        code: "SD-1",
        name: "SD Contoh Satu",
        wallName: "SD Satu",
        departs: "07:00",
        travelMin: 15,
        counts: { smallCount: 298 },
        specialPackCount: 2,
      },
      {
        code: "SD-2",
        name: "SD Contoh Dua",
        wallName: "SD Dua",
        departs: "07:00",
        travelMin: 20,
        counts: { smallCount: 267 },
        specialPackCount: 3,
      },
      {
        code: "SD-3",
        name: "SD Contoh Tiga",
        wallName: "SD Tiga",
        departs: "07:00",
        travelMin: 25,
        counts: { smallCount: 250 },
      },
    ],
  },
  {
    wave: "late",
    label: "SD 4–6",
    base: "06:10",
    category: "primary-4-6",
    points: [
      {
        code: "SD-1",
        name: "SD Contoh Satu",
        wallName: "SD Satu",
        departs: "10:20",
        travelMin: 15,
        counts: { largeCount: 238 },
        specialPackCount: 2,
      },
      {
        code: "SD-2",
        name: "SD Contoh Dua",
        wallName: "SD Dua",
        departs: "10:20",
        travelMin: 20,
        counts: { largeCount: 208 },
        specialPackCount: 2,
      },
      {
        code: "SD-3",
        name: "SD Contoh Tiga",
        wallName: "SD Tiga",
        departs: "10:20",
        travelMin: 25,
        counts: { largeCount: 190 },
      },
    ],
  },
  {
    wave: "late",
    label: "SMP",
    base: "06:20",
    category: "junior-high",
    points: [
      {
        code: "SMP-1",
        name: "SMP Contoh Satu",
        wallName: "SMP Satu",
        departs: "10:30",
        travelMin: 15,
        counts: { largeCount: 300 },
      },
      {
        code: "SMP-2",
        name: "SMP Contoh Dua",
        wallName: "SMP Dua",
        departs: "10:30",
        travelMin: 20,
        counts: { largeCount: 260 },
      },
    ],
  },
  {
    wave: "late",
    label: "SMA",
    base: "06:30",
    category: "senior-high",
    points: [
      {
        code: "SMA-1",
        name: "SMA Contoh Satu",
        wallName: "SMA Satu",
        departs: "10:40",
        travelMin: 20,
        counts: { largeCount: 380 },
      },
    ],
  },
];

const LOADING_MIN = 30;
const PREPARATION_LEAD_MIN = 75;

/** The body of `plan-day` for the demo night: the published menu, the kitchen's standard amounts, invented places. */
export function demoDayPlan(options: {
  readonly serviceDate: string;
  readonly timeZone: TimeZone;
  readonly makeId: IdFactory;
}): PlanDayBody {
  const { serviceDate, timeZone, makeId } = options;
  const at = (clockTime: string) => msFromLocal(serviceDate, clockTime, timeZone);
  const pointIds = new Map(GROUPS.flatMap((group) => group.points).map((point) => [point.code, makeId("point")]));
  return {
    serviceDate,
    planSource: { kind: "manual" },
    dishes: facts.dishes.map((dish, index) => plannedDishOf(dish, HABITS[index] as DishHabit)), // one habit a dish, tested
    batches: GROUPS.map((group) => {
      const baseMs = at(group.base);
      const points = group.points.map((point) => ({
        pointId: pointIds.get(point.code) ?? makeId("point"),
        pointCode: point.code,
        name: point.name,
        wallName: point.wallName,
        departureAtMs: at(point.departs),
        travelMs: point.travelMin * MINUTE_MS,
        portionCounts: { ...NO_PORTIONS, ...point.counts },
        specialPackCount: point.specialPackCount ?? 0,
        recipientCategory: group.category,
      }));
      const portionCounts = sumOf(points.map((point) => point.portionCounts));
      return {
        batchId: makeId("batch"),
        wave: group.wave,
        label: group.label,
        plannedPreparationAtMs: baseMs - PREPARATION_LEAD_MIN * MINUTE_MS,
        portionCounts,
        specialPackCount: points.reduce((sum, point) => sum + point.specialPackCount, 0),
        points,
        dishRuns: HABITS.map((habit) => ({
          dishRunId: makeId("dish_run"),
          recipeCode: habit.recipeCode,
          portionCounts,
          plannedStartAtMs: baseMs + habit.startMin * MINUTE_MS,
          plannedFinishAtMs: baseMs + habit.finishMin * MINUTE_MS,
        })),
      };
    }),
  };
}

/** People the plan feeds, special packs included. */
export function plannedPeopleCount(plan: PlanDayBody): number {
  return plan.batches.reduce((sum, batch) => sum + totalPortionCount(batch.portionCounts) + batch.specialPackCount, 0);
}

/** When the food of a batch must be ready to be loaded. */
export function neededByMs(batch: DemoBatch): number {
  return Math.min(...batch.points.map((point) => point.departureAtMs)) - LOADING_MIN * MINUTE_MS;
}

function plannedDishOf(dish: (typeof facts.dishes)[number], habit: DishHabit): PlanDayBody["dishes"][number] {
  return {
    recipeCode: habit.recipeCode,
    recipeVersion: 1,
    dishName: dish.dishName,
    wallName: dish.wallName,
    component: dish.component as DishComponent, // the table's test holds these to the vocabulary
    holdClass: dish.holdClass as HoldClass, // as above
    temperatureClass: dish.temperatureClass as TemperatureClass, // as above
    standardDurationMs: (habit.finishMin - habit.startMin) * MINUTE_MS,
    // Amounts per 100 portions; where the kitchen's standard has none, nobody knows it yet.
    ingredients: dish.ingredients.map((line) => ({
      name: line.name,
      quantities:
        line.smallMilligramCount === null || line.largeMilligramCount === null
          ? null
          : {
              small: { unit: "g" as const, massG: Math.round(line.smallMilligramCount / 10) },
              large: { unit: "g" as const, massG: Math.round(line.largeMilligramCount / 10) },
            },
    })),
    steps: habit.steps.map((step, index) => ({
      stepNumber: index + 1,
      instruction: step.instruction,
      ...(step.minutes === undefined ? {} : { durationMs: step.minutes * MINUTE_MS }),
      isControlPoint: step.instruction.includes("suhu inti"),
      ingredientNames: [...step.ingredientNames],
    })),
  };
}

function sumOf(all: readonly PortionCounts[]): PortionCounts {
  return all.reduce((sum, counts) => ({
    smallCount: sum.smallCount + counts.smallCount,
    largeCount: sum.largeCount + counts.largeCount,
    toddlerCount: sum.toddlerCount + counts.toddlerCount,
    maternalCount: sum.maternalCount + counts.maternalCount,
  }));
}
