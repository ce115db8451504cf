import { idrOfQuantity } from "#kernel/money.ts";
import { amountOf, quantityOf, type Quantity, type UnitPrice } from "#kernel/quantity.ts";
import { matchItems, type MatchedItem } from "#domains/procurement/match.ts";
import type { ReceiptToMatchRow } from "#domains/procurement/money-queries.ts";
import type { InvoiceLine } from "#domains/procurement/values.ts";
import { rupiahFromText } from "#renderer/faces/manager/honor/draft-form.ts";
import { PER_OF_UNIT } from "./buying-words.ts";
import { textFromThousandths, thousandthsFromText } from "./order-form.ts";

/** One item of an invoice as it is typed: how much (kg, litre, piece), and what the paper asks for it. */
export interface TypedInvoiceLine {
  readonly itemId: string;
  readonly itemName: string;
  readonly unit: Quantity["unit"];
  readonly count: string;
  readonly amount: string;
}

/** Begins with what was accepted and not sent back, at the order's price: the paper is then read against it. */
export function typedFromReceipts(receipts: readonly ReceiptToMatchRow[]): readonly TypedInvoiceLine[] {
  const byItem = new Map<string, { name: string; quantity: Quantity; price: UnitPrice }>();
  for (const receipt of receipts) {
    for (const line of receipt.lines) {
      const known = byItem.get(line.itemId);
      const kept = amountOf(line.accepted) - amountOf(line.returned);
      const ordered = receipt.orderLines.find((one) => one.itemId === line.itemId);
      byItem.set(line.itemId, {
        name: line.itemName,
        quantity: quantityOf(line.accepted.unit, kept + (known === undefined ? 0 : amountOf(known.quantity))),
        price: known?.price ?? ordered?.unitPrice ?? line.unitPrice,
      });
    }
  }
  return [...byItem]
    .filter(([, { quantity }]) => amountOf(quantity) > 0)
    .map(([itemId, { name, quantity, price }]) => ({
      itemId,
      itemName: name,
      unit: quantity.unit,
      count: textFromThousandths(Math.round((amountOf(quantity) * 1_000) / PER_OF_UNIT[quantity.unit])),
      amount: String(idrOfQuantity(quantity, price)),
    }));
}

/** The lines as they are sent; an item left empty is not asked for. Null while one is half filled in. */
export function invoiceLinesFrom(typed: readonly TypedInvoiceLine[]): readonly InvoiceLine[] | null {
  const lines: InvoiceLine[] = [];
  for (const line of typed) {
    if (line.count.trim() === "" && line.amount.trim() === "") continue;
    const thousandthCount = thousandthsFromText(line.count);
    const amountIdr = rupiahFromText(line.amount);
    const amount = thousandthCount === null ? null : (thousandthCount * PER_OF_UNIT[line.unit]) / 1_000;
    if (amount === null || amountIdr === null || !Number.isSafeInteger(amount)) return null;
    // the kitchen's own row
    lines.push({ itemId: line.itemId as InvoiceLine["itemId"], quantity: quantityOf(line.unit, amount), amountIdr });
  }
  return lines.length === 0 ? null : lines;
}

/** What the three papers say of each item, by the very rule the kitchen judges with. */
export function comparedItems(
  receipts: readonly ReceiptToMatchRow[],
  lines: readonly InvoiceLine[],
  toleranceBp: number,
): readonly MatchedItem[] {
  const [first] = receipts;
  const orderLines = first?.orderLines ?? [];
  const order =
    first === undefined || first.orderId === null
      ? null
      : {
          lines: orderLines,
          invoiced: orderLines.map(({ itemId, invoiced }) => ({ itemId, quantity: invoiced })),
        };
  return matchItems({ order, receipts, lines }, toleranceBp);
}
