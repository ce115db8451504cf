import { expect, test } from "vitest";
import { changeBatch, planBatch, planDay } from "#domains/production/commands.ts";
import { changeBatchBody, planBatchBody, planDayBody } from "./plan-body.ts";
import { checkPlan, type PlanCheckDeps } from "./plan-check.ts";
import {
  EMPTY_DISH,
  EMPTY_INGREDIENT,
  EMPTY_KLOTER,
  EMPTY_POINT,
  EMPTY_STEP,
  type IngredientForm,
  type KloterForm,
} from "./plan-form.ts";

function deps(): PlanCheckDeps {
  let count = 0;
  return {
    day: { serviceDate: "2026-11-21", timeZone: "Asia/Jakarta", boundary: "15:00" },
    makeId: (prefix) => `${prefix}_${String((count += 1)).padStart(32, "0")}`,
    pointIdFromCode: (code) => `point_${code.length.toString(16).padStart(32, "a")}`,
    staffIdByCode: new Map([
      ["STAFF-006", `staff_${"6".repeat(32)}`],
      ["STAFF-007", `staff_${"7".repeat(32)}`],
    ]),
  };
}

const ricePlan = {
  ...EMPTY_DISH,
  key: "rice",
  dishName: "Nasi Putih",
  component: "staple",
  holdClass: "rice",
  temperatureClass: "hot",
  standardMinutes: "60",
  start: "02:00",
  finish: "03:00",
  ingredients: [{ ...EMPTY_INGREDIENT, key: "beras", name: "Beras", small: "4.000", large: "8.000" }],
  steps: [{ ...EMPTY_STEP, key: "s1", number: "1", instruction: "Cuci beras", minutes: "5", ingredientNames: "Beras" }],
};
const point = {
  ...EMPTY_POINT,
  key: "p1",
  code: "TK-01",
  name: "TK Melati",
  departure: "06:40",
  travelMinutes: "20",
  small: "212",
};
const kloter: KloterForm = {
  ...EMPTY_KLOTER,
  key: "k1",
  label: "SD 1–3",
  preparation: "22:00",
  dishes: [ricePlan],
  points: [point],
};
const problemsOf = (...forms: readonly KloterForm[]) =>
  checkPlan(forms, deps()).problems.map((problem) =>
    [problem.formKey, problem.field, problem.code, ...Object.values(problem.data)].join(" "),
  );

test("people are named by their codes: who leads a dish, who leads all, and the team", () => {
  const named = {
    ...kloter,
    leadCook: "staff-006",
    team: "STAFF-006, staff-007;STAFF-007,",
    dishes: [{ ...ricePlan, leadCook: "STAFF-007" }],
  };
  const [checked] = checkPlan([named], deps()).kloters ?? [];
  if (checked === undefined) throw new Error("the form is clean");
  const [six, seven] = [`staff_${"6".repeat(32)}`, `staff_${"7".repeat(32)}`];
  expect(checked.tasks).toEqual([
    { staffId: six, taskKind: "lead-cook" },
    { staffId: six, taskKind: "cook" },
    { staffId: seven, taskKind: "cook" },
    { staffId: seven, taskKind: "lead-cook", dishRunId: checked.runs[0]?.dishRunId },
  ]);
  expect(planBatch.body.safeParse(planBatchBody(checked, "2026-11-21", "")).success).toBe(true);
  expect(changeBatchBody(checked, "").fields).not.toHaveProperty("tasks");
});

test("every code of nobody is a problem of its own", () => {
  const dishes = [{ ...ricePlan, leadCook: "STAFF-999" }];
  expect(problemsOf({ ...kloter, leadCook: "Budi", team: "STAFF-006,STAFF-998", dishes })).toEqual([
    "k1 leadCook staff-unknown BUDI",
    "k1 team staff-unknown STAFF-998",
    "rice leadCook staff-unknown STAFF-999",
  ]);
});

test("a clean kloter becomes the command's body, and the command's own schema takes it", () => {
  const { problems, kloters } = checkPlan([kloter], deps());
  expect(problems).toEqual([]);
  const body = planDayBody(kloters ?? [], {
    serviceDate: "2026-11-21",
    planSource: { kind: "manual" },
    overCapacityReason: "",
  });
  expect(planDay.body.safeParse(body).error).toBeUndefined();
  expect(body).toEqual({
    serviceDate: "2026-11-21",
    planSource: { kind: "manual" },
    dishes: [
      {
        recipeCode: "NASI-PUTIH",
        recipeVersion: 1,
        dishName: "Nasi Putih",
        wallName: "Nasi Putih",
        component: "staple",
        holdClass: "rice",
        temperatureClass: "hot",
        standardDurationMs: 3_600_000,
        ingredients: [
          { name: "Beras", quantities: { small: { unit: "g", massG: 4000 }, large: { unit: "g", massG: 8000 } } },
        ],
        steps: [
          {
            stepNumber: 1,
            instruction: "Cuci beras",
            durationMs: 300_000,
            isControlPoint: false,
            ingredientNames: ["Beras"],
          },
        ],
      },
    ],
    batches: [
      {
        batchId: `batch_${"2".padStart(32, "0")}`,
        wave: "early",
        label: "SD 1–3",
        plannedPreparationAtMs: Date.UTC(2026, 10, 20, 15, 0),
        portionCounts: { smallCount: 212, largeCount: 0, toddlerCount: 0, maternalCount: 0 },
        specialPackCount: 0,
        points: [
          {
            pointId: `point_${"5".padStart(32, "a")}`,
            pointCode: "TK-01",
            name: "TK Melati",
            wallName: "TK Melati",
            departureAtMs: Date.UTC(2026, 10, 20, 23, 40),
            travelMs: 1_200_000,
            portionCounts: { smallCount: 212, largeCount: 0, toddlerCount: 0, maternalCount: 0 },
            specialPackCount: 0,
          },
        ],
        dishRuns: [
          {
            dishRunId: `dish_run_${"1".padStart(32, "0")}`,
            portionCounts: { smallCount: 212, largeCount: 0, toddlerCount: 0, maternalCount: 0 },
            plannedStartAtMs: Date.UTC(2026, 10, 20, 19, 0),
            plannedFinishAtMs: Date.UTC(2026, 10, 20, 20, 0),
            recipeCode: "NASI-PUTIH",
          },
        ],
      },
    ],
  });
});

