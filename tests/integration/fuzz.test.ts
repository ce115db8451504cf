import { connect } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ServerFrame } from "#contract/lan-protocol.ts";
import type { LanClient } from "#tests/kit/lan-client.ts";
import { createTestLan, TEST_DEVICES, type TestLan } from "#tests/kit/lan-kitchen.ts";
import { connectRawSocket, maskedTextFrame } from "#tests/kit/raw-socket.ts";

/**
 * Throws generated frames at a running server for a bounded time: valid, almost valid, mutated, replayed, out of order,
 * binary, huge, half, and bytes that are no WebSocket at all. `FUZZ_MS` sets how long, `FUZZ_SEED` repeats a run.
 */
const FUZZ_MS = Number(process.env["FUZZ_MS"] ?? (process.env["CI"] === undefined ? 6_000 : 20_000));
const HEAP_GROWTH_MAX_BYTES = 96 * 1024 * 1024;

let lan: TestLan;
beforeAll(async () => {
  lan = await createTestLan({
    limits: {
      helloTimeoutMs: 2_000,
      heartbeatMs: 200,
      stopGraceMs: 200,
      sweepMs: 50,
      commandsPerSecondCount: 100_000,
      commandsBurstCount: 100_000,
    },
  });
});
afterAll(() => lan.stop());

/** Ids of commands sent whole and valid by a connection that had said hello: the only ones that may write. */
const sentCommandIds = new Set<string>();
/** What clients were told: `seq` by command. */
const acceptedSeqById = new Map<string, number>();
const errorCodes = new Map<string, number>();

const word = fc.oneof(
  fc.string({ maxLength: 80 }),
  fc.constantFrom("board", "card", "", "\u0000", "__proto__", "💥".repeat(9)),
);
const hexDigits = fc.string({ unit: fc.constantFrom(..."0123456789abcdef".split("")), minLength: 32, maxLength: 32 });
const idOf = (prefix: string) =>
  fc.oneof({ weight: 4, arbitrary: hexDigits.map((hex) => `${prefix}_${hex}`) }, { weight: 1, arbitrary: word });
const numberLike = fc.oneof(fc.integer(), fc.nat(), fc.double(), fc.constantFrom(-1, 0, 1, 2 ** 53, 8.64e15, 1e308));
const cardBody = fc.record({
  boardId: fc.constantFrom("b1", "b2"),
  cardId: fc.constantFrom("c1", "c2", "c3"),
  text: fc.string({ maxLength: 200 }),
  rankCount: fc.nat({ max: 5 }),
});
const commandId = fc.oneof(idOf("command"), fc.constantFrom(`command_${"a".repeat(32)}`, `command_${"b".repeat(32)}`));

/** Frames shaped like the contract's, with values good, odd and wrong. */
const shaped = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("command"),
      commandId,
      type: fc.constant("set-card"),
      body: cardBody,
      occurredAtMs: fc.nat(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        kind: fc.constant("command"),
        commandId,
        type: fc.oneof(fc.constantFrom("set-card", "remove-card", "sign-board"), word),
        body: fc.oneof(cardBody, fc.dictionary(word, fc.jsonValue()), fc.jsonValue()),
        occurredAtMs: numberLike,
        expectedVersion: numberLike,
        staffId: idOf("staff"),
        signatures: fc.array(fc.record({ pin: fc.oneof(fc.constant("111111"), word) }), { maxLength: 3 }),
      },
      { requiredKeys: ["kind"] },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        kind: fc.constant("subscribe"),
        subscriptionId: fc.oneof(fc.constantFrom("s1", "s2"), word),
        query: fc.oneof(fc.constantFrom("board", "top-cards", "board-cost", "present"), word),
        params: fc.oneof(fc.record({ boardId: fc.constantFrom("b1", "b2") }), fc.dictionary(word, fc.jsonValue())),
        staffId: idOf("staff"),
        knownEpoch: word,
        knownRev: numberLike,
      },
      { requiredKeys: ["kind", "subscriptionId", "query", "params"] },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("unsubscribe"), subscriptionId: fc.oneof(fc.constant("s1"), word) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("follow"),
      subscriptionId: word,
      domains: fc.array(fc.oneof(fc.constant("card"), word), { maxLength: 20 }),
      sinceSeq: numberLike,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("sign-in"), requestId: word, pin: fc.oneof(fc.constant("111111"), word) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("sign-out"), requestId: word, staffId: idOf("staff") }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("ping"), sentAtMs: numberLike }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("hello"),
      protocol: fc.constant(1),
      deviceToken: word,
      client: fc.record({ name: word, version: word }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: word, payload: fc.jsonValue() }) },
);

