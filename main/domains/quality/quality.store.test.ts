import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import { atClock, PLAN_DATE, plannedBatch } from "#tests/kit/production-plan.ts";
import {
  BATCH,
  CHICKEN,
  COOK,
  createQualityKitchen,
  FRUIT_RUN,
  HEAD,
  NUTRITIONIST,
  OFFICER,
  person,
  signedBy,
  type QualityKitchen,
} from "#tests/kit/quality-kitchen.ts";

let kitchen: QualityKitchen;
beforeEach(() => {
  kitchen = createQualityKitchen();
});
afterEach(() => {
  kitchen.rebuildAndCompare();
  kitchen.close();
});

const batchId = BATCH;
const ALL_PASS = {
  "core-temperature": "pass",
  "holding-temperature": "pass",
  tasting: "pass",
  "rapid-test": "pass",
  sample: "pass",
  "cook-clock": "pass",
  deviation: "pass",
  "special-pack": "pass",
};

function release(by = NUTRITIONIST) {
  return kitchen.submit("release-batch", { batchId }, { as: person(by), signatures: signedBy(by) });
}
function board() {
  return kitchen.ask("quality-board", { serviceDate: PLAN_DATE });
}
function deviations(params: object = {}) {
  return kitchen.ask("deviations", params) as readonly { readonly deviationId: string; readonly status: string }[]; // by name
}
async function settle(deviationId: string, disposition: string): Promise<void> {
  await kitchen.accepted("acknowledge-deviation", { deviationId }, { as: person(NUTRITIONIST) });
  await kitchen.accepted(
    "record-corrective-action",
    { deviationId, cause: "tutup panas bocor", action: "dipanaskan ulang", disposition },
    { as: person(NUTRITIONIST) },
  );
  await kitchen.accepted("verify-deviation", { deviationId }, { as: person(HEAD), signatures: signedBy(HEAD) });
}

describe("a batch on its way to release", () => {
  it("is released when every gate passes, and lets production complete it", async () => {
    await kitchen.cook();
    expect(kitchen.gateOutcomes()).toMatchObject({ tasting: "not-tasted", "rapid-test": "not-tested" });
    await kitchen.makeReady();
    expect(kitchen.gateOutcomes()).toEqual(ALL_PASS);
    expect(await release()).toMatchObject({ kind: "accepted" });
    await kitchen.accepted("complete-batch", { batchId, isWasteFree: true });
    expect(board()).toMatchObject([
      { batchId, batchStatus: "completed", qualityStatus: "released", isOverridden: false, nextDue: null },
    ]);
    expect(kitchen.ask("clean-release-rate", { fromServiceDate: PLAN_DATE, toServiceDate: PLAN_DATE })).toEqual([
      { serviceDate: PLAN_DATE, readyCount: 1, cleanCount: 1, cleanRateBp: 10_000 },
    ]);
  });

  it("is told what it needs next, from the core on the fire to the holding temperature", async () => {
    await kitchen.cook();
    expect(board()).toMatchObject([{ nextDue: { checkKind: "tasting", dueAtMs: atClock("02:50") } }]);
    await kitchen.makeReady();
    expect(board()).toMatchObject([{ nextDue: { checkKind: "holding-temperature", dueAtMs: atClock("05:20") } }]);
  });

  it("is refused with the gate that fails once the last reading is older than 30 minutes", async () => {
    await kitchen.cook();
    await kitchen.makeReady();
    kitchen.clock.advance(30 * MINUTE_MS + 1);
    expect(await release()).toMatchObject({
      kind: "rejected",
      rejection: {
        code: "gate-failed",
        gates: [{ gate: "holding-temperature", reason: "reading-too-old", value: 64.5 }],
      },
    });
    await kitchen.holdAt([61]);
    expect(await release()).toMatchObject({ kind: "accepted" });
    expect(await release()).toMatchObject({ kind: "rejected", rejection: { code: "batch-already-released" } });
  });

  it("keeps the limits it was released by when a setting changes after", async () => {
    await kitchen.cook();
    await kitchen.makeReady();
    await release();
    await kitchen.accepted(
      "change-setting",
      {
        settingKey: "temperature.hot-min",
        value: 68,
        source: "uji",
        effectiveFromDate: PLAN_DATE,
        reason: "lebih ketat",
      },
      { as: person(HEAD, ["kitchen-head"]), signatures: signedBy(HEAD) },
    );
    expect(kitchen.gateOutcomes()).toMatchObject({ "holding-temperature": "too-cold" });
    const released = kitchen.store
      .readEvents({ sinceSeq: 0, domains: ["quality"], limit: 200 })
      .findLast((event) => event.type === "batch-released");
    expect(released?.body).toMatchObject({
      gates: [
        {},
        { gate: "holding-temperature", outcome: "pass", value: 64.5, limit: 60, limitVersion: 0 },
        {},
        {},
        {},
        {},
        {},
        {},
      ],
      consumeByAtMs: atClock("08:50"),
      predictedArrivalAtMs: atClock("06:30"),
    });
  });

  it("that was released is held again, which stops it", async () => {
    await kitchen.cook();
    await kitchen.makeReady();
    await release();
    await kitchen.accepted("hold-batch", { batchId, reasonCode: "foreign-object" }, { as: person(COOK) });
    expect(board()).toMatchObject([{ qualityStatus: "held", hold: { reasonCode: "foreign-object", staffId: COOK } }]);
    expect(await kitchen.submit("complete-batch", { batchId, isWasteFree: true })).toMatchObject({
      rejection: { code: "batch-not-released" },
    });
    expect(kitchen.ask("alerts")).toMatchObject([{ alertKind: "batch-held", entityId: batchId, severity: "high" }]);
  });

  it("asks for a reason while the clock is not trusted", async () => {
    await kitchen.cook();
    await kitchen.makeReady();
    kitchen.clock.jump(HOUR_MS);
    expect(await release()).toMatchObject({ rejection: { code: "reason-required" } });
    await kitchen.accepted(
      "release-batch",
      { batchId, clockReason: "jam PC melompat, dicek dengan jam dinding" },
      { as: person(NUTRITIONIST), signatures: signedBy(NUTRITIONIST) },
    );
    const [newest] = kitchen.ask("haccp-log", { fromServiceDate: PLAN_DATE, toServiceDate: PLAN_DATE }).slice(-1);
    expect(newest).toMatchObject({
      entryKind: "batch-released",
      isClockUntrusted: true,
      reason: "jam PC melompat, dicek dengan jam dinding",
    });
  });
});