test("a changed kloter keeps its ids and carries its dishes whole", () => {
  const changed: KloterForm = {
    ...kloter,
    batchId: `batch_${"b".repeat(32)}`,
    dishes: [{ ...ricePlan, dishRunId: `dish_run_${"d".repeat(32)}` }],
    points: [{ ...point, pointId: `point_${"e".repeat(32)}` }],
  };
  const [checked] = checkPlan([changed], deps()).kloters ?? [];
  expect(checked).toBeDefined();
  if (checked === undefined) return;
  const body = changeBatchBody(checked, "");
  expect(changeBatch.body.safeParse(body).error).toBeUndefined();
  expect([body.batchId, body.fields.dishRuns?.[0]?.dishRunId, body.fields.points?.[0]?.pointId]).toEqual([
    `batch_${"b".repeat(32)}`,
    `dish_run_${"d".repeat(32)}`,
    `point_${"e".repeat(32)}`,
  ]);
});

test("every missing field of an empty kloter is named beside its field", () => {
  expect(problemsOf({ ...EMPTY_KLOTER, key: "k" })).toEqual([
    "k label required",
    "k preparation required",
    "k small portions-zero",
    "k  no-dishes",
    "k  no-points",
  ]);
});

test("impossible times are refused at the field that is wrong", () => {
  expect(problemsOf({ ...kloter, dishes: [{ ...ricePlan, finish: "02:00" }] })).toEqual([
    "rice finish finish-before-start",
  ]);
  expect(problemsOf({ ...kloter, preparation: "02:30" })).toEqual(["rice start start-before-preparation"]);
  expect(problemsOf({ ...kloter, points: [{ ...point, departure: "03:00" }] })).toEqual([
    "p1 departure departure-before-finish",
  ]);
});

test("portions left empty are the sum of the points; fewer than the points take is refused", () => {
  const second = { ...point, key: "p2", code: "TK-02", name: "TK Mawar", small: "100", specialPacks: "3" };
  const [checked] = checkPlan([{ ...kloter, points: [point, second] }], deps()).kloters ?? [];
  expect([checked?.portionCounts.smallCount, checked?.specialPackCount]).toEqual([312, 3]);
  expect(problemsOf({ ...kloter, small: "200" })).toEqual(["k1 small points-exceed-portions 200 212"]);
  expect(problemsOf({ ...kloter, points: [{ ...point, small: "" }] })).toEqual([
    "p1 small portions-zero",
    "k1 small portions-zero",
  ]);
});

test("a group is one kloter per wave and a point eats once per wave", () => {
  const again = { ...kloter, key: "k2", points: [{ ...point, key: "p2" }] };
  expect(problemsOf(kloter, again)).toEqual([
    "k2 label kloter-repeated SD 1–3",
    "p2 code point-in-two-kloter TK-01 SD 1–3",
  ]);
  expect(problemsOf(kloter, { ...again, wave: "late" })).toEqual([]);
});

test("one code is one dish in every kloter", () => {
  const other = { ...kloter, key: "k2", wave: "late", dishes: [{ ...ricePlan, key: "rice2", component: "vegetable" }] };
  expect(problemsOf(kloter, other)).toEqual(["rice2 recipeCode dish-differs NASI-PUTIH"]);
});

test("a step names only the dish's own ingredients", () => {
  const step = { ...EMPTY_STEP, key: "s1", number: "1", instruction: "Tumis", ingredientNames: "Beras, Cabai" };
  expect(problemsOf({ ...kloter, dishes: [{ ...ricePlan, steps: [step] }] })).toEqual([
    "s1 ingredientNames ingredient-unknown Cabai",
  ]);
});

test("names too long for the wall ask for a short one", () => {
  expect(problemsOf({ ...kloter, dishes: [{ ...ricePlan, dishName: "Telur Ceplok Balado Manis" }] })).toEqual([
    "rice wallName required",
  ]);
});

test("an ingredient without any amount is one whose amount nobody knows; one amount alone is a slip", () => {
  const withLine = (line: Partial<IngredientForm>) => ({
    ...kloter,
    dishes: kloter.dishes.map((dish) => ({
      ...dish,
      steps: [],
      ingredients: [{ ...EMPTY_INGREDIENT, key: "cabai", name: "Cabai", ...line }],
    })),
  });
  const ingredientsOf = (line: Partial<IngredientForm>) =>
    checkPlan([withLine(line)], deps()).kloters?.[0]?.runs[0]?.dish.ingredients;
  expect(ingredientsOf({})).toEqual([{ name: "Cabai", quantities: null }]);
  expect(ingredientsOf({ unit: "" })).toEqual([{ name: "Cabai", quantities: null }]);
  // Zero is an amount: this portion takes none of it.
  expect(ingredientsOf({ small: "0", large: "50" })).toMatchObject([{ quantities: { small: { massG: 0 } } }]);
  expect(problemsOf(withLine({ large: "50" }))).toEqual(["cabai small required"]);
  expect(problemsOf(withLine({ unit: "sendok" }))).toEqual(["cabai unit not-a-choice"]);
});
