import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import { TEST_NOW_MS } from "#tests/kit/decide-spec.ts";
import { checkId, deviationId, gateFacts, gateRun, RICE_RUN_ID, staffId } from "#tests/kit/quality-facts.ts";
import type { GateFacts } from "./gate-facts.ts";
import {
  failedGates,
  predictedArrivalAtMs,
  releaseGates,
  sampleDueState,
  whyNotLifted,
  whyNotOverridden,
  whyNotReleased,
  whyNotVerified,
  type Moment,
} from "./rules.ts";
import type { Gate } from "./values.ts";

const now: Moment = { nowMs: TEST_NOW_MS, isClockUntrusted: false };
const untrusted: Moment = { ...now, isClockUntrusted: true };

function gateOf(gate: Gate, facts: GateFacts, moment: Moment = now) {
  return releaseGates(facts, moment).find((one) => one.gate === gate);
}

describe("the release gates", () => {
  it("all pass, or do not apply, for a batch in order", () => {
    const gates = releaseGates(gateFacts(), now);
    expect(gates.map(({ gate, outcome }) => [gate, outcome])).toEqual([
      ["core-temperature", "pass"],
      ["holding-temperature", "pass"],
      ["tasting", "pass"],
      ["rapid-test", "pass"],
      ["sample", "pass"],
      ["cook-clock", "pass"],
      ["deviation", "pass"],
      ["special-pack", "not-applicable"],
    ]);
    expect(whyNotReleased(gateFacts(), gates, { hasClockReason: false })).toBe(null);
  });

  it("freeze the value, the limit and its version", () => {
    expect(gateOf("core-temperature", gateFacts())).toEqual({
      gate: "core-temperature",
      outcome: "pass",
      reason: null,
      isOverridable: false,
      value: 78.2,
      limit: 75,
      unit: "c",
      limitVersion: 0,
      subjectIds: [RICE_RUN_ID],
    });
  });

  it("fail a core temperature of 74.9 and pass one of 75.0", () => {
    const core = (lowestC: number) =>
      gateFacts({
        dishRuns: [gateRun({ core: { checkId: checkId("1"), lowestC, atMs: TEST_NOW_MS, staffId: null } })],
      });
    expect(gateOf("core-temperature", core(74.9))).toMatchObject({ outcome: "fail", reason: "too-cold", value: 74.9 });
    expect(gateOf("core-temperature", core(75))).toMatchObject({ outcome: "pass", reason: null });
  });

  it("judge by the stricter limit of the recipe", () => {
    const facts = gateFacts({ dishRuns: [gateRun({ coreLimit: { limitC: 80, limitVersion: 2 } })] });
    expect(gateOf("core-temperature", facts)).toMatchObject({ outcome: "fail", limit: 80, limitVersion: 2 });
  });

  it("name a hot dish nobody measured", () => {
    const facts = gateFacts({ dishRuns: [gateRun(), gateRun({ dishRunId: RICE_RUN_ID, core: null })] });
    expect(gateOf("core-temperature", facts)).toMatchObject({ outcome: "fail", reason: "not-measured", value: null });
  });

  it("want a holding reading at most 30 minutes old", () => {
    const facts = (ageMs: number) =>
      gateFacts({
        dishRuns: [
          gateRun({
            holding: {
              checkId: checkId("2"),
              temperatureC: 66,
              atMs: TEST_NOW_MS - ageMs,
              staffId: null,
              hasAction: false,
            },
          }),
        ],
      });
    expect(gateOf("holding-temperature", facts(30 * MINUTE_MS))).toMatchObject({ outcome: "pass" });
    expect(gateOf("holding-temperature", facts(30 * MINUTE_MS + 1))).toMatchObject({
      outcome: "fail",
      reason: "reading-too-old",
      isOverridable: true,
    });
  });

  it("let a hot dish out of limits go only with an action and once it was reheated", () => {
    const held = { checkId: checkId("2"), temperatureC: 59.9, atMs: TEST_NOW_MS - MINUTE_MS, staffId: staffId("5") };
    const cold = { ...held, hasAction: false };
    const acted = { ...held, hasAction: true };
    const reheated = { checkId: checkId("4"), lowestC: 76, atMs: TEST_NOW_MS, staffId: staffId("5") };
    const overridable = (run: Parameters<typeof gateRun>[0]) =>
      gateOf("holding-temperature", gateFacts({ dishRuns: [gateRun(run)] }));
    expect(overridable({ holding: cold })).toMatchObject({ outcome: "fail", reason: "too-cold", isOverridable: false });
    expect(overridable({ holding: acted })).toMatchObject({ outcome: "fail", isOverridable: false });
    expect(overridable({ holding: acted, core: reheated })).toMatchObject({ outcome: "fail", isOverridable: true });
    expect(overridable({ holding: cold, core: reheated })).toMatchObject({ isOverridable: false });
  });

  it("judge cold food by its maximum", () => {
    const facts = gateFacts({
      dishRuns: [
        gateRun({
          temperatureClass: "cold",
          coreLimit: null,
          core: null,
          holdingLimit: { limitKind: "max", limitC: 5, limitVersion: 0 },
          holding: { checkId: checkId("2"), temperatureC: 5.1, atMs: TEST_NOW_MS, staffId: null, hasAction: true },
        }),
      ],
    });
    expect(gateOf("core-temperature", facts)).toMatchObject({ outcome: "not-applicable" });
    expect(gateOf("holding-temperature", facts)).toMatchObject({ reason: "too-warm", isOverridable: true });
  });

  it("need a safe verdict for every dish, fruit too", () => {
    const fruit = gateRun({ temperatureClass: "ambient", coreLimit: null, holdingLimit: null, tasting: null });
    expect(gateOf("tasting", gateFacts({ dishRuns: [gateRun(), fruit] }))).toMatchObject({
      outcome: "fail",
      reason: "not-tasted",
      isOverridable: false,
      value: 1,
      limit: 2,
    });
  });

  it("let a missing rapid test be overridden, a positive one never", () => {
    const test = (rapidTest: Partial<GateFacts["rapidTest"]>) =>
      gateOf("rapid-test", gateFacts({ rapidTest: { ...gateFacts().rapidTest, ...rapidTest } }));
    expect(test({ missingSubstanceCodes: ["formalin"] })).toMatchObject({ reason: "not-tested", isOverridable: true });
    expect(test({ isRequired: false, missingSubstanceCodes: ["formalin"] })).toMatchObject({ outcome: "pass" });
    expect(test({ positiveChecks: [{ checkId: checkId("9"), staffId: null }] })).toMatchObject({
      reason: "positive",
      isOverridable: false,
      subjectIds: [checkId("9")],
    });
  });

  it("count the special packs", () => {
    const packs = (requiredCount: number, packedCount: number) =>
      gateOf("special-pack", gateFacts({ specialPacks: { requiredCount, packedCount } }));
    expect(packs(14, 14)).toMatchObject({ outcome: "pass" });
    expect(packs(14, 13)).toMatchObject({ outcome: "fail", reason: "count-differs", value: 13, limit: 14 });
    expect(packs(0, 1)).toMatchObject({ outcome: "fail" });
  });

  it("stop a batch with an unverified deviation", () => {
    const facts = gateFacts({
      openDeviations: [{ deviationId: deviationId("d"), severity: "high", recordedByStaffId: null }],
    });
    expect(gateOf("deviation", facts)).toMatchObject({ outcome: "fail", subjectIds: [deviationId("d")] });
  });
});

