import type { SealedReference } from "#domains/people/events.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import type { StaffId } from "#kernel/ids.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import { dayCountFromLocalDate } from "#kernel/time.ts";
import type { AttendanceCommand } from "./commands.ts";
import type { AttendanceEvent } from "./events.ts";
import type { PayLine } from "./pay-rules.ts";
import type { AttendanceRejection } from "./rejections.ts";

export type PayCommand = Extract<
  AttendanceCommand,
  { readonly type: "draft-pay-period" | "approve-head-pay" | "approve-pay-period" | "mark-pay-period-paid" }
>;
export type PayEvent = Extract<
  AttendanceEvent,
  { readonly type: "pay-period-drafted" | "head-pay-approved" | "pay-period-approved" | "pay-period-paid" }
>;

/** One pay period (stream `pay_period_…`). */
export type PayPeriodState =
  | { readonly kind: "none" }
  | {
      readonly kind: "drafted" | "approved" | "paid";
      readonly draftedByStaffId: StaffId | null;
      /** Whose lines somebody else signed because they approve wage lists themselves. */
      readonly headApprovedStaffIds: readonly StaffId[];
    };
export const initialPayPeriodState: PayPeriodState = { kind: "none" };

/** What a decision about a period needs beside its stream: the list as it would be made now. */
export interface PayFacts {
  readonly today: ServiceDate;
  /** The last day of the period. */
  readonly toDate: ServiceDate;
  readonly overlappingPayPeriodId: string | null;
  readonly openCorrectionCount: number;
  readonly openStayCount: number;
  readonly lines: readonly PayLine[];
  readonly rateMissingStaffIds: readonly StaffId[];
  /** The seals of `lines`; empty unless a list is being made. */
  readonly sealedLines: ReadonlyArray<{ readonly staffId: StaffId; readonly sealed: SealedReference }>;
  /** Whether `lines` are not those the draft sealed. */
  readonly isStale: boolean;
  /** Those on the list who approve wage lists themselves. */
  readonly headStaffIds: readonly StaffId[];
}

type Decision = Result<readonly PayEvent[], AttendanceRejection>;

/** A pay period is for one fortnight of service days; a month is the widest span a mistake may make it. */
export const PAY_PERIOD_MAX_DAY_COUNT = 31;

export function evolvePayPeriod(
  state: PayPeriodState,
  event: PayEvent & { readonly staffId: StaffId | null },
): PayPeriodState {
  switch (event.type) {
    case "pay-period-drafted":
      return { kind: "drafted", draftedByStaffId: event.staffId, headApprovedStaffIds: [] };
    case "head-pay-approved":
      return state.kind === "none" ? state : { ...state, headApprovedStaffIds: event.body.staffIds };
    case "pay-period-approved":
      return state.kind === "none" ? state : { ...state, kind: "approved" };
    case "pay-period-paid":
      return state.kind === "none" ? state : { ...state, kind: "paid" };
  }
}

export function decidePay(
  state: PayPeriodState,
  command: PayCommand,
  facts: PayFacts,
  context: DecisionContext,
): Decision {
  switch (command.type) {
    case "draft-pay-period":
      return decideDraft(state, command, facts);
    case "approve-head-pay":
      return decideHeadPay(state, command, facts, context);
    case "approve-pay-period":
      return decideApproval(state, command, facts, context);
    case "mark-pay-period-paid":
      if (state.kind !== "approved") return err({ code: "wrong-state", state: state.kind });
      return ok([{ type: "pay-period-paid", body: command.body }]);
  }
}

