import { afterEach, beforeEach, expect, test } from "vitest";
import type { LanClient, WatchedRows } from "#tests/kit/lan-client.ts";
import { createCardModule } from "#tests/kit/card-module.ts";
import { createTestLan, type TestLan, type TestLanOptions } from "#tests/kit/lan-kitchen.ts";

let lan: TestLan;
let manager: LanClient;
const start = async (options: TestLanOptions = {}) => {
  await lan?.stop();
  lan = await createTestLan(options);
  manager = await lan.as("manager");
};
beforeEach(() => start());
afterEach(() => lan.stop());

const BOARD = "b1";
const question = { query: "board", params: { boardId: BOARD }, key: "cardId" } as const;
const card = (cardId: string, rankCount: number, text = "") => ({ cardId, text, rankCount });
const set = async (cardId: string, rankCount: number, text = "", boardId = BOARD) => {
  const answer = await manager.command({ type: "set-card", body: { boardId, cardId, text, rankCount } });
  if (answer.kind !== "accepted") throw new Error(JSON.stringify(answer));
  return answer;
};
const remove = (cardId: string) => manager.command({ type: "remove-card", body: { boardId: BOARD, cardId } });
const has = (cardId: string, text?: string) => (rows: readonly Readonly<Record<string, unknown>>[]) =>
  rows.some((row) => row["cardId"] === cardId && (text === undefined || row["text"] === text));

test("[LAN20] subscribing gives the rows with epoch and the position they stand for", async () => {
  await set("a", 2);
  await set("b", 1);
  const wall = await lan.as("wall");
  const watched = wall.watch(question);
  expect(await watched.answered).toEqual({
    kind: "rows",
    subscriptionId: watched.subscriptionId,
    epoch: lan.store.epoch,
    rev: 2,
    isPartial: false,
    rows: [card("b", 1), card("a", 2)],
  });
});

test("[LAN20] what cannot be asked is refused with a code and the subscription's id", async () => {
  const wall = await lan.as("wall");
  const ask = async (subscriptionId: string, query: string, params: Readonly<Record<string, unknown>>) => {
    wall.send({ kind: "subscribe", subscriptionId, query, params });
    return wall.take("error", (frame) => frame.subscriptionId === subscriptionId);
  };
  expect(await ask("1", "no-such", {})).toMatchObject({ code: "unknown-query", data: { query: "no-such" } });
  expect(await ask("2", "board", { boardId: 7 })).toMatchObject({
    code: "invalid-params",
    data: { issues: [{ path: "boardId", code: "invalid_type" }] },
  });
  expect(await ask("3", "board", { boardId: "b", surplus: 1 })).toMatchObject({ code: "invalid-params" });
  expect(await ask("4", "present", { weight: 1 / 3 })).toMatchObject({ code: "invalid-params" });
  expect(await ask("5", "board-cost", { boardId: "b" })).toMatchObject({
    code: "not-permitted",
    data: { code: "face-not-allowed" },
  });
  wall.send({ kind: "subscribe", subscriptionId: "6", query: "board", params: { boardId: "b" } });
  expect(await ask("6", "board", { boardId: "b" })).toMatchObject({ code: "subscription-in-use" });
});

test("[LAN12] a connection has so many subscriptions, and an ended one makes room", async () => {
  await start({ limits: { subscriptionsMaxCount: 2 } });
  const first = manager.watch({ ...question, params: { boardId: "x1" } });
  const second = manager.watch({ ...question, params: { boardId: "x2" } });
  await Promise.all([first.answered, second.answered]);
  const third = manager.watch({ ...question, params: { boardId: "x3" } });
  await expect(third.answered).rejects.toThrow('too-many-subscriptions {"maxCount":2}');
  first.stop();
  await manager.watch({ ...question, params: { boardId: "x4" } }).answered;
});