describe("the cook clock", () => {
  const clock = (change: Partial<GateFacts["cookClock"]>, moment: Moment = now) =>
    gateOf("cook-clock", gateFacts({ cookClock: { ...gateFacts().cookClock, ...change } }), moment);

  it("allows four hours from the first dish to the last arrival, six with a permission, never more", () => {
    const arrivalMs = TEST_NOW_MS + HOUR_MS + 20 * MINUTE_MS;
    const startedBefore = (ms: number) => ({ startAtMs: arrivalMs - ms, consumeByAtMs: arrivalMs + HOUR_MS });
    expect(clock(startedBefore(4 * HOUR_MS))).toMatchObject({ outcome: "pass", value: 4 * HOUR_MS });
    expect(clock(startedBefore(4 * HOUR_MS + 1))).toMatchObject({ reason: "over-target", isOverridable: true });
    expect(clock(startedBefore(6 * HOUR_MS))).toMatchObject({ reason: "over-target", isOverridable: true });
    expect(clock(startedBefore(6 * HOUR_MS + 1))).toMatchObject({ reason: "over-limit", isOverridable: false });
  });

  it("wants the food eaten before its consume-by, permission or not", () => {
    const arrivalMs = TEST_NOW_MS + HOUR_MS + 20 * MINUTE_MS;
    expect(clock({ consumeByAtMs: arrivalMs + 30 * MINUTE_MS })).toMatchObject({ outcome: "pass" });
    expect(clock({ consumeByAtMs: arrivalMs + 30 * MINUTE_MS - 1 })).toMatchObject({
      reason: "past-consume-by",
      isOverridable: false,
    });
  });

  it("reckons with now when the planned departure has passed", () => {
    const points = [{ departureAtMs: TEST_NOW_MS - HOUR_MS, travelMs: 20 * MINUTE_MS }];
    expect(predictedArrivalAtMs(points, now)).toBe(TEST_NOW_MS + 20 * MINUTE_MS);
    expect(predictedArrivalAtMs([...points, { departureAtMs: TEST_NOW_MS, travelMs: HOUR_MS }], now)).toBe(
      TEST_NOW_MS + HOUR_MS,
    );
    expect(predictedArrivalAtMs([], now)).toBe(null);
  });

  it("does not apply to food that needs no clock, and waits for food not cooked", () => {
    expect(clock({ startAtMs: null, consumeByAtMs: null })).toMatchObject({ outcome: "not-applicable" });
    const facts = gateFacts({ dishRuns: [gateRun({ cookedAtMs: null })] });
    expect(gateOf("cook-clock", facts)).toMatchObject({ outcome: "fail", reason: "not-cooked", isOverridable: false });
  });
});

