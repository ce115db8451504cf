import { describe, expect, it } from "vitest";
import {
  LAN_COMMAND_BODY_MAX_BYTES,
  LAN_FRAME_MAX_BYTES,
  type ClientFrame,
  type ServerFrame,
} from "#contract/lan-protocol.ts";
import { createFakeRuntime, welcomeFrame } from "#tests/kit/fake-runtime.ts";
import { createKitchenClock } from "./clock.ts";
import { createCommands, GRANT_WAIT_MAX_MS } from "./commands.ts";
import type { PostAnswer } from "./device-pairing.ts";
import { createConnection } from "./connection.ts";
import { ANSWER_WAIT_MAX_MS, ATTEMPTS_MAX_COUNT } from "./outbox-sender.ts";
import { createOutbox, RECORDED_SHOWN_MS } from "./outbox.ts";
import { recordMark } from "./record-mark.ts";
import { createMemoryOutboxStore, type OutboxRecord, type OutboxStore } from "./outbox-store.ts";
import type { FactRef, GrantRef } from "./refs.ts";

const countPortions: FactRef<{ readonly count: number }> = { type: "record-portions", nature: "fact" };
const release: GrantRef<{ readonly batchId: string }> = { type: "release-batch", nature: "grant" };
const START_MS = 1_795_000_000_000;

async function setUp(store: OutboxStore = createMemoryOutboxStore(), isStarted = true) {
  const runtime = createFakeRuntime({ deviceTimeMs: START_MS, random: () => 0 });
  const clock = createKitchenClock(runtime);
  const connection = createConnection({
    runtime,
    clock,
    addresses: () => ["ws://kitchen/lan"],
    rememberGoodAddress: () => {},
    deviceToken: "token",
    client: { name: "face-test", version: "1" },
  });
  const outbox = await createOutbox({ connection, runtime, store });
  const posted: { readonly frame: CommandFrame; readonly answer: (answer: PostAnswer) => void }[] = [];
  const post = (frame: CommandFrame) =>
    new Promise<PostAnswer>((resolve) => void posted.push({ frame, answer: resolve }));
  const commands = createCommands({ connection, clock, runtime, outbox, post });
  const join = () => {
    runtime.lastSocket().accept();
    runtime.lastSocket().deliver(welcomeFrame({ serverTimeMs: START_MS }));
  };
  if (isStarted) {
    connection.start();
    join();
  }
  const sentCommands = () => runtime.lastSocket().sent.filter((frame) => frame.kind === "command");
  const accept = (frame: CommandFrame | undefined) => runtime.lastSocket().deliver(acceptedFrame(frame));
  const states = () => outbox.entries.get().map(({ state }) => state);
  const record = (count: number) => commands.recordFact(countPortions, { count });
  return { runtime, connection, outbox, commands, posted, store, join, sentCommands, accept, states, record };
}

type CommandFrame = Extract<ClientFrame, { kind: "command" }>;
function acceptedFrame(frame: CommandFrame | undefined): ServerFrame {
  return {
    kind: "accepted",
    commandId: frame?.commandId ?? "",
    seq: 7,
    streamId: "batch_1",
    streamVersion: 1,
    result: { done: true },
  };
}

