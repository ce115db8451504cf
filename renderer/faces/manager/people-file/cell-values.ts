import { dayCountFromLocalDate, localDateFromDayCount } from "#kernel/time.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import { MONTH_WORDS } from "#renderer/copy/people-file.ts";

/** Why a cell cannot be taken as it stands. */
export type CellProblem =
  | "formula"
  | "required"
  | "too-long"
  | "date-unreadable"
  | "date-impossible"
  | "date-american"
  | "phone-cut"
  | "phone-unreadable"
  | "national-id-cut"
  | "national-id-length";

/** What was put right in a cell: told, so that nobody wonders later. */
export type CellNote =
  | "name-case"
  | "phone-zero"
  | "phone-first"
  | "year-guessed"
  | "serial-date"
  | "national-id-marks";

export interface CellValue {
  readonly value: string;
  readonly note?: CellNote | undefined;
}

type Read = Result<CellValue, CellProblem>;

/** Excel's day count from 1900, which takes 1900 for a leap year: 25569 is 1970-01-01. */
const EXCEL_DAY_OF_EPOCH = 25_569;
const EXCEL_DAY_MIN = 7_306; // 1920-01-01
const EXCEL_DAY_MAX = 73_050; // 2099-12-31
const SCIENTIFIC = /^(\d)(?:[.,](\d+))?E\+?(\d+)$/i;

/**
 * A date as people write it: with month names, day first with any separator, two-digit years, a place before it
 * (“Bandung, 12 Mei 1998”), Excel's day count. Month first is refused rather than guessed: 05/06 has two meanings.
 */
export function dateFromCell(text: string, today: string): Read {
  const plain = text.toLowerCase().replaceAll(/\s+/g, " ").trim();
  const serial = /^\d{4,5}$/.exec(plain);
  if (serial !== null) {
    const dayCount = Number(plain);
    if (dayCount < EXCEL_DAY_MIN || dayCount > EXCEL_DAY_MAX) return err("date-unreadable");
    return ok({ value: localDateFromDayCount(dayCount - EXCEL_DAY_OF_EPOCH), note: "serial-date" });
  }
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ t]\d{1,2}:\d{2}.*)?$/.exec(plain);
  if (iso !== null) return realDate({ year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) });
  const figures = /(?:^|[\s,])(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(plain);
  if (figures !== null) {
    const [day, month] = [Number(figures[1]), Number(figures[2])];
    if (month > 12 && day <= 12) return err("date-american");
    return withYear({ day, month, year: figures[3] ?? "" }, today);
  }
  const words = /(?:^|[\s,])(\d{1,2})[-/. ]*([a-z]{3,})[-/., ]*(\d{4}|\d{2})$/.exec(plain);
  const month = words === null ? 0 : MONTH_WORDS.findIndex((names) => names.includes((words[2] ?? "").slice(0, 3))) + 1;
  if (words === null || month === 0) return err("date-unreadable");
  return withYear({ day: Number(words[1]), month, year: words[3] ?? "" }, today);
}

function withYear(date: { readonly day: number; readonly month: number; readonly year: string }, today: string): Read {
  if (date.year.length === 4) return realDate({ ...date, year: Number(date.year) });
  // Of two centuries the one that is not in the future.
  const century = Number(date.year) > Number(today.slice(2, 4)) ? 1900 : 2000;
  const read = realDate({ ...date, year: century + Number(date.year) });
  return read.ok ? ok({ ...read.value, note: "year-guessed" }) : read;
}

function realDate(date: { readonly year: number; readonly month: number; readonly day: number }): Read {
  const two = (part: number) => String(part).padStart(2, "0");
  const value = `${String(date.year).padStart(4, "0")}-${two(date.month)}-${two(date.day)}`;
  const isReal = localDateFromDayCount(dayCountFromLocalDate(value)) === value;
  return isReal && date.year >= 1920 ? ok({ value }) : err("date-impossible");
}

/** A telephone number as it is dialled here. A spreadsheet takes its leading zero, or writes it as 8,12E+11. */
export function phoneFromCell(text: string): Read {
  const [first = "", second] = text.split(/[/;,]|\batau\b/i).map((part) => part.trim());
  const whole = second === undefined || SCIENTIFIC.test(text.trim()) ? text.trim() : first;
  const scientific = SCIENTIFIC.exec(whole.replaceAll(" ", ""));
  const digits = scientific === null ? whole.replaceAll(/[\s().\-'’]/g, "") : digitsOfScientific(scientific);
  if (digits === null) return err("phone-cut");
  if (!/^\+?\d{8,15}$/.test(digits)) return err("phone-unreadable");
  const isZeroLost = digits.startsWith("8");
  const value = isZeroLost ? `0${digits}` : digits.replace(/^(\+?62)(?=8)/, "0");
  const note = isZeroLost ? "phone-zero" : whole === text.trim() ? undefined : "phone-first";
  return ok({ value, note });
}

/** The digits of 8,1234567890E+10, or null when some of them are gone. */
function digitsOfScientific([, whole = "", fraction = "", exponent = ""]: RegExpExecArray): string | null {
  const digits = whole + fraction;
  return digits.length === Number(exponent) + 1 ? digits : null;
}

/** Sixteen digits. Excel keeps fifteen of a number's, so one it holds as a number has lost its last. */
export function nationalIdFromCell(text: string, isNumber: boolean): Read {
  const trimmed = text.trim();
  if (SCIENTIFIC.test(trimmed.replaceAll(" ", ""))) return err("national-id-cut");
  const digits = trimmed.replaceAll(/[\s.\-'’`]/g, "");
  if (isNumber && digits.length > 15) return err("national-id-cut");
  if (!/^\d{16}$/.test(digits)) return err("national-id-length");
  return ok(digits === trimmed ? { value: digits } : { value: digits, note: "national-id-marks" });
}

/** A name with single spaces; one in capitals is written as names are. What follows a comma is a title and stays. */
export function nameFromCell(text: string, maxCount: number): Read {
  const single = text.replaceAll(/\s+/g, " ").replaceAll(/\s+,/g, ",").trim();
  if (single === "") return err("required");
  if (single.length > maxCount) return err("too-long");
  const [name = "", ...titles] = single.split(",");
  const isShouted = name === name.toUpperCase() && /\p{L}{3}/u.test(name);
  if (!isShouted) return ok({ value: single });
  const written = name.toLowerCase().replaceAll(/(^|[\s.\-(])(\p{L})/gu, (whole) => whole.toUpperCase());
  return ok({ value: [written, ...titles].join(","), note: "name-case" });
}

/** The birth date written into an identity number (digits 7 to 12, women's day plus 40), as `MM-DD` and two digits of the year. */
export function birthOfNationalId(nationalId: string): { readonly monthDay: string; readonly yearTail: string } {
  const day = Number(nationalId.slice(6, 8));
  const monthDay = `${nationalId.slice(8, 10)}-${String(day > 40 ? day - 40 : day).padStart(2, "0")}`;
  return { monthDay, yearTail: nationalId.slice(10, 12) };
}
