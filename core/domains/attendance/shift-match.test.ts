import { describe, expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS, msFromLocal } from "#kernel/time.ts";
import { at, DATE, NIGHT } from "#tests/kit/attendance-facts.ts";
import { judgeStay, matchShift, rosteredShift, shiftPaidMs } from "./shift-match.ts";

/** UX.md §10, check 15. Instants are written as UTC, so that the test does not compute them as the code does. */
const EVENING = { ...NIGHT, shiftCode: "sore", startTime: "18:00", endTime: "07:00", isStartOnEveBefore: true };
const CASES = [
  // Punches by UTC of 17:50 and of 06:55 at a clock nine hours ahead; two hours later in Jakarta.
  ["18:00–07:00", EVENING, "2026-11-21", Date.UTC(2026, 10, 20, 8, 50), Date.UTC(2026, 10, 20, 21, 55)],
  ["a 00:30 start", NIGHT, "2026-11-21", Date.UTC(2026, 10, 20, 14, 45), Date.UTC(2026, 10, 20, 23, 35)],
  ["the end of a month", NIGHT, "2026-12-01", Date.UTC(2026, 10, 30, 14, 45), Date.UTC(2026, 10, 30, 23, 35)],
  ["the end of a year", EVENING, "2027-01-01", Date.UTC(2026, 11, 31, 8, 50), Date.UTC(2026, 11, 31, 21, 55)],
] as const;
const ZONES = [
  ["WIB", "Asia/Jakarta", 2 * HOUR_MS],
  ["WITA", "Asia/Makassar", HOUR_MS],
  ["WIT", "Asia/Jayapura", 0],
] as const;

describe.each(ZONES)("in %s", (_name, timeZone, behindWitMs) => {
  test.each(CASES)("%s gives the right service date", (_case, shift, serviceDate, witInAtMs, witOutAtMs) => {
    const dayBefore = new Date(Date.parse(serviceDate) - 24 * HOUR_MS).toISOString().slice(0, 10);
    const dayAfter = new Date(Date.parse(serviceDate) + 24 * HOUR_MS).toISOString().slice(0, 10);
    const rostered = [dayBefore, serviceDate, dayAfter].map((date) => rosteredShift({ ...shift, timeZone }, date));
    const inAtMs = witInAtMs + behindWitMs;
    const outAtMs = witOutAtMs + behindWitMs;
    expect(matchShift(inAtMs, rostered)?.serviceDate).toBe(serviceDate);
    const judged = judgeStay({ inAtMs, outAtMs, isEndMissed: false }, matchShift(inAtMs, rostered));
    expect(judged).toMatchObject({ status: "present", lateMs: 0, earlyLeaveMs: 0 });
  });
});

describe("the shift of a stay", () => {
  const night = rosteredShift(NIGHT, DATE);
  const noon = rosteredShift({ ...NIGHT, shiftCode: "siang", startTime: "10:00", endTime: "15:00" }, DATE);

  test("its window is [start − early in, end + close after], both ends in it", () => {
    const [from, to] = [at("23:30", "2026-11-20"), at("12:30")];
    expect([from - 1, from, to, to + 1].map((atMs) => matchShift(atMs, [night])?.serviceDate)).toEqual([
      undefined,
      DATE,
      DATE,
      undefined,
    ]);
  });

  test("of two that claim a punch the one with the nearer start has it; of equal ones the earlier", () => {
    expect(matchShift(at("09:00"), [night, noon])?.shift.shiftCode).toBe("siang");
    expect(matchShift(at("08:50"), [night, noon])?.shift.shiftCode).toBe("masak");
    expect(matchShift(at("05:15"), [noon, night])?.shift.shiftCode).toBe("masak");
    const wide = rosteredShift({ ...NIGHT, shiftCode: "lain", startTime: "10:00", earlyInMs: 8 * HOUR_MS }, DATE);
    expect(matchShift(at("05:15"), [wide, night])?.shift.shiftCode).toBe("masak");
    expect(matchShift(at("05:15") + 1, [wide, night])?.shift.shiftCode).toBe("lain");
  });

  test("an end at or before the start lies on the next day", () => {
    const whole = rosteredShift({ ...NIGHT, startTime: "06:00", endTime: "06:00" }, DATE);
    expect(whole.endAtMs - whole.startAtMs).toBe(24 * HOUR_MS);
    expect(shiftPaidMs(rosteredShift({ ...NIGHT, unpaidBreakMs: 9 * HOUR_MS }, DATE))).toBe(0);
  });
});

