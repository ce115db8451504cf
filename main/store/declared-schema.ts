import Database from "better-sqlite3";
import type { Connection } from "./database.ts";

/** Names of tables, indexes and triggers with the text that made them. */
type Schema = readonly (readonly [name: string, text: string | null])[];

/**
 * Whether the store's tables of these names, with their indexes and triggers, are exactly those that `declare` makes. A single bit
 * changed in the text of a schema leaves a file SQLite finds nothing wrong with, and a column nobody can name.
 */
export function isSchemaAsDeclared(
  connection: Connection,
  tableNames: readonly string[],
  declare: (scratch: Connection) => void,
): boolean {
  const scratch = new Database(":memory:");
  try {
    declare(scratch);
    return JSON.stringify(schemaOf(connection, tableNames)) === JSON.stringify(schemaOf(scratch, tableNames));
  } finally {
    scratch.close();
  }
}

function schemaOf(connection: Connection, tableNames: readonly string[]): Schema {
  const select = connection.prepare<[string], [string, string | null]>(
    "SELECT name, sql FROM sqlite_schema WHERE tbl_name = ? ORDER BY name",
  );
  return tableNames.flatMap((name) => select.raw().all(name) as [string, string | null][]); // the two columns
}
