import type { CommonRejection } from "#kernel/rejections.ts";

/** What buying refuses, beside the rejections any command may give. */
export type ProcurementRejection =
  | CommonRejection
  | { readonly code: "id-already-used"; readonly kind: string; readonly id: string }
  /** Another supplier of the kitchen bears this name, capitals and spaces aside. */
  | { readonly code: "supplier-known"; readonly supplierId: string }
  | { readonly code: "too-few-quotes"; readonly minCount: number; readonly itemIds: readonly string[] }
  | { readonly code: "supplier-not-active"; readonly status: string }
  | { readonly code: "item-archived"; readonly itemId: string }
  /** The amount or the price is not in the item's own unit, or not whole in the unit it is bought in. */
  | { readonly code: "unit-mismatch"; readonly itemId: string; readonly unit: string }
  /** One item twice on one paper: nobody could say which line a delivery belongs to. */
  | { readonly code: "item-twice"; readonly itemId: string }
  | { readonly code: "lines-missing" }
  /** A date no such act can be about; both bounds are still possible. */
  | { readonly code: "date-outside"; readonly date: string; readonly fromDate: string; readonly toDate: string }
  | { readonly code: "plan-exists"; readonly planId: string }
  | { readonly code: "span-too-long"; readonly maxDayCount: number }
  | { readonly code: "above-reference"; readonly lineIds: readonly string[] }
  | { readonly code: "over-budget"; readonly overIdr: number }
  | { readonly code: "already-received" }
  | { readonly code: "receipt-in-progress"; readonly receiptId: string }
  | { readonly code: "invoice-used"; readonly invoiceId: string }
  | { readonly code: "receipt-invoiced"; readonly receiptId: string; readonly invoiceId: string }
  /** The receipt is of another order or supplier than the invoice. */
  | { readonly code: "receipt-elsewhere"; readonly receiptId: string }
  /** `lineIds` are the order's; an item nobody ordered has none. */
  | { readonly code: "price-mismatch"; readonly lineIds: readonly string[]; readonly itemIds: readonly string[] }
  | { readonly code: "quantity-mismatch"; readonly lineIds: readonly string[]; readonly itemIds: readonly string[] }
  /** The lines do not add up to the amount the paper asks for. */
  | { readonly code: "invoice-does-not-add-up"; readonly linesIdr: number; readonly amountIdr: number }
  | { readonly code: "over-invoice"; readonly leftIdr: number };
