import { afterEach, beforeEach, expect, it } from "vitest";
import type { RecallRow } from "#domains/publications/queries.ts";
import { quantityOf } from "#kernel/quantity.ts";
import { SYSTEM_ACTOR } from "#main/store/follow-ons.ts";
import { batchIdOf, plannedBatch } from "#tests/kit/production-plan.ts";
import { createStockKitchen, type StockKitchen } from "#tests/kit/stock-kitchen.ts";
import { createRecallWatcher } from "./recall-watcher.ts";

/** A recall of headquarters in a kitchen with stock: what it means is blocked, what was made of it held. */
let kitchen: StockKitchen;
beforeEach(() => {
  kitchen = createStockKitchen();
});
afterEach(() => {
  kitchen.rebuildAndCompare();
  kitchen.close();
});

const batchId = batchIdOf(1);
let number = 0;
async function recall(changes: object, publicationType = "recall-published") {
  const publicationId = kitchen.makeId("publication");
  const names = { foodCodes: [], supplierNames: [], supplierLotCodes: [], fromDate: null, toDate: null };
  const recalled = { title: "Telur", reason: "Salmonella", ...names, ...changes };
  const document = publicationType === "recall-published" ? recalled : changes;
  number += 1;
  await kitchen.accepted(
    "receive-publication",
    {
      hubStreamId: "national",
      number,
      publicationId,
      publicationType,
      publicationVersion: 1,
      publishedAtMs: 5,
      document,
    },
    { as: SYSTEM_ACTOR },
  );
  return publicationId;
}
beforeEach(() => {
  number = 0;
});
const recalls = () => kitchen.ask("recalls", {}) as readonly RecallRow[]; // rows the kit parsed

async function eggs() {
  const placeId = await kitchen.place();
  const item = await kitchen.item({ name: "Telur" });
  const lotId = await kitchen.receive(item, { amount: 20_000, priceIdr: 40_000, placeId });
  return { placeId, item, lotId };
}
async function issueToBatch(item: Awaited<ReturnType<typeof eggs>>["item"]) {
  await kitchen.plan(plannedBatch(1));
  const lines = [{ itemId: item.itemId, quantity: quantityOf(item.baseUnit, 5_000) }];
  await kitchen.accepted("issue-stock", { issueId: kitchen.makeId("issue"), batchId, purpose: "cooking", lines });
}

it("blocks the lots it means and holds the batches made of them, in the transaction it arrives in", async () => {
  const { item, lotId } = await eggs();
  const other = await kitchen.item({ name: "Beras" });
  await issueToBatch(item);
  const publicationId = await recall({ foodCodes: [item.itemCode.toLowerCase()] });
  expect(recalls()).toMatchObject([
    {
      ...{ publicationId, isLifted: false, acknowledgedAtMs: null, pointCount: 1 },
      lots: [{ lotId, onHand: quantityOf(item.baseUnit, 15_000), isBlocked: true }],
      batches: [{ batchId, isHeld: true }],
    },
  ]);
  const more = { issueId: kitchen.makeId("issue"), batchId, purpose: "cooking" };
  const lines = [{ itemId: item.itemId, quantity: quantityOf(item.baseUnit, 1) }];
  expect(await kitchen.submit("issue-stock", { ...more, lines })).toMatchObject({ kind: "rejected" });
  expect(await kitchen.submit("hold-batch", { batchId, reasonCode: "other" })).toMatchObject({ kind: "rejected" });
  expect(other.itemId).not.toBe(item.itemId);
});

it("that means nothing here is kept as looked for, and blocks nothing", async () => {
  const { item } = await eggs();
  await recall({ foodCodes: ["TIDAK-ADA"] });
  expect(recalls()).toMatchObject([{ lots: [], batches: [], pointCount: 0 }]);
  expect(kitchen.stockOf(item.itemId, "2026-11-21")).toMatchObject({ onHand: quantityOf(item.baseUnit, 20_000) });
});

it("meets what is delivered and used after it, as long as it stands", async () => {
  const { item, lotId, placeId } = await eggs();
  const recallId = await recall({ foodCodes: [item.itemCode] });
  const log = { warn: () => undefined };
  const { look } = createRecallWatcher({ store: kitchen.store, clock: kitchen.clock, makeId: kitchen.makeId, log });
  const later = await kitchen.receive(item, { amount: 4_000, priceIdr: 9_000, placeId });
  await look();
  expect(recalls()[0]?.lots.map((lot) => [lot.lotId, lot.isBlocked])).toEqual([
    [lotId, true],
    [later, true],
  ]);
  const headSeq = kitchen.store.headSeq();
  await look();
  expect(kitchen.store.headSeq()).toBe(headSeq);
  await recall({ recallId, reason: "Hasil uji bersih" }, "recall-lifted");
  const after = await kitchen.receive(item, { amount: 4_000, priceIdr: 9_000, placeId });
  await look();
  expect(recalls()[0]).toMatchObject({ isLifted: true });
  expect(recalls()[0]?.lots.map((lot) => lot.lotId)).not.toContain(after);
});

it("is acknowledged with what is left of each lot and what people know was eaten", async () => {
  const { item } = await eggs();
  const publicationId = await recall({ foodCodes: [item.itemCode] });
  const nowMs = kitchen.clock.nowMs();
  await kitchen.accepted("acknowledge-recall", { publicationId, portionsServedCount: 0 });
  expect(recalls()).toMatchObject([{ acknowledgedAtMs: nowMs, portionsServedCount: 0 }]);
});
