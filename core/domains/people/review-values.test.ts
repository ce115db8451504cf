import { describe, expect, test } from "vitest";
import { bandOf, certificateLevel, missingCriteria, overallHundredthCount } from "./review-values.ts";

const FLOORS = { outstanding: 450, above: 400, "as-expected": 300, below: 200 };
const scored = (...points: readonly (number | null)[]) =>
  points.map((scorePoints, index) => ({ criterion: `c${index}`, scorePoints }));

describe("a review's overall", () => {
  test("is the mean of what was scored, in hundredths, halves up", () => {
    expect(overallHundredthCount(scored(5, 4, 4, 3, 3, 4, 4, 4, 4))).toBe(389);
    expect(overallHundredthCount(scored(4, 4, 5, 4, 5, 3, 4, 2))).toBe(388);
    expect(overallHundredthCount(scored(3, null, 4))).toBe(350);
    expect(overallHundredthCount(scored(1, 1, 2))).toBe(133);
    expect(overallHundredthCount(scored(2, 2, 1))).toBe(167);
  });

  test("is nothing where nothing was scored", () => {
    expect(overallHundredthCount(scored(null, null))).toBeNull();
    expect(overallHundredthCount([])).toBeNull();
  });

  test("falls in the band whose floor it reaches", () => {
    const bands = [500, 450, 449, 400, 399, 300, 299, 200, 199, 100].map((overall) => bandOf(overall, FLOORS));
    expect(bands).toEqual([
      "outstanding",
      "outstanding",
      "above",
      "above",
      "as-expected",
      "as-expected",
      "below",
      "below",
      "unsatisfactory",
      "unsatisfactory",
    ]);
  });
});

test("criteria without a word are named in the setting's order", () => {
  expect(missingCriteria(["c2", "c1", "c0"], scored(3, null))).toEqual(["c2"]);
});

test("a certificate is good through its last day, and pressing sooner than it is due", () => {
  const setting = { warnDayCount: 60, urgentDayCount: 30 };
  const levels = [61, 60, 31, 30, 0, -1].map((leftDayCount) => certificateLevel(leftDayCount, setting));
  expect(levels).toEqual(["in-force", "soon", "soon", "urgent", "urgent", "ended"]);
});
