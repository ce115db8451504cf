import { idrRounded } from "#kernel/money.ts";
import { amountOf, type BaseUnit, type Quantity, type UnitPrice } from "#kernel/quantity.ts";
import type { LotStatus, StockState } from "./vocabulary.ts";

/** Rules of stock that `decide` and the screens share (DOMAIN.md §4.7). Pure and free of zod. */

/** What a rule needs of a lot; a row of `lots` has it. */
export interface LotView {
  readonly lotId: string;
  readonly status: LotStatus;
  readonly onHandAmount: number;
  readonly expiryDate: string | null;
  /** Order of arrival. */
  readonly receivedSeq: number;
}

/** What is expired tomorrow may be used today: the date is the last day of use. */
export function isExpired(lot: Pick<LotView, "expiryDate">, localDate: string): boolean {
  return lot.expiryDate !== null && lot.expiryDate < localDate;
}

/** Whether the kitchen may take from it. */
export function isUsable(lot: LotView, localDate: string): boolean {
  return lot.status === "available" && lot.onHandAmount > 0 && !isExpired(lot, localDate);
}

/** First expiry first; without expiry after those with one; then as they came. */
export function compareFefo(left: LotView, right: LotView): number {
  if (left.expiryDate !== right.expiryDate) {
    if (left.expiryDate === null) return 1;
    if (right.expiryDate === null) return -1;
    return left.expiryDate < right.expiryDate ? -1 : 1;
  }
  if (left.receivedSeq !== right.receivedSeq) return left.receivedSeq - right.receivedSeq;
  return left.lotId < right.lotId ? -1 : Number(left.lotId > right.lotId);
}

/** Available = on hand of lots available and unexpired. */
export function availableAmount(lots: readonly LotView[], localDate: string): number {
  return lots.reduce((sum, lot) => (isUsable(lot, localDate) ? sum + lot.onHandAmount : sum), 0);
}

export interface LotTake<Lot extends LotView> {
  readonly lot: Lot;
  readonly amount: number;
}

/** Which lots an amount comes from by first expiry; less than asked where they do not hold enough. */
export function proposeFefo<Lot extends LotView>(
  lots: readonly Lot[],
  amount: number,
  localDate: string,
): readonly LotTake<Lot>[] {
  const takes: LotTake<Lot>[] = [];
  let left = amount;
  for (const lot of lots.filter((one) => isUsable(one, localDate)).toSorted(compareFefo)) {
    if (left <= 0) break;
    const taken = Math.min(left, lot.onHandAmount);
    takes.push({ lot, amount: taken });
    left -= taken;
  }
  return takes;
}

/** Whether an earlier lot should go first: then taking this one needs a reason. */
export function isOffFefo(lots: readonly LotView[], lot: LotView, localDate: string): boolean {
  return lots.some(
    (one) =>
      one.lotId !== lot.lotId &&
      isUsable(one, localDate) &&
      // Lots of one expiry may go in any order: it is the expiry that is first.
      one.expiryDate !== lot.expiryDate &&
      compareFefo(one, lot) < 0,
  );
}

/** The one low-stock rule: nothing available, at most the minimum, at least the maximum. */
export function stockStateOf(
  available: number,
  levels: { readonly minAmount: number | null; readonly maxAmount: number | null },
): StockState {
  if (available <= 0) return "out";
  if (levels.minAmount !== null && available <= levels.minAmount) return "low";
  return levels.maxAmount !== null && available >= levels.maxAmount ? "plenty" : "enough";
}

/** How an item converts what people say into its base unit. */
export interface ItemUnits {
  readonly baseUnit: BaseUnit;
  readonly purchaseUnits: readonly { readonly code: string; readonly quantity: Quantity }[];
}

type Given = Quantity | { readonly unit: "purchase-unit"; readonly code: string; readonly unitCount: number };

/** A given quantity in the item's base unit; null where there is no conversion, which is never guessed. */
export function baseAmountOf(given: Given, item: ItemUnits): number | null {
  if (given.unit !== "purchase-unit") return given.unit === item.baseUnit ? amountOf(given) : null;
  const unit = item.purchaseUnits.find((one) => one.code === given.code);
  return unit === undefined ? null : amountOf(unit.quantity) * given.unitCount;
}

/** How a given quantity's unit is named in a refusal. */
export function unitNameOf(given: Given): string {
  return given.unit === "purchase-unit" ? given.code : given.unit;
}

/** What an amount costs at a price in the same unit. */
export function valueAtPriceIdr(amount: number, price: UnitPrice): number {
  return idrRounded([{ amountIdr: price.amountIdr, timesCount: amount, perCount: amountOf(price.per) }]);
}

/** What an amount leaving takes of the value: its share, and the last of it the rest, so that nothing is worth nothing. */
export function valueOfShareIdr(amount: number, stock: { readonly amount: number; readonly valueIdr: number }): number {
  if (amount === stock.amount) return stock.valueIdr;
  return idrRounded([{ amountIdr: stock.valueIdr, timesCount: amount, perCount: stock.amount }]);
}

/** Reorder = up to the maximum, less what is there and on its way. */
export function reorderAmount(levels: {
  readonly maxAmount: number;
  readonly availableAmount: number;
  readonly onOrderAmount: number;
}): number {
  return Math.max(0, levels.maxAmount - levels.availableAmount - levels.onOrderAmount);
}
