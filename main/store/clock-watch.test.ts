import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "#kernel/time.ts";
import { createTestClock } from "#tests/kit/test-kitchen.ts";
import { CLOCK_EARLIEST_MS, createClockWatch } from "./clock-watch.ts";

const NOW_MS = Date.UTC(2026, 10, 20, 19, 30);

function watch(
  options: { readonly startMs?: number; readonly lastRecordedAtMs?: number; readonly rate?: number } = {},
) {
  const clock = createTestClock(options.startMs ?? NOW_MS);
  const clockWatch = createClockWatch({
    clock,
    rate: options.rate ?? 1,
    lastRecordedAtMs: options.lastRecordedAtMs ?? 0,
  });
  return { clock, clockWatch };
}

describe("the time of an act", () => {
  it.each([
    { name: "now", byMs: 0, keptByMs: 0, isLateEntry: false, isOccurredAtReplaced: false },
    { name: "2 min ago", byMs: -2 * MINUTE_MS, keptByMs: -2 * MINUTE_MS, isLateEntry: false },
    { name: "just over 2 min ago", byMs: -2 * MINUTE_MS - 1, keptByMs: -2 * MINUTE_MS - 1, isLateEntry: true },
    { name: "7 days ago", byMs: -7 * DAY_MS, keptByMs: -7 * DAY_MS, isLateEntry: true },
    { name: "just over 7 days ago", byMs: -7 * DAY_MS - 1, keptByMs: 0, isOccurredAtReplaced: true },
    { name: "5 min ahead", byMs: 5 * MINUTE_MS, keptByMs: 5 * MINUTE_MS },
    { name: "just over 5 min ahead", byMs: 5 * MINUTE_MS + 1, keptByMs: 0, isOccurredAtReplaced: true },
  ])("$name is kept or replaced, late or not", ({ byMs, keptByMs, isLateEntry, isOccurredAtReplaced }) => {
    const { clockWatch } = watch();
    expect(clockWatch.timesFor(NOW_MS + byMs)).toEqual({
      nowMs: NOW_MS,
      occurredAtMs: NOW_MS + keptByMs,
      isLateEntry: isLateEntry ?? false,
      isClockUntrusted: false,
      isOccurredAtReplaced: isOccurredAtReplaced ?? false,
    });
  });

  it("is the device's while the kitchen PC's clock was never set", () => {
    const { clockWatch } = watch({ startMs: 60_000 });
    expect(clockWatch.timesFor(NOW_MS)).toEqual({
      nowMs: 60_000,
      occurredAtMs: NOW_MS,
      isLateEntry: false,
      isClockUntrusted: true,
      isOccurredAtReplaced: false,
    });
    expect(clockWatch.timesFor(5)).toMatchObject({ occurredAtMs: 5, isOccurredAtReplaced: false });
    expect(clockWatch.timesFor(HOUR_MS)).toMatchObject({ occurredAtMs: 60_000, isOccurredAtReplaced: true });
  });
});

describe("the kitchen PC's clock", () => {
  it.each([
    [5 * HOUR_MS, true],
    [-HOUR_MS, true],
    [2 * MINUTE_MS, false],
    [-2 * MINUTE_MS, false],
  ])("jumping by %d ms is untrusted: %s, and trusted again after ten steady minutes", (byMs, isUntrusted) => {
    const { clock, clockWatch } = watch();
    clock.advance(20 * MINUTE_MS);
    expect(clockWatch.isUntrusted()).toBe(false);
    clock.jump(byMs);
    expect(clockWatch.isUntrusted()).toBe(isUntrusted);
    expect(clockWatch.lastJumpMs()).toBe(isUntrusted ? byMs : 0);
    clock.advance(10 * MINUTE_MS - 1);
    expect(clockWatch.isUntrusted()).toBe(isUntrusted);
    clock.advance(1);
    expect(clockWatch.isUntrusted()).toBe(false);
  });

  it("starting behind the newest event went back while the PC was off", () => {
    expect(watch({ lastRecordedAtMs: NOW_MS + HOUR_MS }).clockWatch.isUntrusted()).toBe(true);
    expect(watch({ lastRecordedAtMs: NOW_MS + MINUTE_MS }).clockWatch.isUntrusted()).toBe(false);
    expect(watch({ lastRecordedAtMs: NOW_MS - 90 * DAY_MS }).clockWatch.isUntrusted()).toBe(false);
  });

  it("before 2025 was never set, however steadily it runs", () => {
    const { clock, clockWatch } = watch({ startMs: CLOCK_EARLIEST_MS - HOUR_MS });
    clock.advance(30 * MINUTE_MS);
    expect(clockWatch.isUntrusted()).toBe(true);
    clock.advance(31 * MINUTE_MS);
    expect(clockWatch.isUntrusted()).toBe(false);
  });

  it("of a demo kitchen runs faster without that being a jump", () => {
    const { clock, clockWatch } = watch({ rate: 60 });
    for (let minute = 0; minute < 10; minute += 1) {
      clock.advance(10 * SECOND_MS);
      clock.jump(59 * 10 * SECOND_MS);
      expect(clockWatch.isUntrusted()).toBe(false);
    }
    clock.jump(HOUR_MS);
    expect(clockWatch.isUntrusted()).toBe(true);
    // Ten kitchen minutes later, which are ten seconds here.
    clock.advance(10 * SECOND_MS);
    clock.jump(59 * 10 * SECOND_MS);
    expect(clockWatch.isUntrusted()).toBe(false);
  });
});
