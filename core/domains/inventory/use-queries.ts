import { ingredientIdSchema } from "#domains/menu/ids.ts";
import { batchIdSchema, dishRunIdSchema } from "#domains/production/ids.ts";
import type { Face } from "#kernel/access.ts";
import { defineQuery, type RowOf } from "#kernel/definition.ts";
import { quantitySchema } from "#kernel/quantity.ts";
import { serviceDateSchema } from "#kernel/service-date.ts";
import { localDateSchema } from "#kernel/time.ts";
import { z } from "zod";
import { itemIdSchema } from "./ids.ts";
import { itemSchema } from "./values.ts";
import { USAGE_STATES } from "./vocabulary.ts";

/** What the kitchen needs of the store room, and what it took. */

const FLOOR: readonly Face[] = ["tablet", "manager"];
const EVERY_SCREEN: readonly Face[] = ["wall", "tablet", "manager"];
const DESK: readonly Face[] = ["manager"];
const amountIdr = z.int();

/** Each ingredient of each dish of a batch: what it takes, what was issued for it, what its recipe took. */
export const batchStock = defineQuery({
  name: "batch-stock",
  params: z.strictObject({ batchId: batchIdSchema }),
  row: z.strictObject({
    /** `<dishRunId>/<ingredientId>` */
    dishStockId: z.string(),
    dishRunId: dishRunIdSchema,
    dishName: z.string(),
    ingredientId: ingredientIdSchema,
    ingredientName: z.string(),
    /** The kitchen keeps it as an item. */
    isKept: z.boolean(),
    itemIds: z.array(itemIdSchema),
    /** Gross, for the portions cooked, before that for those planned; null where it cannot be told. */
    needed: quantitySchema.nullable(),
    /** Issued to the whole batch, less what came back: dishes of one batch share it. */
    issuedToBatch: quantitySchema.nullable(),
    /** Taken by recipe when the dish was cooked. */
    backflushed: quantitySchema.nullable(),
    /** What the book did not hold then. */
    shortage: quantitySchema.nullable(),
    /** Nothing was issued, and the dish is begun only with a reason (`production.require-issue`). */
    isIssueNeeded: z.boolean(),
    /** Lots issued to the batch that may no longer be used. */
    blockedLotCodes: z.array(z.string()),
  }),
  key: "dishStockId",
  permission: "device",
  faces: FLOOR,
});
export type BatchStockRow = RowOf<typeof batchStock>;

/** What a batch used, an item a row: issued, less what came back, and taken by recipe. */
export const usedByBatch = defineQuery({
  name: "used-by-batch",
  params: z.strictObject({ batchId: batchIdSchema }),
  row: z.strictObject({
    itemId: itemIdSchema,
    itemName: z.string(),
    issued: quantitySchema,
    returned: quantitySchema,
    backflushed: quantitySchema,
    used: quantitySchema,
    valueIdr: amountIdr,
  }),
  key: "itemId",
  permission: "cost.view",
  faces: DESK,
});
export type UsedByBatchRow = RowOf<typeof usedByBatch>;

/** What the food of each batch of a day cost, and a portion of it. */
export const batchCosts = defineQuery({
  name: "batch-costs",
  params: z.strictObject({ serviceDate: serviceDateSchema }),
  row: z.strictObject({
    batchId: batchIdSchema,
    batchCode: z.string(),
    status: z.string(),
    usedValueIdr: amountIdr,
    portionedPortionCount: z.int(),
    portionedSpecialPackCount: z.int(),
    /** Null until something was used and portioned. Portions and special packs share what was used. */
    costPerPortionIdr: amountIdr.nullable(),
    /** Used, and worth nothing: its price is missing. */
    unpricedItemNames: z.array(z.string()),
    /** Ingredients the book did not hold enough of, or the kitchen keeps not: their cost is not in it. */
    uncostedIngredientNames: z.array(z.string()),
  }),
  key: "batchId",
  permission: "cost.view",
  faces: DESK,
});
export type BatchCostRow = RowOf<typeof batchCosts>;

/** Whether the store room holds what a day is still to cook: by its batches, before they are planned by its approved menu. */
export const stockReadiness = defineQuery({
  name: "stock-readiness",
  params: z.strictObject({ serviceDate: serviceDateSchema }),
  row: z.strictObject({
    ingredientId: ingredientIdSchema,
    ingredientName: z.string(),
    isKept: z.boolean(),
    itemIds: z.array(itemIdSchema),
    /** Null where it cannot be told. */
    needed: quantitySchema.nullable(),
    /** Already issued or taken for the day. */
    used: quantitySchema.nullable(),
    /** Of lots that may still be used on that date. */
    available: quantitySchema.nullable(),
    /** Null where it cannot be told: unknown need, or not kept. */
    short: quantitySchema.nullable(),
    source: z.enum(["batches", "menu"]),
  }),
  key: "ingredientId",
  permission: "device",
  faces: EVERY_SCREEN,
});
export type StockReadinessRow = RowOf<typeof stockReadiness>;

/** Theoretical against actual use of completed batches, by ingredient. */
export const usageVariance = defineQuery({
  name: "usage-variance",
  params: z.strictObject({ fromDate: serviceDateSchema, toDate: serviceDateSchema }),
  row: z.strictObject({
    ingredientId: ingredientIdSchema,
    ingredientName: z.string(),
    theoretical: quantitySchema,
    actual: quantitySchema,
    /** Signed; null where the recipes take none of it. */
    varianceBp: z.int().nullable(),
    state: z.enum(USAGE_STATES),
    batchCount: z.int(),
  }),
  key: "ingredientId",
  permission: "kitchen.view",
  faces: DESK,
});
export type UsageVarianceRow = RowOf<typeof usageVariance>;

/** Items to buy more of: those that would run out before more can come, up to their maximum. */
export const reorderProposals = defineQuery({
  name: "reorder-proposals",
  params: z.strictObject({ localDate: localDateSchema }),
  row: z.strictObject({
    itemId: itemIdSchema,
    item: itemSchema,
    available: quantitySchema,
    onOrder: quantitySchema,
    meanDailyUse: quantitySchema,
    /** At or below this it is time. */
    reorderAt: quantitySchema,
    proposed: quantitySchema,
  }),
  key: "itemId",
  permission: "device",
  faces: FLOOR,
});
export type ReorderProposalRow = RowOf<typeof reorderProposals>;

export const useQueries = [
  batchStock,
  usedByBatch,
  batchCosts,
  stockReadiness,
  usageVariance,
  reorderProposals,
] as const;
