import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "#kernel/time.ts";
import type { PairedDevice } from "#main/lan/ports.ts";
import { createPeopleKitchen, SYSTEM, type PeopleKitchen, type TestPerson } from "#tests/kit/people-kitchen.ts";

let kitchen: PeopleKitchen;
let head: TestPerson;
let sari: TestPerson;
let tablet: PairedDevice;

beforeEach(async () => {
  kitchen = createPeopleKitchen();
  head = await kitchen.person("Rina Hartati", ["kitchen-head"], "kantor");
  sari = await kitchen.person("Sari Dewi", ["kitchen-staff"]);
  tablet = await kitchen.device("tablet", "Tablet Masak", "cook");
});
afterEach(() => kitchen.close());

/** A well formed number that is nobody's. */
function strangeNumber(): string {
  return [head.number, sari.number].includes("100352") ? "570246" : "100352";
}

describe("signing in", () => {
  test("the number alone tells who it is, and the name chip appears at the station", async () => {
    const signedIn = await kitchen.ports.sessions.signIn(tablet, { pin: sari.number });
    const expiresAtMs = kitchen.clock.nowMs() + 14 * HOUR_MS;
    const { staffId } = sari;
    const session = { staffId, name: "Sari", roles: ["kitchen-staff"], divisionCode: "pengolahan", expiresAtMs };
    expect(signedIn).toEqual({ ok: true, value: session });
    expect(kitchen.ports.sessions.openOn(tablet.deviceId)).toEqual([session]);
    expect(kitchen.ask("station-people", { deviceId: tablet.deviceId })).toMatchObject([{ staffId, name: "Sari" }]);
  });

  test("a name and a number must belong together", async () => {
    const right = await kitchen.ports.sessions.signIn(tablet, { staffId: sari.staffId, pin: sari.number });
    expect(right.ok).toBe(true);
    const wrong = await kitchen.ports.sessions.signIn(tablet, { staffId: head.staffId, pin: sari.number });
    expect(wrong).toEqual({ ok: false, error: { code: "sign-in-wrong", data: { triesLeftCount: 4 } } });
  });

  test("a badge and its owner's number open a session; a lost badge alone opens none", async () => {
    const badgeId = kitchen.makeId("badge");
    const badge = { badgeKind: "card", text: "04:A3:F2:11" };
    await kitchen.accepted("issue-badge", { staffId: sari.staffId, badgeId, badge }, { as: SYSTEM });
    const signIn = (pin: string, more: object = {}) =>
      kitchen.ports.sessions.signIn(tablet, { badge: "04a3f211", pin, ...more });
    expect(await signIn(head.number)).toEqual({
      ok: false,
      error: { code: "sign-in-wrong", data: { triesLeftCount: 4 } },
    });
    expect(await signIn(sari.number, { staffId: head.staffId })).toMatchObject({
      error: { code: "sign-in-not-allowed", data: { reason: "badge-of-other-person" } },
    });
    expect(await signIn(sari.number)).toMatchObject({ ok: true, value: { staffId: sari.staffId } });
    await kitchen.accepted("revoke-badge", { staffId: sari.staffId, badgeId }, { as: SYSTEM });
    expect(await signIn(sari.number)).toMatchObject({
      error: { code: "sign-in-not-allowed", data: { reason: "badge-revoked" } },
    });
  });

  test("on the manager's face a session stands twelve hours", async () => {
    const desk = await kitchen.device("manager");
    const signedIn = await kitchen.ports.sessions.signIn(desk, { pin: head.number });
    expect(signedIn).toMatchObject({ value: { expiresAtMs: kitchen.clock.nowMs() + 12 * HOUR_MS } });
    kitchen.clock.advance(12 * HOUR_MS);
    expect(kitchen.ports.sessions.openOn(desk.deviceId)).toEqual([]);
  });

  test("at an attendance terminal a session stands a minute, to read one's own hours", async () => {
    const terminal = await kitchen.device("attendance");
    const signedIn = await kitchen.ports.sessions.signIn(terminal, { pin: sari.number });
    expect(signedIn).toMatchObject({ value: { expiresAtMs: kitchen.clock.nowMs() + MINUTE_MS } });
    kitchen.clock.advance(MINUTE_MS);
    expect(kitchen.ports.sessions.openOn(terminal.deviceId)).toEqual([]);
  });

  test("nobody signs in at a wall, nor with a badge nobody issued", async () => {
    const wall = await kitchen.device("wall");
    expect(await kitchen.ports.sessions.signIn(wall, { pin: sari.number })).toEqual({
      ok: false,
      error: { code: "sign-in-not-allowed", data: { reason: "face-not-allowed" } },
    });
    expect(await kitchen.ports.sessions.signIn(tablet, { badge: "B-1", pin: sari.number })).toMatchObject({
      error: { code: "sign-in-not-allowed" },
    });
  });

  test("two people stand at one tablet, and one leaves", async () => {
    await kitchen.ports.sessions.signIn(tablet, { pin: sari.number });
    await kitchen.ports.sessions.signIn(tablet, { pin: head.number });
    expect(await kitchen.ports.sessions.signOut(tablet.deviceId, sari.staffId)).toBe(true);
    expect(await kitchen.ports.sessions.signOut(tablet.deviceId, sari.staffId)).toBe(false);
    expect(kitchen.ports.sessions.openOn(tablet.deviceId).map((session) => session.name)).toEqual(["Rina"]);
  });

  test("signing in twice at one tablet leaves one chip", async () => {
    await kitchen.ports.sessions.signIn(tablet, { pin: sari.number });
    kitchen.clock.advance(HOUR_MS);
    await kitchen.ports.sessions.signIn(tablet, { pin: sari.number });
    expect(kitchen.ask("station-people", { deviceId: tablet.deviceId })).toHaveLength(1);
    kitchen.rebuildAndCompare();
  });
});