describe("a reading out of limits", () => {
  it("of held food opens a deviation and holds the batch in the same act", async () => {
    await kitchen.cook();
    await kitchen.makeReady();
    const checkId = await kitchen.holdAt([58.4], { action: { actionCode: "reheat" } });
    expect(board()).toMatchObject([
      { qualityStatus: "held", hold: { staffId: OFFICER, reasonCode: "failed-check" }, openDeviationCount: 1 },
    ]);
    expect(deviations()).toMatchObject([
      {
        target: { kind: "batch", id: batchId },
        batchCode: "BATCH-20261121-01",
        checkKind: "holding-temperature",
        severity: "high",
        status: "open",
        recordedByStaffId: OFFICER,
        checkIds: [checkId],
      },
    ]);
    expect(kitchen.gateOutcomes()).toMatchObject({ "holding-temperature": "too-cold", deviation: "unverified" });
  });

  it("is lifted by somebody else once the deviation is verified, and then released", async () => {
    await kitchen.cook();
    await kitchen.makeReady();
    await kitchen.holdAt([58.4], { action: { actionCode: "reheat" } });
    const lift = (by: typeof HEAD) =>
      kitchen.submit(
        "lift-hold",
        { batchId, disposition: "reheat", reason: "sudah dipanaskan ulang" },
        { as: person(by), signatures: signedBy(by) },
      );
    const [open] = deviations();
    expect(await lift(OFFICER)).toMatchObject({ rejection: { code: "own-work", staffId: OFFICER } });
    expect(await lift(HEAD)).toMatchObject({
      rejection: { code: "deviation-open", deviationIds: [open?.deviationId] },
    });
    await settle(open?.deviationId ?? "", "reheat");
    expect(await lift(HEAD)).toMatchObject({ kind: "accepted" });
    await kitchen.holdAt([72]);
    expect(kitchen.gateOutcomes()).toEqual(ALL_PASS);
    expect(await release()).toMatchObject({ kind: "accepted" });
    expect(kitchen.ask("clean-release-rate", { fromServiceDate: PLAN_DATE, toServiceDate: PLAN_DATE })).toMatchObject([
      { readyCount: 1, cleanCount: 0, cleanRateBp: 0 },
    ]);
  });

  it("again while the deviation waits counts up and undoes the action; once verified it is a new one", async () => {
    await kitchen.cook();
    await kitchen.makeReady();
    await kitchen.holdAt([58.4], { action: { actionCode: "reheat" } });
    const [first] = deviations();
    const deviationId = first?.deviationId ?? "";
    await kitchen.accepted(
      "record-corrective-action",
      { deviationId, cause: "tutup bocor", action: "ganti tutup", disposition: "reheat" },
      { as: person(NUTRITIONIST) },
    );
    await kitchen.holdAt([57], { action: { actionCode: "reheat" } });
    expect(deviations()).toMatchObject([{ deviationId, status: "open", occurrenceCount: 2, action: null }]);
    await settle(deviationId, "reheat");
    expect(deviations()).toEqual([]);
    await kitchen.holdAt([56], { action: { actionCode: "reheat" } });
    expect(deviations({ batchId }).map((row) => row.status)).toEqual(["verified", "open"]);
  });

  it("of a dish still on the fire is no deviation: cook on", async () => {
    const lead = await kitchen.addCook("Siti Aminah");
    await kitchen.plan(plannedBatch());
    await kitchen.accepted("assign-task", { batchId, staffId: lead, taskKind: "lead-cook" });
    await kitchen.accepted("start-preparation", { batchId });
    kitchen.clock.advance(atClock("02:00") - kitchen.clock.nowMs());
    await kitchen.accepted("start-cooking", { batchId, dishRunId: CHICKEN });
    await kitchen.measure(batchId, CHICKEN, 70);
    expect(deviations()).toEqual([]);
    expect(await kitchen.submit("finish-cooking", { batchId, dishRunId: CHICKEN })).toMatchObject({
      rejection: { code: "core-temperature-too-low", lowestC: 70, limitC: 75 },
    });
    expect(board()).toMatchObject([{ nextDue: { checkKind: "core-temperature", dueAtMs: atClock("03:00") } }]);
    expect(kitchen.ask("quality-pass-rate", { fromServiceDate: PLAN_DATE, toServiceDate: PLAN_DATE })).toEqual([
      { checkKind: "all", checkedCount: 0, passedCount: 0, passRateBp: null },
    ]);
  });
});

