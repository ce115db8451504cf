import Database from "better-sqlite3";
import { kitchenMigrations } from "#migrations/kitchen/list.ts";
import {
  createDbHandle,
  openReadOnlyDatabase,
  registerSqlFunctions,
  type Connection,
  type StoreDatabase,
} from "./database.ts";
import type { DomainModule } from "./domain-module.ts";
import { createEventLog } from "./event-log.ts";
import { migrate } from "./migrator.ts";
import { createModuleRegistry } from "./module-registry.ts";
import { createProjector, isOutdated } from "./projector.ts";
import { isPassingCode, isStoreFault, sqliteCodeOf } from "./store-fault.ts";
import { readIdentity } from "./store-identity.ts";
import { verifyChain, type ChainFinding } from "./verify-chain.ts";

/** Something about a store that is not as this program left it. */
export type StoreFinding =
  | ChainFinding
  /** SQLite's own check of pages, records and indexes. */
  | { readonly kind: "integrity"; readonly message: string }
  /** The site or the epochs are not those that were written. */
  | { readonly kind: "identity-changed" }
  /** Versions of a stream are not dense from 1. */
  | { readonly kind: "stream-not-dense"; readonly streamId: string }
  /** A read model is not what the log gives. */
  | { readonly kind: "read-model-differs"; readonly table: string };

/** The outcome of a whole check; plain data, so a worker can send it. */
export interface VerifyReport {
  readonly isGood: boolean;
  readonly eventCount: number;
  readonly headSeq: number;
  readonly headHash: string;
  readonly checkedTables: readonly string[];
  /** Domains whose read models another release wrote: computed anew at the next start, so not compared. */
  readonly outdatedDomains: readonly string[];
  readonly findings: readonly StoreFinding[];
}

const INTEGRITY_LINES_MAX_COUNT = 20;
const STREAMS_NAMED_MAX_COUNT = 20;

/**
 * Checks a store from end to end on a connection of its own, while the kitchen goes on: SQLite's integrity check, the whole
 * hash chain, density of the log and of every stream, and read models against the log (those of `modules`).
 */
export function verifyStore(path: string, modules: readonly DomainModule[]): VerifyReport {
  const database = openReadOnlyDatabase(path);
  const { connection } = database;
  try {
    // One snapshot for every check; commits meanwhile are not part of it.
    connection.exec("BEGIN");
    const integrity = integrityFindings(connection, "integrity_check");
    const chain = verifyChain(connection);
    const findings: StoreFinding[] = [...integrity, ...chain.findings, ...identityFindings(connection)];
    // Beyond a damaged file these only repeat the same trouble in other words.
    const isReadable = findings.length === 0;
    const present = isReadable ? modules.filter((module) => !isOutdated(database, module)) : [];
    if (isReadable) findings.push(...streamFindings(connection), ...readModelFindings(database, present));
    return {
      isGood: findings.length === 0,
      eventCount: chain.checkedCount,
      headSeq: chain.soundSeq,
      headHash: chain.soundHash.toString("hex"),
      checkedTables: present.flatMap((module) => module.tables.map((table) => table.name)),
      outdatedDomains: modules.filter((module) => !present.includes(module)).map((module) => module.domain),
      findings,
    };
  } finally {
    database.close();
  }
}

/** SQLite's own check: `quick_check` leaves out the indexes' content. */
export function integrityFindings(
  connection: Connection,
  check: "integrity_check" | "quick_check",
): readonly StoreFinding[] {
  try {
    const lines = connection.prepare(`PRAGMA ${check}(${INTEGRITY_LINES_MAX_COUNT})`).pluck().all();
    return lines.length === 1 && lines[0] === "ok"
      ? []
      : lines.map((line) => ({ kind: "integrity", message: String(line) }));
  } catch (error) {
    if (sqliteCodeOf(error) === null) throw error;
    return [{ kind: "integrity", message: error instanceof Error ? error.message : "" }];
  }
}

/** A store without a name, or with another than it was given. Throws when it cannot be read just now: that says neither. */
export function identityFindings(connection: Connection): readonly StoreFinding[] {
  try {
    return readIdentity(connection) === undefined ? [{ kind: "identity-changed" }] : [];
  } catch (error) {
    const code = sqliteCodeOf(error);
    if (code === null ? !isStoreFault(error) : isPassingCode(code)) throw error;
    return [{ kind: "identity-changed" }];
  }
}

function streamFindings(connection: Connection): readonly StoreFinding[] {
  const rows = connection
    .prepare<[], { stream_id: string }>(
      `SELECT stream_id FROM event GROUP BY stream_id
       HAVING min(stream_version) <> 1 OR max(stream_version) <> count(*) LIMIT ${STREAMS_NAMED_MAX_COUNT}`,
    )
    .all();
  return rows.map((row) => ({ kind: "stream-not-dense", streamId: row.stream_id }));
}

/** Computes the read models from the log into a scratch database and compares them row by row. */
function readModelFindings(database: StoreDatabase, modules: readonly DomainModule[]): readonly StoreFinding[] {
  if (modules.length === 0) return [];
  const scratch = openScratchDatabase(modules);
  try {
    const registry = createModuleRegistry(modules);
    const log = createEventLog(database.connection);
    createProjector({ database: scratch, log, registry, onUnknownEvent: () => undefined }).rebuild();
    return modules
      .flatMap((module) => module.tables)
      .filter((table) => !areRowsEqual(database.connection, scratch.connection, table.name))
      .map((table) => ({ kind: "read-model-differs", table: table.name }));
  } finally {
    scratch.close();
  }
}

/** A database that spills to a temporary file and is gone when closed. */
function openScratchDatabase(modules: readonly DomainModule[]): StoreDatabase {
  const connection = new Database("");
  connection.pragma("synchronous = OFF");
  migrate(connection, kitchenMigrations, 0);
  registerSqlFunctions(
    connection,
    modules.flatMap((module) => module.sqlFunctions),
  );
  return { connection, db: createDbHandle(connection), close: () => void connection.close() };
}

function areRowsEqual(left: Connection, right: Connection, table: string): boolean {
  const columnCount = columnCountOf(right, table);
  if (columnCountOf(left, table) !== columnCount) return false;
  const order = Array.from({ length: columnCount }, (_, index) => index + 1).join(", ");
  const select = `SELECT * FROM "${table}" ORDER BY ${order}`;
  const leftRows = left.prepare(select).raw().iterate();
  const rightRows = right.prepare(select).raw().iterate();
  try {
    for (;;) {
      const leftRow = leftRows.next();
      const rightRow = rightRows.next();
      if (leftRow.done === true || rightRow.done === true) return leftRow.done === rightRow.done;
      if (JSON.stringify(leftRow.value) !== JSON.stringify(rightRow.value)) return false;
    }
  } finally {
    leftRows.return?.();
    rightRows.return?.();
  }
}

function columnCountOf(connection: Connection, table: string): number {
  return Number(connection.prepare("SELECT count(*) FROM pragma_table_info(?)").pluck().get(table));
}
