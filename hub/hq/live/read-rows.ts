import { HQ_PROTOCOL_VERSION } from "#contract/hq-vocabulary.ts";
import type { Cache } from "#hub/cache/cache.ts";
import { tagsOf } from "#hub/hq/queries/definition.ts";
import type { HubDatabase } from "#hub/store/database.ts";
import { assert } from "#kernel/assert.ts";
import { keyOf, type AnswerRows, type Question } from "./answers.ts";

/** Shorter than questions are asked anew (`ASK_AFTER_MOST_MS`): lamps change by time alone. */
const CACHED_FOR_MS = 4_000;

/** Reads answers through the cache, which all nodes share; in it they are as they leave: one text a row. */
export function createReading(deps: {
  readonly database: HubDatabase;
  readonly cache: Cache;
  readonly nowMs: () => number;
  readonly build: string;
}): (question: Question) => Promise<AnswerRows> {
  const { database, cache, nowMs, build } = deps;
  return async (question) => {
    const tags = tagsOf(question.query, question.params, question.scope);
    // Another release may word its rows otherwise.
    const key = `${build} ${HQ_PROTOCOL_VERSION} ${keyOf(question)}`;
    const text = await cache.read({ key, tags, ttlMs: CACHED_FOR_MS }, async () => {
      const rows = await readRows(database, question, nowMs());
      return JSON.stringify([rows.isPartial, [...rows.textByKey]]);
    });
    const [isPartial, rows] = JSON.parse(text) as [boolean, [string, string][]]; // written above
    return { isPartial, textByKey: new Map(rows) };
  };
}

/** Asks Postgres a question within its scope, and serialises the rows up to the query's limit. */
async function readRows(database: HubDatabase, question: Question, nowMs: number): Promise<AnswerRows> {
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
