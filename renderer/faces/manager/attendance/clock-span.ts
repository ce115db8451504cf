import {
  addDays,
  dayCountFromLocalDate,
  localFromMs,
  msFromLocal,
  type LocalDate,
  type TimeZone,
} from "#kernel/time.ts";
import { isDateEntered } from "#renderer/copy/typed-date.ts";
import type { Units } from "#renderer/copy/units.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";

/** “00:47–08:31”; an end nobody recorded is “–”. */
export function clockSpan(
  span: { readonly inAtMs: number | null; readonly outAtMs: number | null },
  units: Units,
  timeZone: TimeZone,
): string {
  const clock = (atMs: number | null) => (atMs === null ? NO_VALUE : units.clock(atMs, timeZone));
  return `${clock(span.inAtMs)} – ${clock(span.outAtMs)}`;
}

/**
 * The instant of a clock time typed for a service date: of that date, or of the evening before it where the shift began
 * there. Null while it is no time of day.
 */
export function instantOf(
  typed: { readonly date: LocalDate; readonly clockTime: string },
  timeZone: TimeZone,
): number | null {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(typed.clockTime) || !isDateEntered(typed.date)) return null;
  return msFromLocal(typed.date, typed.clockTime, timeZone);
}

/** The Monday of a date's week. */
export function weekStart(date: LocalDate): LocalDate {
  // The first of January 1970 was a Thursday.
  return addDays(date, -((dayCountFromLocalDate(date) + 3) % 7));
}

/** The local date of an instant, for a date field beside a clock time. */
export function dateOf(atMs: number, timeZone: TimeZone): LocalDate {
  return localFromMs(atMs, timeZone).date;
}
