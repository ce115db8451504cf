import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CountLineRow, StockAdjustmentRow, StockCountRow } from "#domains/inventory/correction-queries.ts";
import type { StoragePlaceId } from "#domains/inventory/ids.ts";
import type { LotRow } from "#domains/inventory/queries.ts";
import type { IssueRow } from "#domains/inventory/receipt-queries.ts";
import type { Item } from "#domains/inventory/values.ts";
import { amountOf, quantityOf } from "#kernel/quantity.ts";
import type { StaffId } from "#kernel/ids.ts";
import { MINUTE_MS } from "#kernel/time.ts";
import { inventorySql } from "#main/domains/inventory/tables.ts";
import type { CommandAnswer } from "#main/store/command-answer.ts";
import { atClock, batchIdOf, dishRunIdOf, PLAN_DATE, plannedBatch, plannedRun } from "#tests/kit/production-plan.ts";
import { actingAs, createStockKitchen, type StockKitchen } from "#tests/kit/stock-kitchen.ts";

/** Days in the store room nobody wrote: several tablets at once, in any order, with wrong amounts among the right ones. */

const HISTORIES_COUNT = 30;
const batchId = batchIdOf(1);
const dishRunId = dishRunIdOf(11);
const span = { fromDate: "2026-11-01", toDate: "2026-12-31" };

interface Situation {
  readonly kitchen: StockKitchen;
  readonly items: readonly Item[];
  readonly placeIds: readonly StoragePlaceId[];
  readonly people: readonly StaffId[];
  readonly number: number;
}
const pick = <Thing>(things: readonly Thing[], number: number): Thing | undefined => things[number % things.length];
const lotsOf = ({ kitchen }: Situation) =>
  kitchen.ask("lots", { localDate: PLAN_DATE, isEmptyShown: true }) as readonly LotRow[]; // rows the kit parsed
const someone = ({ people, number }: Situation, offset = 0) =>
  actingAs(pick(people, number + offset) as StaffId, pick(people, number + offset + 1) as StaffId);

