import type { planDay } from "#domains/production/commands.ts";
import type { CommandOf } from "#kernel/definition.ts";
import type { IdFactory } from "#kernel/ids.ts";
import { MINUTE_MS } from "#kernel/time.ts";
import { atClock, PLAN_DATE, plannedDish, plannedPoint, pointIdOf, portions } from "./production-plan.ts";

type PlanDayBody = CommandOf<typeof planDay>["body"];

const BATCHES_COUNT = 10;
const DISHES_COUNT = 6;
const INGREDIENTS_COUNT = 15;
const STEPS_COUNT = 10;
const POINTS_COUNT = 4;
/** As long as cooks write them. */
const INSTRUCTION =
  "Masukkan bumbu halus, aduk perlahan sampai harum dan minyak naik, lalu kecilkan api dan tutup wajan";

/**
 * The largest day a kitchen plausibly plans: ten kloter of six dishes, fifteen ingredients and ten steps a dish, forty points.
 * `isShared`: the kloter cook the same six dishes, as most do; otherwise each has recipes of its own.
 */
export function largestDayPlan(options: { readonly makeId: IdFactory; readonly isShared: boolean }): PlanDayBody {
  const { makeId, isShared } = options;
  const codeOf = (batchIndex: number, dishIndex: number) =>
    `RESEP-${isShared ? 0 : batchIndex + 1}-${String(dishIndex + 1).padStart(2, "0")}`;
  const dishes = Array.from({ length: isShared ? 1 : BATCHES_COUNT }, (_batch, batchIndex) =>
    Array.from({ length: DISHES_COUNT }, (_dish, dishIndex) => dishOf(codeOf(batchIndex, dishIndex))),
  ).flat();
  return {
    serviceDate: PLAN_DATE,
    planSource: { kind: "manual" },
    overCapacityReason: "Hari dengan semua kelompok penerima",
    dishes,
    batches: Array.from({ length: BATCHES_COUNT }, (_batch, batchIndex) => ({
      batchId: makeId("batch"),
      wave: batchIndex < BATCHES_COUNT / 2 ? ("early" as const) : ("late" as const),
      label: `Kelompok penerima ${batchIndex + 1}`,
      plannedPreparationAtMs: atClock("00:00") - 60 * MINUTE_MS,
      portionCounts: portions(100 * POINTS_COUNT, 50 * POINTS_COUNT),
      specialPackCount: 2 * POINTS_COUNT,
      points: Array.from({ length: POINTS_COUNT }, (_point, pointIndex) => {
        const number = batchIndex * POINTS_COUNT + pointIndex + 1;
        return plannedPoint(number, {
          pointId: pointIdOf(number),
          name: `Sekolah Dasar Negeri Contoh ${number}`,
          recipientCategory: "primary-1-3",
        });
      }),
      dishRuns: Array.from({ length: DISHES_COUNT }, (_dish, dishIndex) => ({
        dishRunId: makeId("dish_run"),
        recipeCode: codeOf(batchIndex, dishIndex),
        portionCounts: portions(100 * POINTS_COUNT, 50 * POINTS_COUNT),
        plannedStartAtMs: atClock("02:00"),
        plannedFinishAtMs: atClock("03:00"),
      })),
    })),
  };
}

function dishOf(recipeCode: string) {
  const ingredients = Array.from({ length: INGREDIENTS_COUNT }, (_line, index) => ({
    name: `Bawang merah iris tipis ${index + 1}`,
    quantities: {
      small: { unit: "g" as const, massG: 1_250 },
      large: { unit: "g" as const, massG: 2_500 },
      toddler: { unit: "g" as const, massG: 1_000 },
      maternal: { unit: "g" as const, massG: 2_750 },
    },
  }));
  return plannedDish({
    recipeCode,
    dishName: `Ayam bumbu kuning ${recipeCode}`,
    wallName: "Ayam kuning",
    ingredients,
    steps: Array.from({ length: STEPS_COUNT }, (_step, index) => ({
      stepNumber: index + 1,
      instruction: INSTRUCTION,
      durationMs: 10 * MINUTE_MS,
      temperatureC: 90,
      isControlPoint: index === STEPS_COUNT - 1,
      ingredientNames: ingredients.slice(index, index + 3).map((line) => line.name),
    })),
  });
}
