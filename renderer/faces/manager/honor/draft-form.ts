import { isDateEntered } from "#renderer/copy/typed-date.ts";
import type { StaffDeductionInput } from "./deduction-editor.tsx";

/** What a draft is sent with. */
export interface DraftFields {
  readonly fromDate: string;
  readonly toDate: string;
  readonly deductions: readonly StaffDeductionInput[];
}

/** Whether the dates are ones a list can be made for; the kitchen checks the rest. */
export function areDatesEntered({ fromDate, toDate }: Pick<DraftFields, "fromDate" | "toDate">): boolean {
  return isDateEntered(fromDate) && isDateEntered(toDate) && fromDate <= toDate;
}

/** “50.000”, “Rp 50 000”: whole rupiah as people type them; null for anything else. */
export function rupiahFromText(text: string): number | null {
  const digits = text.replace(/^\s*Rp\.?/i, "").replaceAll(/[\s.]/g, "");
  if (!/^\d{1,9}$/.test(digits)) return null;
  const amountIdr = Number(digits);
  return amountIdr > 0 ? amountIdr : null;
}
