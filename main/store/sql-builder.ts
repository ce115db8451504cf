import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from "kysely";
import type { SqlBuilder } from "./readable-db.ts";

/** A Kysely for building and compiling SQL only; statements are executed by `ReadableDb` and `WritableDb`. */
export function createSqlBuilder<Tables>(): SqlBuilder<Tables> {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
}