test("[LAN12] the whole server holds so many distinct questions; one nobody asks any more makes room", async () => {
  await start({ limits: { liveQueriesMaxCount: 2 } });
  const cook = await lan.as("cook");
  const first = manager.watch({ ...question, params: { boardId: "x1" } });
  await Promise.all([first.answered, cook.watch({ ...question, params: { boardId: "x2" } }).answered]);
  await cook.watch({ ...question, params: { boardId: "x1" } }).answered;
  await expect(cook.watch({ ...question, params: { boardId: "x3" } }).answered).rejects.toThrow("too-many");
  first.stop();
  await expect(cook.watch({ ...question, params: { boardId: "x4" } }).answered).rejects.toThrow("too-many");
  const gone = lan.ports.nextDisconnected();
  cook.terminate();
  await gone;
  await manager.watch({ ...question, params: { boardId: "x5" } }).answered;
});

test("[LAN13] after unsubscribe nothing comes, and unsubscribing twice is nothing", async () => {
  const wall = await lan.as("wall");
  const [stopped, kept] = [wall.watch(question), wall.watch({ ...question, params: { boardId: "other" } })];
  await Promise.all([stopped.answered, kept.answered]);
  const { frames, subscriptionId } = stopped;
  const countBefore = frames.length;
  wall.send({ kind: "unsubscribe", subscriptionId });
  wall.send({ kind: "unsubscribe", subscriptionId });
  await wall.command({ type: "set-card", body: { boardId: BOARD, ...card("a", 1) } });
  await wall.command({ type: "set-card", body: { boardId: "other", ...card("a", 1) } });
  await kept.until(has("a"));
  expect(frames).toHaveLength(countBefore);
  expect(wall.untaken("error")).toEqual([]);
});

test("[LAN21] fifty devices on one board cost one evaluation and one serialisation", async () => {
  const devices = Array.from({ length: 50 }, (_, index) => ({ name: `t${index}`, face: "tablet" as const }));
  await start({ devices: [...devices, { name: "manager", face: "manager" }] });
  const clients = await Promise.all(devices.map(({ name }) => lan.as(name)));
  const boards = clients.map((client) => client.watch(question));
  await Promise.all(boards.map((watched) => watched.answered));
  expect(await lan.figure("query_evaluations_total", { query: "board" })).toBe(1);
  expect(await lan.figure("answer_serialisations_total", { kind: "rows" })).toBe(1);
  expect(await lan.figure("answer_deliveries_total", { kind: "rows" })).toBe(50);
  for (let rank = 0; rank < 10; rank += 1) await set(`seed-${rank}`, rank, "a dish".repeat(10));
  await Promise.all(boards.map((watched) => watched.until(has("seed-9"))));

  const before = {
    evaluations: await lan.figure("query_evaluations_total", { query: "board" }),
    patches: await lan.figure("answer_serialisations_total", { kind: "patch" }),
    deliveries: await lan.figure("answer_deliveries_total", { kind: "patch" }),
  };
  await set("new", 99);
  await Promise.all(boards.map((watched) => watched.until(has("new"))));
  expect(await lan.figure("query_evaluations_total", { query: "board" })).toBe(before.evaluations + 1);
  expect(await lan.figure("answer_serialisations_total", { kind: "patch" })).toBe(before.patches + 1);
  expect(await lan.figure("answer_deliveries_total", { kind: "patch" })).toBe(before.deliveries + 50);
  const [first, ...others] = boards.map((watched) => watched.frames.at(-1));
  for (const other of others) expect(other).toEqual(first);
});

test("[LAN21] devices that may see different things do not share an answer", async () => {
  const [wall, cook] = [await lan.as("wall"), await lan.as("cook")];
  await Promise.all([wall.watch(question).answered, cook.watch(question).answered]);
  expect(await lan.figure("live_queries")).toBe(2);
});

