import { expect, test } from "vitest";
import type { CheckRow } from "#domains/quality/queries.ts";
import { checkPairs } from "./check-pairs.ts";
import { readingsFromText } from "./correct-dialog.tsx";

const check = (checkId: string, replacesCheckId: string | null, replacedByCheckId: string | null) =>
  ({ checkId, replacesCheckId, replacedByCheckId }) as CheckRow; // the members the pairs read

test("a correction stands with every original behind it, and originals stand nowhere else", () => {
  const rows = [check("c", "b", null), check("b", "a", "c"), check("a", null, "b"), check("d", null, null)];
  expect(checkPairs(rows).map((pair) => [pair.check.checkId, pair.originals.map((row) => row.checkId)])).toEqual([
    ["c", ["b", "a"]],
    ["d", []],
  ]);
});

test("an original whose correction is not among the rows is shown itself", () => {
  expect(checkPairs([check("a", null, "b")]).map((pair) => pair.check.checkId)).toEqual(["a"]);
});

test("readings are taken with one decimal, comma or point; anything else is refused", () => {
  expect(readingsFromText("75,2; 76 75.8")).toEqual([75.2, 76, 75.8]);
  expect(["", "75,25", "panas", "1000", "75;x"].map(readingsFromText)).toEqual([null, null, null, null, null]);
});
