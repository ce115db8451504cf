import { expect, test } from "vitest";
import type { DayStatus } from "./values.ts";
import { attendanceFigures } from "./statistics.ts";

const day = (status: DayStatus) => ({ status, workedMs: 0, lateMs: 0, overtimeMs: 0, isFlagged: false });
const row = (statuses: readonly (DayStatus | null)[]) => ({
  divisionCode: "pengolahan",
  workedMs: 3_600_000,
  days: statuses.map((status) => (status === null ? null : day(status))),
});

test("late counts as present, half a day as half; leave, sickness, days off and what is not judged are left out of both", () => {
  const rows = [
    row(["present", "late", "half-day", "absent", "sick", "leave", "day-off", "incomplete", "expected", null]),
  ];
  expect(attendanceFigures({ month: "2026-11", rows, staff: [] })).toEqual({
    personCount: 1,
    attendanceBp: 6_250,
    punctualityBp: 5_000,
    workedMs: 3_600_000,
    turnoverBp: null,
  });
});

test("a month nobody was rostered in has no figures, never zero", () => {
  const figures = attendanceFigures({ month: "2026-11", rows: [{ ...row([null]), workedMs: 0 }], staff: [] });
  expect(figures).toEqual({
    personCount: 1,
    attendanceBp: null,
    punctualityBp: null,
    workedMs: null,
    turnoverBp: null,
  });
});

test("turnover is who left against the mean of both ends of the month", () => {
  const member = (joinDate: string, endDate: string | null) => ({ divisionCode: "kantor", joinDate, endDate });
  const staff = [member("2026-01-01", null), member("2026-01-01", "2026-11-10"), member("2026-11-15", null)];
  expect(attendanceFigures({ month: "2026-11", rows: [], staff }).turnoverBp).toBe(5_000);
  expect(attendanceFigures({ month: "2026-10", rows: [], staff }).turnoverBp).toBe(0);
});