/** What one tablet does; a lot or an amount that is not there is refused and changes nothing. */
const ACTS = {
  receive: async ({ kitchen, items, placeIds, number }: Situation) => {
    const item = pick(items, number) as Item;
    const receiptId = kitchen.makeId("receipt");
    const amount = quantityOf(item.baseUnit, 1 + (number % 9_000));
    await kitchen.submit("start-receipt", { receiptId, supplierId: kitchen.makeId("supplier") });
    await kitchen.submit("record-receipt-line", {
      receiptId,
      lineId: kitchen.makeId("receipt_line"),
      itemId: item.itemId,
      delivered: amount,
      accepted: amount,
      rejected: quantityOf(item.baseUnit, 0),
      unitPrice: { amountIdr: 1 + (number % 49_999), per: quantityOf(item.baseUnit, 1 + (number % 997)) },
      ...(number % 3 === 0 ? {} : { expiryDate: `2026-11-${22 + (number % 8)}` }),
      storagePlaceId: pick(placeIds, number),
    });
    return kitchen.submit("finish-receipt", { receiptId });
  },
  issue: ({ kitchen, items, number }: Situation) => {
    const lines = [0, 1].map((offset) => {
      const item = pick(items, number + offset * (number % 2)) as Item;
      return { itemId: item.itemId, quantity: quantityOf(item.baseUnit, 1 + (number % 1_500)) };
    });
    const to = number % 2 === 0 ? { batchId } : {};
    return kitchen.submit("issue-stock", { issueId: kitchen.makeId("issue"), purpose: "cooking", lines, ...to });
  },
  "issue-lot": (at: Situation) => {
    const lot = pick(lotsOf(at), at.number);
    const lines = [{ itemId: lot?.itemId, lotId: lot?.lotId, quantity: lot?.onHand }];
    const body = { issueId: at.kitchen.makeId("issue"), purpose: "other", lines, offFefoReason: "uji" };
    return at.kitchen.submit("issue-stock", body);
  },
  return: ({ kitchen, number }: Situation) => {
    const issue = pick(kitchen.ask("issues", span) as readonly IssueRow[], number); // rows the kit parsed
    const amount = issue === undefined ? 1 : 1 + (number % Math.max(1, amountOf(issue.issued)));
    const quantity = quantityOf(issue?.issued.unit ?? "g", amount);
    return kitchen.submit("return-stock", { issueId: issue?.issueId, lines: [{ lotId: issue?.lotId, quantity }] });
  },
  discard: (at: Situation) => {
    const lot = pick(lotsOf(at), at.number);
    const quantity = quantityOf(lot?.onHand.unit ?? "g", 1 + (at.number % 3_000));
    return at.kitchen.submit(
      "discard-stock",
      { lotId: lot?.lotId, quantity, reasonCode: "damaged" },
      { as: someone(at) },
    );
  },
  "send-back": (at: Situation) => {
    const lot = pick(lotsOf(at), at.number);
    return at.kitchen.submit("return-to-supplier", { lotId: lot?.lotId, quantity: lot?.onHand, reasonCode: "spoiled" });
  },
  "ask-adjustment": (at: Situation) => {
    const lot = pick(lotsOf(at), at.number);
    const delta = quantityOf(lot?.onHand.unit ?? "g", (at.number % 4_001) - 2_000);
    const body = { adjustmentId: at.kitchen.makeId("adjustment"), lotId: lot?.lotId, delta, reasonCode: "weighing" };
    return at.kitchen.submit("request-adjustment", body, { as: someone(at) });
  },
  "approve-adjustment": (at: Situation) => {
    const asked = at.kitchen.ask("stock-adjustments", { status: "asked" }) as readonly StockAdjustmentRow[]; // rows the kit parsed
    const { adjustmentId } = pick(asked, at.number) ?? { adjustmentId: at.kitchen.makeId("adjustment") };
    return at.kitchen.submit("approve-adjustment", { adjustmentId }, { as: someone(at, 1) });
  },
  count: async (at: Situation) => {
    const { kitchen, placeIds, number } = at;
    const [known] = kitchen.ask("stock-counts", { status: "open" }) as readonly StockCountRow[]; // rows the kit parsed
    const countId = known?.countId ?? kitchen.makeId("count");
    const as = { as: actingAs(pick(at.people.slice(0, 2), number) as StaffId) };
    if (known === undefined) {
      await kitchen.submit(
        "start-count",
        { countId, storagePlaceId: pick(placeIds, number), isFrozen: number % 4 === 0 },
        as,
      );
    }
    const line = pick(kitchen.ask("count-lines", { countId }) as readonly CountLineRow[], number); // rows the kit parsed
    const lot = lotsOf(at).find(({ lotId }) => lotId === line?.lotId);
    const counted = quantityOf(lot?.onHand.unit ?? "g", number % 5_000);
    const answer = await kitchen.submit("record-count-line", { countId, lotId: lot?.lotId, counted }, as);
    return number % 2 === 0 ? kitchen.submit("submit-count", { countId }, as) : answer;
  },
  "decide-count": (at: Situation) => {
    const submitted = at.kitchen.ask("stock-counts", { status: "submitted" }) as readonly StockCountRow[]; // rows the kit parsed
    const { countId } = pick(submitted, at.number) ?? { countId: at.kitchen.makeId("count") };
    const as = { as: actingAs(at.people[2] as StaffId) };
    return at.number % 4 === 0
      ? at.kitchen.submit("reject-count", { countId, reason: "hitung ulang" }, as)
      : at.kitchen.submit("approve-count", { countId }, as);
  },
  block: (at: Situation) =>
    at.kitchen.submit("block-lot", { lotId: pick(lotsOf(at), at.number)?.lotId, reasonCode: "inspect" }),
  unblock: (at: Situation) =>
    at.kitchen.submit("unblock-lot", { lotId: pick(lotsOf(at), at.number)?.lotId, reason: "sudah diperiksa" }),
  backflush: ({ kitchen }: Situation) => kitchen.submit("backflush-dish", { batchId, dishRunId }),
  "reverse-backflush": ({ kitchen }: Situation) => kitchen.submit("reverse-backflush", { batchId, dishRunId }),
} as const satisfies Record<string, (at: Situation) => Promise<CommandAnswer>>;
type What = keyof typeof ACTS;
const WHATS = Object.keys(ACTS) as readonly What[]; // keys of the literal above

const act = fc.record({
  what: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<What>("receive", "issue", "count", "decide-count") },
    { weight: 4, arbitrary: fc.constantFrom(...WHATS) },
  ),
  number: fc.nat(1_000_000),
});
/** What happens at the same moment on as many tablets. */
const moments = fc.array(fc.array(act, { minLength: 1, maxLength: 4 }), { minLength: 6, maxLength: 18 });

