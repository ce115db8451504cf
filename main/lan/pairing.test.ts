import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { present } from "#kernel/assert.ts";
import { MINUTE_MS, SECOND_MS } from "#kernel/time.ts";
import type { HttpAnswer, PairedDevice } from "#main/lan/ports.ts";
import {
  createPeopleKitchen,
  LAN_CALLER,
  LOOPBACK,
  SYSTEM,
  type PeopleKitchen,
  type TestPerson,
} from "#tests/kit/people-kitchen.ts";

let kitchen: PeopleKitchen;
let head: TestPerson;
let desk: PairedDevice;
const waiting = new AbortController().signal;

beforeEach(async () => {
  kitchen = createPeopleKitchen();
  head = await kitchen.person("Rina Hartati", ["kitchen-head"], "kantor");
  desk = await kitchen.device("manager", "Konsol");
});
afterEach(() => kitchen.close());

const asHead = (signed = true) => ({ as: kitchen.actorAt(desk, head, signed ? [head] : []) });

/** Opens a window as the manager's face does, and reads its secrets once. */
async function openWindow(): Promise<{ readonly pairingId: string; readonly token: string; readonly code: string }> {
  const pairingId = kitchen.makeId("pairing");
  const answer = await kitchen.accepted("open-pairing-window", { pairingId }, asHead());
  const shown = kitchen.reveals.take(String(answer.result["revealId"]), desk.deviceId);
  if (shown?.kind !== "pairing") throw new Error("no secrets were kept");
  return { pairingId, token: shown.pairingToken, code: shown.typedCode };
}

const pair = (secret: string, name = "Tablet baru", caller = LAN_CALLER) =>
  kitchen.ports.pairing.pair({ secret, name }, caller);
const poll = (pollSecret: unknown, signal = waiting) =>
  kitchen.ports.pairing.status({ pollSecret }, LAN_CALLER, signal);

function deviceIdOf(matchCode: unknown): string {
  const rows = kitchen.ask("pairing-requests") as readonly { readonly deviceId: string; readonly matchCode: string }[]; // rows were checked by `ask`
  return present(rows.find((row) => row.matchCode === matchCode)?.deviceId, "the request");
}

function approve(asked: HttpAnswer, more: object = {}) {
  const { matchCode } = asked.body;
  const body = { deviceId: deviceIdOf(matchCode), matchCode, face: "tablet", station: "cook", name: "Tablet Masak" };
  return kitchen.submit("approve-pairing", { ...body, ...more }, asHead());
}

describe("a device with the token of the QR", () => {
  test("waits with a number, is approved, and gets a token that opens the kitchen", async () => {
    const { token } = await openWindow();
    const asked = await pair(token);
    expect(asked).toMatchObject({ statusCode: 202, body: { status: "waiting" } });
    expect(asked.body["matchCode"]).toMatch(/^\d{3}$/);
    expect(kitchen.ask("pairing-requests")).toMatchObject([
      { name: "Tablet baru", matchCode: asked.body["matchCode"] },
    ]);

    const answered = poll(asked.body["pollSecret"]);
    expect((await approve(asked)).kind).toBe("accepted");
    const paired = await answered;
    expect(paired).toMatchObject({
      statusCode: 200,
      body: { status: "paired", face: "tablet", station: "cook", name: "Tablet Masak" },
    });
    const device = kitchen.ports.devices.verifyToken(String(paired.body["deviceToken"]));
    expect(device).toEqual({
      ok: true,
      value: { deviceId: paired.body["deviceId"], deviceName: "Tablet Masak", face: "tablet", station: "cook" },
    });
    expect(kitchen.ask("pairing-requests")).toEqual([]);
    kitchen.rebuildAndCompare();
  });

  test("is not taken when the number on the manager's screen is another one", async () => {
    const asked = await pair((await openWindow()).token);
    const other = asked.body["matchCode"] === "000" ? "001" : "000";
    expect(await approve(asked, { matchCode: other })).toMatchObject({ rejection: { code: "match-code-wrong" } });
  });

  test("is turned away when a person rejects it", async () => {
    const asked = await pair((await openWindow()).token);
    const answered = poll(asked.body["pollSecret"]);
    await kitchen.accepted("reject-pairing", { deviceId: deviceIdOf(asked.body["matchCode"]) }, asHead(false));
    expect(await answered).toEqual({ statusCode: 200, body: { status: "rejected" } });
    expect(kitchen.ask("pairing-requests")).toEqual([]);
  });

  test("waits no longer than its five minutes", async () => {
    const asked = await pair((await openWindow()).token);
    kitchen.clock.advance(5 * MINUTE_MS);
    expect(await poll(asked.body["pollSecret"])).toEqual({ statusCode: 200, body: { status: "expired" } });
    expect(await approve(asked)).toMatchObject({ rejection: { code: "pairing-code-expired" } });
  });

  test("that goes away meanwhile holds nothing", async () => {
    const asked = await pair((await openWindow()).token);
    const left = new AbortController();
    const answered = poll(asked.body["pollSecret"], left.signal);
    left.abort();
    expect((await answered).body).toMatchObject({ status: "waiting" });
  });

  test("gets another token while none was used, so that a lost answer costs nothing; then never again", async () => {
    const asked = await pair((await openWindow()).token);
    await approve(asked);
    const first = await poll(asked.body["pollSecret"]);
    const second = await poll(asked.body["pollSecret"]);
    expect(second.body["deviceToken"]).not.toBe(first.body["deviceToken"]);
    expect(kitchen.ports.devices.verifyToken(String(first.body["deviceToken"]))).toEqual({
      ok: false,
      error: "unknown",
    });
    expect(kitchen.ports.devices.verifyToken(String(second.body["deviceToken"])).ok).toBe(true);
    expect(await poll(asked.body["pollSecret"])).toMatchObject({ statusCode: 404, body: { code: "pairing-unknown" } });
  });
});

