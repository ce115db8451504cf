import { z } from "zod";
import { defineCommand, type CommandOf } from "#kernel/definition.ts";
import { quantitySchema } from "#kernel/quantity.ts";
import { localDateSchema } from "#kernel/time.ts";
import { itemIdSchema, receiptIdSchema } from "#domains/inventory/ids.ts";
import {
  expenseIdSchema,
  invoiceIdSchema,
  orderIdSchema,
  planIdSchema,
  supplierIdSchema,
  surveyIdSchema,
} from "./ids.ts";
import {
  AMOUNT_MAX_IDR,
  certificateSchema,
  expenseKindSchema,
  invoiceLineSchema,
  itemCategorySchema,
  LINES_MAX_COUNT,
  orderChannelSchema,
  orderLineSchema,
  orderMethodSchema,
  paymentMethodSchema,
  quoteSchema,
  supplierKindSchema,
  supplierStatusSchema,
} from "./values.ts";

const words = (maxLength: number) => z.string().trim().min(1).max(maxLength);
const reason = words(200);
const paidIdr = z.int().min(1).max(AMOUNT_MAX_IDR);

/** Buying is the manager console's, and answered while one waits: what was signed is never sent late. */
const MAKE = { nature: "grant", permission: "purchase.make", faces: ["manager"] } as const;
const APPROVE = { nature: "grant", permission: "purchase.approve", faces: ["manager"], signatureCount: 1 } as const;
const MATCH = { nature: "grant", permission: "purchase.match", faces: ["manager"] } as const;

export const addSupplier = defineCommand({
  ...MAKE,
  type: "add-supplier",
  body: z.strictObject({
    supplierId: supplierIdSchema,
    name: words(80),
    kind: supplierKindSchema,
    itemCategories: z.array(itemCategorySchema).max(20),
    certificates: z.array(certificateSchema).max(20),
  }),
});
/** Only the members given change. Leaving *active* needs a reason. */
export const changeSupplier = defineCommand({
  ...MAKE,
  type: "change-supplier",
  body: z.strictObject({
    supplierId: supplierIdSchema,
    fields: z
      .strictObject({
        name: words(80).optional(),
        kind: supplierKindSchema.optional(),
        itemCategories: z.array(itemCategorySchema).max(20).optional(),
        certificates: z.array(certificateSchema).max(20).optional(),
        status: supplierStatusSchema.optional(),
      })
      .refine((fields) => Object.values(fields).some((value) => value !== undefined), {
        message: "something changes",
      }),
    reason: reason.optional(),
  }),
});
export const recordPriceSurvey = defineCommand({
  ...MAKE,
  type: "record-price-survey",
  body: z.strictObject({
    surveyId: surveyIdSchema,
    surveyDate: localDateSchema,
    quotes: z
      .array(quoteSchema)
      .min(1)
      .max(LINES_MAX_COUNT * 5),
  }),
});

/** Drafted again under its own id while nobody approved it: the new lines take the old ones' place. */
export const draftPurchasePlan = defineCommand({
  ...MAKE,
  type: "draft-purchase-plan",
  body: z.strictObject({
    planId: planIdSchema,
    fromDate: localDateSchema,
    toDate: localDateSchema,
    lines: z
      .array(
        z.strictObject({
          itemId: itemIdSchema,
          quantity: quantitySchema,
          amountIdr: z.int().min(0).max(AMOUNT_MAX_IDR),
        }),
      )
      .min(1)
      .max(LINES_MAX_COUNT),
  }),
});
export const approvePurchasePlan = defineCommand({
  ...APPROVE,
  type: "approve-purchase-plan",
  body: z.strictObject({ planId: planIdSchema }),
});

