import type { LiveRows } from "./live-rows.ts";
import type { Cancel, ClientRuntime } from "./runtime.ts";

/** Rows as kept on this device's disk, with the position they stand for. */
export type Snapshot = Pick<LiveRows, "rows" | "epoch" | "rev" | "isPartial">;

/** The part of `Storage` used here; `localStorage` answers at once, so the first paint can come from it. */
export interface KeyValueStore {
  readonly getItem: (key: string) => string | null;
  readonly setItem: (key: string, value: string) => void;
  readonly removeItem: (key: string) => void;
  readonly keys: () => readonly string[];
}

export interface SnapshotShelf {
  readonly read: (subscriptionId: string) => Snapshot | null;
  /** Written within `SNAPSHOT_WRITE_EVERY_MS`, and at `flush`. */
  readonly keep: (subscriptionId: string, rows: LiveRows) => void;
  readonly flush: () => void;
}

export const SNAPSHOT_WRITE_EVERY_MS = 2_000;
/** A shelf holds this many answers; the oldest written leave first (yesterday's board among them). */
export const SNAPSHOTS_MAX_COUNT = 16;

/** Keeps the newest answer of each question under `<prefix><subscriptionId>`. A full disk costs the shelf, nothing else. */
export function createSnapshotShelf(deps: {
  readonly store: KeyValueStore;
  readonly prefix: string;
  readonly runtime: ClientRuntime;
}): SnapshotShelf {
  const { store, prefix, runtime } = deps;
  const waiting = new Map<string, LiveRows>();
  let writeOrder = 0;
  let cancelWrite: Cancel | null = null;

  const write = (id: string, { rows, epoch, rev, isPartial }: LiveRows) => {
    writeOrder = Math.max(writeOrder + 1, runtime.deviceTimeMs());
    try {
      store.setItem(prefix + id, JSON.stringify({ rows, epoch, rev, isPartial, writeOrder }));
    } catch {
      // The quota is used up: a torn shelf is worse than none.
      for (const key of kept()) store.removeItem(key);
    }
  };
  const kept = () => store.keys().filter((key) => key.startsWith(prefix));
  const flush = () => {
    cancelWrite?.();
    cancelWrite = null;
    for (const [id, rows] of waiting) write(id, rows);
    waiting.clear();
    const oldestFirst = kept().toSorted((left, right) => orderOf(store.getItem(left)) - orderOf(store.getItem(right)));
    for (const key of oldestFirst.slice(0, -SNAPSHOTS_MAX_COUNT)) store.removeItem(key);
  };
  return {
    read: (id) => {
      const value = parsed(store.getItem(prefix + id));
      return isSnapshot(value)
        ? { rows: value.rows, epoch: value.epoch, rev: value.rev, isPartial: value.isPartial }
        : null;
    },
    keep: (id, rows) => {
      waiting.set(id, rows);
      cancelWrite ??= runtime.after(SNAPSHOT_WRITE_EVERY_MS, flush);
    },
    flush,
  };
}

/** `localStorage`, or a store that forgets where the browser offers none. */
export function browserKeyValueStore(storage: Storage | null): KeyValueStore {
  if (storage === null) return { getItem: () => null, setItem: () => {}, removeItem: () => {}, keys: () => [] };
  return {
    getItem: (key) => storage.getItem(key),
    setItem: (key, value) => storage.setItem(key, value),
    removeItem: (key) => storage.removeItem(key),
    keys: () => Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? ""),
  };
}

function parsed(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isSnapshot(value: unknown): value is Snapshot {
  if (typeof value !== "object" || value === null) return false;
  const { rows, epoch, rev } = value as Partial<Snapshot>; // each member is checked in the next line
  return Array.isArray(rows) && typeof epoch === "string" && typeof rev === "number";
}

function orderOf(text: string | null): number {
  const value = parsed(text);
  if (typeof value !== "object" || value === null || !("writeOrder" in value)) return 0;
  return typeof value.writeOrder === "number" ? value.writeOrder : 0;
}
