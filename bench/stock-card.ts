import type { StockCardRow } from "#domains/inventory/queries.ts";
import { createStockKitchen } from "#tests/kit/stock-kitchen.ts";
import { reportFigure } from "./report.ts";

const MOVEMENTS_COUNT = 50_000;
const LINES_AN_ISSUE_COUNT = 50;
const PAGE_MAX_MS = 200;
const ROUNDS_COUNT = 20;

/** The stock card of one item that moved 50,000 times: its first page, and one from the middle of its life. */
export async function benchStockCard(bench: string): Promise<void> {
  const kitchen = createStockKitchen();
  const placeId = await kitchen.place();
  const item = await kitchen.item();
  await kitchen.receive(item, { amount: 10 * MOVEMENTS_COUNT, priceIdr: 10_000, placeId });
  const line = { itemId: item.itemId, quantity: { unit: "g", massG: 7 } };
  for (let movement = 0; movement < MOVEMENTS_COUNT; movement += LINES_AN_ISSUE_COUNT) {
    const lines = Array.from({ length: LINES_AN_ISSUE_COUNT }, () => line);
    await kitchen.accepted("issue-stock", { issueId: kitchen.makeId("issue"), purpose: "other", lines });
  }
  const ask = (more: object = {}) =>
    kitchen.ask("stock-card", {
      itemId: item.itemId,
      fromDate: "2026-01-01",
      toDate: "2026-12-31",
      ...more,
    }) as readonly StockCardRow[]; // rows the kit parsed
  const newest = ask()[0];
  if (newest === undefined) throw new Error("the card is empty");
  const middle = { before: { seq: Math.floor(newest.seq / 2), lineNumber: 0 } };
  report(bench, "first page", slowestMs(ask));
  report(
    bench,
    "a page from the middle",
    slowestMs(() => ask(middle)),
  );
  kitchen.close();
}

function slowestMs(ask: () => readonly StockCardRow[]): number {
  let slowest = 0;
  for (let round = 0; round < ROUNDS_COUNT; round += 1) {
    const beganMs = performance.now();
    if (ask().length === 0) throw new Error("the page is empty");
    slowest = Math.max(slowest, performance.now() - beganMs);
  }
  return slowest;
}

function report(bench: string, which: string, value: number): void {
  reportFigure({
    bench,
    metric: `stock card of ${String(MOVEMENTS_COUNT)} movements, ${which}, slowest of ${String(ROUNDS_COUNT)}, ms`,
    value,
    floor: null,
    peer: null,
    peerValue: null,
    target: "≤ 200",
    pass: value <= PAGE_MAX_MS,
  });
}
