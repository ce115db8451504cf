import { describe, expect, test } from "vitest";
import type { SiteRole } from "#kernel/access.ts";
import type { StaffId } from "#kernel/ids.ts";
import { HOUR_MS } from "#kernel/time.ts";
import { createDecideSpec, testContext } from "#tests/kit/decide-spec.ts";
import {
  decidePay,
  evolvePayPeriod,
  initialPayPeriodState,
  type PayCommand,
  type PayEvent,
  type PayFacts,
} from "./decide-pay.ts";
import type { PayLine } from "./pay-rules.ts";
import { payPeriodIdSchema } from "./ids.ts";

const given = createDecideSpec({ initialState: initialPayPeriodState, evolve: evolvePayPeriod, decide: decidePay });
const id = (digit: string) => `staff_${digit.repeat(32)}` as StaffId; // well formed
const MAKER = id("a");
const HEAD = id("b");
const FIELD = id("c");
const COOK = id("d");
const payPeriodId = payPeriodIdSchema.parse(`pay_period_${"1".repeat(32)}`);
const SPAN = { payPeriodId, fromDate: "2026-11-09", toDate: "2026-11-20" };

const sealOf = (digit: string) => ({ sealedId: `sealed_${digit.repeat(32)}`, digest: digit.repeat(64) }) as never; // well formed
function line(staffId: StaffId, amountIdr: number): PayLine {
  return {
    staffId,
    payBasis: "day",
    rateIdr: 100_000,
    overtimeHourIdr: 0,
    bankAccount: null,
    fullDayCount: 10,
    halfDayCount: 0,
    workedMs: 80 * HOUR_MS,
    overtimeMs: 0,
    approvedOvertimeMs: 0,
    baseIdr: 1_000_000,
    overtimeIdr: 0,
    deductions: [],
    amountIdr,
  };
}
const SEALED = [
  { staffId: COOK, sealed: sealOf("d") },
  { staffId: HEAD, sealed: sealOf("b") },
];
function facts(more: Partial<PayFacts> = {}): PayFacts {
  return {
    today: "2026-11-21",
    toDate: SPAN.toDate,
    overlappingPayPeriodId: null,
    openCorrectionCount: 0,
    openStayCount: 0,
    lines: [line(COOK, 1_000_000), line(HEAD, 900_000)],
    rateMissingStaffIds: [],
    sealedLines: SEALED,
    isStale: false,
    headStaffIds: [],
    ...more,
  };
}
const by = (staffId: StaffId, ...roles: readonly SiteRole[]) => ({
  actor: { ...testContext().actor, staffId, roles },
});
type Command<Type> = Extract<PayCommand, { readonly type: Type }>;
const draft: Command<"draft-pay-period"> = { type: "draft-pay-period", body: { ...SPAN, deductions: [] } };
const headPay = { type: "approve-head-pay", body: { payPeriodId } } as const;
const approve = { type: "approve-pay-period", body: { payPeriodId } } as const;
const pay = { type: "mark-pay-period-paid", body: { payPeriodId, method: "cash" } } as const;
type Drafted = Extract<PayEvent, { type: "pay-period-drafted" }>;
const drafted: Drafted & { staffId: StaffId } = {
  type: "pay-period-drafted",
  staffId: MAKER,
  body: { ...SPAN, staffCount: 2, totalIdr: 1_900_000, lines: SEALED },
};
const headApproved: PayEvent = { type: "head-pay-approved", body: { payPeriodId, staffIds: [HEAD] } };
const approved: PayEvent = { type: "pay-period-approved", body: { payPeriodId } };
const paid: PayEvent = { type: "pay-period-paid", body: { payPeriodId, method: "cash" } };

