import type { Rejection } from "#kernel/rejections.ts";

/** A fact on its way to the kitchen. It holds no personal number: a signed command is never kept. */
export interface OutboxRecord {
  readonly commandId: string;
  /** Order of the finger's touches on this device. */
  readonly ordinal: number;
  readonly type: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly staffId: string | null;
  readonly expectedVersion: number | null;
  /** Kitchen time of the act, as this device knew it. */
  readonly occurredAtMs: number;
  readonly attemptCount: number;
  /** Set once the kitchen refused it for good: the record is set aside and shown until the person settles it. */
  readonly rejection: Rejection | null;
}

/** Where records wait. Every promise resolves only once the disk has them. */
export interface OutboxStore {
  readonly isDurable: boolean;
  readonly readAll: () => Promise<readonly OutboxRecord[]>;
  readonly put: (record: OutboxRecord) => Promise<void>;
  readonly remove: (commandId: string) => Promise<void>;
}

const STORE_NAME = "record";
const DATABASE_VERSION = 1;

/** Opens the queue in IndexedDB. Where the browser refuses one, a queue in memory that says so by `isDurable`. */
export async function openOutboxStore(databaseName: string): Promise<OutboxStore> {
  try {
    return databaseStore(await openDatabase(databaseName));
  } catch {
    return createMemoryOutboxStore();
  }
}

/** A queue that lasts as long as the page. */
export function createMemoryOutboxStore(first: readonly OutboxRecord[] = []): OutboxStore {
  const recordById = new Map(first.map((record) => [record.commandId, record]));
  return {
    isDurable: false,
    readAll: () => Promise.resolve([...recordById.values()]),
    put: (record) => {
      recordById.set(record.commandId, record);
      return Promise.resolve();
    },
    remove: (commandId) => {
      recordById.delete(commandId);
      return Promise.resolve();
    },
  };
}

function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, DATABASE_VERSION);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE_NAME, { keyPath: "commandId" });
    opening.onsuccess = () => {
      const database = opening.result;
      // Another page with a newer layout must not wait for this one for ever.
      database.onversionchange = () => database.close();
      resolve(database);
    };
    opening.onerror = () => reject(opening.error ?? new Error("the queue could not be opened"));
    opening.onblocked = () => reject(new Error("another page holds an older queue open"));
  });
}

function databaseStore(database: IDBDatabase): OutboxStore {
  return {
    isDurable: true,
    readAll: () =>
      new Promise((resolve, reject) => {
        const reading = database.transaction(STORE_NAME, "readonly").objectStore(STORE_NAME).getAll();
        reading.onsuccess = () => resolve(reading.result as OutboxRecord[]); // only `put` below writes here
        reading.onerror = () => reject(reading.error ?? new Error("the queue could not be read"));
      }),
    put: (record) => written(database, (store) => store.put(record)),
    remove: (commandId) => written(database, (store) => store.delete(commandId)),
  };
}

function written(database: IDBDatabase, act: (store: IDBObjectStore) => IDBRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    // `strict` waits for the disk itself: a tablet may lose power right after the tick appeared.
    const transaction = database.transaction(STORE_NAME, "readwrite", { durability: "strict" });
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("the queue could not be written"));
    act(transaction.objectStore(STORE_NAME));
  });
}
