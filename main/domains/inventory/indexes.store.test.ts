import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { batchIdOf, PLAN_DATE, plannedBatch } from "#tests/kit/production-plan.ts";
import { expectQueryIndexed } from "#tests/kit/query-plan.ts";
import { createStockKitchen, type StockKitchen } from "#tests/kit/stock-kitchen.ts";

let kitchen: StockKitchen;
beforeEach(async () => {
  kitchen = createStockKitchen();
  const placeId = await kitchen.place();
  const item = await kitchen.item({ maxQuantity: { unit: "g", massG: 5_000 } });
  await kitchen.plan(plannedBatch());
  await kitchen.receive(item, { amount: 1_000, priceIdr: 10_000, placeId, expiryDate: "2026-12-01" });
  await kitchen.accepted("issue-stock", {
    issueId: kitchen.makeId("issue"),
    batchId: batchIdOf(1),
    purpose: "cooking",
    lines: [{ itemId: item.itemId, quantity: { unit: "g", massG: 10 } }],
  });
});
afterEach(() => kitchen.close());

const localDate = PLAN_DATE;
const span = { fromDate: "2026-11-01", toDate: "2026-11-30" };
const hex = (prefix: string) => `${prefix}_${"0".repeat(32)}`;

describe("questions of the store room", () => {
  it.each<readonly [string, object]>([
    ["stock", { localDate }],
    ["stock", { localDate, category: "seasoning", state: "low", isArchived: true }],
    ["stock-values", {}],
    ["lots", { localDate, itemId: hex("item") }],
    ["lots", { localDate, storagePlaceId: hex("storage_place") }],
    ["lots", { localDate, itemId: hex("item"), isEmptyShown: true }],
    ["storage-places", {}],
    ["stock-movements", span],
    ["stock-movements", { ...span, itemId: hex("item"), before: { seq: 10, lineNumber: 0 } }],
    ["stock-card", { ...span, itemId: hex("item") }],
    ["receipts", span],
    ["receipt-lines", { receiptId: hex("receipt") }],
    ["issues", span],
    ["issues", { ...span, batchId: batchIdOf(1) }],
    ["stock-adjustments", {}],
    ["stock-counts", {}],
    ["count-lines", { countId: hex("count") }],
    ["expiring", { localDate, withinDayCount: 30 }],
    ["batch-stock", { batchId: batchIdOf(1) }],
    ["used-by-batch", { batchId: batchIdOf(1) }],
    ["batch-costs", { serviceDate: PLAN_DATE }],
    ["stock-readiness", { serviceDate: PLAN_DATE }],
    ["usage-variance", span],
    ["reorder-proposals", { localDate }],
  ])("%s %j reads by index only", (name, params) => {
    expect(kitchen.ask(name, params)).toBeDefined();
    expectQueryIndexed({ db: kitchen.store.reader, modules: kitchen.modules }, { name, params });
  });
});
