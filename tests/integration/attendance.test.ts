import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MINUTE_MS, msFromLocal } from "#kernel/time.ts";
import { NIGHT_SHIFT } from "#tests/kit/front-desk-kitchen.ts";
import type { CommandInput, LanClient } from "#tests/kit/lan-client.ts";
import { createRealKitchen, resultOf, type RealDevice, type RealKitchen } from "#tests/kit/real-kitchen.ts";

/** One minute after the window of the night shift closed. */
const NOW_MS = msFromLocal("2026-11-21", "12:31", "Asia/Jakarta");
const CARD = "A3:F2:00:11";

let kitchen: RealKitchen;
let head: { readonly staffId: string; readonly number: string };
let cook: { readonly staffId: string; readonly number: string };
let desk: RealDevice;
let terminal: RealDevice;
let manager: LanClient;
let door: LanClient;

beforeEach(async () => {
  kitchen = await createRealKitchen({ demo: { startMs: NOW_MS, rate: 1 } });
  head = await kitchen.person("Rina Hartati", "kitchen-head");
  cook = await kitchen.person("Budi Santoso", "kitchen-staff");
  desk = await kitchen.device("manager", "Konsol");
  terminal = await kitchen.device("attendance", "Absensi 1");
  manager = await kitchen.connect(desk);
  door = await kitchen.connect(terminal);
  await manager.signIn({ pin: head.number });
  const fields = { siteName: "SPPG Uji", timeZone: "Asia/Jakarta" };
  resultOf(await byHead("update-site-profile", { fields }));
  resultOf(await byHead("issue-badge", card(CARD)));
});
afterEach(() => kitchen.stop());

const byHead = (type: string, body: Readonly<Record<string, unknown>>) =>
  manager.command({ type, body, staffId: head.staffId, signatures: [{ pin: head.number }] });
const card = (text: string) => ({
  staffId: cook.staffId,
  badgeId: kitchen.makeId("badge"),
  badge: { badgeKind: "card", text },
});
const scan = (badge: string, more: Partial<CommandInput> & { readonly punchId?: string } = {}) => {
  const { punchId = kitchen.makeId("punch"), ...input } = more;
  return door.command({ type: "record-punch", body: { punchId, badge }, ...input });
};
const type = (pin: string, client = door) =>
  client.command({ type: "record-punch", body: { punchId: kitchen.makeId("punch") }, signatures: [{ pin }] });
const rejected = (code: string, more: object = {}) => ({ kind: "rejected", rejection: { code, ...more } });
const span = { fromDate: "2026-11-01", toDate: "2026-12-31" };
async function rowsOf(query: string, key: string, params: Readonly<Record<string, unknown>> = span) {
  const watched = manager.watch({ query, params, key, staffId: head.staffId });
  await watched.answered;
  watched.stop();
  return watched.rows();
}
const punches = () => rowsOf("punches", "punchId");

describe("what a reader reads", () => {
  test("nobody's card, another kitchen's code and one taken away are refused by what they are, and write nothing", async () => {
    expect(await scan("DEAD BEEF")).toMatchObject(rejected("badge-unknown", { tail: "BEEF" }));
    expect(await scan("S:ABCDEF.P.0123456789.01234567")).toMatchObject(rejected("badge-of-other-kitchen"));
    const [badge] = await rowsOf("badges", "badgeId", {});
    resultOf(await byHead("revoke-badge", { staffId: cook.staffId, badgeId: badge?.["badgeId"] }));
    expect(await scan(CARD)).toMatchObject(rejected("badge-revoked"));
    expect(await punches()).toEqual([]);
  });

  test.each([
    ["longer than any badge", "A".repeat(65)],
    ["empty", ""],
    ["with a line break", "A3F2\n0011"],
    ["with a control character", "A3F2\u0000"],
    ["with a mark that turns the writing round", "A3F2\u202e"],
    ["with half a character", "A3F2\ud800"],
  ])("a text %s is no badge", async (_case, badge) => {
    expect(await scan(badge)).toMatchObject(rejected("invalid-body"));
  });

  test("the longest text is looked up and the terminal goes on", async () => {
    expect(await scan("A".repeat(64))).toMatchObject(rejected("badge-unknown", { tail: "AAAA" }));
    expect(await scan("a3f20011")).toMatchObject({ result: { outcome: "recorded", direction: "in", name: "Budi" } });
  });

  test("no other face records punches", async () => {
    const tablet = await kitchen.connect(await kitchen.device("tablet", "Tablet", "cook"));
    const body = { punchId: kitchen.makeId("punch"), badge: CARD };
    expect(await tablet.command({ type: "record-punch", body })).toMatchObject(rejected("face-not-allowed"));
    expect(await manager.command({ type: "record-punch", body, staffId: head.staffId })).toMatchObject(
      rejected("face-not-allowed"),
    );
    await tablet.close();
  });
});

