import { serviceDayStartMs, type ServiceDate } from "#kernel/service-date.ts";
import { addDays, DAY_MS, dayCountFromLocalDate, localFromMs, msFromLocal, type TimeZone } from "#kernel/time.ts";

/** Four digits as a clock time, or null for one no clock shows. */
export function clockTimeOf(digits: string): string | null {
  const match = /^([01]\d|2[0-3])([0-5]\d)$/.exec(digits);
  return match === null ? null : `${match[1]}:${match[2]}`;
}

/** Whether the digits typed so far can still become a clock time. */
export function isClockTimeStart(digits: string): boolean {
  return /^(?:[0-2]?|[01]\d|2[0-3]|([01]\d|2[0-3])[0-5]\d?)$/.test(digits);
}

/**
 * The instant somebody means by a clock time on a service day. Arrival lies within the service day; leaving is the first such
 * time after arrival, where that is known, else it lies within the service day too. Never a calendar date: a shift that began
 * at 22:00 on the evening before belongs to the day it cooks for.
 */
export function instantTyped(typed: {
  readonly clockTime: string;
  readonly serviceDate: ServiceDate;
  readonly boundary: string;
  readonly timeZone: TimeZone;
  /** For leaving: when the person came. For arrival: null. */
  readonly afterMs: number | null;
}): number {
  const { clockTime, serviceDate, boundary, timeZone, afterMs } = typed;
  const fromMs = afterMs === null ? serviceDayStartMs(serviceDate, timeZone, boundary) : afterMs + 1;
  const sameDateMs = msFromLocal(localFromMs(fromMs, timeZone).date, clockTime, timeZone);
  return sameDateMs >= fromMs ? sameDateMs : sameDateMs + DAY_MS;
}

/** The last `count` service days, today first. */
export function lastDays(today: ServiceDate, count: number): readonly ServiceDate[] {
  return Array.from({ length: count }, (_, index) => addDays(today, -index));
}

/** Monday to Sunday around a date, `weekCount` weeks earlier. */
export function weekOf(date: ServiceDate, weekCount: number): { readonly fromDate: string; readonly toDate: string } {
  // 1970-01-01 was a Thursday.
  const weekday = (dayCountFromLocalDate(date) + 3) % 7;
  const fromDate = addDays(date, -weekday - 7 * weekCount);
  return { fromDate, toDate: addDays(fromDate, 6) };
}
