import { describe, expect, it } from "vitest";
import type { EventId } from "#kernel/ids.ts";
import { HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import { storedEventOf, TEST_NOW_MS, TEST_STAFF_ID, testContext } from "#tests/kit/decide-spec.ts";
import {
  atClock,
  batchFacts,
  batchIdOf,
  dishRunIdOf,
  plannedBatch,
  portions,
  productionFacts,
  runFacts,
} from "#tests/kit/production-plan.ts";
import { decideProduction } from "./decide.ts";
import type { ProductionEvent, StoredProductionEvent } from "./events.ts";
import type { BatchFacts } from "./facts.ts";
import { evolveProduction, initialProductionState, type BatchState } from "./state.ts";
import { batchStatus } from "./status.ts";

const batchId = batchIdOf(1);
const chickenId = dishRunIdOf(11);
const fruitId = dishRunIdOf(12);

function fold(past: readonly ProductionEvent[]): BatchState {
  return past.reduce<BatchState>(
    (state, event, index) => evolveProduction(state, storedEventOf(event, index + 1) as StoredProductionEvent), // the kit's envelope
    initialProductionState,
  );
}
const idOf = (seq: number) => storedEventOf(planned, seq).eventId;
function undo(
  past: readonly ProductionEvent[],
  undoneEventId: EventId,
  facts: Partial<BatchFacts> = {},
  nowMs = TEST_NOW_MS,
) {
  return decideProduction(
    fold(past),
    { type: "undo-stage", body: { batchId, undoneEventId } },
    productionFacts({ batch: batchFacts(facts) }),
    testContext({ nowMs }),
  );
}

const planned: ProductionEvent = {
  type: "batch-planned",
  body: {
    ...plannedBatch(),
    batchCode: "BATCH-20261121-01",
    serviceDate: "2026-11-21",
    neededByAtMs: atClock("06:30"),
    loadingTimeMs: 30 * MINUTE_MS,
    loadingTimeVersion: 0,
    planSource: { kind: "manual" },
  },
};
const prepared: ProductionEvent = { type: "preparation-started", body: { batchId, startedAtMs: TEST_NOW_MS } };
const started = (dishRunId: typeof chickenId): ProductionEvent => ({
  type: "cooking-started",
  body: { batchId, dishRunId, startedAtMs: TEST_NOW_MS, leadStaffId: TEST_STAFF_ID, missingItems: [] },
});
const cooked = (dishRunId: typeof chickenId, cookedAtMs = TEST_NOW_MS): ProductionEvent => ({
  type: "dish-cooked",
  body: {
    batchId,
    dishRunId,
    cookedAtMs,
    portionCounts: portions(100, 50),
    cookDurationMs: 0,
    holdMs: 6 * HOUR_MS,
    holdVersion: 0,
    clockHardMs: 6 * HOUR_MS,
    clockHardVersion: 0,
  },
});
const portioning: ProductionEvent = { type: "portioning-started", body: { batchId, startedAtMs: TEST_NOW_MS } };
const counted: ProductionEvent = {
  type: "portions-counted",
  body: { batchId, added: portions(100, 50), specialPackCount: 2 },
};
const finished: ProductionEvent = {
  type: "portioning-finished",
  body: {
    batchId,
    finishedAtMs: TEST_NOW_MS,
    portionCounts: portions(100, 50),
    specialPackCount: 2,
    rejectedPortionCount: 0,
  },
};
const undone = (undoneEventId: EventId, undoneType: "dish-cooked" | "cooking-started"): ProductionEvent => ({
  type: "stage-undone",
  body: { batchId, undoneEventId, undoneType, dishRunId: chickenId },
});

describe("taking a stage back", () => {
  it("is possible for 15 minutes", () => {
    const past = [planned, prepared];
    const within = undo(past, idOf(2), {}, TEST_NOW_MS + 15 * MINUTE_MS);
    expect(within).toEqual({
      ok: true,
      value: [{ type: "stage-undone", body: { batchId, undoneEventId: idOf(2), undoneType: "preparation-started" } }],
    });
    expect(undo(past, idOf(2), {}, TEST_NOW_MS + 15 * MINUTE_MS + 1)).toEqual({
      ok: false,
      error: { code: "undo-window-passed", windowMs: 15 * MINUTE_MS },
    });
  });

  it("knows stages only: a plan or a note is not one", () => {
    expect(undo([planned, prepared], idOf(1))).toEqual({
      ok: false,
      error: { code: "not-found", kind: "event", id: idOf(1) },
    });
  });

  const core = { checkId: `check_${"c".repeat(32)}`, lowestC: 76, limitC: 75, isPass: true, atMs: TEST_NOW_MS };
  it.each<readonly [string, readonly ProductionEvent[], number, Partial<BatchFacts>, boolean]>([
    ["preparation under a dish on the fire", [planned, prepared, started(chickenId)], 2, {}, false],
    ["a start with nothing on it", [planned, prepared, started(chickenId)], 3, {}, true],
    ["a start beside another dish", [planned, prepared, started(chickenId), started(fruitId)], 3, {}, true],
    [
      "a start whose dish was measured",
      [planned, prepared, started(chickenId)],
      3,
      { dishRuns: [runFacts(11, { core: core as never })] },
      false,
    ], // well formed
    ["a start whose dish is cooked", [planned, prepared, started(chickenId), cooked(chickenId)], 3, {}, false],
    ["a cooked dish", [planned, prepared, started(chickenId), cooked(chickenId)], 4, {}, true],
    [
      "a cooked dish already tasted",
      [planned, prepared, started(chickenId), cooked(chickenId)],
      4,
      { dishRuns: [runFacts(11, { tasting: { verdict: "safe", atMs: 1 } })] },
      false,
    ],
    [
      "portioning with trays filled",
      [
        planned,
        prepared,
        started(chickenId),
        cooked(chickenId),
        started(fruitId),
        cooked(fruitId),
        portioning,
        counted,
      ],
      7,
      {},
      false,
    ],
    [
      "portioning with a sample stored",
      [planned, prepared, started(chickenId), cooked(chickenId), started(fruitId), cooked(fruitId), portioning],
      7,
      { sampleCount: 1 },
      false,
    ],
    [
      "portioning just begun",
      [planned, prepared, started(chickenId), cooked(chickenId), started(fruitId), cooked(fruitId), portioning],
      7,
      {},
      true,
    ],
    [
      "a count",
      [
        planned,
        prepared,
        started(chickenId),
        cooked(chickenId),
        started(fruitId),
        cooked(fruitId),
        portioning,
        counted,
      ],
      8,
      {},
      true,
    ],
    [
      "a count under a finish",
      [
        planned,
        prepared,
        started(chickenId),
        cooked(chickenId),
        started(fruitId),
        cooked(fruitId),
        portioning,
        counted,
        finished,
      ],
      8,
      {},
      false,
    ],
    [
      "a finish",
      [
        planned,
        prepared,
        started(chickenId),
        cooked(chickenId),
        started(fruitId),
        cooked(fruitId),
        portioning,
        counted,
        finished,
      ],
      9,
      {},
      true,
    ],
    [
      "a finish already released",
      [
        planned,
        prepared,
        started(chickenId),
        cooked(chickenId),
        started(fruitId),
        cooked(fruitId),
        portioning,
        counted,
        finished,
      ],
      9,
      { quality: "released" },
      false,
    ],
  ])("%s", (_what, past, seq, facts, isAllowed) => {
    const decided = undo(past, idOf(seq), facts);
    if (isAllowed) expect(decided.ok).toBe(true);
    else expect(decided).toEqual({ ok: false, error: { code: "built-upon" } });
  });

  it("finish, undo, finish: the second finish is the one that counts, clock and all", () => {
    const past = [planned, prepared, started(chickenId), cooked(chickenId, TEST_NOW_MS + MINUTE_MS)];
    const back = fold([...past, undone(idOf(4), "dish-cooked")]);
    expect(back?.progress.dishRuns[0]).toMatchObject({ status: "cooking", cookedAtMs: null, clockAtMs: null });
    const again = fold([...past, undone(idOf(4), "dish-cooked"), cooked(chickenId, TEST_NOW_MS + HOUR_MS)]);
    expect(again?.progress.dishRuns[0]).toMatchObject({ status: "cooked", clockAtMs: TEST_NOW_MS + HOUR_MS });
  });

  it("of a second cooking leaves the clock of the first", () => {
    const reworked: ProductionEvent = {
      type: "dish-reworked",
      body: { batchId, dishRunId: chickenId, restartedAtMs: TEST_NOW_MS + HOUR_MS, reason: "kurang matang" },
    };
    const state = fold([
      planned,
      prepared,
      started(chickenId),
      cooked(chickenId),
      reworked,
      cooked(chickenId, TEST_NOW_MS + 2 * HOUR_MS),
      undone(idOf(6), "dish-cooked"),
    ]);
    expect(state?.progress.dishRuns[0]).toMatchObject({ status: "cooking", clockAtMs: TEST_NOW_MS });
  });

  it("of the only start puts the batch back to preparing", () => {
    const state = fold([planned, prepared, started(chickenId), undone(idOf(3), "cooking-started")]);
    expect(state && batchStatus(state.progress)).toBe("preparing");
    expect(state?.progress.acts.map((act) => act.type)).toEqual(["preparation-started"]);
  });

  it("asks for a signature and a reason while the clock is untrusted", () => {
    const decided = decideProduction(
      fold([planned, prepared]),
      { type: "undo-stage", body: { batchId, undoneEventId: idOf(2) } },
      productionFacts(),
      testContext({ nowMs: 0, isClockUntrusted: true }),
    );
    expect(decided).toEqual({ ok: false, error: { code: "signature-required", signatureCount: 1 } });
  });
});
