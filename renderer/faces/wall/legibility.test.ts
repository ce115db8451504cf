import { describe, expect, it } from "vitest";
import { tooSmallAdvice, wallLayout, wallType } from "./legibility.ts";

describe("[UX10.1] the wall's type and layout", () => {
  // The eight set-ups of UX.md §2.2, as printed there.
  it.each([
    [55, 4, 51, 41, "wide", 6],
    [55, 5, 64, 51, "wide", 5],
    [43, 3, 49, 40, "wide", 7],
    [43, 5, 82, 66, "stacked", 4],
    [50, 5, 71, 57, "stacked", 5],
    [65, 5, 54, 44, "wide", 6],
    [75, 5, 47, 38, "wide", 7],
    [32, 3, 66, 53, "stacked", 5],
  ] as const)("of %i inches at %i m", (diagonalInches, viewingMetres, f20Px, f16Px, mode, rowCount) => {
    const screen = { diagonalInches, viewingMetres };
    expect(wallType(screen)).toEqual({ f20Px, f16Px });
    expect(wallLayout(screen, { hasBar: false })).toMatchObject({ mode, rowCount });
    expect(tooSmallAdvice(screen)).toBeNull();
  });

  it("keeps room for the line that tells what is folded away", () => {
    for (const [diagonalInches, viewingMetres] of [
      [55, 4],
      [55, 5],
      [43, 3],
      [43, 5],
      [50, 5],
      [65, 5],
      [75, 5],
      [32, 3],
    ] as const) {
      const layout = wallLayout({ diagonalInches, viewingMetres }, { hasBar: false });
      const rowPx = ((layout?.bodyPx ?? 0) - (layout?.foldPx ?? 0)) / (layout?.rowCount ?? 1) - 6;
      expect(rowPx).toBeGreaterThanOrEqual(1.04 * ((layout?.f20Px ?? 0) + (layout?.f16Px ?? 0)) + 4);
    }
  });

  it("gives the bar of a stacked wall its own place", () => {
    const screen = { diagonalInches: 43, viewingMetres: 5 };
    expect(wallLayout(screen, { hasBar: true })?.rowCount).toBe(3);
    expect(wallLayout(screen, { hasBar: true })?.barPx).toBeGreaterThan(0);
  });

  it("refuses a screen nobody could read and says what would do", () => {
    const screen = { diagonalInches: 32, viewingMetres: 5 };
    expect(wallLayout(screen, { hasBar: false })).toBeNull();
    expect(tooSmallAdvice(screen)).toEqual({ ...screen, largerInches: 43, closerMetres: 4 });
  });
});
