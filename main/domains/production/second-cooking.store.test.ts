import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BoardBatch } from "#domains/production/board.ts";
import { HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
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
  staffIdOf,
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
function boardRow(): BoardBatch {
  const [row] = kitchen.ask("production-board", { serviceDate: PLAN_DATE }) as readonly BoardBatch[]; // rows the kit parsed
  if (row === undefined) throw new Error("the board is empty");
  return row;
}

/** A batch of one hot dish, cooked from 02:00 for so many minutes. */
async function cook(number: number, minutes: number): Promise<void> {
  const id = batchIdOf(number);
  const dishRunId = dishRunIdOf(number * 10 + 1);
  const dishRuns = [plannedRun(number * 10 + 1)];
  await kitchen.plan(plannedBatch(number, { dishRuns }));
  await kitchen.accepted("assign-task", {
    batchId: id,
    staffId: await kitchen.addCook(`Juru ${number}`),
    taskKind: "lead-cook",
  });
  await kitchen.accepted("start-preparation", { batchId: id });
  if (kitchen.clock.nowMs() < atClock("02:00")) kitchen.clock.advance(atClock("02:00") - kitchen.clock.nowMs());
  await kitchen.accepted("start-cooking", { batchId: id, dishRunId });
  kitchen.clock.advance(minutes * MINUTE_MS);
  await kitchen.measure(id, dishRunId);
  await kitchen.accepted("finish-cooking", { batchId: id, dishRunId });
}

/** Quality stops a cooked dish and another person decides that it is cooked again. */
async function rework(id: string, dishRunId: string): Promise<void> {
  await kitchen.accepted("hold-batch", { batchId: id, reasonCode: "taste", note: "kurang matang" });
  const lift = { batchId: id, disposition: "rework", dishRunIds: [dishRunId], reason: "dimasak ulang" };
  await kitchen.accepted("lift-hold", lift, { as: { staffId: staffIdOf(77) } });
  await kitchen.accepted("rework-dish", { batchId: id, dishRunId, reason: "kurang matang" });
}

describe("a dish cooked again", () => {
  it("needs a reading of its own: the one before the rework does not count", async () => {
    await cook(1, 40);
    const clockStartAtMs = kitchen.clock.nowMs();
    kitchen.clock.advance(5 * MINUTE_MS);
    await rework(batchId, chickenId);
    expect(boardRow()).toMatchObject({
      status: "cooking",
      clockStartAtMs,
      consumeByAtMs: clockStartAtMs + 6 * HOUR_MS,
      dishRuns: [{ status: "cooking", isReworked: true, lastCoreC: null, cookedAtMs: null }],
    });
    kitchen.clock.advance(20 * MINUTE_MS);
    expect(await kitchen.submit("finish-cooking", { batchId, dishRunId: chickenId })).toMatchObject({
      rejection: { code: "core-temperature-missing" },
    });
    await kitchen.measure(batchId, chickenId, 70);
    expect(await kitchen.submit("finish-cooking", { batchId, dishRunId: chickenId })).toMatchObject({
      rejection: { code: "core-temperature-too-low", limitC: 75, lowestC: 70 },
    });
    kitchen.clock.advance(MINUTE_MS);
    await kitchen.measure(batchId, chickenId);
    await kitchen.accepted("finish-cooking", { batchId, dishRunId: chickenId });
    expect(boardRow()).toMatchObject({ status: "checking", clockStartAtMs });
  });

  it("spends the decision: a second rework needs another", async () => {
    await cook(1, 40);
    kitchen.clock.advance(MINUTE_MS);
    await rework(batchId, chickenId);
    kitchen.clock.advance(MINUTE_MS);
    await kitchen.measure(batchId, chickenId);
    await kitchen.accepted("finish-cooking", { batchId, dishRunId: chickenId });
    expect(await kitchen.submit("rework-dish", { batchId, dishRunId: chickenId, reason: "lagi" })).toMatchObject({
      rejection: { code: "rework-not-decided" },
    });
  });

  it("says nothing of how long its recipe takes", async () => {
    for (const [number, minutes] of [
      [1, 30],
      [2, 34],
      [3, 40],
      [4, 90],
    ] as const) {
      await cook(number, minutes);
    }
    await rework(batchIdOf(4), dishRunIdOf(41));
    // As long as the others: not one that would be dropped for being far from them.
    kitchen.clock.advance(36 * MINUTE_MS);
    await kitchen.measure(batchIdOf(4), dishRunIdOf(41));
    await kitchen.accepted("finish-cooking", { batchId: batchIdOf(4), dishRunId: dishRunIdOf(41) });
    expect(kitchen.ask("batch-forecast", { batchId })[0]).toMatchObject({
      stage: "cooking",
      method: "median",
      runCount: 3,
      durationMs: 34 * MINUTE_MS,
      errorMs: 7 * MINUTE_MS,
    });
  });
});

describe("what can still be taken back", () => {
  it("says at which device it was done", async () => {
    const tablet = await kitchen.device("tablet", "Porsi", "portion");
    await kitchen.plan(plannedBatch(5, { dishRuns: [plannedRun(51)] }));
    const cook = await kitchen.person("Budi", ["division-lead"]);
    await kitchen.accepted("start-preparation", { batchId: batchIdOf(5) }, { as: kitchen.actorAt(tablet, cook) });
    expect(boardRow().undoable).toMatchObject({
      type: "preparation-started",
      device: { name: "Porsi", face: "tablet" },
    });
  });

  it("is the act before, once the newest was undone", async () => {
    await cook(1, 40);
    const [newest] = [boardRow().undoable];
    expect(newest).toMatchObject({ type: "dish-cooked", dishRunId: chickenId });
    await kitchen.accepted("undo-stage", { batchId, undoneEventId: newest?.eventId });
    expect(boardRow().undoable).toMatchObject({ type: "cooking-started" });
    expect(await kitchen.submit("undo-stage", { batchId, undoneEventId: newest?.eventId })).toMatchObject({
      rejection: { code: "not-found", kind: "event" },
    });
  });
});

describe("the wall's keys", () => {
  const wall = { kind: "device" as const, staffId: null, roles: [], face: "wall" as const };
  it("send stages only while the kitchen wants them to", async () => {
    await kitchen.plan(plannedBatch());
    await kitchen.accepted("assign-task", { batchId, staffId: await kitchen.addCook("Siti"), taskKind: "preparation" });
    await kitchen.accepted("change-setting", {
      settingKey: "wall.bump-keys",
      value: false,
      source: "Keputusan kepala dapur",
      effectiveFromDate: PLAN_DATE,
      reason: "papan ketik rusak",
    });
    expect(await kitchen.submit("start-preparation", { batchId }, { as: wall })).toMatchObject({
      rejection: { code: "not-permitted" },
    });
    expect(kitchen.ask("face-settings", { serviceDate: PLAN_DATE })).toContainEqual({
      settingKey: "wall.bump-keys",
      value: false,
    });
  });
});

describe("departures", () => {
  it("are given the portions counted so far in their own order", async () => {
    const points = [
      plannedPoint(1, { portionCounts: portions(60, 0), specialPackCount: 0, departureAtMs: atClock("07:30") }),
      plannedPoint(2, { portionCounts: portions(40, 50), specialPackCount: 2, departureAtMs: atClock("07:00") }),
    ];
    await kitchen.plan(plannedBatch(1, { points, dishRuns: [plannedRun(11)] }));
    await kitchen.accepted("assign-task", { batchId, staffId: await kitchen.addCook("Siti"), taskKind: "lead-cook" });
    await kitchen.accepted("start-preparation", { batchId });
    kitchen.clock.advance(atClock("02:00") - kitchen.clock.nowMs());
    await kitchen.accepted("start-cooking", { batchId, dishRunId: chickenId });
    kitchen.clock.advance(40 * MINUTE_MS);
    await kitchen.measure(batchId, chickenId);
    await kitchen.accepted("finish-cooking", { batchId, dishRunId: chickenId });
    await kitchen.taste(batchId, [chickenId]);
    await kitchen.accepted("start-portioning", { batchId });
    await kitchen.accepted("record-portions", { batchId, added: portions(60, 40), specialPackCount: 1 });
    expect(kitchen.ask("departures", { serviceDate: PLAN_DATE })).toMatchObject([
      {
        pointCode: "SDN-2",
        requiredPortionCount: 90,
        readyPortionCount: 90,
        specialPackCount: 2,
        readySpecialPackCount: 1,
        isReady: false,
        neededByAtMs: atClock("06:30"),
      },
      {
        pointCode: "SDN-1",
        requiredPortionCount: 60,
        readyPortionCount: 10,
        readySpecialPackCount: 0,
        isReady: false,
        neededByAtMs: atClock("07:00"),
      },
    ]);
  });
});

describe("waste", () => {
  it("of one id is recorded once, whoever sends it", async () => {
    const body = {
      wasteId: wasteIdOf(1),
      serviceDate: PLAN_DATE,
      wasteSource: "preparation",
      massG: 500,
      isEdible: false,
      disposal: "compost",
    };
    await kitchen.accepted("record-waste", body);
    expect(await kitchen.submit("record-waste", body)).toMatchObject({ rejection: { code: "waste-exists" } });
  });
});
