import { describe, expect, it } from "vitest";
import type { ServerFrame } from "#contract/lan-protocol.ts";
import { createFakeRuntime, welcomeFrame } from "#tests/kit/fake-runtime.ts";
import { createKitchenClock } from "./clock.ts";
import { createConnection } from "./connection.ts";
import { createLiveQueries, RELEASE_AFTER_MS } from "./live-queries.ts";
import type { QueryRef } from "./refs.ts";
import { createSnapshotShelf, SNAPSHOT_WRITE_EVERY_MS, type KeyValueStore } from "./snapshots.ts";
import { SUBSCRIPTION_ID_MAX_LENGTH_COUNT, subscriptionIdOf } from "./subscription-id.ts";

interface BoardRow {
  readonly batchId: string;
  readonly status: string;
}
const board: QueryRef<BoardRow, { readonly serviceDate: string }> = { query: "production-board", key: "batchId" };
const DAY = { serviceDate: "2026-11-21" };

function memoryStore(): KeyValueStore {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => values.set(key, value),
    removeItem: (key) => values.delete(key),
    keys: () => [...values.keys()],
  };
}

function setUp(store: KeyValueStore = memoryStore()) {
  const runtime = createFakeRuntime({ deviceTimeMs: 1_795_000_000_000 });
  const connection = createConnection({
    runtime,
    clock: createKitchenClock(runtime),
    addresses: () => ["ws://kitchen/lan"],
    rememberGoodAddress: () => {},
    deviceToken: "token",
    client: { name: "face-test", version: "1" },
  });
  const snapshots = createSnapshotShelf({ store, prefix: "bergizi.wall.rows.", runtime });
  const queries = createLiveQueries({ connection, runtime, snapshots });
  const join = () => {
    runtime.lastSocket().accept();
    runtime.lastSocket().deliver(welcomeFrame());
  };
  connection.start();
  join();
  const sent = (kind: string) => runtime.lastSocket().sent.filter((frame) => frame.kind === kind);
  const deliver = (frame: ServerFrame) => runtime.lastSocket().deliver(frame);
  const rows = (rowList: readonly BoardRow[], rev: number, epoch = "e1"): ServerFrame => ({
    kind: "rows",
    subscriptionId: subscriptionIdOf({ query: board.query, params: DAY }),
    epoch,
    rev,
    isPartial: false,
    rows: rowList.map((row) => ({ ...row })),
  });
  return { runtime, connection, queries, snapshots, join, sent, deliver, rows };
}
const id = subscriptionIdOf({ query: board.query, params: DAY });

describe("a live query", () => {
  it("asks once for equal questions, however their parameters are written", () => {
    const { queries, sent } = setUp();
    const first = queries.hold(board, DAY);
    const second = queries.hold(board, { ...DAY });
    expect(first.id).toBe(second.id);
    expect(sent("subscribe")).toEqual([
      { kind: "subscribe", subscriptionId: id, query: "production-board", params: DAY },
    ]);
  });

  it("takes rows, patches them by key and keeps the others as they were", () => {
    const { queries, deliver, rows } = setUp();
    const query = queries.hold(board, DAY);
    expect(query.get().status).toBe("loading");
    deliver(
      rows(
        [
          { batchId: "a", status: "planned" },
          { batchId: "b", status: "planned" },
        ],
        10,
      ),
    );
    const [, before] = query.get().rows;
    deliver({
      kind: "patch",
      subscriptionId: id,
      rev: 12,
      upserts: [
        { batchId: "a", status: "cooking" },
        { batchId: "c", status: "planned" },
      ],
      removes: [],
    });
    expect(query.get()).toMatchObject({
      status: "live",
      rev: 12,
      rows: [
        { batchId: "a", status: "cooking" },
        { batchId: "b", status: "planned" },
        { batchId: "c", status: "planned" },
      ],
    });
    expect(query.get().rows[1]).toBe(before);
    deliver({ kind: "patch", subscriptionId: id, rev: 13, upserts: [], removes: ["b"], order: ["c", "a"] });
    expect(query.get().rows.map(({ batchId }) => batchId)).toEqual(["c", "a"]);
  });

  it("never takes rows away when cut off, and resumes from where it stood", () => {
    const { runtime, queries, deliver, rows, join, sent } = setUp();
    const query = queries.hold(board, DAY);
    deliver(rows([{ batchId: "a", status: "planned" }], 10));
    runtime.lastSocket().drop();
    expect(query.get()).toMatchObject({ status: "stale", rows: [{ batchId: "a" }] });
    runtime.advance(5_000);
    join();
    expect(sent("subscribe")).toEqual([
      expect.objectContaining({ subscriptionId: id, knownEpoch: "e1", knownRev: 10 }),
    ]);
    expect(queries.awaitedCount.get()).toBe(1);
    runtime.lastSocket().deliver({ kind: "unchanged", subscriptionId: id, rev: 15 });
    expect(query.get()).toMatchObject({ status: "live", rev: 15, rows: [{ batchId: "a" }] });
    expect(queries.awaitedCount.get()).toBe(0);
  });

  it("tells which rows changed while it was cut off, and only those get a new identity", () => {
    const { runtime, queries, deliver, rows, join } = setUp();
    const query = queries.hold(board, DAY);
    deliver(
      rows(
        [
          { batchId: "a", status: "planned" },
          { batchId: "b", status: "planned" },
        ],
        10,
      ),
    );
    const kept = query.get().rows[0];
    runtime.lastSocket().drop();
    runtime.advance(5_000);
    join();
    deliver(
      rows(
        [
          { batchId: "a", status: "planned" },
          { batchId: "b", status: "cooking" },
        ],
        20,
      ),
    );
    expect(query.get().rows[0]).toBe(kept);
    expect([...(query.get().caughtUp?.keys ?? [])]).toEqual(["b"]);
  });

  it("keeps a refusal beside its last rows", () => {
    const { queries, deliver } = setUp();
    const query = queries.hold(board, DAY);
    deliver({ kind: "error", subscriptionId: id, code: "not-permitted", data: {} });
    expect(query.get()).toMatchObject({ refusal: "not-permitted", rows: [] });
    expect(queries.awaitedCount.get()).toBe(0);
  });

  it("lets go of a question some seconds after its last holder, not at once", () => {
    const { runtime, queries, sent } = setUp();
    const query = queries.hold(board, DAY);
    query.release();
    query.release();
    runtime.advance(RELEASE_AFTER_MS - 1);
    const again = queries.hold(board, DAY);
    runtime.advance(1_000);
    expect(sent("unsubscribe")).toEqual([]);
    again.release();
    runtime.advance(RELEASE_AFTER_MS);
    expect(sent("unsubscribe")).toEqual([{ kind: "unsubscribe", subscriptionId: id }]);
  });

  it("shows what is known to whoever only looks, and asks nothing for it", () => {
    const { queries, sent, deliver, rows } = setUp();
    expect(queries.peek(board, DAY).status).toBe("loading");
    expect(queries.awaitedCount.get()).toBe(0);
    expect(sent("subscribe")).toEqual([]);
    const query = queries.hold(board, DAY);
    deliver(rows([{ batchId: "a", status: "planned" }], 1));
    expect(queries.peek(board, { ...DAY })).toBe(query.get());
    expect(sent("subscribe")).toHaveLength(1);
  });

  it("asks in the name of the person it is asked for", () => {
    const { queries, sent } = setUp();
    const staffId = "staff_00000000000000000000000000000007";
    queries.hold(board, DAY);
    queries.hold(board, DAY, { staffId });
    expect(sent("subscribe")).toEqual([
      expect.not.objectContaining({ staffId }),
      expect.objectContaining({ staffId, subscriptionId: `${id}@${staffId}` }),
    ]);
  });
});

