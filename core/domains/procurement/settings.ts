import { defineSetting } from "#kernel/setting.ts";

/** Figures of buying (DOMAIN.md §8). */

const PRACTICE = "praktik lapangan (DOMAIN.md §8)";
const HOUSE = "ketentuan rumah (DOMAIN.md §8)";

/** How far a price may lie above the reference or the lowest survey before somebody must say why. */
export const priceToleranceBp = defineSetting({
  key: "price.tolerance",
  default: 1_000,
  unit: "bp",
  source: PRACTICE,
  owner: "kitchen-head",
  min: 0,
  max: 10_000,
});

/** Quotes a survey holds of each item. */
export const surveyQuotesMinCount = defineSetting({
  key: "survey.quotes-min",
  default: 3,
  unit: "count",
  source: "juknis BGN, dikutip (DOMAIN.md §8)",
  owner: "hub",
  min: 1,
  max: 10,
});

/** Active suppliers a kitchen is asked to have. */
export const suppliersMinCount = defineSetting({
  key: "suppliers.min",
  default: 15,
  unit: "count",
  source: "BGN (DOMAIN.md §8)",
  owner: "hub",
  min: 1,
  max: 100,
});

/** The most one supplier should have of what the kitchen orders. */
export const supplierShareMaxBp = defineSetting({
  key: "supplier.share-max",
  default: 2_500,
  unit: "bp",
  source: HOUSE,
  owner: "kitchen-head",
  min: 500,
  max: 10_000,
});

/** Over how many days of orders a supplier's share is looked at: two pay periods and their weekends. */
export const supplierShareDayCount = defineSetting({
  key: "supplier.share-days",
  default: 28,
  unit: "count",
  source: HOUSE,
  owner: "kitchen-head",
  min: 7,
  max: 180,
});

/** `supplier.score`: the shares of the score, and over how many receipts; below the least there is no score. */
export const scoreOnTimeBp = defineSetting({
  key: "supplier.score-on-time",
  default: 4_000,
  unit: "bp",
  source: HOUSE,
  owner: "kitchen-head",
  min: 0,
  max: 10_000,
});
export const scoreAcceptedBp = defineSetting({
  key: "supplier.score-accepted",
  default: 4_000,
  unit: "bp",
  source: HOUSE,
  owner: "kitchen-head",
  min: 0,
  max: 10_000,
});
export const scoreCompleteBp = defineSetting({
  key: "supplier.score-complete",
  default: 2_000,
  unit: "bp",
  source: HOUSE,
  owner: "kitchen-head",
  min: 0,
  max: 10_000,
});
export const scoreReceiptCount = defineSetting({
  key: "supplier.score-receipts",
  default: 20,
  unit: "count",
  source: HOUSE,
  owner: "kitchen-head",
  min: 3,
  max: 100,
});
export const scoreReceiptMinCount = defineSetting({
  key: "supplier.score-receipts-min",
  default: 3,
  unit: "count",
  source: HOUSE,
  owner: "kitchen-head",
  min: 1,
  max: 20,
});

/** How many days before they are cooked perishable goods may arrive; buying on H-4 is a violation (BGN). */
export const purchaseEarlyMaxCount = defineSetting({
  key: "purchase.early-max",
  default: 2,
  unit: "count",
  source: "BGN (DOMAIN.md §8)",
  owner: "hub",
  min: 0,
  max: 14,
});

/** How far an invoice may differ from what was ordered and accepted without a reason. */
export const invoiceToleranceBp = defineSetting({
  key: "invoice.tolerance",
  default: 100,
  unit: "bp",
  source: HOUSE,
  owner: "kitchen-head",
  min: 0,
  max: 1_000,
});

export const procurementSettings = [
  priceToleranceBp,
  surveyQuotesMinCount,
  suppliersMinCount,
  supplierShareMaxBp,
  supplierShareDayCount,
  scoreOnTimeBp,
  scoreAcceptedBp,
  scoreCompleteBp,
  scoreReceiptCount,
  scoreReceiptMinCount,
  purchaseEarlyMaxCount,
  invoiceToleranceBp,
] as const;
