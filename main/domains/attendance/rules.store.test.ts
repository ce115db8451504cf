import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "#kernel/time.ts";
import { createAttendanceKitchen, NIGHT_SHIFT, type AttendanceKitchen } from "#tests/kit/front-desk-kitchen.ts";
import { SYSTEM, type TestPerson } from "#tests/kit/people-kitchen.ts";

let kitchen: AttendanceKitchen;
beforeEach(async () => {
  kitchen = await createAttendanceKitchen();
});
afterEach(() => kitchen.close());

const byNumber = (person: TestPerson) => ({ as: kitchen.actorAt(kitchen.terminal, person, [person]) });
const atDesk = (person: TestPerson) => ({ as: kitchen.actorAt(kitchen.desk, person, [person]) });
const rejected = (code: string, more: object = {}) => ({ kind: "rejected", rejection: { code, ...more } });
const now = () => kitchen.clock.nowMs();

describe.each(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"] as const)("a kitchen in %s", (timeZone) => {
  const EVE = {
    ...NIGHT_SHIFT,
    startTime: "18:00",
    endTime: "07:00",
    isStartOnEveBefore: true,
    unpaidBreakMs: 6 * HOUR_MS,
  };
  test.each([
    ["18:00–07:00", EVE, "2026-11-21", ["2026-11-20", "17:50"], ["2026-11-21", "06:55"]],
    ["a 00:30 start", NIGHT_SHIFT, "2026-11-21", ["2026-11-20", "23:45"], ["2026-11-21", "08:31"]],
    ["the end of a month", NIGHT_SHIFT, "2026-12-01", ["2026-11-30", "23:50"], ["2026-12-01", "08:31"]],
    ["the end of a year", EVE, "2027-01-01", ["2026-12-31", "17:45"], ["2027-01-01", "07:02"]],
  ] as const)("%s: the stay is on the right service date", async (_case, shift, date, came, left) => {
    kitchen.close();
    kitchen = await createAttendanceKitchen({ timeZone, shift });
    await kitchen.rosterOf(kitchen.cook, date, "masak");
    const arrived = await kitchen.scan(kitchen.at(came[1], came[0]));
    expect(arrived).toMatchObject({ result: { serviceDate: date, direction: "in", isUnrostered: false } });
    expect(await kitchen.scan(kitchen.at(left[1], left[0]))).toMatchObject({
      result: { serviceDate: date, direction: "out" },
    });
    expect(kitchen.staysOf(kitchen.cook)).toMatchObject([{ serviceDate: date, status: "present", shiftCode: "masak" }]);
  });
});

describe("somebody who comes after the kitchen's day has turned", () => {
  test("is late for the shift that has begun, not early for the next day", async () => {
    const day = { ...NIGHT_SHIFT, shiftCode: "cuci", startTime: "13:00", endTime: "20:00" };
    await kitchen.accepted("define-shift", day, { as: SYSTEM });
    await kitchen.rosterOf(kitchen.cook, "2026-11-21", "cuci");
    const came = await kitchen.scan(kitchen.at("15:10"));
    expect(came).toMatchObject({ result: { serviceDate: "2026-11-21", lateMs: 130 * MINUTE_MS } });
    expect(kitchen.staysOf(kitchen.cook)).toMatchObject([
      { serviceDate: "2026-11-21", shiftCode: "cuci", status: "late" },
    ]);
  });
});

describe("who is in the kitchen now", () => {
  test("is everybody with an open stay, of any division, until their stay could have no end any more", async () => {
    const here = () => kitchen.ask("people-present", {});
    expect(here()).toEqual([]);
    await kitchen.scan(kitchen.at("00:30"));
    const sinceAtMs = kitchen.at("00:30");
    expect(here()).toEqual([{ staffId: kitchen.cook.staffId, sinceAtMs, untilAtMs: sinceAtMs + 14 * HOUR_MS }]);
    await kitchen.scan(kitchen.at("08:31"));
    expect(here()).toEqual([]);
  });
});