test("[LAN21] commits in quick succession are answered together, and the last state arrives", async () => {
  await start({ limits: { queryIntervalMs: 250 } });
  const watched = manager.watch(question);
  await watched.answered;
  const commitCount = 200;
  const commands = Array.from({ length: commitCount }, (_, index) =>
    lan.store.bus.submit({
      commandId: `command_${String(index).padStart(32, "0")}` as never, // well formed
      type: "set-card",
      body: { boardId: BOARD, ...card("a", 1, String(index)) },
      occurredAtMs: 1,
      actor: {
        kind: "system",
        staffId: null,
        roles: [],
        divisionCode: null,
        deviceId: null,
        face: null,
        signatures: [],
      },
    }),
  );
  await Promise.all(commands);
  await watched.until(has("a", String(commitCount - 1)));
  expect(await lan.figure("query_evaluations_total", { query: "board" })).toBeLessThan(commitCount / 10);
});

test("[LAN21] a commit that touches another query evaluates nothing of this one", async () => {
  await start({ limits: { queryIntervalMs: 0 } });
  const wall = await lan.as("wall");
  const [watched, touched] = [
    wall.watch(question),
    wall.watch({ query: "top-cards", params: { boardId: BOARD }, key: "cardId" }),
  ];
  await Promise.all([watched.answered, touched.answered]);
  await manager.signIn({ pin: "111111" });
  await set("a", 1);
  await Promise.all([touched.until(has("a")), watched.until(has("a"))]);
  const countOf = (query: string) => lan.figure("query_evaluations_total", { query });
  const before = { board: await countOf("board"), topCards: await countOf("top-cards") };
  // `top-cards` is changed by any event of its domain, `board` only by two of the three: a signature is not among them.
  const signed = await manager.command({
    type: "sign-board",
    body: { boardId: BOARD },
    staffId: lan.ports.staffIdOf("Sari"),
    signatures: [{ pin: "111111" }],
  });
  expect(signed.kind).toBe("accepted");
  await expect.poll(() => countOf("top-cards")).toBe(before.topCards + 1);
  expect(await countOf("board")).toBe(before.board);
});

test("[LAN22] a patch adds, changes, removes and reorders so that the rows equal a fresh answer", async () => {
  for (let rank = 0; rank < 20; rank += 1) await set(`c${rank}`, rank, "text ".repeat(5));
  const wall = await lan.as("wall");
  const watched = wall.watch(question);
  await watched.answered;
  await set("c3", 3, "changed");
  await watched.until(has("c3", "changed"));
  await set("z", 40);
  await watched.until(has("z"));
  await remove("c4");
  await watched.until((rows) => !has("c4")(rows));
  await set("c5", 0, "moved");
  await watched.until(has("c5", "moved"));
  const [changed, added, removed, moved] = watched.frames.slice(1);
  expect(changed).toMatchObject({ kind: "patch", upserts: [card("c3", 3, "changed")], removes: [] });
  expect(changed).not.toHaveProperty("order");
  expect(added).toMatchObject({ kind: "patch", upserts: [card("z", 40)], removes: [] });
  expect(added).not.toHaveProperty("order");
  expect(removed).toMatchObject({ kind: "patch", upserts: [], removes: ["c4"] });
  expect(removed).not.toHaveProperty("order");
  expect(moved).toMatchObject({ kind: "patch", order: expect.arrayContaining(["c5"]) });
  const fresh = (await lan.as("portion")).watch(question);
  await fresh.answered;
  expect(watched.rows()).toEqual(fresh.rows());
  expect(watched.rev()).toBe(lan.store.headSeq());
});

test("[LAN22] when the patch would be longer than the rows, the rows are sent", async () => {
  await set("a", 1, "long ".repeat(100));
  const watched = manager.watch(question);
  await watched.answered;
  await remove("a");
  await watched.until((rows) => rows.length === 0);
  expect(watched.frames.at(-1)).toMatchObject({ kind: "rows", rows: [] });
});

