import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { allSettings } from "#domains/registry.ts";
import { coreTemperatureMinC } from "#domains/quality/settings.ts";
import { cookFloor } from "#domains/production/settings.ts";
import { DAY_MS, MINUTE_MS, msFromLocal, type TimeZone } from "#kernel/time.ts";
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
  FRUIT,
} from "#tests/kit/production-plan.ts";
import { serviceDateAt, serviceDayStartsAtMs, settingReader, siteProfile } from "./queries.ts";

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

/** A whole night of one batch up to its completion, by the kitchen's own rules of release. */
async function completeBatch({ samples = 2 } = {}): Promise<void> {
  const cook = await kitchen.addCook("Siti Aminah");
  await kitchen.plan(plannedBatch());
  await kitchen.accepted("assign-task", { batchId, staffId: cook, taskKind: "lead-cook" });
  await kitchen.accepted("start-preparation", { batchId });
  kitchen.clock.advance(atClock("04:00") - kitchen.clock.nowMs());
  for (const dishRunId of [chickenId, fruitId]) await kitchen.accepted("start-cooking", { batchId, dishRunId });
  kitchen.clock.advance(40 * MINUTE_MS);
  await kitchen.measure(batchId, chickenId);
  for (const dishRunId of [chickenId, fruitId]) await kitchen.accepted("finish-cooking", { batchId, dishRunId });
  await kitchen.taste(batchId, [chickenId, fruitId]);
  await kitchen.accepted("record-rapid-test", {
    checkId: kitchen.makeId("check"),
    batchId,
    substances: ["arsenic", "cyanide", "nitrite", "formalin"].map((substanceCode) => ({
      substanceCode,
      outcome: "negative",
    })),
  });
  await kitchen.accepted("start-portioning", { batchId });
  kitchen.clock.advance(60 * MINUTE_MS);
  await kitchen.accepted("record-portions", { batchId, added: portions(100, 50), specialPackCount: 2 });
  await kitchen.accepted("finish-portioning", { batchId });
  for (let count = 0; count < samples; count += 1) await keepSample();
  await kitchen.accepted("record-holding-temperature", {
    checkId: kitchen.makeId("check"),
    batchId,
    readingsC: [66, 67, 68],
  });
  await kitchen.accepted("release-batch", { batchId }, { signatures: [] });
  await kitchen.accepted("complete-batch", { batchId, isWasteFree: true });
}

async function keepSample(): Promise<void> {
  const sampleId = kitchen.makeId("sample");
  await kitchen.accepted("take-sample", { sampleId, batchId, portionCount: 1 });
  await kitchen.accepted("store-sample", { sampleId, batchId, storagePlaceCode: "chiller-1", temperatureC: 3 });
}

