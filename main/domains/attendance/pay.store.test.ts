import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HonorRow } from "#domains/attendance/pay-queries.ts";
import { present } from "#kernel/assert.ts";
import type { PairedDevice } from "#main/lan/ports.ts";
import { FORTNIGHT, playFortnight, type Fortnight } from "#tests/kit/pay-fortnight.ts";
import { SYSTEM, type TestPerson } from "#tests/kit/people-kitchen.ts";
import { paySql } from "./pay-tables.ts";

let fortnight: Fortnight;
let console_: PairedDevice;
let payPeriodId: string;
beforeAll(async () => {
  fortnight = await playFortnight();
  console_ = await fortnight.kitchen.device("manager", "Konsol");
  payPeriodId = fortnight.kitchen.makeId("pay_period");
});
afterAll(() => fortnight.kitchen.close());

const by = (person: TestPerson, ...signedBy: readonly TestPerson[]) => ({
  as: fortnight.kitchen.actorAt(console_, person, signedBy),
});
const send = (type: string, body: object, who: TestPerson, ...signedBy: readonly TestPerson[]) =>
  fortnight.kitchen.submit(type, body, by(who, ...signedBy));
const draft = (more: object = {}) =>
  send("draft-pay-period", { payPeriodId, ...FORTNIGHT, deductions: [], ...more }, fortnight.accountant);
const honorList = () => fortnight.kitchen.ask("honor-list", { payPeriodId }) as readonly HonorRow[]; // rows of the query
const periods = (viewer?: TestPerson) =>
  fortnight.kitchen.ask("pay-periods", {}, { staffId: viewer?.staffId ?? null }) as readonly Record<string, unknown>[];
const first = () => present(fortnight.people[0], "somebody works here");