export const draftOrder = defineCommand({
  ...MAKE,
  type: "draft-order",
  body: z.strictObject({
    orderId: orderIdSchema,
    supplierId: supplierIdSchema,
    neededDate: localDateSchema,
    method: orderMethodSchema,
    lines: z.array(orderLineSchema).max(LINES_MAX_COUNT),
    planId: planIdSchema.optional(),
    note: words(200).optional(),
  }),
});
export const changeOrder = defineCommand({
  ...MAKE,
  type: "change-order",
  body: z.strictObject({
    orderId: orderIdSchema,
    fields: z
      .strictObject({
        supplierId: supplierIdSchema.optional(),
        neededDate: localDateSchema.optional(),
        method: orderMethodSchema.optional(),
        lines: z.array(orderLineSchema).max(LINES_MAX_COUNT).optional(),
        note: z.string().trim().max(200).optional(),
      })
      .refine((fields) => Object.values(fields).some((value) => value !== undefined), {
        message: "something changes",
      }),
  }),
});
export const submitOrder = defineCommand({
  ...MAKE,
  type: "submit-order",
  body: z.strictObject({ orderId: orderIdSchema }),
});
/** `reason` is asked for when a line is above its limit or the order passes what the period has left. */
export const approveOrder = defineCommand({
  ...APPROVE,
  type: "approve-order",
  body: z.strictObject({ orderId: orderIdSchema, reason: reason.optional() }),
});
export const rejectOrder = defineCommand({
  ...APPROVE,
  type: "reject-order",
  body: z.strictObject({ orderId: orderIdSchema, reason }),
});
export const sendOrder = defineCommand({
  ...MAKE,
  type: "send-order",
  body: z.strictObject({ orderId: orderIdSchema, channel: orderChannelSchema }),
});
export const cancelOrder = defineCommand({
  ...MAKE,
  type: "cancel-order",
  body: z.strictObject({ orderId: orderIdSchema, reason }),
});
/** Also the kitchen PC's own act when a delivery makes an order full. Short, it needs a reason. */
export const closeOrder = defineCommand({
  ...MAKE,
  type: "close-order",
  body: z.strictObject({ orderId: orderIdSchema, reason: reason.optional() }),
});

/**
 * Holds an invoice against what was ordered and what was accepted. `receiptIds` are the deliveries it asks money for; one
 * invoice may name several, one delivery belongs to one invoice. Differences beyond `invoice.tolerance` need a reason.
 */
export const matchInvoice = defineCommand({
  ...MATCH,
  type: "match-invoice",
  body: z.strictObject({
    invoiceId: invoiceIdSchema,
    supplierId: supplierIdSchema,
    invoiceNumber: words(40),
    invoiceDate: localDateSchema,
    orderId: orderIdSchema.optional(),
    receiptIds: z
      .array(receiptIdSchema)
      .min(1)
      .max(20)
      .refine((receiptIds) => new Set(receiptIds).size === receiptIds.length, { message: "a delivery is named once" }),
    lines: z.array(invoiceLineSchema).min(1).max(LINES_MAX_COUNT),
    amountIdr: paidIdr,
    reason: reason.optional(),
  }),
});
export const approvePayment = defineCommand({
  ...APPROVE,
  type: "approve-payment",
  body: z.strictObject({ invoiceId: invoiceIdSchema }),
});
/** May be paid in parts, never above the invoice. */
export const recordPayment = defineCommand({
  ...MATCH,
  type: "record-payment",
  body: z.strictObject({
    invoiceId: invoiceIdSchema,
    amountIdr: paidIdr,
    method: paymentMethodSchema,
    reference: words(60).optional(),
  }),
});
export const recordExpense = defineCommand({
  ...MATCH,
  type: "record-expense",
  body: z.strictObject({
    expenseId: expenseIdSchema,
    serviceDate: localDateSchema,
    expenseKind: expenseKindSchema,
    amountIdr: paidIdr,
    note: words(120).optional(),
    documentPhotoId: words(64).optional(),
  }),
});

export const supplierCommands = [addSupplier, changeSupplier, recordPriceSurvey] as const;
export const planCommands = [draftPurchasePlan, approvePurchasePlan] as const;
export const orderCommands = [
  draftOrder,
  changeOrder,
  submitOrder,
  approveOrder,
  rejectOrder,
  sendOrder,
  cancelOrder,
  closeOrder,
] as const;
export const moneyCommands = [matchInvoice, approvePayment, recordPayment, recordExpense] as const;
export const procurementCommands = [...supplierCommands, ...planCommands, ...orderCommands, ...moneyCommands] as const;
export type ProcurementCommand = CommandOf<(typeof procurementCommands)[number]>;
export type SupplierCommand = CommandOf<(typeof supplierCommands)[number]>;
export type PlanCommand = CommandOf<(typeof planCommands)[number]>;
export type OrderCommand = CommandOf<(typeof orderCommands)[number]>;
export type MoneyCommand = CommandOf<(typeof moneyCommands)[number]>;
