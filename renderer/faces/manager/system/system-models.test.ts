import { expect, test } from "vitest";
import type { HubHealth } from "#contract/health.ts";
import { HUB_AWAY_AFTER_MS, HUB_LOST_AFTER_MS, healthFromBody, hubSignal } from "./health.ts";
import { textFromValue, valueFromText } from "./setting-values.ts";

const figure = (
  unit: "ms" | "c" | "bp" | "count",
  value: number,
  min: number | null = null,
  max: number | null = null,
) => ({
  unit,
  value,
  min,
  max,
});

test("figures are edited in the units people know and kept in base units", () => {
  expect(textFromValue("ms", 900_000)).toBe("15");
  expect(valueFromText(figure("ms", 0), "7,5")).toEqual({ ok: true, value: 450_000 });
  expect(textFromValue("c", 65.5)).toBe("65,5");
  expect(valueFromText(figure("c", 0), "65,5")).toEqual({ ok: true, value: 65.5 });
  expect(textFromValue("bp", 2_000)).toBe("20");
  expect(valueFromText(figure("bp", 0), "20")).toEqual({ ok: true, value: 2_000 });
});

test("a value that cannot be, or lies outside its bounds, is refused for what it is", () => {
  expect(valueFromText(figure("c", 75, 70, 100), "60")).toEqual({ ok: false, problem: "out-of-range" });
  expect(valueFromText(figure("count", 3), "tiga")).toEqual({ ok: false, problem: "not-a-number" });
  expect(valueFromText(figure("count", 3), " ")).toEqual({ ok: false, problem: "empty" });
  expect(valueFromText({ unit: "clock", value: "15:00", min: null, max: null }, "25:00")).toEqual({
    ok: false,
    problem: "not-a-time",
  });
});

test("codes are a list, switches are on or off", () => {
  expect(valueFromText({ unit: "codes", value: ["a"], min: null, max: null }, "kitchen-head, nutritionist")).toEqual({
    ok: true,
    value: ["kitchen-head", "nutritionist"],
  });
  expect(valueFromText({ unit: "switch", value: true, min: null, max: null }, "0")).toEqual({ ok: true, value: false });
});

test("a health answer is read whole or not at all", () => {
  const body = { ok: true, store: "ok", seq: 12, epoch: "e", uptimeMs: 5, build: "0.1.0" };
  expect(healthFromBody(body)).toEqual({
    isOk: true,
    store: "ok",
    seq: 12,
    epoch: "e",
    uptimeMs: 5,
    build: "0.1.0",
    hub: null,
  });
  const hub = {
    state: "connecting",
    ackedSeq: 4,
    unackedCount: 8,
    quarantinedCount: 0,
    lastContactAtMs: 7,
    clockOffsetMs: null,
    lastError: "ECONNREFUSED",
  };
  expect(healthFromBody({ ...body, hub })?.hub).toEqual(hub);
  expect(healthFromBody({ ...body, hub: { ...hub, state: "odd" } })?.hub).toBeNull();
  expect([healthFromBody(null), healthFromBody({ ok: true }), healthFromBody("ok")]).toEqual([null, null, null]);
});

test("a silent hub is waited for, then away, then lost; a refusal stands above it", () => {
  const hub: HubHealth = {
    ...{ state: "connecting", ackedSeq: 4, unackedCount: 8, quarantinedCount: 0, lastContactAtMs: 1_000 },
    ...{ clockOffsetMs: null, lastError: null },
  };
  const after = (silentMs: number, changes: Partial<HubHealth> = {}) =>
    hubSignal({ ...hub, ...changes }, 1_000 + silentMs);
  expect([0, HUB_AWAY_AFTER_MS, HUB_AWAY_AFTER_MS + 1, HUB_LOST_AFTER_MS + 1].map((ms) => after(ms))).toEqual([
    "late",
    "late",
    "away",
    "lost",
  ]);
  expect(after(HUB_LOST_AFTER_MS + 1, { state: "connected" })).toBe("connected");
  expect(after(0, { state: "refused" })).toBe("refused");
  expect(after(0, { lastContactAtMs: null })).toBe("late");
});
