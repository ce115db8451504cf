import { z } from "zod";
import { FOOD_CATEGORIES } from "#kernel/food-words.ts";
import { quantitySchema, unitPriceSchema } from "#kernel/quantity.ts";
import { localDateSchema } from "#kernel/time.ts";
import { itemIdSchema } from "#domains/inventory/ids.ts";
import { orderLineIdSchema, supplierIdSchema } from "./ids.ts";
import {
  CERTIFICATE_KINDS,
  EXPENSE_KINDS,
  INVOICE_STATUSES,
  ORDER_CHANNELS,
  ORDER_METHODS,
  ORDER_STATUSES,
  PAYMENT_METHODS,
  PRICE_BASES,
  RECEIVED_STATES,
  SUPPLIER_KINDS,
  SUPPLIER_STATUSES,
} from "./vocabulary.ts";

export const supplierKindSchema = z.enum(SUPPLIER_KINDS);
export const supplierStatusSchema = z.enum(SUPPLIER_STATUSES);
export const orderMethodSchema = z.enum(ORDER_METHODS);
export const orderStatusSchema = z.enum(ORDER_STATUSES);
export const receivedStateSchema = z.enum(RECEIVED_STATES);
export const orderChannelSchema = z.enum(ORDER_CHANNELS);
export const invoiceStatusSchema = z.enum(INVOICE_STATUSES);
export const paymentMethodSchema = z.enum(PAYMENT_METHODS);
export const expenseKindSchema = z.enum(EXPENSE_KINDS);
export const itemCategorySchema = z.enum(FOOD_CATEGORIES);

/** The most lines an order, an invoice or a plan may have; a fortnight of a large kitchen has about 120. */
export const LINES_MAX_COUNT = 200;
/** The most rupiah one amount may be: a month of the largest kitchen, twice over. */
export const AMOUNT_MAX_IDR = 5_000_000_000;

export const amountIdrSchema = z.int().min(0).max(AMOUNT_MAX_IDR);

/** A paper a supplier holds. `expiresOnDate` is the last day it counts; null for one that does not expire. */
export const certificateSchema = z.strictObject({
  certificateKind: z.enum(CERTIFICATE_KINDS),
  certificateNumber: z.string().trim().min(1).max(60).optional(),
  expiresOnDate: localDateSchema.nullable(),
});
export type Certificate = z.infer<typeof certificateSchema>;

/** What an order asks for of one item. `purchaseUnitCode`: it is bought whole in that unit of the item (sak, dus). */
export const orderLineSchema = z.strictObject({
  lineId: orderLineIdSchema,
  itemId: itemIdSchema,
  quantity: quantitySchema,
  purchaseUnitCode: z
    .string()
    .regex(/^[a-z0-9-]{1,24}$/)
    .optional(),
  unitPrice: unitPriceSchema,
  /** The service date the goods are cooked on, where it is known: too early is flagged from it. */
  neededForDate: localDateSchema.optional(),
});
export type OrderLine = z.infer<typeof orderLineSchema>;

/** A price somebody was told: at a supplier of the kitchen, or at a place (pasar, toko). */
export const quoteSchema = z
  .strictObject({
    itemId: itemIdSchema,
    supplierId: supplierIdSchema.optional(),
    place: z.string().trim().min(1).max(80).optional(),
    unitPrice: unitPriceSchema,
  })
  .refine((quote) => (quote.supplierId === undefined) !== (quote.place === undefined), {
    message: "a quote names a supplier or a place",
  });
export type Quote = z.infer<typeof quoteSchema>;

/** A line above what the item should cost: `limit` is the lowest of the bases, tolerance included in the comparison. */
export const priceFlagSchema = z.strictObject({
  lineId: orderLineIdSchema,
  itemId: itemIdSchema,
  unitPrice: unitPriceSchema,
  limit: unitPriceSchema,
  basis: z.enum(PRICE_BASES),
  toleranceBp: z.int().min(0),
});
export type PriceFlag = z.infer<typeof priceFlagSchema>;

/** What a buyer should see before signing; none of it blocks (DOMAIN.md §4.6, "Flags, not blocks"). */
export const orderFlagSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("too-early"),
    lineId: orderLineIdSchema,
    itemId: itemIdSchema,
    dayCount: z.int(),
    maxDayCount: z.int(),
  }),
  z.strictObject({ kind: z.literal("supplier-share"), shareBp: z.int(), maxBp: z.int() }),
  z.strictObject({ kind: z.literal("few-suppliers"), activeCount: z.int(), minCount: z.int() }),
  z.strictObject({
    kind: z.literal("supplier-changed"),
    lineId: orderLineIdSchema,
    itemId: itemIdSchema,
    previousSupplierId: supplierIdSchema,
  }),
  z.strictObject({
    kind: z.literal("certificate-expired"),
    certificateKind: z.enum(CERTIFICATE_KINDS),
    expiresOnDate: localDateSchema,
  }),
]);
export type OrderFlag = z.infer<typeof orderFlagSchema>;

/** What an invoice asks for of one item. `amountIdr` is what the paper says, not what we compute. */
export const invoiceLineSchema = z.strictObject({
  itemId: itemIdSchema,
  quantity: quantitySchema,
  amountIdr: amountIdrSchema,
});
export type InvoiceLine = z.infer<typeof invoiceLineSchema>;

/** Where order, receipts and invoice disagree on one item. `accepted` is what was accepted and not sent back. */
export const matchDifferenceSchema = z.strictObject({
  itemId: itemIdSchema,
  kind: z.enum(["quantity", "price", "not-ordered", "not-invoiced"]),
  accepted: quantitySchema,
  invoiced: quantitySchema,
  expectedIdr: z.int().min(0),
  invoicedIdr: z.int().min(0),
});
export type MatchDifference = z.infer<typeof matchDifferenceSchema>;
