import { assert } from "#kernel/assert.ts";
import type { HubDatabase } from "#hub/store/database.ts";
import type { AnswerRows, Question } from "./answers.ts";

/** Asks Postgres a question within its scope, and serialises the rows up to the query's limit. */
export async function readRows(database: HubDatabase, question: Question, nowMs: number): Promise<AnswerRows> {
  const { query, params, scope } = question;
  const { definition } = query;
  const rows = await database.inScope(scope, (db) => query.answer(db, params, nowMs));
  const textByKey = new Map<string, string>();
  for (const row of rows.slice(0, definition.limit)) {
    const key: unknown = Reflect.get(row, definition.key);
    assert(typeof key === "string" && !textByKey.has(key), `${definition.name} keys its rows by ${definition.key}`);
    textByKey.set(key, JSON.stringify(row));
  }
  return { textByKey, isPartial: rows.length > definition.limit };
}
