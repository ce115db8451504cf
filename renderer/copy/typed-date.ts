import { dayCountFromLocalDate, localDateFromDayCount, type LocalDate } from "#kernel/time.ts";

/** Day, month and a year of four digits, however they are parted; also as a spreadsheet gives it. */
const DAY_FIRST = /^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})$|^(\d{2})(\d{2})(\d{4})$/;
const YEAR_FIRST = /^\d{4}-\d{2}-\d{2}$/;

/** The date somebody typed, “21/11/2026”; null when it is none. A year of two digits is refused: a birth year would be a guess. */
export function dateFromTyped(text: string): LocalDate | null {
  const trimmed = text.trim();
  if (YEAR_FIRST.test(trimmed)) return realDate(trimmed);
  const found = DAY_FIRST.exec(trimmed);
  if (found === null) return null;
  const [day = "", month = "", year = ""] = found.slice(1).filter((part) => part !== undefined);
  return realDate(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
}

/** “21/11/2026”, as it is typed here in both languages. */
export function typedFromDate(date: LocalDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

/** Whether what a date field holds is a date. */
export function isDateEntered(value: string): boolean {
  return YEAR_FIRST.test(value) && realDate(value) !== null;
}

/** There is no 31 February: a date that the calendar would move is none. */
function realDate(date: LocalDate): LocalDate | null {
  return localDateFromDayCount(dayCountFromLocalDate(date)) === date ? date : null;
}