type Act =
  | { readonly kind: "frame"; readonly frame: object; readonly isReplayed: boolean }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "binary"; readonly bytes: Uint8Array };

/** A valid frame's text with bytes flipped, cut out, doubled, or its end missing. */
const mutated = fc
  .tuple(
    shaped,
    fc.array(fc.tuple(fc.nat(), fc.constantFrom("flip", "cut", "double", "end"), fc.nat({ max: 255 })), {
      minLength: 1,
      maxLength: 6,
    }),
  )
  .map(([frame, mutations]) =>
    mutations.reduce((text, [place, how, value]) => {
      const at = text.length === 0 ? 0 : place % text.length;
      switch (how) {
        case "flip":
          return text.slice(0, at) + String.fromCharCode(value) + text.slice(at + 1);
        case "cut":
          return text.slice(0, at) + text.slice(at + 1 + (value % 20));
        case "double":
          return text.slice(0, at) + text.slice(Math.max(0, at - (value % 40)));
        case "end":
          return text.slice(0, at);
      }
    }, JSON.stringify(frame)),
  );
const huge = fc
  .tuple(fc.constantFrom(1, 1_000, 60_000, 65_600, 300_000), fc.constantFrom("x", "[", '{"a":', "\u20ac"))
  .map(([count, unit]) => unit.repeat(count / unit.length));
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ kind: fc.constant("frame" as const), frame: shaped, isReplayed: fc.boolean() }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("text" as const), text: mutated }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("text" as const), text: fc.oneof(huge, fc.json(), fc.string()) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("binary" as const), bytes: fc.uint8Array({ maxLength: 300 }) }),
  },
);
const session = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("device" as const),
      device: fc.constantFrom(...TEST_DEVICES.map(({ name }) => name)),
      saysHello: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
      acts: fc.array(act, { maxLength: 25 }),
      isCut: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("raw" as const),
      pieces: fc.array(
        fc.oneof(
          fc.uint8Array({ minLength: 1, maxLength: 200 }),
          shaped.map((frame) => maskedTextFrame(JSON.stringify(frame)).subarray(0, -3)),
        ),
        { maxLength: 6 },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("http" as const),
      bytes: fc.oneof(
        fc.uint8Array({ maxLength: 600 }),
        fc.string().map((path) => Buffer.from(`GET /${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`)),
      ),
    }),
  },
);
type Session = typeof session extends fc.Arbitrary<infer Value> ? Value : never;

async function play(played: Session): Promise<void> {
  switch (played.kind) {
    case "device":
      return playDevice(played);
    case "raw": {
      const raw = await connectRawSocket(lan.port);
      for (const piece of played.pieces) raw.sendBytes(Buffer.from(piece));
      raw.destroy();
      return raw.ended;
    }
    case "http":
      return new Promise((resolve) => {
        const socket = connect({ port: lan.port, host: "127.0.0.1" }, () => socket.end(played.bytes));
        socket.on("error", () => undefined);
        socket.on("close", () => resolve());
        socket.resume();
      });
  }
}

async function playDevice(played: Extract<Session, { kind: "device" }>): Promise<void> {
  const client = await lan.connect();
  client.onFrame(noteAnswer);
  if (played.saysHello) await client.hello(lan.ports.tokenOf(played.device));
  for (const step of played.acts) perform(client, step, played.saysHello);
  if (played.isCut) client.terminate();
  else await settled(client, played.saysHello);
  client.terminate();
  await client.ended;
}

/** Waits until the server took everything: it answered a last ping, or it closed the connection. */
async function settled(client: LanClient, isOpen: boolean): Promise<void> {
  const last = new Promise<void>((resolve) => {
    const sentAtMs = 424_242;
    client.onFrame((frame) => {
      const isAnswer = (frame.kind === "pong" && frame.sentAtMs === sentAtMs) || (frame.kind === "error" && !isOpen);
      if (isAnswer || (frame.kind === "error" && frame.code === "rate-limited")) resolve();
    });
    tryTo(() => client.send({ kind: "ping", sentAtMs }));
  });
  await Promise.race([last, client.ended]);
}

function perform(client: LanClient, step: Act, isOpen: boolean) {
  tryTo(() => {
    switch (step.kind) {
      case "frame": {
        const text = JSON.stringify(step.frame);
        noteSent(text, isOpen);
        client.sendRaw(text);
        if (step.isReplayed) client.sendRaw(text);
        return;
      }
      case "text":
        noteSent(step.text, isOpen);
        return client.sendRaw(step.text);
      case "binary":
        return client.sendRaw(Buffer.from(step.bytes));
    }
  });
}