test("[LAN22] a commit that changes no row sends nothing", async () => {
  await set("a", 1);
  const watched = manager.watch(question);
  await watched.answered;
  await set("a", 1);
  await set("b", 2);
  await watched.until(has("b"));
  expect(watched.frames).toHaveLength(2);
});

test("[LAN23] rows beyond the limit are left out and the answer says so, also when that changes", async () => {
  const top = { query: "top-cards", params: { boardId: BOARD }, key: "cardId" } as const;
  for (let rank = 0; rank < 3; rank += 1) await set(`c${rank}`, rank);
  const watched = manager.watch(top);
  await watched.answered;
  expect(watched.isPartial()).toBe(false);
  await set("c3", 3);
  await watched.until(() => watched.isPartial());
  expect(watched.rows().map((row) => row["cardId"])).toEqual(["c0", "c1", "c2"]);
  await remove("c0");
  await watched.until((rows) => has("c3")(rows));
  expect(watched.isPartial()).toBe(false);
});

test("[LAN23] rows of more bytes than an answer may have are cut the same way", async () => {
  await start({ limits: { rowsMaxBytes: 1_000 } });
  for (let rank = 0; rank < 4; rank += 1) await set(`c${rank}`, rank, "x".repeat(300));
  const watched = manager.watch(question);
  expect(await watched.answered).toMatchObject({ isPartial: true });
  expect(watched.rows()).toHaveLength(2);
});

const knownOf = (watched: WatchedRows) => ({ rows: watched.rows(), epoch: watched.epoch(), rev: watched.rev() });

test("[LAN25] coming back with the rows of now is answered unchanged", async () => {
  await set("a", 1);
  const [first, second] = [await lan.as("cook"), await lan.as("portion")];
  const watched = first.watch(question);
  await watched.answered;
  first.terminate();
  expect(await second.watch(question, knownOf(watched)).answered).toMatchObject({ kind: "unchanged", rev: 1 });
});

test("[LAN25] a commit that did not touch the rows leaves them unchanged, one that did gives them all", async () => {
  await set("a", 1);
  const device = await lan.as("cook");
  const watched = device.watch(question);
  await watched.answered;
  await set("other", 1, "", "b2");
  device.terminate();
  const again = await lan.as("cook");
  const resumed = again.watch(question, knownOf(watched));
  expect(await resumed.answered).toMatchObject({ kind: "unchanged" });
  expect(resumed.rows()).toEqual([card("a", 1)]);
  again.terminate();
  await set("b", 2);
  const third = (await lan.as("cook")).watch(question, knownOf(resumed));
  expect(await third.answered).toMatchObject({ kind: "rows", rows: [card("a", 1), card("b", 2)] });
});

test("[LAN25] rows of another epoch, of before this start, or of a position not yet reached are sent anew", async () => {
  await set("a", 1);
  const device = await lan.as("cook");
  const rows = [card("a", 1)];
  const known = { rows, epoch: lan.store.epoch, rev: 1 };
  const ask = async (part: Partial<typeof known>, subscriptionId: string) =>
    (await device.watch(question, { ...known, ...part, subscriptionId }).answered).kind;
  expect(await ask({}, "1")).toBe("unchanged");
  expect(await ask({ epoch: "ffffffffffffffff" }, "2")).toBe("rows");
  expect(await ask({ rev: 0 }, "3")).toBe("rows");
  expect(await ask({ rev: 99 }, "4")).toBe("rows");
});

test("[LAN25] after a restart rows known from before are sent anew", async () => {
  const card1 = createCardModule();
  await start({ modules: () => [card1] });
  await set("a", 1);
  const before = { epoch: lan.store.epoch, rev: lan.store.headSeq() };
  const { store } = lan;
  // A second server on the same store is what a restarted process is to its clients.
  const again = await createTestLan({ modules: () => [card1], store: () => store });
  try {
    const device = await again.as("cook");
    const watched = device.watch(question, { rows: [], ...before });
    expect(await watched.answered).toMatchObject({ kind: "rows", rev: before.rev });
  } finally {
    await again.stop();
  }
});

