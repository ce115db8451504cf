import { z } from "zod";
import { defineQuery, type RowOf } from "#kernel/definition.ts";
import { quantitySchema, unitPriceSchema } from "#kernel/quantity.ts";
import { localDateSchema } from "#kernel/time.ts";
import {
  expenseKindSchema,
  invoiceLineSchema,
  invoiceStatusSchema,
  matchDifferenceSchema,
  paymentMethodSchema,
} from "./values.ts";

const span = z.strictObject({ fromDate: localDateSchema, toDate: localDateSchema });
const bp = z.int().nullable();
const atMs = z.int().nullable();
const staffId = z.string().nullable();
const MANAGER = { permission: "cost.view", faces: ["manager"] } as const;

/** The money of a span. One row. `kumulatif` and `terpakai` are never one figure (DOMAIN.md §2). */
export const budgetQuery = defineQuery({
  ...MANAGER,
  name: "budget",
  params: span,
  row: z.strictObject({
    key: z.literal("budget"),
    fromDate: z.string(),
    toDate: z.string(),
    /** Days of the span with an approved menu, and the portions they plan. */
    menuDayCount: z.int(),
    portionCount: z.int(),
    /** Σ portions × ceiling; null where no menu of the span is approved. */
    ceilingIdr: z.int().nullable(),
    /** Of approved plans that touch the span; null where there is none. */
    plannedIdr: z.int().nullable(),
    /** Approved and sent orders needed in the span, less what invoices already ask for. */
    committedIdr: z.int(),
    /** Matched invoices of orders needed in the span, and those without an order by their date. */
    invoicedIdr: z.int(),
    paidIdr: z.int(),
    expensesIdr: z.int(),
    /** Of the ceiling, orders and invoices together; null without a ceiling. */
    usedBp: bp,
  }),
  key: "key",
  limit: 1,
});

export const expensesQuery = defineQuery({
  ...MANAGER,
  name: "expenses",
  params: span,
  row: z.strictObject({
    expenseId: z.string(),
    serviceDate: z.string(),
    expenseKind: expenseKindSchema,
    amountIdr: z.int(),
    note: z.string().nullable(),
    recordedByStaffId: staffId,
    recordedAtMs: z.int(),
  }),
  key: "expenseId",
});

/** Finished deliveries no invoice asked for yet, with their order where they have one. */
export const receiptsToMatchQuery = defineQuery({
  ...MANAGER,
  name: "receipts-to-match",
  params: z.strictObject({}),
  row: z.strictObject({
    receiptId: z.string(),
    receiptCode: z.string(),
    supplierId: z.string(),
    supplierName: z.string(),
    orderId: z.string().nullable(),
    orderCode: z.string().nullable(),
    receivedDate: z.string(),
    /** Who had a hand in receiving it: none of them matches its invoice. */
    staffIds: z.array(z.string()),
    lines: z.array(
      z.strictObject({
        itemId: z.string(),
        itemName: z.string(),
        accepted: quantitySchema,
        returned: quantitySchema,
        unitPrice: unitPriceSchema,
      }),
    ),
    orderLines: z.array(
      z.strictObject({
        lineId: z.string(),
        itemId: z.string(),
        quantity: quantitySchema,
        unitPrice: unitPriceSchema,
        invoiced: quantitySchema,
      }),
    ),
  }),
  key: "receiptId",
  limit: 200,
});

export const invoicesQuery = defineQuery({
  ...MANAGER,
  name: "invoices",
  params: z.strictObject({
    status: invoiceStatusSchema.optional(),
    fromDate: localDateSchema,
    toDate: localDateSchema,
  }),
  row: z.strictObject({
    invoiceId: z.string(),
    invoiceNumber: z.string(),
    invoiceDate: z.string(),
    supplierId: z.string(),
    supplierName: z.string(),
    orderId: z.string().nullable(),
    orderCode: z.string().nullable(),
    receiptCodes: z.array(z.string()),
    status: invoiceStatusSchema,
    amountIdr: z.int(),
    paidIdr: z.int(),
    lines: z.array(invoiceLineSchema.extend({ itemName: z.string() })),
    differences: z.array(matchDifferenceSchema.extend({ itemName: z.string() })),
    reason: z.string().nullable(),
    matchedByStaffId: staffId,
    matchedAtMs: z.int(),
    approvedByStaffId: staffId,
    approvedAtMs: atMs,
    payments: z.array(
      z.strictObject({
        amountIdr: z.int(),
        method: paymentMethodSchema,
        reference: z.string().nullable(),
        paidAtMs: z.int(),
      }),
    ),
  }),
  key: "invoiceId",
});

export const moneyQueries = [budgetQuery, expensesQuery, receiptsToMatchQuery, invoicesQuery] as const;

export type ReceiptToMatchRow = RowOf<typeof receiptsToMatchQuery>;
export type InvoiceRow = RowOf<typeof invoicesQuery>;
