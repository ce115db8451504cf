import { isReasonDraft, type ReasonDraft } from "#renderer/faces/tablet/acts/reason-act.tsx";
import { isAmountDraft, NO_AMOUNT, type AmountDraft } from "./typed-amount.ts";

/** How much of a lot changes, which way and why; kept on the tablet until it is sent. */
export interface LotChangeDraft {
  readonly amount: AmountDraft;
  /** Null until somebody says whether it is more or less than the book. */
  readonly direction: "more" | "less" | null;
  readonly why: ReasonDraft<string>;
  readonly isReasonAsked: boolean;
}

export const NO_LOT_CHANGE: LotChangeDraft = {
  amount: NO_AMOUNT,
  direction: null,
  why: { code: null, words: "" },
  isReasonAsked: false,
};

export function isLotChangeDraft(value: unknown): value is LotChangeDraft {
  if (typeof value !== "object" || value === null) return false;
  const draft = value as Partial<Record<keyof LotChangeDraft, unknown>>; // each member is checked below
  return (
    isAmountDraft(draft.amount) &&
    (draft.direction === null || draft.direction === "more" || draft.direction === "less") &&
    isReasonDraft(draft.why) &&
    typeof draft.isReasonAsked === "boolean"
  );
}
