import { afterEach, beforeEach, expect, test } from "vitest";
import type { LanClient } from "#tests/kit/lan-client.ts";
import { createTestLan, type TestLan, type TestLanOptions } from "#tests/kit/lan-kitchen.ts";

let lan: TestLan;
let cook: LanClient;
const start = async (options: TestLanOptions = {}) => {
  await lan?.stop();
  lan = await createTestLan(options);
  cook = await lan.as("cook");
};
beforeEach(() => start());
afterEach(() => lan.stop());

const commandId = (digit: string) => `command_${digit.repeat(32)}`;
const setCard = { type: "set-card", body: { boardId: "b", cardId: "c", text: "", rankCount: 1 } } as const;
const signBoard = { type: "sign-board", body: { boardId: "b" } } as const;
const events = () => lan.store.readEvents({ sinceSeq: 0, domains: ["card"], limit: 100 });

test("[LAN14] a command is answered once it is in the log, with its place there", async () => {
  const answer = await cook.command({ ...setCard, commandId: commandId("1") });
  expect(answer).toEqual({
    kind: "accepted",
    commandId: commandId("1"),
    seq: 1,
    streamId: "board:b",
    streamVersion: 1,
    result: {},
  });
  expect(events()).toMatchObject([
    { seq: 1, commandId: commandId("1"), deviceId: lan.ports.deviceIdOf("cook"), staffId: null },
  ]);
});

test("[LAN14] a rejection carries a code and data, and writes nothing", async () => {
  const answer = await cook.command({ type: "remove-card", body: { boardId: "b", cardId: "none" } });
  expect(answer).toMatchObject({ kind: "rejected", rejection: { code: "no-such-card" } });
  expect(await cook.command({ type: "no-such", body: {} })).toMatchObject({ rejection: { code: "unknown-command" } });
  expect(await cook.command({ type: "set-card", body: { boardId: 7 } })).toMatchObject({
    rejection: { code: "invalid-body" },
  });
  expect(events()).toEqual([]);
});

test("[LAN14] commands of one connection are written in the order they were sent, signed ones between them", async () => {
  const sari = lan.ports.staffIdOf("Sari");
  await cook.signIn({ pin: "111111" });
  const sent = ["a", "b", "c", "d"].map((cardId, index) =>
    index === 1
      ? cook.command({ ...signBoard, staffId: sari, signatures: [{ pin: "111111" }] })
      : cook.command({ ...setCard, body: { ...setCard.body, cardId } }),
  );
  expect((await Promise.all(sent)).map((answer) => (answer.kind === "accepted" ? answer.seq : answer))).toEqual([
    1, 2, 3, 4,
  ]);
});

test("[LAN15] a repeated command gets the first answer again and is written once; its id serves no other command", async () => {
  const portion = await lan.as("portion");
  const first = await cook.command({ ...setCard, commandId: commandId("2") });
  const again = await cook.command({ ...setCard, commandId: commandId("2") });
  expect(again).toEqual(first);
  const reused = { kind: "rejected", rejection: { code: "command-id-reused" } };
  expect(await portion.command({ ...setCard, commandId: commandId("2") })).toMatchObject(reused);
  const otherBody = { ...setCard.body, text: "x" };
  expect(await cook.command({ ...setCard, body: otherBody, commandId: commandId("2") })).toMatchObject(reused);
  expect(events()).toHaveLength(1);
});

test("[LAN15] a repeat is answered although its session ended and its number was forgotten", async () => {
  const sari = lan.ports.staffIdOf("Sari");
  await cook.signIn({ pin: "111111" });
  const signed = { ...signBoard, staffId: sari, commandId: commandId("3") };
  const first = await cook.command({ ...signed, signatures: [{ pin: "111111" }] });
  expect(first).toMatchObject({ kind: "accepted" });
  lan.ports.breakNext("verify");
  expect(await cook.command({ ...signed, signatures: [{ pin: "999999" }] })).toEqual(first);
  lan.ports.endSession("cook", "Sari");
  expect(await cook.command(signed)).toEqual(first);
  expect(events()).toHaveLength(1);
});

test("[LAN16] refusals before the store are not stored: the same command may come again and be taken", async () => {
  const sari = lan.ports.staffIdOf("Sari");
  const signed = { ...signBoard, staffId: sari, commandId: commandId("4") };
  expect(await cook.command(signed)).toMatchObject({ rejection: { code: "sign-in-required" } });
  await cook.signIn({ pin: "111111" });
  const wrong = await cook.command({ ...signed, signatures: [{ pin: "000000" }] });
  expect(wrong).toMatchObject({ rejection: { code: "signature-wrong", triesLeftCount: 4 } });
  expect(await cook.command({ ...signed, signatures: [{ pin: "111111" }] })).toMatchObject({ kind: "accepted" });
});

test("[LAN7] signing in names the person, their roles and until when; welcome tells of it later", async () => {
  const session = await cook.signIn({ pin: "111111" });
  expect(session).toEqual({
    staffId: lan.ports.staffIdOf("Sari"),
    name: "Sari",
    roles: ["nutritionist"],
    divisionCode: null,
    expiresAtMs: expect.any(Number),
  });
  const again = await lan.connect();
  expect((await again.hello(lan.ports.tokenOf("cook"))).sessions).toEqual([session]);
});

test("[LAN7] a wrong number and a face nobody signs in on are told apart", async () => {
  expect(await cook.signIn({ pin: "000000" })).toMatchObject({ code: "sign-in-wrong", data: { triesLeftCount: 4 } });
  const wall = await lan.as("wall");
  expect(await wall.signIn({ pin: "111111" })).toMatchObject({ code: "sign-in-not-allowed" });
});

