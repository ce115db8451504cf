import { randomBytes } from "node:crypto";
import { assert } from "#kernel/assert.ts";
import type { StoredEvent } from "#kernel/definition.ts";
import type { IdFactory, SiteId } from "#kernel/ids.ts";
import type { Clock } from "#kernel/time.ts";
import type { Log } from "#main/log.ts";
import { kitchenMigrations } from "#migrations/kitchen/list.ts";
import { createClockWatch, type ClockWatch } from "./clock-watch.ts";
import type { CommandBus } from "./command-answer.ts";
import { createCommandBus, type ClosableCommandBus } from "./command-bus.ts";
import { createCommandPipeline } from "./command-pipeline.ts";
import { createCommandRecords } from "./command-records.ts";
import { createDataFolder, dataFolderAt, lockDataFolder } from "./data-folder.ts";
import { openDatabase, registerSqlFunctions, type Connection, type StoreDatabase } from "./database.ts";
import type { DomainModule } from "./domain-module.ts";
import { createEventLog, type EventLog } from "./event-log.ts";
import { createGroupTransaction, troubleOf, type CommitReport } from "./group-transaction.ts";
import { migrate } from "./migrator.ts";
import { createModuleRegistry, type ModuleRegistry } from "./module-registry.ts";
import { isDamage, openStoreFile, type RecoveryReport, type StoreCondition } from "./open-store-file.ts";
import type { AuthorizeCommand } from "./perform-command.ts";
import { createProjector, type Projector, type RebuildReport } from "./projector.ts";
import type { ReadableDb, WritableDb } from "./readable-db.ts";
import { createMemoryHealth, createStoreHealth, type StoreHealth, type StoreState } from "./store-health.ts";
import { claimIdentity, readEpochs, type EpochRecord, type StoreIdentity } from "./store-identity.ts";
import { createStreamStates } from "./stream-states.ts";

export type StoreLog = Pick<Log, "info" | "warn" | "error">;

export interface KitchenStoreOptions {
  /** A folder, or `":memory:"` for a store that ends with the process. */
  readonly dataDir: string;
  readonly clock: Clock;
  /** Kitchen milliseconds per real one; 1 but in a demo kitchen. */
  readonly clockRate?: number;
  readonly makeId: IdFactory;
  /** The domains, or a function that makes them once the site is known. */
  readonly modules: readonly DomainModule[] | ((identity: StoreIdentity) => readonly DomainModule[]);
  readonly authorize: AuthorizeCommand;
  readonly log: StoreLog;
  /** Keys the digests of command bodies; kept outside the store. A store in memory that is given none makes a passing one. */
  readonly commandKey?: Uint8Array;
  /** 16 hex digits of randomness. */
  readonly makeEpoch?: () => string;
  /** Told of every transaction, for metrics. */
  readonly onCommitted?: (report: CommitReport) => void;
}

/** Events made durable together. */
export interface StoreCommit {
  readonly events: readonly StoredEvent[];
  readonly headSeq: number;
}

/** How the store is, for screens and metrics. */
export interface StoreStatus {
  readonly state: StoreState;
  /** Free room on the store's disk; null for a store in memory. */
  readonly freeBytes: number | null;
  readonly headSeq: number;
  readonly queueLength: number;
  readonly isClockUntrusted: boolean;
  readonly lastClockJumpMs: number;
  readonly unknownEventCount: number;
  /** Every life of this store, oldest first; the last is the present one and tells what a restore lost. */
  readonly epochs: readonly EpochRecord[];
  /** What this start had to do because the store was damaged or gone; null on an ordinary start. */
  readonly recovery: RecoveryReport | null;
}

/** One kitchen's store: the log, its read models and the one door for writes. */
export interface KitchenStore {
  readonly bus: CommandBus;
  readonly reader: ReadableDb;
  readonly siteId: SiteId;
  readonly epoch: string;
  headSeq(): number;
  /** Called after COMMIT and after the answers were handed out, in log order. */
  onCommit(listener: (commit: StoreCommit) => void): () => void;
  /** Events with `seq > sinceSeq` of some domains, oldest first, at most `limit`, in their latest version. */
  readEvents(page: {
    readonly sinceSeq: number;
    readonly domains: readonly string[];
    readonly limit: number;
  }): readonly StoredEvent[];
  /**
   * Writes durable side tables outside any command, in a transaction of its own: throttles, sessions, device contact. Never
   * facts of the kitchen, never another domain's tables.
   */
  writeSideTables<Value>(work: (db: WritableDb) => Value): Value;
  /** Rises with every row this process wrote: whether a copy made before is still all there is. */
  changeCount(): number;
  /** Computes the read models anew from the log. */
  rebuild(domains?: readonly string[]): RebuildReport;
  status(): StoreStatus;
  /** Told when the store can no longer write, or can again. */
  onStateChange(listener: (state: StoreState) => void): () => void;
  close(): void;
}