test("five wrong numbers lock the keypad over a restart, and a card still works", async () => {
  const wrong = ["100352", "570246", "309817"].find((each) => each !== head.number && each !== cook.number) ?? "";
  for (const triesLeftCount of [4, 3, 2, 1]) {
    expect(await type(wrong)).toMatchObject(rejected("number-unknown", { triesLeftCount }));
  }
  expect(await type(wrong)).toMatchObject(rejected("number-locked"));
  await kitchen.restart();
  door = await kitchen.connect(terminal);
  manager = await kitchen.connect(desk);
  expect(await type(cook.number)).toMatchObject(rejected("number-locked"));
  expect(await scan(CARD)).toMatchObject({ result: { outcome: "recorded" } });
});

test("nobody is signed in by a number: without badge and number a punch is nobody's", async () => {
  expect(await type(cook.number)).toMatchObject({ result: { outcome: "recorded", name: "Budi" } });
  const body = { punchId: kitchen.makeId("punch") };
  expect(await door.command({ type: "record-punch", body })).toMatchObject(
    rejected("signature-required", { signatureCount: 1 }),
  );
  expect(await punches()).toHaveLength(1);
});

describe("a punch sent again", () => {
  test("as the same command gets its first answer and is one punch", async () => {
    const again = { commandId: kitchen.makeId("command"), punchId: kitchen.makeId("punch") };
    const first = await scan(CARD, { ...again, occurredAtMs: NOW_MS });
    expect(await scan(CARD, { ...again, occurredAtMs: NOW_MS })).toEqual(first);
    expect(await punches()).toHaveLength(1);
  });

  test("from another terminal under the same id is the punch that stood; for somebody else it is refused", async () => {
    const punchId = kitchen.makeId("punch");
    await scan(CARD, { punchId });
    const second = await kitchen.connect(await kitchen.device("attendance", "Absensi 2"));
    const send = (badge: string) => second.command({ type: "record-punch", body: { punchId, badge } });
    expect(await send(CARD)).toMatchObject({ result: { outcome: "already", otherTerminalName: "Absensi 1" } });
    const badge = { badgeKind: "card", text: "B0B0B0B0" };
    resultOf(await byHead("issue-badge", { staffId: head.staffId, badgeId: kitchen.makeId("badge"), badge }));
    expect(await send("B0B0B0B0")).toMatchObject(rejected("wrong-state"));
    expect(await punches()).toHaveLength(1);
    await second.close();
  });
});

test("a badge given under an id that is taken is refused and changes nobody's", async () => {
  const given = card("B0B0B0B0");
  resultOf(await byHead("issue-badge", given));
  const again = { ...given, staffId: head.staffId, badge: { badgeKind: "card", text: "C0C0C0C0" } };
  expect(await byHead("issue-badge", again)).toMatchObject(rejected("badge-exists", { badgeId: given.badgeId }));
  expect(await scan("C0C0C0C0")).toMatchObject(rejected("badge-unknown"));
  expect(await scan("B0B0B0B0")).toMatchObject({ kind: "accepted" });
});

