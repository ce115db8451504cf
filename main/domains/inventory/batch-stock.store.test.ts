import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LotId, StoragePlaceId } from "#domains/inventory/ids.ts";
import type {
  BatchCostRow,
  BatchStockRow,
  ReorderProposalRow,
  StockReadinessRow,
  UsageVarianceRow,
  UsedByBatchRow,
} from "#domains/inventory/use-queries.ts";
import type { Item } from "#domains/inventory/values.ts";
import type { IngredientId } from "#domains/menu/ids.ts";
import type { PlannedDishRun } from "#domains/production/plan.ts";
import { quantityOf } from "#kernel/quantity.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import {
  atClock,
  batchIdOf,
  dishRunIdOf,
  PLAN_DATE,
  plannedBatch,
  plannedRun,
  portions,
} from "#tests/kit/production-plan.ts";
import { createStockKitchen, type StockKitchen } from "#tests/kit/stock-kitchen.ts";

/** What cooking takes from the store room, issued or by recipe. */

const batchId = batchIdOf(1);
const chickenRunId = dishRunIdOf(11);
const g = (massG: number) => ({ unit: "g", massG }) as const;
const span = { fromDate: PLAN_DATE, toDate: PLAN_DATE };

let kitchen: StockKitchen;
let placeId: StoragePlaceId;
let chickenId: IngredientId;
beforeEach(async () => {
  kitchen = createStockKitchen();
  placeId = await kitchen.place();
  // 58 % of a chicken is eaten, and 1,3 of it bought for what goes into the pan.
  chickenId = await kitchen.addFood("Ayam", { edibleBp: 5_800, lossFactorBp: 13_000 });
});
afterEach(() => {
  kitchen.rebuildAndCompare();
  kitchen.close();
});

/** 100 small portions of 40 g and 50 large of 50 g: 6 500 g net, 14 569 g gross. */
const GROSS_G = 14_569;
const chickenOf = (ingredientId: IngredientId): PlannedDishRun["ingredients"] => [
  { name: "Ayam", ingredientId, quantities: { small: g(4_000), large: g(5_000) } },
  { name: "Bumbu rahasia", quantities: { small: g(100), large: g(100) } },
];

async function prepared(run: Partial<PlannedDishRun> = {}): Promise<void> {
  const cook = await kitchen.addCook("Siti Aminah");
  const dishRuns = [plannedRun(11, { ingredients: chickenOf(chickenId), ...run })];
  await kitchen.plan(plannedBatch(1, { dishRuns }));
  await kitchen.accepted("assign-task", { batchId, staffId: cook, taskKind: "lead-cook" });
  await kitchen.accepted("start-preparation", { batchId });
  kitchen.clock.advance(atClock("02:00") - kitchen.clock.nowMs());
}
const start = (more: object = {}) => kitchen.submit("start-cooking", { batchId, dishRunId: chickenRunId, ...more });
async function cooked(more: object = {}): Promise<void> {
  await kitchen.accepted("start-cooking", { batchId, dishRunId: chickenRunId, reason: "mendesak" });
  kitchen.clock.advance(40 * MINUTE_MS);
  await kitchen.measure(batchId, chickenRunId);
  await kitchen.accepted("finish-cooking", { batchId, dishRunId: chickenRunId, ...more });
}
async function issue(item: Item, amount: number) {
  const issueId = kitchen.makeId("issue");
  const lines = [{ itemId: item.itemId, quantity: quantityOf(item.baseUnit, amount) }];
  const answer = await kitchen.submit("issue-stock", { issueId, batchId, purpose: "cooking", lines });
  return { issueId, answer };
}
const keep = (fields: Partial<Item> = {}) => kitchen.item({ name: "Ayam potong", ingredientId: chickenId, ...fields });
const stocked = (item: Item, amount: number): Promise<LotId> =>
  kitchen.receive(item, { amount, priceIdr: 40_000, placeId });
const rows = () => kitchen.ask("batch-stock", { batchId }) as readonly BatchStockRow[]; // rows the kit parsed
const onHand = (item: Item) => kitchen.stockOf(item.itemId, PLAN_DATE).onHand;

