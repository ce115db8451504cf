import type { Compilable, CompiledQuery } from "kysely";
import { expect } from "vitest";
import { present } from "#kernel/assert.ts";
import type { DomainModule } from "#main/store/domain-module.ts";
import { createModuleRegistry } from "#main/store/module-registry.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";

/** A read that is not by index although it looks at a whole table, and why that is right. */
export interface AllowedScan {
  readonly detail: string;
  readonly why: string;
}

/** Answers a live query and fails when any statement it ran reads a table otherwise than by an index. */
export function expectQueryIndexed(
  kitchen: { readonly db: ReadableDb; readonly modules: readonly DomainModule[] },
  question: { readonly name: string; readonly params: unknown },
  allowed: readonly AllowedScan[] = [],
): void {
  const { definition, answer } = present(createModuleRegistry(kitchen.modules).queryOf(question.name), question.name);
  const ran = new Map<string, CompiledQuery>();
  const note = (query: Compilable): CompiledQuery => {
    const compiled = query.compile();
    ran.set(compiled.sql, compiled);
    return compiled;
  };
  const recorder: ReadableDb = {
    all: (query) => {
      note(query);
      return kitchen.db.all(query);
    },
    first: (query) => {
      note(query);
      return kitchen.db.first(query);
    },
  };
  answer(recorder, definition.params.parse(question.params), { isNamesAllowed: true, staffId: null });
  expect(ran.size, `${question.name} reads something`).toBeGreaterThan(0);
  for (const compiled of ran.values()) {
    const scans = planOf(kitchen.db, compiled).filter(
      (detail) =>
        detail.startsWith("SCAN") &&
        !/USING (?:COVERING )?INDEX/.test(detail) &&
        !allowed.some((scan) => scan.detail === detail),
    );
    expect(scans, `${question.name}: ${compiled.sql}`).toEqual([]);
  }
}

function planOf(db: ReadableDb, compiled: CompiledQuery): readonly string[] {
  const explained = { ...compiled, sql: `EXPLAIN QUERY PLAN ${compiled.sql}` } as CompiledQuery<{
    readonly detail: string;
  }>; // what SQLite answers
  return db.all<{ readonly detail: string }>({ compile: () => explained }).map((step) => step.detail);
}
