import { batchIdSchema } from "#domains/production/ids.ts";
import type { Face } from "#kernel/access.ts";
import { defineQuery, type RowOf } from "#kernel/definition.ts";
import { FOOD_CATEGORIES, STORAGE_KINDS } from "#kernel/food-words.ts";
import { idSchema } from "#kernel/ids.ts";
import { quantitySchema, unitPriceSchema } from "#kernel/quantity.ts";
import { serviceDateSchema } from "#kernel/service-date.ts";
import { localDateSchema } from "#kernel/time.ts";
import { z } from "zod";
import { correctionQueries } from "./correction-queries.ts";
import { countIdSchema, itemIdSchema, lotIdSchema, receiptIdSchema, storagePlaceIdSchema } from "./ids.ts";
import { receiptQueries } from "./receipt-queries.ts";
import { useQueries } from "./use-queries.ts";
import { itemSchema, signedQuantitySchema, supplierIdSchema } from "./values.ts";
import { LOT_BLOCK_REASONS, LOT_STATUSES, MOVEMENT_KINDS, STOCK_STATES } from "./vocabulary.ts";

/*
 * What stock costs is `cost.view` (DOMAIN.md §3), what there is of it is everybody's who works there: rows of the store room
 * carry no rupiah, and each question about money is a question of its own.
 */

const FLOOR: readonly Face[] = ["tablet", "manager"];
const EVERY_SCREEN: readonly Face[] = ["wall", "tablet", "manager"];
const DESK: readonly Face[] = ["manager"];
const epochMs = z.int();
const amountIdr = z.int();
/** A person by id, and by short name where the viewer may see names. */
const person = { staffId: idSchema("staff").nullable(), staffName: z.string().nullable() };

/** Every item with what there is of it, by name. */
export const stock = defineQuery({
  name: "stock",
  params: z.strictObject({
    /** The kitchen's calendar date: it decides what has expired. */
    localDate: localDateSchema,
    category: z.enum(FOOD_CATEGORIES).optional(),
    storagePlaceId: storagePlaceIdSchema.optional(),
    state: z.enum(STOCK_STATES).optional(),
    /** Left out: only items in use. */
    isArchived: z.boolean().optional(),
  }),
  row: z.strictObject({
    itemId: itemIdSchema,
    item: itemSchema,
    isArchived: z.boolean(),
    /** All of it, whatever its state. */
    onHand: quantitySchema,
    /** Of lots available and unexpired. */
    available: quantitySchema,
    blocked: quantitySchema,
    expired: quantitySchema,
    state: z.enum(STOCK_STATES),
    /** Of the usable lots; null where none has one. */
    nextExpiryDate: localDateSchema.nullable(),
    lotCount: z.int(),
    /** Mean use a day over the last 28 days, to the nearest unit; null before anything was used. */
    meanDailyUse: quantitySchema.nullable(),
    /** Days the available stock lasts at that rate; null where nothing was used. */
    daysOfStockCount: z.int().nullable(),
  }),
  key: "itemId",
  permission: "device",
  faces: FLOOR,
});
export type StockRow = RowOf<typeof stock>;

/** What each item is worth: its moving average and the last price paid. */
export const stockValues = defineQuery({
  name: "stock-values",
  params: z.strictObject({}),
  row: z.strictObject({
    itemId: itemIdSchema,
    onHand: quantitySchema,
    valueIdr: amountIdr,
    /** Of the last receipt; null before the first. */
    lastPrice: unitPriceSchema.nullable(),
    lastReceivedAtMs: epochMs.nullable(),
  }),
  key: "itemId",
  permission: "cost.view",
  faces: DESK,
});
export type StockValueRow = RowOf<typeof stockValues>;

/** The lots of an item or a place that hold something, first expiry first; finished ones when asked for. */
export const lots = defineQuery({
  name: "lots",
  params: z.strictObject({
    localDate: localDateSchema,
    itemId: itemIdSchema.optional(),
    storagePlaceId: storagePlaceIdSchema.optional(),
    isEmptyShown: z.boolean().optional(),
  }),
  row: z.strictObject({
    lotId: lotIdSchema,
    lotCode: z.string(),
    itemId: itemIdSchema,
    itemName: z.string(),
    storagePlaceId: storagePlaceIdSchema,
    storagePlaceName: z.string(),
    supplierId: supplierIdSchema.nullable(),
    receiptId: receiptIdSchema,
    supplierLotCode: z.string().nullable(),
    onHand: quantitySchema,
    received: quantitySchema,
    receivedAtMs: epochMs,
    receivedSeq: z.int(),
    expiryDate: localDateSchema.nullable(),
    status: z.enum(LOT_STATUSES),
    isExpired: z.boolean(),
    blockReasonCode: z.enum(LOT_BLOCK_REASONS).nullable(),
    blockNote: z.string().nullable(),
    /** Place in the order of taking; null when it may not be taken. */
    fefoNumber: z.int().nullable(),
  }),
  key: "lotId",
  permission: "device",
  faces: FLOOR,
});
export type LotRow = RowOf<typeof lots>;

