import { describe, expect, it } from "vitest";
import { createFakeRuntime, welcomeFrame } from "#tests/kit/fake-runtime.ts";
import { createKitchenClock } from "./clock.ts";
import { createConnection, REFUSED_RETRY_MS } from "./connection.ts";
import { linkLevelFromAge } from "./link.ts";
import { PING_EVERY_MS, SILENCE_MAX_MS, WELCOME_WAIT_MAX_MS } from "./session.ts";

const START_MS = 1_795_000_000_000;

function setUp(options: { addresses?: readonly string[]; heardAgoMs?: number; random?: () => number } = {}) {
  const runtime = createFakeRuntime({
    deviceTimeMs: START_MS,
    ...(options.random === undefined ? {} : { random: options.random }),
  });
  const clock = createKitchenClock(runtime);
  let addresses = options.addresses ?? ["ws://kitchen/lan"];
  const connection = createConnection({
    runtime,
    clock,
    addresses: () => addresses,
    rememberGoodAddress: (good) => {
      addresses = [good, ...addresses.filter((other) => other !== good)];
    },
    deviceToken: "token",
    client: { name: "face-test", version: "1" },
    ...(options.heardAgoMs === undefined ? {} : { heardAgoMs: options.heardAgoMs }),
  });
  const join = () => {
    runtime.lastSocket().accept();
    runtime.lastSocket().deliver(welcomeFrame());
  };
  return { runtime, clock, connection, join, addresses: () => addresses };
}