describe("ids that terminals make", () => {
  test("a punch's id used by another device for another person is refused and changes nothing", async () => {
    const other = await kitchen.device("attendance", "Absensi 2");
    const sari = await kitchen.person("Sari Dewi", ["kitchen-staff"]);
    await kitchen.card(sari, "B0B0B0B0");
    const punchId = kitchen.makeId("punch");
    await kitchen.scan(kitchen.at("00:30"), { punchId });
    const again = await kitchen.scan(kitchen.at("00:35"), { punchId, badge: "B0B0B0B0", device: other });
    expect(again).toMatchObject(rejected("wrong-state", { state: "recorded" }));
    expect(kitchen.staysOf(sari)).toEqual([]);
    const same = await kitchen.scan(kitchen.at("05:00"), { punchId, device: other });
    expect(same).toMatchObject({
      result: { outcome: "already", punchId, atMs: kitchen.at("00:30"), otherTerminalName: "Absensi 1" },
    });
    expect(kitchen.staysOf(kitchen.cook)).toHaveLength(1);
  });

  test("a correction or a leave cannot take the digits of another's punch, correction or leave", async () => {
    const sari = await kitchen.person("Sari Dewi", ["kitchen-staff"]);
    const punchId = kitchen.makeId("punch");
    await kitchen.scan(kitchen.at("00:30"), { punchId });
    kitchen.reach(kitchen.at("10:00"));
    const whole = (correctionId: string) => ({
      correctionId,
      serviceDate: "2026-11-21",
      inAtMs: kitchen.at("01:00"),
      outAtMs: kitchen.at("02:00"),
      reasonCode: "other",
    });
    const stolen = whole(punchId.replace("punch_", "correction_"));
    expect(await kitchen.submit("request-correction", stolen, byNumber(sari))).toMatchObject(rejected("wrong-state"));
    const own = whole(kitchen.makeId("correction"));
    await kitchen.accepted(
      "request-correction",
      { ...own, inAtMs: kitchen.at("09:00"), outAtMs: kitchen.at("09:30") },
      byNumber(kitchen.cook),
    );
    expect(await kitchen.submit("request-correction", own, byNumber(sari))).toMatchObject(rejected("wrong-state"));
    const waiting = own.correctionId.replace("correction_", "punch_");
    expect(await kitchen.scan(now(), { punchId: waiting })).toMatchObject(rejected("wrong-state"));
    const leave = {
      leaveId: kitchen.makeId("leave"),
      kind: "leave",
      fromDate: "2026-11-25",
      toDate: "2026-11-25",
      reasonCode: "family",
    };
    await kitchen.accepted("request-leave", leave, byNumber(kitchen.cook));
    expect(await kitchen.submit("request-leave", leave, byNumber(sari))).toMatchObject(rejected("wrong-state"));
    kitchen.rebuildAndCompare();
  });
});