describe("before a dish is cooked", () => {
  it("a kitchen that keeps none of its ingredients is asked for nothing", async () => {
    await kitchen.item({ name: "Sabun cuci" });
    await prepared();
    expect(await start()).toMatchObject({ kind: "accepted" });
    expect(rows()).toMatchObject([{ ingredientName: "Ayam", isKept: false, needed: g(GROSS_G), isIssueNeeded: false }]);
  });

  it("stock is issued to the batch, or somebody says why not", async () => {
    await keep();
    await prepared();
    expect(rows()).toMatchObject([{ isKept: true, isIssueNeeded: true, issuedToBatch: g(0) }]);
    expect(await start()).toMatchObject({ rejection: { code: "stock-not-issued", ingredientNames: ["Ayam"] } });
    await kitchen.accepted("start-cooking", { batchId, dishRunId: chickenRunId, reason: "gudang terkunci" });
    expect((kitchen.ask("batch-history", { batchId }) as readonly { type: string; data: object }[])[0]).toMatchObject({
      type: "cooking-started",
      data: { reason: "gudang terkunci", missingItems: ["Ayam"] },
    });
  });

  it("issued it is begun without a word; what was issued of a blocked lot goes back first", async () => {
    const item = await keep();
    const lotId = await stocked(item, 20_000);
    await prepared();
    const { issueId } = await issue(item, 15_000);
    await kitchen.accepted("block-lot", { lotId, reasonCode: "recall" });
    expect(await start({ reason: "tetap" })).toMatchObject({
      rejection: { code: "lot-recalled", lotCodes: ["LOT-20261121-01"] },
    });
    await kitchen.accepted("return-stock", { issueId, lines: [{ lotId, quantity: g(15_000) }] });
    await stocked(item, 20_000);
    await issue(item, 15_000);
    expect(await start()).toMatchObject({ kind: "accepted" });
  });

  it("nobody is asked where the kitchen turned the question off", async () => {
    await keep();
    await kitchen.accepted("change-setting", {
      settingKey: "production.require-issue",
      value: false,
      source: "Keputusan kepala dapur",
      effectiveFromDate: PLAN_DATE,
      reason: "gudang baru dibuka",
    });
    await prepared();
    expect(await start()).toMatchObject({ kind: "accepted" });
  });
});

