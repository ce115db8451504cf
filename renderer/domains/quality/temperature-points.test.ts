import { describe, expect, it } from "vitest";
import {
  emptyPoints,
  isTemperaturePoints,
  missingPointCount,
  moveToNextPoint,
  pressAtPoint,
  readingsFromPoints,
  selectPoint,
} from "./temperature-points.ts";
import type { TemperatureKey } from "./temperature-entry.ts";

const typed = (keys: string, points = emptyPoints(3)) =>
  keys.split("").reduce((before, key) => pressAtPoint(before, key as TemperatureKey), points); // the keys written in the test

describe("three probe points", () => {
  it("move on by themselves once a figure has its decimal", () => {
    const points = typed("753761748");
    expect(readingsFromPoints(points)).toEqual([75.3, 76.1, 74.8]);
    expect(points.activeIndex).toBe(2);
  });

  it("move on by a button for a whole figure, and say how many are missing", () => {
    const one = typed("75");
    expect(one.activeIndex).toBe(0);
    expect(missingPointCount(one)).toBe(2);
    expect(readingsFromPoints(one)).toBeNull();
    const rest = typed("802790", moveToNextPoint(one));
    expect(readingsFromPoints(rest)).toEqual([75, 80.2, 79]);
  });

  it("measure a tapped point again from its first digit", () => {
    const all = typed("753761748");
    expect(readingsFromPoints(typed("9", all))).toEqual([75.3, 76.1, 74.8]);
    expect(readingsFromPoints(typed("802", selectPoint(all, 1)))).toEqual([75.3, 80.2, 74.8]);
  });

  it("take back a decimal without moving away", () => {
    const corrected = pressAtPoint({ ...typed("753"), activeIndex: 0 }, "backspace");
    expect(readingsFromPoints(typed("9", corrected))).toBeNull();
    expect(corrected.entries[0]?.decimalDigit).toBe("");
  });

  it("read back only what they are", () => {
    expect(isTemperaturePoints(JSON.parse(JSON.stringify(typed("75"))), 3)).toBe(true);
    expect(isTemperaturePoints(emptyPoints(1), 3)).toBe(false);
    expect(isTemperaturePoints({ entries: "x" }, 3)).toBe(false);
    expect(isTemperaturePoints(null, 3)).toBe(false);
  });
});