describe("a service day", () => {
  it("closes when every batch is done and sampled, freezes production, and reopens with a reason", async () => {
    await completeBatch();
    await kitchen.plan(plannedBatch(2));
    const early = await kitchen.submit("close-service-day", { serviceDate: PLAN_DATE });
    expect(early).toMatchObject({
      kind: "rejected",
      rejection: { code: "day-not-finished", openBatchIds: [batchIdOf(2)], missingSampleBatchIds: [] },
    });
    const closing = () => kitchen.ask("service-day-closing", { serviceDate: PLAN_DATE })[0];
    expect(closing()).toMatchObject({ dayStatus: "open", isStarted: true, openBatchIds: [batchIdOf(2)] });
    await kitchen.accepted("cancel-batch", {
      batchId: batchIdOf(2),
      reasonCode: "order-changed",
      reason: "sekolah libur",
    });
    const totals = { batchCount: 2, completedBatchCount: 1, cancelledBatchCount: 1, sampleCount: 2 };
    expect(closing()).toMatchObject({ openBatchIds: [], totals, closedTotals: null });
    await kitchen.accepted("close-service-day", { serviceDate: PLAN_DATE });
    expect(closing()).toMatchObject({ dayStatus: "closed", closedTotals: totals, closedAtMs: kitchen.clock.nowMs() });
    const late = { batchId, note: "suhu ditulis di kertas" };
    expect(
      await kitchen.submit("note-batch", late, { occurredAtMs: kitchen.clock.nowMs() - 30 * MINUTE_MS }),
    ).toMatchObject({
      kind: "rejected",
      rejection: { code: "day-closed", serviceDate: PLAN_DATE },
    });
    await kitchen.accepted("reopen-service-day", { serviceDate: PLAN_DATE, reason: "catatan terlambat" });
    await kitchen.accepted("note-batch", late, { occurredAtMs: kitchen.clock.nowMs() - 30 * MINUTE_MS });
    expect(kitchen.ask("batch-history", { batchId })[0]).toMatchObject({ type: "batch-noted", isLateEntry: true });
    expect(kitchen.ask("service-day", { serviceDate: PLAN_DATE })).toMatchObject([{ dayStatus: "reopened" }]);
    expect(closing()).toMatchObject({
      closedTotals: totals,
      reopenedAtMs: kitchen.clock.nowMs(),
      reopenReason: "catatan terlambat",
    });
    kitchen.clock.advance(8 * DAY_MS);
    await kitchen.accepted("close-service-day", { serviceDate: PLAN_DATE });
    kitchen.clock.advance(8 * DAY_MS);
    expect(await kitchen.submit("reopen-service-day", { serviceDate: PLAN_DATE, reason: "lupa" })).toMatchObject({
      rejection: { code: "reopen-window-passed" },
    });
  });

  it("closes only with the samples a day must keep, by the figures in force on it", async () => {
    await completeBatch({ samples: 1 });
    const close = () => kitchen.submit("close-service-day", { serviceDate: PLAN_DATE });
    expect(await close()).toMatchObject({
      rejection: { code: "day-samples-missing", missingCount: 1, storedCount: 1, minCount: 2 },
    });
    await keepSample();
    const change = (settingKey: string, value: number) =>
      kitchen.accepted("change-setting", {
        settingKey,
        value,
        source: "Keputusan kepala dapur",
        effectiveFromDate: PLAN_DATE,
        reason: "lebih ketat",
      });
    await change("sample.day-count", 3);
    expect(await close()).toMatchObject({ rejection: { code: "day-samples-missing", storedCount: 2, minCount: 3 } });
    await change("sample.count", 3);
    expect(await close()).toMatchObject({
      rejection: { code: "day-not-finished", openBatchIds: [], missingSampleBatchIds: [batchId] },
    });
    await keepSample();
    expect(await close()).toMatchObject({ kind: "accepted" });
  });

  it("counts a completed batch in the kitchen's figures", async () => {
    await completeBatch();
    expect(kitchen.ask("production-kpis", { fromDate: PLAN_DATE, toDate: PLAN_DATE })).toMatchObject([
      {
        completedBatchCount: 1,
        yieldBp: 10_000,
        // 04:00–05:40 against 02:00–06:30.
        durationAgainstPlanBp: 3_704,
        wasteMassG: 0,
        wasteEntryCount: 0,
      },
    ]);
    expect(kitchen.ask("my-tasks", { serviceDate: PLAN_DATE })).toEqual([]);
  });
});

describe("a shift", () => {
  it("is handed over by two numbers, with what is still open", async () => {
    await kitchen.plan(plannedBatch());
    const from = await kitchen.addCook("Ratna");
    const to = await kitchen.addCook("Dewi");
    const signature = (staffId: typeof from) => ({
      staffId,
      method: "number" as const,
      signedAtMs: kitchen.clock.nowMs(),
    });
    await kitchen.accepted(
      "hand-over-shift",
      { serviceDate: PLAN_DATE, toStaffId: to, note: "gas tinggal satu tabung" },
      { as: { staffId: from }, signatures: [signature(from), signature(to)] },
    );
    expect(kitchen.ask("service-day", { serviceDate: PLAN_DATE })).toMatchObject([
      { handOverFromStaffId: from, handOverToStaffId: to, handOverNote: "gas tinggal satu tabung" },
    ]);
    const [event] = kitchen.store.readEvents({ sinceSeq: kitchen.store.headSeq() - 1, domains: ["site"], limit: 1 });
    expect(event?.body).toMatchObject({ openBatchIds: [batchId], openAlertCount: 0 });
  });
});

