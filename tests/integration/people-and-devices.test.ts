import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createRealKitchen, resultOf, type RealDevice, type RealKitchen } from "#tests/kit/real-kitchen.ts";
import type { LanClient } from "#tests/kit/lan-client.ts";

let kitchen: RealKitchen;
let head: { readonly staffId: string; readonly number: string };
let desk: RealDevice;
let manager: LanClient;

beforeEach(async () => {
  kitchen = await createRealKitchen();
  head = await kitchen.person("Rina Hartati", "kitchen-head");
  desk = await kitchen.device("manager", "Konsol");
  manager = await kitchen.connect(desk);
  await manager.signIn({ pin: head.number });
});
afterEach(() => kitchen.stop());

/** A command of the kitchen head at the manager's face, signed. */
const asHead = (type: string, body: Readonly<Record<string, unknown>>, commandId?: string) =>
  manager.command({
    type,
    body,
    staffId: head.staffId,
    signatures: [{ pin: head.number }],
    ...(commandId !== undefined && { commandId }),
  });

describe("a tablet joins the kitchen", () => {
  test("by the code a person types, compared on both screens, and leaves it when it is revoked", async () => {
    const requests = manager.watch({ query: "pairing-requests", params: {}, key: "deviceId", staffId: head.staffId });
    const opened = resultOf(await asHead("open-pairing-window", { pairingId: kitchen.makeId("pairing") }));
    const shown = await kitchen.reveal(desk, opened["revealId"]);
    const secret = shown.kind === "pairing" ? shown.typedCode : "";
    const asked = await kitchen.post("/pair", { secret, name: "Tablet baru" });
    expect(asked.status).toBe(202);
    const waiting = (await asked.json()) as { readonly pollSecret: string; readonly matchCode: string }; // checked below
    const [request] = await requests.until((rows) => rows.length === 1);
    expect(request).toMatchObject({ name: "Tablet baru", matchCode: waiting.matchCode });
    const answered = kitchen.post("/pair/status", { pollSecret: waiting.pollSecret });
    resultOf(
      await asHead("approve-pairing", {
        deviceId: request?.["deviceId"],
        matchCode: waiting.matchCode,
        face: "tablet",
        station: "cook",
        name: "Tablet Masak",
      }),
    );
    const paired = (await (await answered).json()) as RealDevice & { readonly status: string }; // checked by use
    expect(paired).toMatchObject({ status: "paired", face: "tablet", station: "cook" });
    await requests.until((rows) => rows.length === 0);

    const tablet = await kitchen.connect(paired);
    await asHead("revoke-device", { deviceId: paired.deviceId, reason: "hilang" });
    expect((await tablet.ended).code).toBeGreaterThanOrEqual(4_000);
    await expect(kitchen.connect(paired)).rejects.toThrow();
    const lateCommand = await kitchen.post(
      "/reveal",
      { revealId: "x" },
      { authorization: `Bearer ${paired.deviceToken}` },
    );
    expect(lateCommand.status).toBe(401);
  });

  test("and the list of devices shows it come and go", async () => {
    const devices = manager.watch({ query: "devices", params: {}, key: "deviceId", staffId: head.staffId });
    const paired = await kitchen.device("tablet", "Tablet Masak", "cook");
    const tablet = await kitchen.connect(paired);
    const connected = (isConnected: boolean) => (rows: readonly Readonly<Record<string, unknown>>[]) =>
      rows.some((row) => row["deviceId"] === paired.deviceId && row["isConnected"] === isConnected);
    await devices.until(connected(true));
    await tablet.close();
    await devices.until(connected(false));
  });
});

describe("people at a tablet", () => {
  let tablet: LanClient;
  let sari: { readonly staffId: string; readonly number: string };
  let tabletDevice: RealDevice;
  beforeEach(async () => {
    sari = await kitchen.person("Sari Dewi", "kitchen-staff");
    tabletDevice = await kitchen.device("tablet", "Tablet Masak", "cook");
    tablet = await kitchen.connect(tabletDevice);
  });

  test("appear as chips at once, stay over a restart, and go", async () => {
    const params = { deviceId: tabletDevice.deviceId };
    const chips = tablet.watch({ query: "station-people", params, key: "staffId" });
    await chips.until((rows) => rows.length === 0);
    expect(await tablet.signIn({ pin: sari.number })).toMatchObject({ staffId: sari.staffId, name: "Sari" });
    await chips.until((rows) => rows[0]?.["name"] === "Sari");
    await kitchen.restart();
    const again = await kitchen.connect(tabletDevice);
    const later = again.watch({ query: "station-people", params, key: "staffId" });
    await later.until((rows) => rows[0]?.["name"] === "Sari");
    again.send({ kind: "sign-out", requestId: "out", staffId: sari.staffId });
    await later.until((rows) => rows.length === 0);
    await again.close();
  });

  test("wrong numbers get a typed error, then a pause", async () => {
    const wrong = sari.number === "100352" ? "570246" : "100352";
    for (let tryCount = 0; tryCount < 5; tryCount += 1) {
      expect(await tablet.signIn({ pin: wrong })).toMatchObject({ kind: "error", code: "sign-in-wrong" });
    }
    expect(await tablet.signIn({ pin: sari.number })).toMatchObject({ kind: "error", code: "sign-in-locked" });
    await kitchen.restart();
    const again = await kitchen.connect(tabletDevice);
    expect(await again.signIn({ pin: sari.number })).toMatchObject({ kind: "error", code: "sign-in-locked" });
    await again.close();
  });

  test("a role withdrawn while the chip is active stops the next command", async () => {
    await tablet.signIn({ pin: sari.number });
    const note = () =>
      tablet.command({
        type: "note-batch",
        body: { batchId: kitchen.makeId("batch"), note: "Panci kedua dipakai" },
        staffId: sari.staffId,
      });
    expect(await note()).toMatchObject({ rejection: { code: "not-found" } });
    resultOf(await asHead("withdraw-role", { staffId: sari.staffId, role: "kitchen-staff" }));
    expect(await note()).toMatchObject({ kind: "rejected", rejection: { code: "not-permitted" } });
  });

  test("nobody acts at a tablet without a chip", async () => {
    const body = { staffId: sari.staffId, role: "viewer" };
    expect(await tablet.command({ type: "assign-role", body })).toMatchObject({ kind: "rejected" });
    expect(await tablet.command({ type: "assign-role", body, staffId: head.staffId })).toMatchObject({
      rejection: { code: "sign-in-required" },
    });
  });
});

