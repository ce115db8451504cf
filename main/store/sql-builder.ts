import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from "kysely";
import type { SqlBuilder } from "./readable-db.ts";

/** A Kysely for building and compiling SQL only; statements are executed by `ReadableDb` and `WritableDb`. */
export function createSqlBuilder<Tables>(): SqlBuilder<Tables> {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new PlanKeepingCompiler(),
    },
  });
}

/**
 * Writes `+?` for a value instead of `?`. SQLite as better-sqlite3 builds it (with STAT4) may plan a statement by the value
 * compared with an indexed column, so it parses and plans a statement with `column = ?` and ORDER BY anew every time a value is
 * bound: five times what running it costs. The sign changes neither the value nor its type, and the index is used as before; only
 * a partial index whose condition names a constant needs that constant written out (`sql.lit`).
 */
class PlanKeepingCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return "+?";
  }
}