const IN_MEMORY = ":memory:";
const COMMAND_KEY_BYTES = 32;

/** What holds the store's content, whichever place it lies in. */
interface StorePlace {
  readonly database: StoreDatabase;
  readonly health: StoreHealth;
  readonly recovery: RecoveryReport | null;
  readonly release: () => void;
}

/**
 * Opens a kitchen's store and brings its tables and read models up to this release. Throws a `StoreFault` when the folder is
 * in use or written by a newer release; a damaged store is recovered, which `status()` tells.
 */
export function openKitchenStore(options: KitchenStoreOptions): KitchenStore {
  if (options.dataDir === IN_MEMORY) return assembleIn(options, openInMemory(options));
  try {
    return assembleIn(options, openInFolder(options, "as-found"));
  } catch (error) {
    // Damage that only shows while tables are read or read models computed.
    if (!isDamage(error, dataFolderAt(options.dataDir))) throw error;
    return assembleIn(options, openInFolder(options, "damaged"));
  }
}

function assembleIn(options: KitchenStoreOptions, place: StorePlace): KitchenStore {
  try {
    return assembleStore(options, place);
  } catch (error) {
    place.release();
    throw error;
  }
}

function openInMemory(options: KitchenStoreOptions): StorePlace {
  const database = openDatabase(IN_MEMORY);
  migrate(database.connection, kitchenMigrations, options.clock.nowMs());
  return { database, health: createMemoryHealth(), recovery: null, release: database.close };
}