describe("rework", () => {
  it("needs quality's word, and what was measured and tasted before it no longer counts", async () => {
    await kitchen.cook();
    kitchen.clock.advance(10 * MINUTE_MS);
    await kitchen.accepted(
      "record-tasting",
      {
        checkId: kitchen.makeId("check"),
        batchId,
        phase: "before-dispatch",
        dishes: [{ dishRunId: CHICKEN, tastePoints: 1, colourPoints: 3, aromaPoints: 3, texturePoints: 3 }],
        verdict: "unsafe",
        note: "rasa asam",
      },
      { as: person(OFFICER, ["quality-officer"]) },
    );
    const rework = () => kitchen.submit("rework-dish", { batchId, dishRunId: CHICKEN, reason: "rasa asam" });
    expect(await rework()).toMatchObject({ rejection: { code: "rework-not-decided" } });
    const [deviation] = deviations();
    await kitchen.accepted(
      "record-corrective-action",
      {
        deviationId: deviation?.deviationId,
        cause: "bumbu lama",
        action: "masak ulang",
        disposition: "rework",
        dishRunIds: [CHICKEN],
      },
      { as: person(NUTRITIONIST) },
    );
    expect(await rework()).toMatchObject({ kind: "accepted" });
    expect(await rework()).toMatchObject({ rejection: { code: "wrong-state" } });
    kitchen.clock.advance(20 * MINUTE_MS);
    expect(await kitchen.submit("finish-cooking", { batchId, dishRunId: CHICKEN })).toMatchObject({
      rejection: { code: "core-temperature-missing" },
    });
    expect(kitchen.gateOutcomes()).toMatchObject({ "core-temperature": "not-measured", tasting: "not-tasted" });
    await kitchen.measure(batchId, CHICKEN);
    await kitchen.accepted("finish-cooking", { batchId, dishRunId: CHICKEN });
    expect(await rework()).toMatchObject({ rejection: { code: "rework-not-decided" } });
    expect(kitchen.gateOutcomes()).toMatchObject({ "core-temperature": "pass", tasting: "not-tasted" });
  });
});