describe("wrong numbers", () => {
  async function tryStrange(staffId?: string) {
    return kitchen.ports.sessions.signIn(tablet, { staffId, pin: strangeNumber() });
  }

  test("five lock the tablet for thirty seconds, five more for five minutes", async () => {
    for (const triesLeftCount of [4, 3, 2, 1, 0]) {
      expect(await tryStrange()).toEqual({ ok: false, error: { code: "sign-in-wrong", data: { triesLeftCount } } });
    }
    const untilAtMs = kitchen.clock.nowMs() + 30 * SECOND_MS;
    expect(await kitchen.ports.sessions.signIn(tablet, { pin: sari.number })).toEqual({
      ok: false,
      error: { code: "sign-in-locked", data: { untilAtMs, retryAfterMs: 30 * SECOND_MS } },
    });
    kitchen.clock.advance(30 * SECOND_MS);
    for (let tryCount = 0; tryCount < 5; tryCount += 1) await tryStrange();
    expect(await tryStrange()).toMatchObject({ error: { data: { retryAfterMs: 5 * MINUTE_MS } } });
    kitchen.clock.advance(5 * MINUTE_MS);
    expect((await kitchen.ports.sessions.signIn(tablet, { pin: sari.number })).ok).toBe(true);
  });

  test("a right number in between does not give a tablet its tries back", async () => {
    for (let tryCount = 0; tryCount < 4; tryCount += 1) await tryStrange();
    await kitchen.ports.sessions.signIn(tablet, { pin: sari.number });
    expect(await tryStrange()).toMatchObject({ error: { data: { triesLeftCount: 0 } } });
    expect(await kitchen.ports.sessions.signIn(tablet, { pin: sari.number })).toMatchObject({
      error: { code: "sign-in-locked" },
    });
  });

  test("a tablet left alone for a quarter of an hour forgets", async () => {
    for (let tryCount = 0; tryCount < 4; tryCount += 1) await tryStrange();
    kitchen.clock.advance(15 * MINUTE_MS);
    expect(await tryStrange()).toMatchObject({ error: { data: { triesLeftCount: 4 } } });
  });

  test("tries for one name add up over several tablets", async () => {
    const other = await kitchen.device("tablet", "Tablet Porsi", "portion");
    for (const at of [tablet, other, tablet, other, tablet]) {
      await kitchen.ports.sessions.signIn(at, { staffId: sari.staffId, pin: strangeNumber() });
    }
    const third = await kitchen.device("tablet", "Tablet Siapkan", "prepare");
    expect(await kitchen.ports.sessions.signIn(third, { staffId: sari.staffId, pin: sari.number })).toMatchObject({
      error: { code: "sign-in-locked" },
    });
    expect((await kitchen.ports.sessions.signIn(third, { pin: head.number })).ok).toBe(true);
  });

  test("the right number ends a person's count", async () => {
    const third = await kitchen.device("tablet", "Tablet Siapkan", "prepare");
    for (let tryCount = 0; tryCount < 4; tryCount += 1) await tryStrange(sari.staffId);
    await kitchen.ports.sessions.signIn(third, { staffId: sari.staffId, pin: sari.number });
    for (let tryCount = 0; tryCount < 4; tryCount += 1) {
      await kitchen.ports.sessions.signIn(third, { staffId: sari.staffId, pin: strangeNumber() });
    }
    expect((await kitchen.ports.sessions.signIn(third, { staffId: sari.staffId, pin: sari.number })).ok).toBe(true);
  });

  test("a clock set back years locks nobody out for years", async () => {
    for (let tryCount = 0; tryCount < 5; tryCount += 1) await tryStrange();
    kitchen.clock.jump(-2 * 365 * 24 * HOUR_MS);
    expect((await kitchen.ports.sessions.signIn(tablet, { pin: sari.number })).ok).toBe(true);
  });

  test("a restart of the kitchen PC forgives nothing", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "bergizi-throttle-"));
    try {
      const first = createPeopleKitchen({ dataDir });
      const budi = await first.person("Budi", ["kitchen-staff"]);
      const device = await first.device("tablet", "Tablet Masak", "cook");
      const pin = budi.number === "100352" ? "570246" : "100352";
      for (let tryCount = 0; tryCount < 5; tryCount += 1) await first.ports.sessions.signIn(device, { pin });
      first.close();
      const { clock, makeId, secrets } = first;
      const second = createPeopleKitchen({ dataDir, clock, makeId, secrets });
      expect(await second.ports.sessions.signIn(device, { pin: budi.number })).toMatchObject({
        error: { code: "sign-in-locked" },
      });
      clock.advance(30 * SECOND_MS);
      expect((await second.ports.sessions.signIn(device, { pin: budi.number })).ok).toBe(true);
      second.close();
      const third = createPeopleKitchen({ dataDir, clock, makeId, secrets });
      expect(third.ports.sessions.openOn(device.deviceId).map((session) => session.name)).toEqual(["Budi"]);
      third.close();
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  });
});

