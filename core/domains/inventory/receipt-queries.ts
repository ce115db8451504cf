import { batchIdSchema } from "#domains/production/ids.ts";
import type { Face } from "#kernel/access.ts";
import { defineQuery, type RowOf } from "#kernel/definition.ts";
import { idSchema } from "#kernel/ids.ts";
import { quantitySchema, unitPriceSchema } from "#kernel/quantity.ts";
import { serviceDateSchema } from "#kernel/service-date.ts";
import { localDateSchema } from "#kernel/time.ts";
import { z } from "zod";
import {
  issueIdSchema,
  itemIdSchema,
  lotIdSchema,
  receiptIdSchema,
  receiptLineIdSchema,
  storagePlaceIdSchema,
} from "./ids.ts";
import { orderIdSchema, orderLineIdSchema, supplierIdSchema } from "./values.ts";
import { ISSUE_PURPOSES, RECEIPT_REJECTION_CODES, RECEIPT_STATUSES } from "./vocabulary.ts";

/** What came in and what went out to the kitchen. */

const FLOOR: readonly Face[] = ["tablet", "manager"];
const epochMs = z.int();
/** A person by id, and by short name where the viewer may see names. */
const person = { staffId: idSchema("staff").nullable(), staffName: z.string().nullable() };

const receiptHead = {
  receiptId: receiptIdSchema,
  receiptCode: z.string(),
  orderId: orderIdSchema.nullable(),
  supplierId: supplierIdSchema.nullable(),
  status: z.enum(RECEIPT_STATUSES),
  vehicleNote: z.string().nullable(),
  startedAtMs: epochMs,
  finishedAtMs: epochMs.nullable(),
  serviceDate: serviceDateSchema,
  ...person,
};

/** Receipts of a span of service days and those still open, newest first. */
export const receipts = defineQuery({
  name: "receipts",
  params: z.strictObject({ fromDate: serviceDateSchema, toDate: serviceDateSchema }),
  row: z.strictObject({
    ...receiptHead,
    lineCount: z.int(),
    rejectedLineCount: z.int(),
  }),
  key: "receiptId",
  permission: "device",
  faces: FLOOR,
});
export type ReceiptRow = RowOf<typeof receipts>;

/** One receipt line by line, with its incoming checks. Prices are what whoever receives reads off the note. */
export const receiptLines = defineQuery({
  name: "receipt-lines",
  params: z.strictObject({ receiptId: receiptIdSchema }),
  row: z.strictObject({
    lineId: receiptLineIdSchema,
    lotId: lotIdSchema,
    /** Null until the receipt is signed, and of a line nothing was taken of. */
    lotCode: z.string().nullable(),
    itemId: itemIdSchema,
    itemName: z.string(),
    orderLineId: orderLineIdSchema.nullable(),
    delivered: quantitySchema,
    accepted: quantitySchema,
    rejected: quantitySchema,
    rejectionCode: z.enum(RECEIPT_REJECTION_CODES).nullable(),
    unitPrice: unitPriceSchema,
    expiryDate: localDateSchema.nullable(),
    supplierLotCode: z.string().nullable(),
    storagePlaceId: storagePlaceIdSchema,
    storagePlaceName: z.string(),
    photoIds: z.array(z.string()),
    isCheckNeeded: z.boolean(),
    check: z
      .strictObject({
        checkId: idSchema("check"),
        outcome: z.enum(["pass", "fail"]),
        temperatureC: z.number().nullable(),
        limitC: z.number().nullable(),
        recordedAtMs: epochMs,
      })
      .nullable(),
  }),
  key: "lineId",
  permission: "device",
  faces: FLOOR,
});
export type ReceiptLineRow = RowOf<typeof receiptLines>;

/** What was issued, a line a lot: of a batch, or of a span of service days; newest first. */
export const issues = defineQuery({
  name: "issues",
  params: z.strictObject({
    batchId: batchIdSchema.optional(),
    fromDate: serviceDateSchema,
    toDate: serviceDateSchema,
  }),
  row: z.strictObject({
    /** `<issueId>/<lotId>` */
    issueLineId: z.string(),
    issueId: issueIdSchema,
    batchId: batchIdSchema.nullable(),
    batchCode: z.string().nullable(),
    purpose: z.enum(ISSUE_PURPOSES),
    itemId: itemIdSchema,
    itemName: z.string(),
    lotId: lotIdSchema,
    lotCode: z.string(),
    issued: quantitySchema,
    returned: quantitySchema,
    offFefoReason: z.string().nullable(),
    issuedAtMs: epochMs,
    serviceDate: serviceDateSchema,
    ...person,
  }),
  key: "issueLineId",
  permission: "device",
  faces: FLOOR,
});
export type IssueRow = RowOf<typeof issues>;

export const receiptQueries = [receipts, receiptLines, issues] as const;