/** A mutation may have made, or left, a valid command: what counts is what the text says. */
function noteSent(text: string, isOpen: boolean) {
  const id = /"commandId":"(command_[0-9a-f]{32})"/.exec(text)?.[1];
  if (isOpen && id !== undefined) sentCommandIds.add(id);
}

function noteAnswer(frame: ServerFrame) {
  if (frame.kind === "error") errorCodes.set(frame.code, (errorCodes.get(frame.code) ?? 0) + 1);
  if (frame.kind !== "accepted") return;
  const known = acceptedSeqById.get(frame.commandId);
  expect(known ?? frame.seq, "a repeated command gets its first answer").toBe(frame.seq);
  acceptedSeqById.set(frame.commandId, frame.seq);
}

/** Sending to a socket that just closed throws; the fuzzer does not mind. */
function tryTo(send: () => void) {
  try {
    send();
  } catch {
    // The connection ended meanwhile, as it may.
  }
}

function heapAfterCollection(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void; // exists once the flag is set
  collect();
  return process.memoryUsage().heapUsed;
}

test(
  "[LAN8] whatever is thrown at the server, it lives, writes only what it accepted, and keeps nothing",
  { timeout: FUZZ_MS + 60_000 },
  async () => {
    const seed = Number(process.env["FUZZ_SEED"] ?? Date.now() % 1_000_000_007);
    const startedMs = performance.now();
    let heapBytes = 0;
    let sessionCount = 0;
    const arbitrary = fc.array(session, { minLength: 4, maxLength: 8 });
    while (performance.now() - startedMs < FUZZ_MS) {
      const [batch] = fc.sample(arbitrary, { seed: seed + sessionCount, numRuns: 1 });
      await Promise.all((batch ?? []).map(play));
      sessionCount += batch?.length ?? 0;
      if (heapBytes === 0 && performance.now() - startedMs > FUZZ_MS / 4) heapBytes = heapAfterCollection();
    }
    // What was sent last may still be on its way to the disk.
    await expect.poll(() => lan.figure("commands_in_flight"), { timeout: 5_000 }).toBe(0);
    const said = `seed ${seed}, ${sessionCount} sessions`;

    expect(await (await lan.get("/healthz")).json(), said).toMatchObject({ ok: true, seq: lan.store.headSeq() });
    const events = lan.store.readEvents({ sinceSeq: 0, domains: ["card"], limit: 1_000_000 });
    expect(
      events.map((event) => event.seq),
      said,
    ).toEqual(events.map((_, index) => index + 1));
    expect(events).toHaveLength(lan.store.headSeq());
    const writtenIds = events.map((event) => event.commandId);
    expect(new Set(writtenIds).size, `${said}: each command wrote once`).toBe(writtenIds.length);
    expect(
      writtenIds.filter((id) => !sentCommandIds.has(id)),
      `${said}: nothing unsent was written`,
    ).toEqual([]);
    for (const [id, seq] of acceptedSeqById)
      expect(events[seq - 1]?.commandId, `${said}: accepted is written`).toBe(id);

    const bugs = lan.logLines.filter(({ event }) => String(event).endsWith("-bug"));
    expect(bugs, said).toEqual([]);
    expect(errorCodes.get("internal-error"), said).toBeUndefined();
    for (const code of ["bad-frame", "unknown-kind", "hello-first", "binary-not-allowed-closing", "unknown-query"]) {
      expect(errorCodes.get(code), `${said}: the fuzzer reaches ${code}`).toBeGreaterThan(0);
    }
    expect(acceptedSeqById.size, `${said}: the fuzzer reaches the log`).toBeGreaterThan(0);

    await expect.poll(() => lan.figure("sockets"), { timeout: 5_000 }).toBe(0);
    await expect.poll(() => lan.figure("waiting_sockets"), { timeout: 5_000 }).toBe(0);
    await expect.poll(() => lan.figure("closing_sockets"), { timeout: 5_000 }).toBe(0);
    for (const name of ["subscriptions", "topics", "queued_frames", "commands_in_flight"]) {
      expect([name, await lan.figure(name)], said).toEqual([name, 0]);
    }

    expect(heapAfterCollection() - heapBytes, said).toBeLessThan(HEAP_GROWTH_MAX_BYTES);
  },
);
