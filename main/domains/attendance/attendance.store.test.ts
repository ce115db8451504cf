import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PairedDevice } from "#main/lan/ports.ts";
import { HOUR_MS, MINUTE_MS, msFromLocal, SECOND_MS } from "#kernel/time.ts";
import { createPeopleKitchen, SYSTEM, type PeopleKitchen, type TestPerson } from "#tests/kit/people-kitchen.ts";
import { createTestClock, type TestClock } from "#tests/kit/test-kitchen.ts";

const ZONE = "Asia/Jakarta";
const at = (date: string, clock: string) => msFromLocal(date, clock, ZONE);
const NIGHT_SHIFT = {
  shiftCode: "masak",
  name: "Masak malam",
  startTime: "00:30",
  endTime: "08:30",
  isStartOnEveBefore: false,
  earlyInMs: HOUR_MS,
  lateGraceMs: 10 * MINUTE_MS,
  earlyOutGraceMs: 10 * MINUTE_MS,
  overtimeAfterMs: 30 * MINUTE_MS,
  closeAfterMs: 4 * HOUR_MS,
  unpaidBreakMs: 30 * MINUTE_MS,
};

let clock: TestClock;
let kitchen: PeopleKitchen;
let terminal: PairedDevice;
let other: PairedDevice;
let cook: TestPerson;

beforeEach(async () => {
  clock = createTestClock(at("2026-11-20", "22:00"));
  kitchen = createPeopleKitchen({ clock });
  await kitchen.accepted(
    "update-site-profile",
    { fields: { siteName: "SPPG Uji", timeZone: ZONE, capacityClass: "regular" } },
    { as: SYSTEM },
  );
  terminal = await kitchen.device("attendance", "Absensi 1");
  other = await kitchen.device("attendance", "Absensi 2");
  cook = await kitchen.person("Budi Santoso", ["kitchen-staff"]);
  await kitchen.accepted("define-shift", NIGHT_SHIFT, { as: SYSTEM });
  await roster("2026-11-21", ["masak"]);
  await card(cook, "A3:F2:00:11");
});
afterEach(() => kitchen.close());

const roster = (serviceDate: string, shiftCodes: readonly string[]) =>
  kitchen.accepted("set-roster", { serviceDate, entries: [{ staffId: cook.staffId, shiftCodes }] }, { as: SYSTEM });
const card = (person: TestPerson, text: string) =>
  kitchen.accepted(
    "issue-badge",
    { staffId: person.staffId, badgeId: kitchen.makeId("badge"), badge: { badgeKind: "card", text } },
    { as: SYSTEM },
  );
const punch = (atMs: number, badge = "a3f20011", device = terminal, more: object = {}) => {
  if (atMs > clock.nowMs()) clock.advance(atMs - clock.nowMs());
  return kitchen.submit(
    "record-punch",
    { punchId: kitchen.makeId("punch"), badge, ...more },
    { as: kitchen.actorAt(device), occurredAtMs: atMs },
  );
};
async function punched(atMs: number, device = terminal, more: object = {}) {
  const answer = await punch(atMs, "a3f20011", device, more);
  if (answer.kind === "rejected") throw new Error(JSON.stringify(answer.rejection));
  return answer.result;
}
/** Rows of a query, read by name. */
const asked = (query: string, params: object) =>
  kitchen.ask(query, params) as readonly Readonly<Record<string, unknown>>[];
const stays = () =>
  asked("stays", { fromDate: "2026-11-01", toDate: "2026-12-31" }).map((row) => ({
    serviceDate: row["serviceDate"],
    shiftCode: row["shiftCode"],
    inAtMs: row["inAtMs"],
    outAtMs: row["outAtMs"],
    status: row["status"],
    workedMs: row["workedMs"],
  }));

