import { batchIdSchema, dishRunIdSchema } from "#domains/production/ids.ts";
import type { Face } from "#kernel/access.ts";
import { defineCommand, type CommandOf } from "#kernel/definition.ts";
import { STORAGE_KINDS } from "#kernel/food-words.ts";
import { idSchema } from "#kernel/ids.ts";
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
  givenPriceSchema,
  givenQuantitySchema,
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

const FLOOR: readonly Face[] = ["tablet", "manager"];
const note = z.string().trim().min(1).max(400);
const reason = z.string().trim().min(1).max(400);
/** Lines of one issue or return: a kitchen's whole list for a batch. */
const LINES_MAX_COUNT = 60;

export const addItem = defineCommand({
  type: "add-item",
  nature: "grant",
  permission: "stock.setup",
  faces: FLOOR,
  body: itemSchema,
});

export const changeItem = defineCommand({
  type: "change-item",
  nature: "grant",
  permission: "stock.setup",
  faces: FLOOR,
  body: z.strictObject({ itemId: itemIdSchema, fields: z.strictObject(itemMembers).partial() }),
});

export const archiveItem = defineCommand({
  type: "archive-item",
  nature: "grant",
  permission: "stock.setup",
  faces: FLOOR,
  body: z.strictObject({ itemId: itemIdSchema }),
});

export const defineStoragePlace = defineCommand({
  type: "define-storage-place",
  nature: "grant",
  permission: "stock.setup",
  faces: FLOOR,
  body: z.strictObject({
    storagePlaceId: storagePlaceIdSchema,
    name: z.string().trim().min(1).max(40),
    storageKind: z.enum(STORAGE_KINDS),
  }),
});

export const startReceipt = defineCommand({
  type: "start-receipt",
  nature: "fact",
  permission: "stock.receive",
  faces: FLOOR,
  body: z.strictObject({
    receiptId: receiptIdSchema,
    orderId: orderIdSchema.optional(),
    supplierId: supplierIdSchema.optional(),
    vehicleNote: note.optional(),
  }),
});

export const recordReceiptLine = defineCommand({
  type: "record-receipt-line",
  nature: "fact",
  permission: "stock.receive",
  faces: FLOOR,
  body: z.strictObject({
    receiptId: receiptIdSchema,
    lineId: receiptLineIdSchema,
    itemId: itemIdSchema,
    orderLineId: orderLineIdSchema.optional(),
    delivered: givenQuantitySchema,
    accepted: givenQuantitySchema,
    rejected: givenQuantitySchema,
    rejectionCode: z.enum(RECEIPT_REJECTION_CODES).optional(),
    unitPrice: givenPriceSchema,
    expiryDate: expiryDateSchema.optional(),
    supplierLotCode: z.string().trim().min(1).max(64).optional(),
    storagePlaceId: storagePlaceIdSchema,
    photoIds: z.array(z.string().max(64)).max(8).default([]),
  }),
});

export const finishReceipt = defineCommand({
  type: "finish-receipt",
  nature: "grant",
  permission: "stock.receive",
  faces: FLOOR,
  signatureCount: 1,
  isPresenceNeeded: true,
  body: z.strictObject({ receiptId: receiptIdSchema }),
});

/** Without a lot the kitchen PC takes the lots by first expiry, several where one does not hold enough. */
const issueLine = z.strictObject({
  itemId: itemIdSchema,
  lotId: lotIdSchema.optional(),
  quantity: givenQuantitySchema,
});

export const issueStock = defineCommand({
  type: "issue-stock",
  nature: "fact",
  permission: "stock.issue",
  faces: FLOOR,
  body: z.strictObject({
    issueId: issueIdSchema,
    batchId: batchIdSchema.optional(),
    purpose: z.enum(ISSUE_PURPOSES),
    toStaffId: idSchema("staff").optional(),
    lines: z.array(issueLine).min(1).max(LINES_MAX_COUNT),
    /** Needed when a named lot is not the next to expire. */
    offFefoReason: reason.optional(),
  }),
});

export const returnStock = defineCommand({
  type: "return-stock",
  nature: "fact",
  permission: "stock.issue",
  faces: FLOOR,
  body: z.strictObject({
    issueId: issueIdSchema,
    lines: z
      .array(z.strictObject({ lotId: lotIdSchema, quantity: givenQuantitySchema }))
      .min(1)
      .max(LINES_MAX_COUNT),
  }),
});

export const returnToSupplier = defineCommand({
  type: "return-to-supplier",
  nature: "fact",
  permission: "stock.receive",
  faces: FLOOR,
  body: z.strictObject({
    lotId: lotIdSchema,
    quantity: givenQuantitySchema,
    reasonCode: z.enum(SUPPLIER_RETURN_REASONS),
    note: note.optional(),
  }),
});

