import {
  addDays,
  HOUR_MS,
  localDateSchema,
  localFromMs,
  MINUTE_MS,
  msFromLocal,
  type LocalDate,
  type TimeZone,
} from "./time.ts";

/** The operational day a kitchen event belongs to, `YYYY-MM-DD` (DOMAIN.md §1: day H begins at 15:00 on H-1). */
export type ServiceDate = LocalDate;
export const serviceDateSchema = localDateSchema;

/** `service-day.boundary`, practice. */
export const SERVICE_DAY_BOUNDARY_DEFAULT = "15:00";

/** The service date of an instant: the local date before the boundary, else the next date. */
export function serviceDateFromMs(
  atMs: number,
  timeZone: TimeZone,
  boundary: string = SERVICE_DAY_BOUNDARY_DEFAULT,
): ServiceDate {
  const { date, msOfDay } = localFromMs(atMs, timeZone);
  const boundaryMs = Number(boundary.slice(0, 2)) * HOUR_MS + Number(boundary.slice(3, 5)) * MINUTE_MS;
  return msOfDay < boundaryMs ? date : addDays(date, 1);
}

/** The instant a service day begins: the boundary on the evening before. */
export function serviceDayStartMs(
  serviceDate: ServiceDate,
  timeZone: TimeZone,
  boundary: string = SERVICE_DAY_BOUNDARY_DEFAULT,
): number {
  return msFromLocal(addDays(serviceDate, -1), boundary, timeZone);
}