test("[LAN29] signing out ends what only that person could see, on every connection of the device", async () => {
  const second = await lan.as("manager");
  await manager.signIn({ pin: "111111" });
  const staffId = lan.ports.staffIdOf("Sari");
  const cost = { query: "board-cost", params: { boardId: BOARD }, key: "cardId", staffId } as const;
  await expect(manager.watch({ ...cost, staffId: lan.ports.staffIdOf("Budi") }).answered).rejects.toThrow("sign-in");
  const watched = [manager.watch(cost), second.watch(cost)];
  await Promise.all(watched.map(({ answered }) => answered));
  manager.send({ kind: "sign-out", requestId: "r", staffId });
  expect(await manager.take("signed-out")).toEqual({ kind: "signed-out", requestId: "r", staffId });
  await Promise.all(watched.map((rows) => rows.until(() => rows.frames.at(-1)?.kind === "error")));
  for (const rows of watched) {
    expect(rows.frames.at(-1)).toMatchObject({ code: "not-permitted", data: { code: "sign-in-required" } });
  }
});

test("[LAN29] a role taken away ends the subscription it allowed, one that stays goes on", async () => {
  await manager.signIn({ pin: "111111" });
  const staffId = lan.ports.staffIdOf("Sari");
  const watched = manager.watch({ query: "board-cost", params: { boardId: BOARD }, key: "cardId", staffId });
  const free = manager.watch(question);
  await Promise.all([watched.answered, free.answered]);
  lan.ports.setRoles("Sari", ["nutritionist", "viewer"]);
  await set("a", 1);
  await watched.until(has("a"));
  lan.ports.setRoles("Sari", ["kitchen-staff"]);
  await watched.until(() => watched.frames.at(-1)?.kind === "error");
  expect(watched.frames.at(-1)).toMatchObject({ code: "not-permitted", data: { code: "not-permitted" } });
  await set("b", 2);
  await free.until(has("b"));
});

test("[LAN30] a query that breaks ends its subscriptions with a reference to the log and disturbs no other", async () => {
  let isBroken = false;
  await start({ modules: () => [createCardModule({ isBroken: () => isBroken })] });
  const broken = manager.watch({ query: "broken-board", params: { boardId: BOARD }, key: "cardId" });
  const sound = manager.watch(question);
  await Promise.all([broken.answered, sound.answered]);
  isBroken = true;
  await set("a", 1);
  await sound.until(has("a"));
  await broken.until(() => broken.frames.at(-1)?.kind === "error");
  expect(broken.frames.at(-1)).toMatchObject({ code: "internal-error", data: { reference: expect.any(String) } });
  expect(lan.logLines).toContainEqual(expect.objectContaining({ event: "query-bug", query: "broken-board" }));
  isBroken = false;
  const again = manager.watch({ query: "broken-board", params: { boardId: BOARD }, key: "cardId" });
  await again.until(has("a"));
});

test("[LAN31] a query over who is connected follows connections and is never called unchanged", async () => {
  const watched = manager.watch({ query: "present", params: {}, key: "deviceId" });
  await watched.answered;
  const wall = await lan.as("wall");
  await watched.until((rows) => rows.some((row) => row["deviceId"] === lan.ports.deviceIdOf("wall")));
  await wall.close();
  await watched.until((rows) => rows.every((row) => row["deviceId"] !== lan.ports.deviceIdOf("wall")));
  const cook = await lan.as("cook");
  await watched.until((rows) => rows.some((row) => row["deviceId"] === lan.ports.deviceIdOf("cook")));
  const known = { rows: [], epoch: lan.store.epoch, rev: lan.store.headSeq() };
  const again = cook.watch({ query: "present", params: {}, key: "deviceId" }, known);
  expect(await again.answered).toMatchObject({ kind: "rows" });
  expect(again.rows()).toEqual(watched.rows());
});
