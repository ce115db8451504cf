import { afterEach, expect, test } from "vitest";
import { CLOSE_CODE_BY_ERROR } from "#contract/error-frames.ts";
import { LAN_FRAME_MAX_BYTES, LAN_PROTOCOL_OLDEST_VERSION, LAN_PROTOCOL_VERSION } from "#contract/lan-protocol.ts";
import type { LanClient } from "#tests/kit/lan-client.ts";
import { createTestLan, type TestLan, type TestLanOptions } from "#tests/kit/lan-kitchen.ts";
import { connectRawSocket } from "#tests/kit/raw-socket.ts";

let lan: TestLan;
afterEach(() => lan.stop());
const start = async (options: TestLanOptions = {}) => {
  lan = await createTestLan(options);
};
const client = { name: "test", version: "1" };

/** What a closing error looks like from outside: the frame, then its close code with the code as reason. */
async function expectClosed(from: LanClient, code: keyof typeof CLOSE_CODE_BY_ERROR, data: object = {}) {
  expect(await from.take("error")).toEqual({ kind: "error", code, data });
  expect(await from.ended).toEqual({ code: CLOSE_CODE_BY_ERROR[code], reason: code });
}

test("[LAN1] hello opens the connection and welcome names kitchen, device and clock", async () => {
  await start();
  const device = await lan.connect();
  const welcome = await device.hello(lan.ports.tokenOf("cook"));
  expect(welcome).toEqual({
    kind: "welcome",
    siteId: `site_${"5".repeat(32)}`,
    siteName: "SPPG Contoh 01",
    epoch: lan.store.epoch,
    seq: lan.store.headSeq(),
    serverTimeMs: expect.any(Number),
    clockRate: 1,
    isDemo: false,
    timeZone: "Asia/Jakarta",
    deviceId: lan.ports.deviceIdOf("cook"),
    face: "tablet",
    station: "cook",
    deviceName: "cook",
    protocol: LAN_PROTOCOL_VERSION,
    build: "test",
    sessions: [],
  });
  expect(lan.ports.connectedDeviceIds).toEqual([lan.ports.deviceIdOf("cook")]);
  await device.close();
});

test("[LAN1] a connection that never says hello is closed", async () => {
  await start({ limits: { helloTimeoutMs: 40 } });
  await expectClosed(await lan.connect(), "hello-timeout-closing");
});

test("[LAN1] another frame before hello is refused and hello is still taken", async () => {
  await start();
  const device = await lan.connect();
  device.send({ kind: "ping", sentAtMs: 1 });
  device.send({ kind: "subscribe", subscriptionId: "s", query: "board", params: {} });
  expect(await device.take("error")).toEqual({ kind: "error", code: "hello-first", data: {} });
  expect(await device.take("error")).toEqual({ kind: "error", code: "hello-first", subscriptionId: "s", data: {} });
  await device.hello(lan.ports.tokenOf("cook"));
});

test("[LAN1] a second hello is refused and the connection stays", async () => {
  await start();
  const device = await lan.as("cook");
  device.send({ kind: "hello", protocol: 1, deviceToken: lan.ports.tokenOf("wall"), client });
  expect(await device.take("error")).toMatchObject({ code: "hello-repeated" });
  device.send({ kind: "ping", sentAtMs: 7 });
  expect(await device.take("pong")).toMatchObject({ sentAtMs: 7 });
});

test("[LAN2] a binary frame closes the connection", async () => {
  await start();
  const device = await lan.as("cook");
  device.sendRaw(Buffer.from([1, 2, 3]));
  await expectClosed(device, "binary-not-allowed-closing");
});

test("[LAN2] a frame of exactly the longest size is read, one byte more closes the connection", async () => {
  await start();
  const device = await lan.as("cook");
  const frameOf = (byteCount: number) => {
    const frame = '{"kind":"ping","sentAtMs":1,"x":""}';
    return frame.replace('""', `"${"x".repeat(byteCount - frame.length)}"`);
  };
  device.sendRaw(frameOf(LAN_FRAME_MAX_BYTES));
  expect(await device.take("error")).toMatchObject({ code: "bad-frame", data: { reason: "invalid" } });
  device.sendRaw(frameOf(LAN_FRAME_MAX_BYTES + 1));
  await expectClosed(device, "frame-too-large-closing", { maxBytes: LAN_FRAME_MAX_BYTES });
});

