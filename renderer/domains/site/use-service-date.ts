import { serviceDayBoundary } from "#domains/site/settings.ts";
import { serviceDateFromMs, type ServiceDate } from "#kernel/service-date.ts";
import { addDays, localFromMs, type TimeZone } from "#kernel/time.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { faceSettingsRef } from "./site-refs.ts";

/** The clock time a service day begins at on the evening before; the standard until the kitchen has told its own. */
export function useServiceDayBoundary(serviceDate: ServiceDate): string {
  const { rows } = useLiveQuery(faceSettingsRef, { serviceDate }, { isKeptOnDisk: true });
  const value = rows.find(({ settingKey }) => settingKey === serviceDayBoundary.key)?.value;
  return typeof value === "string" ? value : serviceDayBoundary.default;
}

/** The service day of an instant, as the kitchen PC counts it: tomorrow's own boundary says when tomorrow begins. */
export function useServiceDateAt(atMs: number, timeZone: TimeZone): ServiceDate {
  const boundary = useServiceDayBoundary(addDays(localFromMs(atMs, timeZone).date, 1));
  return serviceDateFromMs(atMs, timeZone, boundary);
}
