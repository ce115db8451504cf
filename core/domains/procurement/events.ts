import { z } from "zod";
import { defineEvent, type EventOf } from "#kernel/definition.ts";
import { portionCountsSchema, quantitySchema } from "#kernel/quantity.ts";
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
  amountIdrSchema,
  certificateSchema,
  expenseKindSchema,
  invoiceLineSchema,
  itemCategorySchema,
  LINES_MAX_COUNT,
  matchDifferenceSchema,
  orderChannelSchema,
  orderFlagSchema,
  orderLineSchema,
  orderMethodSchema,
  paymentMethodSchema,
  priceFlagSchema,
  quoteSchema,
  supplierKindSchema,
  supplierStatusSchema,
} from "./values.ts";

const reason = z.string().max(200);

export const supplierAdded = defineEvent({
  type: "supplier-added",
  class: "A",
  body: z.strictObject({
    supplierId: supplierIdSchema,
    name: z.string().max(80),
    kind: supplierKindSchema,
    itemCategories: z.array(itemCategorySchema),
    certificates: z.array(certificateSchema),
  }),
});
export const supplierChanged = defineEvent({
  type: "supplier-changed",
  class: "A",
  body: z.strictObject({
    supplierId: supplierIdSchema,
    fields: z.strictObject({
      name: z.string().max(80).optional(),
      kind: supplierKindSchema.optional(),
      itemCategories: z.array(itemCategorySchema).optional(),
      certificates: z.array(certificateSchema).optional(),
      status: supplierStatusSchema.optional(),
    }),
    reason: reason.optional(),
  }),
});
export const priceSurveyed = defineEvent({
  type: "price-surveyed",
  class: "B",
  body: z.strictObject({
    surveyId: surveyIdSchema,
    surveyDate: localDateSchema,
    quotes: z.array(quoteSchema).max(LINES_MAX_COUNT * 5),
  }),
});

export const purchasePlanDrafted = defineEvent({
  type: "purchase-plan-drafted",
  class: "A",
  body: z.strictObject({
    planId: planIdSchema,
    fromDate: localDateSchema,
    toDate: localDateSchema,
    /** The portions of the period it was made for. */
    portionCounts: portionCountsSchema,
    lines: z
      .array(z.strictObject({ itemId: itemIdSchema, quantity: quantitySchema, amountIdr: amountIdrSchema }))
      .max(LINES_MAX_COUNT),
    totalIdr: amountIdrSchema,
  }),
});
export const purchasePlanApproved = defineEvent({
  type: "purchase-plan-approved",
  class: "A",
  body: z.strictObject({ planId: planIdSchema }),
});

export const orderDrafted = defineEvent({
  type: "order-drafted",
  class: "A",
  body: z.strictObject({
    orderId: orderIdSchema,
    /** `PO-20261121-03`: dense per service day. */
    orderCode: z.string().max(24),
    supplierId: supplierIdSchema,
    neededDate: localDateSchema,
    method: orderMethodSchema,
    lines: z.array(orderLineSchema).max(LINES_MAX_COUNT),
    totalIdr: amountIdrSchema,
    planId: planIdSchema.optional(),
    note: z.string().max(200).optional(),
  }),
});
/** `lines` replaces all of them; `totalIdr` is of the order as it now stands. */
export const orderChanged = defineEvent({
  type: "order-changed",
  class: "A",
  body: z.strictObject({
    orderId: orderIdSchema,
    fields: z.strictObject({
      supplierId: supplierIdSchema.optional(),
      neededDate: localDateSchema.optional(),
      method: orderMethodSchema.optional(),
      lines: z.array(orderLineSchema).max(LINES_MAX_COUNT).optional(),
      note: z.string().max(200).optional(),
    }),
    totalIdr: amountIdrSchema,
  }),
});
export const orderSubmitted = defineEvent({
  type: "order-submitted",
  class: "A",
  body: z.strictObject({
    orderId: orderIdSchema,
    priceFlags: z.array(priceFlagSchema),
    flags: z.array(orderFlagSchema),
  }),
});
export const orderApproved = defineEvent({
  type: "order-approved",
  class: "A",
  body: z.strictObject({ orderId: orderIdSchema, reason: reason.optional() }),
});
export const orderRejected = defineEvent({
  type: "order-rejected",
  class: "A",
  body: z.strictObject({ orderId: orderIdSchema, reason }),
});
export const orderSent = defineEvent({
  type: "order-sent",
  class: "A",
  body: z.strictObject({ orderId: orderIdSchema, channel: orderChannelSchema }),
});
export const orderCancelled = defineEvent({
  type: "order-cancelled",
  class: "A",
  body: z.strictObject({ orderId: orderIdSchema, reason }),
});
/** `shortLines`: what will not come any more. Empty where the order was full. */
export const orderClosed = defineEvent({
  type: "order-closed",
  class: "A",
  body: z.strictObject({
    orderId: orderIdSchema,
    shortLines: z.array(z.strictObject({ itemId: itemIdSchema, quantity: quantitySchema })),
    reason: reason.optional(),
  }),
});

export const invoiceMatched = defineEvent({
  type: "invoice-matched",
  class: "A",
  body: z.strictObject({
    invoiceId: invoiceIdSchema,
    supplierId: supplierIdSchema,
    /** The supplier's own number: with the supplier it names the paper. */
    invoiceNumber: z.string().max(40),
    invoiceDate: localDateSchema,
    orderId: orderIdSchema.optional(),
    receiptIds: z.array(receiptIdSchema).max(20),
    lines: z.array(invoiceLineSchema).max(LINES_MAX_COUNT),
    amountIdr: amountIdrSchema,
    differences: z.array(matchDifferenceSchema),
    reason: reason.optional(),
  }),
});
export const paymentApproved = defineEvent({
  type: "payment-approved",
  class: "A",
  body: z.strictObject({ invoiceId: invoiceIdSchema }),
});
export const paymentRecorded = defineEvent({
  type: "payment-recorded",
  class: "A",
  body: z.strictObject({
    invoiceId: invoiceIdSchema,
    amountIdr: amountIdrSchema,
    method: paymentMethodSchema,
    reference: z.string().max(60).optional(),
  }),
});
export const expenseRecorded = defineEvent({
  type: "expense-recorded",
  class: "A",
  body: z.strictObject({
    expenseId: expenseIdSchema,
    serviceDate: localDateSchema,
    expenseKind: expenseKindSchema,
    amountIdr: amountIdrSchema,
    note: z.string().max(120).optional(),
    documentPhotoId: z.string().max(64).optional(),
  }),
});

export const supplierEvents = [supplierAdded, supplierChanged, priceSurveyed] as const;
export const planEvents = [purchasePlanDrafted, purchasePlanApproved] as const;
export const orderEvents = [
  orderDrafted,
  orderChanged,
  orderSubmitted,
  orderApproved,
  orderRejected,
  orderSent,
  orderCancelled,
  orderClosed,
] as const;
export const moneyEvents = [invoiceMatched, paymentApproved, paymentRecorded, expenseRecorded] as const;
export const procurementEvents = [...supplierEvents, ...planEvents, ...orderEvents, ...moneyEvents] as const;
export type ProcurementEvent = EventOf<(typeof procurementEvents)[number]>;