describe("a settled stay", () => {
  test("keeps its approved ends whatever arrives late, shows it, and rebuilds the same", async () => {
    const came = await kitchen.scan(kitchen.at("00:30"));
    const { sessionId } = came.kind === "accepted" ? came.result : {};
    kitchen.reach(kitchen.at("18:00"));
    const correctionId = kitchen.makeId("correction");
    const asked = {
      correctionId,
      sessionId,
      serviceDate: "2026-11-21",
      outAtMs: kitchen.at("08:30"),
      reasonCode: "forgot-out",
    };
    await kitchen.accepted("request-correction", asked, byNumber(kitchen.cook));
    expect(await kitchen.submit("approve-correction", { correctionId }, atDesk(kitchen.head))).toMatchObject({
      kind: "accepted",
    });
    const settled = {
      inAtMs: kitchen.at("00:30"),
      outAtMs: kitchen.at("08:30"),
      workedMs: 450 * MINUTE_MS,
      isCorrected: true,
    };
    expect(kitchen.staysOf(kitchen.cook)).toMatchObject([{ ...settled, flags: ["no-photo"] }]);
    // A terminal that was cut off brings a beginning and an end that nobody counted on.
    const before = await kitchen.scan(kitchen.at("00:10"));
    expect(before).toMatchObject({ result: { outcome: "recorded", direction: "in", serviceDate: "2026-11-21" } });
    expect(await kitchen.scan(kitchen.at("09:10"))).toMatchObject({
      result: { outcome: "recorded", direction: "out" },
    });
    expect(kitchen.staysOf(kitchen.cook)).toMatchObject([{ ...settled, flags: ["no-photo", "late-entry"] }]);
    expect(kitchen.ask("punches", { fromDate: "2026-11-20", toDate: "2026-11-22" })).toHaveLength(3);
    kitchen.rebuildAndCompare();
  });

  test("is no obstacle to who comes back within the hour: what was punched after the settling is a new stay", async () => {
    await kitchen.scan(kitchen.at("00:30"));
    const [stay] = kitchen.staysOf(kitchen.cook);
    kitchen.reach(kitchen.at("08:40"));
    const correctionId = kitchen.makeId("correction");
    const asked = {
      correctionId,
      sessionId: stay?.sessionId,
      serviceDate: "2026-11-21",
      outAtMs: kitchen.at("08:30"),
      reasonCode: "forgot-out",
    };
    await kitchen.accepted("request-correction", asked, {
      as: kitchen.actorAt(kitchen.terminal, kitchen.cook, [kitchen.cook]),
    });
    await kitchen.accepted(
      "approve-correction",
      { correctionId },
      {
        as: kitchen.actorAt(kitchen.desk, kitchen.head, [kitchen.head]),
      },
    );
    const back = await kitchen.scan(kitchen.at("09:10"));
    expect(back).toMatchObject({ result: { direction: "in" } });
    await kitchen.scan(kitchen.at("13:40"));
    expect(kitchen.staysOf(kitchen.cook)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ inAtMs: kitchen.at("00:30"), outAtMs: kitchen.at("08:30") }),
        expect.objectContaining({ inAtMs: kitchen.at("09:10"), outAtMs: kitchen.at("13:40") }),
      ]),
    );
    kitchen.rebuildAndCompare();
  });
});

describe("what a terminal may take back", () => {
  test("a flip past the duplicate window is still answered with its punch", async () => {
    await kitchen.accepted(
      "change-setting",
      {
        settingKey: "attendance.duplicate-window",
        value: 10 * SECOND_MS,
        source: "uji",
        reason: "uji",
        effectiveFromDate: "2026-11-21",
      },
      { as: SYSTEM },
    );
    const punchId = kitchen.makeId("punch");
    await kitchen.scan(kitchen.at("00:30", "2026-11-22"), { punchId });
    kitchen.clock.advance(50 * SECOND_MS);
    const flip = { staffId: kitchen.cook.staffId, punchId, direction: "out" };
    expect(await kitchen.submit("flip-punch", flip, { as: kitchen.actorAt(kitchen.terminal) })).toMatchObject({
      result: { punchId, direction: "out", atMs: kitchen.at("00:30", "2026-11-22") },
    });
  });

  test("only the terminal that read the card, and not once another person's name is given", async () => {
    const other = await kitchen.device("attendance", "Absensi 2");
    const sari = await kitchen.person("Sari Dewi", ["kitchen-staff"]);
    const punchId = kitchen.makeId("punch");
    await kitchen.scan(kitchen.at("00:30"), { punchId });
    const body = { staffId: kitchen.cook.staffId, punchId, reasonCode: "wrong-person" };
    const as = kitchen.actorAt(kitchen.terminal);
    expect(await kitchen.submit("withdraw-punch", body, { as: kitchen.actorAt(other) })).toMatchObject(
      rejected("other-terminal"),
    );
    expect(await kitchen.submit("withdraw-punch", { ...body, staffId: sari.staffId }, { as })).toMatchObject(
      rejected("not-found"),
    );
    await kitchen.accepted("withdraw-punch", body, { as });
    expect(kitchen.staysOf(kitchen.cook)).toEqual([]);
    expect(kitchen.ask("punches", { fromDate: "2026-11-20", toDate: "2026-11-22" })).toMatchObject([
      { isWithdrawn: true },
    ]);
  });
});