describe("settings", () => {
  it("take effect from their day on, and the newest version then in force is the one that counts", async () => {
    const change = (value: number, effectiveFromDate: string) =>
      kitchen.accepted("change-setting", {
        settingKey: "temperature.core-min",
        value,
        source: "Keputusan kepala dapur",
        effectiveFromDate,
        reason: "menu santan",
      });
    await change(78, "2026-11-22");
    await change(80, "2026-11-25");
    await change(77, "2026-11-23");
    const inForce = (serviceDate: string) => {
      const { value, version } = settingReader(kitchen.store.reader, serviceDate)(coreTemperatureMinC);
      return [value, version];
    };
    expect(["2026-11-21", "2026-11-22", "2026-11-23", "2026-11-25"].map(inForce)).toEqual([
      [75, 0],
      [78, 1],
      [77, 3],
      [77, 3],
    ]);
    expect(kitchen.ask("settings", { serviceDate: "2026-11-23", settingKey: "temperature.core-min" })).toMatchObject([
      { value: 77, defaultValue: 75, unit: "c", settingVersion: 3, inForceFromDate: "2026-11-23" },
    ]);
  });

  it("are frozen in the decisions they made", async () => {
    await kitchen.accepted("change-setting", {
      settingKey: "delivery.loading-time",
      value: 45 * MINUTE_MS,
      source: "Keputusan kepala dapur",
      effectiveFromDate: PLAN_DATE,
      reason: "mobil kecil",
    });
    await kitchen.plan(plannedBatch());
    expect(kitchen.ask("production-board", { serviceDate: PLAN_DATE })).toMatchObject([
      { neededByAtMs: atClock("06:15") },
    ]);
    await kitchen.accepted("change-setting", {
      settingKey: "delivery.loading-time",
      value: 10 * MINUTE_MS,
      source: "Keputusan kepala dapur",
      effectiveFromDate: PLAN_DATE,
      reason: "mobil baru",
    });
    expect(kitchen.ask("production-board", { serviceDate: PLAN_DATE })).toMatchObject([
      { neededByAtMs: atClock("06:15") },
    ]);
  });

  it("have one owner each, a default within their bounds and a source", () => {
    const keys = allSettings.map((setting) => setting.key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const setting of allSettings) {
      expect(setting.source, setting.key).not.toBe("");
      if (typeof setting.default !== "number") continue;
      expect(setting.default, setting.key).toBeGreaterThanOrEqual(setting.min ?? -Infinity);
      expect(setting.default, setting.key).toBeLessThanOrEqual(setting.max ?? Infinity);
      // A figure that may only be tightened must leave room on its strict side.
      if (setting.owner === "hub-or-stricter") expect(setting.stricter, setting.key).toBeDefined();
    }
    expect(keys).toContain(cookFloor.key);
  });
});