describe("the connection of a face", () => {
  it("says hello first and sends nothing else before the welcome", () => {
    const { runtime, connection, join } = setUp();
    connection.start();
    expect(connection.send({ kind: "unsubscribe", subscriptionId: "a" })).toBe(false);
    join();
    expect(connection.send({ kind: "unsubscribe", subscriptionId: "a" })).toBe(true);
    expect(runtime.lastSocket().sent.map(({ kind }) => kind)).toEqual(["hello", "ping", "unsubscribe"]);
    expect(runtime.lastSocket().sent[0]).toEqual({
      kind: "hello",
      protocol: 1,
      deviceToken: "token",
      client: { name: "face-test", version: "1" },
    });
  });

  it("pings every two seconds and counts the age of its data from the last frame", () => {
    const { runtime, connection, join } = setUp();
    connection.start();
    join();
    runtime.advance(PING_EVERY_MS);
    expect(runtime.lastSocket().sent.filter(({ kind }) => kind === "ping")).toHaveLength(2);
    expect(connection.ageMs()).toBe(PING_EVERY_MS);
    runtime.lastSocket().deliver({ kind: "pong", sentAtMs: runtime.monotonicMs(), serverTimeMs: START_MS });
    expect(connection.ageMs()).toBe(0);
  });

  it("gives up a socket that is open but silent, and one that never welcomes", () => {
    const { runtime, connection, join } = setUp();
    connection.start();
    join();
    const first = runtime.lastSocket();
    runtime.advance(SILENCE_MAX_MS + PING_EVERY_MS);
    expect(first.isOpen()).toBe(false);
    runtime.advance(1_000);
    const second = runtime.lastSocket();
    expect(second).not.toBe(first);
    second.accept();
    runtime.advance(WELCOME_WAIT_MAX_MS);
    expect(second.isOpen()).toBe(false);
  });

  it("tries for ever with pauses between 0,2 and 5 s", () => {
    const { runtime, connection } = setUp({ random: () => 1 });
    connection.start();
    const openedAtMs: number[] = [];
    for (let attempt = 0; attempt < 40; attempt += 1) {
      const socketCount = runtime.sockets.length;
      runtime.lastSocket().drop();
      let waitedMs = 0;
      while (runtime.sockets.length === socketCount) {
        runtime.advance(10);
        waitedMs += 10;
      }
      openedAtMs.push(waitedMs);
    }
    expect(openedAtMs.slice(0, 6)).toEqual([200, 400, 800, 1600, 3200, 5000]);
    expect(new Set(openedAtMs.slice(5))).toEqual(new Set([5000]));
  });

  it("goes through every address it knows and remembers the one that answered", () => {
    const { runtime, connection, addresses } = setUp({ addresses: ["ws://old/lan", "ws://new/lan"] });
    connection.start();
    runtime.lastSocket().drop();
    runtime.advance(5_000);
    expect(runtime.lastSocket().url).toBe("ws://new/lan");
    runtime.lastSocket().accept();
    runtime.lastSocket().deliver(welcomeFrame());
    expect(addresses()).toEqual(["ws://new/lan", "ws://old/lan"]);
    runtime.lastSocket().drop();
    runtime.advance(5_000);
    expect(runtime.lastSocket().url).toBe("ws://new/lan");
  });

  it("keeps the welcome and its age while cut off", () => {
    const { runtime, connection, join } = setUp();
    connection.start();
    join();
    runtime.lastSocket().drop();
    runtime.advance(60_000);
    expect(connection.state.get()).toMatchObject({ sessionCount: 1, refusal: null });
    expect(connection.state.get().welcome?.siteName).toBe("SPPG Uji");
    expect(connection.ageMs()).toBe(60_000);
    expect(connection.heardAtMs()).toBe(START_MS);
  });

  it("counts on from the age of the snapshot it starts from", () => {
    const { runtime, connection } = setUp({ heardAgoMs: 120_000 });
    connection.start();
    runtime.advance(1_000);
    expect(connection.ageMs()).toBe(121_000);
  });

  it.each([
    ["device-revoked-closing", "revoked"],
    ["device-suspended-closing", "suspended"],
    ["token-unknown-closing", "unknown-device"],
    ["protocol-unsupported-closing", "unsupported"],
    ["replaced-closing", "replaced"],
  ] as const)("a refusal %s is told, ages on, and is asked again slowly", (code, refusal) => {
    const { runtime, connection, join } = setUp();
    connection.start();
    join();
    runtime.advance(1_500);
    runtime.lastSocket().deliver({ kind: "error", code, data: {} });
    runtime.lastSocket().drop();
    expect(connection.state.get().refusal).toBe(refusal);
    expect(connection.ageMs()).toBe(1_500);
    const socketCount = runtime.sockets.length;
    runtime.advance(REFUSED_RETRY_MS - 1);
    expect(runtime.sockets).toHaveLength(socketCount);
    runtime.advance(1);
    expect(runtime.sockets).toHaveLength(socketCount + 1);
    join();
    expect(connection.state.get()).toMatchObject({ phase: "open", refusal: null });
  });

  it("drops a peer that does not speak the protocol and comes back", () => {
    const { runtime, connection } = setUp();
    connection.start();
    runtime.lastSocket().accept();
    runtime.lastSocket().deliverText("<html>");
    expect(connection.state.get().phase).toBe("waiting");
    runtime.advance(5_000);
    expect(runtime.sockets).toHaveLength(2);
  });

  it("uses a token given later and lets the old socket go", () => {
    const { runtime, connection, join } = setUp();
    connection.start();
    join();
    const first = runtime.lastSocket();
    connection.useToken("fresh");
    expect(first.isOpen()).toBe(false);
    runtime.lastSocket().accept();
    expect(runtime.lastSocket().sent[0]).toMatchObject({ kind: "hello", deviceToken: "fresh" });
    expect(runtime.sockets).toHaveLength(2);
  });

  it("stops when told", () => {
    const { runtime, connection, join } = setUp();
    connection.start();
    join();
    connection.stop();
    runtime.advance(60_000);
    expect(runtime.sockets).toHaveLength(1);
    expect(connection.state.get().phase).toBe("off");
  });
});

describe("[UX10.7] the age of the figures", () => {
  it.each([
    [4_900, "live"],
    [5_000, "live"],
    [5_100, "aging"],
    [39_900, "aging"],
    [40_100, "cut"],
    [300_000, "cut"],
    [300_100, "hatched"],
  ] as const)("at %i ms is %s", (ageMs, level) => {
    expect(linkLevelFromAge(ageMs)).toBe(level);
  });
});
