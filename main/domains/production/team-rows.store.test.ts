import { afterEach, beforeEach, expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS, msFromLocal } from "#kernel/time.ts";
import { createPeopleKitchen, SYSTEM, type PeopleKitchen } from "#tests/kit/people-kitchen.ts";
import { createTestClock, type TestClock } from "#tests/kit/test-kitchen.ts";

const DATE = "2026-11-21";
const at = (clock: string) => msFromLocal(DATE, clock, "Asia/Jakarta");
let clock: TestClock;
let kitchen: PeopleKitchen;
beforeEach(() => {
  clock = createTestClock(at("00:10"));
  kitchen = createPeopleKitchen({ clock });
});
afterEach(() => kitchen.close());

test("who is rostered and who is here stand on the team of the day, with the figures of a high load", async () => {
  const fields = { siteName: "SPPG Uji", timeZone: "Asia/Jakarta", capacityClass: "regular" };
  await kitchen.accepted("update-site-profile", { fields }, { as: SYSTEM });
  const terminal = await kitchen.device("attendance", "Absensi");
  const here = await kitchen.person("Budi Santoso", ["kitchen-staff"]);
  const awaited = await kitchen.person("Siti Aminah", ["kitchen-staff"]);
  await kitchen.person("Ani Lestari", ["kitchen-staff"]);
  const windows = { earlyInMs: HOUR_MS, lateGraceMs: 10 * MINUTE_MS, earlyOutGraceMs: 10 * MINUTE_MS };
  await kitchen.accepted(
    "define-shift",
    {
      shiftCode: "masak",
      name: "Masak",
      startTime: "00:30",
      endTime: "08:30",
      isStartOnEveBefore: false,
      ...windows,
      overtimeAfterMs: 30 * MINUTE_MS,
      closeAfterMs: 4 * HOUR_MS,
      unpaidBreakMs: 0,
    },
    { as: SYSTEM },
  );
  const entries = [here, awaited].map(({ staffId }) => ({ staffId, shiftCodes: ["masak"] }));
  await kitchen.accepted("set-roster", { serviceDate: DATE, entries }, { as: SYSTEM });
  const badge = { badgeKind: "card", text: "A3F20011" };
  await kitchen.accepted(
    "issue-badge",
    { staffId: here.staffId, badgeId: kitchen.makeId("badge"), badge },
    { as: SYSTEM },
  );
  clock.advance(20 * MINUTE_MS);
  await kitchen.accepted(
    "record-punch",
    { punchId: kitchen.makeId("punch"), badge: "A3F20011" },
    { as: kitchen.actorAt(terminal) },
  );
  const nothing = { tasks: [], atOnceCount: 0, openTaskCount: 0, workedMs: 0, isRostered: true };
  const limits = { overloadTaskCount: 2, overloadWorkedMs: 8 * HOUR_MS, divisionCode: "pengolahan" };
  expect(kitchen.ask("team-activity", { serviceDate: DATE })).toEqual([
    { staffId: here.staffId, name: "Budi", presentSinceAtMs: at("00:30"), ...nothing, ...limits },
    { staffId: awaited.staffId, name: "Siti", presentSinceAtMs: null, ...nothing, ...limits },
  ]);
});
