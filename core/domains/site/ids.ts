/** The stream of the kitchen's own profile and settings. */
export const SITE_STREAM_ID = "site";

export function serviceDayStreamId(serviceDate: string): string {
  return `service-day:${serviceDate}`;
}
