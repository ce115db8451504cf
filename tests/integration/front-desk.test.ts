import { afterEach, beforeEach, expect, test } from "vitest";
import { present } from "#kernel/assert.ts";
import { MINUTE_MS, SECOND_MS } from "#kernel/time.ts";
import { createFrontDesk, type FrontDesk } from "#tests/kit/front-desk.ts";
import type { LanClient } from "#tests/kit/lan-client.ts";
import { resultOf, type RealDevice } from "#tests/kit/real-kitchen.ts";

let desk: FrontDesk;
let device: RealDevice;
let terminal: LanClient;

beforeEach(async () => {
  desk = await createFrontDesk({ peopleCount: 2 });
  device = await desk.pairTerminal();
  terminal = await desk.kitchen.connect(device);
});
afterEach(() => desk.stop());

const person = (index: number) => present(desk.people[index], `person ${index}`);
const punchBody = (badge?: string) => ({
  punchId: desk.kitchen.makeId("punch"),
  ...(badge !== undefined && { badge }),
});
const scan = (badge: string, occurredAtMs = Date.now()) =>
  terminal.command({ type: "record-punch", body: punchBody(badge), occurredAtMs });
const type = (pin: string, at: LanClient = terminal) =>
  at.command({ type: "record-punch", body: punchBody(), signatures: [{ pin }] });
const strangeNumber = () =>
  ["100352", "570246", "241139"].find((number) => desk.people.every((one) => one.number !== number)) ?? "";

test("[UX10.13] the same badge after 59 s is known, after 61 s a short stay that is asked about", async () => {
  const { cardText } = person(0);
  const firstMs = Date.now() - 5 * MINUTE_MS;
  expect(resultOf(await scan(cardText, firstMs))).toMatchObject({ outcome: "recorded", direction: "in" });
  expect(resultOf(await scan(cardText, firstMs + 59 * SECOND_MS))).toMatchObject({ outcome: "already", atMs: firstMs });
  expect(resultOf(await scan(cardText, firstMs + 61 * SECOND_MS))).toMatchObject({
    outcome: "recorded",
    direction: "out",
    isShortStay: true,
  });
  expect(await desk.punches()).toHaveLength(2);
});

test("a number and a card are the same person, who is nowhere signed in", async () => {
  const { number, cardText, staffId } = person(0);
  expect(resultOf(await type(number))).toMatchObject({ outcome: "recorded", staffId });
  expect(resultOf(await scan(cardText))).toMatchObject({ outcome: "already", staffId });
  const again = await desk.kitchen.connect(device);
  expect(await again.command({ type: "record-punch", body: punchBody(), staffId })).toMatchObject({
    rejection: { code: "sign-in-required" },
  });
  again.terminate();
});

test("own hours are read for a minute by number, and nobody else's", async () => {
  const { number, staffId } = person(0);
  await scan(person(0).cardText);
  expect(await terminal.signIn({ pin: number })).toMatchObject({ staffId });
  const span = { fromDate: "2020-01-01", toDate: "2100-01-01" };
  const own = terminal.watch({ query: "my-hours", params: { staffId, ...span }, key: "sessionId", staffId });
  await own.until((rows) => rows.length === 1);
  const params = { staffId: person(1).staffId, ...span };
  const others = terminal.watch({ query: "my-hours", params, key: "sessionId", staffId });
  expect((await others.answered).kind).toBe("rows");
  expect(others.rows()).toEqual([]);
});

test("brute force on numbers is locked, over a restart and a new connection, and cards go on", async () => {
  const wrong = strangeNumber();
  for (const triesLeftCount of [4, 3, 2, 1]) {
    expect(await type(wrong)).toMatchObject({ rejection: { code: "number-unknown", triesLeftCount } });
  }
  expect(await type(wrong)).toMatchObject({ rejection: { code: "number-locked" } });
  await desk.kitchen.restart();
  const again = await desk.kitchen.connect(device);
  expect(await type(person(0).number, again)).toMatchObject({ rejection: { code: "number-locked" } });
  expect(await again.signIn({ pin: person(0).number })).toMatchObject({ code: "sign-in-locked" });
  const { cardText } = person(0);
  const punched = await again.command({ type: "record-punch", body: punchBody(cardText) });
  expect(punched).toMatchObject({ kind: "accepted" });
  again.terminate();
});

test("what is no badge is refused with a code, and the next badge is taken", async () => {
  const strange = ["S:ZZZZZZ.P.0000000000.00000000", "'; DROP TABLE punch", "7".repeat(64)];
  for (const text of strange) {
    expect(await scan(text)).toMatchObject({ kind: "rejected", rejection: { code: expect.stringMatching(/^badge-/) } });
  }
  // Control characters come from no badge: a reader that sends them is set up wrongly.
  for (const text of ["\u0000\u0001\u0002", "A3F2\u001D\u001E", ""]) {
    expect(await scan(text)).toMatchObject({ rejection: { code: "invalid-body" } });
  }
  expect(await scan("7".repeat(65))).toMatchObject({ rejection: { code: "invalid-body" } });
  expect(await scan(person(0).cardText)).toMatchObject({ kind: "accepted" });
});

test("a badge taken back is refused as such", async () => {
  const [row] = await badgesOf(person(0).staffId);
  await desk.asHead("revoke-badge", { staffId: person(0).staffId, badgeId: row?.["badgeId"] });
  expect(await scan(person(0).cardText)).toMatchObject({ rejection: { code: "badge-revoked" } });
});

async function badgesOf(staffId: string) {
  const watch = desk.manager.watch({
    query: "badges",
    params: { staffId },
    key: "badgeId",
    staffId: desk.head.staffId,
  });
  await watch.answered;
  return watch.rows();
}