describe("a draft", () => {
  test("counts, adds up and names each person's seal", () => {
    const { staffId: _by, ...event } = drafted;
    given().when(draft, facts(), by(MAKER, "accountant")).emits(event);
    given(drafted, headApproved).when(draft, facts(), by(MAKER, "accountant")).emits(event);
  });
  test.each([
    ["approved", [drafted, approved]],
    ["paid", [drafted, approved, paid]],
  ] as const)("is refused once %s", (state, past) => {
    given(...past)
      .when(draft, facts())
      .rejects({ code: "wrong-state", state });
  });
  test("is for one to thirty-one days", () => {
    const span = (fromDate: string) => ({ ...draft, body: { ...draft.body, fromDate } });
    for (const fromDate of ["2026-11-21", "2026-10-20"]) {
      given().when(span(fromDate), facts()).rejects({ code: "out-of-range", field: "dayCount", min: 1, max: 31 });
    }
    expect(given().when(span("2026-10-21"), facts()).decided.ok).toBe(true);
  });
  test("waits for whatever is still asked", () => {
    given()
      .when(draft, facts({ openCorrectionCount: 2 }))
      .rejects({ code: "open-corrections", openCount: 2 });
    given()
      .when(draft, facts({ openStayCount: 3 }))
      .rejects({ code: "open-stays", openCount: 3 });
  });
  test("pays no day twice", () => {
    const other = `pay_period_${"2".repeat(32)}`;
    given()
      .when(draft, facts({ overlappingPayPeriodId: other }))
      .rejects({ code: "pay-period-overlaps", payPeriodId: other });
  });
  test("names who has no rate, and is for somebody", () => {
    given()
      .when(draft, facts({ rateMissingStaffIds: [COOK] }))
      .rejects({ code: "pay-rate-missing", staffIds: [COOK] });
    given()
      .when(draft, facts({ lines: [], sealedLines: [] }))
      .rejects({ code: "nobody-to-pay" });
  });
  test("takes only from who is on it, and never more than they earned", () => {
    const deducting = (staffId: StaffId) => ({
      ...draft,
      body: { ...draft.body, deductions: [{ staffId, reason: "Kasbon", amountIdr: 1_000_001 }] },
    });
    given().when(deducting(FIELD), facts()).rejects({ code: "not-found", kind: "pay-line", id: FIELD });
    given()
      .when(deducting(COOK), facts({ lines: [line(COOK, -1)] }))
      .rejects({ code: "deduction-too-large", staffId: COOK, grossIdr: 1_000_000 });
  });
});

describe("the head's line", () => {
  const withHead = facts({ headStaffIds: [HEAD] });
  test("is signed by the field assistant", () => {
    given(drafted).when(headPay, withHead, by(FIELD, "field-assistant")).emits(headApproved);
  });
  test("is not signed by the one who gets it, nor by the maker", () => {
    given(drafted)
      .when(headPay, withHead, by(HEAD, "kitchen-head", "field-assistant"))
      .rejects({ code: "own-work", staffId: HEAD });
    given(drafted)
      .when(headPay, withHead, by(MAKER, "accountant", "field-assistant"))
      .rejects({ code: "own-work", staffId: MAKER });
  });
  test("is not signed by another head in the field assistant's place", () => {
    given(drafted)
      .when(headPay, withHead, by(id("e"), "kitchen-head"))
      .rejects({ code: "not-permitted", permission: "attendance.approve" });
  });
  test("must be there, and be that of a list still true", () => {
    const field = by(FIELD, "field-assistant");
    given(drafted).when(headPay, facts(), field).rejects({ code: "not-found", kind: "pay-line", id: payPeriodId });
    given(drafted)
      .when(headPay, { ...withHead, isStale: true }, field)
      .rejects({ code: "pay-period-stale" });
    given().when(headPay, withHead, field).rejects({ code: "wrong-state", state: "none" });
    given(drafted, headApproved, approved)
      .when(headPay, withHead, field)
      .rejects({ code: "wrong-state", state: "approved" });
  });
});

describe("an approval", () => {
  const head = by(HEAD, "kitchen-head");
  test("is given by another than the maker", () => {
    given(drafted).when(approve, facts(), head).emits(approved);
    given(drafted)
      .when(approve, facts(), by(MAKER, "kitchen-head", "accountant"))
      .rejects({ code: "own-work", staffId: MAKER });
  });
  test("waits until the last day is over", () => {
    given(drafted)
      .when(approve, facts({ today: SPAN.toDate }), head)
      .rejects({ code: "pay-period-not-over", toDate: SPAN.toDate });
  });
  test("is refused for a list that is no longer true", () => {
    given(drafted)
      .when(approve, facts({ isStale: true }), head)
      .rejects({ code: "pay-period-stale" });
    given(drafted)
      .when(approve, facts({ openCorrectionCount: 1 }), head)
      .rejects({ code: "open-corrections", openCount: 1 });
    given(drafted)
      .when(approve, facts({ openStayCount: 1 }), head)
      .rejects({ code: "open-stays", openCount: 1 });
  });
  test("waits for the field assistant's signature under the head's own line", () => {
    const withHead = facts({ headStaffIds: [HEAD] });
    given(drafted)
      .when(approve, withHead, head)
      .rejects({ code: "head-pay-unapproved", staffIds: [HEAD] });
    given(drafted, headApproved).when(approve, withHead, head).emits(approved);
    // A list made again wants its signature again.
    given(drafted, headApproved, drafted)
      .when(approve, withHead, head)
      .rejects({ code: "head-pay-unapproved", staffIds: [HEAD] });
  });
  test("is given once, to what was made", () => {
    given(drafted, approved).when(approve, facts(), head).rejects({ code: "wrong-state", state: "approved" });
    given().when(approve, facts(), head).rejects({ code: "wrong-state", state: "none" });
  });
});

test("only an approved list is paid, and once", () => {
  given(drafted, approved).when(pay, facts()).emits(paid);
  given(drafted).when(pay, facts()).rejects({ code: "wrong-state", state: "drafted" });
  given(drafted, approved, paid).when(pay, facts()).rejects({ code: "wrong-state", state: "paid" });
});