describe("a cooked dish", () => {
  it("with nothing issued takes by recipe what the portions cooked need", async () => {
    const item = await keep();
    await stocked(item, 20_000);
    await prepared();
    await cooked({ portionCounts: portions(100, 50) });
    expect(onHand(item)).toEqual(g(20_000 - GROSS_G));
    expect(rows()).toMatchObject([{ backflushed: g(GROSS_G), issuedToBatch: g(0), shortage: g(0) }]);
  });

  it("takes less what was issued, and nothing where more was issued than it needs", async () => {
    const item = await keep();
    await stocked(item, 40_000);
    await prepared();
    await issue(item, 10_000);
    await cooked();
    expect(rows()).toMatchObject([{ issuedToBatch: g(10_000), backflushed: g(4_569) }]);
    expect(onHand(item)).toEqual(g(40_000 - GROSS_G));
  });

  it("issued too much only reports it", async () => {
    const item = await keep();
    await stocked(item, 40_000);
    await prepared();
    await issue(item, 20_000);
    await cooked();
    expect(rows()).toMatchObject([{ issuedToBatch: g(20_000), backflushed: g(0) }]);
    expect(onHand(item)).toEqual(g(20_000));
  });

  it("records what the book did not hold, and takes nothing below zero", async () => {
    const item = await keep();
    await stocked(item, 5_000);
    await prepared();
    await cooked();
    expect(onHand(item)).toEqual(g(0));
    expect(rows()).toMatchObject([{ backflushed: g(5_000), shortage: g(9_569) }]);
  });

  it("issued late makes way for the issue, whole, and counts nothing twice", async () => {
    const item = await keep();
    const lotId = await stocked(item, 15_000);
    await prepared();
    await cooked();
    expect(onHand(item)).toEqual(g(431));
    // The book gave 14 569 g to the recipe: the issue of 12 kg stands in its place.
    const { issueId, answer } = await issue(item, 12_000);
    expect(answer).toMatchObject({ kind: "accepted" });
    expect(rows()).toMatchObject([{ issuedToBatch: g(12_000), backflushed: g(2_569) }]);
    expect(onHand(item)).toEqual(g(431));
    await kitchen.accepted("return-stock", { issueId, lines: [{ lotId, quantity: g(2_000) }] });
    expect(rows()).toMatchObject([{ issuedToBatch: g(10_000), backflushed: g(4_569) }]);
    expect(onHand(item)).toEqual(g(431));
    expect(kitchen.ask("used-by-batch", { batchId }) as readonly UsedByBatchRow[]).toMatchObject([
      { issued: g(12_000), returned: g(2_000), backflushed: g(4_569), used: g(GROSS_G), valueIdr: 582_760 },
    ]);
  });

  it("not cooked after all gives back what its recipe took, and takes it again when it is", async () => {
    const item = await keep();
    await stocked(item, 20_000);
    await prepared();
    await cooked();
    const [finished] = kitchen.ask("batch-history", { batchId }) as readonly { eventId: string; type: string }[];
    expect(finished?.type).toBe("dish-cooked");
    await kitchen.accepted("undo-stage", { batchId, undoneEventId: finished?.eventId });
    expect(onHand(item)).toEqual(g(20_000));
    expect(kitchen.valueOf(item.itemId)).toBe(800_000);
    await kitchen.accepted("finish-cooking", { batchId, dishRunId: chickenRunId, portionCounts: portions(50, 50) });
    // 4 500 g net.
    expect(rows()).toMatchObject([{ backflushed: g(10_087) }]);
  });

  it("is backflushed once, however often the kitchen PC says so", async () => {
    const item = await keep();
    await stocked(item, 40_000);
    await prepared();
    await cooked();
    await kitchen.accepted("backflush-dish", { batchId, dishRunId: chickenRunId });
    await kitchen.accepted("backflush-dish", { batchId, dishRunId: chickenRunId });
    expect(onHand(item)).toEqual(g(40_000 - GROSS_G));
  });

  it("shares an issue with the other dish of its batch, each gram once", async () => {
    const item = await keep();
    await stocked(item, 60_000);
    const other = { dishRunId: dishRunIdOf(12), recipeCode: "AYAM-BAKAR" };
    const cook = await kitchen.addCook("Siti Aminah");
    const dishRuns = [
      plannedRun(11, { ingredients: chickenOf(chickenId) }),
      plannedRun(12, { ...other, ingredients: chickenOf(chickenId) }),
    ];
    await kitchen.plan(plannedBatch(1, { dishRuns }));
    await kitchen.accepted("assign-task", { batchId, staffId: cook, taskKind: "lead-cook" });
    await kitchen.accepted("start-preparation", { batchId });
    kitchen.clock.advance(atClock("02:00") - kitchen.clock.nowMs());
    await issue(item, 20_000);
    for (const { dishRunId } of dishRuns) await kitchen.accepted("start-cooking", { batchId, dishRunId });
    kitchen.clock.advance(40 * MINUTE_MS);
    for (const { dishRunId } of dishRuns) {
      await kitchen.measure(batchId, dishRunId);
      await kitchen.accepted("finish-cooking", { batchId, dishRunId });
    }
    expect(rows().map(({ backflushed }) => backflushed)).toEqual([g(0), g(2 * GROSS_G - 20_000)]);
    expect(onHand(item)).toEqual(g(60_000 - 2 * GROSS_G));
  });

  it("of a food kept by the piece is taken by the piece", async () => {
    const egg = await kitchen.addFood("Telur", { massPerPieceG: 60 });
    const item = await kitchen.item({ name: "Telur ayam", ingredientId: egg, baseUnit: "pcs" });
    await kitchen.receive(item, { amount: 300, priceIdr: 2_000, placeId });
    await prepared({
      ingredients: [{ name: "Telur", ingredientId: egg, quantities: { small: g(6_000), large: g(6_000) } }],
    });
    await cooked();
    // 9 000 g of 60 g each.
    expect(onHand(item)).toEqual(quantityOf("pcs", 150));
  });
});

