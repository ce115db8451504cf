import { boardBatch } from "#tests/kit/board-batch.ts";
import { describe, expect, it } from "vitest";
import { actThatFixes } from "./gate-fixes.ts";

const batch = boardBatch({ status: "ready" });
const failing = (gate: Parameters<typeof actThatFixes>[0]["gate"], subjectIds: string[] = []) =>
  actThatFixes({ gate, outcome: "fail", subjectIds }, batch);

describe("what brings a gate to pass", () => {
  it("is the screen of its check, on the dish that failed", () => {
    expect(failing("core-temperature", ["dish_run_ayam"])).toEqual({
      screen: "act",
      batchId: "batch_1",
      act: "core-temperature",
      itemId: "dish_run_ayam",
    });
    expect(failing("sample")).toMatchObject({ act: "samples", itemId: null });
    expect(failing("deviation", ["deviation_1"])).toMatchObject({ act: "deviations", itemId: null });
  });

  it("is nothing for a gate that passes, for the clock, or for packs after portioning", () => {
    expect(actThatFixes({ gate: "tasting", outcome: "pass", subjectIds: [] }, batch)).toBeNull();
    expect(failing("cook-clock")).toBeNull();
    expect(failing("special-pack")).toBeNull();
    const portioning = boardBatch({ status: "portioning" });
    expect(actThatFixes({ gate: "special-pack", outcome: "fail", subjectIds: [] }, portioning)).not.toBeNull();
  });
});