describe("sessions that change under way", () => {
  function changes() {
    const heard: unknown[] = [];
    kitchen.ports.sessions.onChanged((change) => heard.push(change));
    return heard;
  }

  test("a withdrawn role shows at once and is told to the tablet", async () => {
    await kitchen.ports.sessions.signIn(tablet, { pin: sari.number });
    const heard = changes();
    await kitchen.accepted("withdraw-role", { staffId: sari.staffId, role: "kitchen-staff" }, { as: SYSTEM });
    expect(heard).toEqual([{ deviceId: tablet.deviceId, staffId: sari.staffId }]);
    expect(kitchen.ports.sessions.openOn(tablet.deviceId)).toMatchObject([{ roles: [] }]);
  });

  test("whoever leaves is signed out everywhere, and the number opens nothing", async () => {
    await kitchen.ports.sessions.signIn(tablet, { pin: sari.number });
    const heard = changes();
    const body = { staffId: sari.staffId, endDate: "2026-11-21", reasonCode: "resigned" };
    await kitchen.accepted("end-staff", body, { as: SYSTEM });
    expect(heard).toEqual([{ deviceId: tablet.deviceId, staffId: sari.staffId }]);
    expect(kitchen.ports.sessions.openOn(tablet.deviceId)).toEqual([]);
    expect(await kitchen.ports.sessions.signIn(tablet, { pin: sari.number })).toMatchObject({
      error: { code: "sign-in-wrong" },
    });
  });

  test("a new number ends the sessions of the old one", async () => {
    await kitchen.ports.sessions.signIn(tablet, { pin: sari.number });
    const reset = await kitchen.accepted("reset-pin", { staffId: sari.staffId }, { as: SYSTEM });
    expect(kitchen.ports.sessions.openOn(tablet.deviceId)).toEqual([]);
    const shown = kitchen.reveals.take(String(reset.result["revealId"]), null);
    const number = shown?.kind === "number" ? shown.number : "";
    expect(number).not.toBe(sari.number);
    expect((await kitchen.ports.sessions.signIn(tablet, { pin: sari.number })).ok).toBe(false);
    expect((await kitchen.ports.sessions.signIn(tablet, { pin: number })).ok).toBe(true);
  });

  test("a sign-out asked for at the device itself is not told to it again", async () => {
    await kitchen.ports.sessions.signIn(tablet, { pin: sari.number });
    const heard = changes();
    await kitchen.ports.sessions.signOut(tablet.deviceId, sari.staffId);
    expect(heard).toEqual([]);
  });
});