describe("figures of a batch and a day", () => {
  it("a portion costs what its batch used, packs sharing it, once something was portioned", async () => {
    const item = await keep();
    await stocked(item, 20_000);
    await prepared();
    await cooked();
    const cost = () => (kitchen.ask("batch-costs", { serviceDate: PLAN_DATE }) as readonly BatchCostRow[])[0];
    expect(cost()).toMatchObject({ usedValueIdr: 582_760, costPerPortionIdr: null });
    await kitchen.taste(batchId, [chickenRunId]);
    await kitchen.accepted("start-portioning", { batchId });
    await kitchen.accepted("record-portions", { batchId, added: portions(100, 50), specialPackCount: 2 });
    // Rp 582.760 ÷ 152.
    expect(cost()).toMatchObject({ costPerPortionIdr: 3_834, uncostedIngredientNames: [], unpricedItemNames: [] });
  });

  it("a day is short of what its batches still take beyond what the store room holds", async () => {
    const item = await keep({ shelfLifeDayCount: 3 });
    await kitchen.receive(item, { amount: 9_000, priceIdr: 1, placeId, expiryDate: "2026-11-20" });
    await kitchen.receive(item, { amount: 10_000, priceIdr: 1, placeId, expiryDate: PLAN_DATE });
    await prepared();
    const ready = () => kitchen.ask("stock-readiness", { serviceDate: PLAN_DATE }) as readonly StockReadinessRow[]; // rows the kit parsed
    expect(ready()).toMatchObject([
      { needed: g(GROSS_G), used: g(0), available: g(10_000), short: g(4_569), source: "batches" },
    ]);
    await issue(item, 9_000);
    expect(ready()).toMatchObject([{ used: g(9_000), available: g(1_000), short: g(4_569) }]);
  });

  it("actual use is held against the recipes of completed batches", async () => {
    const item = await keep();
    await stocked(item, 40_000);
    await prepared();
    kitchen.clock.advance(2 * HOUR_MS);
    await issue(item, 16_000);
    await cooked();
    const variance = () => kitchen.ask("usage-variance", span) as readonly UsageVarianceRow[]; // rows the kit parsed
    expect(variance()).toEqual([]);
    await kitchen.taste(batchId, [chickenRunId]);
    await kitchen.accepted("record-rapid-test", {
      checkId: kitchen.makeId("check"),
      batchId,
      substances: ["arsenic", "cyanide", "nitrite", "formalin"].map((substanceCode) => ({
        substanceCode,
        outcome: "negative",
      })),
    });
    await kitchen.accepted("start-portioning", { batchId });
    await kitchen.accepted("record-portions", { batchId, added: portions(100, 50), specialPackCount: 2 });
    await kitchen.accepted("finish-portioning", { batchId });
    const sampleId = kitchen.makeId("sample");
    await kitchen.accepted("take-sample", { sampleId, batchId, portionCount: 1 });
    await kitchen.accepted("store-sample", { sampleId, batchId, storagePlaceCode: "chiller-1", temperatureC: 3 });
    await kitchen.accepted("record-holding-temperature", {
      checkId: kitchen.makeId("check"),
      batchId,
      readingsC: [66, 67, 68],
    });
    await kitchen.accepted("release-batch", { batchId });
    await kitchen.accepted("complete-batch", { batchId, isWasteFree: true });
    // 16 000 ÷ 14 569.
    expect(variance()).toMatchObject([
      { theoretical: g(GROSS_G), actual: g(16_000), varianceBp: 982, state: "look-at", batchCount: 1 },
    ]);
  });

  it("more is proposed when what is there lasts no longer than it takes to come", async () => {
    const item = await keep({ maxQuantity: g(50_000) });
    await stocked(item, 20_000);
    const proposals = (localDate: string) =>
      kitchen.ask("reorder-proposals", { localDate }) as readonly ReorderProposalRow[]; // rows the kit parsed
    expect(proposals("2026-11-22")).toEqual([]);
    await kitchen.accepted("issue-stock", {
      issueId: kitchen.makeId("issue"),
      purpose: "other",
      lines: [{ itemId: item.itemId, quantity: g(10_000) }],
    });
    kitchen.clock.advance(DAY_MS + HOUR_MS);
    // 10 kg in one day: two days of it, times 1,1 for a seasoning, is 22 kg.
    expect(proposals("2026-11-22")).toMatchObject([
      { available: g(10_000), reorderAt: g(22_000), proposed: g(40_000) },
    ]);
    // Over five days it is 2 kg a day: 4,4 kg are enough.
    expect(proposals("2026-11-26")).toEqual([]);
  });
});
