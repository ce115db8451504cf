import type { EmploymentKind, PayBasis } from "#domains/people/events.ts";
import { canonicalJson } from "#kernel/json.ts";
import { idrRoundedDown } from "#kernel/money.ts";
import type { StaffId } from "#kernel/ids.ts";
import { HOUR_MS } from "#kernel/time.ts";
import type { DayStatus } from "./values.ts";

/** What pay needs of a stay; every stay row has it. */
export interface PayStay {
  readonly staffId: string;
  readonly serviceDate: string;
  readonly status: DayStatus;
  readonly inAtMs: number | null;
  readonly outAtMs: number | null;
  readonly workedMs: number;
  readonly overtimeMs: number;
  readonly approvedOvertimeMs: number | null;
}

/** A person's rate and where their money goes, as entered with their personal data. */
export interface PayPerson {
  readonly staffId: StaffId;
  readonly employmentKind: EmploymentKind;
  readonly rate: { readonly payBasis: PayBasis; readonly rateIdr: number } | null;
  readonly bankAccount: string | null;
  /** May approve wage lists, so their own line is signed by somebody else. */
  readonly isApprover: boolean;
}

/** The figures in force for a period. */
export interface PayFigures {
  readonly overtimeHourIdr: number;
  readonly halfDayShareBp: number;
  readonly dayMaxMs: number;
}

export interface Deduction {
  readonly reason: string;
  readonly amountIdr: number;
}

export interface PayHours {
  readonly fullDayCount: number;
  readonly halfDayCount: number;
  readonly workedMs: number;
  readonly overtimeMs: number;
  readonly approvedOvertimeMs: number;
}

export interface PayAmounts {
  readonly baseIdr: number;
  readonly overtimeIdr: number;
  readonly deductions: readonly Deduction[];
  /** `baseIdr + overtimeIdr − deductions`; below zero only where a deduction is too large, which no list may hold. */
  readonly amountIdr: number;
}

/** One person's line of a wage list, as it is sealed. */
export interface PayLine extends PayHours, PayAmounts {
  readonly staffId: StaffId;
  readonly payBasis: PayBasis;
  readonly rateIdr: number;
  readonly overtimeHourIdr: number;
  readonly bankAccount: string | null;
}

/** Employees of the agency and guests are paid elsewhere; on this list only when a rate was entered for them (DOMAIN.md §4.3). */
const PAID_ELSEWHERE: readonly EmploymentKind[] = ["bgn", "guest"];
const WHOLE_BP = 10_000;

/** A stay nobody knows the end of is not hours until it was corrected. */
export function isOpenStay(stay: PayStay): boolean {
  return stay.inAtMs !== null && (stay.outAtMs === null || stay.status === "incomplete");
}

/** A stay that is worked time: it has both ends. */
export function isWorkedStay(stay: PayStay): boolean {
  return stay.inAtMs !== null && stay.outAtMs !== null && stay.status !== "incomplete";
}

/**
 * Days and hours of one person's stays. A service date is paid once at most: two half days of one date are a whole one, two
 * shifts of one date still one. Outside the roster there is no shift to be half of; `attendance.day-max` stands for it.
 */
export function payHours(stays: readonly PayStay[], figures: PayFigures): PayHours {
  const halvesByDate = new Map<string, number>();
  const worked = stays.filter(isWorkedStay);
  for (const stay of worked) {
    const halfCount = isHalfDay(stay, figures) ? 1 : 2;
    halvesByDate.set(stay.serviceDate, Math.min(2, (halvesByDate.get(stay.serviceDate) ?? 0) + halfCount));
  }
  const halves = [...halvesByDate.values()];
  return {
    fullDayCount: halves.filter((count) => count === 2).length,
    halfDayCount: halves.filter((count) => count === 1).length,
    workedMs: sum(worked.map((stay) => stay.workedMs)),
    overtimeMs: sum(worked.map((stay) => stay.overtimeMs)),
    approvedOvertimeMs: sum(worked.map((stay) => stay.approvedOvertimeMs ?? 0)),
  };
}

function isHalfDay(stay: PayStay, { halfDayShareBp, dayMaxMs }: PayFigures): boolean {
  if (stay.status === "half-day") return true;
  return stay.status === "unrostered" && stay.workedMs * WHOLE_BP < dayMaxMs * halfDayShareBp;
}

/**
 * (full + half ÷ 2) × day rate, or worked hours × hour rate, + approved overtime hours × `pay.overtime-hour` − shown
 * deductions, rounded down once (DOMAIN.md §4.4). The rupiah lost by rounding is taken from the base, so columns add up.
 */
export function payAmounts(
  hours: PayHours,
  rate: { readonly payBasis: PayBasis; readonly rateIdr: number },
  rest: { readonly overtimeHourIdr: number; readonly deductions: readonly Deduction[] },
): PayAmounts {
  const base =
    rate.payBasis === "day"
      ? { amountIdr: rate.rateIdr, timesCount: 2 * hours.fullDayCount + hours.halfDayCount, perCount: 2 }
      : { amountIdr: rate.rateIdr, timesCount: hours.workedMs, perCount: HOUR_MS };
  const overtime = { amountIdr: rest.overtimeHourIdr, timesCount: hours.approvedOvertimeMs, perCount: HOUR_MS };
  const grossIdr = idrRoundedDown([base, overtime]);
  const overtimeIdr = idrRoundedDown([overtime]);
  const deductedIdr = sum(rest.deductions.map((deduction) => deduction.amountIdr));
  return {
    baseIdr: grossIdr - overtimeIdr,
    overtimeIdr,
    deductions: rest.deductions,
    amountIdr: grossIdr - deductedIdr,
  };
}

export interface PayListInput {
  readonly stays: readonly PayStay[];
  readonly people: readonly PayPerson[];
  readonly deductions: ReadonlyArray<Deduction & { readonly staffId: string }>;
  readonly figures: PayFigures;
}

/** The lines of everybody who worked, in the order of `people`; who worked without a rate stands beside it. */
export function payList(input: PayListInput): {
  readonly lines: readonly PayLine[];
  readonly rateMissingStaffIds: readonly StaffId[];
} {
  const { overtimeHourIdr } = input.figures;
  const staysByStaff = Map.groupBy(input.stays.filter(isWorkedStay), (stay) => stay.staffId);
  const lines: PayLine[] = [];
  const rateMissingStaffIds: StaffId[] = [];
  for (const { staffId, rate, employmentKind, bankAccount } of input.people) {
    const stays = staysByStaff.get(staffId);
    if (stays === undefined) continue;
    if (rate === null) {
      if (!PAID_ELSEWHERE.includes(employmentKind)) rateMissingStaffIds.push(staffId);
      continue;
    }
    const hours = payHours(stays, input.figures);
    const deductions = input.deductions
      .filter((deduction) => deduction.staffId === staffId)
      .map(({ reason, amountIdr }) => ({ reason, amountIdr }));
    const amounts = payAmounts(hours, rate, { overtimeHourIdr, deductions });
    lines.push({ staffId, ...rate, overtimeHourIdr, bankAccount, ...hours, ...amounts });
  }
  return { lines, rateMissingStaffIds };
}

/** Whether a list made now would be the one that was made. */
export function arePayLinesEqual(left: readonly PayLine[], right: readonly PayLine[]): boolean {
  return canonicalJson(left) === canonicalJson(right);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
