import { expect, test } from "vitest";
import { MINUTE_MS } from "#kernel/time.ts";
import type { TemperatureRow } from "#domains/quality/queries.ts";
import { GAP_MIN_MS, temperatureChartOf } from "./temperature-chart-model.ts";

const reading = (atMs: number, temperatureC: number, more: Partial<TemperatureRow> = {}) =>
  ({
    checkKind: "core-temperature",
    dishName: "Soto",
    temperatureC,
    limitC: 75,
    limitKind: "min",
    outcome: temperatureC >= 75 ? "pass" : "fail",
    atMs,
    isReplaced: false,
    ...more,
  }) as TemperatureRow; // the members the chart reads

test("without readings there is no chart", () => {
  expect(temperatureChartOf([], "K1")).toBeNull();
  expect(temperatureChartOf([reading(0, 80, { isReplaced: true })], "K1")).toBeNull();
});

test("readings close together are one line; a long gap breaks it and is never joined", () => {
  const near = temperatureChartOf([reading(0, 71), reading(10 * MINUTE_MS, 78)], "K1");
  expect(near?.series[0]?.valuesC).toEqual([71, 78]);
  const far = temperatureChartOf([reading(0, 71), reading(GAP_MIN_MS + 2, 78)], "K1");
  expect(far?.timesMs).toEqual([0, GAP_MIN_MS / 2 + 1, GAP_MIN_MS + 2]);
  expect(far?.series[0]?.valuesC).toEqual([71, null, 78]);
});

test("each dish and kind is its own line on a shared time axis; where it says nothing it is passed over", () => {
  const chart = temperatureChartOf(
    [reading(0, 80), reading(MINUTE_MS, 61, { checkKind: "holding-temperature", dishName: null, limitC: 60 })],
    "K1",
  );
  expect(chart?.series.map(({ name, checkKind, valuesC }) => [name, checkKind, valuesC])).toEqual([
    ["Soto", "core-temperature", [80, undefined]],
    ["K1", "holding-temperature", [undefined, 61]],
  ]);
  expect(chart?.limits).toEqual([
    { limitC: 60, limitKind: "min" },
    { limitC: 75, limitKind: "min" },
  ]);
});

test("readings out of their limit are marked, and the scale holds every reading and limit", () => {
  const chart = temperatureChartOf([reading(0, 71), reading(MINUTE_MS, 90)], "K1");
  expect(chart?.failures).toEqual([{ atMs: 0, temperatureC: 71 }]);
  expect([chart?.minC, chart?.maxC]).toEqual([66, 95]);
});
