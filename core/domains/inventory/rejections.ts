import type { Quantity } from "#kernel/quantity.ts";
import type { CommonRejection } from "#kernel/rejections.ts";

/** Why the kitchen refuses a stock command (DOMAIN.md §4.7). */
export type InventoryRejection =
  | CommonRejection
  | { readonly code: "id-already-used"; readonly kind: string; readonly id: string }
  | { readonly code: "code-in-use"; readonly itemCode: string }
  | { readonly code: "stock-left"; readonly onHand: Quantity }
  /** No conversion from what was given to the item's base unit: never a guess. */
  | { readonly code: "unit-mismatch"; readonly itemId: string; readonly from: string; readonly to: string }
  | { readonly code: "quantities-do-not-add-up"; readonly delivered: Quantity; readonly sum: Quantity }
  | { readonly code: "expiry-missing" }
  | { readonly code: "already-expired"; readonly expiryDate: string }
  | { readonly code: "receipt-empty" }
  | { readonly code: "incoming-check-missing"; readonly lineIds: readonly string[] }
  | { readonly code: "incoming-check-failed"; readonly lineIds: readonly string[] }
  | { readonly code: "not-enough-stock"; readonly itemId: string; readonly available: Quantity }
  | { readonly code: "lot-blocked"; readonly lotId: string }
  | { readonly code: "lot-expired"; readonly lotId: string; readonly expiryDate: string }
  | { readonly code: "more-than-issued"; readonly lotId: string; readonly left: Quantity }
  | { readonly code: "witness-required"; readonly aboveIdr: number }
  | { readonly code: "would-be-negative"; readonly lotId: string; readonly onHand: Quantity }
  | { readonly code: "lot-unknown"; readonly lotId: string }
  | { readonly code: "place-being-counted"; readonly storagePlaceId: string }
  | { readonly code: "count-empty" }
  | { readonly code: "recall-stands" };
