import { createHash } from "node:crypto";
import { assert } from "#kernel/assert.ts";
import type { KitchenMigration } from "#migrations/kitchen/migration.ts";
import type { Connection } from "./database.ts";
import { createStoreFault } from "./store-fault.ts";

const MIGRATION_TABLE = `CREATE TABLE IF NOT EXISTS migration (
  name TEXT PRIMARY KEY,
  statements_hash TEXT NOT NULL,
  applied_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID`;

/** The number a migration's name begins with. */
export function migrationNumber(name: string): number {
  const match = /^(\d{4})-[a-z0-9-]+$/.exec(name);
  assert(match, `a migration is named NNNN-name, not ${name}`);
  return Number(match[1]);
}

/**
 * Brings the durable tables to the newest version in one transaction; `user_version` is the number of the last migration.
 * A store written by a newer release is refused untouched.
 */
export function migrate(connection: Connection, migrations: readonly KitchenMigration[], nowMs: number): void {
  const numbers = migrations.map((migration) => migrationNumber(migration.name));
  assert(
    numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? number)),
    "migrations are listed in rising order",
  );
  const newest = numbers.at(-1) ?? 0;
  const present = Number(connection.pragma("user_version", { simple: true }));
  if (present > newest) {
    throw createStoreFault("store-too-new", `the store has version ${present}; this release knows ${newest}`);
  }
  connection
    .transaction(() => {
      connection.exec(MIGRATION_TABLE);
      for (const migration of migrations) applyOnce(connection, migration, { present, nowMs });
      // Only when it changes: a store that is up to date opens without writing, on a full disk too.
      if (present !== newest) connection.pragma(`user_version = ${newest}`);
    })
    .immediate();
}

/** Whether these migrations could take this store on: nothing of a newer release in it, nothing applied in another form. */
export function isMigratable(connection: Connection, migrations: readonly KitchenMigration[]): boolean {
  const hashByName = new Map(migrations.map((migration) => [migration.name, statementsHash(migration)]));
  return connection
    .prepare<[], { name: string; statements_hash: string }>("SELECT name, statements_hash FROM migration")
    .all()
    .every((row) => hashByName.get(row.name) === row.statements_hash);
}

function statementsHash(migration: KitchenMigration): string {
  return createHash("sha256").update(migration.statements.join(";\n")).digest("hex");
}

function applyOnce(
  connection: Connection,
  migration: KitchenMigration,
  { present, nowMs }: { readonly present: number; readonly nowMs: number },
): void {
  const hash = statementsHash(migration);
  const appliedHash = connection
    .prepare("SELECT statements_hash FROM migration WHERE name = ?")
    .pluck()
    .get(migration.name);
  if (appliedHash === hash) return;
  if (appliedHash !== undefined) {
    throw createStoreFault("migration-edited", `${migration.name} was applied with other statements`);
  }
  if (migrationNumber(migration.name) <= present) {
    throw createStoreFault("store-damaged", `the store has version ${present} and no record of ${migration.name}`);
  }
  for (const statement of migration.statements) connection.exec(statement);
  connection
    .prepare("INSERT INTO migration (name, statements_hash, applied_at_ms) VALUES (?, ?, ?)")
    .run(migration.name, hash, nowMs);
}
