import { createHash } from "node:crypto";
import type { StoredEvent } from "#kernel/definition.ts";
import type { StoreDatabase } from "./database.ts";
import { isSchemaAsDeclared } from "./declared-schema.ts";
import type { DomainModule } from "./domain-module.ts";
import type { EventLog } from "./event-log.ts";
import { durableTableNames, type ModuleRegistry } from "./module-registry.ts";

/** Events read from the log at once while rebuilding. */
const REBUILD_PAGE_COUNT = 2_000;

export interface RebuildReport {
  readonly domains: readonly string[];
  readonly eventCount: number;
}

/** Keeps the read models equal to the log. */
export interface Projector {
  /** Runs the projection of one event, inside the transaction that appended it. */
  apply(event: StoredEvent): void;
  /** Creates what is missing and rebuilds every domain whose projections are not those of this release. */
  prepare(): RebuildReport;
  /** Computes the read models anew from the log, in one transaction; all domains unless some are named. */
  rebuild(domains?: readonly string[]): RebuildReport;
  /** Events kept and skipped because this release does not know their type, by `domain/type`. */
  unknownCounts(): ReadonlyMap<string, number>;
}

interface ProjectorDeps {
  readonly database: StoreDatabase;
  readonly log: EventLog;
  readonly registry: ModuleRegistry;
  readonly onUnknownEvent: (event: StoredEvent, count: number) => void;
}

export function createProjector(deps: ProjectorDeps): Projector {
  const { database, registry } = deps;
  const unknownCountByType = new Map<string, number>();

  /** The module an event is for; undefined, and counted, when this release does not know its type. */
  function moduleFor(event: StoredEvent): DomainModule | undefined {
    const module = registry.moduleOfDomain(event.domain);
    if (module !== undefined && registry.eventOf(event.domain, event.type) !== undefined) return module;
    const key = `${event.domain}/${event.type}`;
    const count = (unknownCountByType.get(key) ?? 0) + 1;
    unknownCountByType.set(key, count);
    deps.onUnknownEvent(event, count);
    return undefined;
  }

  /** Projections read their own tables only, so one domain's events after another's come to the same as all in log order. */
  function applyAll(events: readonly StoredEvent[]): void {
    for (const [module, known] of Map.groupBy(events, moduleFor)) {
      if (module === undefined) continue;
      const latest = known.map((event) => module.upcast(event));
      if (module.projectAll !== undefined) module.projectAll(database.db, latest);
      else for (const event of latest) module.project(database.db, event);
    }
  }

  function rebuild(domains: readonly string[]): RebuildReport {
    if (domains.length === 0) return { domains, eventCount: 0 };
    const eventCount = database.connection
      .transaction(() => {
        for (const module of registry.modules) if (domains.includes(module.domain)) remakeTables(database, module);
        return replay(deps, domains, applyAll);
      })
      .immediate();
    return { domains, eventCount };
  }

  return {
    apply: (event) => moduleFor(event)?.project(database.db, event),
    prepare: () =>
      rebuild(registry.modules.filter((module) => isOutdated(database, module)).map((module) => module.domain)),
    rebuild: (domains) => rebuild(domains ?? registry.modules.map((module) => module.domain)),
    unknownCounts: () => unknownCountByType,
  };
}

function replay(
  { log, registry }: ProjectorDeps,
  domains: readonly string[],
  applyAll: (events: readonly StoredEvent[]) => void,
): number {
  const isWhole = registry.modules.every((module) => domains.includes(module.domain));
  let sinceSeq = 0;
  let eventCount = 0;
  for (;;) {
    const page = isWhole
      ? log.readPage({ sinceSeq, limit: REBUILD_PAGE_COUNT })
      : log.readDomainsPage({ sinceSeq, domains, limit: REBUILD_PAGE_COUNT });
    applyAll(page);
    eventCount += page.length;
    const last = page.at(-1);
    if (last === undefined || page.length < REBUILD_PAGE_COUNT) return eventCount;
    sinceSeq = last.seq;
  }
}

/** Drops a domain's tables, those of a former version too, and makes the present ones, empty. */
function remakeTables(database: StoreDatabase, module: DomainModule): void {
  const { connection } = database;
  const formerNames = recordedVersion(database, module.domain)?.tableNames ?? [];
  // The present names, too: a damaged record of what there was must not keep a kitchen from starting.
  const names = new Set([...formerNames, ...module.tables.map((table) => table.name)]);
  const durable = durableTableNames();
  for (const name of names) if (!durable.includes(name)) connection.exec(`DROP TABLE IF EXISTS "${name}"`);
  for (const table of module.tables) for (const statement of table.ddl) connection.exec(statement);
  connection
    .prepare(
      `INSERT OR REPLACE INTO projection_version (domain, version, tables_hash, table_names, event_types)
       VALUES (?, ?, ?, ?, ?)`,
    )
    .run(
      module.domain,
      module.projectionVersion,
      tablesHash(module),
      JSON.stringify(module.tables.map((table) => table.name)),
      JSON.stringify(eventTypes(module)),
    );
}

interface RecordedVersion {
  readonly version: number;
  readonly tablesHash: string;
  readonly tableNames: readonly string[];
  readonly eventTypes: readonly string[];
}

function recordedVersion(database: StoreDatabase, domain: string): RecordedVersion | undefined {
  const row = database.connection
    .prepare<[string], { version: number; tables_hash: string; table_names: string; event_types: string }>(
      "SELECT version, tables_hash, table_names, event_types FROM projection_version WHERE domain = ?",
    )
    .get(domain);
  if (row === undefined) return undefined;
  const tableNames = wordsFrom(row.table_names);
  const eventTypes = wordsFrom(row.event_types);
  if (tableNames === undefined || eventTypes === undefined) return undefined;
  return { version: row.version, tablesHash: row.tables_hash, tableNames, eventTypes };
}

/** A list this file wrote; undefined when it no longer is one, which has the read models computed anew. */
function wordsFrom(text: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isList = Array.isArray(value) && value.every((word) => typeof word === "string" && /^[\w-]+$/.test(word));
    return isList ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether a domain's read models are those of another release and are computed anew at the next start: other version, other tables, a table gone, or events in the log that were skipped as unknown when they came and are known
 * to this release.
 */
export function isOutdated(database: StoreDatabase, module: DomainModule): boolean {
  const recorded = recordedVersion(database, module.domain);
  if (recorded === undefined) return true;
  if (recorded.version !== module.projectionVersion || recorded.tablesHash !== tablesHash(module)) return true;
  if (!areTablesAsDeclared(database, module)) return true;
  const newTypes = eventTypes(module).filter((type) => !recorded.eventTypes.includes(type));
  const find = database.connection.prepare("SELECT 1 FROM event WHERE domain = ? AND type = ? LIMIT 1").pluck();
  return newTypes.some((type) => find.get(module.domain, type) !== undefined);
}

function areTablesAsDeclared(database: StoreDatabase, module: DomainModule): boolean {
  const names = module.tables.map((table) => table.name);
  return isSchemaAsDeclared(database.connection, names, (scratch) => {
    for (const table of module.tables) for (const statement of table.ddl) scratch.exec(statement);
  });
}

function tablesHash(module: DomainModule): string {
  return createHash("sha256").update(JSON.stringify(module.tables)).digest("hex");
}

function eventTypes(module: DomainModule): readonly string[] {
  return [...new Set(module.events.map((event) => event.type))].toSorted();
}