describe("how a stay stands against its shift", () => {
  const night = rosteredShift(NIGHT, DATE);
  const judged = (from: number | null, to: number | null, isEndMissed = false) =>
    judgeStay({ inAtMs: from, outAtMs: to, isEndMissed }, night);

  test("late counts beyond the grace, and then from the start", () => {
    expect(judged(at("00:40"), null)).toMatchObject({ status: "present", lateMs: 0 });
    expect(judged(at("00:40") + 1, null)).toMatchObject({ status: "late", lateMs: 10 * MINUTE_MS + 1 });
  });

  test("early leave counts beyond the grace, overtime beyond its own", () => {
    expect(judged(at("00:30"), at("08:20"))).toMatchObject({ earlyLeaveMs: 0, overtimeMs: 0 });
    expect(judged(at("00:30"), at("08:20") - 1)).toMatchObject({ earlyLeaveMs: 10 * MINUTE_MS + 1 });
    expect(judged(at("00:30"), at("09:00"))).toMatchObject({ overtimeMs: 0 });
    expect(judged(at("00:30"), at("09:00") + 1)).toMatchObject({ overtimeMs: 30 * MINUTE_MS + 1 });
  });

  test("worked time leaves the break out and is never below nothing", () => {
    expect(judged(at("00:30"), at("08:30")).workedMs).toBe(450 * MINUTE_MS);
    expect(judged(at("00:30"), at("00:45")).workedMs).toBe(0);
  });

  test("less than half of the shift is half a day, exactly half is not", () => {
    // The paid shift is 7 h 30 min; half of it is worked from 00:30 to 04:45 with the break.
    expect(judged(at("00:30"), at("04:45") - 1).status).toBe("half-day");
    expect(judged(at("00:30"), at("04:45")).status).toBe("present");
    expect(judged(at("04:00"), at("08:30"))).toMatchObject({ status: "late", lateMs: 210 * MINUTE_MS });
  });

  test("without an end it is open until the end is known to be missing; without a beginning always incomplete", () => {
    expect(judged(at("00:30"), null)).toMatchObject({ status: "present", workedMs: 0 });
    expect(judged(at("00:30"), null, true)).toMatchObject({ status: "incomplete", workedMs: 0 });
    expect(judged(null, at("08:30"))).toMatchObject({ status: "incomplete", workedMs: 0 });
    // The end came after all, from a terminal that was cut off.
    expect(judged(at("00:30"), at("08:30"), true)).toMatchObject({ status: "present", workedMs: 450 * MINUTE_MS });
  });

  test("outside the roster only its length is known", () => {
    expect(judgeStay({ inAtMs: at("15:00"), outAtMs: at("18:00"), isEndMissed: false }, null)).toEqual({
      status: "unrostered",
      lateMs: 0,
      earlyLeaveMs: 0,
      workedMs: 3 * HOUR_MS,
      overtimeMs: 0,
    });
  });

  test("a zone's own clock is meant: the same shift begins two hours earlier in Jayapura", () => {
    const jayapura = rosteredShift({ ...NIGHT, timeZone: "Asia/Jayapura" }, DATE);
    expect(night.startAtMs - jayapura.startAtMs).toBe(2 * HOUR_MS);
    expect(jayapura.startAtMs).toBe(msFromLocal(DATE, "00:30", "Asia/Jayapura"));
  });
});
