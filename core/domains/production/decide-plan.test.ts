import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "#kernel/time.ts";
import { createDecideSpec } from "#tests/kit/decide-spec.ts";
import {
  atClock,
  batchIdOf,
  dayFacts,
  dishRunIdOf,
  FRUIT,
  inForce,
  PLAN_DATE,
  planFacts,
  plannedBatch,
  plannedDish,
  plannedPoint,
  plannedRun,
  portions,
  productionFacts,
  staffIdOf,
} from "#tests/kit/production-plan.ts";
import type { ProductionCommand } from "./commands.ts";
import { decideProduction } from "./decide.ts";
import type { PlanFacts } from "./facts.ts";
import type { PlannedBatch } from "./plan-rules.ts";
import type { ProductionRejection } from "./rejections.ts";
import { evolveProduction, initialProductionState, type BatchPlan } from "./state.ts";

const given = createDecideSpec({
  initialState: initialProductionState,
  evolve: evolveProduction,
  decide: (state, command: ProductionCommand, facts: ReturnType<typeof productionFacts>, context) =>
    decideProduction(state, command, facts, context),
});
const why = (rejection: ProductionRejection): ProductionRejection => rejection;

function planCommand(batch: PlannedBatch, overCapacityReason?: string): ProductionCommand {
  return {
    type: "plan-batch",
    body: { ...batch, serviceDate: PLAN_DATE, ...(overCapacityReason !== undefined && { overCapacityReason }) },
  };
}
function facts(plan: Partial<PlanFacts> = {}, day = dayFacts()) {
  return productionFacts({ day, batch: null, plan: planFacts(plan) });
}
function plannedBody(batch: PlannedBatch, number: string) {
  return {
    ...batch,
    batchCode: `BATCH-20261121-${number}`,
    serviceDate: PLAN_DATE,
    neededByAtMs: atClock("06:30"),
    loadingTimeMs: 30 * MINUTE_MS,
    loadingTimeVersion: 0,
    planSource: { kind: "manual" as const },
  };
}
function planOf(batch: PlannedBatch, number = "01"): BatchPlan {
  const { planSource: _source, loadingTimeVersion: _version, ...plan } = plannedBody(batch, number);
  return plan;
}
function standing(batch: PlannedBatch, overrides: Partial<PlanFacts["dayBatches"][number]> = {}) {
  return {
    batchId: batch.batchId,
    batchCode: "BATCH-20261121-01",
    status: "planned" as const,
    wave: batch.wave,
    portionCount: 152,
    points: batch.points,
    plan: planOf(batch),
    tasks: [],
    ...overrides,
  };
}

