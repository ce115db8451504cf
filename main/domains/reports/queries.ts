import type { ReadableDb } from "#main/store/readable-db.ts";
import { reportsSql } from "./tables.ts";

/** How many files were asked for on a service day. */
export function exportCountOn(db: ReadableDb, serviceDate: string): number {
  const row = db.first(
    reportsSql
      .selectFrom("report_export")
      .select((select) => select.fn.countAll<number>().as("count"))
      .where("service_date", "=", serviceDate),
  );
  return row?.count ?? 0;
}
