import fc from "fast-check";
import type { Compilable } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Face } from "#kernel/access.ts";
import { peopleSql } from "#main/domains/people/tables.ts";
import { writeDevicesSeen } from "./credentials.ts";
import { devicesSql } from "./tables.ts";
import { createPeopleKitchen, SYSTEM, type PeopleKitchen } from "#tests/kit/people-kitchen.ts";

let kitchen: PeopleKitchen;
beforeEach(() => {
  kitchen = createPeopleKitchen();
});
afterEach(() => kitchen.close());

describe("the list of devices", () => {
  test("tells face, station, status and when each was last heard", async () => {
    const wall = await kitchen.device("wall", "Layar 1");
    const pairedAtMs = kitchen.clock.nowMs();
    const row = {
      deviceId: wall.deviceId,
      name: "Layar 1",
      face: "wall",
      station: null,
      status: "active",
      statusReason: null,
      origin: "shell",
      pairedAtMs,
      pairedByStaffId: null,
      isConnected: false,
      lastSeenAtMs: null,
      buildVersion: null,
      soundTestedAtMs: null,
      isSoundPlayed: null,
    };
    expect(kitchen.ask("devices")).toEqual([row]);
    kitchen.presence.connected({
      deviceId: wall.deviceId,
      clientName: "wall",
      clientVersion: "0.1.0",
      atMs: pairedAtMs,
    });
    expect(kitchen.ask("devices")).toEqual([
      { ...row, isConnected: true, lastSeenAtMs: pairedAtMs, buildVersion: "0.1.0" },
    ]);
    kitchen.presence.disconnected(wall.deviceId, pairedAtMs + 5);
    expect(kitchen.ask("devices")).toMatchObject([{ isConnected: false, lastSeenAtMs: pairedAtMs + 5 }]);
  });

  test("remembers after a restart when a device was last heard", async () => {
    const wall = await kitchen.device("wall", "Layar 1");
    kitchen.store.writeSideTables((db) => {
      writeDevicesSeen(db, [{ deviceId: wall.deviceId, seenAtMs: 7, version: "0.0.9" }]);
      writeDevicesSeen(db, [{ deviceId: wall.deviceId, seenAtMs: 9, version: "0.1.0" }]);
    });
    expect(kitchen.ask("devices")).toMatchObject([{ isConnected: false, lastSeenAtMs: 9, buildVersion: "0.1.0" }]);
  });

  test("shows the newest first, and revoked ones last when asked", async () => {
    const names = (params = {}) => kitchen.ask("devices", params).map((row) => ("name" in row ? row.name : ""));
    const first = await kitchen.device("wall", "Layar 1");
    kitchen.clock.advance(1);
    await kitchen.device("wall", "Layar 2");
    kitchen.clock.advance(1);
    const third = await kitchen.device("wall", "Layar 3");
    expect(names()).toEqual(["Layar 3", "Layar 2", "Layar 1"]);
    await kitchen.accepted("revoke-device", { deviceId: third.deviceId, reason: "rusak" }, { as: SYSTEM });
    expect(names()).toEqual(["Layar 2", "Layar 1"]);
    expect(names({ isRevokedShown: true })).toEqual(["Layar 2", "Layar 1", "Layar 3"]);
    expect(kitchen.ask("this-device", { deviceId: first.deviceId })).toMatchObject([{ name: "Layar 1" }]);
  });

  test("a device learns its new name and station, and that it is looked for", async () => {
    const tablet = await kitchen.device("tablet", "Tablet", "cook");
    const { deviceId } = tablet;
    await kitchen.accepted("assign-device", { deviceId, station: "portion", name: "Porsi" }, { as: SYSTEM });
    await kitchen.accepted("identify-device", { deviceId }, { as: SYSTEM });
    expect(kitchen.ask("this-device", { deviceId })).toEqual([
      {
        deviceId,
        name: "Porsi",
        face: "tablet",
        station: "portion",
        status: "active",
        identifyAskedAtMs: kitchen.clock.nowMs(),
        soundTestedAtMs: null,
      },
    ]);
    expect(kitchen.ports.devices.deviceOf(deviceId)).toMatchObject({
      value: { deviceName: "Porsi", station: "portion" },
    });
  });
});

describe("who is connected", () => {
  test("a device with two connections is connected until the second one ends", async () => {
    const { deviceId } = await kitchen.device("wall", "Layar 1");
    const connect = () =>
      kitchen.presence.connected({ deviceId, clientName: "wall", clientVersion: "1", atMs: kitchen.clock.nowMs() });
    connect();
    connect();
    kitchen.presence.disconnected(deviceId, kitchen.clock.nowMs());
    expect(kitchen.presence.of(deviceId)).toMatchObject({ isConnected: true });
    kitchen.presence.disconnected(deviceId, kitchen.clock.nowMs());
    expect(kitchen.presence.of(deviceId)).toMatchObject({ isConnected: false });
  });

  test("what is written down is who was heard since, at the time they were last there", async () => {
    const here = await kitchen.device("wall", "Layar 1");
    const gone = await kitchen.device("wall", "Layar 2");
    for (const { deviceId } of [here, gone]) {
      kitchen.presence.connected({ deviceId, clientName: "wall", clientVersion: "1", atMs: kitchen.clock.nowMs() });
    }
    const leftAtMs = kitchen.clock.nowMs();
    kitchen.presence.disconnected(gone.deviceId, leftAtMs);
    kitchen.clock.advance(30_000);
    const seenAtMs = kitchen.clock.nowMs();
    expect(kitchen.presence.takeUnwritten()).toEqual([
      { deviceId: here.deviceId, seenAtMs, version: "1" },
      { deviceId: gone.deviceId, seenAtMs: leftAtMs, version: "1" },
    ]);
    expect(kitchen.presence.takeUnwritten()).toEqual([{ deviceId: here.deviceId, seenAtMs, version: "1" }]);
  });
});

