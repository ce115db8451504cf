import { describe, expect, it } from "vitest";
import { rowsThatFit } from "./use-rows-that-fit.ts";

describe("rows of a list that turns pages", () => {
  it("fill the height with the gaps between them, and are at least one", () => {
    expect(rowsThatFit(568, 104, 12)).toBe(5);
    expect(rowsThatFit(567, 104, 12)).toBe(4);
    expect(rowsThatFit(104, 104, 12)).toBe(1);
    expect(rowsThatFit(20, 104, 12)).toBe(1);
  });
});
