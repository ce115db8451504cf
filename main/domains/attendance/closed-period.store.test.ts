import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createAttendanceKitchen, NIGHT_SHIFT, type AttendanceKitchen } from "#tests/kit/front-desk-kitchen.ts";
import { SYSTEM } from "#tests/kit/people-kitchen.ts";

/** What was paid of 21 November stands, whatever is written beside it afterwards. */

const DATE = "2026-11-21";
const EVENING = { ...NIGHT_SHIFT, shiftCode: "petang", startTime: "14:00", endTime: "20:00", isStartOnEveBefore: true };

let kitchen: AttendanceKitchen;
beforeEach(async () => {
  kitchen = await createAttendanceKitchen();
  await kitchen.rosterOf(kitchen.cook, DATE);
  await kitchen.accepted("define-shift", EVENING, { as: SYSTEM });
  const pay = { payBasis: "hour", rateIdr: 12_000 };
  await kitchen.accepted("set-staff-pay", { staffId: kitchen.cook.staffId, pay }, { as: SYSTEM });
});
afterEach(() => kitchen.close());

/** The cook comes once outside the roster, before the kitchen's day turns at 15:00, and is paid for it. */
async function payUnrosteredStay(): Promise<void> {
  await kitchen.scan(kitchen.at("13:30"));
  await kitchen.scan(kitchen.at("14:40"));
  kitchen.reach(kitchen.at("16:00", "2026-11-22"));
  const accountant = await kitchen.person("Tika Akuntan", ["accountant"]);
  const payPeriodId = kitchen.makeId("pay_period");
  await kitchen.accepted(
    "draft-pay-period",
    { payPeriodId, fromDate: DATE, toDate: DATE, deductions: [] },
    { as: kitchen.actorAt(kitchen.desk, accountant) },
  );
  await kitchen.accepted(
    "approve-pay-period",
    { payPeriodId },
    { as: kitchen.actorAt(kitchen.desk, kitchen.head, [kitchen.head]) },
  );
}

describe("a stay whose wages are approved", () => {
  test("keeps its date and figures when the next day's roster would claim it", async () => {
    await payUnrosteredStay();
    const paid = kitchen.staysOf(kitchen.cook);
    expect(paid).toMatchObject([{ serviceDate: DATE, shiftCode: null, status: "unrostered" }]);
    await kitchen.rosterOf(kitchen.cook, "2026-11-22", "petang");
    expect(kitchen.staysOf(kitchen.cook)).toEqual(paid);
    kitchen.rebuildAndCompare();
  });

  test("keeps them too when a terminal brings a punch of that hour late", async () => {
    await payUnrosteredStay();
    const [paid] = kitchen.staysOf(kitchen.cook);
    await kitchen.rosterOf(kitchen.cook, "2026-11-22", "petang");
    await kitchen.scan(kitchen.at("14:55"));
    const { flags: _flags, ...figures } = paid ?? {};
    expect(kitchen.staysOf(kitchen.cook)).toMatchObject([figures]);
    kitchen.rebuildAndCompare();
  });

  test("still moves to the roster while its wages are only drafted", async () => {
    await kitchen.scan(kitchen.at("13:30"));
    await kitchen.scan(kitchen.at("14:40"));
    await kitchen.rosterOf(kitchen.cook, "2026-11-22", "petang");
    expect(kitchen.staysOf(kitchen.cook)).toMatchObject([{ serviceDate: "2026-11-22", shiftCode: "petang" }]);
  });
});