function openInFolder(options: KitchenStoreOptions, condition: StoreCondition): StorePlace {
  assert(options.commandKey, "a store that is opened again needs the key of its command digests");
  const { clock, log } = options;
  const folder = dataFolderAt(options.dataDir);
  createDataFolder(folder);
  const lock = lockDataFolder(folder);
  try {
    const { database, recovery } = openStoreFile({
      folder,
      condition,
      nowMs: clock.nowMs(),
      makeEpoch: options.makeEpoch ?? randomEpoch,
      makeSiteId: () => options.makeId("site"),
    });
    if (recovery !== null) log.error({ event: "store-recovered", ...recovery });
    const health = createStoreHealth({ folder, clock });
    health.onChange((state) => {
      if (state === "ok") log.info({ event: "store-writes-again" });
      else log.error({ event: "store-cannot-write", state });
    });
    const release = () => {
      database.close();
      lock.release();
    };
    return { database, health, recovery, release };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function randomEpoch(): string {
  return randomBytes(8).toString("hex");
}

function assembleStore(options: KitchenStoreOptions, place: StorePlace): KitchenStore {
  const { database, health } = place;
  const { connection } = database;
  const nowMs = options.clock.nowMs();
  const identity = claimIdentity(connection, {
    siteId: () => options.makeId("site"),
    epoch: options.makeEpoch ?? randomEpoch,
    nowMs,
  });
  const modules = typeof options.modules === "function" ? options.modules(identity) : options.modules;
  registerSqlFunctions(
    connection,
    modules.flatMap((module) => module.sqlFunctions),
  );
  const registry = createModuleRegistry(modules);
  const log = createEventLog(connection);
  const projector = createProjector({ database, log, registry, onUnknownEvent: warnOfUnknown(options.log) });
  reportRebuild(options, projector.prepare());
  const clockWatch = createClockWatch({
    clock: options.clock,
    rate: options.clockRate ?? 1,
    lastRecordedAtMs: lastRecordedAtMs(connection),
  });
  const listeners = new Set<(commit: StoreCommit) => void>();
  let isOpen = true;
  const bus = assembleBus(options, { database, health, log, registry, projector, clockWatch }, (events) => {
    // What the last group wrote is durable; nobody can read a closed store to act on it.
    if (!isOpen) return;
    const commit = { events, headSeq: log.head().seq };
    for (const listener of listeners) listener(commit);
  });
  const status = (): StoreStatus => ({
    state: health.state(),
    freeBytes: health.freeBytes(),
    headSeq: log.head().seq,
    queueLength: bus.queueLength(),
    isClockUntrusted: clockWatch.isUntrusted(),
    lastClockJumpMs: clockWatch.lastJumpMs(),
    unknownEventCount: [...projector.unknownCounts().values()].reduce((sum, count) => sum + count, 0),
    epochs: readEpochs(connection),
    recovery: place.recovery,
  });
  return {
    bus,
    reader: watchedReader(database.db, health),
    ...identity,
    headSeq: () => log.head().seq,
    onCommit: (listener) => subscribe(listeners, listener),
    readEvents: (page) => log.readDomainsPage(page).map((event) => registry.upcast(event)),
    writeSideTables: (work) => writeSideTables(database, work),
    changeCount: () => Number(connection.prepare("SELECT total_changes()").pluck().get()),
    rebuild: (domains) => projector.rebuild(domains),
    status,
    onStateChange: (listener) => health.onChange(listener),
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      bus.close();
      place.release();
    },
  };
}

/** A read that meets damage is where it is first seen: from then on nothing is written to a file that cannot be trusted. */
function watchedReader(db: ReadableDb, health: StoreHealth): ReadableDb {
  const noting = (error: unknown): unknown => {
    if (troubleOf(error) === "damaged") health.note("damaged", error);
    return error;
  };
  return {
    all: (query) => {
      try {
        return db.all(query);
      } catch (error) {
        throw noting(error);
      }
    },
    first: (query) => {
      try {
        return db.first(query);
      } catch (error) {
        throw noting(error);
      }
    },
  };
}

function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function writeSideTables<Value>({ connection, db }: StoreDatabase, work: (db: WritableDb) => Value): Value {
  assert(!connection.inTransaction, "side tables are written outside commands; inside one, use `complete`");
  return connection.transaction(() => work(db)).immediate();
}

function assembleBus(
  options: KitchenStoreOptions,
  parts: {
    readonly database: StoreDatabase;
    readonly health: StoreHealth;
    readonly log: EventLog;
    readonly registry: ModuleRegistry;
    readonly projector: Projector;
    readonly clockWatch: ClockWatch;
  },
  publish: (events: readonly StoredEvent[]) => void,
): ClosableCommandBus {
  const states = createStreamStates(parts.log, parts.registry);
  const records = createCommandRecords(parts.database.connection, options.commandKey ?? randomBytes(COMMAND_KEY_BYTES));
  const pipeline = createCommandPipeline({
    ...parts,
    states,
    records,
    makeId: options.makeId,
    authorize: options.authorize,
    onFollowOnRejected: (followOn, rejection) => {
      options.log.warn({ event: "follow-on-rejected", type: followOn.type, key: followOn.key, code: rejection.code });
    },
  });
  const transact = createGroupTransaction({
    ...parts,
    states,
    records,
    pipeline,
    clock: options.clock,
    makeId: options.makeId,
    onBug: ({ reference, type, error }) => {
      options.log.error({ event: "command-failed", reference, type, err: error });
    },
  });
  return createCommandBus({
    transact,
    pipeline,
    publish,
    onCommitted: options.onCommitted ?? (() => undefined),
    onTrouble: (trouble, error) => {
      options.log.error({ event: "store-trouble", trouble, err: error });
      parts.health.note(trouble, error);
    },
    troubleFor: (submitted) => parts.health.troubleFor(submitted),
  });
}

function lastRecordedAtMs(connection: Connection): number {
  const value = connection.prepare("SELECT recorded_at_ms FROM event ORDER BY seq DESC LIMIT 1").pluck().get();
  return typeof value === "number" ? value : 0;
}

function warnOfUnknown(log: StoreLog): (event: StoredEvent, count: number) => void {
  return (event, count) => {
    // Once per type is enough to see it; the count is in `status()`.
    if (count === 1)
      log.warn({ event: "unknown-event-skipped", domain: event.domain, type: event.type, seq: event.seq });
  };
}

function reportRebuild(options: KitchenStoreOptions, report: RebuildReport): void {
  if (report.eventCount > 0) options.log.info({ event: "read-models-rebuilt", ...report });
}
