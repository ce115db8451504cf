import { describe, expect, it } from "vitest";
import { DISH_NAME_MAX_EM, textWidthEm } from "./text-width.ts";

describe("the width of words on the wall", () => {
  it("is that of the font as measured", () => {
    expect(textWidthEm("06:40")).toBeCloseTo(2.87, 2);
    expect(textWidthEm("BERJALAN")).toBeCloseTo(5.36, 2);
    expect(textWidthEm("78,2 °C")).toBeCloseTo(3.69, 2);
    expect(textWidthEm("")).toBe(0);
  });

  it("lets a usual dish name of 15 letters stand before its kloter", () => {
    expect(textWidthEm("Ayam Balado")).toBeLessThan(DISH_NAME_MAX_EM);
    expect(textWidthEm("Tumis Kacang Pj")).toBeLessThan(DISH_NAME_MAX_EM);
    expect(textWidthEm("WWWWWWWWWWWWWWW")).toBeGreaterThan(DISH_NAME_MAX_EM);
  });
});