test("[LAN2] a frame far too long is cut off with 1009 before it was all received", async () => {
  await start();
  const device = await lan.as("cook");
  device.sendRaw("x".repeat(LAN_FRAME_MAX_BYTES * 5));
  expect(await device.ended).toEqual({ code: 1009, reason: "" });
  expect(device.untaken("error")).toEqual([]);
});

test("[LAN3] unknown and expired tokens are told apart from a revoked and a suspended device", async () => {
  await start();
  const attempt = async (token: string) => {
    const device = await lan.connect();
    device.send({ kind: "hello", protocol: 1, deviceToken: token, client });
    return device;
  };
  await expectClosed(await attempt("token-nobody"), "token-unknown-closing");
  await expectClosed(await attempt("\u0000"), "token-unknown-closing");
  const token = lan.ports.tokenOf("cook");
  lan.ports.refuse("cook", "expired");
  await expectClosed(await attempt(token), "token-unknown-closing", { reason: "expired" });
  lan.ports.refuse("cook", "suspended");
  await expectClosed(await attempt(token), "device-suspended-closing");
  lan.ports.refuse("cook", "revoked");
  await expectClosed(await attempt(token), "device-revoked-closing");
});

test("[LAN3] revoking or suspending a device closes all its connections at once and nobody else's", async () => {
  await start();
  const [first, second, other] = [await lan.as("cook"), await lan.as("cook"), await lan.as("portion")];
  lan.ports.refuse("cook", "revoked");
  await expectClosed(first, "device-revoked-closing");
  await expectClosed(second, "device-revoked-closing");
  lan.ports.refuse("portion", "suspended");
  await expectClosed(other, "device-suspended-closing");
});

test("[LAN3] nothing a device sent after its revocation is taken", async () => {
  await start();
  const device = await lan.as("cook");
  const before = lan.store.headSeq();
  lan.ports.refuse("cook", "revoked");
  device.send({
    kind: "command",
    commandId: `command_${"a".repeat(32)}`,
    type: "set-card",
    body: { boardId: "b", cardId: "c", text: "", rankCount: 1 },
    occurredAtMs: 1,
  });
  await device.ended;
  expect(lan.store.headSeq()).toBe(before);
});

test("[LAN3] a device given another station is closed and welcomed as what it is now", async () => {
  await start();
  const device = await lan.as("cook");
  lan.ports.assign("cook", { station: "portion" });
  await expectClosed(device, "device-changed-closing");
  const again = await lan.connect();
  expect(await again.hello(lan.ports.tokenOf("cook"))).toMatchObject({ station: "portion" });
  lan.ports.assign("cook", { station: "portion" });
  again.send({ kind: "ping", sentAtMs: 1 });
  await again.take("pong");
});

test("[LAN4] a protocol outside the served range is refused with the range", async () => {
  await start();
  const served = { oldest: LAN_PROTOCOL_OLDEST_VERSION, newest: LAN_PROTOCOL_VERSION };
  for (const protocol of [LAN_PROTOCOL_OLDEST_VERSION - 1, LAN_PROTOCOL_VERSION + 1]) {
    const device = await lan.connect();
    device.send({ kind: "hello", protocol, deviceToken: lan.ports.tokenOf("cook"), client });
    await expectClosed(device, "protocol-unsupported-closing", served);
  }
});

test("[LAN5] a device that answers no ping is ended, one that answers stays", async () => {
  await start({ limits: { heartbeatMs: 25 } });
  const alive = await lan.as("portion");
  const raw = await connectRawSocket(lan.port);
  raw.sendText(JSON.stringify({ kind: "hello", protocol: 1, deviceToken: lan.ports.tokenOf("cook"), client }));
  await raw.ended;
  expect(await lan.figure("evictions_total", { reason: "heartbeat" })).toBe(1);
  alive.send({ kind: "ping", sentAtMs: 1 });
  await alive.take("pong");
});

