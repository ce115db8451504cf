import { afterEach, beforeEach, expect, it } from "vitest";
import type { AlertRow } from "#domains/alerts/queries.ts";
import type { StoragePlaceId } from "#domains/inventory/ids.ts";
import { DAY_MS, HOUR_MS } from "#kernel/time.ts";
import { watchedBoards } from "#main/domains/alerts/inputs.ts";
import { createAlertWatcher, type AlertWatcher } from "#main/domains/alerts/watcher.ts";
import { createHandScheduler } from "#tests/kit/hand-scheduler.ts";
import { atClock, plannedBatch, plannedRun } from "#tests/kit/production-plan.ts";
import { createStockKitchen, type StockKitchen } from "#tests/kit/stock-kitchen.ts";

const KINDS: readonly string[] = ["stock-low", "stock-out", "lot-expiring", "lot-expired", "requirement-short"];
const g = (massG: number) => ({ unit: "g", massG }) as const;

let kitchen: StockKitchen;
let placeId: StoragePlaceId;
let watcher: AlertWatcher;
beforeEach(async () => {
  kitchen = createStockKitchen();
  placeId = await kitchen.place();
  const handlers = kitchen.modules.flatMap((module) => module.queries);
  watcher = createAlertWatcher({
    store: kitchen.store,
    clock: kitchen.clock,
    scheduler: createHandScheduler(),
    makeId: kitchen.makeId,
    boards: watchedBoards(handlers),
    readHealth: () => ({ siteId: "site" }),
    log: { warn: () => undefined },
  });
});
afterEach(() => {
  kitchen.rebuildAndCompare();
  kitchen.close();
});

/** Unresolved alerts of stock, after the watcher looked: `kind severity × times`. */
async function standing(): Promise<readonly string[]> {
  await watcher.look();
  return (kitchen.ask("alerts", {}) as readonly AlertRow[]) // rows the kit parsed
    .filter(({ alertKind, status }) => status !== "resolved" && KINDS.includes(alertKind))
    .map(({ alertKind, severity, occurrenceCount }) => `${alertKind} ${severity} × ${occurrenceCount}`)
    .toSorted();
}
const take = (itemId: string, amount: number) =>
  kitchen.accepted("issue-stock", {
    issueId: kitchen.makeId("issue"),
    purpose: "other",
    lines: [{ itemId, quantity: g(amount) }],
  });

it("low stock is told once, grows to none, and ends when more comes", async () => {
  const item = await kitchen.item({ minQuantity: g(2_000) });
  // Written down and never received: nobody is woken for it.
  expect(await standing()).toEqual([]);
  await kitchen.receive(item, { amount: 5_000, priceIdr: 10_000, placeId });
  expect(await standing()).toEqual([]);
  await take(item.itemId, 3_000);
  expect(await standing()).toEqual(["stock-low high × 1"]);
  await take(item.itemId, 100);
  kitchen.clock.advance(HOUR_MS);
  expect(await standing()).toEqual(["stock-low high × 1"]);
  await take(item.itemId, 1_900);
  expect(await standing()).toContain("stock-out critical × 1");
  await kitchen.receive(item, { amount: 5_000, priceIdr: 10_000, placeId });
  await watcher.look();
  kitchen.clock.advance(HOUR_MS);
  expect(await standing()).toEqual([]);
});

it("an item without a minimum is never out", async () => {
  const item = await kitchen.item();
  await kitchen.receive(item, { amount: 1_000, priceIdr: 10_000, placeId });
  await take(item.itemId, 1_000);
  expect(await standing()).toEqual([]);
});

it("a lot that expires is told earlier the longer its goods keep, louder as the day comes, until it is gone", async () => {
  const milk = await kitchen.item({ category: "drink", shelfLifeDayCount: 60 });
  const lotId = await kitchen.receive(milk, { amount: 1_000, priceIdr: 10_000, placeId, expiryDate: "2026-12-21" });
  expect(await standing()).toEqual([]);
  kitchen.clock.advance(DAY_MS);
  expect(await standing()).toEqual(["lot-expiring low × 1"]);
  kitchen.clock.advance(16 * DAY_MS);
  expect(await standing()).toEqual(["lot-expiring medium × 2"]);
  kitchen.clock.advance(7 * DAY_MS);
  expect(await standing()).toEqual(["lot-expiring high × 3"]);
  kitchen.clock.advance(8 * DAY_MS);
  await watcher.look();
  kitchen.clock.advance(HOUR_MS);
  expect(await standing()).toEqual(["lot-expired high × 1"]);
  await kitchen.accepted("discard-stock", { lotId, quantity: g(1_000), reasonCode: "expired" });
  await watcher.look();
  kitchen.clock.advance(HOUR_MS);
  expect(await standing()).toEqual([]);
});

it("tomorrow's lack is told the day before, and no more once the goods are there", async () => {
  const chicken = await kitchen.addFood("Ayam");
  const item = await kitchen.item({ ingredientId: chicken });
  const ingredients = [{ name: "Ayam", ingredientId: chicken, quantities: { small: g(4_000), large: g(5_000) } }];
  await kitchen.plan(plannedBatch(1, { dishRuns: [plannedRun(11, { ingredients })] }));
  expect(await standing()).toEqual(["requirement-short high × 1"]);
  await kitchen.receive(item, { amount: 10_000, priceIdr: 10_000, placeId });
  await watcher.look();
  kitchen.clock.advance(HOUR_MS);
  expect(kitchen.clock.nowMs()).toBeLessThan(atClock("00:00"));
  expect(await standing()).toEqual([]);
});