function decideDraft(
  state: PayPeriodState,
  { body }: Extract<PayCommand, { type: "draft-pay-period" }>,
  facts: PayFacts,
): Decision {
  if (state.kind === "approved" || state.kind === "paid") return err({ code: "wrong-state", state: state.kind });
  const dayCount = dayCountFromLocalDate(body.toDate) - dayCountFromLocalDate(body.fromDate) + 1;
  if (dayCount < 1 || dayCount > PAY_PERIOD_MAX_DAY_COUNT) {
    return err({ code: "out-of-range", field: "dayCount", min: 1, max: PAY_PERIOD_MAX_DAY_COUNT });
  }
  if (facts.overlappingPayPeriodId !== null) {
    return err({ code: "pay-period-overlaps", payPeriodId: facts.overlappingPayPeriodId });
  }
  const open = openRefusal(facts);
  if (open !== null) return err(open);
  const { lines, rateMissingStaffIds } = facts;
  if (rateMissingStaffIds.length > 0) return err({ code: "pay-rate-missing", staffIds: rateMissingStaffIds });
  if (lines.length === 0) return err({ code: "nobody-to-pay" });
  const stray = body.deductions.find(({ staffId }) => !lines.some((line) => line.staffId === staffId));
  if (stray !== undefined) return err({ code: "not-found", kind: "pay-line", id: stray.staffId });
  const overdrawn = lines.find((line) => line.amountIdr < 0);
  if (overdrawn !== undefined) {
    const { staffId, baseIdr, overtimeIdr } = overdrawn;
    return err({ code: "deduction-too-large", staffId, grossIdr: baseIdr + overtimeIdr });
  }
  const { payPeriodId, fromDate, toDate } = body;
  const totalIdr = lines.reduce((total, line) => total + line.amountIdr, 0);
  return ok([
    {
      type: "pay-period-drafted",
      body: { payPeriodId, fromDate, toDate, staffCount: lines.length, totalIdr, lines: [...facts.sealedLines] },
    },
  ]);
}

function decideHeadPay(
  state: PayPeriodState,
  { body }: Extract<PayCommand, { type: "approve-head-pay" }>,
  facts: PayFacts,
  { actor }: DecisionContext,
): Decision {
  if (state.kind !== "drafted") return err({ code: "wrong-state", state: state.kind });
  const { headStaffIds } = facts;
  const isOwn = headStaffIds.some((staffId) => staffId === actor.staffId) || state.draftedByStaffId === actor.staffId;
  if (isOwn) return err({ code: "own-work", staffId: actor.staffId ?? "" });
  // `attendance.approve` is the kitchen head's too; a second head may not take the field assistant's place (DOMAIN.md §3).
  if (!actor.roles.includes("field-assistant")) return err({ code: "not-permitted", permission: "attendance.approve" });
  if (headStaffIds.length === 0) return err({ code: "not-found", kind: "pay-line", id: body.payPeriodId });
  if (facts.isStale) return err({ code: "pay-period-stale" });
  return ok([{ type: "head-pay-approved", body: { payPeriodId: body.payPeriodId, staffIds: [...headStaffIds] } }]);
}

function decideApproval(
  state: PayPeriodState,
  { body }: Extract<PayCommand, { type: "approve-pay-period" }>,
  facts: PayFacts,
  { actor }: DecisionContext,
): Decision {
  if (state.kind !== "drafted") return err({ code: "wrong-state", state: state.kind });
  if (state.draftedByStaffId === actor.staffId) return err({ code: "own-work", staffId: actor.staffId ?? "" });
  if (facts.toDate >= facts.today) return err({ code: "pay-period-not-over", toDate: facts.toDate });
  const open = openRefusal(facts);
  if (open !== null) return err(open);
  if (facts.isStale) return err({ code: "pay-period-stale" });
  const { headApprovedStaffIds } = state;
  const unsigned = facts.headStaffIds.filter((staffId) => !headApprovedStaffIds.includes(staffId));
  if (unsigned.length > 0) return err({ code: "head-pay-unapproved", staffIds: unsigned });
  return ok([{ type: "pay-period-approved", body: { payPeriodId: body.payPeriodId } }]);
}

/** Hours that are still asked about are not a list. */
function openRefusal(facts: PayFacts): AttendanceRejection | null {
  if (facts.openCorrectionCount > 0) return { code: "open-corrections", openCount: facts.openCorrectionCount };
  if (facts.openStayCount > 0) return { code: "open-stays", openCount: facts.openStayCount };
  return null;
}
