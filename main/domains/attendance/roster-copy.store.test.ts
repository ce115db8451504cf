import { afterEach, beforeEach, expect, test } from "vitest";
import { createAttendanceKitchen, type AttendanceKitchen } from "#tests/kit/front-desk-kitchen.ts";
import { SYSTEM, type TestPerson } from "#tests/kit/people-kitchen.ts";

const FROM = "2026-11-21";
const TO = "2026-11-28";

let kitchen: AttendanceKitchen;
let sari: TestPerson;
beforeEach(async () => {
  kitchen = await createAttendanceKitchen();
  sari = await kitchen.person("Sari Dewi", ["kitchen-staff"]);
  await kitchen.rosterOf(sari, FROM, "masak");
  const noon = { startTime: "09:00", endTime: "14:00", isStartOnEveBefore: false, unpaidBreakMs: 0 };
  const times = { earlyInMs: 0, lateGraceMs: 0, earlyOutGraceMs: 0, overtimeAfterMs: 0, closeAfterMs: 1_800_000 };
  await kitchen.accepted("define-shift", { shiftCode: "siang", name: "Siang", ...noon, ...times }, { as: SYSTEM });
});
afterEach(() => kitchen.close());

const atDesk = () => ({ as: kitchen.actorAt(kitchen.desk, kitchen.head, [kitchen.head]) });
const copy = (more: object = {}) =>
  kitchen.submit("copy-roster", { fromDate: FROM, toDate: TO, dayCount: 1, ...more }, atDesk());
const rosterOn = (serviceDate: string) =>
  (kitchen.ask("roster", { fromDate: serviceDate, toDate: serviceDate }) as ReadonlyArray<{ entries: unknown }>)[0]
    ?.entries; // a row of the query

test("a copied roster leaves out who has leave that day, and its answer says so", async () => {
  const leaveId = kitchen.makeId("leave");
  const leave = { leaveId, kind: "leave", fromDate: TO, toDate: TO, reasonCode: "family" };
  await kitchen.accepted("request-leave", leave, {
    as: kitchen.actorAt(kitchen.terminal, kitchen.cook, [kitchen.cook]),
  });
  await kitchen.accepted("approve-leave", { leaveId }, atDesk());
  expect(await copy()).toMatchObject({
    result: { dayCount: 1, leftOut: [{ staffId: kitchen.cook.staffId, serviceDate: TO, why: "on-leave" }] },
  });
  expect(rosterOn(TO)).toEqual([{ staffId: sari.staffId, shiftCodes: ["masak"] }]);
});

test("a roster that stands on the date is asked about, kept or replaced", async () => {
  await kitchen.rosterOf(kitchen.cook, TO, "siang");
  expect(await copy()).toMatchObject({ rejection: { code: "roster-exists", staffIds: [kitchen.cook.staffId] } });
  expect(rosterOn(TO)).toEqual([{ staffId: kitchen.cook.staffId, shiftCodes: ["siang"] }]);
  expect(await copy({ onStanding: "keep" })).toMatchObject({
    result: { leftOut: [{ staffId: kitchen.cook.staffId, serviceDate: TO, why: "kept" }] },
  });
  expect(rosterOn(TO)).toEqual(
    expect.arrayContaining([
      { staffId: kitchen.cook.staffId, shiftCodes: ["siang"] },
      { staffId: sari.staffId, shiftCodes: ["masak"] },
    ]),
  );
  expect(await copy({ onStanding: "replace" })).toMatchObject({ result: { leftOut: [] } });
  expect(rosterOn(TO)).toEqual(expect.arrayContaining([{ staffId: kitchen.cook.staffId, shiftCodes: ["masak"] }]));
  kitchen.rebuildAndCompare();
});