/** One number; above `discard.witness-above` a witness's too. */
export const discardStock = defineCommand({
  type: "discard-stock",
  nature: "grant",
  permission: "stock.count",
  faces: FLOOR,
  signatureCount: 1,
  signatureMaxCount: 2,
  isPresenceNeeded: true,
  body: z.strictObject({
    lotId: lotIdSchema,
    quantity: givenQuantitySchema,
    reasonCode: z.enum(DISCARD_REASONS),
    note: note.optional(),
    photoId: z.string().max(64).optional(),
  }),
});

export const requestAdjustment = defineCommand({
  type: "request-adjustment",
  nature: "fact",
  permission: "stock.count",
  faces: FLOOR,
  body: z.strictObject({
    adjustmentId: adjustmentIdSchema,
    lotId: lotIdSchema,
    /** In the item's base unit; negative takes away. */
    delta: signedQuantitySchema,
    reasonCode: z.enum(ADJUSTMENT_REASONS),
    note: note.optional(),
  }),
});

export const approveAdjustment = defineCommand({
  type: "approve-adjustment",
  nature: "grant",
  permission: "stock.approve",
  faces: FLOOR,
  signatureCount: 1,
  isPresenceNeeded: true,
  body: z.strictObject({ adjustmentId: adjustmentIdSchema }),
});

export const rejectAdjustment = defineCommand({
  type: "reject-adjustment",
  nature: "grant",
  permission: "stock.approve",
  faces: FLOOR,
  signatureCount: 1,
  isPresenceNeeded: true,
  body: z.strictObject({ adjustmentId: adjustmentIdSchema, reason }),
});

export const startCount = defineCommand({
  type: "start-count",
  nature: "fact",
  permission: "stock.count",
  faces: FLOOR,
  body: z.strictObject({ countId: countIdSchema, storagePlaceId: storagePlaceIdSchema, isFrozen: z.boolean() }),
});

export const recordCountLine = defineCommand({
  type: "record-count-line",
  nature: "fact",
  permission: "stock.count",
  faces: FLOOR,
  body: z.strictObject({ countId: countIdSchema, lotId: lotIdSchema, counted: givenQuantitySchema }),
});

export const submitCount = defineCommand({
  type: "submit-count",
  nature: "fact",
  permission: "stock.count",
  faces: FLOOR,
  body: z.strictObject({ countId: countIdSchema }),
});

export const approveCount = defineCommand({
  type: "approve-count",
  nature: "grant",
  permission: "stock.approve",
  faces: FLOOR,
  signatureCount: 1,
  isPresenceNeeded: true,
  body: z.strictObject({ countId: countIdSchema }),
});

/** Of a submitted count, or of one somebody left open. */
export const rejectCount = defineCommand({
  type: "reject-count",
  nature: "grant",
  permission: "stock.approve",
  faces: FLOOR,
  signatureCount: 1,
  isPresenceNeeded: true,
  body: z.strictObject({ countId: countIdSchema, reason }),
});

/** Anybody who may stop a batch may stop what it would be cooked from. */
export const blockLot = defineCommand({
  type: "block-lot",
  nature: "fact",
  permission: "quality.hold",
  faces: FLOOR,
  body: z.strictObject({
    lotId: lotIdSchema,
    reasonCode: z.enum(LOT_BLOCK_REASONS),
    referenceId: z.string().trim().min(1).max(64).optional(),
    note: note.optional(),
  }),
});

export const unblockLot = defineCommand({
  type: "unblock-lot",
  nature: "grant",
  permission: "stock.approve",
  faces: FLOOR,
  body: z.strictObject({
    lotId: lotIdSchema,
    reason,
    /** Said of a lot blocked for a recall: whoever recalled it took the recall back. */
    isRecallWithdrawn: z.boolean().default(false),
  }),
});

export const backflushDish = defineCommand({
  type: "backflush-dish",
  nature: "fact",
  permission: "system",
  faces: [],
  body: z.strictObject({ batchId: batchIdSchema, dishRunId: dishRunIdSchema }),
});

export const reverseBackflush = defineCommand({
  type: "reverse-backflush",
  nature: "fact",
  permission: "system",
  faces: [],
  body: z.strictObject({ batchId: batchIdSchema, dishRunId: dishRunIdSchema }),
});

export const inventoryCommands = [
  addItem,
  changeItem,
  archiveItem,
  defineStoragePlace,
  startReceipt,
  recordReceiptLine,
  finishReceipt,
  issueStock,
  returnStock,
  returnToSupplier,
  discardStock,
  requestAdjustment,
  approveAdjustment,
  rejectAdjustment,
  startCount,
  recordCountLine,
  submitCount,
  approveCount,
  rejectCount,
  blockLot,
  unblockLot,
  backflushDish,
  reverseBackflush,
] as const;

export type InventoryCommand = CommandOf<(typeof inventoryCommands)[number]>;