describe("who stands behind a command", () => {
  const ask = (nature: "fact" | "grant", occurredAtMs: number) =>
    kitchen.ports.sessions.sessionFor({ deviceId: tablet.deviceId, staffId: sari.staffId, nature, occurredAtMs });

  test("an open session, for either kind", async () => {
    await kitchen.ports.sessions.signIn(tablet, { pin: sari.number });
    expect(ask("grant", kitchen.clock.nowMs())).toMatchObject({ staffId: sari.staffId });
    expect(ask("fact", kitchen.clock.nowMs())).toMatchObject({ staffId: sari.staffId });
  });

  test("for a fact that arrives late, the session of then; for a permission, none", async () => {
    await kitchen.ports.sessions.signIn(tablet, { pin: sari.number });
    kitchen.clock.advance(HOUR_MS);
    const thenMs = kitchen.clock.nowMs();
    await kitchen.ports.sessions.signOut(tablet.deviceId, sari.staffId);
    kitchen.clock.advance(HOUR_MS);
    expect(ask("fact", thenMs - MINUTE_MS)).toMatchObject({ staffId: sari.staffId });
    expect(ask("grant", thenMs - MINUTE_MS)).toBeUndefined();
    expect(ask("fact", thenMs + MINUTE_MS)).toBeUndefined();
  });

  test("a tablet whose clock is a little behind is believed, one that is hours behind is not", async () => {
    await kitchen.ports.sessions.signIn(tablet, { pin: sari.number });
    const signedInAtMs = kitchen.clock.nowMs();
    await kitchen.ports.sessions.signOut(tablet.deviceId, sari.staffId);
    kitchen.clock.advance(HOUR_MS);
    expect(ask("fact", signedInAtMs - 4 * MINUTE_MS)).toBeUndefined();
    await kitchen.ports.sessions.signIn(tablet, { pin: sari.number });
    const againAtMs = kitchen.clock.nowMs();
    kitchen.clock.advance(HOUR_MS);
    await kitchen.ports.sessions.signOut(tablet.deviceId, sari.staffId);
    expect(ask("fact", againAtMs - 4 * MINUTE_MS)).toMatchObject({ staffId: sari.staffId });
    expect(ask("fact", againAtMs - 6 * MINUTE_MS)).toBeUndefined();
  });

  test("nobody else's session, and no other device's", async () => {
    await kitchen.ports.sessions.signIn(tablet, { pin: head.number });
    expect(ask("grant", kitchen.clock.nowMs())).toBeUndefined();
  });
});