describe("a correction", () => {
  it("keeps the original, is judged by its limit and changes the gates", async () => {
    await kitchen.cook();
    await kitchen.makeReady();
    const checkId = await kitchen.holdAt([58.4], { action: { actionCode: "reheat" } });
    const correctedId = kitchen.makeId("check");
    await kitchen.accepted(
      "correct-check",
      {
        checkId: correctedId,
        replacesCheckId: checkId,
        readings: { checkKind: "holding-temperature", readingsC: [85.4] },
        reason: "salah ketik 58 untuk 85",
      },
      { as: person(OFFICER), signatures: signedBy(OFFICER) },
    );
    expect(kitchen.gateOutcomes()).toMatchObject({ "holding-temperature": "pass", deviation: "unverified" });
    const rows = kitchen.ask("checks", {
      batchId,
      checkKind: "holding-temperature",
      fromServiceDate: PLAN_DATE,
      toServiceDate: PLAN_DATE,
    });
    expect(rows.slice(0, 2)).toMatchObject([
      { checkId: correctedId, replacesCheckId: checkId, temperatureC: 85.4, limitC: 60, outcome: "pass" },
      { checkId, replacedByCheckId: correctedId, temperatureC: 58.4, outcome: "fail", actionCode: "reheat" },
    ]);
    expect(kitchen.ask("temperature-history", { batchId })).toMatchObject([
      { checkKind: "core-temperature", temperatureC: 78.2, limitC: 75, isReplaced: false },
      { checkKind: "holding-temperature", temperatureC: 64.5 },
      { temperatureC: 58.4, isReplaced: true },
      { temperatureC: 85.4, isReplaced: false },
    ]);
  });

  it("that fails after the release holds the batch again", async () => {
    await kitchen.cook();
    await kitchen.makeReady();
    const [core] = kitchen.ask("checks", {
      dishRunId: CHICKEN,
      checkKind: "core-temperature",
      fromServiceDate: PLAN_DATE,
      toServiceDate: PLAN_DATE,
    }) as readonly { readonly checkId: string }[]; // by name
    await release();
    await kitchen.accepted(
      "correct-check",
      {
        checkId: kitchen.makeId("check"),
        replacesCheckId: core?.checkId,
        readings: { checkKind: "core-temperature", readingsC: [68.2, 80, 81.4] },
        reason: "alat ternyata salah 10 derajat",
      },
      { as: person(NUTRITIONIST), signatures: signedBy(NUTRITIONIST) },
    );
    expect(kitchen.gateOutcomes()).toMatchObject({ "core-temperature": "too-cold" });
    expect(board()).toMatchObject([{ qualityStatus: "held", openDeviationCount: 1 }]);
  });
});

describe("a release with a special permission", () => {
  it("is written with its gates and raises an alert a person must close", async () => {
    await kitchen.cook();
    await kitchen.makeReady();
    kitchen.clock.advance(HOUR_MS);
    const override = (by: typeof HEAD, reason: string) =>
      kitchen.submit(
        "override-release",
        { batchId, reason },
        { as: person(by, ["kitchen-head"]), signatures: signedBy(by) },
      );
    expect(await override(HEAD, "terlambat")).toMatchObject({ rejection: { code: "reason-too-short", minCount: 20 } });
    expect(await override(HEAD, "termometer rusak, uap masih mengepul")).toMatchObject({ kind: "accepted" });
    expect(board()).toMatchObject([{ qualityStatus: "released", isOverridden: true }]);
    expect(kitchen.ask("alerts")).toMatchObject([
      { alertKind: "release-overridden", severity: "high", ownerRole: "kitchen-head", needsVerification: true },
    ]);
  });
});

