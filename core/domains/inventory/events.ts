import { ingredientIdSchema } from "#domains/menu/ids.ts";
import { batchIdSchema, dishRunIdSchema } from "#domains/production/ids.ts";
import { STORAGE_KINDS } from "#kernel/food-words.ts";
import { defineEvent, type EventOf, type StoredEventOf } from "#kernel/definition.ts";
import { idSchema } from "#kernel/ids.ts";
import { quantitySchema, unitPriceSchema } from "#kernel/quantity.ts";
import { z } from "zod";
import {
  adjustmentIdSchema,
  countIdSchema,
  issueIdSchema,
  itemIdSchema,
  lotIdSchema,
  receiptIdSchema,
  receiptLineIdSchema,
  storagePlaceIdSchema,
} from "./ids.ts";
import {
  expiryDateSchema,
  itemMembers,
  itemSchema,
  orderIdSchema,
  orderLineIdSchema,
  signedQuantitySchema,
  supplierIdSchema,
} from "./values.ts";
import {
  ADJUSTMENT_REASONS,
  DISCARD_REASONS,
  ISSUE_PURPOSES,
  LOT_BLOCK_REASONS,
  RECEIPT_REJECTION_CODES,
  SUPPLIER_RETURN_REASONS,
} from "./vocabulary.ts";

const note = z.string().min(1).max(400);
const reason = z.string().min(1).max(400);
const amountIdr = z.int().min(0);
const photoIdSchema = z.string().max(64);
const staffIdSchema = idSchema("staff");
const settingVersion = z.int().min(0);

export const itemAdded = defineEvent({ type: "item-added", class: "B", body: itemSchema });

export const itemChanged = defineEvent({
  type: "item-changed",
  class: "B",
  body: z.strictObject({ itemId: itemIdSchema, fields: z.strictObject(itemMembers).partial() }),
});

export const itemArchived = defineEvent({
  type: "item-archived",
  class: "B",
  body: z.strictObject({ itemId: itemIdSchema }),
});

/** A place of the store room, made or named anew. */
export const storagePlaceDefined = defineEvent({
  type: "storage-place-defined",
  class: "B",
  body: z.strictObject({
    storagePlaceId: storagePlaceIdSchema,
    name: z.string().min(1).max(40),
    storageKind: z.enum(STORAGE_KINDS),
  }),
});

export const receiptStarted = defineEvent({
  type: "receipt-started",
  class: "B",
  body: z.strictObject({
    receiptId: receiptIdSchema,
    receiptCode: z.string().regex(/^RCV-\d{8}-\d{2,3}$/),
    orderId: orderIdSchema.optional(),
    /** Absent: nobody was paid for it (what stood there when the store began, a gift). */
    supplierId: supplierIdSchema.optional(),
    vehicleNote: note.optional(),
  }),
});

/** What came of one item with one expiry. Told again under the same id it stands in place of what was told before. */
export const receiptLineRecorded = defineEvent({
  type: "receipt-line-recorded",
  class: "B",
  body: z.strictObject({
    receiptId: receiptIdSchema,
    lineId: receiptLineIdSchema,
    itemId: itemIdSchema,
    orderLineId: orderLineIdSchema.optional(),
    delivered: quantitySchema,
    accepted: quantitySchema,
    rejected: quantitySchema,
    rejectionCode: z.enum(RECEIPT_REJECTION_CODES).optional(),
    unitPrice: unitPriceSchema,
    expiryDate: expiryDateSchema.optional(),
    supplierLotCode: z.string().min(1).max(64).optional(),
    storagePlaceId: storagePlaceIdSchema,
    photoIds: z.array(photoIdSchema).max(8),
  }),
});