describe("a night at the terminal", () => {
  test("comes and goes by card: the stay has the shift's date, not the calendar's", async () => {
    const came = await punched(at("2026-11-21", "00:47"));
    expect(came).toMatchObject({
      outcome: "recorded",
      direction: "in",
      name: "Budi",
      serviceDate: "2026-11-21",
      lateMs: 17 * MINUTE_MS,
      shift: { name: "Masak malam", startTime: "00:30", endTime: "08:30" },
    });
    const left = await punched(at("2026-11-21", "08:30"));
    expect(left).toMatchObject({ direction: "out", workedMs: 7 * HOUR_MS + 13 * MINUTE_MS, isShortStay: false });
    expect(stays()).toEqual([
      {
        serviceDate: "2026-11-21",
        shiftCode: "masak",
        inAtMs: at("2026-11-21", "00:47"),
        outAtMs: at("2026-11-21", "08:30"),
        status: "late",
        workedMs: 7 * HOUR_MS + 13 * MINUTE_MS,
      },
    ]);
  });

  test("a second read within a minute writes nothing, on any terminal", async () => {
    const first = await punched(at("2026-11-21", "00:30"));
    const again = await punched(at("2026-11-21", "00:30") + 59 * SECOND_MS, other);
    expect(again).toMatchObject({ outcome: "already", punchId: first["punchId"], otherTerminalName: "Absensi 1" });
    const short = await punched(at("2026-11-21", "00:30") + 61 * SECOND_MS);
    expect(short).toMatchObject({ outcome: "recorded", direction: "out", isShortStay: true });
    expect(asked("punches", { fromDate: "2026-11-20", toDate: "2026-11-22" })).toHaveLength(2);
  });

  test("a punch that arrives late takes its place, and the later one becomes the end", async () => {
    clock.advance(at("2026-11-21", "08:31") - clock.nowMs());
    await punched(at("2026-11-21", "08:30"), other);
    await punched(at("2026-11-21", "00:31"));
    expect(stays()).toMatchObject([
      { inAtMs: at("2026-11-21", "00:31"), outAtMs: at("2026-11-21", "08:30"), status: "present" },
    ]);
  });

  test("a roster written afterwards judges the stay again", async () => {
    await roster("2026-11-21", []);
    const came = await punched(at("2026-11-21", "00:47"));
    expect(came).toMatchObject({ isUnrostered: true, serviceDate: "2026-11-21" });
    await punched(at("2026-11-21", "08:30"));
    expect(stays()).toMatchObject([{ status: "unrostered", shiftCode: null }]);
    await roster("2026-11-21", ["masak"]);
    expect(stays()).toMatchObject([{ status: "late", shiftCode: "masak" }]);
  });

  test("unknown, forged and revoked badges are refused by what they are", async () => {
    const now = at("2026-11-21", "00:47");
    expect(await punch(now, "DEAD BEEF")).toMatchObject({ rejection: { code: "badge-unknown", tail: "BEEF" } });
    expect(await punch(now, "S:ABCDEF.P.0123456789.01234567")).toMatchObject({
      rejection: { code: "badge-of-other-kitchen" },
    });
    const [badge] = asked("badges", {});
    await kitchen.accepted("revoke-badge", { staffId: cook.staffId, badgeId: badge?.["badgeId"] }, { as: SYSTEM });
    expect(await punch(now)).toMatchObject({ rejection: { code: "badge-revoked" } });
  });

  test("an open stay a switched-off PC slept through is still ended", async () => {
    await punched(at("2026-11-21", "00:47"));
    clock.advance(9 * 24 * HOUR_MS);
    const [stay] = asked("stays", { fromDate: "2026-11-01", toDate: "2026-12-31" });
    await kitchen.accepted(
      "mark-incomplete",
      { staffId: cook.staffId, sessionId: stay?.["sessionId"] },
      { as: SYSTEM },
    );
    expect(stays()).toMatchObject([{ status: "incomplete", workedMs: 0 }]);
  });

  test("nobody asks for a correction of somebody else at a console", async () => {
    await punched(at("2026-11-21", "00:47"));
    const head = await kitchen.person("Ratna Dewi", ["kitchen-head"], "kantor");
    const console1 = await kitchen.device("manager", "Konsol");
    const answer = await kitchen.submit(
      "request-correction",
      {
        correctionId: kitchen.makeId("correction"),
        badge: "a3f20011",
        serviceDate: "2026-11-21",
        inAtMs: at("2026-11-21", "00:20"),
        reasonCode: "wrong-time",
      },
      { as: kitchen.actorAt(console1, head) },
    );
    expect(answer).toMatchObject({ rejection: { code: "not-permitted" } });
  });

  test("incremental equals rebuilt", async () => {
    await punched(at("2026-11-21", "00:47"));
    await punched(at("2026-11-21", "08:30"));
    await punched(at("2026-11-21", "18:00"), other);
    kitchen.rebuildAndCompare();
  });
});