describe("the kitchen's zone", () => {
  const zones: readonly TimeZone[] = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"];

  it.each(zones)("decides which day it is and when cooking may begin in %s", async (timeZone) => {
    await kitchen.accepted("update-site-profile", { fields: { siteName: "SPPG Contoh", timeZone } });
    const db = kitchen.store.reader;
    expect(siteProfile(db)).toMatchObject({ timeZone, isFounded: true });
    const boundaryMs = msFromLocal("2026-12-31", "15:00", timeZone);
    expect([serviceDateAt(db, boundaryMs - 1), serviceDateAt(db, boundaryMs)]).toEqual(["2026-12-31", "2027-01-01"]);
    const midnightMs = msFromLocal(PLAN_DATE, "00:00", timeZone);
    expect(kitchen.ask("today", { serviceDate: PLAN_DATE })).toMatchObject([{ cookFloorAtMs: midnightMs }]);

    const local = (clockTime: string) => msFromLocal(PLAN_DATE, clockTime, timeZone);
    const times = { plannedStartAtMs: local("02:00"), plannedFinishAtMs: local("03:00") };
    const cook = await kitchen.addCook("Siti");
    await kitchen.plan(
      plannedBatch(1, {
        plannedPreparationAtMs: midnightMs - 60 * MINUTE_MS,
        points: [plannedPoint(1, { departureAtMs: local("07:00") })],
        dishRuns: [plannedRun(11, times), plannedRun(12, { ...FRUIT, ...times })],
      }),
    );
    await kitchen.accepted("assign-task", { batchId, staffId: cook, taskKind: "lead-cook" });
    await kitchen.accepted("start-preparation", { batchId });
    kitchen.clock.advance(midnightMs - 1_000 - kitchen.clock.nowMs());
    expect(await kitchen.submit("start-cooking", { batchId, dishRunId: chickenId })).toMatchObject({
      rejection: { code: "too-early-to-cook", earliestAtMs: midnightMs },
    });
    kitchen.clock.advance(1_000);
    await kitchen.accepted("start-cooking", { batchId, dishRunId: chickenId });
  });

  it.each(zones)("moves the boundary of days from the day it holds from, in %s", async (timeZone) => {
    await kitchen.accepted("update-site-profile", { fields: { siteName: "SPPG Contoh", timeZone } });
    const move = (value: string, effectiveFromDate: string) =>
      kitchen.accepted("change-setting", {
        settingKey: "service-day.boundary",
        value,
        source: "Keputusan kepala dapur",
        effectiveFromDate,
        reason: "sif sore",
      });
    await move("16:30", "2026-11-23");
    await move("13:00", "2026-11-24");
    const db = kitchen.store.reader;
    const turns = (date: string, clock: string) => {
      const atMs = msFromLocal(date, clock, timeZone);
      return [serviceDateAt(db, atMs - 1), serviceDateAt(db, atMs)];
    };
    // 14:59:59.999 and 15:00 while the standard holds.
    expect(turns("2026-11-21", "15:00")).toEqual(["2026-11-21", "2026-11-22"]);
    expect(turns("2026-11-22", "15:00")).toEqual(["2026-11-22", "2026-11-22"]);
    expect(turns("2026-11-22", "16:30")).toEqual(["2026-11-22", "2026-11-23"]);
    expect(turns("2026-11-23", "13:00")).toEqual(["2026-11-23", "2026-11-24"]);
    expect(turns("2026-11-23", "16:30")).toEqual(["2026-11-24", "2026-11-24"]);
    const starts = ["2026-11-22", "2026-11-23", "2026-11-24"].map((date) => serviceDayStartsAtMs(db, date));
    expect(starts).toEqual([
      msFromLocal("2026-11-21", "15:00", timeZone),
      msFromLocal("2026-11-22", "16:30", timeZone),
      msFromLocal("2026-11-23", "13:00", timeZone),
    ]);
    expect(kitchen.ask("face-settings", { serviceDate: "2026-11-23" })).toContainEqual({
      settingKey: "service-day.boundary",
      value: "16:30",
    });
    // A packed day without a floor of its own may be cooked from its own start on.
    await kitchen.accepted("set-service-day-kind", { serviceDate: "2026-11-23", dayKind: "dry-pack" });
    expect(kitchen.ask("today", { serviceDate: "2026-11-23" })).toMatchObject([{ cookFloorAtMs: starts[1] }]);
  });

  it("does not change while a day is open", async () => {
    await kitchen.plan(plannedBatch());
    expect(await kitchen.submit("update-site-profile", { fields: { timeZone: "Asia/Jayapura" } })).toMatchObject({
      rejection: { code: "day-already-started", serviceDate: PLAN_DATE },
    });
    await kitchen.accepted("update-site-profile", { fields: { siteName: "SPPG Melati" } });
  });
});

describe("the audit log", () => {
  it("gives the log itself, newest first, a page at a time, by span and by person", async () => {
    const startMs = kitchen.clock.nowMs();
    await kitchen.plan(plannedBatch());
    kitchen.clock.advance(10 * MINUTE_MS);
    await kitchen.accepted("note-batch", { batchId, note: "gas habis" });
    const span = { fromAtMs: startMs, toAtMs: startMs + 60 * MINUTE_MS };
    expect(kitchen.ask("audit-log", span).map((row) => ("type" in row ? row.type : ""))).toEqual([
      "batch-noted",
      "service-day-opened",
      "batch-planned",
    ]);
    expect(kitchen.ask("audit-log", { ...span, beforeSeq: 2 })).toMatchObject([{ seq: 1, type: "batch-planned" }]);
    expect(kitchen.ask("audit-log", { ...span, fromAtMs: startMs + 1 })).toMatchObject([{ type: "batch-noted" }]);
    expect(kitchen.ask("audit-log", { ...span, type: "service-day-opened" })).toHaveLength(1);
    expect(kitchen.ask("audit-log", { ...span, streamId: batchId })).toHaveLength(2);
    expect(kitchen.ask("audit-log", { ...span, staffId: "staff_nobody" })).toEqual([]);
  });
});

describe("a kitchen nobody has founded", () => {
  it("is nameless and in WIB until somebody says otherwise", () => {
    expect(kitchen.ask("site-profile")).toMatchObject([
      { siteName: "Dapur", timeZone: "Asia/Jakarta", isFounded: false },
    ]);
  });
});
