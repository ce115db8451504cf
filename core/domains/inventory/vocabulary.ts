/** Value lists of inventory (DOMAIN.md §4.7). Free of zod, so faces may import it. */

export const LOT_STATUSES = ["available", "blocked", "discarded"] as const;
export type LotStatus = (typeof LOT_STATUSES)[number];

/** Why stock moved. Transfers between kitchens arrive with the hub. */
export const MOVEMENT_KINDS = [
  "receipt",
  "issue",
  "return",
  "adjustment",
  "count",
  "discard",
  "supplier-return",
  "backflush",
  "backflush-reversal",
] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

/** Why part of a delivery is not taken. */
export const RECEIPT_REJECTION_CODES = [
  "damaged",
  "spoiled",
  "too-warm",
  "too-wet",
  "expiry-too-near",
  "wrong-item",
  "not-ordered",
  "other",
] as const;
export type ReceiptRejectionCode = (typeof RECEIPT_REJECTION_CODES)[number];

/** What stock is taken for; `cooking` names a batch. */
export const ISSUE_PURPOSES = ["cooking", "packing", "cleaning", "test-food", "office", "other"] as const;
export type IssuePurpose = (typeof ISSUE_PURPOSES)[number];

export const SUPPLIER_RETURN_REASONS = ["damaged", "spoiled", "wrong-item", "recalled", "other"] as const;
export type SupplierReturnReason = (typeof SUPPLIER_RETURN_REASONS)[number];

export const DISCARD_REASONS = ["expired", "damaged", "spilled", "recalled", "sample"] as const;
export type DiscardReason = (typeof DISCARD_REASONS)[number];

export const ADJUSTMENT_REASONS = ["weighing", "entry-error", "drying", "found", "lost", "other"] as const;
export type AdjustmentReason = (typeof ADJUSTMENT_REASONS)[number];

export const LOT_BLOCK_REASONS = ["inspect", "quality", "recall", "other"] as const;
export type LotBlockReason = (typeof LOT_BLOCK_REASONS)[number];

export const RECEIPT_STATUSES = ["open", "finished"] as const;
export type ReceiptStatus = (typeof RECEIPT_STATUSES)[number];

export const ADJUSTMENT_STATUSES = ["asked", "applied", "refused"] as const;
export type AdjustmentStatus = (typeof ADJUSTMENT_STATUSES)[number];

export const COUNT_STATUSES = ["open", "submitted", "applied", "refused"] as const;
export type CountStatus = (typeof COUNT_STATUSES)[number];

/** How much there is of an item, by the one low-stock rule; `plenty` is at or above its maximum. */
export const STOCK_STATES = ["out", "low", "enough", "plenty"] as const;
export type StockState = (typeof STOCK_STATES)[number];

/** How far actual use lies from what recipes take: wajar, periksa, selidiki. */
export const USAGE_STATES = ["usual", "look-at", "look-into"] as const;
export type UsageState = (typeof USAGE_STATES)[number];
