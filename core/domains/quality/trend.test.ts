import { describe, expect, it } from "vitest";
import { marginC, medianC, passCounts, trendOf } from "./trend.ts";

describe("a pass rate", () => {
  it("of nothing is unknown, never zero", () => {
    expect(passCounts(0, 0)).toEqual({ checkedCount: 0, passedCount: 0, passRateBp: null });
    expect(passCounts(3, 2).passRateBp).toBe(6_667);
    expect(passCounts(3, 0).passRateBp).toBe(0);
  });

  it("has a trend only with twenty checks on both sides", () => {
    expect(trendOf(passCounts(19, 0), passCounts(100, 100), 20)).toBe("not-enough-data");
    expect(trendOf(passCounts(100, 100), passCounts(19, 0), 20)).toBe("not-enough-data");
    expect(trendOf(passCounts(20, 0), passCounts(20, 20), 20)).toBe("down");
  });

  it("moves only beyond two standard errors", () => {
    // Pooled 0.85 of 100 and 100: one standard error is 0.0505.
    expect(trendOf(passCounts(100, 90), passCounts(100, 80), 20)).toBe("stable");
    expect(trendOf(passCounts(100, 91), passCounts(100, 79), 20)).toBe("up");
    expect(trendOf(passCounts(100, 79), passCounts(100, 91), 20)).toBe("down");
    expect(trendOf(passCounts(50, 50), passCounts(50, 50), 20)).toBe("stable");
  });
});

describe("a margin", () => {
  it("is positive on the good side of either limit", () => {
    expect(marginC({ temperatureC: 75.3, limitC: 75, limitKind: "min" })).toBe(0.3);
    expect(marginC({ temperatureC: 4.1, limitC: 5, limitKind: "max" })).toBe(0.9);
    expect(marginC({ temperatureC: 5.2, limitC: 5, limitKind: "max" })).toBe(-0.2);
  });

  it("has a middle", () => {
    expect(medianC([])).toBe(null);
    expect(medianC([3, 1, 2])).toBe(2);
    expect(medianC([1, 2])).toBe(1.5);
  });
});