/** A kitchen with a cooked dish of chicken, an item of it, one by the piece, and two places; its stock is still to come. */
async function open(): Promise<Omit<Situation, "number">> {
  const kitchen = createStockKitchen();
  const placeIds = [await kitchen.place("Gudang"), await kitchen.place("Chiller")];
  const chicken = await kitchen.addFood("Ayam", { edibleBp: 5_800, lossFactorBp: 13_000 });
  const items = [await kitchen.item({ ingredientId: chicken }), await kitchen.item({ baseUnit: "pcs" })];
  const people = [await kitchen.addCook("Satu"), await kitchen.addCook("Dua"), await kitchen.addCook("Tiga")];
  const quantities = { small: { unit: "g", massG: 400 }, large: { unit: "g", massG: 500 } } as const;
  const ingredients = [{ name: "Ayam", ingredientId: chicken, quantities }];
  await kitchen.plan(plannedBatch(1, { dishRuns: [plannedRun(11, { ingredients })] }));
  await kitchen.accepted("assign-task", { batchId, staffId: people[0], taskKind: "lead-cook" });
  await kitchen.accepted("start-preparation", { batchId });
  kitchen.clock.advance(atClock("02:00") - kitchen.clock.nowMs());
  await kitchen.accepted("start-cooking", { batchId, dishRunId, reason: "gudang kosong" });
  kitchen.clock.advance(40 * MINUTE_MS);
  await kitchen.measure(batchId, dishRunId);
  await kitchen.accepted("finish-cooking", { batchId, dishRunId });
  return { kitchen, placeIds, items, people };
}

/** Everything the book says must be the sum of what happened. */
function expectConserved(kitchen: StockKitchen, items: readonly Item[]): void {
  const { reader } = kitchen.store;
  for (const { itemId } of items) {
    const stock = reader.first(inventorySql.selectFrom("stock_item").selectAll().where("item_id", "=", itemId));
    const lots = reader.all(inventorySql.selectFrom("stock_lot").selectAll().where("item_id", "=", itemId));
    const moves = reader.all(
      inventorySql
        .selectFrom("stock_movement")
        .selectAll()
        .where("item_id", "=", itemId)
        .orderBy("seq")
        .orderBy("line_number"),
    );
    const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
    expect(stock?.on_hand).toBe(sum(moves.map((move) => move.delta)));
    expect(stock?.on_hand).toBe(sum(lots.map((lot) => lot.on_hand)));
    expect(stock?.value_idr).toBe(sum(moves.map((move) => move.value_idr)));
    for (const lot of lots) {
      expect(lot.on_hand).toBeGreaterThanOrEqual(0);
      expect(lot.on_hand).toBe(sum(moves.filter((move) => move.lot_id === lot.lot_id).map((move) => move.delta)));
    }
    expectAveraged(moves);
  }
}

/** The moving average reckoned exactly, beside the rupiah of the book: they differ by the roundings, never by more. */
function expectAveraged(
  moves: readonly {
    readonly delta: number;
    readonly after: number;
    readonly value_idr: number;
    readonly value_after_idr: number;
  }[],
): void {
  let amount = 0;
  let valueIdr = 0;
  for (const move of moves) {
    const shareIdr = move.delta < 0 ? (valueIdr * move.delta) / amount : move.value_idr;
    expect(Math.abs(move.value_idr - shareIdr)).toBeLessThanOrEqual(0.5 + 1e-6 * Math.abs(shareIdr));
    amount += move.delta;
    valueIdr += move.value_idr;
    expect([move.after, move.value_after_idr]).toEqual([amount, valueIdr]);
    expect(amount).toBeGreaterThanOrEqual(0);
    expect(valueIdr).toBeGreaterThanOrEqual(0);
    if (amount === 0) expect(valueIdr).toBe(0);
  }
}

/** What a dish's recipe takes is issued, taken, or a recorded lack; never twice. */
function expectCovered(kitchen: StockKitchen): void {
  const row = kitchen.store.reader.first(
    inventorySql.selectFrom("stock_backflush").selectAll().where("batch_id", "=", batchId).where("is_standing", "=", 1),
  );
  if (row === undefined) return;
  const amount = (text: string, member: "quantity" | "gross" | "issued") =>
    (JSON.parse(text) as readonly Record<string, { readonly massG: number }>[]) // written by the projection
      .reduce((sum, line) => sum + (line[member]?.massG ?? 0), 0);
  const covered = amount(row.needs, "issued") + amount(row.lines, "quantity") + amount(row.shortages, "quantity");
  expect(covered).toBe(amount(row.needs, "gross"));
}

describe("a store room of any history", () => {
  it("holds what came less what went, to the gram and the rupiah, and never less than nothing", async () => {
    await fc.assert(
      fc.asyncProperty(moments, async (history) => {
        const situation = await open();
        const { kitchen, items } = situation;
        try {
          for (const moment of history) {
            await Promise.all(moment.map(({ what, number }) => ACTS[what]({ ...situation, number })));
            kitchen.clock.advance(3 * MINUTE_MS);
            expectConserved(kitchen, items);
            expectCovered(kitchen);
          }
          kitchen.rebuildAndCompare();
        } finally {
          kitchen.close();
        }
      }),
      { numRuns: HISTORIES_COUNT },
    );
  }, 120_000);
});
