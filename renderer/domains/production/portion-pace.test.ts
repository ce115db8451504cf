import { PACE_MIN_MS, type TimingBatch } from "#domains/production/timing.ts";
import { MINUTE_MS } from "#kernel/time.ts";
import { describe, expect, it } from "vitest";
import { portionPace } from "./portion-pace.ts";

const startedAtMs = 1_000_000;
const none = { smallCount: 0, largeCount: 0, toddlerCount: 0, maternalCount: 0 };
const filled = (smallCount: number, specialPackCount = 0): TimingBatch => ({
  status: "portioning",
  portionCounts: { ...none, smallCount: 470 },
  specialPackCount: 10,
  portionedCounts: { ...none, smallCount },
  portionedSpecialPackCount: specialPackCount,
  plannedPreparationAtMs: 0,
  plannedStartAtMs: 0,
  cookedAtMs: 0,
  portioningStartedAtMs: startedAtMs,
  portioningFinishedAtMs: null,
  completedAtMs: null,
  neededByAtMs: 0,
  dishRuns: [],
  checkingForecast: { durationMs: 0 },
  portioningForecast: { durationMs: 0 },
});

describe("the pace of portioning", () => {
  it("counts portions and special packs since portioning began, and says when the rest is filled", () => {
    const nowMs = startedAtMs + 10 * MINUTE_MS;
    expect(portionPace(filled(412, 8), nowMs)).toEqual({
      portionsPerMinuteCount: 42,
      finishAtMs: nowMs + Math.round((60 / 42) * MINUTE_MS),
    });
  });

  it("says nothing of the first minutes, and forecasts nothing once all are filled", () => {
    expect(portionPace(filled(100), startedAtMs + PACE_MIN_MS - 1)).toBeNull();
    expect(portionPace(filled(480, 10), startedAtMs + 10 * MINUTE_MS)?.finishAtMs).toBeNull();
  });
});