describe("a device with the typed code", () => {
  test("may type it in small letters, with or without the dash", async () => {
    const { code } = await openWindow();
    expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
    expect((await pair(` ${code.toLowerCase()} `)).statusCode).toBe(202);
  });

  test("finds a code that was used, taken back or is over", async () => {
    const used = await openWindow();
    await pair(used.code);
    expect(await pair(used.token)).toEqual({ statusCode: 409, body: { code: "pairing-code-used" } });
    const closed = await openWindow();
    await kitchen.accepted("close-pairing-window", { pairingId: closed.pairingId }, asHead(false));
    expect(await pair(closed.code)).toEqual({ statusCode: 410, body: { code: "pairing-code-expired" } });
    const over = await openWindow();
    kitchen.clock.advance(5 * MINUTE_MS);
    expect(await pair(over.code)).toEqual({ statusCode: 410, body: { code: "pairing-code-expired" } });
  });

  test("who names wrong codes five times waits; others at other addresses do not", async () => {
    const { code } = await openWindow();
    for (const triesLeftCount of [4, 3, 2, 1, 0]) {
      expect(await pair("ZZZZ-ZZZZ")).toEqual({
        statusCode: 403,
        body: { code: "pairing-code-wrong", triesLeftCount },
      });
    }
    const untilAtMs = kitchen.clock.nowMs() + 30 * SECOND_MS;
    expect(await pair(code)).toEqual({
      statusCode: 429,
      body: { code: "pairing-locked", untilAtMs, retryAfterMs: 30 * SECOND_MS },
    });
    expect((await pair(code, "Lain", { remoteAddress: "192.168.1.41", isLoopback: false })).statusCode).toBe(202);
  });

  test("one window stands at a time; a new one after it was used", async () => {
    await openWindow();
    const body = { pairingId: kitchen.makeId("pairing") };
    expect(await kitchen.submit("open-pairing-window", body, asHead())).toMatchObject({
      rejection: { code: "pairing-window-open" },
    });
    kitchen.clock.advance(5 * MINUTE_MS);
    const { token } = await openWindow();
    await pair(token);
    await openWindow();
  });
});

describe("windows of the kitchen PC", () => {
  const shell = (more: object = {}, caller = LOOPBACK) =>
    kitchen.ports.pairing.pair({ secret: kitchen.secrets.shellSecret, name: "Layar 1", face: "wall", ...more }, caller);

  test("pair themselves with the secret of the data folder, from this machine only", async () => {
    expect((await shell()).body).toMatchObject({ status: "paired", face: "wall", station: null });
    expect(await shell({}, LAN_CALLER)).toEqual({ statusCode: 403, body: { code: "loopback-only" } });
    expect(
      await kitchen.ports.pairing.pair({ secret: kitchen.secrets.shellSecret, name: "x" }, LOOPBACK),
    ).toMatchObject({
      statusCode: 400,
      body: { code: "invalid-body" },
    });
    expect(await shell({ face: "tablet", name: "T" })).toEqual({ statusCode: 400, body: { code: "station-required" } });
  });

  test("that lost their token stay the same device, and the old token is void", async () => {
    const first = await shell();
    const again = await shell();
    expect(again.body["deviceId"]).toBe(first.body["deviceId"]);
    expect(kitchen.ports.devices.verifyToken(String(first.body["deviceToken"])).ok).toBe(false);
    expect(kitchen.ports.devices.verifyToken(String(again.body["deviceToken"])).ok).toBe(true);
    const other = await shell({ name: "Layar 2" });
    expect(other.body["deviceId"]).not.toBe(first.body["deviceId"]);
  });
});

