import type { Face } from "#kernel/access.ts";
import { defineQuery, type RowOf } from "#kernel/definition.ts";
import { idSchema } from "#kernel/ids.ts";
import { quantitySchema } from "#kernel/quantity.ts";
import { localDateSchema } from "#kernel/time.ts";
import { z } from "zod";
import { adjustmentIdSchema, countIdSchema, itemIdSchema, lotIdSchema, storagePlaceIdSchema } from "./ids.ts";
import { signedQuantitySchema } from "./values.ts";
import { ADJUSTMENT_REASONS, ADJUSTMENT_STATUSES, COUNT_STATUSES } from "./vocabulary.ts";

/** What makes the book say what is there. */

const FLOOR: readonly Face[] = ["tablet", "manager"];
const epochMs = z.int();
/** A person by id, and by short name where the viewer may see names. */
const person = { staffId: idSchema("staff").nullable(), staffName: z.string().nullable() };

/** Adjustments, those asked first; without a status those still asked and the newest decided. */
export const stockAdjustments = defineQuery({
  name: "stock-adjustments",
  params: z.strictObject({ status: z.enum(ADJUSTMENT_STATUSES).optional() }),
  row: z.strictObject({
    adjustmentId: adjustmentIdSchema,
    status: z.enum(ADJUSTMENT_STATUSES),
    itemId: itemIdSchema,
    itemName: z.string(),
    lotId: lotIdSchema,
    lotCode: z.string(),
    delta: signedQuantitySchema,
    onHand: quantitySchema,
    reasonCode: z.enum(ADJUSTMENT_REASONS),
    note: z.string().nullable(),
    askedAtMs: epochMs,
    ...person,
    decidedAtMs: epochMs.nullable(),
    decidedByStaffId: idSchema("staff").nullable(),
    rejectionReason: z.string().nullable(),
  }),
  key: "adjustmentId",
  permission: "device",
  faces: FLOOR,
});
export type StockAdjustmentRow = RowOf<typeof stockAdjustments>;

/** Counts, those open first. */
export const stockCounts = defineQuery({
  name: "stock-counts",
  params: z.strictObject({ status: z.enum(COUNT_STATUSES).optional() }),
  row: z.strictObject({
    countId: countIdSchema,
    status: z.enum(COUNT_STATUSES),
    storagePlaceId: storagePlaceIdSchema,
    storagePlaceName: z.string(),
    isFrozen: z.boolean(),
    lineCount: z.int(),
    /** Lines that differ from the book; null while the count is open, for it is blind. */
    differenceCount: z.int().nullable(),
    makerStaffIds: z.array(idSchema("staff")),
    startedAtMs: epochMs,
    ...person,
    submittedAtMs: epochMs.nullable(),
    decidedAtMs: epochMs.nullable(),
    decidedByStaffId: idSchema("staff").nullable(),
    rejectionReason: z.string().nullable(),
  }),
  key: "countId",
  permission: "device",
  faces: FLOOR,
});
export type StockCountRow = RowOf<typeof stockCounts>;

/** What a count is to find and has found. While it is open the book stays hidden: it is counted blind. */
export const countLines = defineQuery({
  name: "count-lines",
  params: z.strictObject({ countId: countIdSchema }),
  row: z.strictObject({
    lotId: lotIdSchema,
    lotCode: z.string(),
    itemId: itemIdSchema,
    itemName: z.string(),
    expiryDate: localDateSchema.nullable(),
    counted: quantitySchema.nullable(),
    bookAtLine: quantitySchema.nullable(),
    delta: signedQuantitySchema.nullable(),
  }),
  key: "lotId",
  permission: "device",
  faces: FLOOR,
});
export type CountLineRow = RowOf<typeof countLines>;

export const correctionQueries = [stockAdjustments, stockCounts, countLines] as const;
