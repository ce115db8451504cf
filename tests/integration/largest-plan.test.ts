import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  LAN_COMMAND_BODY_MAX_BYTES,
  LAN_COMMAND_PATH,
  LAN_FRAME_MAX_BYTES,
  type ClientFrame,
} from "#contract/lan-protocol.ts";
import { createKitchenClock } from "#renderer/client/clock.ts";
import { createCommands, type Commands } from "#renderer/client/commands.ts";
import { createConnection, type Connection } from "#renderer/client/connection.ts";
import { createMemoryOutboxStore } from "#renderer/client/outbox-store.ts";
import { createOutbox } from "#renderer/client/outbox.ts";
import { browserRuntime } from "#renderer/client/runtime.ts";
import { planDayRef } from "#renderer/domains/production/production-refs.ts";
import { largestDayPlan } from "#tests/kit/largest-plan.ts";
import type { LanClient } from "#tests/kit/lan-client.ts";
import { PLAN_DATE } from "#tests/kit/production-plan.ts";
import { createRealKitchen, type RealDevice, type RealKitchen } from "#tests/kit/real-kitchen.ts";

type CommandFrame = Extract<ClientFrame, { kind: "command" }>;

let kitchen: RealKitchen;
let desk: RealDevice;
let manager: LanClient;
let head: { readonly staffId: string; readonly number: string };
let connection: Connection | null = null;

beforeEach(async () => {
  kitchen = await createRealKitchen();
  head = await kitchen.person("Rina Hartati", "kitchen-head");
  desk = await kitchen.device("manager", "Konsol");
  manager = await kitchen.connect(desk);
  await manager.signIn({ pin: head.number });
});
afterEach(async () => {
  connection?.stop();
  connection = null;
  await kitchen.stop();
});

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
function frameOf(body: object, more: Partial<CommandFrame> = {}): CommandFrame {
  return {
    kind: "command",
    commandId: kitchen.makeId("command"),
    type: "plan-day",
    body: { ...body },
    occurredAtMs: Date.now(),
    staffId: head.staffId,
    ...more,
  };
}
const largest = (isShared = false) => largestDayPlan({ makeId: kitchen.makeId, isShared });
const posted = (frame: unknown, token = desk.deviceToken) => kitchen.post(LAN_COMMAND_PATH, frame, bearer(token));
const board = () =>
  manager.watch({ query: "production-board", params: { serviceDate: PLAN_DATE }, key: "batchId" }).answered;

/** What the console itself sends with: its connection and its door for writes, on the real server. */
async function consoleCommands(): Promise<Commands> {
  const runtime = browserRuntime;
  const clock = createKitchenClock(runtime);
  const opened = createConnection({
    runtime,
    clock,
    addresses: () => [`${kitchen.url.replace("http", "ws")}/lan`],
    rememberGoodAddress: () => {},
    deviceToken: desk.deviceToken,
    client: { name: "face-manager", version: "1" },
  });
  connection = opened;
  const isOpen = new Promise<void>((resolve) => {
    opened.state.subscribe(() => {
      if (opened.state.get().phase === "open") resolve();
    });
  });
  opened.start();
  await isOpen;
  const outbox = await createOutbox({ connection: opened, runtime, store: createMemoryOutboxStore() });
  const post = async (frame: CommandFrame) => {
    const answer = await posted(frame);
    return { ok: true as const, status: answer.status, body: { ...((await answer.json()) as object) } }; // an object of the contract
  };
  return createCommands({ connection: opened, clock, runtime, outbox, post });
}

describe("the largest day a kitchen plans", () => {
  test("is longer than a frame when each kloter has recipes of its own, and far below what the kitchen takes", () => {
    const shared = bytesOf(frameOf(largest(true)));
    const own = bytesOf(frameOf(largest(false)));
    expect(shared).toBeGreaterThan(LAN_FRAME_MAX_BYTES / 2);
    expect(own).toBeGreaterThan(4 * LAN_FRAME_MAX_BYTES);
    expect(own).toBeLessThan(LAN_COMMAND_BODY_MAX_BYTES / 2);
  });

  test.each([true, false])("reaches the board whole from the console (recipes shared: %s)", async (isShared) => {
    const commands = await consoleCommands();
    const outcome = await commands.askGrant(planDayRef, largest(isShared), { staffId: head.staffId });
    expect(outcome).toMatchObject({ kind: "accepted", result: { changedCount: 0 } });
    const rows = await board();
    expect(rows.kind === "rows" && rows.rows.map((row) => row["batchCode"])).toHaveLength(10);
  });

  test("beyond what the kitchen takes is refused by the console before anything is sent", async () => {
    const commands = await consoleCommands();
    const body = largest();
    const dishes = [...body.dishes, ...body.dishes, ...body.dishes, ...body.dishes];
    const outcome = await commands.askGrant(planDayRef, { ...body, dishes }, { staffId: head.staffId });
    expect(outcome).toMatchObject({ kind: "rejected", rejection: { code: "command-too-large" } });
    expect(connection?.state.get()).toMatchObject({ phase: "open", sessionCount: 1 });
  });
});

