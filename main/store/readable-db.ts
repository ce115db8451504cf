import type { Compilable, Kysely } from "kysely";

/** Reads. Queries are built with Kysely, compiled to SQL and run on a cached prepared statement, synchronously. */
export interface ReadableDb {
  all<Row>(query: Compilable<Row>): readonly Row[];
  first<Row>(query: Compilable<Row>): Row | undefined;
}

/** Reads and writes, inside the one write transaction. Only the command bus, the projector and `store/` hand it out. */
export interface WritableDb extends ReadableDb {
  run(query: Compilable): { readonly changedCount: number };
}

/** A Kysely builder for some tables: it builds and compiles SQL and never executes. Made by `createSqlBuilder`. */
export type SqlBuilder<Tables> = Kysely<Tables>;
