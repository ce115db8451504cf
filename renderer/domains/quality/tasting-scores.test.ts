import { describe, expect, it } from "vitest";
import { isScoreDrafts, missingAttributes, tastingReadiness, type DishScoreDraft } from "./tasting-scores.ts";

const good: DishScoreDraft = { tastePoints: 4, colourPoints: 5, aromaPoints: 3, texturePoints: 4 };
const ready = (draftByDishRunId: Readonly<Record<string, DishScoreDraft>>) =>
  tastingReadiness({ dishRunIds: ["a", "b"], draftByDishRunId, scoresMinPoints: 3 });

describe("a tasting", () => {
  it("waits for all four scores of every dish", () => {
    expect(ready({})).toEqual({ kind: "incomplete", missingCount: 8 });
    expect(ready({ a: good, b: { tastePoints: 3 } })).toEqual({ kind: "incomplete", missingCount: 3 });
    expect(missingAttributes({ tastePoints: 3, aromaPoints: 1 })).toEqual(["colourPoints", "texturePoints"]);
  });

  it("may only be unsafe when one score is below the minimum", () => {
    expect(ready({ a: good, b: { ...good, aromaPoints: 2 } })).toEqual({ kind: "unsafe-only", dishRunIds: ["b"] });
  });

  it("leaves both verdicts open when every score reaches the minimum", () => {
    expect(ready({ a: good, b: good })).toEqual({ kind: "complete" });
  });

  it("is read back from the device only as it was written", () => {
    expect(isScoreDrafts({ a: good, b: {} })).toBe(true);
    expect(isScoreDrafts({ a: { tastePoints: 9 } })).toBe(false);
    expect(isScoreDrafts({ a: { smell: 3 } })).toBe(false);
    expect(isScoreDrafts("a")).toBe(false);
  });
});
