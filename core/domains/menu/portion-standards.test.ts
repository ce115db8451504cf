import { describe, expect, it } from "vitest";
import { readPortionStandards } from "./portion-standards.ts";

const table = (...rows: readonly (readonly [string, string, string, string])[]) =>
  readPortionStandards(
    rows.map(([name, small, large, unit], index) => ({ rowNumber: index + 2, cells: { name, small, large, unit } })),
  );

describe("a kitchen's amounts a portion", () => {
  it("are kept for a hundred portions, so that a third of a gram is not lost", () => {
    expect(table(["DAGING  SAPI ", "33.3", "33,3", "g"], ["TAHU", "1", "1", "pcs"])).toEqual({
      rowCount: 2,
      standards: [
        { name: "DAGING SAPI", small: { unit: "g", massG: 3_330 }, large: { unit: "g", massG: 3_330 } },
        { name: "TAHU", small: { unit: "pcs", pieceCount: 100 }, large: { unit: "pcs", pieceCount: 100 } },
      ],
      refused: [],
    });
  });

  it("are refused row by row: no name, no amount, text, below zero, no such unit, one name twice", () => {
    const { standards, refused } = table(
      ["", "1", "1", "g"],
      ["BERAS", "", "0", "g"],
      ["BERAS MERAH", "empat", "-1", "g"],
      ["TELUR", "1", "1", "ikat"],
      ["TEMPE", "32", "32", "g"],
      ["Tempeh", "30", "30", "g"],
    );
    expect(standards.map(({ name }) => name)).toEqual(["TEMPE"]);
    expect(refused.map(({ rowNumber, column, code }) => `${String(rowNumber)} ${column} ${code}`)).toEqual([
      "2 name name-missing",
      "3 small amount-missing",
      "3 large amount-missing",
      "4 small text-in-number",
      "4 large negative",
      "5 unit unit-unknown",
      "7 name name-twice",
    ]);
  });
});
