import { addDays, type LocalDate } from "#kernel/time.ts";
import type { DayStatus } from "./values.ts";

/** A person's month: a status a day, null where nothing is known of it. */
export interface MonthOfPerson {
  readonly divisionCode: string;
  readonly days: ReadonlyArray<{ readonly status: DayStatus } | null>;
  readonly workedMs: number;
}

/** Since when, and until when, somebody is on the staff. */
export interface TermOfPerson {
  readonly divisionCode: string;
  readonly joinDate: string;
  readonly endDate: string | null;
}

/** Figures of a group of people in a month; null where there is nothing to divide by. */
export interface AttendanceFigures {
  readonly personCount: number;
  readonly attendanceBp: number | null;
  readonly punctualityBp: number | null;
  readonly workedMs: number | null;
  readonly turnoverBp: number | null;
}

/** The figures a group is told by, in the order they are shown. */
export const ATTENDANCE_FIGURES = ["attendanceBp", "punctualityBp", "workedMs", "turnoverBp"] as const;

/** Every date of a month `YYYY-MM`. */
export function monthDates(month: string): readonly LocalDate[] {
  const dates: LocalDate[] = [];
  for (let date = `${month}-01`; date.startsWith(month); date = addDays(date, 1)) dates.push(date);
  return dates;
}

const WHOLE_BP = 10_000;

/**
 * DOMAIN.md §5: attendance = (present + late + half-day ÷ 2) ÷ the rostered days that were judged, leave, sickness and days off
 * left out of both; punctuality = on time ÷ (present + late); turnover = ended ÷ mean active staff. A day without an end is
 * not judged yet, and a stay outside the roster is no rostered day.
 */
export function attendanceFigures(input: {
  readonly month: string;
  readonly rows: readonly MonthOfPerson[];
  readonly staff: readonly TermOfPerson[];
}): AttendanceFigures {
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

function turnover(month: string, staff: readonly TermOfPerson[]): number | null {
  const dates = monthDates(month);
  const [first = "", last = ""] = [dates[0], dates.at(-1)];
  const activeOn = (date: string) =>
    staff.filter((row) => row.joinDate <= date && (row.endDate === null || row.endDate >= date)).length;
  const ended = staff.filter((row) => row.endDate !== null && row.endDate >= first && row.endDate <= last).length;
  return share(ended, (activeOn(first) + activeOn(last)) / 2);
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * WHOLE_BP);
}
