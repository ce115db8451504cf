import { dayCountFromLocalDate, localDateFromDayCount, type LocalDate } from "#kernel/time.ts";
import type { KeypadKey } from "#renderer/ui/keypad.tsx";

/** Day, month and the last two digits of the year, as packs print them. */
export const EXPIRY_DIGITS_COUNT = 6;

/** What a key makes of the digits of a date. */
export function expiryAfter(digits: string, key: KeypadKey): string {
  if (key === "clear") return "";
  if (key === "backspace") return digits.slice(0, -1);
  return key === "decimal" ? digits : (digits + key).slice(0, EXPIRY_DIGITS_COUNT);
}

/** “DD/MM/YY” with what is still missing as dashes. */
export function expiryShown(digits: string): string {
  const padded = digits.padEnd(EXPIRY_DIGITS_COUNT, "–");
  return `${padded.slice(0, 2)}/${padded.slice(2, 4)}/${padded.slice(4)}`;
}

/** The date the digits are; null while some are missing, or when the calendar has no such day. */
export function expiryFrom(digits: string): LocalDate | null {
  if (!/^\d{6}$/.test(digits)) return null;
  const date = `20${digits.slice(4)}-${digits.slice(2, 4)}-${digits.slice(0, 2)}`;
  if (Number(digits.slice(2, 4)) < 1 || Number(digits.slice(2, 4)) > 12) return null;
  return localDateFromDayCount(dayCountFromLocalDate(date)) === date ? date : null;
}

/** The digits of a known date, for the form that corrects it. */
export function expiryDigits(date: LocalDate): string {
  return date.slice(8, 10) + date.slice(5, 7) + date.slice(2, 4);
}
