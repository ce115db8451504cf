import type { RowOf } from "#kernel/definition.ts";
import type { attendanceMonthQuery } from "#domains/attendance/queries.ts";
import type { DayStatus } from "#domains/attendance/values.ts";
import type { staffQuery } from "#domains/people/queries.ts";
import { datesOf } from "./clock-span.ts";

type MonthRow = Pick<RowOf<typeof attendanceMonthQuery>, "days" | "divisionCode" | "workedMs">;
type StaffRow = Pick<RowOf<typeof staffQuery>, "divisionCode" | "joinDate" | "endDate">;

/** Figures of a group of people in a month; null where there is nothing to divide by. */
export interface StaffFigures {
  readonly personCount: number;
  readonly attendanceBp: number | null;
  readonly punctualityBp: number | null;
  readonly workedMs: number | null;
  readonly turnoverBp: number | null;
}

const WHOLE_BP = 10_000;

/**
 * DOMAIN.md §5: attendance = (present + late + half-day ÷ 2) ÷ the rostered days that were judged, leave, sickness and days off
 * left out of both; punctuality = on time ÷ (present + late); turnover = ended ÷ mean active staff. A day without an end is
 * not judged yet, and a stay outside the roster is no rostered day.
 */
export function staffFigures(input: {
  readonly month: string;
  readonly rows: readonly MonthRow[];
  readonly staff: readonly StaffRow[];
}): StaffFigures {
  const days = input.rows.flatMap((row) => row.days).filter((day) => day !== null);
  const count = (status: DayStatus) => days.filter((day) => day.status === status).length;
  const came = count("present") + count("late");
  const judged = came + count("half-day") + count("absent");
  const workedMs = input.rows.reduce((total, row) => total + row.workedMs, 0);
  return {
    personCount: input.rows.length,
    attendanceBp: share(came + count("half-day") / 2, judged),
    punctualityBp: share(count("present"), came),
    workedMs: workedMs === 0 ? null : workedMs,
    turnoverBp: turnover(input.month, input.staff),
  };
}

function turnover(month: string, staff: readonly StaffRow[]): number | null {
  const dates = datesOf(month);
  const [first = "", last = ""] = [dates[0], dates.at(-1)];
  const activeOn = (date: string) =>
    staff.filter((row) => row.joinDate <= date && (row.endDate === null || row.endDate >= date)).length;
  const ended = staff.filter((row) => row.endDate !== null && row.endDate >= first && row.endDate <= last).length;
  return share(ended, (activeOn(first) + activeOn(last)) / 2);
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * WHOLE_BP);
}