describe("a clock nobody trusts", () => {
  it("leaves the time guards unjudged and asks for a reason, but still reads thermometers", () => {
    const gates = releaseGates(gateFacts(), untrusted);
    expect(gates.filter((gate) => gate.outcome === "unjudged").map((gate) => gate.gate)).toEqual([
      "holding-temperature",
      "cook-clock",
    ]);
    expect(whyNotReleased(gateFacts(), gates, { hasClockReason: false })).toEqual({ code: "reason-required" });
    expect(whyNotReleased(gateFacts(), gates, { hasClockReason: true })).toBe(null);
    const cold = gateFacts({
      dishRuns: [
        gateRun({
          holding: { checkId: checkId("2"), temperatureC: 50, atMs: 0, staffId: null, hasAction: true },
        }),
      ],
    });
    expect(gateOf("holding-temperature", cold, untrusted)).toMatchObject({ outcome: "fail", reason: "too-cold" });
  });
});

describe("a release", () => {
  const reasonWhy = (facts: GateFacts) => whyNotReleased(facts, releaseGates(facts, now), { hasClockReason: false });

  it("needs a batch that is ready and open", () => {
    expect(reasonWhy(gateFacts({ qualityStatus: "released" }))).toEqual({ code: "batch-already-released" });
    expect(reasonWhy(gateFacts({ qualityStatus: "held" }))).toEqual({ code: "wrong-state", state: "held" });
    expect(reasonWhy(gateFacts({ batchStatus: "portioning" }))).toEqual({ code: "wrong-state", state: "portioning" });
  });

  it("names the gates in its way", () => {
    const facts = gateFacts({ sample: { storedCount: 0, minCount: 1, minVersion: 0 } });
    expect(reasonWhy(facts)).toEqual({ code: "gate-failed", gates: failedGates(releaseGates(facts, now)) });
  });
});