describe("a fortnight of sixty people with all its mess", () => {
  test("is worth what an independent slow model says, to the rupiah, and reconciles with the punches", async () => {
    const answer = await draft();
    expect(answer.kind).toBe("accepted");
    const rows = honorList();
    expect(new Map(rows.map((row) => [row.staffId, row.amountIdr]))).toEqual(fortnight.expectedIdrByStaff);
    expect(new Map(rows.map((row) => [row.staffId, row.workedMs]))).toEqual(fortnight.expectedWorkedMsByStaff);
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.some((row) => row.halfDayCount > 0 && row.approvedOvertimeMs < row.overtimeMs)).toBe(true);
    const totalIdr = rows.reduce((total, row) => total + row.amountIdr, 0);
    expect(answer).toMatchObject({ result: { payPeriodId, totalIdr, staffCount: rows.length } });
    for (const row of rows) expect(row.baseIdr + row.overtimeIdr).toBe(row.amountIdr);
  });

  test("shows amounts to those who make and approve lists, to others only that there is one", () => {
    const total = (viewer?: TestPerson) => periods(viewer)[0]?.["totalIdr"];
    expect(total(fortnight.accountant)).toBeGreaterThan(0);
    expect(total(fortnight.head)).toBeGreaterThan(0);
    expect(total(fortnight.fieldAssistant)).toBeNull();
    expect(total()).toBeNull();
  });

  test("a person sees the same hours and amount, and nobody else's", () => {
    const { staffId } = first();
    const params = { staffId, ...FORTNIGHT };
    const [own] = fortnight.kitchen.ask("my-pay", params, { staffId }) as readonly Record<string, unknown>[];
    expect(own).toMatchObject({
      expectedIdr: fortnight.expectedIdrByStaff.get(staffId),
      workedMs: fortnight.expectedWorkedMsByStaff.get(staffId),
      openStayCount: 0,
    });
    expect(fortnight.kitchen.ask("my-pay", params, { staffId: fortnight.head.staffId })).toEqual([]);
    expect(fortnight.kitchen.ask("my-pay", params, { staffId: null })).toEqual([]);
  });

  test("holds no amount and no name in the log", () => {
    const events = fortnight.kitchen.store.readEvents({ sinceSeq: 0, domains: ["attendance"], limit: 10_000 });
    const drafted = JSON.stringify(events.find((event) => event.type === "pay-period-drafted"));
    const row = present(honorList()[0], "a line");
    expect(drafted).toContain(row.staffId);
    for (const secret of [String(row.amountIdr), String(row.rateIdr), row.fullName, "BRI"]) {
      expect(drafted.includes(secret), secret).toBe(false);
    }
  });

  test("made again with a deduction, it takes the old one's place and shows why", async () => {
    const { staffId } = first();
    const deduction = { staffId, reason: "Kasbon", amountIdr: 50_000 };
    expect((await draft({ deductions: [deduction] })).kind).toBe("accepted");
    const row = present(
      honorList().find((each) => each.staffId === staffId),
      "the line",
    );
    expect(row.deductions).toEqual([{ reason: "Kasbon", amountIdr: 50_000 }]);
    expect(row.amountIdr).toBe(present(fortnight.expectedIdrByStaff.get(staffId), "the model") - 50_000);
    expect(periods()).toHaveLength(1);
    expect(await draft({ deductions: [{ ...deduction, amountIdr: 99_000_000 }] })).toMatchObject({
      rejection: { code: "deduction-too-large", staffId },
    });
  });

  test("a changed rate makes the draft stale; made again it is true again", async () => {
    expect(periods()[0]?.["isStale"]).toBe(false);
    const pay = { payBasis: "day", rateIdr: 150_000 };
    await fortnight.kitchen.accepted("set-staff-pay", { staffId: first().staffId, pay }, { as: SYSTEM });
    expect(periods()[0]?.["isStale"]).toBe(true);
    const approval = await send("approve-pay-period", { payPeriodId }, fortnight.head, fortnight.head);
    expect(approval).toMatchObject({ rejection: { code: "pay-period-stale" } });
    expect((await draft()).kind).toBe("accepted");
    expect(periods()[0]?.["isStale"]).toBe(false);
  });

  test("a worker without a rate is named", async () => {
    const { kitchen, fieldAssistant, head } = fortnight;
    const manager = { as: kitchen.actorAt(console_, head, [head]) };
    for (const [direction, clock] of [
      ["in", 1],
      ["out", 9],
    ] as const) {
      const atMs = Date.UTC(2026, 10, 19, clock);
      const body = {
        punchId: kitchen.makeId("punch"),
        staffId: fieldAssistant.staffId,
        direction,
        atMs,
        reason: "lupa",
      };
      await kitchen.accepted("record-punch-on-behalf", body, manager);
    }
    expect(await draft()).toMatchObject({
      rejection: { code: "pay-rate-missing", staffIds: [fieldAssistant.staffId] },
    });
    const pay = { payBasis: "day", rateIdr: 200_000 };
    await kitchen.accepted("set-staff-pay", { staffId: fieldAssistant.staffId, pay }, { as: SYSTEM });
    expect((await draft()).kind).toBe("accepted");
  });

  test("the kitchen head's own line waits for the field assistant", async () => {
    const { kitchen, head, fieldAssistant, accountant } = fortnight;
    for (const [direction, clock] of [
      ["in", 1],
      ["out", 9],
    ] as const) {
      const atMs = Date.UTC(2026, 10, 18, clock);
      const body = { punchId: kitchen.makeId("punch"), staffId: head.staffId, direction, atMs, reason: "lupa" };
      await kitchen.accepted("record-punch-on-behalf", body, by(fieldAssistant));
    }
    const pay = { payBasis: "day", rateIdr: 300_000 };
    await kitchen.accepted("set-staff-pay", { staffId: head.staffId, pay }, { as: SYSTEM });
    expect((await draft()).kind).toBe("accepted");
    expect(kitchen.ask("head-pay", { payPeriodId })).toMatchObject([{ staffId: head.staffId, amountIdr: 300_000 }]);
    expect(await send("approve-pay-period", { payPeriodId }, head, head)).toMatchObject({
      rejection: { code: "head-pay-unapproved", staffIds: [head.staffId] },
    });
    expect(await send("approve-head-pay", { payPeriodId }, head, head)).toMatchObject({
      rejection: { code: "own-work" },
    });
    expect(await send("approve-head-pay", { payPeriodId }, accountant, accountant)).toMatchObject({
      rejection: { code: "not-permitted" },
    });
    expect((await send("approve-head-pay", { payPeriodId }, fieldAssistant, fieldAssistant)).kind).toBe("accepted");
    expect(periods()[0]).toMatchObject({ isHeadPaid: true, headApprovedByStaffId: fieldAssistant.staffId });
  });

  test("nobody on a list that is not paid yet is erased", async () => {
    const { kitchen } = fortnight;
    const { staffId } = present(fortnight.people[1], "somebody else");
    await kitchen.accepted("end-staff", { staffId, endDate: "2026-11-22", reasonCode: "resigned" }, { as: SYSTEM });
    const erased = await kitchen.submit("erase-staff", { staffId, isRequested: true }, { as: SYSTEM });
    expect(erased).toMatchObject({ rejection: { code: "pay-period-open", toDate: FORTNIGHT.toDate } });
  });

  test("is approved by another than its maker, signed", async () => {
    const { head, accountant } = fortnight;
    expect(await send("approve-pay-period", { payPeriodId }, accountant, accountant)).toMatchObject({
      rejection: { code: "not-permitted" },
    });
    expect(await send("approve-pay-period", { payPeriodId }, head)).toMatchObject({
      rejection: { code: "signature-required" },
    });
    expect((await send("approve-pay-period", { payPeriodId }, head, head)).kind).toBe("accepted");
    expect(await draft()).toMatchObject({ rejection: { code: "wrong-state", state: "approved" } });
  });

  test("once approved, nothing in it is corrected, and no day of it is paid twice", async () => {
    const { kitchen, head } = fortnight;
    const stays = kitchen.ask("stays", { ...FORTNIGHT, staffId: first().staffId }) as readonly Record<
      string,
      unknown
    >[];
    const stay = present(
      stays.toSorted((left, right) => String(left["serviceDate"]).localeCompare(String(right["serviceDate"]))).at(-1),
      "the last stay",
    );
    const asked = {
      correctionId: kitchen.makeId("correction"),
      sessionId: stay["sessionId"],
      serviceDate: stay["serviceDate"],
      outAtMs: Number(stay["outAtMs"]) + 60_000,
      reasonCode: "wrong-time",
    };
    expect(await send("request-correction", asked, first())).toMatchObject({
      rejection: { code: "pay-period-closed", toDate: FORTNIGHT.toDate },
    });
    const overtime = { staffId: first().staffId, sessionId: stay["sessionId"], approvedMs: 0 };
    expect(await send("approve-overtime", overtime, head, head)).toMatchObject({
      rejection: { code: "pay-period-closed" },
    });
    const again = { payPeriodId: kitchen.makeId("pay_period"), fromDate: "2026-11-21", toDate: "2026-11-21" };
    expect(await draft(again)).toMatchObject({ rejection: { code: "pay-period-overlaps", payPeriodId } });
    expect(kitchen.ask("pay-proposal", {})).toMatchObject([{ fromDate: "2026-11-22" }]);
  });

  test("is marked as paid, and then stays", async () => {
    const paid = { payPeriodId, method: "transfer", reference: "TRF-0417" };
    expect((await send("mark-pay-period-paid", paid, fortnight.accountant)).kind).toBe("accepted");
    expect(periods()[0]).toMatchObject({ state: "paid", paidMethod: "transfer", paidReference: "TRF-0417" });
  });

  test("erasing a person takes their amounts and nobody else's", async () => {
    const { kitchen } = fortnight;
    const { staffId } = first();
    const before = honorList();
    await kitchen.accepted("end-staff", { staffId, endDate: "2026-11-22", reasonCode: "resigned" }, { as: SYSTEM });
    await kitchen.accepted("erase-staff", { staffId, isRequested: true }, { as: SYSTEM });
    expect(honorList()).toEqual(before.filter((row) => row.staffId !== staffId));
    const left = kitchen.store.reader.all(
      paySql.selectFrom("pay_line").select("staff_id").where("staff_id", "=", staffId),
    );
    expect(left).toEqual([]);
    expect(periods(fortnight.accountant)[0]).toMatchObject({ staffCount: before.length });
  });

  test("incremental equals rebuilt", () => {
    fortnight.kitchen.rebuildAndCompare();
  });
});