describe("facts", () => {
  it("are on the device before the screen reacts, and leave it once the kitchen answered", async () => {
    const { record, store, sentCommands, accept, states, runtime, outbox } = await setUp();
    const sent = record(1);
    expect(sentCommands()).toEqual([]);
    expect(await sent.stored).toEqual({ ok: true, value: undefined });
    expect(await store.readAll()).toHaveLength(1);
    const [frame] = sentCommands();
    expect(frame).toMatchObject({
      kind: "command",
      type: "record-portions",
      body: { count: 1 },
      occurredAtMs: START_MS,
    });
    expect(frame?.commandId).toMatch(/^command_[0-9a-f]{12}7[0-9a-f]{19}$/);
    accept(frame);
    expect(await sent.answered).toEqual({ kind: "accepted", result: { done: true }, seq: 7 });
    expect(states()).toEqual(["recorded"]);
    expect(await store.readAll()).toEqual([]);
    runtime.advance(RECORDED_SHOWN_MS);
    expect(outbox.entries.get()).toEqual([]);
  });

  it("[UX10.18] wait through a cut and a reload and are sent once each, oldest first", async () => {
    const store = createMemoryOutboxStore();
    const away = await setUp(store, false);
    for (let count = 1; count <= 20; count += 1) await away.record(count).stored;
    expect(away.outbox.unsentCount.get()).toBe(20);

    const back = await setUp(store);
    const bodies: unknown[] = [];
    while (back.outbox.unsentCount.get() > 0) {
      const frame = back.sentCommands().at(-1);
      bodies.push(frame?.body["count"]);
      back.accept(frame);
    }
    expect(bodies).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(back.sentCommands()).toHaveLength(20);
    expect(await store.readAll()).toEqual([]);
  });

  it("are asked again with the same id after a cut between sending and answer", async () => {
    const { record, runtime, sentCommands, join, states, accept } = await setUp();
    await record(1).stored;
    const [first] = sentCommands();
    runtime.lastSocket().drop();
    expect(states()).toEqual(["waiting"]);
    runtime.advance(5_000);
    join();
    expect(sentCommands()).toEqual([first]);
    accept(sentCommands()[0]);
    expect(states()).toEqual(["recorded"]);
  });

  it("refused for good are set aside with their value, and the rest goes on", async () => {
    const { record, runtime, sentCommands, states, accept, outbox, store } = await setUp();
    const bad = record(1);
    await bad.stored;
    await record(2).stored;
    runtime.lastSocket().deliver({
      kind: "rejected",
      commandId: sentCommands()[0]?.commandId ?? "",
      rejection: { code: "more-than-cooked", maxCount: 0 },
    });
    expect(await bad.answered).toEqual({ kind: "rejected", rejection: { code: "more-than-cooked", maxCount: 0 } });
    expect(states()).toEqual(["rejected", "sending"]);
    accept(sentCommands()[1]);
    expect(outbox.unsentCount.get()).toBe(0);
    expect(await store.readAll()).toEqual([
      expect.objectContaining({ body: { count: 1 }, rejection: expect.anything() }),
    ]);
    await outbox.discard(bad.commandId);
    expect(await store.readAll()).toEqual([]);
  });

  it("a set-aside record may be tried again by the person, as the same command", async () => {
    const { record, runtime, sentCommands, outbox, states } = await setUp();
    const sent = record(1);
    await sent.stored;
    runtime.lastSocket().deliver({ kind: "rejected", commandId: sent.commandId, rejection: { code: "wrong-state" } });
    await outbox.retry(sent.commandId);
    expect(states()).toEqual(["sending"]);
    expect(new Set(sentCommands().map(({ commandId }) => commandId))).toEqual(new Set([sent.commandId]));
  });

  it.each(["store-full", "store-unavailable", "rate-limited", "internal-error"])(
    "a passing trouble (%s) keeps the record and asks again later",
    async (code) => {
      const { record, runtime, sentCommands, states, outbox } = await setUp();
      const sent = record(1);
      await sent.stored;
      runtime
        .lastSocket()
        .deliver({ kind: "rejected", commandId: sent.commandId, rejection: { code, retryAfterMs: 800 } });
      expect(states()).toEqual(["waiting"]);
      expect(outbox.entries.get()[0]?.lastTrouble).toBe(code);
      runtime.advance(799);
      expect(sentCommands()).toHaveLength(1);
      runtime.advance(1);
      expect(sentCommands()).toHaveLength(2);
    },
  );

  it("may be sent now after a passing trouble, but never two at a time", async () => {
    const { record, runtime, sentCommands, outbox, states } = await setUp();
    const sent = record(1);
    await sent.stored;
    await record(2).stored;
    outbox.sendNow();
    expect(states()).toEqual(["sending", "waiting"]);
    runtime.lastSocket().deliver({ kind: "rejected", commandId: sent.commandId, rejection: { code: "store-full" } });
    expect(sentCommands()).toHaveLength(1);
    outbox.sendNow();
    expect(sentCommands().map(({ body }) => body["count"])).toEqual([1, 1]);
  });

  it("a record nobody ever answers is set aside after its attempts; a late answer still counts", async () => {
    const { record, runtime, states, accept, sentCommands } = await setUp();
    await record(1).stored;
    const frame = sentCommands()[0];
    for (let attempt = 0; attempt < ATTEMPTS_MAX_COUNT; attempt += 1) {
      for (let waitedMs = 0; waitedMs < ANSWER_WAIT_MAX_MS; waitedMs += 2_000) {
        runtime.lastSocket().deliver({ kind: "pong", sentAtMs: runtime.monotonicMs(), serverTimeMs: START_MS });
        runtime.advance(2_000);
      }
    }
    expect(states()).toEqual(["rejected"]);
    accept(frame);
    expect(states()).toEqual(["recorded"]);
  });

  it("are told about when the device cannot store or is full", async () => {
    const broken: OutboxStore = { ...createMemoryOutboxStore(), put: () => Promise.reject(new Error("disk")) };
    const { record, sentCommands } = await setUp(broken);
    expect(await record(1).stored).toEqual({ ok: false, error: { code: "outbox-not-written" } });
    expect(sentCommands()).toEqual([]);
    const records = Array.from({ length: 5_000 }, (_, index): OutboxRecord => ({
      commandId: `command_${String(index).padStart(32, "0")}`,
      ordinal: index,
      type: "record-portions",
      body: {},
      staffId: null,
      expectedVersion: null,
      occurredAtMs: START_MS,
      attemptCount: 0,
      rejection: null,
    }));
    const full = await setUp(createMemoryOutboxStore(records), false);
    expect(await full.record(1).stored).toEqual({ ok: false, error: { code: "outbox-full", maxCount: 5_000 } });
  });

  it("can be carried out of a revoked device as text, without numbers", async () => {
    const { record, outbox } = await setUp(createMemoryOutboxStore(), false);
    await record(3).stored;
    expect(JSON.parse(outbox.exportText())).toEqual({
      format: "bergizi-outbox",
      records: [expect.objectContaining({ type: "record-portions", body: { count: 3 } })],
    });
  });
});

