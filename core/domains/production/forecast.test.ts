import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import { forecastModel, median, paceModel, type PastRun } from "./forecast.ts";

const rules = { historyCount: 20, lineMinCount: 8, medianMinCount: 3 };
const STANDARD_MS = 40 * MINUTE_MS;
const runs = (...pairs: readonly (readonly [number, number])[]): readonly PastRun[] =>
  pairs.map(([portionCount, minutes]) => ({ portionCount, durationMs: minutes * MINUTE_MS }));

describe("the cooking forecast", () => {
  it("is the recipe's standard time under three runs, and says so", () => {
    const model = forecastModel(runs([100, 30], [200, 60]), STANDARD_MS, rules);
    expect([model.method, model.runCount, model.errorMs, model.predictMs(500)]).toEqual([
      "standard",
      2,
      null,
      STANDARD_MS,
    ]);
  });

  it("is the median from three runs, with its leave-one-out error", () => {
    const model = forecastModel(runs([100, 30], [100, 34], [100, 40]), STANDARD_MS, rules);
    // Left out one by one: |37-30|, |35-34|, |32-40| → 7, 1, 8.
    expect([model.method, model.runCount, model.errorMs, model.predictMs(999)]).toEqual([
      "median",
      3,
      7 * MINUTE_MS,
      34 * MINUTE_MS,
    ]);
  });

  it("is a Theil–Sen line from eight runs of three sizes", () => {
    const straight = runs([100, 20], [200, 30], [300, 40], [400, 50], [100, 20], [200, 30], [300, 40], [400, 50]);
    const model = forecastModel(straight, STANDARD_MS, rules);
    expect([model.method, model.errorMs]).toEqual(["theil-sen", 0]);
    expect([100, 250, 600].map(model.predictMs)).toEqual([20 * MINUTE_MS, 35 * MINUTE_MS, 70 * MINUTE_MS]);
    // Not read further than half beyond the sizes seen.
    expect(model.predictMs(5_000)).toBe(model.predictMs(600));
    expect(model.predictMs(1)).toBe(model.predictMs(50));
  });

  it("stays a median while all batches had two sizes", () => {
    const two = runs([100, 20], [200, 30], [100, 20], [200, 30], [100, 20], [200, 30], [100, 20], [200, 30]);
    expect(forecastModel(two, STANDARD_MS, rules).method).toBe("median");
  });

  it("never grows shorter with size", () => {
    const falling = runs([100, 50], [200, 45], [300, 40], [400, 35], [100, 50], [200, 45], [300, 40], [400, 35]);
    const model = forecastModel(falling, STANDARD_MS, rules);
    expect(model.predictMs(400)).toBe(model.predictMs(100));
  });

  it("drops a run far from the others and counts only the newest twenty", () => {
    const odd = runs([100, 30], [100, 31], [100, 29], [100, 32], [100, 400]);
    expect(forecastModel(odd, STANDARD_MS, rules)).toMatchObject({ method: "median", runCount: 4 });
    const many = Array.from({ length: 60 }, (_, index) => ({
      portionCount: 100,
      durationMs: (index < 20 ? 30 : 90) * MINUTE_MS,
    }));
    expect(forecastModel(many, STANDARD_MS, rules).predictMs(100)).toBe(30 * MINUTE_MS);
  });
});

describe("the portioning forecast", () => {
  it("is the standard pace, then the median of this kitchen's", () => {
    expect(paceModel([], 1_500, rules).predictMs(3_000)).toBe(2 * HOUR_MS);
    const own = paceModel(runs([600, 30], [1_200, 60], [900, 30]), 1_500, rules);
    expect([own.method, own.runCount]).toEqual(["median", 3]);
    expect(own.predictMs(400)).toBe(20 * MINUTE_MS);
  });
});

describe("a median", () => {
  it("is the middle, of an even number the mean of two, of nothing a bug", () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
    expect(() => median([])).toThrow("a median of nothing");
  });
});