test("[LAN7] a command names a person signed in on this very device", async () => {
  const sari = lan.ports.staffIdOf("Sari");
  await cook.signIn({ pin: "111111" });
  const portion = await lan.as("portion");
  const command = { ...setCard, staffId: sari };
  expect(await portion.command(command)).toMatchObject({ rejection: { code: "sign-in-required" } });
  expect(await cook.command(command)).toMatchObject({ kind: "accepted" });
  expect(events()).toMatchObject([{ staffId: sari, deviceId: lan.ports.deviceIdOf("cook") }]);
});

test("[LAN7] signing out, being signed out and running out end a session", async () => {
  await start({ sessionMs: 60_000 });
  const command = { ...setCard, staffId: lan.ports.staffIdOf("Sari") };
  const second = await lan.as("cook");
  await cook.signIn({ pin: "111111" });
  cook.send({ kind: "sign-out", requestId: "r1", staffId: command.staffId });
  await cook.take("signed-out");
  expect(await cook.command(command)).toMatchObject({ rejection: { code: "sign-in-required" } });

  await cook.signIn({ pin: "111111" });
  const third = await lan.as("cook");
  lan.ports.endSession("cook", "Sari");
  for (const client of [cook, third]) {
    expect(await client.take("signed-out")).toEqual({ kind: "signed-out", staffId: command.staffId });
  }
  expect(second.untaken("signed-out")).toEqual([]);

  await start({ sessionMs: 30, limits: { sweepMs: 10 } });
  await cook.signIn({ pin: "111111" });
  expect(await cook.take("signed-out")).toEqual({ kind: "signed-out", staffId: command.staffId });
});

test("[LAN9] signatures are verified and stored as who signed, never as numbers", async () => {
  const [sari, budi] = [lan.ports.staffIdOf("Sari"), lan.ports.staffIdOf("Budi")];
  await cook.signIn({ pin: "111111" });
  const answer = await cook.command({
    ...signBoard,
    staffId: sari,
    signatures: [{ pin: "111111" }, { pin: "222222" }],
  });
  expect(answer).toMatchObject({ kind: "accepted" });
  const [event] = events();
  expect(event?.marks.signatures).toMatchObject([{ staffId: sari, method: "number" }, { staffId: budi }]);
  const everything = JSON.stringify([lan.logLines, events(), await lan.metrics.text()]);
  expect(everything).not.toContain("111111");
  expect(everything).not.toContain("222222");
});

test("[LAN9] numbers given where none are asked are not tried", async () => {
  await cook.signIn({ pin: "111111" });
  lan.ports.breakNext("verify");
  const command = { ...setCard, staffId: lan.ports.staffIdOf("Sari"), signatures: [{ pin: "333333" }] };
  expect(await cook.command(command)).toMatchObject({ kind: "accepted" });
});

test("[LAN10] past a device's rate commands are rejected with when to try again, over all its connections", async () => {
  await start({ limits: { commandsBurstCount: 3, commandsPerSecondCount: 0.5 } });
  const second = await lan.as("cook");
  for (const client of [cook, second, cook]) {
    expect(await client.command(setCard)).toMatchObject({ kind: "accepted" });
  }
  expect(await second.command(setCard)).toMatchObject({
    kind: "rejected",
    rejection: { code: "rate-limited", retryAfterMs: expect.any(Number) },
  });
  const other = await lan.as("portion");
  expect(await other.command(setCard)).toMatchObject({ kind: "accepted" });
  expect(events()).toHaveLength(4);
  expect(await lan.figure("command_rejections_total", { code: "rate-limited" })).toBe(1);
});

test("[LAN18] no more commands of a connection wait for the store than allowed; the rest wait before it", async () => {
  const waiting: (() => void)[] = [];
  let takenCount = 0;
  await start({
    limits: { commandsInFlightMaxCount: 2 },
    store: (store) => ({
      ...store,
      bus: {
        ...store.bus,
        submit: async (command) => {
          takenCount += 1;
          await new Promise<void>((resolve) => void waiting.push(resolve));
          return store.bus.submit(command);
        },
      },
    }),
  });
  const answers = Array.from({ length: 5 }, () => cook.command(setCard));
  const other = await lan.as("portion");
  other.send({ kind: "ping", sentAtMs: 1 });
  await other.take("pong");
  expect(takenCount).toBe(2);
  for (let index = 0; index < 5; index += 1) {
    await expect.poll(() => waiting.length).toBeGreaterThan(0);
    waiting.shift()?.();
  }
  expect((await Promise.all(answers)).every((answer) => answer.kind === "accepted")).toBe(true);
});

test("[LAN6] a bug in serving a frame answers that frame with a reference and nothing else suffers", async () => {
  lan.ports.breakNext("signIn");
  cook.send({ kind: "sign-in", requestId: "r", pin: "111111" });
  const refused = await cook.take("error");
  expect(refused).toMatchObject({ code: "internal-error", data: { reference: expect.stringMatching(/^fault_/) } });
  expect(lan.logLines).toContainEqual(expect.objectContaining({ event: "lan-bug", ...refused.data }));
  expect(await cook.command(setCard)).toMatchObject({ kind: "accepted" });
});

test("[LAN6] a store that throws answers the command with a reference", async () => {
  await start({
    store: (store) => ({
      ...store,
      bus: { ...store.bus, submit: () => Promise.reject(new Error("broken on purpose")) },
    }),
  });
  const answer = await cook.command({ ...setCard, commandId: commandId("5") });
  expect(answer).toMatchObject({ kind: "error", code: "internal-error", commandId: commandId("5") });
});
