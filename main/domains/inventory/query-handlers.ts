import { countLines, stockAdjustments, stockCounts } from "#domains/inventory/correction-queries.ts";
import {
  expiring,
  lots,
  stock,
  stockCard,
  stockMovements,
  stockValues,
  storagePlaces,
} from "#domains/inventory/queries.ts";
import { issues, receiptLines, receipts } from "#domains/inventory/receipt-queries.ts";
import {
  batchCosts,
  batchStock,
  reorderProposals,
  stockReadiness,
  usageVariance,
  usedByBatch,
} from "#domains/inventory/use-queries.ts";
import { answerQuery, type QueryHandler } from "#main/store/domain-module.ts";
import { batchCostRows, dishStockRows, usedByBatchRows } from "./batch-rows.ts";
import { adjustmentRows, countLineRows, countRows } from "./correction-rows.ts";
import { stockCardRows, stockMovementRows } from "./movement-rows.ts";
import { stockReadinessRows, usageVarianceRows } from "./need-rows.ts";
import { reorderProposalRows } from "./reorder-rows.ts";
import { issueRows, receiptLineRows, receiptRows } from "./receipt-rows.ts";
import { expiringRows, lotRows, stockRows, stockValueRows, storagePlaceRows } from "./stock-rows.ts";

/** Events that move stock, or change what a lot may be used for. */
const MOVES = [
  "goods-received",
  "stock-issued",
  "stock-returned",
  "stock-returned-to-supplier",
  "stock-discarded",
  "stock-adjusted",
  "stock-counted",
  "lot-blocked",
  "lot-unblocked",
  "stock-backflushed",
  "stock-backflush-reversed",
] as const;
const ITEMS = ["item-added", "item-changed", "item-archived"] as const;
const PLACES = ["storage-place-defined"] as const;
const RECEIPTS = ["receipt-started", "receipt-line-recorded", "goods-received"] as const;
const COUNTS = ["count-started", "count-line-recorded", "count-submitted", "count-rejected", "stock-counted"] as const;
const ADJUSTMENTS = ["adjustment-requested", "stock-adjusted", "adjustment-rejected"] as const;
/** People whose names rows show. */
const NAMES = ["staff-changed", "staff-erased"] as const;

/** What of a batch changes what it takes. */
const BATCHES = [
  "batch-planned",
  "batch-changed",
  "cooking-started",
  "dish-cooked",
  "dish-reworked",
  "batch-cancelled",
  "stage-undone",
  "ingredient-changed",
] as const;

/** What changes what is on its way. */
const ORDERS = ["order-approved", "order-sent", "order-closed", "order-cancelled"] as const;

/** One row more than the limit tells that there are more. */
const oneMore = ({ limit }: { readonly limit: number }) => limit + 1;

/** The live queries of the store room. */
export const inventoryQueryHandlers: readonly QueryHandler[] = [
  answerQuery(stock, [...ITEMS, ...MOVES], (db, params) => stockRows(db, params, oneMore(stock))),
  answerQuery(stockValues, [...ITEMS, ...MOVES], (db) => stockValueRows(db, oneMore(stockValues))),
  answerQuery(lots, [...ITEMS, ...PLACES, ...MOVES], (db, params) => lotRows(db, params, oneMore(lots))),
  answerQuery(storagePlaces, [...PLACES, ...COUNTS, ...MOVES], (db) => storagePlaceRows(db, oneMore(storagePlaces))),
  answerQuery(stockMovements, [...ITEMS, ...MOVES, ...NAMES], (db, params, viewer) =>
    stockMovementRows(db, params, { viewer, maxCount: oneMore(stockMovements) }),
  ),
  answerQuery(stockCard, [...ITEMS, ...MOVES, ...NAMES], (db, params, viewer) =>
    stockCardRows(db, params, { viewer, maxCount: oneMore(stockCard) }),
  ),
  answerQuery(receipts, [...RECEIPTS, ...NAMES], (db, params, viewer) =>
    receiptRows(db, params, { viewer, maxCount: oneMore(receipts) }),
  ),
  answerQuery(
    receiptLines,
    [...RECEIPTS, ...ITEMS, ...PLACES, "incoming-check-recorded", "setting-changed"],
    (db, params) => receiptLineRows(db, params),
  ),
  answerQuery(issues, [...ITEMS, "stock-issued", "stock-returned", ...NAMES], (db, params, viewer) =>
    issueRows(db, params, { viewer, maxCount: oneMore(issues) }),
  ),
  answerQuery(stockAdjustments, [...ADJUSTMENTS, ...MOVES, ...NAMES], (db, params, viewer) =>
    adjustmentRows(db, params, { viewer, maxCount: oneMore(stockAdjustments) }),
  ),
  answerQuery(stockCounts, [...COUNTS, ...PLACES, ...NAMES], (db, params, viewer) =>
    countRows(db, params, { viewer, maxCount: oneMore(stockCounts) }),
  ),
  answerQuery(countLines, [...COUNTS, ...ITEMS, ...MOVES], (db, params) =>
    countLineRows(db, params, oneMore(countLines)),
  ),
  answerQuery(expiring, [...ITEMS, ...PLACES, ...MOVES], (db, params) => expiringRows(db, params, oneMore(expiring))),
  answerQuery(batchStock, [...ITEMS, ...MOVES, ...BATCHES, "setting-changed"], (db, { batchId }) =>
    dishStockRows(db, batchId),
  ),
  answerQuery(usedByBatch, [...ITEMS, ...MOVES], (db, { batchId }) => usedByBatchRows(db, batchId)),
  answerQuery(
    batchCosts,
    [...ITEMS, ...MOVES, ...BATCHES, "portions-counted", "portioning-finished", "batch-completed"],
    (db, { serviceDate }) => batchCostRows(db, serviceDate),
  ),
  answerQuery(
    stockReadiness,
    [...ITEMS, ...MOVES, ...BATCHES, "menu-day-approved", "menu-day-revised"],
    (db, { serviceDate }) => stockReadinessRows(db, serviceDate),
  ),
  answerQuery(usageVariance, [...ITEMS, ...MOVES, ...BATCHES, "batch-completed", "setting-changed"], (db, span) =>
    usageVarianceRows(db, span),
  ),
  answerQuery(reorderProposals, [...ITEMS, ...MOVES, ...ORDERS, "setting-changed"], (db, { localDate }) =>
    reorderProposalRows(db, localDate, oneMore(reorderProposals)),
  ),
];
