import type { ServiceDate } from "#kernel/service-date.ts";
import { MINUTE_MS } from "#kernel/time.ts";
import { serviceDateAt } from "#main/domains/site/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";

/**
 * `serviceDateAt` for those who ask with every command: looked up once a minute. Boundaries lie on whole minutes, so only a change
 * of the zone or of the boundary itself is seen up to a minute late.
 */
export function createServiceDateCache(): (db: ReadableDb, atMs: number) => ServiceDate {
  let known: { readonly minute: number; readonly date: ServiceDate } | null = null;
  return (db, atMs) => {
    const minute = Math.floor(atMs / MINUTE_MS);
    if (known?.minute !== minute) known = { minute, date: serviceDateAt(db, atMs) };
    return known.date;
  };
}