describe("signed acts", () => {
  test("a number is asked for, checked, and a repeat needs none", async () => {
    const body = { staffId: (await kitchen.person("Sari Dewi", "kitchen-staff")).staffId, role: "storekeeper" };
    const unsigned = { type: "assign-role", body, staffId: head.staffId };
    expect(await manager.command(unsigned)).toMatchObject({
      rejection: { code: "signature-required", signatureCount: 1 },
    });
    expect(await manager.command({ ...unsigned, signatures: [{ pin: "000000" }] })).toMatchObject({
      rejection: { code: "signature-wrong" },
    });
    const commandId = kitchen.makeId("command");
    const first = await asHead("assign-role", body, commandId);
    expect(first.kind).toBe("accepted");
    expect(await manager.command({ ...unsigned, commandId, signatures: [{ pin: "000000" }] })).toEqual(first);
  });

  test("a new person's number is shown once, to the screen that asked", async () => {
    const staffId = kitchen.makeId("staff");
    const added = resultOf(
      await manager.command({
        type: "add-staff",
        staffId: head.staffId,
        body: {
          staffId,
          roles: ["kitchen-staff"],
          divisionCode: "pengolahan",
          employmentKind: "volunteer",
          joinDate: "2026-11-01",
          position: "Juru masak",
          personal: { fullName: "Zulaikha Prameswari", phone: "+6281299988877" },
        },
      }),
    );
    const shown = await kitchen.reveal(desk, added["revealId"]);
    expect(shown).toMatchObject({ kind: "number", staffId });
    const again = await kitchen.post(
      "/reveal",
      { revealId: added["revealId"] },
      { authorization: `Bearer ${desk.deviceToken}` },
    );
    expect([again.status, await again.json()]).toEqual([404, { code: "reveal-gone" }]);
    const number = shown.kind === "number" ? shown.number : "";
    expect(await manager.signIn({ pin: number })).toMatchObject({ staffId });
    const files = readdirSync(kitchen.dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== "reserve.bin")
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString("latin1"));
    for (const secret of ["Zulaikha", "Prameswari", "81299988877", `"${number}"`, desk.deviceToken]) {
      expect(
        files.some((text) => text.includes(secret)),
        secret,
      ).toBe(false);
    }
  });
});

describe("the kitchen PC's own secrets", () => {
  test.each(["site-key", "pepper-key", "shell-secret", "admin-secret", "admin-endpoint.json"])(
    "%s is readable by its owner alone",
    (name) => {
      expect(statSync(join(kitchen.dataDir, name)).mode & 0o777).toBe(0o600);
    },
  );

  test("administration needs the secret, a known command and a sane body", async () => {
    const list = { query: "staff", params: {} };
    expect((await kitchen.admin("/admin/query", list)).status).toBe(200);
    expect((await kitchen.admin("/admin/query", list, "guessed")).status).toBe(401);
    expect((await kitchen.admin("/admin/query", { query: "staff", params: { more: 1 } })).status).toBe(400);
    expect((await kitchen.admin("/admin/query", { query: "audit-log", params: {} })).status).toBe(400);
    expect((await kitchen.admin("/admin/command", { type: "release-batch", body: {} })).status).toBe(400);
    expect((await kitchen.admin("/admin/command", { type: "x".repeat(20_000), body: {} })).status).toBe(400);
    expect((await kitchen.admin("/elsewhere", {})).status).toBe(404);
    const rejected = await kitchen.admin("/admin/command", { type: "add-staff", body: {} });
    expect(await rejected.json()).toMatchObject({ kind: "rejected", rejection: { code: "invalid-body" } });
  });

  test("a page in a browser of this machine is not let near it", async () => {
    const { adminPort } = JSON.parse(readFileSync(join(kitchen.dataDir, "admin-endpoint.json"), "utf8")) as {
      readonly adminPort: number;
    }; // written by the server under test
    const secret = readFileSync(join(kitchen.dataDir, "admin-secret"), "utf8").trim();
    const answer = await fetch(`http://127.0.0.1:${adminPort}/admin/kitchen`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, origin: "http://example.org" },
      body: "{}",
    });
    expect(answer.status).toBe(403);
    expect((await fetch(`http://127.0.0.1:${adminPort}/admin/kitchen`)).status).toBe(405);
    expect((await kitchen.post("/admin/kitchen", {}, { authorization: `Bearer ${secret}` })).status).toBe(404);
  });
});
