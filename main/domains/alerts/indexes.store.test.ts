import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { createDbHandle } from "#main/store/database.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { unresolvedAlert } from "./queries.ts";
import { alertTables } from "./tables.ts";

it("the one unresolved alert about a thing is found by the index that keeps it the only one", () => {
  const connection = new Database(":memory:");
  for (const table of alertTables) for (const statement of table.ddl) connection.exec(statement);
  const plans: unknown[] = [];
  const explaining: ReadableDb = {
    ...createDbHandle(connection),
    first: (query) => {
      const { sql, parameters } = query.compile();
      plans.push(connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters));
      return undefined;
    },
  };
  unresolvedAlert(explaining, "batch-late", "batch_1");
  expect(plans).toMatchObject([
    [{ detail: "SEARCH alert USING INDEX alert_unresolved (alert_kind=? AND entity_id=?)" }],
  ]);
  connection.close();
});
