import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import type { CompiledQuery } from "kysely";
import { assert } from "#kernel/assert.ts";
import type { SqlFunction } from "./domain-module.ts";
import type { ReadableDb, WritableDb } from "./readable-db.ts";
import { createStoreFault } from "./store-fault.ts";

export type Connection = Database.Database;

/** "BKSK" in the file's header: this is a kitchen's store and nothing else. */
export const STORE_APPLICATION_ID = 0x424b534b;
/** How long a statement waits for a lock another connection holds (backup, a checkpoint). */
const BUSY_TIMEOUT_MS = 5_000;
/** The write-ahead log is cut back to this size after a checkpoint. */
const JOURNAL_SIZE_LIMIT_BYTES = 64 * 1024 * 1024;
const CACHE_SIZE_KIB = 64 * 1024;
/** Pages in the write-ahead log before a commit also checkpoints it; a few megabytes, so the pause stays short. */
const WAL_AUTOCHECKPOINT_PAGE_COUNT = 1_000;
/** Prepared statements kept per connection; beyond it the one prepared first is dropped. */
const STATEMENT_CACHE_MAX_COUNT = 1_000;

/** A store's open connection: one per process may write. */
export interface StoreDatabase {
  /** For the store's own statements; never leaves `main/store`. */
  readonly connection: Connection;
  readonly db: WritableDb;
  readonly close: () => void;
}

interface Pragma {
  readonly name: string;
  readonly value: string | number;
  /** What reading it back must give. */
  readonly reads: string | number;
}

function writerPragmas(isMemory: boolean): readonly Pragma[] {
  return [
    { name: "journal_mode", value: "WAL", reads: isMemory ? "memory" : "wal" },
    // FULL: power cuts are normal here, and NORMAL would lose acknowledged work.
    { name: "synchronous", value: "FULL", reads: 2 },
    { name: "foreign_keys", value: "ON", reads: 1 },
    { name: "busy_timeout", value: BUSY_TIMEOUT_MS, reads: BUSY_TIMEOUT_MS },
    { name: "trusted_schema", value: "OFF", reads: 0 },
    { name: "cell_size_check", value: "ON", reads: 1 },
    { name: "journal_size_limit", value: JOURNAL_SIZE_LIMIT_BYTES, reads: JOURNAL_SIZE_LIMIT_BYTES },
    { name: "wal_autocheckpoint", value: WAL_AUTOCHECKPOINT_PAGE_COUNT, reads: WAL_AUTOCHECKPOINT_PAGE_COUNT },
    { name: "temp_store", value: "MEMORY", reads: 2 },
    { name: "cache_size", value: -CACHE_SIZE_KIB, reads: -CACHE_SIZE_KIB },
    // What is erased (personal data) is overwritten, not left in free space.
    { name: "secure_delete", value: "FAST", reads: 2 },
  ];
}

function readerPragmas(): readonly Pragma[] {
  return writerPragmas(false).filter((pragma) =>
    ["foreign_keys", "busy_timeout", "trusted_schema", "cell_size_check", "temp_store"].includes(pragma.name),
  );
}

/** Adds the domains' functions to a connection: direct-only, so no damaged or planted schema can call them. */
export function registerSqlFunctions(connection: Connection, functions: readonly SqlFunction[]): void {
  for (const { name, run } of functions) {
    connection.function(name, { deterministic: true, directOnly: true, varargs: true }, run);
  }
}

/** Opens the one writing connection of a store and asserts every pragma the store's promises rest on. */
export function openDatabase(path: string): StoreDatabase {
  const connection = new Database(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    claimApplicationId(connection, path);
    applyPragmas(connection, writerPragmas(connection.memory));
  } catch (error) {
    connection.close();
    throw error;
  }
  return createStoreDatabase(connection);
}

/** Opens a further connection that can only read: verification, backups, exports, reports. */
export function openReadOnlyDatabase(path: string): StoreDatabase {
  if (!existsSync(path)) throw createStoreFault("store-missing", `there is no store at ${path}`);
  const connection = new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  try {
    const applicationId = connection.pragma("application_id", { simple: true });
    if (applicationId !== STORE_APPLICATION_ID) {
      throw createStoreFault("store-foreign", `${path} is not a kitchen's store`);
    }
    applyPragmas(connection, readerPragmas());
  } catch (error) {
    connection.close();
    throw error;
  }
  return createStoreDatabase(connection);
}

function claimApplicationId(connection: Connection, path: string): void {
  const applicationId = connection.pragma("application_id", { simple: true });
  if (applicationId === STORE_APPLICATION_ID) return;
  const tableCount = connection.prepare("SELECT count(*) FROM sqlite_schema").pluck().get();
  if (applicationId !== 0 || tableCount !== 0) {
    throw createStoreFault("store-foreign", `${path} is not a kitchen's store`);
  }
  connection.pragma(`application_id = ${STORE_APPLICATION_ID}`);
}

function applyPragmas(connection: Connection, pragmas: readonly Pragma[]): void {
  for (const pragma of pragmas) {
    connection.pragma(`${pragma.name} = ${pragma.value}`);
    const found = connection.pragma(pragma.name, { simple: true });
    assert(found === pragma.reads, `pragma ${pragma.name} is ${String(found)}, not ${pragma.reads}`);
  }
}

function createStoreDatabase(connection: Connection): StoreDatabase {
  return {
    connection,
    db: createDbHandle(connection),
    close: () => {
      connection.close();
    },
  };
}

/** Runs compiled queries on prepared statements kept by their SQL text. */
export function createDbHandle(connection: Connection): WritableDb {
  const statementBySql = new Map<string, Database.Statement>();

  function statementOf(compiled: CompiledQuery): Database.Statement {
    const known = statementBySql.get(compiled.sql);
    if (known !== undefined) return known;
    const statement = connection.prepare(compiled.sql);
    if (statementBySql.size >= STATEMENT_CACHE_MAX_COUNT) {
      const oldest = statementBySql.keys().next();
      if (oldest.done !== true) statementBySql.delete(oldest.value);
    }
    statementBySql.set(compiled.sql, statement);
    return statement;
  }

  const handle: WritableDb = {
    all: <Row>(query: Parameters<ReadableDb["all"]>[0]) => {
      const compiled = query.compile();
      return statementOf(compiled).all(...compiled.parameters) as Row[]; // the query's own row type
    },
    first: <Row>(query: Parameters<ReadableDb["first"]>[0]) => {
      const compiled = query.compile();
      return statementOf(compiled).get(...compiled.parameters) as Row | undefined; // the query's own row type
    },
    run: (query) => {
      const compiled = query.compile();
      return { changedCount: statementOf(compiled).run(...compiled.parameters).changes };
    },
  };
  return handle;
}