describe("who may do what", () => {
  test("a division lead manages and sees the own division only", async () => {
    const lead = await kitchen.person("Kepala Cuci", ["division-lead"], "pencucian");
    const washer = await kitchen.person("Dewi", ["wash-staff"], "pencucian");
    const onBehalf = ({ staffId }: TestPerson) => ({
      punchId: kitchen.makeId("punch"),
      staffId,
      direction: "in",
      atMs: now() - HOUR_MS,
      reason: "Kartu tertinggal",
    });
    const refused = rejected("not-permitted", { permission: "attendance.manage" });
    expect(await kitchen.submit("record-punch-on-behalf", onBehalf(kitchen.cook), atDesk(lead))).toMatchObject(refused);
    expect(await kitchen.submit("record-punch-on-behalf", onBehalf(lead), atDesk(lead))).toMatchObject(
      rejected("own-work"),
    );
    expect(await kitchen.submit("record-punch-on-behalf", onBehalf(washer), atDesk(lead))).toMatchObject({
      kind: "accepted",
    });
    const set = ({ staffId }: TestPerson) => ({
      serviceDate: "2026-11-23",
      entries: [{ staffId, shiftCodes: ["masak"] }],
    });
    expect(await kitchen.submit("set-roster", set(kitchen.cook), atDesk(lead))).toMatchObject(refused);
    expect(await kitchen.submit("set-roster", set(washer), atDesk(lead))).toMatchObject({ kind: "accepted" });
    expect(
      await kitchen.submit("define-shift", { ...NIGHT_SHIFT, divisionCode: "pencucian" }, atDesk(lead)),
    ).toMatchObject(refused);
    await kitchen.scan(now());
    const seen = (viewer: TestPerson) => {
      const span = { fromDate: "2026-11-01", toDate: "2026-11-30" };
      const rows = ["stays", "punches"].flatMap((query) => kitchen.ask(query, span, { staffId: viewer.staffId }));
      return new Set((rows as readonly { readonly staffId: string }[]).map(({ staffId }) => staffId)); // rows of both name a person
    };
    expect(seen(lead)).toEqual(new Set([washer.staffId]));
    expect(seen(kitchen.head)).toEqual(new Set([washer.staffId, kitchen.cook.staffId]));
  });

  test("nobody decides on a request of their own, whoever wrote it down", async () => {
    const leaveId = kitchen.makeId("leave");
    const own = {
      leaveId,
      staffId: kitchen.head.staffId,
      kind: "leave",
      fromDate: "2026-11-25",
      toDate: "2026-11-25",
      reasonCode: "family",
    };
    await kitchen.accepted("request-leave", own, atDesk(kitchen.head));
    expect(await kitchen.submit("approve-leave", { leaveId }, atDesk(kitchen.head))).toMatchObject(
      rejected("own-work"),
    );
    const forCook = { ...own, leaveId: kitchen.makeId("leave"), staffId: kitchen.cook.staffId };
    await kitchen.accepted("request-leave", forCook, atDesk(kitchen.head));
    const decided = { leaveId: forCook.leaveId };
    expect(await kitchen.submit("approve-leave", decided, atDesk(kitchen.head))).toMatchObject(rejected("own-work"));
    const field = await kitchen.person("Aslap", ["field-assistant"]);
    expect(await kitchen.submit("approve-leave", decided, atDesk(field))).toMatchObject({ kind: "accepted" });
  });

  test("own hours are shown to oneself alone", async () => {
    await kitchen.scan(kitchen.at("00:30"));
    const params = { staffId: kitchen.cook.staffId, fromDate: "2026-11-20", toDate: "2026-11-22" };
    expect(kitchen.ask("my-hours", params, { staffId: kitchen.cook.staffId })).toHaveLength(1);
    expect(kitchen.ask("my-hours", params, { staffId: kitchen.head.staffId })).toEqual([]);
    expect(kitchen.ask("my-hours", params, { staffId: null })).toEqual([]);
  });

  test("20 people in 100 seconds are 20 stays", async () => {
    const people = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const person = await kitchen.person(`Orang ${index}`, ["kitchen-staff"]);
        await kitchen.card(person, `C0FFEE${10 + index}`);
        return person;
      }),
    );
    for (let index = 0; index < 20; index += 1) {
      const answer = await kitchen.scan(kitchen.at("00:20") + index * 5 * SECOND_MS, { badge: `C0FFEE${10 + index}` });
      expect(answer).toMatchObject({ result: { outcome: "recorded", direction: "in" } });
    }
    expect(people.flatMap((person) => kitchen.staysOf(person))).toHaveLength(20);
  });
});
