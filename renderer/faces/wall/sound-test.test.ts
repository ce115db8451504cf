import { describe, expect, it } from "vitest";
import { DAY_MS, MINUTE_MS, msFromLocal } from "#kernel/time.ts";
import { isSoundTestDue, SOUND_TEST_WINDOW_MS } from "./sound-test.ts";

const EIGHT_MS = msFromLocal("2026-11-21", "20:00", "Asia/Jakarta");
const due = (nowMs: number, part: { readonly testedAtMs?: number; readonly isAlarmOpen?: boolean } = {}) =>
  isSoundTestDue({ nowMs, timeZone: "Asia/Jakarta", clock: "20:00", testedAtMs: null, isAlarmOpen: false, ...part });

describe("the self-test tone of a wall", () => {
  it("sounds at its hour and for a while after, and at no other", () => {
    const offsets = [-1, 0, SOUND_TEST_WINDOW_MS - 1, SOUND_TEST_WINDOW_MS];
    expect(offsets.map((offsetMs) => due(EIGHT_MS + offsetMs))).toEqual([false, true, true, false]);
  });

  it("sounds once a day", () => {
    expect(due(EIGHT_MS + MINUTE_MS, { testedAtMs: EIGHT_MS })).toBe(false);
    expect(due(EIGHT_MS + DAY_MS, { testedAtMs: EIGHT_MS })).toBe(true);
  });

  it("never sounds over an open alarm", () => {
    expect(due(EIGHT_MS, { isAlarmOpen: true })).toBe(false);
  });
});
