import { LAN_SUBSCRIPTIONS_MAX_COUNT, type ClientFrame, type ServerFrame } from "#contract/lan-protocol.ts";
import type { Connection } from "./connection.ts";
import type { QueryRef } from "./refs.ts";
import { patchRows, replaceRows } from "./rows.ts";
import type { Cancel, ClientRuntime } from "./runtime.ts";
import { createSignal, type Signal, type WritableSignal } from "./signal.ts";
import type { SnapshotShelf } from "./snapshots.ts";
import { subscriptionIdOf } from "./subscription-id.ts";

/** A screen that was left keeps its subscription this long, so going back costs nothing. */
export const RELEASE_AFTER_MS = 5_000;

/** Why a question has no (further) answer. */
export type QueryRefusal = Extract<ServerFrame, { kind: "error" }>["code"];

/** What is known of one question. Old rows with their age beat no rows: they are never taken away. */
export interface LiveRows<Row extends object = object> {
  /** `loading`: nothing yet. `snapshot`: from this device's disk. `live`: as the kitchen has them. `stale`: were live. */
  readonly status: "loading" | "snapshot" | "live" | "stale";
  readonly rows: readonly Row[];
  readonly epoch: string | null;
  /** The log position the rows stand for. */
  readonly rev: number | null;
  /** More rows exist than the query's limit. */
  readonly isPartial: boolean;
  readonly refusal: QueryRefusal | null;
  /** Keys changed by the last catch-up, and when; a screen edges them for 2 s (UX.md §4.3). */
  readonly caughtUp: { readonly keys: ReadonlySet<string>; readonly atMonotonicMs: number } | null;
}

export interface LiveQueryOptions {
  /** Whose permissions the answer is scoped by; that person needs an open session on this device. */
  readonly staffId?: string;
  /** Keeps the rows on this device's disk for the next start (the wall). */
  readonly isKeptOnDisk?: boolean;
}

export interface LiveQuery<Row extends object = object> extends Signal<LiveRows<Row>> {
  readonly id: string;
  /** The holder needs the rows no more. Calling it twice does nothing more. */
  readonly release: Cancel;
}

export interface LiveQueries {
  /** Holds a question open. Equal questions share one subscription. */
  readonly hold: <Row extends object, Params extends object>(
    ref: QueryRef<Row, Params>,
    params: Params,
    options?: LiveQueryOptions,
  ) => LiveQuery<Row>;
  /** Questions whose answer is awaited in the present session: above 0 the face is catching up. */
  readonly awaitedCount: Signal<number>;
}

interface Entry {
  readonly id: string;
  readonly ref: QueryRef;
  readonly params: object;
  readonly options: LiveQueryOptions;
  readonly signal: WritableSignal<LiveRows>;
  holderCount: number;
  isAwaited: boolean;
  isSubscribed: boolean;
  cancelRelease: Cancel | null;
}

/** The answer of a question not asked yet. */
export const NO_ROWS: LiveRows = {
  status: "loading",
  rows: [],
  epoch: null,
  rev: null,
  isPartial: false,
  refusal: null,
  caughtUp: null,
};