describe("the bank sampel", () => {
  it("gives dense codes, knows when a sample is due and shows who disposed of it with whom", async () => {
    await kitchen.cook();
    await kitchen.makeReady();
    const sampleId = kitchen.makeId("sample");
    const taken = await kitchen.accepted("take-sample", { sampleId, batchId, portionCount: 1 }, { as: person(COOK) });
    expect(taken.result).toEqual({ sampleCode: "SAMPLE-20261121-02" });
    expect(
      await kitchen.submit("take-sample", { sampleId, batchId, portionCount: 1 }, { as: person(COOK) }),
    ).toMatchObject({ rejection: { code: "id-already-used", kind: "sample" } });
    const takenAtMs = kitchen.clock.nowMs();
    await kitchen.accepted("store-sample", { sampleId, batchId, storagePlaceCode: "CHILLER-2", temperatureC: 3.5 });
    expect(kitchen.ask("samples", { status: "stored" })).toMatchObject([
      {
        sampleCode: "SAMPLE-20261121-02",
        disposeAfterAtMs: takenAtMs + 48 * HOUR_MS,
        warnAtMs: takenAtMs + 44 * HOUR_MS,
      },
      { sampleCode: "SAMPLE-20261121-01" },
    ]);
    kitchen.clock.advance(48 * HOUR_MS);
    await kitchen.accepted(
      "dispose-sample",
      { sampleId, batchId },
      { as: person(NUTRITIONIST), signatures: signedBy(NUTRITIONIST, OFFICER) },
    );
    expect(kitchen.ask("samples", { status: "disposed" })).toMatchObject([
      { sampleId, disposedByStaffId: NUTRITIONIST, witnessStaffId: OFFICER },
    ]);
  });
});

describe("checks outside a batch", () => {
  it("of hygiene have a stream and a day of their own", async () => {
    const checkId = kitchen.makeId("check");
    const items = [
      "floor-dry-clean",
      "surfaces-sanitised",
      "tools-clean",
      "raw-cooked-apart",
      "food-covered",
      "waste-closed",
      "hand-wash-soap",
      "drain-clear",
      "no-pests",
      "chemicals-apart",
    ].map((itemCode, index) => ({ itemCode, isMet: index >= 3 }));
    const answer = await kitchen.accepted(
      "record-hygiene-check",
      { checkId, target: { kind: "area", id: "pengolahan" }, checklistCode: "kitchen", checklistVersion: 1, items },
      { as: person(OFFICER) },
    );
    expect(answer.streamId).toBe(checkId);
    expect(
      kitchen.ask("checks", { checkKind: "hygiene", fromServiceDate: PLAN_DATE, toServiceDate: PLAN_DATE }),
    ).toMatchObject([{ checkId, outcome: "fail", scoreBp: 7_000, batchId: null }]);
    expect(deviations()).toMatchObject([{ target: { kind: "area", id: "pengolahan" }, severity: "medium" }]);
    expect(kitchen.ask("quality-trend", { serviceDate: PLAN_DATE })).toMatchObject([
      {
        checkKind: "hygiene",
        recent: { checkedCount: 1, passedCount: 0, passRateBp: 0 },
        before: { checkedCount: 0, passRateBp: null },
        trend: "not-enough-data",
        medianMarginC: null,
        failures: [
          { parameter: "floor-dry-clean", failedCount: 1 },
          { parameter: "surfaces-sanitised", failedCount: 1 },
          { parameter: "tools-clean", failedCount: 1 },
        ],
      },
      { checkKind: "all" },
    ]);
  });

  it("name things that are there", async () => {
    const unknown = `batch_${"f".repeat(32)}`;
    expect(await kitchen.submit("hold-batch", { batchId: unknown, reasonCode: "staff" })).toMatchObject({
      rejection: { code: "not-found", kind: "batch", id: unknown },
    });
    await kitchen.cook();
    const command = { checkId: kitchen.makeId("check"), checkKind: "foreign-object", readings: [], outcome: "pass" };
    const other = `dish_run_${"f".repeat(32)}`;
    expect(
      await kitchen.submit("record-check", { ...command, batchId, target: { kind: "dish-run", id: other } }),
    ).toMatchObject({ rejection: { code: "not-found", kind: "dish-run" } });
    expect(
      await kitchen.submit("record-check", { ...command, batchId, target: { kind: "dish-run", id: FRUIT_RUN } }),
    ).toMatchObject({ kind: "accepted", streamId: `quality:${batchId}` });
  });
});
