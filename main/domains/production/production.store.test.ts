import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MINUTE_MS } from "#kernel/time.ts";
import { createProductionKitchen, type ProductionKitchen } from "#tests/kit/production-kitchen.ts";
import {
  atClock,
  batchIdOf,
  dishRunIdOf,
  PLAN_DATE,
  plannedBatch,
  plannedPoint,
  plannedRun,
  portions,
  wasteIdOf,
} from "#tests/kit/production-plan.ts";

let kitchen: ProductionKitchen;
beforeEach(() => {
  kitchen = createProductionKitchen();
});
afterEach(() => {
  kitchen.rebuildAndCompare();
  kitchen.close();
});

const batchId = batchIdOf(1);
const chickenId = dishRunIdOf(11);
const fruitId = dishRunIdOf(12);

async function board() {
  return kitchen.ask("production-board", { serviceDate: PLAN_DATE });
}

/** From the plan to every dish cooked, by a real clock. */
async function cookBatch(): Promise<void> {
  const cook = await kitchen.addCook("Siti Aminah");
  await kitchen.plan(plannedBatch());
  await kitchen.accepted("assign-task", { batchId, staffId: cook, taskKind: "lead-cook" });
  await kitchen.accepted("start-preparation", { batchId });
  kitchen.clock.advance(atClock("02:00") - kitchen.clock.nowMs());
  for (const dishRunId of [chickenId, fruitId]) await kitchen.accepted("start-cooking", { batchId, dishRunId });
  kitchen.clock.advance(50 * MINUTE_MS);
  await kitchen.measure(batchId, chickenId);
  for (const dishRunId of [chickenId, fruitId]) await kitchen.accepted("finish-cooking", { batchId, dishRunId });
}

describe("a batch from plan to completion", () => {
  it("opens its day with the first plan and gives dense codes", async () => {
    const first = await kitchen.accepted("plan-batch", { ...plannedBatch(1), serviceDate: PLAN_DATE });
    expect(first.result).toEqual({ batchCode: "BATCH-20261121-01" });
    expect(kitchen.ask("service-day", { serviceDate: PLAN_DATE })).toMatchObject([{ dayStatus: "open" }]);
    const second = await kitchen.accepted("plan-batch", { ...plannedBatch(2), serviceDate: PLAN_DATE });
    expect(second.result).toEqual({ batchCode: "BATCH-20261121-02" });
    expect((await board()).map((row) => ("kloterNumber" in row ? row.kloterNumber : null))).toEqual([1, 2]);
  });

  it("is rebuilt alike when its dishes are planned anew after somebody was assigned", async () => {
    const cook = await kitchen.addCook("Siti Aminah");
    await kitchen.plan(plannedBatch());
    await kitchen.accepted("assign-task", { batchId, staffId: cook, taskKind: "lead-cook" });
    await kitchen.accepted("assign-task", { batchId, staffId: cook, taskKind: "cook", dishRunId: fruitId });
    const [kept] = plannedBatch().dishRuns;
    await kitchen.accepted("change-batch", { batchId, fields: { dishRuns: [kept] } });
    await kitchen.accepted("start-preparation", { batchId });
    const [row] = await board();
    expect(row).toMatchObject({ status: "preparing", dishRuns: [{ dishRunId: chickenId }] });
  });

  it("shows what quality measured of the cooking now running, and only of it", async () => {
    await cookBatch();
    const [row] = await board();
    expect(row).toMatchObject({
      status: "checking",
      progressBp: 6_000,
      clockStartAtMs: atClock("02:50"),
      consumeByAtMs: atClock("08:50"),
      checks: { core: "pass", tasting: "pending", sample: "pending" },
      dishRuns: [
        { dishRunId: chickenId, status: "cooked", lastCoreC: 78.5, lastCoreIsPass: true, leadName: "Siti" },
        { dishRunId: fruitId, status: "cooked", lastCoreC: null },
      ],
    });
  });

  it("is portioned once tasted, and then waits for release by quality", async () => {
    await cookBatch();
    await kitchen.taste(batchId, [chickenId, fruitId]);
    await kitchen.accepted("start-portioning", { batchId });
    kitchen.clock.advance(20 * MINUTE_MS);
    await kitchen.accepted("record-portions", { batchId, added: portions(100, 50), specialPackCount: 0 });
    // The allergy packs are counted apart: every portion is there, and still the school's food is not complete.
    expect(kitchen.ask("departures", { serviceDate: PLAN_DATE })).toMatchObject([
      { readyPortionCount: 150, requiredPortionCount: 150, specialPackCount: 2, readySpecialPackCount: 0 },
    ]);
    await kitchen.accepted("record-portions", { batchId, added: portions(0, 0), specialPackCount: 2 });
    await kitchen.accepted("finish-portioning", { batchId });
    const refused = await kitchen.submit("complete-batch", { batchId, isWasteFree: true });
    expect(refused).toMatchObject({ kind: "rejected", rejection: { code: "batch-not-released" } });
    expect(kitchen.ask("my-tasks", { serviceDate: PLAN_DATE, station: "portion" })).toMatchObject([
      { action: "release-batch", blockers: [] },
      { action: "take-sample" },
    ]);
    expect(kitchen.ask("departures", { serviceDate: PLAN_DATE })).toMatchObject([
      {
        pointCode: "SDN-1",
        readyPortionCount: 150,
        requiredPortionCount: 150,
        readySpecialPackCount: 2,
        isReady: true,
      },
    ]);
    expect(kitchen.ask("today", { serviceDate: PLAN_DATE })).toMatchObject([
      {
        furthestPhase: "dispatch",
        producedPortionCount: 150,
        plannedPortionCount: 150,
        departuresAtMs: [atClock("07:00")],
      },
    ]);
  });

  it("that was held between two taps does not start portioning", async () => {
    await cookBatch();
    await kitchen.taste(batchId, [chickenId, fruitId]);
    await kitchen.accepted("hold-batch", { batchId, reasonCode: "foreign-object", note: "rambut" });
    const refused = await kitchen.submit("start-portioning", { batchId });
    expect(refused).toMatchObject({ kind: "rejected", rejection: { code: "batch-held" } });
    expect(await board()).toMatchObject([{ quality: "held", status: "checking" }]);
  });

  it("keeps the history of what happened and what was taken back", async () => {
    await cookBatch();
    const [row] = await board();
    const eventId = row !== undefined && "undoable" in row ? (row.undoable as { eventId: string }).eventId : ""; // the newest stage
    await kitchen.accepted("undo-stage", { batchId, undoneEventId: eventId });
    const history = kitchen.ask("batch-history", { batchId });
    expect(history.slice(0, 3)).toMatchObject([
      { type: "stage-undone", isUndone: false },
      { type: "dish-cooked", dishRunId: fruitId, dishName: "Pisang", isUndone: true },
      { type: "dish-cooked", dishRunId: chickenId, isUndone: false },
    ]);
    expect(history.at(-1)).toMatchObject({ type: "batch-planned", data: {} });
    expect(await board()).toMatchObject([{ status: "cooking", dishRuns: [{}, { status: "cooking" }] }]);
  });
});