test("read models kept up to date equal those computed from the log, over any history", async () => {
  const faces: readonly Face[] = ["wall", "tablet", "manager"];
  const step = fc.record({
    act: fc.constantFrom("open", "close", "ask", "approve", "reject", "shell", "assign", "suspend", "resume", "revoke"),
    face: fc.constantFrom(...faces),
    which: fc.nat({ max: 3 }),
    advanceMs: fc.nat({ max: 400_000 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 50 }), async (steps) => {
      const fresh = createPeopleKitchen();
      try {
        const windows: string[] = [];
        const devices: string[] = [];
        const as = SYSTEM;
        for (const { act, face, which, advanceMs } of steps) {
          fresh.clock.advance(advanceMs);
          const deviceId = devices[which] ?? fresh.makeId("device");
          const pairingId = windows.at(-1) ?? fresh.makeId("pairing");
          const station = face === "tablet" ? "cook" : null;
          const name = `Perangkat ${which}`;
          switch (act) {
            case "open": {
              const opened = fresh.makeId("pairing");
              windows.push(opened);
              await fresh.submit("open-pairing-window", { pairingId: opened }, { as });
              break;
            }
            case "close":
              await fresh.submit("close-pairing-window", { pairingId }, { as });
              break;
            case "ask": {
              const asking = fresh.makeId("device");
              devices.unshift(asking);
              const secret = { matchCode: "007", pollSecretDigest: String(devices.length).padStart(64, "0") };
              await fresh.submit("request-pairing", { deviceId: asking, pairingId, name, ...secret }, { as });
              break;
            }
            case "approve":
              await fresh.submit("approve-pairing", { deviceId, matchCode: "007", face, station, name }, { as });
              break;
            case "reject":
              await fresh.submit("reject-pairing", { deviceId }, { as });
              break;
            case "shell": {
              const { deviceId: paired } = await fresh.device(face, name, station ?? undefined);
              devices.unshift(paired);
              break;
            }
            case "assign":
              await fresh.submit("assign-device", { deviceId, station, name: `${name} b` }, { as });
              break;
            case "suspend":
            case "revoke":
              await fresh.submit(`${act}-device`, { deviceId, reason: "uji" }, { as });
              break;
            case "resume":
              await fresh.submit("resume-device", { deviceId }, { as });
              break;
          }
        }
        fresh.rebuildAndCompare();
      } finally {
        fresh.close();
      }
    }),
    { numRuns: 25 },
  );
});

describe("what is asked often has an index", () => {
  const sessions = peopleSql.selectFrom("staff_session").selectAll();
  const staff = peopleSql.selectFrom("staff").selectAll();
  const devices = devicesSql.selectFrom("device").selectAll();
  const questions: readonly (readonly [string, Compilable])[] = [
    ["sessions open at a device", sessions.where("device_id", "=", "x").where("closed_at_ms", "is", null)],
    [
      "a person's session then",
      sessions.where("device_id", "=", "x").where("staff_id", "=", "y").where("opened_at_ms", "<=", 1),
    ],
    ["a person's devices", sessions.where("staff_id", "=", "x").where("closed_at_ms", "is", null)],
    ["a division's people", staff.where("division_code", "=", "x").orderBy("staff_code")],
    ["people by code", staff.orderBy("staff_code").limit(500)],
    ["who holds a role", peopleSql.selectFrom("staff_role").selectAll().where("role", "=", "kitchen-head")],
    ["a person's roles", peopleSql.selectFrom("staff_role").selectAll().where("staff_id", "=", "x")],
    ["whose number", peopleSql.selectFrom("staff_number").selectAll().where("number_digest", "=", Buffer.alloc(32))],
    ["a device", devices.where("device_id", "=", "x")],
    ["devices newest first", devices.orderBy("paired_at_ms", "desc").orderBy("device_id", "desc").limit(200)],
    [
      "whose token",
      devicesSql.selectFrom("device_credential").selectAll().where("token_digest", "=", Buffer.alloc(32)),
    ],
    [
      "waiting requests",
      devicesSql.selectFrom("pairing_request").selectAll().where("status", "=", "pending").orderBy("requested_at_ms"),
    ],
    ["standing windows", devicesSql.selectFrom("pairing_window").selectAll().where("expires_at_ms", ">", 1)],
  ];

  test.each(questions)("%s", (_words, question) => {
    const compiled = question.compile();
    const explained = { ...compiled, sql: `EXPLAIN QUERY PLAN ${compiled.sql}` };
    const plan = kitchen.store.reader.all<{ readonly detail: string }>({ compile: () => explained });
    const details = plan.map((step) => step.detail).join("\n");
    expect(details).toMatch(/USING (?:COVERING )?(?:INDEX|PRIMARY KEY|INTEGER PRIMARY KEY)/);
    expect(details).not.toContain("TEMP B-TREE");
  });
});
