import { describe, expect, it } from "vitest";
import { createFakeRuntime, welcomeFrame } from "#tests/kit/fake-runtime.ts";
import { createKitchenClock } from "./clock.ts";
import { createConnection } from "./connection.ts";
import { createDeviceMemory, secretFromFragment, socketAddressFromOrigin } from "./device-memory.ts";
import { createDevicePairing, PAIRING_RETRY_MS, type PostAnswer } from "./device-pairing.ts";
import { createStaffSessions } from "./sessions.ts";
import type { KeyValueStore } from "./snapshots.ts";

function memoryStore(): KeyValueStore {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => values.set(key, value),
    removeItem: (key) => values.delete(key),
    keys: () => [...values.keys()],
  };
}
const device = { deviceId: "device_1", deviceToken: "t", face: "tablet", station: "cook" };
const answer = (status: number, body: Record<string, unknown>): PostAnswer => ({ ok: true, status, body });

/** Lets every answer already given be handled. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

function pairingWith(answers: readonly PostAnswer[]) {
  const runtime = createFakeRuntime({ deviceTimeMs: 0 });
  const waiting = [...answers];
  const posts: { path: string; body: object }[] = [];
  const pairing = createDevicePairing({
    runtime,
    post: (path, body) => {
      posts.push({ path, body });
      return Promise.resolve(waiting.shift() ?? { ok: false });
    },
  });
  return { runtime, pairing, posts };
}

describe("pairing a device", () => {
  it("gets its token at once with a secret approved beforehand", async () => {
    const { pairing, posts } = pairingWith([answer(200, { status: "paired", ...device })]);
    pairing.request({ secret: "s", name: "Dinding", face: "wall" });
    await settled();
    expect(pairing.state.get()).toEqual({ phase: "paired", device });
    expect(posts).toEqual([{ path: "/pair", body: { secret: "s", name: "Dinding", face: "wall" } }]);
  });

  it("shows the number while a person compares it, through cuts, until it is decided", async () => {
    const { pairing, posts, runtime } = pairingWith([
      answer(202, { status: "waiting", pollSecret: "p", matchCode: "417" }),
      { ok: false },
      answer(200, { status: "waiting" }),
      answer(200, { status: "paired", ...device }),
    ]);
    pairing.request({ secret: "s", name: "Tablet" });
    await settled();
    expect(pairing.state.get()).toEqual({ phase: "waiting", matchCode: "417" });
    runtime.advance(PAIRING_RETRY_MS);
    await settled();
    runtime.advance(PAIRING_RETRY_MS);
    await settled();
    expect(pairing.state.get()).toMatchObject({ phase: "paired" });
    expect(posts.slice(1).map(({ body }) => body)).toEqual(Array(3).fill({ pollSecret: "p" }));
  });

  it.each([
    [[answer(403, { code: "pairing-code-used" })], "pairing-code-used"],
    [[{ ok: false } as const], "unreachable"],
    [
      [answer(202, { status: "waiting", pollSecret: "p", matchCode: "1" }), answer(200, { status: "rejected" })],
      "rejected",
    ],
    [
      [answer(202, { status: "waiting", pollSecret: "p", matchCode: "1" }), answer(200, { status: "expired" })],
      "expired",
    ],
  ])("tells why it failed", async (answers, code) => {
    const { pairing } = pairingWith(answers);
    pairing.request({ secret: "s", name: "Tablet" });
    await settled();
    expect(pairing.state.get()).toMatchObject({ phase: "failed", code });
  });

  it("cancelled ignores what is still on its way", async () => {
    const { pairing } = pairingWith([answer(200, { status: "paired", ...device })]);
    pairing.request({ secret: "s", name: "Tablet" });
    pairing.cancel();
    await settled();
    expect(pairing.state.get()).toEqual({ phase: "idle" });
  });
});

describe("what a device remembers", () => {
  it("puts the last good address first and never forgets its own origin", () => {
    const memory = createDeviceMemory({ face: "tablet", store: memoryStore(), origin: "http://10.0.0.2:8420" });
    expect(memory.addresses()).toEqual(["ws://10.0.0.2:8420/lan"]);
    for (let host = 3; host < 12; host += 1) memory.rememberGoodAddress(`ws://10.0.0.${host}:8420/lan`);
    expect(memory.addresses()[0]).toBe("ws://10.0.0.11:8420/lan");
    expect(memory.addresses()).toContain("ws://10.0.0.2:8420/lan");
    expect(memory.addresses().length).toBeLessThanOrEqual(7);
  });

  it("survives a damaged store and a full disk", () => {
    const store = memoryStore();
    store.setItem("bergizi.wall.clock", "{half");
    store.setItem("bergizi.wall.addresses", "17");
    const memory = createDeviceMemory({ face: "wall", store, origin: "https://k" });
    expect([memory.clock(), memory.heardAtMs(), memory.site(), memory.deviceToken()]).toEqual([null, null, null, null]);
    expect(memory.addresses()).toEqual(["wss://k/lan"]);
    const full = createDeviceMemory({
      face: "wall",
      store: {
        ...store,
        setItem: () => {
          throw new Error("QuotaExceededError");
        },
      },
      origin: "https://k",
    });
    expect(() => full.keepHeardAt(1)).not.toThrow();
  });

  it("reads the secret of an address", () => {
    expect(secretFromFragment("#secret=abc&x=1")).toBe("abc");
    expect(secretFromFragment("")).toBeNull();
    expect(socketAddressFromOrigin("https://kitchen:1")).toBe("wss://kitchen:1/lan");
  });
});

describe("people signed in on a device", () => {
  const staff = {
    staffId: "staff_1",
    name: "Budi",
    roles: ["division-lead" as const],
    divisionCode: "pengolahan",
    expiresAtMs: 1,
  };
  function setUp() {
    const runtime = createFakeRuntime({ deviceTimeMs: 0 });
    const connection = createConnection({
      runtime,
      clock: createKitchenClock(runtime),
      addresses: () => ["ws://kitchen/lan"],
      rememberGoodAddress: () => {},
      deviceToken: "token",
      client: { name: "face-test", version: "1" },
    });
    const sessions = createStaffSessions({ connection, runtime });
    connection.start();
    runtime.lastSocket().accept();
    runtime.lastSocket().deliver(welcomeFrame({ sessions: [staff] }));
    return { runtime, sessions, deliver: runtime.lastSocket().deliver, sent: runtime.lastSocket().sent };
  }

  it("come with the welcome, by signing in, and go when the kitchen says so", async () => {
    const { sessions, deliver, sent } = setUp();
    expect(sessions.open.get()).toEqual([staff]);
    const signedIn = sessions.signIn({ pin: "123456" });
    expect(sent.at(-1)).toEqual({ kind: "sign-in", requestId: "sign-1", pin: "123456" });
    const siti = { ...staff, staffId: "staff_2", name: "Siti" };
    deliver({ kind: "signed-in", requestId: "sign-1", staff: siti, expiresAtMs: 2 });
    expect(await signedIn).toEqual({ ok: true, value: siti });
    deliver({ kind: "signed-out", staffId: "staff_1" });
    expect(sessions.open.get()).toEqual([siti]);
  });

  it("are refused with the kitchen's reason, and told when it is away", async () => {
    const { sessions, deliver, runtime } = setUp();
    const wrong = sessions.signIn({ pin: "000000" });
    deliver({ kind: "error", requestId: "sign-1", code: "sign-in-wrong", data: {} });
    expect(await wrong).toEqual({ ok: false, error: { code: "sign-in-wrong", data: {} } });
    runtime.lastSocket().drop();
    expect(await sessions.signIn({ pin: "000000" })).toEqual({ ok: false, error: { code: "kitchen-away", data: {} } });
  });
});