describe("rows kept on disk", () => {
  it("are there at the next start, before the kitchen answers", () => {
    const store = memoryStore();
    const first = setUp(store);
    const query = first.queries.hold(board, DAY, { isKeptOnDisk: true });
    first.deliver(first.rows([{ batchId: "a", status: "cooking" }], 10));
    first.runtime.advance(SNAPSHOT_WRITE_EVERY_MS);
    expect(query.get().status).toBe("live");

    const second = setUp(store);
    expect(second.queries.peek(board, DAY, { isKeptOnDisk: true })).toMatchObject({ status: "snapshot", rev: 10 });
    const restored = second.queries.hold(board, DAY, { isKeptOnDisk: true });
    expect(restored.get()).toMatchObject({
      status: "snapshot",
      epoch: "e1",
      rev: 10,
      rows: [{ batchId: "a", status: "cooking" }],
    });
    expect(second.sent("subscribe")).toEqual([expect.objectContaining({ knownEpoch: "e1", knownRev: 10 })]);
  });

  it("hold a bounded number of answers, the oldest leaving first", () => {
    const store = memoryStore();
    const { queries, snapshots, deliver, runtime } = setUp(store);
    for (let day = 10; day < 30; day += 1) {
      const params = { serviceDate: `2026-11-${day}` };
      const query = queries.hold(board, params, { isKeptOnDisk: true });
      deliver({ kind: "rows", subscriptionId: query.id, epoch: "e1", rev: day, isPartial: false, rows: [] });
      runtime.advance(1);
      snapshots.flush();
    }
    expect(store.keys()).toHaveLength(16);
    expect(store.keys().some((key) => key.includes("2026-11-10"))).toBe(false);
    expect(store.keys().some((key) => key.includes("2026-11-29"))).toBe(true);
  });

  it("are dropped whole when the disk is full, and a damaged one is not shown", () => {
    const store = memoryStore();
    const full = {
      ...store,
      setItem: () => {
        throw new Error("QuotaExceededError");
      },
    };
    const { queries, deliver, rows, snapshots } = setUp(full);
    const query = queries.hold(board, DAY, { isKeptOnDisk: true });
    deliver(rows([{ batchId: "a", status: "cooking" }], 10));
    snapshots.flush();
    expect(query.get().status).toBe("live");
    store.setItem(`bergizi.wall.rows.${id}`, "{half");
    expect(setUp(store).queries.hold(board, DAY, { isKeptOnDisk: true }).get().status).toBe("loading");
  });
});

describe("subscription ids", () => {
  it("are equal for equal questions and never longer than the contract allows", () => {
    const long = (tail: string) => subscriptionIdOf({ query: "checks", params: { note: "x".repeat(400) + tail } });
    expect(subscriptionIdOf({ query: "q", params: { b: 1, a: 2 } })).toBe(
      subscriptionIdOf({ query: "q", params: { a: 2, b: 1 } }),
    );
    expect(long("1")).toHaveLength(SUBSCRIPTION_ID_MAX_LENGTH_COUNT);
    expect(long("1")).not.toBe(long("2"));
    expect(long("1")).toBe(long("1"));
  });
});