describe("planning a batch", () => {
  it("gives it the next code of its day and the time it is needed by", () => {
    const batch = plannedBatch();
    given()
      .when(planCommand(batch), facts())
      .emits({ type: "batch-planned", streamId: batch.batchId, body: plannedBody(batch, "01") });
    const second = plannedBatch(2);
    given()
      .when(planCommand(second), facts({ dayBatches: [standing(batch, { status: "cancelled" })] }))
      .emits({ type: "batch-planned", streamId: second.batchId, body: plannedBody(second, "02") });
  });

  it("assigns whom it names, once, or is refused whole", () => {
    const batch = plannedBatch();
    const lead = { staffId: staffIdOf(1), taskKind: "lead-cook", dishRunId: batch.dishRuns[0]?.dishRunId } as const;
    const cook = { staffId: staffIdOf(2), taskKind: "cook" } as const;
    const asking = (...tasks: readonly object[]) => {
      const command = planCommand(batch);
      return { ...command, body: { ...command.body, tasks } } as ProductionCommand; // tasks of the schema's shape
    };
    const active = facts({ activeStaffIds: [staffIdOf(1), staffIdOf(2)] });
    const assigned = (task: typeof lead | typeof cook) => ({
      type: "task-assigned" as const,
      streamId: batch.batchId,
      body: { batchId: batch.batchId, ...task },
    });
    const { decided } = given().when(asking(lead, cook, cook), active);
    expect(decided.ok && decided.value.slice(1)).toEqual([assigned(lead), assigned(cook)]);
    given()
      .when(asking(lead, cook), facts({ activeStaffIds: [staffIdOf(1)] }))
      .rejects({ code: "staff-not-active", staffId: staffIdOf(2) });
    given()
      .when(asking({ ...lead, dishRunId: dishRunIdOf(99) }), active)
      .rejects({ code: "not-found", kind: "dish-run", id: dishRunIdOf(99) });
  });

  it("takes the earliest of its departures and the loading time in force", () => {
    const points = [
      plannedPoint(1, { portionCounts: portions(50, 50) }),
      plannedPoint(2, { portionCounts: portions(50), specialPackCount: 0, departureAtMs: atClock("06:40") }),
    ];
    const { decided } = given().when(
      planCommand(plannedBatch(1, { points })),
      facts({ loadingTime: inForce("delivery.loading-time", 40 * MINUTE_MS, 3) }),
    );
    expect(decided.ok && decided.value[0]?.body).toMatchObject({
      neededByAtMs: atClock("06:00"),
      loadingTimeMs: 40 * MINUTE_MS,
      loadingTimeVersion: 3,
    });
  });

  it("refuses times that cannot be", () => {
    const cases: readonly (readonly [Partial<PlannedBatch>, ProductionRejection])[] = [
      [
        { dishRuns: [plannedRun(11, { plannedFinishAtMs: atClock("02:00") })] },
        { code: "times-impossible", field: "plannedFinishAtMs", id: dishRunIdOf(11) },
      ],
      [
        { dishRuns: [plannedRun(11, { plannedFinishAtMs: atClock("07:01") })] },
        { code: "times-impossible", field: "departureAtMs", id: plannedPoint(1).pointId },
      ],
      [
        { plannedPreparationAtMs: atClock("02:01") },
        { code: "times-impossible", field: "plannedPreparationAtMs", id: batchIdOf(1) },
      ],
      [
        { dishRuns: [plannedRun(11, { plannedStartAtMs: atClock("00:00") - 1 })] },
        { code: "too-early-to-cook", earliestAtMs: atClock("00:00") },
      ],
    ];
    for (const [change, rejection] of cases) {
      given()
        .when(planCommand(plannedBatch(1, change)), facts())
        .rejects(rejection);
    }
    const fruitEarly = plannedBatch(1, {
      dishRuns: [plannedRun(11), plannedRun(12, { ...FRUIT, plannedStartAtMs: atClock("00:00") - MINUTE_MS })],
    });
    expect(given().when(planCommand(fruitEarly), facts()).decided.ok).toBe(true);
  });

  it("refuses points that take more than the batch makes, and dishes for nobody", () => {
    given()
      .when(planCommand(plannedBatch(1, { portionCounts: portions(99, 50) })), facts())
      .rejects(why({ code: "points-exceed-portions", plannedCount: 99, pointsCount: 100 }));
    given()
      .when(planCommand(plannedBatch(1, { specialPackCount: 1 })), facts())
      .rejects(why({ code: "points-exceed-portions", plannedCount: 1, pointsCount: 2 }));
    given()
      .when(planCommand(plannedBatch(1, { dishRuns: [plannedRun(11, { portionCounts: portions(0) })] })), facts())
      .rejects(why({ code: "out-of-range", field: "dishRuns.portionCounts", min: 1, max: 100_000 }));
  });

  it("feeds a point from one batch of a wave, told apart by id and by code", () => {
    const other = plannedBatch(2, { points: [plannedPoint(1)] });
    const refusal = why({ code: "point-already-planned", pointCode: "SDN-1", batchCode: "BATCH-20261121-01" });
    given()
      .when(planCommand(other), facts({ dayBatches: [standing(plannedBatch())] }))
      .rejects(refusal);
    const renamed = plannedBatch(2, { points: [plannedPoint(7, { pointCode: "SDN-1" })] });
    given()
      .when(planCommand(renamed), facts({ dayBatches: [standing(plannedBatch())] }))
      .rejects(refusal);
    for (const overrides of [{ status: "cancelled" as const }, { wave: "late" as const }]) {
      const free = facts({ dayBatches: [standing(plannedBatch(), overrides)] });
      expect(given().when(planCommand(other), free).decided.ok).toBe(true);
    }
  });

  it("keeps to the kitchen's capacity unless a reason is given", () => {
    const plan = { capacity: inForce("capacity.regular", 300), dayBatches: [standing(plannedBatch())] };
    const second = plannedBatch(2);
    given()
      .when(planCommand(second), facts(plan))
      .rejects(why({ code: "over-capacity", maxCount: 300, plannedCount: 304 }));
    const { decided } = given().when(planCommand(second, "dua sekolah tambahan"), facts(plan));
    expect(decided.ok && decided.value[0]?.body).toMatchObject({ overCapacityReason: "dua sekolah tambahan" });
  });

  it("refuses holidays, closed days, taken ids and a day too full", () => {
    given()
      .when(planCommand(plannedBatch()), facts({}, dayFacts({ dayKind: "closed" })))
      .rejects(why({ code: "day-is-holiday", serviceDate: PLAN_DATE }));
    given()
      .when(planCommand(plannedBatch()), facts({}, dayFacts({ dayStatus: "closed" })))
      .rejects(why({ code: "day-closed", serviceDate: PLAN_DATE }));
    given({ type: "batch-planned", body: plannedBody(plannedBatch(), "01") })
      .when(planCommand(plannedBatch()), facts())
      .rejects(why({ code: "batch-exists", batchId: batchIdOf(1) }));
    given()
      .when(
        planCommand(plannedBatch()),
        facts({ takenDishRuns: [{ dishRunId: dishRunIdOf(11), batchId: batchIdOf(9) }] }),
      )
      .rejects(why({ code: "dish-run-repeated", dishRunId: dishRunIdOf(11) }));
    const full = Array.from({ length: 60 }, (_, index) =>
      standing(plannedBatch(index + 100), { points: [], portionCount: 1 }),
    );
    given()
      .when(planCommand(plannedBatch()), facts({ dayBatches: full }))
      .rejects(why({ code: "out-of-range", field: "batches", min: 0, max: 0 }));
  });
});

