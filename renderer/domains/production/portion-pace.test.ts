import { MINUTE_MS } from "#kernel/time.ts";
import { describe, expect, it } from "vitest";
import { portionPace } from "./portion-pace.ts";

const startedAtMs = 1_000_000;

describe("the pace of portioning", () => {
  it("counts since portioning began and says when the rest is filled", () => {
    const nowMs = startedAtMs + 10 * MINUTE_MS;
    expect(portionPace({ startedAtMs, nowMs, filledCount: 420, targetCount: 480 })).toEqual({
      portionsPerMinuteCount: 42,
      finishAtMs: nowMs + Math.round((60 / 42) * MINUTE_MS),
    });
  });

  it("says nothing of the first two minutes, the first ten trays, or before it began", () => {
    const rest = { targetCount: 480, startedAtMs };
    expect(portionPace({ ...rest, nowMs: startedAtMs + 2 * MINUTE_MS - 1, filledCount: 100 })).toBeNull();
    expect(portionPace({ ...rest, nowMs: startedAtMs + 5 * MINUTE_MS, filledCount: 9 })).toBeNull();
    expect(portionPace({ ...rest, startedAtMs: null, nowMs: startedAtMs, filledCount: 100 })).toBeNull();
  });

  it("forecasts nothing once the target is reached", () => {
    const nowMs = startedAtMs + 10 * MINUTE_MS;
    expect(portionPace({ startedAtMs, nowMs, filledCount: 490, targetCount: 480 })?.finishAtMs).toBeNull();
  });
});
