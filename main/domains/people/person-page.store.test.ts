import { afterEach, beforeEach, expect, test } from "vitest";
import type { PairedDevice } from "#main/lan/ports.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "#kernel/time.ts";
import { createPeopleKitchen, SYSTEM, type PeopleKitchen, type TestPerson } from "#tests/kit/people-kitchen.ts";

let kitchen: PeopleKitchen;
let terminal: PairedDevice;
let manager: PairedDevice;
let head: TestPerson;
let sari: TestPerson;
let badgeId: string;

beforeEach(async () => {
  kitchen = createPeopleKitchen();
  terminal = await kitchen.device("attendance");
  manager = await kitchen.device("manager");
  head = await kitchen.person("Rina Hartati", ["kitchen-head"], "kantor");
  sari = await kitchen.person("Sari Dewi", ["kitchen-staff"]);
  badgeId = kitchen.makeId("badge");
  const badge = { badgeKind: "card", text: "A3:F2:00:11" };
  await kitchen.accepted("issue-badge", { staffId: sari.staffId, badgeId, badge }, { as: SYSTEM });
});
afterEach(() => kitchen.close());

async function punch(): Promise<string> {
  const punchId = kitchen.makeId("punch");
  await kitchen.accepted("record-punch", { punchId, badge: "a3f20011" }, { as: kitchen.actorAt(terminal) });
  return punchId;
}
const ask = (query: string, params: object) =>
  kitchen.ask(query, params) as readonly Readonly<Record<string, unknown>>[];
const lastUse = () => ask("badges", { staffId: sari.staffId })[0]?.["lastUsedAtMs"];
const member = () => ask("staff-member", { staffId: sari.staffId })[0] ?? {};
const end = () =>
  kitchen.submit(
    "end-staff",
    { staffId: sari.staffId, endDate: "2026-11-21", reasonCode: "resigned" },
    { as: kitchen.actorAt(manager, head) },
  );

test("a badge says when it was last read for a punch that stands", async () => {
  expect(lastUse()).toBeNull();
  await punch();
  const cameAtMs = kitchen.clock.nowMs();
  expect(lastUse()).toBe(cameAtMs);
  kitchen.clock.advance(8 * HOUR_MS);
  const punchId = await punch();
  expect(lastUse()).toBe(kitchen.clock.nowMs());
  kitchen.clock.advance(10 * SECOND_MS);
  const body = { staffId: sari.staffId, punchId, reasonCode: "wrong-person" };
  await kitchen.accepted("withdraw-punch", body, { as: kitchen.actorAt(terminal) });
  expect(lastUse()).toBe(cameAtMs);
});

test("whoever is checked in is not ended; once gone home they are", async () => {
  await punch();
  const inAtMs = kitchen.clock.nowMs();
  expect(await end()).toMatchObject({ rejection: { code: "session-open", inAtMs } });
  kitchen.clock.advance(6 * HOUR_MS);
  await punch();
  kitchen.clock.advance(MINUTE_MS);
  expect(await end()).toMatchObject({ kind: "accepted" });
});

test("a change made from what somebody else changed meanwhile is refused, and nothing is overwritten", async () => {
  const { streamVersion: seenVersion } = member();
  const change = (position: string, expectedVersion: unknown) =>
    kitchen.submit(
      "change-staff",
      { staffId: sari.staffId, position },
      { as: kitchen.actorAt(manager, head), expectedVersion: Number(expectedVersion) },
    );
  expect(await change("Koki", seenVersion)).toMatchObject({ kind: "accepted" });
  expect(await change("Juru cuci", seenVersion)).toMatchObject({
    rejection: { code: "stale-version", current: Number(seenVersion) + 1 },
  });
  expect(member()).toMatchObject({
    position: "Koki",
    changedAtMs: kitchen.clock.nowMs(),
    changedByName: "Rina",
    streamVersion: Number(seenVersion) + 1,
  });
});

test("the version told is the stream's whatever moved it: a badge, a role, a session", async () => {
  const { staffId } = sari;
  const steps = [
    () => kitchen.accepted("revoke-badge", { staffId, badgeId }, { as: SYSTEM }),
    () => kitchen.accepted("assign-role", { staffId, role: "storekeeper" }, { as: SYSTEM }),
    async () => {
      const tablet = await kitchen.device("tablet", "Tablet Masak", "cook");
      expect(await kitchen.ports.sessions.signIn(tablet, { staffId, pin: sari.number })).toMatchObject({ ok: true });
    },
  ];
  for (const step of steps) {
    const before = Number(member()["streamVersion"]);
    await step();
    const { streamVersion } = member();
    expect(streamVersion).toBeGreaterThan(before);
    const answer = await kitchen.submit(
      "change-staff",
      { staffId, position: "Koki" },
      { as: kitchen.actorAt(manager, head), expectedVersion: Number(streamVersion) },
    );
    expect(answer).toMatchObject({ kind: "accepted" });
  }
});