/** A receipt was signed: what was accepted is in stock, one lot a line. */
export const goodsReceived = defineEvent({
  type: "goods-received",
  class: "A",
  body: z.strictObject({
    receiptId: receiptIdSchema,
    orderId: orderIdSchema.optional(),
    supplierId: supplierIdSchema.optional(),
    lots: z.array(
      z.strictObject({
        lotId: lotIdSchema,
        lotCode: z.string().regex(/^LOT-\d{8}-\d{2,4}$/),
        lineId: receiptLineIdSchema,
        orderLineId: orderLineIdSchema.optional(),
        itemId: itemIdSchema,
        quantity: quantitySchema,
        unitPrice: unitPriceSchema,
        valueIdr: amountIdr,
        expiryDate: expiryDateSchema.optional(),
        storagePlaceId: storagePlaceIdSchema,
        supplierLotCode: z.string().min(1).max(64).optional(),
      }),
    ),
    rejectedLines: z.array(
      z.strictObject({
        lineId: receiptLineIdSchema,
        orderLineId: orderLineIdSchema.optional(),
        itemId: itemIdSchema,
        rejected: quantitySchema,
        rejectionCode: z.enum(RECEIPT_REJECTION_CODES),
      }),
    ),
    /** Order lines of which more came than was ordered, all their receipts together. */
    overOrderLines: z
      .array(z.strictObject({ orderLineId: orderLineIdSchema, ordered: quantitySchema, accepted: quantitySchema }))
      .optional(),
  }),
});

const movedLine = z.strictObject({
  itemId: itemIdSchema,
  lotId: lotIdSchema,
  quantity: quantitySchema,
  /** What it cost by the moving average of the moment. */
  valueIdr: amountIdr,
});
export type MovedLine = z.infer<typeof movedLine>;

export const stockIssued = defineEvent({
  type: "stock-issued",
  class: "A",
  body: z.strictObject({
    issueId: issueIdSchema,
    batchId: batchIdSchema.optional(),
    purpose: z.enum(ISSUE_PURPOSES),
    toStaffId: staffIdSchema.optional(),
    lines: z.array(movedLine).min(1),
    offFefoReason: reason.optional(),
  }),
});

/** What came back of an issue, at the value it left with. */
export const stockReturned = defineEvent({
  type: "stock-returned",
  class: "A",
  body: z.strictObject({ issueId: issueIdSchema, batchId: batchIdSchema.optional(), lines: z.array(movedLine).min(1) }),
});

export const stockReturnedToSupplier = defineEvent({
  type: "stock-returned-to-supplier",
  class: "A",
  body: z.strictObject({
    ...movedLine.shape,
    receiptId: receiptIdSchema,
    supplierId: supplierIdSchema,
    reasonCode: z.enum(SUPPLIER_RETURN_REASONS),
    note: note.optional(),
  }),
});

export const stockDiscarded = defineEvent({
  type: "stock-discarded",
  class: "A",
  body: z.strictObject({
    ...movedLine.shape,
    reasonCode: z.enum(DISCARD_REASONS),
    note: note.optional(),
    witnessStaffId: staffIdSchema.optional(),
    photoId: photoIdSchema.optional(),
    witnessAboveIdr: amountIdr,
    witnessAboveVersion: settingVersion,
  }),
});

export const adjustmentRequested = defineEvent({
  type: "adjustment-requested",
  class: "B",
  body: z.strictObject({
    adjustmentId: adjustmentIdSchema,
    itemId: itemIdSchema,
    lotId: lotIdSchema,
    delta: signedQuantitySchema,
    reasonCode: z.enum(ADJUSTMENT_REASONS),
    note: note.optional(),
  }),
});

const correctedLine = z.strictObject({
  itemId: itemIdSchema,
  lotId: lotIdSchema,
  delta: signedQuantitySchema,
  /** Signed as the quantity is. */
  valueIdr: z.int(),
});

export const stockAdjusted = defineEvent({
  type: "stock-adjusted",
  class: "A",
  body: z.strictObject({ adjustmentId: adjustmentIdSchema, ...correctedLine.shape }),
});

export const adjustmentRejected = defineEvent({
  type: "adjustment-rejected",
  class: "B",
  body: z.strictObject({ adjustmentId: adjustmentIdSchema, reason }),
});

