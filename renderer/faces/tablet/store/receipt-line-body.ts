import { quantityOf, type Quantity, type UnitPrice } from "#kernel/quantity.ts";
import type { Item } from "#domains/inventory/values.ts";
import type { ReceiptRejectionCode } from "#domains/inventory/vocabulary.ts";
import { amountUnits } from "#renderer/domains/inventory/amount-entry.ts";
import { expiryFrom } from "#renderer/domains/inventory/expiry-entry.ts";
import { countFromDigits } from "#renderer/domains/production/count-entry.ts";
import { typedAmount, unitOf } from "./typed-amount.ts";
import type { LineDraft } from "./receipt-draft.ts";

/** What a draft tells the kitchen of one thing that came. */
export interface ToldLine {
  readonly delivered: Quantity;
  readonly accepted: Quantity;
  readonly rejected: Quantity;
  readonly rejectionCode?: ReceiptRejectionCode;
  readonly unitPrice: UnitPrice;
  readonly expiryDate?: string;
  readonly storagePlaceId: string;
}

/** Null while something is missing. The price is that of one of the typed unit, so nothing is divided here. */
export function lineFromDraft(options: {
  readonly draft: LineDraft;
  readonly item: Pick<Item, "baseUnit" | "purchaseUnits">;
  readonly placeId: string | null;
  readonly verdict: { readonly rejectedAmount: number; readonly rejectionCode: ReceiptRejectionCode | null };
}): ToldLine | null {
  const { draft, item, placeId, verdict } = options;
  const units = amountUnits(item);
  const delivered = typedAmount(draft.delivered, units, item.baseUnit);
  const priceIdr = countFromDigits(draft.price);
  if (delivered === null || placeId === null || priceIdr === null) return null;
  const { rejectedAmount, rejectionCode } = verdict;
  if (rejectedAmount > delivered.amount) return null;
  const expiry = expiryFrom(draft.expiry);
  return {
    delivered: delivered.base,
    accepted: quantityOf(item.baseUnit, delivered.amount - rejectedAmount),
    rejected: quantityOf(item.baseUnit, rejectedAmount),
    ...(rejectionCode === null || rejectedAmount === 0 ? {} : { rejectionCode }),
    unitPrice: { amountIdr: priceIdr, per: quantityOf(item.baseUnit, unitOf(draft.delivered, units).perUnit) },
    ...(expiry === null ? {} : { expiryDate: expiry }),
    storagePlaceId: placeId,
  };
}