/** Keeps every held question answered across cuts: subscribe, patch, resume from `(epoch, rev)`. */
export function createLiveQueries(deps: {
  readonly connection: Connection;
  readonly runtime: ClientRuntime;
  readonly snapshots: SnapshotShelf;
}): LiveQueries {
  const { connection, runtime, snapshots } = deps;
  const entryById = new Map<string, Entry>();
  const awaitedCount = createSignal(0);
  let sessionCount = 0;

  const change = (entry: Entry, part: Partial<LiveRows>) => entry.signal.set({ ...entry.signal.get(), ...part });
  const countAwaited = () => {
    let count = 0;
    for (const entry of entryById.values()) if (entry.isAwaited) count += 1;
    awaitedCount.set(count);
  };

  const subscribe = (entry: Entry) => {
    const { epoch, rev } = entry.signal.get();
    const frame: ClientFrame = {
      kind: "subscribe",
      subscriptionId: entry.id,
      query: entry.ref.query,
      params: { ...entry.params },
      ...(entry.options.staffId === undefined ? {} : { staffId: entry.options.staffId }),
      ...(epoch === null || rev === null ? {} : { knownEpoch: epoch, knownRev: rev }),
    };
    entry.isSubscribed = connection.send(frame);
    entry.isAwaited = entry.isSubscribed;
    countAwaited();
  };

  const drop = (entry: Entry) => {
    entryById.delete(entry.id);
    if (entry.isSubscribed) connection.send({ kind: "unsubscribe", subscriptionId: entry.id });
    countAwaited();
  };

  const received = (frame: ServerFrame) => {
    const entry =
      "subscriptionId" in frame && frame.subscriptionId !== undefined ? entryById.get(frame.subscriptionId) : undefined;
    if (entry === undefined) return;
    if (frame.kind === "rows") takeRows(entry, frame);
    else if (frame.kind === "patch") {
      change(entry, { rows: patchRows(rowsOf(entry), entry.ref.key, frame), rev: frame.rev, status: "live" });
    } else if (frame.kind === "unchanged") change(entry, { rev: frame.rev, status: "live", refusal: null });
    else if (frame.kind === "error") change(entry, { refusal: frame.code });
    else return;
    if (entry.isAwaited) {
      entry.isAwaited = false;
      countAwaited();
    }
    if (entry.options.isKeptOnDisk === true && frame.kind !== "error") snapshots.keep(entry.id, entry.signal.get());
  };

  const takeRows = (entry: Entry, frame: Extract<ServerFrame, { kind: "rows" }>) => {
    const before = entry.signal.get();
    const { rows, changedKeys } = replaceRows({ before: rowsOf(entry), after: frame.rows, key: entry.ref.key });
    const isCatchUp = before.status === "stale" && changedKeys.size > 0;
    change(entry, {
      status: "live",
      rows,
      epoch: frame.epoch,
      rev: frame.rev,
      isPartial: frame.isPartial,
      refusal: null,
      caughtUp: isCatchUp ? { keys: changedKeys, atMonotonicMs: runtime.monotonicMs() } : before.caughtUp,
    });
  };

  connection.onFrame(received);
  connection.state.subscribe(() => {
    const state = connection.state.get();
    if (state.phase !== "open") {
      for (const entry of entryById.values()) {
        entry.isSubscribed = false;
        entry.isAwaited = false;
        if (entry.signal.get().status === "live") change(entry, { status: "stale" });
      }
      countAwaited();
    } else if (state.sessionCount !== sessionCount) {
      sessionCount = state.sessionCount;
      for (const entry of entryById.values()) subscribe(entry);
    }
  });

  const entryFor = (ref: QueryRef, params: object, options: LiveQueryOptions): Entry => {
    const id = subscriptionIdOf({
      query: ref.query,
      params,
      ...(options.staffId === undefined ? {} : { staffId: options.staffId }),
    });
    const known = entryById.get(id);
    if (known !== undefined) return known;
    makeRoom();
    const kept = options.isKeptOnDisk === true ? snapshots.read(id) : null;
    const first: LiveRows = kept === null ? NO_ROWS : { ...NO_ROWS, ...kept, status: "snapshot" };
    const entry: Entry = {
      id,
      ref,
      params,
      options,
      signal: createSignal(first),
      holderCount: 0,
      isAwaited: false,
      isSubscribed: false,
      cancelRelease: null,
    };
    entryById.set(id, entry);
    if (connection.state.get().phase === "open") subscribe(entry);
    return entry;
  };

  /** The contract allows so many subscriptions a connection: those nobody holds go first. */
  const makeRoom = () => {
    if (entryById.size < LAN_SUBSCRIPTIONS_MAX_COUNT) return;
    for (const entry of entryById.values()) {
      if (entry.holderCount > 0) continue;
      entry.cancelRelease?.();
      drop(entry);
    }
  };

  return {
    awaitedCount,
    hold: <Row extends object, Params extends object>(
      ref: QueryRef<Row, Params>,
      params: Params,
      options: LiveQueryOptions = {},
    ) => {
      const entry = entryFor(ref, params, options);
      entry.holderCount += 1;
      entry.cancelRelease?.();
      entry.cancelRelease = null;
      let isHeld = true;
      const signal = entry.signal as unknown as Signal<LiveRows<Row>>; // the server answers with rows of this query
      return {
        id: entry.id,
        get: signal.get,
        subscribe: signal.subscribe,
        release: () => {
          if (!isHeld) return;
          isHeld = false;
          entry.holderCount -= 1;
          if (entry.holderCount === 0) entry.cancelRelease = runtime.after(RELEASE_AFTER_MS, () => drop(entry));
        },
      };
    },
  };
}

function rowsOf(entry: Entry): readonly Readonly<Record<string, unknown>>[] {
  return entry.signal.get().rows as readonly Readonly<Record<string, unknown>>[]; // rows came as JSON objects
}