export const countStarted = defineEvent({
  type: "count-started",
  class: "B",
  body: z.strictObject({
    countId: countIdSchema,
    storagePlaceId: storagePlaceIdSchema,
    /** Nothing leaves or enters the place while it is counted. */
    isFrozen: z.boolean(),
  }),
});

/** What was found of one lot, beside what the book said at that moment. Counted again, the later line stands. */
export const countLineRecorded = defineEvent({
  type: "count-line-recorded",
  class: "B",
  body: z.strictObject({
    countId: countIdSchema,
    itemId: itemIdSchema,
    lotId: lotIdSchema,
    counted: quantitySchema,
    bookAtLine: quantitySchema,
  }),
});

export const countSubmitted = defineEvent({
  type: "count-submitted",
  class: "B",
  body: z.strictObject({ countId: countIdSchema }),
});

export const countRejected = defineEvent({
  type: "count-rejected",
  class: "B",
  body: z.strictObject({ countId: countIdSchema, reason }),
});

/** A count was approved: each lot moves by what differed when it was counted. Lots without a difference are not named. */
export const stockCounted = defineEvent({
  type: "stock-counted",
  class: "A",
  body: z.strictObject({
    countId: countIdSchema,
    differences: z.array(correctedLine),
    /** What was counted, at the moving average: the other half of stock accuracy. */
    countedValueIdr: amountIdr,
  }),
});

export const lotBlocked = defineEvent({
  type: "lot-blocked",
  class: "A",
  body: z.strictObject({
    itemId: itemIdSchema,
    lotId: lotIdSchema,
    reasonCode: z.enum(LOT_BLOCK_REASONS),
    referenceId: z.string().min(1).max(64).optional(),
    note: note.optional(),
  }),
});

export const lotUnblocked = defineEvent({
  type: "lot-unblocked",
  class: "A",
  body: z.strictObject({ itemId: itemIdSchema, lotId: lotIdSchema, reason }),
});

/** Stock a cooked dish took by its recipe, less what had been issued to its batch. */
export const stockBackflushed = defineEvent({
  type: "stock-backflushed",
  class: "A",
  body: z.strictObject({
    batchId: batchIdSchema,
    dishRunId: dishRunIdSchema,
    lines: z.array(movedLine),
    /** What the recipe takes of each ingredient the kitchen keeps, and how much of it the issues to the batch covered. */
    needs: z.array(z.strictObject({ ingredientId: ingredientIdSchema, gross: quantitySchema, issued: quantitySchema })),
    /** What the book did not hold: a variance, never a negative lot. */
    shortages: z.array(
      z.strictObject({ ingredientId: ingredientIdSchema, itemId: itemIdSchema, quantity: quantitySchema }),
    ),
  }),
});

export const stockBackflushReversed = defineEvent({
  type: "stock-backflush-reversed",
  class: "A",
  body: z.strictObject({
    batchId: batchIdSchema,
    dishRunId: dishRunIdSchema,
    lines: z.array(movedLine),
    /** `late-issue`: stock was issued or returned for the batch after the dish was cooked; it is backflushed anew. */
    cause: z.enum(["undone", "late-issue"]),
  }),
});

export const inventoryEvents = [
  itemAdded,
  itemChanged,
  itemArchived,
  storagePlaceDefined,
  receiptStarted,
  receiptLineRecorded,
  goodsReceived,
  stockIssued,
  stockReturned,
  stockReturnedToSupplier,
  stockDiscarded,
  adjustmentRequested,
  stockAdjusted,
  adjustmentRejected,
  countStarted,
  countLineRecorded,
  countSubmitted,
  countRejected,
  stockCounted,
  lotBlocked,
  lotUnblocked,
  stockBackflushed,
  stockBackflushReversed,
] as const;

export type InventoryEvent = EventOf<(typeof inventoryEvents)[number]>;
export type StoredInventoryEvent = StoredEventOf<(typeof inventoryEvents)[number]>;
