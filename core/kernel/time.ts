import { z } from "zod";

// Faces import this file for its functions: schemas are marked pure so that a bundle without them carries no zod.

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The three zones of Indonesia; none observes daylight saving time (Keppres 41/1987), so each is a fixed offset. */
export const timeZoneSchema = /* @__PURE__ */ z.enum(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]);
export type TimeZone = z.infer<typeof timeZoneSchema>;

const OFFSET_MS_BY_ZONE: Readonly<Record<TimeZone, number>> = {
  "Asia/Jakarta": 7 * HOUR_MS,
  "Asia/Makassar": 8 * HOUR_MS,
  "Asia/Jayapura": 9 * HOUR_MS,
};

/** Milliseconds to add to an epoch time to read it as local wall time. */
export function zoneOffsetMs(timeZone: TimeZone): number {
  return OFFSET_MS_BY_ZONE[timeZone];
}

/** `HH:MM` on a 24-hour clock. */
export const clockTimeSchema = /* @__PURE__ */ (() => z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/))();

/** `YYYY-MM-DD`, a real calendar date. */
export const localDateSchema = /* @__PURE__ */ (() =>
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .refine((text) => localDateFromDayCount(dayCountFromLocalDate(text)) === text))();
export type LocalDate = string;

/** Days since 1970-01-01 of a `YYYY-MM-DD` date. */
export function dayCountFromLocalDate(date: LocalDate): number {
  return Math.floor(
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS,
  );
}

export function localDateFromDayCount(dayCount: number): LocalDate {
  return Number.isFinite(dayCount) ? new Date(dayCount * DAY_MS).toISOString().slice(0, 10) : "";
}

export function addDays(date: LocalDate, dayCount: number): LocalDate {
  return localDateFromDayCount(dayCountFromLocalDate(date) + dayCount);
}

/** The local calendar date and milliseconds since local midnight of an epoch time. */
export function localFromMs(atMs: number, timeZone: TimeZone): { readonly date: LocalDate; readonly msOfDay: number } {
  const localMs = atMs + zoneOffsetMs(timeZone);
  const dayCount = Math.floor(localMs / DAY_MS);
  return { date: localDateFromDayCount(dayCount), msOfDay: localMs - dayCount * DAY_MS };
}

/** The epoch time of a local date and clock time (`HH:MM`). */
export function msFromLocal(date: LocalDate, clockTime: string, timeZone: TimeZone): number {
  const msOfDay = Number(clockTime.slice(0, 2)) * HOUR_MS + Number(clockTime.slice(3, 5)) * MINUTE_MS;
  return dayCountFromLocalDate(date) * DAY_MS + msOfDay - zoneOffsetMs(timeZone);
}

/** `HH:MM` of an epoch time in a zone. */
export function clockTimeFromMs(atMs: number, timeZone: TimeZone): string {
  const { msOfDay } = localFromMs(atMs, timeZone);
  const hour = Math.floor(msOfDay / HOUR_MS);
  const minute = Math.floor((msOfDay % HOUR_MS) / MINUTE_MS);
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** The wall clock; `nowMs` may jump. Durations come from `monotonicMs`, which never does. */
export interface Clock {
  readonly nowMs: () => number;
  readonly monotonicMs: () => number;
}