describe("a repeated act", () => {
  it("two dishes finished at once from two tablets are both cooked, the batch moves on once", async () => {
    await cookBatch();
    expect(await board()).toMatchObject([{ status: "checking" }]);
    const again = await kitchen.submit("finish-cooking", { batchId, dishRunId: chickenId });
    expect(again).toMatchObject({ kind: "rejected", rejection: { code: "wrong-state", state: "checking" } });
  });

  it("a batch completed by two commands is completed once", async () => {
    await kitchen.plan(plannedBatch());
    const cancel = { batchId, reasonCode: "staff", reason: "tidak ada juru masak" };
    const answers = [await kitchen.submit("cancel-batch", cancel), await kitchen.submit("cancel-batch", cancel)];
    expect(answers.map((answer) => answer.kind)).toEqual(["accepted", "rejected"]);
  });
});

describe("a day plan", () => {
  it("is planned whole or not at all", async () => {
    const twin = plannedBatch(2, { points: [plannedPoint(1)] });
    const { dishes, batches } = dayPlanOf([plannedBatch(1), twin]);
    const body = { serviceDate: PLAN_DATE, planSource: { kind: "manual" }, dishes };
    const refused = await kitchen.submit("plan-day", { ...body, batches });
    expect(refused).toMatchObject({ kind: "rejected", rejection: { code: "point-already-planned" } });
    expect(await board()).toEqual([]);
    const planned = await kitchen.accepted("plan-day", {
      ...body,
      batches: dayPlanOf([plannedBatch(1), plannedBatch(2)]).batches,
    });
    expect(planned.result).toEqual({
      batches: [
        { batchId: batchIdOf(1), batchCode: "BATCH-20261121-01" },
        { batchId: batchIdOf(2), batchCode: "BATCH-20261121-02" },
      ],
      changedCount: 0,
    });
  });

  it("sent again changes what differs and plans nothing twice", async () => {
    const { dishes, batches } = dayPlanOf([plannedBatch(1)]);
    const body = { serviceDate: PLAN_DATE, planSource: { kind: "manual" }, dishes };
    await kitchen.accepted("plan-day", { ...body, batches });
    const same = await kitchen.accepted("plan-day", { ...body, batches });
    expect(same.result).toEqual({ batches: [], changedCount: 0 });
    const renamed = dayPlanOf([plannedBatch(1, { label: "SD 1–2" })]).batches;
    const changed = await kitchen.accepted("plan-day", { ...body, batches: renamed });
    expect(changed.result).toEqual({ batches: [], changedCount: 1 });
    expect(await board()).toMatchObject([{ label: "SD 1–2", streamVersion: 2 }]);
  });
});