describe("a command posted because no frame holds it", () => {
  test("[LAN45] is one command like any other: all or nothing, and answered again byte for byte", async () => {
    const body = largest();
    const [first, ...others] = body.batches;
    const impossible = { ...body, batches: [...others, { ...first, plannedPreparationAtMs: 0 }] };
    const refused = await posted(frameOf(impossible));
    expect([refused.status, await refused.json()]).toEqual([
      200,
      expect.objectContaining({ kind: "rejected", rejection: expect.objectContaining({ code: "times-impossible" }) }),
    ]);
    expect(await board()).toMatchObject({ rows: [] });
    const frame = frameOf(body);
    const answers = [await (await posted(frame)).text(), await (await posted(frame)).text()];
    expect(JSON.parse(answers[0] ?? "")).toMatchObject({ kind: "accepted", commandId: frame.commandId });
    expect(answers[1]).toBe(answers[0]);
    const reused = await posted({ ...frame, body: { ...body, serviceDate: "2026-11-22" } });
    expect(await reused.json()).toMatchObject({ rejection: { code: "command-id-reused" } });
    const unsigned = await posted(frameOf(largest(), { staffId: kitchen.makeId("staff") }));
    expect(await unsigned.json()).toMatchObject({ kind: "rejected", rejection: { code: "sign-in-required" } });
  });

  test("[LAN45] is read from paired devices only, whole, up to its limit, and ten at a time", async () => {
    const said = async (answer: Response) => [answer.status, ((await answer.json()) as { readonly code: string }).code]; // every refusal has one
    const small = frameOf({});
    expect(await said(await posted(small, "nobody"))).toEqual([401, "token-unknown"]);
    expect(await said(await kitchen.post(LAN_COMMAND_PATH, small))).toEqual([401, "token-unknown"]);
    const raw = (body: string, type = "application/json") =>
      fetch(`${kitchen.url}${LAN_COMMAND_PATH}`, {
        method: "POST",
        headers: { ...bearer(desk.deviceToken), "content-type": type },
        body,
      });
    expect(await said(await raw("{"))).toEqual([400, "bad-frame"]);
    expect(await said(await raw("[".repeat(5_000)))).toEqual([400, "bad-frame"]);
    expect(await said(await raw("x=1", "application/x-www-form-urlencoded"))).toEqual([415, "body-not-json"]);
    expect(await said(await posted({ kind: "ping", sentAtMs: 1 }))).toEqual([400, "bad-frame"]);
    expect(await said(await posted({ ...small, extra: 1 }))).toEqual([400, "bad-frame"]);
    const long = frameOf({ text: "x".repeat(LAN_COMMAND_BODY_MAX_BYTES) });
    expect(await said(await posted(long))).toEqual([413, "body-too-large"]);
    const unknown = await posted(small);
    expect([unknown.status, await unknown.json()]).toMatchObject([200, { rejection: { code: "invalid-body" } }]);
    const many = await Promise.all(Array.from({ length: 30 }, () => posted(small)));
    const limited = many.find((answer) => answer.status === 429);
    expect(await limited?.json()).toEqual({ code: "rate-limited", retryAfterMs: expect.any(Number) });
  });

  test("[LAN45] from a revoked device is taken no more", async () => {
    const tablet = await kitchen.device("tablet", "Tablet Masak", "cook");
    const body = { deviceId: tablet.deviceId, reason: "hilang" };
    await manager.command({ type: "revoke-device", body, staffId: head.staffId, signatures: [{ pin: head.number }] });
    const refused = await posted(frameOf({}), tablet.deviceToken);
    expect([refused.status, await refused.json()]).toEqual([401, { code: "device-revoked" }]);
  });
});
