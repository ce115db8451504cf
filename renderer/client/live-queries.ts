import { LAN_SUBSCRIPTIONS_MAX_COUNT, type ClientFrame } from "#contract/lan-protocol.ts";
import type { Connection } from "./connection.ts";
import { isAnswer, NO_ROWS, rowsAfter, type LiveRows } from "./live-rows.ts";
import type { QueryRef } from "./refs.ts";
import type { Cancel, ClientRuntime } from "./runtime.ts";
import { createSignal, type Signal, type WritableSignal } from "./signal.ts";
import type { SnapshotShelf } from "./snapshots.ts";
import { subscriptionIdOf } from "./subscription-id.ts";

/** A screen that was left keeps its subscription this long, so going back costs nothing. */
export const RELEASE_AFTER_MS = 5_000;

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
  /** What is known of a question without asking it: changes nothing, so a render may. Each call may give a new object. */
  readonly peek: <Row extends object, Params extends object>(
    ref: QueryRef<Row, Params>,
    params: Params,
    options?: LiveQueryOptions,
  ) => LiveRows<Row>;
  /** Holds a question open. Equal questions share one subscription. */
  readonly hold: <Row extends object, Params extends object>(
    ref: QueryRef<Row, Params>,
    params: Params,
    options?: LiveQueryOptions,
  ) => LiveQuery<Row>;
  /** Questions whose answer is awaited in the present session: above 0 the face is catching up. */
  readonly awaitedCount: Signal<number>;
}

interface LiveQueryDeps {
  readonly connection: Connection;
  readonly runtime: ClientRuntime;
  readonly snapshots: SnapshotShelf;
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

/** Keeps every held question answered across cuts: subscribe, patch, resume from `(epoch, rev)`. */
export function createLiveQueries(deps: LiveQueryDeps): LiveQueries {
  const { connection, runtime } = deps;
  const entryById = new Map<string, Entry>();
  const awaitedCount = createSignal(0);
  const countAwaited = () => awaitedCount.set([...entryById.values()].filter(({ isAwaited }) => isAwaited).length);

  followConnection(deps, entryById, countAwaited);
  const drop = (entry: Entry) => {
    entryById.delete(entry.id);
    if (entry.isSubscribed) connection.send({ kind: "unsubscribe", subscriptionId: entry.id });
    countAwaited();
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
  const entryFor = (ref: QueryRef, params: object, options: LiveQueryOptions): Entry => {
    const id = subscriptionIdOf({ query: ref.query, params, ...viewerOf(options) });
    const known = entryById.get(id);
    if (known !== undefined) return known;
    makeRoom();
    const entry = newEntry({ id, ref, params, options }, deps.snapshots);
    entryById.set(id, entry);
    if (connection.state.get().phase === "open") subscribe(entry, connection);
    countAwaited();
    return entry;
  };

  return {
    awaitedCount,
    peek: <Row extends object, Params extends object>(
      ref: QueryRef<Row, Params>,
      params: Params,
      options: LiveQueryOptions = {},
    ) => {
      const id = subscriptionIdOf({ query: ref.query, params, ...viewerOf(options) });
      const known = entryById.get(id)?.signal.get() ?? firstRows(id, options, deps.snapshots);
      return known as unknown as LiveRows<Row>; // the server answers with rows of this query
    },
    hold: <Row extends object, Params extends object>(
      ref: QueryRef<Row, Params>,
      params: Params,
      options: LiveQueryOptions = {},
    ) => {
      const entry = entryFor(ref, params, options);
      const signal = entry.signal as unknown as Signal<LiveRows<Row>>; // the server answers with rows of this query
      const release = heldOnce(entry, () => {
        entry.cancelRelease = runtime.after(RELEASE_AFTER_MS, () => drop(entry));
      });
      return { id: entry.id, get: signal.get, subscribe: signal.subscribe, release };
    },
  };
}

/** Counts one more holder; the returned function counts it off once, and tells when it was the last. */
function heldOnce(entry: Entry, lastGone: () => void): Cancel {
  entry.holderCount += 1;
  entry.cancelRelease?.();
  entry.cancelRelease = null;
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    entry.holderCount -= 1;
    if (entry.holderCount === 0) lastGone();
  };
}

function newEntry(question: Pick<Entry, "id" | "ref" | "params" | "options">, snapshots: SnapshotShelf): Entry {
  return {
    ...question,
    signal: createSignal(firstRows(question.id, question.options, snapshots)),
    holderCount: 0,
    isAwaited: false,
    isSubscribed: false,
    cancelRelease: null,
  };
}

/** What is known before the first answer: the rows of the last time, from this device's disk. */
function firstRows(id: string, options: LiveQueryOptions, snapshots: SnapshotShelf): LiveRows {
  const kept = options.isKeptOnDisk === true ? snapshots.read(id) : null;
  return kept === null ? NO_ROWS : { ...NO_ROWS, ...kept, status: "snapshot" };
}

/** Takes answers in, lets rows grow stale with the session, and asks everything again in the next one. */
function followConnection(
  { connection, runtime, snapshots }: LiveQueryDeps,
  entryById: ReadonlyMap<string, Entry>,
  countAwaited: () => void,
): void {
  let sessionCount = 0;
  connection.onFrame((frame) => {
    const entry = isAnswer(frame) ? entryById.get(frame.subscriptionId) : undefined;
    if (entry === undefined || !isAnswer(frame)) return;
    const context = { key: entry.ref.key, monotonicMs: runtime.monotonicMs() };
    entry.signal.set(rowsAfter(entry.signal.get(), frame, context));
    entry.isAwaited = false;
    countAwaited();
    if (entry.options.isKeptOnDisk === true && frame.kind !== "error") snapshots.keep(entry.id, entry.signal.get());
  });
  connection.state.subscribe(() => {
    const state = connection.state.get();
    if (state.phase === "open" && state.sessionCount === sessionCount) return;
    for (const entry of entryById.values()) {
      if (state.phase === "open") subscribe(entry, connection);
      else forgetSession(entry);
    }
    if (state.phase === "open") sessionCount = state.sessionCount;
    countAwaited();
  });
}

function forgetSession(entry: Entry): void {
  Object.assign(entry, { isSubscribed: false, isAwaited: false });
  const known = entry.signal.get();
  if (known.status === "live") entry.signal.set({ ...known, status: "stale" });
}

function subscribe(entry: Entry, connection: Connection): void {
  const { epoch, rev } = entry.signal.get();
  const frame: ClientFrame = {
    kind: "subscribe",
    subscriptionId: entry.id,
    query: entry.ref.query,
    params: { ...entry.params },
    ...viewerOf(entry.options),
    ...(epoch === null || rev === null ? {} : { knownEpoch: epoch, knownRev: rev }),
  };
  const isSent = connection.send(frame);
  Object.assign(entry, { isSubscribed: isSent, isAwaited: isSent });
}

function viewerOf({ staffId }: LiveQueryOptions): { readonly staffId?: string } {
  return staffId === undefined ? {} : { staffId };
}
