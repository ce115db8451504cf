import type { Connection } from "./database.ts";
import { isStoreFault, sqliteCodeOf } from "./store-fault.ts";

/** What stays outside the log and cannot be computed from it: sealed names, digests of numbers and of device tokens, throttles. */
const SIDE_TABLES = ["staff_private", "staff_number", "device_credential", "device_seen", "attempt_throttle"] as const;

/**
 * Takes the side tables of a damaged store over into the one that takes its place, each one whole or not at all: they are newer
 * than any copy's, so names entered since are kept, and whoever was erased or revoked since stays so. A table that cannot be
 * read to its end leaves what the copy had. Returns the tables taken over.
 */
export function carryOverSideTables(target: Connection, damaged: Connection): readonly string[] {
  return SIDE_TABLES.filter((table) => {
    const rows = rowsOf(damaged, table);
    if (rows === null) return false;
    target.transaction(() => {
      target.exec(`DELETE FROM ${table}`);
      for (const row of rows) {
        const columns = Object.keys(row);
        const places = columns.map(() => "?").join(", ");
        target.prepare(`INSERT INTO ${table} (${columns.join(", ")}) VALUES (${places})`).run(...Object.values(row));
      }
    })();
    return true;
  });
}

function rowsOf(damaged: Connection, table: string): readonly Readonly<Record<string, unknown>>[] | null {
  try {
    return damaged.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all();
  } catch (error) {
    if (sqliteCodeOf(error) === null && !isStoreFault(error)) throw error;
    return null;
  }
}
