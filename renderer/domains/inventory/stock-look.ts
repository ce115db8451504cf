import { dayCountFromLocalDate, type LocalDate } from "#kernel/time.ts";
import { amountOf, type Quantity } from "#kernel/quantity.ts";
import type { StockState } from "#domains/inventory/vocabulary.ts";
import type { StateToken } from "#renderer/ui/tokens.ts";

/** How stock stands, in the words of UX.md §2.5. */
export type StockWord = "enough" | "low" | "out" | "expiring" | "expired";

export const STOCK_LOOK: Readonly<Record<StockWord, StateToken>> = {
  enough: "text",
  low: "warn",
  out: "crit",
  expiring: "warn",
  expired: "crit",
};

/** The words a thing of the store room stands under, the gravest first; how much there is, and what is about to spoil. */
export function stockWords(row: {
  readonly state: StockState;
  /** Whether anybody said how much must be there; without it nobody can call what is there enough. */
  readonly isMinimumSet: boolean;
  readonly expired: Quantity;
  readonly nextExpiryDate: LocalDate | null;
  readonly localDate: LocalDate;
  /** So many days before its expiry a thing of this category is told of. */
  readonly tellDayCount: number;
}): readonly StockWord[] {
  const amount: StockWord = row.state === "plenty" ? "enough" : row.state;
  const isSoon =
    row.nextExpiryDate !== null &&
    dayCountFromLocalDate(row.nextExpiryDate) - dayCountFromLocalDate(row.localDate) <= row.tellDayCount;
  return [
    ...(amountOf(row.expired) > 0 ? (["expired"] as const) : []),
    ...(amount === "enough" ? [] : [amount]),
    ...(isSoon ? (["expiring"] as const) : []),
    ...(amount === "enough" && row.isMinimumSet ? [amount] : []),
  ];
}
