import type { RowOf } from "#kernel/definition.ts";
import { MINUTE_MS } from "#kernel/time.ts";
import type { HonorRow, payPeriodsQuery } from "#domains/attendance/pay-queries.ts";
import type { Units } from "#renderer/copy/units.ts";
import type { IconName } from "#renderer/ui/icon.tsx";
import type { StateToken } from "#renderer/ui/tokens.ts";
import type { ManagerCopy } from "#renderer/faces/manager/words.ts";

export type PayPeriodRow = RowOf<typeof payPeriodsQuery>;

/** How a period stands, as a badge. */
export function periodLook(row: Pick<PayPeriodRow, "state" | "isStale">): {
  readonly token: StateToken;
  readonly icon: IconName;
  readonly key: "drafted" | "stale" | "approved" | "paid";
} {
  if (row.state === "paid") return { token: "ok", icon: "circle-check", key: "paid" };
  if (row.state === "approved") return { token: "info", icon: "check", key: "approved" };
  if (row.isStale) return { token: "warn", icon: "triangle-alert", key: "stale" };
  return { token: "text", icon: "circle-dashed", key: "drafted" };
}

/** “Sen, 9 Nov – Jum, 20 Nov 2026”. */
export function spanWords(units: Units, span: { readonly fromDate: string; readonly toDate: string }): string {
  return `${units.dateShort(span.fromDate)} – ${units.date(span.toDate)}`;
}

export function deductedIdr(row: HonorRow): number {
  return row.deductions.reduce((total, deduction) => total + deduction.amountIdr, 0);
}

/** “80 j 49 m”: hours of a fortnight, never days of the calendar. */
export function hoursWords(durationMs: number, { t, units }: Speaking): string {
  const minuteCount = Math.floor(durationMs / MINUTE_MS);
  return t("pay.hours", { hours: units.count(Math.floor(minuteCount / 60)), minutes: minuteCount % 60 });
}

/** “10”, “8 + 1 × ½”. */
export function daysWords(row: HonorRow, units: Units): string {
  const full = units.count(row.fullDayCount);
  return row.halfDayCount === 0 ? full : `${full} + ${units.count(row.halfDayCount)} × ½`;
}

interface Speaking {
  readonly t: ManagerCopy["t"];
  readonly units: Units;
}

/** How a line's amount came to be, step by step, in words anybody can follow. */
export function lineExplanation(row: HonorRow, { t, units }: Speaking): readonly (readonly [string, string])[] {
  const days = t("pay.line.days", { full: units.count(row.fullDayCount), half: units.count(row.halfDayCount) });
  const base =
    row.payBasis === "day"
      ? t("pay.line.by-day", { days, rate: units.money(row.rateIdr) })
      : t("pay.line.by-hour", { hours: hoursWords(row.workedMs, { t, units }), rate: units.money(row.rateIdr) });
  const overtime = t("pay.line.overtime", {
    approved: hoursWords(row.approvedOvertimeMs, { t, units }),
    measured: hoursWords(row.overtimeMs, { t, units }),
  });
  return [
    [base, units.money(row.baseIdr)],
    [overtime, units.money(row.overtimeIdr)],
    ...row.deductions.map(
      ({ reason, amountIdr }) => [t("pay.line.deduction", { reason }), units.money(-amountIdr)] as const,
    ),
    [t("pay.line.amount"), units.money(row.amountIdr)],
  ];
}