describe("times and requests that cannot be", () => {
  const correction = (more: object = {}) => ({
    correctionId: kitchen.makeId("correction"),
    serviceDate: "2026-11-21",
    inAtMs: NOW_MS - 8 * 60 * MINUTE_MS,
    outAtMs: NOW_MS - MINUTE_MS,
    reasonCode: "other",
    ...more,
  });

  test("a correction is not approved by who asked for it", async () => {
    const body = correction();
    const asked = await manager.command({ type: "request-correction", body, staffId: head.staffId });
    expect(asked).toMatchObject({ kind: "accepted" });
    const { correctionId } = body;
    expect(await byHead("approve-correction", { correctionId })).toMatchObject(rejected("own-work"));
    expect(await rowsOf("corrections", "correctionId")).toMatchObject([{ state: "asked" }]);
  });

  test("nor are times in the future, before joining or of another day", async () => {
    const ask = (more: object) =>
      door.command({ type: "request-correction", body: { ...correction(more), badge: CARD } });
    expect(await ask({ outAtMs: NOW_MS + 60 * MINUTE_MS })).toMatchObject(rejected("time-in-future"));
    expect(await ask({ inAtMs: 0 })).toMatchObject(rejected("out-of-range", { field: "inAtMs" }));
    const onBehalf = (atMs: number) =>
      byHead("record-punch-on-behalf", {
        punchId: kitchen.makeId("punch"),
        staffId: cook.staffId,
        direction: "in",
        atMs,
        reason: "Kartu tertinggal",
      });
    expect(await onBehalf(NOW_MS + 60 * MINUTE_MS)).toMatchObject(rejected("time-in-future"));
    expect(await onBehalf(msFromLocal("2026-10-31", "08:00", "Asia/Jakarta"))).toMatchObject(
      rejected("before-joining"),
    );
    expect(await onBehalf(-1)).toMatchObject(rejected("invalid-body"));
    expect(await punches()).toEqual([]);
  });
});

test("an erased person's punches stay under the code, and the badge is nobody's", async () => {
  resultOf(await scan(CARD, { occurredAtMs: NOW_MS - 5 * MINUTE_MS }));
  const end = () => byHead("end-staff", { staffId: cook.staffId, endDate: "2026-11-21", reasonCode: "resigned" });
  expect(await end()).toMatchObject(rejected("session-open"));
  const leaving = { staffId: cook.staffId, direction: "out", atMs: NOW_MS, reason: "Pulang tanpa absen" };
  resultOf(await byHead("record-punch-on-behalf", { punchId: kitchen.makeId("punch"), ...leaving }));
  resultOf(await end());
  resultOf(await byHead("erase-staff", { staffId: cook.staffId, isRequested: true }));
  expect((await punches()).map((row) => [row["staffId"], row["direction"]])).toEqual([
    [cook.staffId, "out"],
    [cook.staffId, "in"],
  ]);
  // That there was a badge is a fact; what it read as is gone.
  expect((await rowsOf("badges", "badgeId", {}))[0]?.["revokedAtMs"]).toBeGreaterThanOrEqual(NOW_MS);
  expect(await scan(CARD)).toMatchObject(rejected("badge-unknown"));
  const terminalRoster = door.watch({ query: "terminal-roster", params: {}, key: "staffId" });
  await terminalRoster.answered;
  expect(terminalRoster.rows().map((row) => row["staffId"])).toEqual([head.staffId]);
});

test("[LAN48] an absence follows a terminal's word that it holds nothing", async () => {
  resultOf(await byHead("define-shift", NIGHT_SHIFT));
  const entries = [{ staffId: cook.staffId, shiftCodes: ["masak"] }];
  resultOf(await byHead("set-roster", { serviceDate: "2026-11-21", entries }));
  const board = manager.watch({
    query: "attendance-board",
    params: { serviceDate: "2026-11-21" },
    key: "key",
    staffId: head.staffId,
  });
  await board.until((rows) => rows[0]?.["status"] === "expected");
  door.send({ kind: "ping", sentAtMs: NOW_MS, unsentCount: 1 });
  await door.take("pong");
  door.send({ kind: "ping", sentAtMs: NOW_MS, unsentCount: 0 });
  await board.until((rows) => rows[0]?.["status"] === "absent", "an absence");
});