describe("grants", () => {
  it("are never kept: away from the kitchen they lapse at once", async () => {
    const { commands, store } = await setUp(createMemoryOutboxStore(), false);
    expect(await commands.askGrant(release, { batchId: "b" }, { signatures: [{ pin: "123456" }] })).toEqual({
      kind: "lapsed",
      reason: "kitchen-away",
    });
    expect(await store.readAll()).toEqual([]);
  });

  it("carry their numbers once and give the kitchen's answer", async () => {
    const { commands, sentCommands, accept, outbox } = await setUp();
    const asked = commands.askGrant(release, { batchId: "b" }, { staffId: "staff_1", signatures: [{ pin: "123456" }] });
    const [frame] = sentCommands();
    expect(frame).toMatchObject({ type: "release-batch", staffId: "staff_1", signatures: [{ pin: "123456" }] });
    accept(frame);
    expect(await asked).toEqual({ kind: "accepted", result: { done: true }, seq: 7 });
    expect(outbox.entries.get()).toEqual([]);
  });

  it("lapse when nobody answers in time or the kitchen goes away, and are not repeated", async () => {
    const { commands, runtime, sentCommands, join } = await setUp();
    const unanswered = commands.askGrant(release, { batchId: "b" });
    for (let waitedMs = 0; waitedMs < GRANT_WAIT_MAX_MS; waitedMs += 2_000) {
      runtime.lastSocket().deliver({ kind: "pong", sentAtMs: runtime.monotonicMs(), serverTimeMs: START_MS });
      runtime.advance(2_000);
    }
    expect(await unanswered).toEqual({ kind: "lapsed", reason: "no-answer" });
    const cut = commands.askGrant(release, { batchId: "b" });
    runtime.lastSocket().drop();
    expect(await cut).toEqual({ kind: "lapsed", reason: "no-answer" });
    runtime.advance(5_000);
    join();
    expect(sentCommands()).toEqual([]);
  });

  it("[LAN45] too long for a frame are posted instead, with the same answer", async () => {
    const { commands, posted, sentCommands } = await setUp();
    const asked = commands.askGrant(release, { batchId: "b".repeat(LAN_FRAME_MAX_BYTES) });
    expect(sentCommands()).toEqual([]);
    const frame = posted[0]?.frame;
    expect(frame).toMatchObject({ kind: "command", type: "release-batch" });
    posted[0]?.answer({ ok: true, status: 200, body: acceptedFrame(frame) });
    expect(await asked).toEqual({ kind: "accepted", result: { done: true }, seq: 7 });
    const limited = commands.askGrant(release, { batchId: "b".repeat(LAN_FRAME_MAX_BYTES) });
    posted[1]?.answer({ ok: true, status: 429, body: { code: "rate-limited", retryAfterMs: 100 } });
    expect(await limited).toEqual({ kind: "rejected", rejection: { code: "rate-limited", retryAfterMs: 100 } });
    const lost = commands.askGrant(release, { batchId: "b".repeat(LAN_FRAME_MAX_BYTES) });
    posted[2]?.answer({ ok: false });
    expect(await lost).toEqual({ kind: "lapsed", reason: "no-answer" });
  });

  it("[LAN45] just fitting a frame go as one, and away from the kitchen nothing is posted", async () => {
    const near = await setUp();
    void near.commands.askGrant(release, { batchId: "b" });
    const [small] = near.sentCommands();
    const room = LAN_FRAME_MAX_BYTES - JSON.stringify(small).length + 1;
    void near.commands.askGrant(release, { batchId: "b".repeat(room) });
    expect([near.sentCommands().length, near.posted.length]).toEqual([2, 0]);
    void near.commands.askGrant(release, { batchId: "b".repeat(room + 1) });
    expect([near.sentCommands().length, near.posted.length]).toEqual([2, 1]);
    const away = await setUp(createMemoryOutboxStore(), false);
    expect(await away.commands.askGrant(release, { batchId: "b".repeat(LAN_FRAME_MAX_BYTES) })).toEqual({
      kind: "lapsed",
      reason: "kitchen-away",
    });
    expect(away.posted).toEqual([]);
  });

  it("[LAN45] longer than the kitchen takes at all are refused here, with the sizes, and nothing is sent", async () => {
    const { commands, posted, sentCommands } = await setUp();
    // Bytes, not letters: this one is two bytes long.
    const outcome = await commands.askGrant(release, { batchId: "é".repeat(LAN_COMMAND_BODY_MAX_BYTES / 2) });
    expect(outcome).toEqual({
      kind: "rejected",
      rejection: {
        code: "command-too-large",
        sizeBytes: expect.any(Number),
        maxBytes: LAN_COMMAND_BODY_MAX_BYTES,
      },
    });
    expect([sentCommands(), posted]).toEqual([[], []]);
  });

  it("refused by the frame itself are rejections too", async () => {
    const { commands, runtime, sentCommands } = await setUp();
    const asked = commands.askGrant(release, { batchId: "b" });
    const commandId = sentCommands()[0]?.commandId ?? "";
    runtime.lastSocket().deliver({ kind: "error", commandId, code: "rate-limited", data: { retryAfterMs: 100 } });
    expect(await asked).toEqual({ kind: "rejected", rejection: { code: "rate-limited", retryAfterMs: 100 } });
  });
});

describe("the mark beside a record", () => {
  it.each([
    ["waiting", 0, "none"],
    ["waiting", 400, "none"],
    ["sending", 401, "sending"],
    ["waiting", 5_000, "sending"],
    ["waiting", 5_001, "on-device"],
    ["recorded", 9_000, "recorded"],
    ["rejected", 10, "rejected"],
  ] as const)("of a %s one after %i ms is %s", (state, ageMs, mark) => {
    expect(recordMark({ state, ageMs })).toBe(mark);
  });
});
