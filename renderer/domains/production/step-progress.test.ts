import { MINUTE_MS } from "#kernel/time.ts";
import { describe, expect, it } from "vitest";
import { isStepProgress, NO_STEPS_DONE, timerState, withTimerStarted, withTurnedTick } from "./step-progress.ts";

describe("a cook's place in the recipe", () => {
  it("ticks an amount and takes the tick back", () => {
    const ticked = withTurnedTick(NO_STEPS_DONE, "1.Ayam");
    expect(ticked.ticked).toEqual(["1.Ayam"]);
    expect(withTurnedTick(ticked, "1.Ayam")).toEqual(NO_STEPS_DONE);
  });

  it("runs a step's timer by the kitchen's time, also while the page was away", () => {
    const started = withTimerStarted(NO_STEPS_DONE, 2, 1_000);
    const at = (nowMs: number) => timerState(started, 2, 5 * MINUTE_MS, nowMs);
    expect(timerState(started, 1, MINUTE_MS, 0)).toEqual({ kind: "ready" });
    expect(at(1_000 + 4 * MINUTE_MS)).toEqual({ kind: "running", leftMs: MINUTE_MS });
    expect(at(1_000 + 5 * MINUTE_MS)).toEqual({ kind: "over" });
  });

  it("reads back only what it wrote", () => {
    expect(isStepProgress(JSON.parse(JSON.stringify(withTimerStarted(NO_STEPS_DONE, 1, 5))))).toBe(true);
    expect(isStepProgress({ stepIndex: 1, ticked: [2], timerStartedAtMs: {} })).toBe(false);
    expect(isStepProgress(null)).toBe(false);
  });
});