test("[LAN5] a half-sent frame does not keep a dead connection open", async () => {
  await start({ limits: { heartbeatMs: 25 } });
  const raw = await connectRawSocket(lan.port);
  raw.sendText(JSON.stringify({ kind: "hello", protocol: 1, deviceToken: lan.ports.tokenOf("cook"), client }));
  const gone = lan.ports.nextDisconnected();
  raw.sendBytes(Buffer.from([0x81, 0xfe, 0x10, 0x00, 1, 2, 3, 4, 5]));
  expect(await gone).toBe(lan.ports.deviceIdOf("cook"));
  await raw.ended;
  expect(lan.ports.connectedDeviceIds).toEqual([]);
});

test("[LAN6] an error names the frame it is about as far as that could be read", async () => {
  await start();
  const device = await lan.as("cook");
  const commandId = `command_${"b".repeat(32)}`;
  device.sendRaw(JSON.stringify({ kind: "command", commandId, type: "set-card", body: [], occurredAtMs: -1 }));
  const refused = await device.take("error");
  expect(refused).toMatchObject({ code: "bad-frame", commandId, data: { reason: "invalid" } });
  device.sendRaw(JSON.stringify({ kind: "subscribe", subscriptionId: "s1" }));
  expect(await device.take("error")).toMatchObject({ code: "bad-frame", subscriptionId: "s1" });
  device.sendRaw(JSON.stringify({ kind: "sign-in", requestId: "r1", pin: "12" }));
  expect(await device.take("error")).toMatchObject({ code: "bad-frame", requestId: "r1" });
  device.sendRaw(JSON.stringify({ kind: "teleport", requestId: "r2" }));
  expect(await device.take("error")).toMatchObject({
    code: "unknown-kind",
    requestId: "r2",
    data: { kind: "teleport" },
  });
});

test("[LAN6] refusals are logged with ids and never with what was sent", async () => {
  await start();
  const device = await lan.as("cook");
  device.sendRaw(JSON.stringify({ kind: "sign-in", requestId: "r1", pin: "987654", extra: true }));
  await device.take("error");
  expect(lan.logLines).toContainEqual(
    expect.objectContaining({ event: "frame-refused", code: "bad-frame", deviceId: lan.ports.deviceIdOf("cook") }),
  );
  expect(JSON.stringify(lan.logLines)).not.toContain("987654");
});

test.each([
  ["not JSON", "{", "not-json"],
  ["empty", "", "not-json"],
  ["a list", "[]", "not-an-object"],
  ["a number", "7", "not-an-object"],
  ["null", "null", "not-an-object"],
  ["no kind", "{}", "no-kind"],
  ["a kind that is no text", '{"kind":7}', "no-kind"],
  ["deeper than any frame", `{"kind":"ping","x":${"[".repeat(500)}${"]".repeat(500)}}`, "too-deep"],
  ["a surplus member", '{"kind":"ping","sentAtMs":1,"surplus":1}', "invalid"],
  ["a number beyond all bounds", '{"kind":"ping","sentAtMs":1e999}', "invalid"],
])("[LAN8] a frame that is %s is refused as bad and the connection stays", async (_what, text, reason) => {
  await start();
  const device = await lan.as("cook");
  const before = lan.store.headSeq();
  device.sendRaw(text);
  expect(await device.take("error")).toMatchObject({ code: "bad-frame", data: { reason } });
  device.send({ kind: "ping", sentAtMs: 2 });
  await device.take("pong");
  expect(lan.store.headSeq()).toBe(before);
});

test("[LAN8] bytes that are no UTF-8 and frames that break RFC 6455 end that connection alone", async () => {
  await start();
  const other = await lan.as("portion");
  const broken = [
    Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28]), // bad UTF-8
    Buffer.from([0x81, 0x01, 0x61]), // not masked
    Buffer.from([0xf1, 0x80, 0, 0, 0, 0]), // reserved bits
    Buffer.from([0x83, 0x80, 0, 0, 0, 0]), // reserved opcode
    Buffer.from([0x80, 0x80, 0, 0, 0, 0]), // continuation of nothing
    Buffer.from([0x89, 0xfe, 0x01, 0x00, 0, 0, 0, 0]), // a ping too long
  ];
  for (const bytes of broken) {
    const raw = await connectRawSocket(lan.port);
    raw.sendBytes(bytes);
    await raw.ended;
  }
  other.send({ kind: "ping", sentAtMs: 1 });
  await other.take("pong");
});

