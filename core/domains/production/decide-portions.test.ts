import { describe, expect, it } from "vitest";
import type { ProductionEvent } from "#domains/production/events.ts";
import { HOUR_MS } from "#kernel/time.ts";
import { TEST_NOW_MS } from "#tests/kit/decide-spec.ts";
import {
  dayFacts,
  FRUIT,
  plannedRun,
  portions,
  productionFacts,
  runFacts,
  wasteIdOf,
} from "#tests/kit/production-plan.ts";
import {
  why,
  batchId,
  chickenId,
  fruitId,
  given,
  planned,
  lead,
  prepared,
  started,
  cooked,
  allCooked,
  portioning,
  counted,
  ready,
  about,
  command,
} from "#tests/kit/production-story.ts";
import { evolveProduction, initialProductionState } from "./state.ts";

describe("reworking a dish", () => {
  const rework = command("rework-dish", { dishRunId: chickenId, reason: "suhu turun" });

  it("needs quality's decision made since the dish was started, and a reason", () => {
    given(...allCooked)
      .when(rework, productionFacts())
      .rejects({ code: "rework-not-decided" });
    // The dish was started by event 4; an older decision is spent.
    given(...allCooked)
      .when(rework, about({ dishRuns: [runFacts(11, { reworkDecidedSeq: 4 })] }))
      .rejects({ code: "rework-not-decided" });
    const decided = about({ dishRuns: [runFacts(11, { reworkDecidedSeq: 9 })] });
    given(...allCooked)
      .when(command("rework-dish", { dishRunId: chickenId }), decided)
      .rejects({ code: "reason-required" });
    given(...allCooked)
      .when(rework, decided)
      .emits({
        type: "dish-reworked",
        body: { batchId, dishRunId: chickenId, restartedAtMs: TEST_NOW_MS, reason: "suhu turun" },
      });
  });

  it("asks for a new core reading and leaves the clock where it was", () => {
    const reworked: ProductionEvent = {
      type: "dish-reworked",
      body: { batchId, dishRunId: chickenId, restartedAtMs: TEST_NOW_MS + HOUR_MS, reason: "suhu turun" },
    };
    given(...allCooked, reworked)
      .when(command("finish-cooking", { dishRunId: chickenId }), productionFacts())
      .rejects({ code: "core-temperature-missing" });
    const state = [...allCooked, reworked, cooked(chickenId, TEST_NOW_MS + 2 * HOUR_MS)].reduce(
      (folded, event, index) =>
        evolveProduction(folded, { ...event, seq: index + 1, eventId: `event_${index}` } as never), // enough of an envelope
      initialProductionState,
    );
    const run = state?.progress.dishRuns.find((one) => one.dishRunId === chickenId);
    expect(run).toMatchObject({ clockAtMs: TEST_NOW_MS, cookedAtMs: TEST_NOW_MS + 2 * HOUR_MS, isReworked: true });
  });
});

describe("portioning", () => {
  const start = command("start-portioning", {});
  const tasted = [
    runFacts(11, { tasting: { verdict: "safe", atMs: TEST_NOW_MS } }),
    runFacts(12, { tasting: { verdict: "safe", atMs: TEST_NOW_MS } }),
  ];

  it("starts once every dish was tasted safe and nothing holds the batch", () => {
    given(...allCooked)
      .when(start, productionFacts())
      .rejects(why({ code: "tasting-missing", dishRunIds: [chickenId, fruitId] }));
    given(...allCooked)
      .when(start, about({ dishRuns: [tasted[0] ?? runFacts(11)] }))
      .rejects(why({ code: "tasting-missing", dishRunIds: [fruitId] }));
    given(...allCooked)
      .when(start, about({ dishRuns: [runFacts(11, { tasting: { verdict: "unsafe", atMs: 1 } })] }))
      .rejects(why({ code: "tasting-unsafe", dishRunIds: [chickenId] }));
    given(...allCooked)
      .when(start, about({ dishRuns: tasted, quality: "held" }))
      .rejects({ code: "batch-held" });
    given(...allCooked)
      .when(start, about({ dishRuns: tasted }))
      .emits(portioning);
  });

  it("counts each size up to its plan and overrun, special packs apart", () => {
    const at = [...allCooked, portioning, counted(100, 0, 0)];
    given(...at)
      .when(command("record-portions", { added: portions(4), specialPackCount: 0 }), productionFacts())
      .rejects(why({ code: "more-than-cooked", maxCount: 103 }));
    given(...at)
      .when(command("record-portions", { added: portions(3, 10), specialPackCount: 1 }), productionFacts())
      .emits({ type: "portions-counted", body: { batchId, added: portions(3, 10), specialPackCount: 1 } });
    given(...at)
      .when(command("record-portions", { added: portions(0), specialPackCount: 4 }), productionFacts())
      .rejects(why({ code: "more-than-cooked", maxCount: 3 }));
    given(...at)
      .when(command("record-portions", { added: portions(0), specialPackCount: 0 }), productionFacts())
      .rejects(why({ code: "out-of-range", field: "added", min: 1, max: 100_000 }));
  });

  it("weighs against the plan's target and tolerance", () => {
    const at = [...allCooked, portioning];
    const weigh = (massG: number) =>
      given(...at).when(command("weigh-portion", { dishRunId: chickenId, profile: "small", massG }), productionFacts());
    for (const [massG, isWithinTolerance] of [
      [54, true],
      [66, true],
      [53, false],
      [67, false],
    ] as const) {
      const { decided } = weigh(massG);
      expect(decided.ok && decided.value[0]?.body).toMatchObject({
        targetG: 60,
        isWithinTolerance,
        toleranceBp: 1_000,
      });
    }
    const bare = plannedRun(11);
    const { portionTargets: _none, ...untargeted } = bare;
    const plan = {
      ...planned,
      body: { ...planned.body, dishRuns: [untargeted, plannedRun(12, FRUIT)] },
    } as ProductionEvent; // a plan again
    given(plan, ...at.slice(1))
      .when(command("weigh-portion", { dishRunId: chickenId, profile: "small", massG: 60 }), productionFacts())
      .rejects(why({ code: "portion-target-missing", dishRunId: chickenId }));
  });

  it("ends with something counted and every special pack", () => {
    const end = command("finish-portioning", { rejectedPortionCount: 3 });
    given(...allCooked, portioning)
      .when(end, productionFacts())
      .rejects({ code: "nothing-portioned" });
    given(...allCooked, portioning, counted(100, 50, 1))
      .when(end, productionFacts())
      .rejects(why({ code: "special-packs-missing", missingCount: 1 }));
    given(...allCooked, portioning, counted(100, 50, 2))
      .when(end, productionFacts())
      .emits({
        type: "portioning-finished",
        body: {
          batchId,
          finishedAtMs: TEST_NOW_MS,
          portionCounts: portions(100, 50),
          specialPackCount: 2,
          rejectedPortionCount: 3,
        },
      });
  });
});

