import { shareBp } from "./rules.ts";

/** One delivery of an order, as a supplier is judged by it. Amounts of one item are in its base unit. */
export interface ScoredReceipt {
  readonly receivedDate: string;
  readonly neededDate: string;
  readonly lines: ReadonlyArray<{
    readonly deliveredAmount: number;
    readonly acceptedAmount: number;
  }>;
  /** Of each line of the order: what was still owed before this delivery, and what of that it brought. */
  readonly owed: ReadonlyArray<{ readonly owedAmount: number; readonly broughtAmount: number }>;
}

/** The figures of `supplier.score` in force; the three shares are weights and need not make 10 000. */
export interface ScoreFigures {
  readonly onTimeBp: number;
  readonly acceptedBp: number;
  readonly completeBp: number;
  readonly receiptCount: number;
  readonly receiptMinCount: number;
}

/** A supplier's score and its three parts, basis points; null below the least number of deliveries (*belum ada data*). */
export interface SupplierScore {
  readonly receiptCount: number;
  readonly scoreBp: number | null;
  readonly onTimeBp: number | null;
  readonly acceptedBp: number | null;
  readonly completeBp: number | null;
}

/** DOMAIN.md §4.6: on time, accepted share and completeness of the last deliveries, newest first. */
export function supplierScore(receipts: readonly ScoredReceipt[], figures: ScoreFigures): SupplierScore {
  const judged = receipts.slice(0, figures.receiptCount);
  const receiptCount = judged.length;
  const nothing = { scoreBp: null, onTimeBp: null, acceptedBp: null, completeBp: null };
  if (receiptCount < figures.receiptMinCount || receiptCount === 0) return { receiptCount, ...nothing };
  const onTimeBp = mean(judged.map(({ receivedDate, neededDate }) => (receivedDate <= neededDate ? 10_000 : 0)));
  const acceptedBp = mean(judged.map(acceptedShareBp));
  const completeBp = mean(judged.map(completeShareBp));
  const weights = figures.onTimeBp + figures.acceptedBp + figures.completeBp;
  const sum = onTimeBp * figures.onTimeBp + acceptedBp * figures.acceptedBp + completeBp * figures.completeBp;
  return { receiptCount, scoreBp: weights === 0 ? null : Math.round(sum / weights), onTimeBp, acceptedBp, completeBp };
}

/** Lines are in different units: each counts alike. A delivery of nothing accepted nothing. */
function acceptedShareBp({ lines }: ScoredReceipt): number {
  return mean(lines.map((line) => shareBp(line.acceptedAmount, line.deliveredAmount) ?? 0));
}

function completeShareBp({ owed }: ScoredReceipt): number {
  const open = owed.filter((line) => line.owedAmount > 0);
  if (open.length === 0) return 10_000;
  return mean(open.map((line) => shareBp(Math.min(line.broughtAmount, line.owedAmount), line.owedAmount) ?? 0));
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
}