describe("a release with a special permission", () => {
  const missingSample = gateFacts({ sample: { storedCount: 0, minCount: 1, minVersion: 0 } });
  const request = {
    staffId: staffId("7"),
    roles: ["kitchen-head"],
    overrideStaff: ["kitchen-head"],
    reason: "bank sampel penuh, sampel disimpan di lab",
    reasonMinCount: 20,
  } as const;
  const why = (facts: GateFacts, change: Partial<Parameters<typeof whyNotOverridden>[2]> = {}) =>
    whyNotOverridden(facts, releaseGates(facts, now), { ...request, ...change });

  it("is given by a named person, with a reason of twenty letters", () => {
    expect(why(missingSample)).toBe(null);
    expect(why(missingSample, { overrideStaff: [staffId("7")], roles: ["nutritionist"] })).toBe(null);
    expect(why(missingSample, { roles: ["nutritionist"] })).toEqual({ code: "not-named", staffId: staffId("7") });
    expect(why(missingSample, { reason: "a".repeat(19) })).toEqual({ code: "reason-too-short", minCount: 20 });
    expect(why(missingSample, { reason: ` ${"a".repeat(19)} ` })).toEqual({ code: "reason-too-short", minCount: 20 });
    expect(why(missingSample, { reason: "a".repeat(20) })).toBe(null);
  });

  it("has something to override", () => {
    expect(why(gateFacts())).toEqual({ code: "nothing-to-override" });
  });

  it("is refused to whoever recorded the failing check, and for gates nobody may override", () => {
    const unsafe = gateFacts({
      dishRuns: [gateRun({ tasting: { checkId: checkId("3"), verdict: "unsafe", staffId: staffId("7") } })],
    });
    expect(why(unsafe)).toEqual({ code: "own-work", staffId: staffId("7") });
    expect(why(unsafe, { staffId: staffId("8") })).toEqual({ code: "gate-not-overridable", gate: "tasting" });
  });
});

describe("lifting a hold", () => {
  const facts = { qualityStatus: "held", blockingDeviationIds: [], staffId: staffId("8") };

  it("is another person's work than the holder's and the failing recorder's", () => {
    const hold = { staffId: staffId("7"), recordedByStaffId: null };
    expect(whyNotLifted(hold, facts)).toBe(null);
    expect(whyNotLifted(hold, { ...facts, staffId: staffId("7") })).toEqual({
      code: "own-work",
      staffId: staffId("7"),
    });
    const followed = { staffId: null, recordedByStaffId: staffId("8") };
    expect(whyNotLifted(followed, facts)).toEqual({ code: "own-work", staffId: staffId("8") });
  });

  it("waits until deviations are verified, and needs a hold", () => {
    const hold = { staffId: null, recordedByStaffId: null };
    expect(whyNotLifted(hold, { ...facts, blockingDeviationIds: [deviationId("d")] })).toEqual({
      code: "deviation-open",
      deviationIds: [deviationId("d")],
    });
    expect(whyNotLifted(null, { ...facts, qualityStatus: "open" })).toEqual({ code: "wrong-state", state: "open" });
  });
});

describe("small rules", () => {
  it("tell when a sample is due", () => {
    const sample = { status: "stored", warnAtMs: 100, disposeAfterAtMs: 200 } as const;
    expect(sampleDueState(sample, 99)).toBe("stored");
    expect(sampleDueState(sample, 100)).toBe("due-soon");
    expect(sampleDueState(sample, 200)).toBe("due");
    expect(sampleDueState({ ...sample, status: "disposed" }, 300)).toBe("disposed");
    expect(sampleDueState({ status: "taken", warnAtMs: null, disposeAfterAtMs: null }, 300)).toBe("taken");
  });

  it("let a deviation be verified once acted on, by somebody else", () => {
    const deviation = { actionByStaffId: staffId("7"), recordedByStaffIds: [staffId("5"), null] };
    expect(whyNotVerified({ ...deviation, status: "open" }, staffId("8"))).toEqual({ code: "action-missing" });
    expect(whyNotVerified({ ...deviation, status: "action-recorded" }, staffId("7"))).toMatchObject({
      code: "own-work",
    });
    expect(whyNotVerified({ ...deviation, status: "action-recorded" }, staffId("5"))).toMatchObject({
      code: "own-work",
    });
    expect(whyNotVerified({ ...deviation, status: "action-recorded" }, staffId("8"))).toBe(null);
    expect(whyNotVerified({ ...deviation, status: "verified" }, staffId("8"))).toMatchObject({ code: "wrong-state" });
  });
});
