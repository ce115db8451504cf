import { CompiledQuery } from "kysely";
import type { ReadableDb } from "#main/store/readable-db.ts";

/** Every row of some tables, in an order that depends on the content alone. */
export function dumpTables(db: ReadableDb, names: readonly string[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    names.map((name) => {
      const rows = db.all({ compile: () => CompiledQuery.raw(`SELECT * FROM "${name}"`) });
      return [name, rows.map((row) => JSON.stringify(row)).toSorted()];
    }),
  );
}
