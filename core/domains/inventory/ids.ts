import { idSchema, type Id } from "#kernel/ids.ts";

/** Something the store room keeps, food or not. */
export const itemIdSchema = idSchema("item");
export type ItemId = Id<"item">;

/** One received quantity with one expiry. */
export const lotIdSchema = idSchema("lot");
export type LotId = Id<"lot">;

/** Goods arriving, possibly part of an order. */
export const receiptIdSchema = idSchema("receipt");
export type ReceiptId = Id<"receipt">;

export const receiptLineIdSchema = idSchema("receipt_line");
export type ReceiptLineId = Id<"receipt_line">;

/** Stock handed to the kitchen in one act. */
export const issueIdSchema = idSchema("issue");
export type IssueId = Id<"issue">;

export const adjustmentIdSchema = idSchema("adjustment");
export type AdjustmentId = Id<"adjustment">;

/** A physical count of one storage place. */
export const countIdSchema = idSchema("count");
export type CountId = Id<"count">;

export const storagePlaceIdSchema = idSchema("storage_place");
export type StoragePlaceId = Id<"storage_place">;

/** The lot a receipt line becomes: a line has one expiry and one place, so the two share their digits. */
export function lotIdOfLine(lineId: ReceiptLineId): LotId {
  return `lot_${lineId.slice("receipt_line_".length)}` as LotId; // 32 hex digits of a parsed id
}

/** What a dish took by its recipe lies beside production's own stream of the batch. */
export function backflushStreamId(dishRunId: Id<"dish_run">): string {
  return `stock:${dishRunId}`;
}