describe("a token made on the kitchen PC", () => {
  async function prepare() {
    const preset = { face: "tablet", station: "portion", name: "Tablet Porsi" };
    const body = { pairingId: kitchen.makeId("pairing"), preset };
    const answer = await kitchen.accepted("prepare-pairing", body, { as: SYSTEM });
    const shown = kitchen.reveals.take(String(answer.result["revealId"]), null);
    return shown?.kind === "pairing" ? shown.pairingToken : "";
  }

  test("pairs at once, once, beside a standing window", async () => {
    await openWindow();
    const token = await prepare();
    expect(await pair(token)).toMatchObject({
      statusCode: 200,
      body: { status: "paired", face: "tablet", station: "portion", name: "Tablet Porsi" },
    });
    expect(await pair(token)).toEqual({ statusCode: 409, body: { code: "pairing-code-used" } });
  });

  test("is refused when the kitchen has as many devices as it may", async () => {
    const token = await prepare();
    await kitchen.accepted(
      "change-setting",
      {
        settingKey: "device.max",
        value: 1,
        source: "uji",
        effectiveFromDate: "2026-11-21",
        reason: "uji batas perangkat",
      },
      { as: SYSTEM },
    );
    expect(await pair(token)).toEqual({ statusCode: 409, body: { code: "site-device-limit", maxCount: 1 } });
  });
});

describe("revoking", () => {
  test("is told at once, and the token opens nothing", async () => {
    const paired = await kitchen.ports.pairing.pair(
      { secret: kitchen.secrets.shellSecret, name: "Layar 1", face: "wall" },
      LOOPBACK,
    );
    const heard: string[] = [];
    kitchen.ports.devices.onChanged((deviceId) => heard.push(deviceId));
    await kitchen.accepted("revoke-device", { deviceId: paired.body["deviceId"], reason: "hilang" }, asHead());
    expect(heard).toEqual([paired.body["deviceId"]]);
    expect(kitchen.ports.devices.verifyToken(String(paired.body["deviceToken"]))).toEqual({
      ok: false,
      error: "revoked",
    });
  });

  test("the last manager device stays", async () => {
    const body = { deviceId: desk.deviceId, reason: "coba" };
    expect(await kitchen.submit("revoke-device", body, asHead())).toMatchObject({
      rejection: { code: "last-manager-device" },
    });
  });
});

describe("showing once", () => {
  test("only to the device that asked, only once, only for five minutes", async () => {
    const bearer = await kitchen.ports.pairing.pair(
      { secret: kitchen.secrets.shellSecret, name: "Konsol", face: "manager" },
      LOOPBACK,
    );
    const other = await kitchen.ports.pairing.pair(
      { secret: kitchen.secrets.shellSecret, name: "Konsol 2", face: "manager" },
      LOOPBACK,
    );
    const reveal = (revealId: unknown, answer: HttpAnswer) =>
      kitchen.ports.pairing.reveal({ revealId }, String(answer.body["deviceToken"]), LAN_CALLER);
    const open = async () => {
      const pairingId = kitchen.makeId("pairing");
      const answer = await kitchen.accepted("open-pairing-window", { pairingId }, asHead());
      await kitchen.accepted("close-pairing-window", { pairingId }, asHead(false));
      return answer.result["revealId"];
    };
    const revealId = await open();
    expect(await reveal(revealId, other)).toEqual({ statusCode: 404, body: { code: "reveal-gone" } });
    expect((await reveal(revealId, bearer)).body).toMatchObject({ kind: "pairing" });
    expect(await reveal(revealId, bearer)).toEqual({ statusCode: 404, body: { code: "reveal-gone" } });
    const late = await open();
    kitchen.clock.advance(5 * MINUTE_MS);
    expect((await reveal(late, bearer)).statusCode).toBe(404);
    expect((await kitchen.ports.pairing.reveal({ revealId: late }, undefined, LAN_CALLER)).statusCode).toBe(401);
    expect((await kitchen.ports.pairing.reveal({}, undefined, LAN_CALLER)).statusCode).toBe(400);
  });
});

test("what a pairing needs survives a restart of the kitchen PC", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "bergizi-pairing-"));
  try {
    const before = createPeopleKitchen({ dataDir });
    kitchen.close();
    kitchen = before;
    head = await kitchen.person("Rina Hartati", ["kitchen-head"], "kantor");
    desk = await kitchen.device("manager", "Konsol");
    const asked = await pair((await openWindow()).token);
    await approve(asked);
    kitchen.close();
    kitchen = createPeopleKitchen({
      dataDir,
      clock: before.clock,
      makeId: before.makeId,
      secrets: before.secrets,
    });
    const paired = await poll(asked.body["pollSecret"]);
    expect(kitchen.ports.devices.verifyToken(String(paired.body["deviceToken"])).ok).toBe(true);
  } finally {
    rmSync(dataDir, { recursive: true });
  }
});

test.each([
  [null],
  ["text"],
  [{}],
  [{ secret: "", name: "x" }],
  [{ secret: "x", name: "" }],
  [{ secret: "x", name: "n".repeat(41) }],
  [{ secret: "x".repeat(129), name: "x" }],
  [{ secret: "x", name: "x", face: "hub" }],
  [{ secret: "x", name: "x", more: 1 }],
])("a body like %j is a typed error and counts as no try", async (body) => {
  expect(await kitchen.ports.pairing.pair(body, LAN_CALLER)).toMatchObject({
    statusCode: 400,
    body: { code: "invalid-body" },
  });
  expect((await pair("ZZZZ-ZZZZ")).body).toMatchObject({ triesLeftCount: 4 });
});
