import { present } from "#kernel/assert.ts";
import { idrOfQuantity } from "#kernel/money.ts";
import { amountOf, quantityOf, type BaseUnit, type Quantity, type UnitPrice } from "#kernel/quantity.ts";
import { isBeyondTolerance } from "./rules.ts";
import type { MatchDifference } from "./values.ts";

/** The three papers: what was ordered (none for a purchase without an order), what was accepted, what is asked for. */
export interface ThreePapers {
  readonly order: {
    readonly lines: ReadonlyArray<{
      readonly itemId: string;
      readonly quantity: Quantity;
      readonly unitPrice: UnitPrice;
    }>;
    /** What other invoices of the order already asked for. */
    readonly invoiced: ReadonlyArray<{ readonly itemId: string; readonly quantity: Quantity }>;
  } | null;
  readonly receipts: ReadonlyArray<{
    readonly lines: ReadonlyArray<{
      readonly itemId: string;
      readonly accepted: Quantity;
      readonly returned: Quantity;
      readonly unitPrice: UnitPrice;
    }>;
  }>;
  readonly lines: ReadonlyArray<{ readonly itemId: string; readonly quantity: Quantity; readonly amountIdr: number }>;
}

/** One item across the three papers, differences or not. Amounts in the item's base unit; `expectedIdr` for what was kept. */
export interface MatchedItem {
  readonly itemId: string;
  readonly accepted: Quantity;
  readonly invoiced: Quantity;
  readonly expectedIdr: number;
  readonly invoicedIdr: number;
  readonly differences: readonly MatchDifference["kind"][];
}

/**
 * Holds an invoice against its order and its deliveries, item by item. The order's price counts; where nothing was ordered the
 * price taken down at the door does. Quantities and amounts within `toleranceBp` are no difference.
 */
export function matchItems(papers: ThreePapers, toleranceBp: number): readonly MatchedItem[] {
  const itemIds = new Set([
    ...papers.lines.map((line) => line.itemId),
    ...papers.receipts.flatMap((receipt) => receipt.lines.map((line) => line.itemId)),
  ]);
  return [...itemIds].flatMap((itemId) => {
    const item = matchItem(papers, itemId, toleranceBp);
    // Refused at the door or sent back whole, and not asked for: nothing to compare.
    return amountOf(item.accepted) === 0 && amountOf(item.invoiced) === 0 && item.invoicedIdr === 0 ? [] : [item];
  });
}

/** The differences as an event keeps them, one row a kind. */
export function differencesOf(items: readonly MatchedItem[]): readonly MatchDifference[] {
  return items.flatMap(({ differences, itemId, ...item }) =>
    // the papers a decision compares hold parsed ids
    differences.map((kind) => ({ kind, itemId: itemId as MatchDifference["itemId"], ...item })),
  );
}

function matchItem(papers: ThreePapers, itemId: string, toleranceBp: number): MatchedItem {
  const received = papers.receipts.flatMap((receipt) => receipt.lines.filter((line) => line.itemId === itemId));
  const asked = papers.lines.filter((line) => line.itemId === itemId);
  const unit = unitOf(received, asked);
  const acceptedAmount = received.reduce((sum, line) => sum + amountOf(line.accepted) - amountOf(line.returned), 0);
  const invoicedAmount = asked.reduce((sum, line) => sum + amountOf(line.quantity), 0);
  const invoicedIdr = asked.reduce((sum, line) => sum + line.amountIdr, 0);
  const accepted = quantityOf(unit, acceptedAmount);
  const invoiced = quantityOf(unit, invoicedAmount);
  const price = priceOf(papers, received, itemId);
  const differences: MatchDifference["kind"][] = [];
  if (asked.length === 0) differences.push("not-invoiced");
  else if (isBeyondTolerance(acceptedAmount, invoicedAmount, toleranceBp)) differences.push("quantity");
  if (isBeyondOrder(papers, itemId, invoicedAmount, toleranceBp)) differences.push("not-ordered");
  const fairIdr = price === null ? null : idrOfQuantity(invoiced, price);
  if (fairIdr !== null && asked.length > 0 && isBeyondTolerance(fairIdr, invoicedIdr, toleranceBp)) {
    differences.push("price");
  }
  const expectedIdr = price === null ? 0 : idrOfQuantity(accepted, price);
  return { itemId, accepted, invoiced, expectedIdr, invoicedIdr, differences };
}

function unitOf(
  received: ReadonlyArray<{ readonly accepted: Quantity }>,
  asked: ReadonlyArray<{ readonly quantity: Quantity }>,
): BaseUnit {
  return present(received[0]?.accepted ?? asked[0]?.quantity, "an item is on one of the papers").unit;
}

/** Whether more is asked for than the order has left after its other invoices. Without an order nothing is beyond it. */
function isBeyondOrder(papers: ThreePapers, itemId: string, invoicedAmount: number, toleranceBp: number): boolean {
  const { order } = papers;
  if (order === null) return false;
  const line = order.lines.find((candidate) => candidate.itemId === itemId);
  const before = order.invoiced.reduce((sum, row) => sum + (row.itemId === itemId ? amountOf(row.quantity) : 0), 0);
  const orderedAmount = line === undefined ? 0 : amountOf(line.quantity);
  const totalAmount = before + invoicedAmount;
  return totalAmount > orderedAmount && isBeyondTolerance(orderedAmount, totalAmount, toleranceBp);
}

function priceOf(
  { order }: ThreePapers,
  received: ReadonlyArray<{ readonly unitPrice: UnitPrice }>,
  itemId: string,
): UnitPrice | null {
  const ordered = order?.lines.find((line) => line.itemId === itemId);
  return ordered?.unitPrice ?? received[0]?.unitPrice ?? null;
}
