import { describe, expect, test } from "vitest";
import { msFromLocal } from "#kernel/time.ts";
import { clockTimeOf, instantTyped, isClockTimeStart, weekOf } from "./typed-time.ts";

const ZONE = "Asia/Makassar";
const at = (date: string, clock: string) => msFromLocal(date, clock, ZONE);
const typed = (clockTime: string, afterMs: number | null = null) =>
  instantTyped({ clockTime, serviceDate: "2026-11-21", boundary: "15:00", timeZone: ZONE, afterMs });

describe("a clock time on a service day", () => {
  test("in the evening is the evening before, in the morning the day itself", () => {
    expect(typed("22:00")).toBe(at("2026-11-20", "22:00"));
    expect(typed("15:00")).toBe(at("2026-11-20", "15:00"));
    expect(typed("00:30")).toBe(at("2026-11-21", "00:30"));
    expect(typed("14:59")).toBe(at("2026-11-21", "14:59"));
  });

  test("of leaving is the first after arrival, past the day's boundary too", () => {
    expect(typed("07:00", at("2026-11-20", "18:00"))).toBe(at("2026-11-21", "07:00"));
    expect(typed("16:00", at("2026-11-21", "07:00"))).toBe(at("2026-11-21", "16:00"));
    expect(typed("00:30", at("2026-11-21", "00:30"))).toBe(at("2026-11-22", "00:30"));
  });

  test("over a month's and a year's end", () => {
    const asked = { clockTime: "23:10", serviceDate: "2027-01-01", boundary: "15:00", timeZone: ZONE } as const;
    expect(instantTyped({ ...asked, afterMs: null })).toBe(at("2026-12-31", "23:10"));
  });
});

test("digits become a clock time or cannot", () => {
  expect([
    clockTimeOf("0730"),
    clockTimeOf("2359"),
    clockTimeOf("2400"),
    clockTimeOf("0760"),
    clockTimeOf("073"),
  ]).toEqual(["07:30", "23:59", null, null, null]);
  expect(["", "2", "23", "235", "2359"].every(isClockTimeStart)).toBe(true);
  expect(["3", "24", "236", "23599"].some(isClockTimeStart)).toBe(false);
});

test("a week is Monday to Sunday", () => {
  expect(weekOf("2026-11-21", 0)).toEqual({ fromDate: "2026-11-16", toDate: "2026-11-22" });
  expect(weekOf("2026-11-22", 1)).toEqual({ fromDate: "2026-11-09", toDate: "2026-11-15" });
  expect(weekOf("2026-11-23", 0)).toEqual({ fromDate: "2026-11-23", toDate: "2026-11-29" });
});