test("[LAN10] frames beyond a connection's rate are refused with when to try again", async () => {
  await start({ limits: { framesBurstCount: 5, framesPerSecondCount: 1 } });
  const device = await lan.as("cook");
  for (let index = 0; index < 6; index += 1) {
    device.send({ kind: "subscribe", subscriptionId: `s${index}`, query: "board", params: { boardId: "b" } });
  }
  expect(await device.take("error")).toEqual({
    kind: "error",
    code: "rate-limited",
    subscriptionId: expect.stringMatching(/^s[45]$/),
    data: { retryAfterMs: expect.any(Number) },
  });
  const other = await lan.as("cook");
  other.send({ kind: "ping", sentAtMs: 1 });
  await other.take("pong");
});

test("[LAN11] past the most connections another device is refused, an own older one makes room", async () => {
  await start({ limits: { socketsMaxCount: 2 } });
  const cook = await lan.as("cook");
  const portion = await lan.as("portion");
  const wall = await lan.connect();
  wall.send({ kind: "hello", protocol: 1, deviceToken: lan.ports.tokenOf("wall"), client });
  await expectClosed(wall, "too-many-sockets-closing");
  const cookAgain = await lan.as("cook");
  await expectClosed(cook, "replaced-closing");
  cookAgain.send({ kind: "ping", sentAtMs: 1 });
  await cookAgain.take("pong");
  portion.send({ kind: "ping", sentAtMs: 1 });
  await portion.take("pong");
});

test("[LAN11] a device has at most four connections: the one silent longest goes", async () => {
  await start();
  const four = [await lan.as("cook"), await lan.as("cook"), await lan.as("cook"), await lan.as("cook")];
  four[0]?.send({ kind: "ping", sentAtMs: 1 });
  await four[0]?.take("pong");
  await lan.as("cook");
  const [, second] = four;
  if (second === undefined) throw new Error("four connections");
  await expectClosed(second, "replaced-closing");
});

test("[LAN11] connections that have not said hello are few and do not keep devices out", async () => {
  await start({ limits: { waitingSocketsMaxCount: 2 } });
  const waiting = [await lan.connect(), await lan.connect()];
  await expect(lan.connect()).rejects.toThrow("503");
  await waiting[0]?.hello(lan.ports.tokenOf("cook"));
  await lan.as("portion");
});

test("[LAN17] ping is answered with the kitchen's time", async () => {
  await start();
  const device = await lan.as("wall");
  const before = Date.now();
  device.send({ kind: "ping", sentAtMs: 12.5 });
  const pong = await device.take("pong");
  expect(pong.sentAtMs).toBe(12.5);
  expect(pong.serverTimeMs).toBeGreaterThanOrEqual(before);
});

test("[LAN18] frames sent faster than taken wait in the network and are all taken in order", async () => {
  await start({ limits: { inboxMaxCount: 4, framesPerTurnCount: 2, framesBurstCount: 5_000 } });
  const device = await lan.as("cook");
  const sentCount = 1_000;
  for (let index = 0; index < sentCount; index += 1) device.send({ kind: "ping", sentAtMs: index });
  for (let index = 0; index < sentCount; index += 1) {
    expect((await device.take("pong")).sentAtMs).toBe(index);
  }
});

test("[LAN19] a stopping server answers what it took, says that it stops and closes", async () => {
  const [taken, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await start({
    store: (store) => ({
      ...store,
      bus: {
        ...store.bus,
        submit: async (command) => {
          taken.resolve();
          await released.promise;
          return store.bus.submit(command);
        },
      },
    }),
  });
  const [cook, wall] = [await lan.as("cook"), await lan.as("wall")];
  const body = { boardId: "b", cardId: "c", text: "", rankCount: 1 };
  const answer = cook.command({ type: "set-card", body });
  await taken.promise;
  const stopped = lan.stop();
  await expect(lan.connect()).rejects.toThrow("503");
  released.resolve();
  expect(await answer).toMatchObject({ kind: "accepted", seq: 1 });
  await expectClosed(cook, "server-stopping-closing");
  await expectClosed(wall, "server-stopping-closing");
  await stopped;
  await expect(lan.connect()).rejects.toThrow();
  await start();
});

test("[LAN19] a server whose port is taken fails with the reason", async () => {
  await start();
  await expect(createTestLan({ port: lan.port })).rejects.toMatchObject({ code: "EADDRINUSE" });
});