function dayPlanOf(batches: readonly ReturnType<typeof plannedBatch>[]) {
  const dishByCode = new Map(
    batches.flatMap((batch) =>
      batch.dishRuns.map(
        ({ dishRunId: _id, portionCounts: _counts, plannedStartAtMs: _start, plannedFinishAtMs: _finish, ...dish }) => [
          dish.recipeCode,
          dish,
        ],
      ),
    ),
  );
  return {
    dishes: [...dishByCode.values()],
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
  };
}

describe("reports", () => {
  it("say nothing of averages until three runs were cooked, and no waste is not zero waste", async () => {
    await cookBatch();
    const span = { fromDate: PLAN_DATE, toDate: PLAN_DATE };
    expect(kitchen.ask("production-kpis", span)).toMatchObject([
      { cookDurationMedianMs: null, cookedRunCount: 2, cookedPortionCount: 150, wasteMassG: null, yieldBp: null },
    ]);
    await kitchen.accepted("record-waste", {
      wasteId: wasteIdOf(1),
      serviceDate: PLAN_DATE,
      batchId,
      wasteSource: "cooking",
      massG: 350,
      isEdible: false,
      disposal: "compost",
    });
    await kitchen.accepted("record-waste", {
      wasteId: wasteIdOf(2),
      serviceDate: PLAN_DATE,
      wasteSource: "preparation",
      ingredientName: "Wortel",
      massG: 650,
      isEdible: false,
      disposal: "animal-feed",
    });
    expect(kitchen.ask("production-kpis", span)).toMatchObject([{ wasteMassG: 1_000, wasteEntryCount: 2 }]);
    expect(kitchen.ask("waste", span)).toMatchObject([
      { massG: 650, batchCode: null },
      { massG: 350, batchCode: "BATCH-20261121-01" },
    ]);
    expect(await board()).toMatchObject([{ wasteMassG: 350 }]);
    expect(kitchen.ask("duration-history")).toMatchObject([
      { dishRunId: fruitId },
      { dishRunId: chickenId, cookDurationMs: 50 * MINUTE_MS, plannedDurationMs: 60 * MINUTE_MS },
    ]);
  });

  it("name an ingredient whose amount nobody knows, without a figure", async () => {
    await kitchen.plan(
      plannedBatch(1, { dishRuns: [plannedRun(11, { ingredients: [{ name: "Cabai Merah", quantities: null }] })] }),
    );
    expect(kitchen.ask("planned-ingredients", { serviceDate: PLAN_DATE })).toMatchObject([
      { dishName: "Ayam Balado", ingredientName: "Cabai Merah", quantity: null },
    ]);
    expect(kitchen.ask("batch", { batchId })).toMatchObject([
      { plannedDishRuns: [{ ingredients: [{ name: "Cabai Merah", quantities: null }] }] },
    ]);
  });

  it("add up the day's ingredients, components and calendar", async () => {
    await kitchen.plan(plannedBatch());
    expect(kitchen.ask("planned-ingredients", { serviceDate: PLAN_DATE })).toMatchObject([
      { dishName: "Ayam Balado", ingredientName: "Ayam", quantity: { unit: "g", massG: 6_500 } },
      { dishName: "Pisang" },
    ]);
    expect(kitchen.ask("totals", { serviceDate: PLAN_DATE })).toMatchObject([
      { component: "animal-protein", dishNames: ["Ayam Balado"], plannedCounts: portions(100, 50) },
      { component: "fruit" },
    ]);
    expect(kitchen.ask("portion-totals", { serviceDate: PLAN_DATE })).toMatchObject([
      { plannedCounts: portions(100, 50), plannedSpecialPackCount: 2 },
    ]);
    expect(kitchen.ask("service-calendar", { fromDate: "2026-11-01", toDate: "2026-11-30" })).toMatchObject([
      { serviceDate: PLAN_DATE, dayStatus: "open", batchCount: 1, plannedPortionCount: 150 },
    ]);
    expect(kitchen.ask("batch-forecast", { batchId })).toMatchObject([
      { stage: "cooking", method: "standard", durationMs: 40 * MINUTE_MS, errorMs: null },
      { stage: "cooking" },
      { stage: "checking", method: "standard", durationMs: 15 * MINUTE_MS },
      { stage: "portioning", method: "standard" },
    ]);
  });
});
