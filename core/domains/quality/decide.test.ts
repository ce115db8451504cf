import { describe, it } from "vitest";
import { present } from "#kernel/assert.ts";
import type { DecisionContext, Signature } from "#kernel/definition.ts";
import { HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import { createDecideSpec, TEST_NOW_MS, testContext } from "#tests/kit/decide-spec.ts";
import {
  BATCH_ID,
  checkId,
  deviationId,
  FIGURES,
  FRUIT_RUN_ID,
  gateFacts,
  qualityFacts,
  RICE_RUN_ID,
  runFacts,
  sampleId,
  staffId,
} from "#tests/kit/quality-facts.ts";
import type { QualityCommand } from "./commands.ts";
import { decideQuality } from "./decide.ts";
import type { QualityEvent } from "./events.ts";
import { predictedArrivalAtMs, releaseGates } from "./rules.ts";
import { evolveQuality, initialQualityState } from "./state.ts";
import { CHECKLISTS } from "./checklists.ts";

const given = createDecideSpec({
  initialState: initialQualityState,
  evolve: evolveQuality,
  decide: decideQuality,
});

/** A past event by somebody. */
function by<Event extends QualityEvent>(
  who: string,
  event: Event,
): Event & { readonly staffId: ReturnType<typeof staffId> } {
  return { ...event, staffId: staffId(who) };
}

const actor = (who: string, change: Partial<DecisionContext["actor"]> = {}): Partial<DecisionContext> => ({
  actor: { ...testContext().actor, staffId: staffId(who), roles: ["nutritionist"], ...change },
});
const signed = (...who: readonly string[]): readonly Signature[] =>
  who.map((one) => ({ staffId: staffId(one), method: "number", signedAtMs: TEST_NOW_MS }));

const core = (
  readingsC: number[],
  action?: Extract<QualityCommand, { type: "record-core-temperature" }>["body"]["action"],
): QualityCommand => ({
  type: "record-core-temperature",
  body: {
    checkId: checkId("1"),
    batchId: BATCH_ID,
    dishRunId: RICE_RUN_ID,
    readingsC,
    ...(action !== undefined && { action }),
  },
});
const coreRecorded = (readingsC: number[], change: object = {}): QualityEvent => ({
  type: "core-temperature-recorded",
  body: {
    checkId: checkId("1"),
    batchId: BATCH_ID,
    dishRunId: RICE_RUN_ID,
    readingsC,
    lowestC: Math.min(...readingsC),
    limitC: 75,
    limitVersion: 0,
    isRecipeLimit: false,
    outcome: "pass",
    isWhileCooking: true,
    ...change,
  },
});

describe("a core temperature", () => {
  it("of 75.0 passes, with its limit and version", () => {
    given()
      .when(core([75, 75.4, 80]), qualityFacts())
      .emits(coreRecorded([75, 75.4, 80]));
  });

  it("of 74.9 is not saved without an action", () => {
    given()
      .when(core([74.9, 78, 80]), qualityFacts())
      .rejects({ code: "corrective-action-missing", limitC: 75, worstC: 74.9 });
  });

  it("with one of three points low is low, and saved with what is done about it", () => {
    given()
      .when(core([80, 74.9, 80], { actionCode: "cook-on" }), qualityFacts())
      .emits(coreRecorded([80, 74.9, 80], { outcome: "fail", action: { actionCode: "cook-on" } }));
  });

  it("needs three points", () => {
    given()
      .when(core([80, 80]), qualityFacts())
      .rejects({ code: "too-few-readings", minCount: 3 });
  });

  it("with action other says what", () => {
    given()
      .when(core([70, 70, 70], { actionCode: "other" }), qualityFacts())
      .rejects({ code: "reason-required" });
  });

  it("is of a dish of this batch, that is hot and on the fire", () => {
    const facts = (change: Parameters<typeof runFacts>[0]) =>
      qualityFacts({ batch: { batchId: BATCH_ID, status: "cooking", dishRuns: [runFacts(change)] } });
    given()
      .when(core([80, 80, 80]), facts({ dishRunId: FRUIT_RUN_ID }))
      .rejects({ code: "not-found", kind: "dish-run", id: RICE_RUN_ID });
    given()
      .when(core([80, 80, 80]), facts({ temperatureClass: "ambient" }))
      .rejects({ code: "temperature-not-limited", temperatureClass: "ambient" });
    given()
      .when(core([80, 80, 80]), facts({ status: "waiting" }))
      .rejects({ code: "wrong-state", state: "waiting" });
  });

  it("after the dish was cooked is no longer while cooking; one that arrives late still is", () => {
    const cooked = qualityFacts({
      batch: {
        batchId: BATCH_ID,
        status: "checking",
        dishRuns: [runFacts({ status: "cooked", cookedAtMs: TEST_NOW_MS - MINUTE_MS })],
      },
    });
    given()
      .when(core([80, 80, 80]), cooked)
      .emits(coreRecorded([80, 80, 80], { isWhileCooking: false }));
    given()
      .when(core([80, 80, 80]), cooked, { occurredAtMs: TEST_NOW_MS - 2 * MINUTE_MS, isLateEntry: true })
      .emits(coreRecorded([80, 80, 80]));
  });

  it("has an id nobody used", () => {
    given()
      .when(core([80, 80, 80]), qualityFacts({ isIdUsed: true }))
      .rejects({ code: "id-already-used", kind: "check", id: checkId("1") });
  });
});

const cookedBatch = (change: Parameters<typeof runFacts>[0] = {}) =>
  qualityFacts({
    batch: {
      batchId: BATCH_ID,
      status: "ready",
      dishRuns: [runFacts({ status: "cooked", cookedAtMs: TEST_NOW_MS - 3 * HOUR_MS, ...change })],
    },
  });

describe("a holding temperature", () => {
  const holding = (readingsC: number[], change: object = {}): QualityCommand => ({
    type: "record-holding-temperature",
    body: { checkId: checkId("2"), batchId: BATCH_ID, readingsC, ...change },
  });
  const recorded = (readingsC: number[], change: object = {}): QualityEvent => ({
    type: "holding-temperature-recorded",
    body: {
      checkId: checkId("2"),
      batchId: BATCH_ID,
      target: { kind: "batch", id: BATCH_ID },
      readingsC,
      temperatureC: Math.min(...readingsC),
      limitKind: "min",
      limitC: 60,
      limitVersion: 0,
      outcome: "pass",
      ...change,
    },
  });

  it("counts with its lowest reading, and passes on the limit", () => {
    given()
      .when(holding([66, 60]), cookedBatch())
      .emits(recorded([66, 60]));
    given()
      .when(holding([66, 59.9]), cookedBatch())
      .rejects({ code: "corrective-action-missing", limitC: 60, worstC: 59.9 });
  });

  it("of rich food is 65.5 or more", () => {
    const action = { actionCode: "reheat" } as const;
    given()
      .when(holding([65], { action }), cookedBatch({ temperatureClass: "hot-rich" }))
      .emits(recorded([65], { limitC: 65.5, outcome: "fail", action }));
  });

  it("of one cold dish counts with its highest reading", () => {
    given()
      .when(holding([4, 5], { dishRunId: RICE_RUN_ID }), cookedBatch({ temperatureClass: "cold" }))
      .emits(recorded([4, 5], { dishRunId: RICE_RUN_ID, temperatureC: 5, limitKind: "max", limitC: 5 }));
  });

  it("waits for the food, and is not asked of fruit", () => {
    given()
      .when(holding([66]), qualityFacts())
      .rejects({ code: "wrong-state", state: "cooking" });
    given()
      .when(holding([25]), cookedBatch({ temperatureClass: "ambient" }))
      .rejects({ code: "temperature-not-limited", temperatureClass: "ambient" });
  });
});

describe("cooling", () => {
  const cooling = (temperatureC: number): QualityCommand => ({
    type: "record-cooling",
    body: { checkId: checkId("3"), batchId: BATCH_ID, dishRunId: RICE_RUN_ID, temperatureC },
  });

  it("asks nothing yet in its first two hours", () => {
    const facts = cookedBatch({ cookedAtMs: TEST_NOW_MS - HOUR_MS });
    given()
      .when(cooling(48), facts)
      .emits({
        type: "cooling-recorded",
        body: {
          checkId: checkId("3"),
          batchId: BATCH_ID,
          dishRunId: RICE_RUN_ID,
          temperatureC: 48,
          sinceCookedMs: HOUR_MS,
          limitC: null,
          limitVersion: 0,
          outcome: "pass",
        },
      });
  });

  it("above its curve needs an action, and begins when the dish is cooked", () => {
    given().when(cooling(22), cookedBatch()).rejects({ code: "corrective-action-missing", limitC: 21, worstC: 22 });
    given().when(cooling(22), qualityFacts()).rejects({ code: "wrong-state", state: "cooking" });
  });
});

const rice = { dishRunId: RICE_RUN_ID, tastePoints: 4, colourPoints: 4, aromaPoints: 3, texturePoints: 5 };

describe("a tasting", () => {
  const tasting = (change: object = {}): QualityCommand => ({
    type: "record-tasting",
    body: {
      checkId: checkId("4"),
      batchId: BATCH_ID,
      phase: "before-dispatch",
      dishes: [rice],
      verdict: "safe",
      ...change,
    },
  });

  it("is kept with the scores it was judged by", () => {
    given()
      .when(tasting(), cookedBatch())
      .emits({
        type: "tasting-recorded",
        body: {
          checkId: checkId("4"),
          batchId: BATCH_ID,
          target: { kind: "batch", id: BATCH_ID },
          phase: "before-dispatch",
          dishes: [rice],
          verdict: "safe",
          scoresMinPoints: 3,
          scoresMinVersion: 0,
        },
      });
  });

  it("with a score of 2 is not safe, with one left out not a tasting", () => {
    given()
      .when(tasting({ dishes: [{ ...rice, aromaPoints: 2 }] }), cookedBatch())
      .rejects({ code: "score-too-low", dishRunId: RICE_RUN_ID, minPoints: 3, points: 2 });
    given()
      .when(tasting({ dishes: [{ ...rice, aromaPoints: undefined }] }), cookedBatch())
      .rejects({ code: "score-missing", dishRunId: RICE_RUN_ID, attribute: "aromaPoints" });
  });

  it("that is unsafe says why", () => {
    given()
      .when(tasting({ verdict: "unsafe" }), cookedBatch())
      .rejects({ code: "reason-required" });
  });

  it("is of cooked dishes of this batch", () => {
    given().when(tasting(), qualityFacts()).rejects({ code: "wrong-state", state: "cooking" });
    given()
      .when(tasting({ dishes: [{ ...rice, dishRunId: FRUIT_RUN_ID }] }), cookedBatch())
      .rejects({ code: "not-found", kind: "dish-run", id: FRUIT_RUN_ID });
  });
});

describe("other checks", () => {
  const kitchen = present(CHECKLISTS[0], "a checklist");
  const hygiene = (change: object = {}): QualityCommand => ({
    type: "record-hygiene-check",
    body: {
      checkId: checkId("5"),
      target: { kind: "area", id: "pengolahan" },
      checklistCode: kitchen.checklistCode,
      checklistVersion: kitchen.version,
      items: kitchen.itemCodes.map((itemCode, index) => ({ itemCode, isMet: index >= 2 })),
      ...change,
    },
  });

  it("of hygiene pass at 80 percent of the list in force", () => {
    const passed = given().when(hygiene(), qualityFacts({ batch: null }));
    passed.emits({
      type: "hygiene-check-recorded",
      body: {
        ...(hygiene().body as Extract<QualityCommand, { type: "record-hygiene-check" }>["body"]), // just built
        scoreBp: 8_000,
        passMinBp: 8_000,
        passMinVersion: 0,
        outcome: "pass",
      },
    });
  });

  it("of hygiene are of the newest version, and complete", () => {
    given()
      .when(hygiene({ checklistVersion: 9 }), qualityFacts())
      .rejects({ code: "checklist-version-outdated", checklistCode: "kitchen", currentVersion: kitchen.version });
    given()
      .when(hygiene({ items: [{ itemCode: kitchen.itemCodes[0], isMet: true }] }), qualityFacts())
      .rejects({ code: "checklist-incomplete", missingItemCodes: kitchen.itemCodes.slice(1) });
    given()
      .when(hygiene({ checklistCode: "moon" }), qualityFacts())
      .rejects({ code: "not-found", kind: "checklist", id: "moon" });
  });

  it("of foreign objects need an action when they fail", () => {
    const command = (change: object): QualityCommand => ({
      type: "record-check",
      body: {
        checkId: checkId("6"),
        target: { kind: "batch", id: BATCH_ID },
        checkKind: "foreign-object",
        readings: [{ code: "found", text: "rambut" }],
        outcome: "fail",
        ...change,
      },
    });
    given().when(command({}), qualityFacts()).rejects({ code: "check-action-missing", checkKind: "foreign-object" });
    given()
      .when(command({ action: { actionCode: "discard" } }), qualityFacts())
      .emits({
        type: "check-recorded",
        body: {
          checkId: checkId("6"),
          target: { kind: "batch", id: BATCH_ID },
          checkKind: "foreign-object",
          readings: [{ code: "found", text: "rambut" }],
          outcome: "fail",
          action: { actionCode: "discard" },
          batchId: BATCH_ID,
        },
      });
  });
});

describe("a correction", () => {
  const correct = (
    readings: Extract<QualityCommand, { type: "correct-check" }>["body"]["readings"],
  ): QualityCommand => ({
    type: "correct-check",
    body: { checkId: checkId("a"), replacesCheckId: checkId("1"), readings, reason: "salah ketik 57 untuk 75" },
  });
  const past = coreRecorded([57, 80, 80], { outcome: "fail", limitC: 75, limitVersion: 7 });
  const corrected: QualityEvent = {
    type: "check-corrected",
    body: {
      checkId: checkId("a"),
      replacesCheckId: checkId("1"),
      batchId: BATCH_ID,
      target: { kind: "dish-run", id: RICE_RUN_ID },
      readings: { checkKind: "core-temperature", readingsC: [75, 80, 80] },
      outcome: "pass",
      observedAtMs: TEST_NOW_MS,
      reason: "salah ketik 57 untuk 75",
    },
  };

  it("is judged by the limit of the original and keeps its time", () => {
    given(past)
      .when(correct({ checkKind: "core-temperature", readingsC: [75, 80, 80] }), qualityFacts(), {
        nowMs: TEST_NOW_MS + HOUR_MS,
      })
      .emits(corrected);
  });

  it("replaces a check once; the correction may be corrected in turn", () => {
    given(past, corrected)
      .when(correct({ checkKind: "core-temperature", readingsC: [75, 80, 80] }), qualityFacts())
      .rejects({ code: "check-already-corrected", byCheckId: checkId("a") });
    given(past, corrected)
      .when(
        {
          type: "correct-check",
          body: {
            checkId: checkId("c"),
            replacesCheckId: checkId("a"),
            readings: { checkKind: "core-temperature", readingsC: [74.9, 80, 80] },
            reason: "tetap salah",
          },
        },
        qualityFacts(),
      )
      .emits({
        ...corrected,
        body: {
          ...corrected.body,
          checkId: checkId("c"),
          replacesCheckId: checkId("a"),
          readings: { checkKind: "core-temperature", readingsC: [74.9, 80, 80] },
          outcome: "fail",
          reason: "tetap salah",
        },
      } as QualityEvent); // the same event with other members
  });

  it("is of the same kind, of a check that is there, with as many readings", () => {
    given(past)
      .when(correct({ checkKind: "cooling", temperatureC: 20 }), qualityFacts())
      .rejects({ code: "check-kind-differs", checkKind: "core-temperature" });
    given()
      .when(correct({ checkKind: "cooling", temperatureC: 20 }), qualityFacts())
      .rejects({ code: "not-found", kind: "check", id: checkId("1") });
    given(past)
      .when(correct({ checkKind: "core-temperature", readingsC: [80] }), qualityFacts())
      .rejects({ code: "too-few-readings", minCount: 3 });
  });
});

const held: QualityEvent = { type: "batch-held", body: { batchId: BATCH_ID, reasonCode: "staff" } };
const released: QualityEvent = {
  type: "batch-released",
  body: {
    batchId: BATCH_ID,
    gates: [...releaseGates(gateFacts(), testContext())],
    consumeByAtMs: null,
    predictedArrivalAtMs: null,
  },
};
const rejected: QualityEvent = {
  type: "batch-rejected",
  body: { batchId: BATCH_ID, reason: "basi", disposal: "compost" },
};

describe("a hold", () => {
  const hold: QualityCommand = { type: "hold-batch", body: { batchId: BATCH_ID, reasonCode: "staff" } };

  it("stops an open batch and a released one", () => {
    given().when(hold, qualityFacts()).emits(held);
    given(released).when(hold, qualityFacts()).emits(held);
  });

  it("names who recorded the check it follows from", () => {
    const followOn: QualityCommand = {
      type: "hold-batch",
      body: { batchId: BATCH_ID, reasonCode: "failed-check", checkId: checkId("1") },
    };
    given()
      .when(followOn, qualityFacts({ checkStaffId: staffId("5") }))
      .emits({
        type: "batch-held",
        body: { batchId: BATCH_ID, reasonCode: "failed-check", checkId: checkId("1"), recordedByStaffId: staffId("5") },
      });
  });

  it("is refused twice, of thrown-away food, and of a cancelled batch", () => {
    given(held).when(hold, qualityFacts()).rejects({ code: "wrong-state", state: "held" });
    given(rejected).when(hold, qualityFacts()).rejects({ code: "wrong-state", state: "rejected" });
    given()
      .when(hold, qualityFacts({ batch: { batchId: BATCH_ID, status: "cancelled", dishRuns: [] } }))
      .rejects({ code: "wrong-state", state: "cancelled" });
  });

  it("with reason other says which", () => {
    given()
      .when({ type: "hold-batch", body: { batchId: BATCH_ID, reasonCode: "other" } }, qualityFacts())
      .rejects({ code: "reason-required" });
  });

  const lift: QualityCommand = {
    type: "lift-hold",
    body: { batchId: BATCH_ID, disposition: "use-as-is", dishRunIds: [], reason: "alat sudah diganti" },
  };
  it("is lifted by another person, with a disposition", () => {
    given(by("7", held)).when(lift, qualityFacts(), actor("8")).emits({ type: "hold-lifted", body: lift.body });
    given(by("7", held))
      .when(lift, qualityFacts(), actor("7"))
      .rejects({ code: "own-work", staffId: staffId("7") });
    given().when(lift, qualityFacts(), actor("8")).rejects({ code: "wrong-state", state: "open" });
  });

  it("is not lifted while a deviation waits", () => {
    given(by("7", held))
      .when(lift, qualityFacts({ blockingDeviationIds: [deviationId("d")] }), actor("8"))
      .rejects({ code: "deviation-open", deviationIds: [deviationId("d")] });
  });

  it("is lifted for rework of dishes of this batch only", () => {
    given(by("7", held))
      .when(
        {
          type: "lift-hold",
          body: { batchId: BATCH_ID, disposition: "rework", dishRunIds: [FRUIT_RUN_ID], reason: "ulang" },
        },
        qualityFacts(),
        actor("8"),
      )
      .rejects({ code: "not-found", kind: "dish-run", id: FRUIT_RUN_ID });
  });
});

describe("a rejection", () => {
  const reject: QualityCommand = {
    type: "reject-batch",
    body: { batchId: BATCH_ID, reason: "basi", disposal: "compost" },
  };

  it("throws away an open or held batch, also a completed one, never a released one", () => {
    given().when(reject, qualityFacts()).emits(rejected);
    given(held)
      .when(reject, qualityFacts({ batch: { batchId: BATCH_ID, status: "completed", dishRuns: [] } }))
      .emits(rejected);
    given(released).when(reject, qualityFacts()).rejects({ code: "wrong-state", state: "released" });
    given(rejected).when(reject, qualityFacts()).rejects({ code: "wrong-state", state: "rejected" });
  });
});

describe("a release", () => {
  const release = (clockReason?: string): QualityCommand => ({
    type: "release-batch",
    body: { batchId: BATCH_ID, ...(clockReason !== undefined && { clockReason }) },
  });

  it("writes down every gate with its value and limit", () => {
    const facts = gateFacts();
    given()
      .when(release(), qualityFacts({ gates: facts }))
      .emits({
        type: "batch-released",
        body: {
          batchId: BATCH_ID,
          gates: [...releaseGates(facts, testContext())],
          consumeByAtMs: facts.cookClock.consumeByAtMs,
          predictedArrivalAtMs: predictedArrivalAtMs(facts.cookClock.points, testContext()),
        },
      });
  });

  it("is refused with the very gates the screen shows", () => {
    const facts = gateFacts({ sample: { storedCount: 0, minCount: 1, minVersion: 0 } });
    given()
      .when(release(), qualityFacts({ gates: facts }))
      .rejects({
        code: "gate-failed",
        gates: releaseGates(facts, testContext()).filter((gate) => gate.outcome === "fail"),
      } as never); // the code's own data
  });

  it("with an untrusted clock needs a reason, which it keeps", () => {
    const context = { isClockUntrusted: true };
    const facts = gateFacts();
    given()
      .when(release(), qualityFacts({ gates: facts }), context)
      .rejects({ code: "reason-required" });
    given()
      .when(release("jam PC melompat, dicek dengan jam dinding"), qualityFacts({ gates: facts }), context)
      .emits({
        type: "batch-released",
        body: {
          batchId: BATCH_ID,
          gates: [...releaseGates(facts, testContext(context))],
          consumeByAtMs: facts.cookClock.consumeByAtMs,
          predictedArrivalAtMs: predictedArrivalAtMs(facts.cookClock.points, testContext(context)),
          clockReason: "jam PC melompat, dicek dengan jam dinding",
        },
      });
  });

  it("happens once", () => {
    given(released)
      .when(release(), qualityFacts({ gates: gateFacts({ qualityStatus: "released" }) }))
      .rejects({ code: "batch-already-released" });
  });
});

describe("a release with a special permission", () => {
  const override: QualityCommand = {
    type: "override-release",
    body: { batchId: BATCH_ID, reason: "sampel disimpan di lab puskesmas" },
  };
  const facts = gateFacts({ sample: { storedCount: 0, minCount: 1, minVersion: 0 } });
  const head = actor("7", { roles: ["kitchen-head"] });

  it("keeps the gates it went past", () => {
    given()
      .when(override, qualityFacts({ gates: facts }), head)
      .emits({
        type: "release-overridden",
        body: {
          batchId: BATCH_ID,
          reason: "sampel disimpan di lab puskesmas",
          gates: [...releaseGates(facts, testContext())],
          consumeByAtMs: facts.cookClock.consumeByAtMs,
          predictedArrivalAtMs: predictedArrivalAtMs(facts.cookClock.points, testContext()),
        },
      });
  });

  it("is for named people only", () => {
    given()
      .when(override, qualityFacts({ gates: facts }), actor("7"))
      .rejects({ code: "not-named", staffId: staffId("7") });
    given()
      .when(override, qualityFacts({ gates: facts, figures: { ...FIGURES, overrideStaff: [] } }), head)
      .rejects({ code: "not-named", staffId: staffId("7") });
  });
});

const taken: QualityEvent = {
  type: "sample-taken",
  body: {
    sampleId: sampleId("1"),
    sampleCode: "SAMPLE-20261121-01",
    batchId: BATCH_ID,
    portionCount: 2,
    takenAtMs: TEST_NOW_MS,
  },
};
const stored: QualityEvent = {
  type: "sample-stored",
  body: {
    sampleId: sampleId("1"),
    batchId: BATCH_ID,
    storagePlaceCode: "CHILLER-2",
    temperatureC: 5,
    limitC: 5,
    limitVersion: 0,
    disposeAfterAtMs: TEST_NOW_MS + 48 * HOUR_MS,
    retentionVersion: 0,
  },
};

describe("a sample", () => {
  const take: QualityCommand = {
    type: "take-sample",
    body: { sampleId: sampleId("1"), batchId: BATCH_ID, portionCount: 2 },
  };
  const store = (temperatureC: number): QualityCommand => ({
    type: "store-sample",
    body: { sampleId: sampleId("1"), batchId: BATCH_ID, storagePlaceCode: "CHILLER-2", temperatureC },
  });
  const dispose: QualityCommand = { type: "dispose-sample", body: { sampleId: sampleId("1"), batchId: BATCH_ID } };
  const inStage = (status: string) => qualityFacts({ batch: { batchId: BATCH_ID, status, dishRuns: [] } });
  const twoPeople = actor("5", { signatures: signed("5", "6") });

  it("is taken once food is on its way into trays", () => {
    given().when(take, inStage("portioning")).emits(taken);
    given().when(take, inStage("ready")).emits(taken);
    given().when(take, inStage("checking")).rejects({ code: "wrong-state", state: "checking" });
  });

  it("is stored at five degrees or less, for 48 hours from when it was taken", () => {
    given(taken)
      .when(store(5), inStage("ready"), { nowMs: TEST_NOW_MS + HOUR_MS })
      .emits(stored);
    given(taken).when(store(5.1), inStage("ready")).rejects({ code: "place-too-warm", limitC: 5 });
    given(taken, stored).when(store(4), inStage("ready")).rejects({ code: "wrong-state", state: "stored" });
    given()
      .when(store(4), inStage("ready"))
      .rejects({ code: "not-found", kind: "sample", id: sampleId("1") });
  });

  it("is kept until 48:00, not 47:59", () => {
    const at = (hours: number, minutes: number) => ({
      ...twoPeople,
      nowMs: TEST_NOW_MS + hours * HOUR_MS + minutes * MINUTE_MS,
    });
    given(taken, stored)
      .when(dispose, inStage("completed"), at(47, 59))
      .rejects({ code: "retention-running", untilAtMs: TEST_NOW_MS + 48 * HOUR_MS });
    given(taken, stored)
      .when(dispose, inStage("completed"), at(48, 0))
      .emits({
        type: "sample-disposed",
        body: { sampleId: sampleId("1"), batchId: BATCH_ID, witnessStaffId: staffId("6") },
      });
  });

  it("is disposed of by two people", () => {
    const later = { nowMs: TEST_NOW_MS + 49 * HOUR_MS };
    given(taken, stored)
      .when(dispose, inStage("completed"), { ...actor("5", { signatures: signed("5") }), ...later })
      .rejects({ code: "signature-required", signatureCount: 2 });
    given(taken, stored)
      .when(dispose, inStage("completed"), { ...actor("5", { signatures: signed("5", "5") }), ...later })
      .rejects({ code: "same-person" });
  });

  it("whose clock nobody trusts is disposed of with a reason", () => {
    const untrusted = { ...twoPeople, isClockUntrusted: true };
    given(taken, stored).when(dispose, inStage("completed"), untrusted).rejects({ code: "reason-required" });
    given(taken, stored)
      .when(
        { ...dispose, body: { ...dispose.body, clockReason: "label menunjukkan 19 Nov" } } as QualityCommand, // one member more
        inStage("completed"),
        untrusted,
      )
      .emits({
        type: "sample-disposed",
        body: {
          sampleId: sampleId("1"),
          batchId: BATCH_ID,
          witnessStaffId: staffId("6"),
          clockReason: "label menunjukkan 19 Nov",
        },
      });
    given(taken).when(dispose, inStage("completed"), twoPeople).rejects({ code: "wrong-state", state: "taken" });
  });
});

describe("a deviation", () => {
  const opened: QualityEvent = {
    type: "deviation-opened",
    body: {
      deviationId: deviationId("1"),
      target: { kind: "batch", id: BATCH_ID },
      batchId: BATCH_ID,
      checkKind: "holding-temperature",
      checkId: checkId("1"),
      severity: "high",
      recordedByStaffId: staffId("5"),
    },
  };
  const open = (id: string): QualityCommand => ({
    type: "open-deviation",
    body: {
      deviationId: deviationId(id),
      target: { kind: "batch", id: BATCH_ID },
      batchId: BATCH_ID,
      checkKind: "holding-temperature",
      checkId: checkId(id),
      severity: "high",
    },
  });
  const action: QualityEvent = {
    type: "corrective-action-recorded",
    body: {
      deviationId: deviationId("1"),
      cause: "tutup panas bocor",
      action: "dipanaskan ulang",
      disposition: "reheat",
      dishRunIds: [],
    },
  };
  const act: QualityCommand = { type: "record-corrective-action", body: action.body };
  const acknowledge: QualityCommand = { type: "acknowledge-deviation", body: { deviationId: deviationId("1") } };
  const verify: QualityCommand = { type: "verify-deviation", body: { deviationId: deviationId("1") } };
  const acknowledged: QualityEvent = { type: "deviation-acknowledged", body: { deviationId: deviationId("1") } };
  const verified: QualityEvent = { type: "deviation-verified", body: { deviationId: deviationId("1") } };
  const repeated: QualityEvent = {
    type: "deviation-repeated",
    body: { deviationId: deviationId("1"), severity: "high", checkId: checkId("2"), recordedByStaffId: staffId("6") },
  };

  it("goes from open to verified", () => {
    given()
      .when(open("1"), qualityFacts({ checkStaffId: staffId("5") }))
      .emits(opened);
    given(opened).when(acknowledge, qualityFacts()).emits(acknowledged);
    given(opened, acknowledged).when(act, qualityFacts()).emits(action);
    given(opened, acknowledged, by("7", action)).when(verify, qualityFacts(), actor("8")).emits(verified);
  });

  it("is not acknowledged twice, acted on twice, or touched when verified", () => {
    given(opened, acknowledged)
      .when(acknowledge, qualityFacts())
      .rejects({ code: "wrong-state", state: "acknowledged" });
    given(opened, action).when(act, qualityFacts()).rejects({ code: "wrong-state", state: "action-recorded" });
    given(opened, action, verified).when(act, qualityFacts()).rejects({ code: "wrong-state", state: "verified" });
    given(opened, action, verified).when(open("2"), qualityFacts()).rejects({ code: "wrong-state", state: "verified" });
  });

  it("is verified by neither the doer nor the one whose reading failed", () => {
    given(opened, by("7", action))
      .when(verify, qualityFacts(), actor("7"))
      .rejects({ code: "own-work", staffId: staffId("7") });
    given(opened, by("7", action))
      .when(verify, qualityFacts(), actor("5"))
      .rejects({ code: "own-work", staffId: staffId("5") });
    given(opened, acknowledged).when(verify, qualityFacts(), actor("8")).rejects({ code: "action-missing" });
  });

  it("is opened again by a new failure, which undoes the action taken", () => {
    given(opened, by("7", action))
      .when(open("2"), qualityFacts({ checkStaffId: staffId("6") }))
      .emits(repeated);
    given(opened, by("7", action), repeated)
      .when(verify, qualityFacts(), actor("8"))
      .rejects({ code: "action-missing" });
    given(opened, by("7", action), repeated, by("8", action))
      .when(verify, qualityFacts(), actor("6"))
      .rejects({ code: "own-work", staffId: staffId("6") });
  });

  it("nobody opened is not found", () => {
    for (const command of [acknowledge, act, verify]) {
      given()
        .when(command, qualityFacts())
        .rejects({ code: "not-found", kind: "deviation", id: deviationId("1") });
    }
  });
});
