import { describe, expect, it } from "vitest";
import { HOUR_MS } from "#kernel/time.ts";
import { plannedRun, portions } from "#tests/kit/production-plan.ts";
import { isUnitUniform, portionTargetG, scaledQuantity } from "./amounts.ts";
import { initialProgress, type BatchProgress, type DishRunProgress } from "./progress.ts";
import { boardBatch, boardRun } from "#tests/kit/board-batch.ts";
import { isFoodMade, nextStageOf, portionsMaxCount } from "./rules.ts";
import { batchStatus, clockStartAtMs, consumeByAtMs, progressBp, stageStartedAtMs } from "./status.ts";

const runs = [plannedRun(1), plannedRun(2)];
const plan = { portionCounts: portions(100), specialPackCount: 0 };
function progress(changes: Partial<BatchProgress>, ...runChanges: readonly Partial<DishRunProgress>[]): BatchProgress {
  const initial = initialProgress(runs);
  return {
    ...initial,
    dishRuns: initial.dishRuns.map((run, index) => ({ ...run, ...runChanges[index] })),
    ...changes,
  };
}
const cookedRun = { status: "cooked" as const, startedAtMs: 10, cookedAtMs: 20 };

describe("a batch's status and share", () => {
  it.each<readonly [string, BatchProgress, number, number | null]>([
    ["planned", progress({}), 0, null],
    ["preparing", progress({ preparationStartedAtMs: 5 }), 500, 5],
    ["cooking", progress({ preparationStartedAtMs: 5 }, { status: "cooking", startedAtMs: 10 }), 1_000, 10],
    ["cooking", progress({ preparationStartedAtMs: 5 }, cookedRun, { status: "waiting" }), 3_500, 10],
    ["checking", progress({ preparationStartedAtMs: 5 }, cookedRun, { ...cookedRun, cookedAtMs: 30 }), 6_000, 30],
    [
      "portioning",
      progress({ portioningStartedAtMs: 40, portionedCounts: portions(50) }, cookedRun, cookedRun),
      8_000,
      40,
    ],
    [
      "portioning",
      progress({ portioningStartedAtMs: 40, portionedCounts: portions(103) }, cookedRun, cookedRun),
      9_500,
      40,
    ],
    ["ready", progress({ portioningStartedAtMs: 40, portioningFinishedAtMs: 50 }, cookedRun, cookedRun), 9_500, 50],
    ["completed", progress({ portioningFinishedAtMs: 50, completedAtMs: 60 }, cookedRun, cookedRun), 10_000, 60],
    ["cancelled", progress({ cancelledAtMs: 7 }, cookedRun), 0, 7],
  ])("%s", (status, at, shareBp, since) => {
    expect([batchStatus(at), progressBp(at, plan), stageStartedAtMs(at)]).toEqual([status, shareBp, since]);
  });
});

describe("the clock until consume-by", () => {
  const hot = { temperatureClass: "hot" as const, clockAtMs: HOUR_MS, holdMs: 6 * HOUR_MS, clockHardMs: 6 * HOUR_MS };
  const fruit = { temperatureClass: "ambient" as const, clockAtMs: 0, holdMs: 8 * HOUR_MS, clockHardMs: 6 * HOUR_MS };

  it("starts with the earliest hot or cold dish and ends with the shortest of all", () => {
    expect([clockStartAtMs([hot, fruit]), consumeByAtMs([hot, fruit])]).toEqual([HOUR_MS, 7 * HOUR_MS]);
    expect(consumeByAtMs([{ ...hot, holdMs: 3 * HOUR_MS }, fruit])).toBe(4 * HOUR_MS);
  });

  it("never lets hot or cold food past the hard limit, whatever its class would allow", () => {
    const longLived = { ...hot, holdMs: 48 * HOUR_MS };
    expect(consumeByAtMs([longLived])).toBe(7 * HOUR_MS);
    const laterCold = { ...longLived, temperatureClass: "cold" as const, clockAtMs: 3 * HOUR_MS };
    expect(consumeByAtMs([longLived, laterCold])).toBe(7 * HOUR_MS);
  });

  it("of packs that need no cooking follows their own hours alone", () => {
    const pack = { ...fruit, holdMs: 48 * HOUR_MS };
    expect([clockStartAtMs([pack]), consumeByAtMs([pack])]).toEqual([null, 48 * HOUR_MS]);
    expect(consumeByAtMs([{ ...hot, clockAtMs: null }])).toBeNull();
  });
});