describe("completing and cancelling", () => {
  it("completes what is released with its waste entered, none allowed", () => {
    given(...ready)
      .when(command("complete-batch", {}), productionFacts())
      .rejects({ code: "batch-not-released" });
    given(...ready)
      .when(command("complete-batch", {}), about({ quality: "released" }))
      .rejects({ code: "waste-missing" });
    const done: ProductionEvent = {
      type: "batch-completed",
      body: {
        batchId,
        portionCounts: portions(100, 50),
        specialPackCount: 2,
        startedAtMs: TEST_NOW_MS,
        cookedAtMs: TEST_NOW_MS,
        completedAtMs: TEST_NOW_MS,
        durationMs: 0,
        wasteMassG: 0,
      },
    };
    given(...ready)
      .when(command("complete-batch", { isWasteFree: true }), about({ quality: "released" }))
      .emits(done);
    const waste: ProductionEvent = {
      type: "waste-recorded",
      body: {
        wasteId: wasteIdOf(1),
        batchId,
        wasteSource: "portioning",
        massG: 700,
        isEdible: true,
        disposal: "compost",
      },
    };
    given(...ready, waste)
      .when(command("complete-batch", {}), about({ quality: "released" }))
      .emits({ ...done, body: { ...done.body, wasteMassG: 700 } });
    given(...ready, done)
      .when(command("complete-batch", { isWasteFree: true }), about({ quality: "released" }))
      .rejects(why({ code: "wrong-state", state: "completed" }));
  });

  it("cancels at any stage but the last, and asks where made food went", () => {
    const cancel = command("cancel-batch", { reasonCode: "equipment", reason: "kompor mati" });
    given(planned)
      .when(cancel, productionFacts())
      .emits({ type: "batch-cancelled", body: { ...cancel.body, fromStatus: "planned" } });
    given(planned, lead, prepared, started()).when(cancel, productionFacts()).rejects({ code: "disposal-missing" });
    const withFood = command("cancel-batch", {
      reasonCode: "quality",
      reason: "basi",
      disposal: "landfill",
      discardedMassG: 9_000,
    });
    given(...ready)
      .when(withFood, productionFacts())
      .emits({ type: "batch-cancelled", body: { ...withFood.body, fromStatus: "ready" } });
    given(planned, { type: "batch-cancelled", body: { ...cancel.body, fromStatus: "planned" } })
      .when(cancel, productionFacts())
      .rejects(why({ code: "wrong-state", state: "cancelled" }));
  });
});

describe("a closed day", () => {
  it("takes no more production", () => {
    const closed = productionFacts({ day: dayFacts({ dayStatus: "closed" }) });
    const frozen = why({ code: "day-closed", serviceDate: "2026-11-21" });
    given(planned, lead).when(command("start-preparation", {}), closed).rejects(frozen);
    given(planned)
      .when(command("note-batch", { note: "terlambat" }), closed)
      .rejects(frozen);
    given(planned)
      .when(command("cancel-batch", { reasonCode: "staff", reason: "sakit" }), closed)
      .rejects(frozen);
    given()
      .when(
        {
          type: "record-waste",
          body: {
            wasteId: wasteIdOf(1),
            serviceDate: "2026-11-21",
            wasteSource: "preparation",
            massG: 1,
            isEdible: false,
            disposal: "compost",
          },
        },
        closed,
      )
      .rejects(frozen);
    expect(
      given(planned, lead).when(
        command("start-preparation", {}),
        productionFacts({ day: dayFacts({ dayStatus: "reopened" }) }),
      ).decided.ok,
    ).toBe(true);
  });
});

describe("waste", () => {
  const record = (batch: { readonly batchId?: typeof batchId }) =>
    ({
      type: "record-waste",
      body: {
        ...batch,
        wasteId: wasteIdOf(1),
        serviceDate: "2026-11-21",
        wasteSource: "preparation",
        massG: 400,
        isEdible: false,
        disposal: "compost",
      },
    }) as const;

  it("is recorded once, of a batch or of none", () => {
    const { serviceDate: _day, ...body } = record({}).body;
    given()
      .when(record({}), productionFacts({ batch: null }))
      .emits({ type: "waste-recorded", body });
    given()
      .when(record({}), productionFacts({ batch: null, isWasteIdTaken: true }))
      .rejects(why({ code: "waste-exists", wasteId: wasteIdOf(1) }));
    given()
      .when(record({ batchId }), productionFacts({ batch: null }))
      .rejects(why({ code: "not-found", kind: "batch", id: batchId }));
  });
});