describe("planning by an approved menu", () => {
  const served = (code: string, dishName: string) => plannedDish({ recipeCode: code, dishName, recipeVersion: 4 });
  const run = plannedRun(11);
  const batch = plannedBatch(1, { dishRuns: [run] });

  it("waits for the day's approval", () => {
    given()
      .when(planCommand(batch), facts({ menu: { approved: null } }))
      .rejects(why({ code: "menu-day-not-approved", serviceDate: PLAN_DATE }));
  });

  it("takes the dish as the menu serves it and keeps the revision", () => {
    const dish = served(run.recipeCode, "Ayam dari menu");
    const { dishRunId, portionCounts, plannedStartAtMs, plannedFinishAtMs } = run;
    const planned = { dishRunId, portionCounts, plannedStartAtMs, plannedFinishAtMs, ...dish };
    given()
      .when(planCommand(batch), facts({ menu: { approved: { revision: 3, dishes: [dish] } } }))
      .emits({
        type: "batch-planned",
        streamId: batchIdOf(1),
        body: { ...plannedBody({ ...batch, dishRuns: [planned] }, "01"), menuDayRevision: 3 },
      });
  });

  it("refuses what the menu does not serve", () => {
    const menu = { approved: { revision: 1, dishes: [served("LAIN", "Lain")] } };
    given()
      .when(planCommand(batch), facts({ menu }))
      .rejects(why({ code: "dish-not-on-menu", dishName: run.dishName }));
  });

  it("leaves the dishes of a batch whose change is about something else", () => {
    const change: ProductionCommand = {
      type: "change-batch",
      body: { batchId: batchIdOf(1), fields: { label: "SD 4–6" } },
    };
    const known = facts({ dayBatches: [standing(batch)], menu: { approved: { revision: 2, dishes: [] } } });
    given({ type: "batch-planned", body: plannedBody(batch, "01") })
      .when(change, { ...known, batch: productionFacts().batch })
      .emits({
        type: "batch-changed",
        streamId: batchIdOf(1),
        body: { batchId: batchIdOf(1), fields: { label: "SD 4–6" }, planSource: { kind: "manual" } },
      });
  });
});