describe("amounts", () => {
  const eggs = {
    name: "Telur",
    quantities: { small: { unit: "pcs" as const, pieceCount: 50 }, large: { unit: "pcs" as const, pieceCount: 100 } },
  };

  it("scale from 100 portions, rounded up, toddlers as small and mothers as large", () => {
    const counts = { smallCount: 3, largeCount: 2, toddlerCount: 1, maternalCount: 1 };
    // 1.5 + 2 + 0.5 + 1
    expect(scaledQuantity(eggs, counts)).toEqual({ unit: "pcs", pieceCount: 5 });
    expect(scaledQuantity(eggs, portions(1))).toEqual({ unit: "pcs", pieceCount: 1 });
    // Not known is not zero, whatever is cooked.
    expect(scaledQuantity({ name: "Cabai", quantities: null }, counts)).toBeNull();
    expect(scaledQuantity({ name: "Cabai", quantities: null }, portions(0))).toBeNull();
    expect(scaledQuantity(eggs, portions(0))).toEqual({ unit: "pcs", pieceCount: 0 });
  });

  it("are in one unit for every size", () => {
    expect(isUnitUniform(eggs)).toBe(true);
    expect(isUnitUniform({ name: "Cabai", quantities: null })).toBe(true);
    const mixed = { ...eggs, quantities: { ...eggs.quantities, large: { unit: "g" as const, massG: 5_500 } } };
    expect(isUnitUniform(mixed)).toBe(false);
  });

  it("of a filled portion fall back from toddler to small and from maternal to large", () => {
    const dish = { portionTargets: { smallG: 60, largeG: 80, maternalG: 95 } };
    expect((["small", "large", "toddler", "maternal"] as const).map((size) => portionTargetG(dish, size))).toEqual([
      60, 80, 60, 95,
    ]);
    expect(portionTargetG({}, "small")).toBeNull();
  });

  it("counted may pass the plan by the overrun, to whole portions", () => {
    expect([portionsMaxCount(100, 300), portionsMaxCount(10, 300), portionsMaxCount(0, 300)]).toEqual([103, 11, 0]);
  });
});

describe("the next stage", () => {
  it("finishes what is on the fire before it starts the next dish", () => {
    const waiting = boardRun("sayur", { plannedStartAtMs: 1 });
    const onFire = boardRun("ayam", { status: "cooking", plannedStartAtMs: 2 });
    const next = (status: Parameters<typeof boardBatch>[0]) => nextStageOf(boardBatch(status));
    expect(next({ status: "planned" })).toEqual({ command: "start-preparation", dishRunId: null });
    expect(next({ status: "cooking", dishRuns: [waiting, onFire] })).toEqual({
      command: "finish-cooking",
      dishRunId: "dish_run_ayam",
    });
    expect(nextStageOf(boardBatch({ status: "cooking", dishRuns: [waiting, onFire] }), "dish_run_sayur")).toEqual({
      command: "start-cooking",
      dishRunId: "dish_run_sayur",
    });
    expect(next({ status: "preparing", dishRuns: [boardRun("b", { plannedStartAtMs: 9 }), waiting] })).toMatchObject({
      dishRunId: "dish_run_sayur",
    });
    expect(
      (["checking", "portioning", "ready", "completed", "cancelled"] as const).map(
        (status) => next({ status })?.command,
      ),
    ).toEqual(["start-portioning", "finish-portioning", "complete-batch", undefined, undefined]);
    expect([isFoodMade(boardBatch()), isFoodMade(boardBatch({ dishRuns: [onFire] }))]).toEqual([false, true]);
  });
});
