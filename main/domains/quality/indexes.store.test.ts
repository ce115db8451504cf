import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PLAN_DATE } from "#tests/kit/production-plan.ts";
import { BATCH, CHICKEN, createQualityKitchen, type QualityKitchen } from "#tests/kit/quality-kitchen.ts";
import { expectQueryIndexed } from "#tests/kit/query-plan.ts";

let kitchen: QualityKitchen;
beforeEach(async () => {
  kitchen = createQualityKitchen();
  await kitchen.cook();
  await kitchen.makeReady();
  await kitchen.holdAt([58.4], { action: { actionCode: "reheat" } });
});
afterEach(() => kitchen.close());

const span = { fromServiceDate: "2026-11-01", toServiceDate: "2026-11-30" };

describe("questions of quality and alerts", () => {
  it.each<readonly [string, object]>([
    ["quality-board", { serviceDate: PLAN_DATE }],
    ["batch-quality", { batchId: BATCH }],
    ["checks", span],
    ["checks", { ...span, batchId: BATCH }],
    ["checks", { ...span, dishRunId: CHICKEN }],
    ["checks", { ...span, checkKind: "hygiene", outcome: "fail" }],
    ["samples", {}],
    ["samples", { status: "stored" }],
    ["deviations", {}],
    ["deviations", { status: "verified" }],
    ["deviations", { batchId: BATCH }],
    ["temperature-history", { batchId: BATCH, dishRunId: CHICKEN }],
    ["quality-pass-rate", span],
    ["quality-trend", { serviceDate: PLAN_DATE }],
    ["clean-release-rate", span],
    ["haccp-log", span],
    ["alerts", {}],
    ["alerts", { status: "resolved" }],
    ["alerts", { entityId: BATCH }],
    ["alerts", { alertKind: "batch-held", severity: "high" }],
    ["alert", { alertId: `alert_${"0".repeat(32)}` }],
    ["alert-load", { fromMs: 0, toMs: 1 }],
  ])("%s %j reads by index only", (name, params) => {
    expect(kitchen.ask(name, params)).toBeDefined();
    expectQueryIndexed({ db: kitchen.store.reader, modules: kitchen.modules }, { name, params });
  });
});