export const storagePlaces = defineQuery({
  name: "storage-places",
  params: z.strictObject({}),
  row: z.strictObject({
    storagePlaceId: storagePlaceIdSchema,
    name: z.string(),
    storageKind: z.enum(STORAGE_KINDS),
    lotCount: z.int(),
    openCountId: countIdSchema.nullable(),
    isFrozen: z.boolean(),
  }),
  key: "storagePlaceId",
  permission: "device",
  faces: FLOOR,
});
export type StoragePlaceRow = RowOf<typeof storagePlaces>;

const movement = {
  /** `<seq>-<line>`, in the order of the log. */
  movementId: z.string(),
  seq: z.int(),
  lineNumber: z.int(),
  movementKind: z.enum(MOVEMENT_KINDS),
  itemId: itemIdSchema,
  itemName: z.string(),
  lotId: lotIdSchema,
  lotCode: z.string(),
  /** Of the item: what there was, what changed, what there is. */
  before: quantitySchema,
  delta: signedQuantitySchema,
  after: quantitySchema,
  /** The receipt, issue, adjustment, count or dish run it is about. */
  referenceId: z.string(),
  batchId: batchIdSchema.nullable(),
  batchCode: z.string().nullable(),
  /** Its reason or purpose, where it has one. */
  reasonCode: z.string().nullable(),
  serviceDate: serviceDateSchema,
  occurredAtMs: epochMs,
  ...person,
};
const movementParams = z.strictObject({
  itemId: itemIdSchema.optional(),
  fromDate: serviceDateSchema,
  toDate: serviceDateSchema,
  /** Only what lies before this movement, for the next page. */
  before: z.strictObject({ seq: z.int(), lineNumber: z.int() }).optional(),
});
/** Rows of a stock card on one page. */
export const STOCK_CARD_PAGE_MAX_COUNT = 100;

/** Movements, newest first; of one item it is its stock card. */
export const stockMovements = defineQuery({
  name: "stock-movements",
  params: movementParams,
  row: z.strictObject(movement),
  key: "movementId",
  limit: STOCK_CARD_PAGE_MAX_COUNT,
  permission: "device",
  faces: FLOOR,
});
export type StockMovementRow = RowOf<typeof stockMovements>;

/** The same with what each movement was worth, and the item's value after it. */
export const stockCard = defineQuery({
  name: "stock-card",
  params: movementParams,
  row: z.strictObject({ ...movement, valueIdr: amountIdr, valueAfterIdr: amountIdr }),
  key: "movementId",
  limit: STOCK_CARD_PAGE_MAX_COUNT,
  permission: "cost.view",
  faces: DESK,
});
export type StockCardRow = RowOf<typeof stockCard>;

/** Lots that expire within so many days or have, soonest first. */
export const expiring = defineQuery({
  name: "expiring",
  params: z.strictObject({ localDate: localDateSchema, withinDayCount: z.int().min(0).max(365) }),
  row: z.strictObject({
    lotId: lotIdSchema,
    lotCode: z.string(),
    itemId: itemIdSchema,
    itemName: z.string(),
    category: z.enum(FOOD_CATEGORIES),
    storagePlaceName: z.string(),
    onHand: quantitySchema,
    expiryDate: localDateSchema,
    /** 0 today, negative when past. */
    daysLeftCount: z.int(),
  }),
  key: "lotId",
  permission: "device",
  faces: EVERY_SCREEN,
});
export type ExpiringRow = RowOf<typeof expiring>;

export const inventoryQueries = [
  stock,
  stockValues,
  lots,
  storagePlaces,
  stockMovements,
  stockCard,
  expiring,
  ...receiptQueries,
  ...correctionQueries,
  ...useQueries,
] as const;