describe("a day plan", () => {
  const dish = plannedDish();
  const fruit = plannedDish({
    recipeCode: "BUAH-PISANG",
    dishName: "Pisang",
    wallName: "Pisang",
    component: "fruit",
    holdClass: "fruit",
    temperatureClass: "ambient",
  });
  function dayCommand(batches: readonly PlannedBatch[]): ProductionCommand {
    return {
      type: "plan-day",
      body: {
        serviceDate: PLAN_DATE,
        planSource: { kind: "manual" },
        dishes: [dish, fruit],
        batches: batches.map(({ dishRuns, ...batch }) => ({
          ...batch,
          dishRuns: dishRuns.map(({ dishRunId, recipeCode, portionCounts, plannedStartAtMs, plannedFinishAtMs }) => ({
            dishRunId,
            recipeCode,
            portionCounts,
            plannedStartAtMs,
            plannedFinishAtMs,
          })),
        })),
      },
    };
  }

  it("plans every batch in its own stream with the dishes written out", () => {
    const [first, second] = [plannedBatch(1), plannedBatch(2)];
    given()
      .when(dayCommand([first, second]), facts())
      .emits(
        { type: "batch-planned", streamId: first.batchId, body: plannedBody(first, "01") },
        { type: "batch-planned", streamId: second.batchId, body: plannedBody(second, "02") },
      );
  });

  it("is refused whole when one batch cannot be", () => {
    const bad = plannedBatch(2, { points: [plannedPoint(1)] });
    given()
      .when(dayCommand([plannedBatch(1), bad]), facts())
      .rejects(why({ code: "point-already-planned", pointCode: "SDN-1", batchCode: null }));
    given()
      .when(dayCommand([plannedBatch(1), plannedBatch(1)]), facts())
      .rejects(why({ code: "batch-exists", batchId: batchIdOf(1) }));
    const unknown = plannedBatch(3, { dishRuns: [plannedRun(31, { recipeCode: "TIDAK-ADA" })] });
    given()
      .when(dayCommand([unknown]), facts())
      .rejects(why({ code: "dish-unknown", recipeCode: "TIDAK-ADA" }));
  });

  it("changes batches still planned, only where they differ, and no others", () => {
    const before = plannedBatch(1);
    const after = plannedBatch(1, { label: "SD 1–2", points: [plannedPoint(1, { departureAtMs: atClock("07:30") })] });
    given()
      .when(dayCommand([after]), facts({ dayBatches: [standing(before)] }))
      .emits({
        type: "batch-changed",
        streamId: before.batchId,
        body: {
          batchId: before.batchId,
          fields: { label: "SD 1–2", points: after.points, neededByAtMs: atClock("07:00") },
          loadingTimeVersion: 0,
          planSource: { kind: "manual" },
        },
      });
    given()
      .when(dayCommand([before]), facts({ dayBatches: [standing(before)] }))
      .emits();
    given()
      .when(dayCommand([after]), facts({ dayBatches: [standing(before, { status: "preparing" })] }))
      .rejects(why({ code: "wrong-state", state: "preparing" }));
  });
});

describe("changing a batch", () => {
  const past = { type: "batch-planned" as const, body: plannedBody(plannedBatch(), "01") };
  it("is possible until work begins", () => {
    const change: ProductionCommand = {
      type: "change-batch",
      body: { batchId: batchIdOf(1), fields: { portionCounts: portions(110, 50) } },
    };
    const known = { ...facts({ dayBatches: [standing(plannedBatch())] }), batch: productionFacts().batch };
    given(past)
      .when(change, known)
      .emits({
        type: "batch-changed",
        streamId: batchIdOf(1),
        body: {
          batchId: batchIdOf(1),
          fields: { portionCounts: portions(110, 50) },
          planSource: { kind: "manual" },
        },
      });
    given(past, { type: "preparation-started", body: { batchId: batchIdOf(1), startedAtMs: 0 } })
      .when(change, known)
      .rejects(why({ code: "wrong-state", state: "preparing" }));
  });

  it("drops the tasks of dishes that are no longer in it", () => {
    const task = (dishRunId: ReturnType<typeof dishRunIdOf>) => ({
      type: "task-assigned" as const,
      body: {
        batchId: batchIdOf(1),
        dishRunId,
        staffId: `staff_${"1".repeat(32)}` as never,
        taskKind: "cook" as const,
      }, // well formed
    });
    const state = [
      past,
      task(dishRunIdOf(11)),
      task(dishRunIdOf(12)),
      {
        type: "batch-changed" as const,
        body: {
          batchId: batchIdOf(1),
          fields: { dishRuns: [plannedRun(12, FRUIT)] },
          planSource: { kind: "manual" as const },
        },
      },
    ].reduce(
      (folded, event, index) => evolveProduction(folded, { ...event, seq: index + 1 } as never), // enough of an envelope
      initialProductionState,
    );
    expect(state?.progress.tasks.map((one) => one.dishRunId)).toEqual([dishRunIdOf(12)]);
    expect(state?.progress.dishRuns.map((one) => one.dishRunId)).toEqual([dishRunIdOf(12)]);
  });
});
