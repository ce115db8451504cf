/** The value lists of buying (DOMAIN.md §4.6). Free of zod, so faces may import them. */

/** Screen words: lokal, koperasi, perorangan, regional, nasional. */
export const SUPPLIER_KINDS = ["local", "cooperative", "individual", "regional", "national"] as const;
export type SupplierKind = (typeof SUPPLIER_KINDS)[number];

export const SUPPLIER_STATUSES = ["active", "inactive", "blacklisted"] as const;
export type SupplierStatus = (typeof SUPPLIER_STATUSES)[number];

/** NIB, halal, SLHS, izin edar PIRT or BPOM, anything else a kitchen asks for. */
export const CERTIFICATE_KINDS = ["business-licence", "halal", "hygiene", "food-permit", "other"] as const;
export type CertificateKind = (typeof CERTIFICATE_KINDS)[number];

export const ORDER_METHODS = ["direct", "contract", "emergency"] as const;
export type OrderMethod = (typeof ORDER_METHODS)[number];

export { ORDER_STATUSES } from "#kernel/food-words.ts";
export type { OrderStatus } from "#kernel/food-words.ts";

/** What arrived of an order, computed from its receipts. */
export const RECEIVED_STATES = ["none", "partial", "full", "over"] as const;
export type ReceivedState = (typeof RECEIVED_STATES)[number];

/** How an order reached its supplier. */
export const ORDER_CHANNELS = ["printed", "message", "email", "phone"] as const;
export type OrderChannel = (typeof ORDER_CHANNELS)[number];

export const INVOICE_STATUSES = ["matched", "approved", "paid"] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

export const PAYMENT_METHODS = ["cash", "transfer"] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

export const EXPENSE_KINDS = [
  "gas",
  "electricity",
  "water",
  "fuel",
  "internet",
  "honor-other",
  "packaging",
  "cleaning",
  "protective-gear",
  "contact-incentive",
  "other",
] as const;
export type ExpenseKind = (typeof EXPENSE_KINDS)[number];

/** What a limit a price was held against came from; `ceiling` is HET of headquarters, without tolerance. */
export const PRICE_BASES = ["reference", "survey", "ceiling"] as const;
export type PriceBasis = (typeof PRICE_BASES)[number];
