import { expect, test } from "vitest";
import { HOUR_MS } from "#kernel/time.ts";
import { checkPlan } from "./plan-check.ts";
import { changeBatchBody } from "./plan-body.ts";
import { differencesSince } from "./form-differences.ts";
import { formFromBatch, type PlannedOfBatch } from "./form-from-batch.ts";

const counts = { smallCount: 200, largeCount: 0, toddlerCount: 0, maternalCount: 0 };
const startAtMs = Date.UTC(2026, 10, 20, 19, 0);
const batch = {
  batchId: `batch_${"a".repeat(32)}`,
  label: "SD 1–3",
  wave: "early",
  plannedPreparationAtMs: startAtMs - 4 * HOUR_MS,
  portionCounts: counts,
  specialPackCount: 2,
  plannedDishRuns: [
    {
      dishRunId: `dish_run_${"b".repeat(32)}`,
      portionCounts: counts,
      plannedStartAtMs: startAtMs,
      plannedFinishAtMs: startAtMs + HOUR_MS,
      recipeCode: "SOTO",
      recipeVersion: 3,
      dishName: "Soto Ayam",
      wallName: "Soto",
      component: "animal-protein",
      holdClass: "soup",
      temperatureClass: "hot",
      coreTemperatureMinC: 82.5,
      standardDurationMs: HOUR_MS,
      portionTargets: { smallG: 120, largeG: 160 },
      ingredients: [
        { name: "Ayam", quantities: { small: { unit: "g", massG: 5000 }, large: { unit: "g", massG: 7000 } } },
        { name: "Cabai Merah", quantities: null },
      ],
      steps: [
        {
          stepNumber: 1,
          instruction: "Rebus",
          durationMs: 1_800_000,
          temperatureC: 98.5,
          isControlPoint: true,
          ingredientNames: ["Ayam"],
        },
      ],
    },
  ],
  points: [
    {
      pointId: `point_${"c".repeat(32)}`,
      pointCode: "SDN-03",
      name: "SDN 3",
      wallName: "SDN 3",
      departureAtMs: startAtMs + 5 * HOUR_MS,
      travelMs: 1_200_000,
      portionCounts: counts,
      specialPackCount: 2,
      recipientCategory: "primary-1-3",
    },
  ],
} as unknown as PlannedOfBatch; // ids are well formed

const deps = {
  day: { serviceDate: "2026-11-21", timeZone: "Asia/Jakarta", boundary: "15:00" },
  makeId: (prefix: string) => `${prefix}_new`,
  pointIdFromCode: () => "point_new",
  staffIdByCode: new Map<string, string>(),
} as const;

test("a form made from a batch and read again is that batch, to the last figure", () => {
  const check = checkPlan([formFromBatch(batch, "Asia/Jakarta")], deps);
  expect(check.problems).toEqual([]);
  const [kloter] = check.kloters ?? [];
  if (kloter === undefined) throw new Error("the form is clean");
  const { plannedDishRuns, batchId, ...members } = batch;
  expect(changeBatchBody(kloter, "")).toEqual({ batchId, fields: { ...members, dishRuns: plannedDishRuns } });
});

test("a field changed by somebody else is shown with both values; equal plans differ in nothing", () => {
  const base = formFromBatch(batch, "Asia/Jakarta");
  const now = { ...base, small: "1900", dishes: base.dishes.map((dish) => ({ ...dish, finish: "03:30" })) };
  const own = { ...base, small: "1850" };
  expect(differencesSince(base, now, own)).toEqual([
    { subject: "SD 1–3", field: "small", theirs: "1900", own: "1850" },
    { subject: "Soto Ayam", field: "finish", theirs: "03:30", own: "03:00" },
  ]);
  expect(differencesSince(base, formFromBatch(batch, "Asia/Jakarta"), own)).toEqual([]);
});

test("a dish somebody took out is a difference too", () => {
  const base = formFromBatch(batch, "Asia/Jakarta");
  const gone = differencesSince(base, { ...base, dishes: [] }, base);
  expect(gone.find((difference) => difference.field === "dishName")).toEqual({
    subject: "Soto Ayam",
    field: "dishName",
    theirs: "",
    own: "Soto Ayam",
  });
});
