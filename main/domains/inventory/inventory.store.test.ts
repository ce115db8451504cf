import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CountLineRow, StockAdjustmentRow, StockCountRow } from "#domains/inventory/correction-queries.ts";
import type { ItemId, LotId, StoragePlaceId } from "#domains/inventory/ids.ts";
import { lotIdOfLine } from "#domains/inventory/ids.ts";
import type { StockCardRow, StockMovementRow } from "#domains/inventory/queries.ts";
import type { IssueRow, ReceiptLineRow, ReceiptRow } from "#domains/inventory/receipt-queries.ts";
import type { Item } from "#domains/inventory/values.ts";
import type { StaffId } from "#kernel/ids.ts";
import { DAY_MS, HOUR_MS } from "#kernel/time.ts";
import { actingAs, createStockKitchen, STOCK_DATE, type StockKitchen } from "#tests/kit/stock-kitchen.ts";
import { batchIdOf, PLAN_DATE, plannedBatch } from "#tests/kit/production-plan.ts";

let kitchen: StockKitchen;
let placeId: StoragePlaceId;
beforeEach(async () => {
  kitchen = createStockKitchen();
  placeId = await kitchen.place();
});
afterEach(() => {
  kitchen.rebuildAndCompare();
  kitchen.close();
});

const g = (massG: number) => ({ unit: "g", massG }) as const;
const span = { fromDate: "2026-11-01", toDate: "2026-12-31" };

function issue(item: Item, amount: number, more: object = {}) {
  const issueId = kitchen.makeId("issue");
  const line = { itemId: item.itemId, quantity: g(amount) };
  return kitchen.submit("issue-stock", { issueId, purpose: "cooking", lines: [line], ...more });
}
function issueFrom(item: Item, lotId: LotId, amount: number, more: object = {}) {
  const lines = [{ itemId: item.itemId, lotId, quantity: g(amount) }];
  return kitchen.submit("issue-stock", { issueId: kitchen.makeId("issue"), purpose: "cooking", lines, ...more });
}
const cardOf = (itemId: ItemId) => kitchen.ask("stock-card", { itemId, ...span }) as readonly StockCardRow[]; // rows the kit parsed

describe("a receipt", () => {
  const line = (item: Item, change: object = {}) => ({
    lineId: kitchen.makeId("receipt_line"),
    itemId: item.itemId,
    delivered: g(10_000),
    accepted: g(10_000),
    rejected: g(0),
    unitPrice: { amountIdr: 14_000, per: g(1_000) },
    storagePlaceId: placeId,
    ...change,
  });

  it("puts what was accepted in stock once it is signed, at its price", async () => {
    const item = await kitchen.item();
    const receiptId = kitchen.makeId("receipt");
    const started = await kitchen.accepted("start-receipt", { receiptId, vehicleNote: "B 1234 XY" });
    expect(started.result).toEqual({ receiptCode: "RCV-20261121-01" });
    const told = line(item);
    await kitchen.accepted("record-receipt-line", { receiptId, ...told });
    const again = { ...told, accepted: g(9_500), rejected: g(500), rejectionCode: "damaged" };
    await kitchen.accepted("record-receipt-line", { receiptId, ...again });
    expect(kitchen.stockOf(item.itemId)).toMatchObject({ onHand: g(0), state: "out" });
    await kitchen.accepted("finish-receipt", { receiptId });
    expect(kitchen.stockOf(item.itemId)).toMatchObject({ onHand: g(9_500), available: g(9_500), lotCount: 1 });
    expect(kitchen.valueOf(item.itemId)).toBe(133_000);
    expect(kitchen.ask("receipt-lines", { receiptId }) as readonly ReceiptLineRow[]).toMatchObject([
      { accepted: g(9_500), rejected: g(500), rejectionCode: "damaged", lotCode: "LOT-20261121-01", check: null },
    ]);
    expect(kitchen.ask("receipts", span) as readonly ReceiptRow[]).toMatchObject([
      { receiptId, status: "finished", lineCount: 1, rejectedLineCount: 1 },
    ]);
    expect(await kitchen.submit("finish-receipt", { receiptId })).toMatchObject({
      rejection: { code: "wrong-state", state: "finished" },
    });
  });

  it("of sacks converts by the item's own units, prices too, and guesses nothing", async () => {
    const sack = { code: "sak", label: "Sak 25 kg", quantity: g(25_000) };
    const item = await kitchen.item({ purchaseUnits: [sack] });
    const receiptId = kitchen.makeId("receipt");
    await kitchen.accepted("start-receipt", { receiptId });
    const sacks = (unitCount: number) => ({ unit: "purchase-unit", code: "sak", unitCount });
    const inSacks = line(item, {
      delivered: sacks(3),
      accepted: sacks(3),
      rejected: sacks(0),
      unitPrice: { amountIdr: 350_001, per: sacks(1) },
    });
    await kitchen.accepted("record-receipt-line", { receiptId, ...inSacks });
    for (const given of [
      { unit: "pcs", pieceCount: 3 },
      { unit: "purchase-unit", code: "karung", unitCount: 3 },
    ]) {
      expect(
        await kitchen.submit("record-receipt-line", { receiptId, ...line(item, { delivered: given }) }),
      ).toMatchObject({
        rejection: { code: "unit-mismatch", itemId: item.itemId, to: "g" },
      });
    }
    await kitchen.accepted("finish-receipt", { receiptId });
    expect(kitchen.stockOf(item.itemId).onHand).toEqual(g(75_000));
    expect(kitchen.valueOf(item.itemId)).toBe(1_050_003);
  });

  it("of a checked category needs its check, and takes nothing that failed it", async () => {
    const chicken = await kitchen.item({ category: "animal-protein", storageKind: "chilled", shelfLifeDayCount: 3 });
    const receiptId = kitchen.makeId("receipt");
    await kitchen.accepted("start-receipt", { receiptId });
    const told = line(chicken, { expiryDate: "2026-11-23" });
    await kitchen.accepted("record-receipt-line", { receiptId, ...told });
    const { lineId } = told;
    expect(await kitchen.submit("finish-receipt", { receiptId })).toMatchObject({
      rejection: { code: "incoming-check-missing", lineIds: [lineId] },
    });
    const check = (temperatureC: number) =>
      kitchen.accepted("record-incoming-check", {
        checkId: kitchen.makeId("check"),
        receiptId,
        lineId,
        temperatureC,
        condition: "good",
      });
    await check(5.1);
    expect(await kitchen.submit("finish-receipt", { receiptId })).toMatchObject({
      rejection: { code: "incoming-check-failed", lineIds: [lineId] },
    });
    expect(kitchen.ask("deviations", {})).toMatchObject([{ checkKind: "incoming", severity: "high" }]);
    await check(4.9);
    expect(kitchen.ask("receipt-lines", { receiptId })).toMatchObject([
      { isCheckNeeded: true, check: { outcome: "pass", temperatureC: 4.9, limitC: 5 } },
    ]);
    await kitchen.accepted("finish-receipt", { receiptId });
    expect(kitchen.stockOf(chicken.itemId).available).toEqual(g(10_000));
  });
});

describe("an issue", () => {
  it("takes the lots by first expiry, several where one does not hold enough", async () => {
    const item = await kitchen.item({ shelfLifeDayCount: 30 });
    const late = await kitchen.receive(item, { amount: 5_000, priceIdr: 10_000, placeId, expiryDate: "2026-12-20" });
    const soon = await kitchen.receive(item, { amount: 2_000, priceIdr: 20_000, placeId, expiryDate: "2026-11-25" });
    expect(kitchen.lotsOf(item.itemId).map(({ lotId, fefoNumber }) => [lotId, fefoNumber])).toEqual([
      [soon, 1],
      [late, 2],
    ]);
    const answer = await issue(item, 3_000);
    expect(answer).toMatchObject({
      kind: "accepted",
      result: {
        lines: [
          { itemId: item.itemId, lotId: soon, quantity: g(2_000) },
          { itemId: item.itemId, lotId: late, quantity: g(1_000) },
        ],
      },
    });
    expect(await issueFrom(item, late, 500)).toMatchObject({ kind: "accepted" });
  });

  it("of another lot needs a reason, one of the same expiry none", async () => {
    const item = await kitchen.item({ shelfLifeDayCount: 30 });
    const lot = { amount: 1_000, priceIdr: 10_000, placeId };
    await kitchen.receive(item, { ...lot, expiryDate: "2026-11-25" });
    const twin = await kitchen.receive(item, { ...lot, expiryDate: "2026-11-25" });
    const late = await kitchen.receive(item, { ...lot, expiryDate: "2026-12-20" });
    expect(await issueFrom(item, late, 100)).toMatchObject({ rejection: { code: "reason-required" } });
    expect(await issueFrom(item, twin, 100)).toMatchObject({ kind: "accepted" });
    expect(await issueFrom(item, late, 100, { offFefoReason: "kemasan terbuka" })).toMatchObject({ kind: "accepted" });
    expect((kitchen.ask("issues", span) as readonly IssueRow[])[0]).toMatchObject({
      lotId: late,
      issued: g(100),
      offFefoReason: "kemasan terbuka",
    });
  });

  it("uses a lot on its last day and not the day after", async () => {
    const item = await kitchen.item({ shelfLifeDayCount: 30 });
    const lotId = await kitchen.receive(item, { amount: 1_000, priceIdr: 10_000, placeId, expiryDate: STOCK_DATE });
    expect(await issueFrom(item, lotId, 100)).toMatchObject({ kind: "accepted" });
    kitchen.clock.advance(3 * HOUR_MS);
    expect(await issueFrom(item, lotId, 100)).toMatchObject({
      rejection: { code: "lot-expired", lotId, expiryDate: STOCK_DATE },
    });
    expect(await issue(item, 100)).toMatchObject({ rejection: { code: "not-enough-stock", available: g(0) } });
    expect(kitchen.stockOf(item.itemId, "2026-11-21")).toMatchObject({
      available: g(0),
      expired: g(900),
      state: "out",
    });
  });

  it("of the last 5 kg from two tablets goes to the first", async () => {
    const item = await kitchen.item();
    await kitchen.receive(item, { amount: 5_000, priceIdr: 10_000, placeId });
    const [first, second] = await Promise.all([issue(item, 5_000), issue(item, 5_000)]);
    expect(first).toMatchObject({ kind: "accepted" });
    expect(second).toMatchObject({
      rejection: { code: "not-enough-stock", itemId: item.itemId, available: g(0) },
    });
    expect(kitchen.stockOf(item.itemId).onHand).toEqual(g(0));
    expect(kitchen.valueOf(item.itemId)).toBe(0);
  });

  it("to a batch belongs to its day, and what comes back goes to its lot at the value it left with", async () => {
    await kitchen.plan(plannedBatch());
    const item = await kitchen.item();
    const lotId = await kitchen.receive(item, { amount: 3_000, priceIdr: 10_000, placeId });
    const issueId = kitchen.makeId("issue");
    const lines = [{ itemId: item.itemId, quantity: g(1_000) }];
    const batchId = batchIdOf(1);
    await kitchen.accepted("issue-stock", { issueId, batchId, purpose: "cooking", lines });
    const back = (amount: number) =>
      kitchen.submit("return-stock", { issueId, lines: [{ lotId, quantity: g(amount) }] });
    expect(await back(1_001)).toMatchObject({ rejection: { code: "more-than-issued", lotId, left: g(1_000) } });
    expect(await back(333)).toMatchObject({ kind: "accepted" });
    expect(await back(668)).toMatchObject({ rejection: { code: "more-than-issued", left: g(667) } });
    expect(await back(667)).toMatchObject({ kind: "accepted" });
    expect(kitchen.valueOf(item.itemId)).toBe(30_000);
    expect(
      kitchen.ask("stock-movements", { itemId: item.itemId, ...span }) as readonly StockMovementRow[],
    ).toMatchObject([
      { movementKind: "return", batchCode: "BATCH-20261121-01", serviceDate: PLAN_DATE, after: g(3_000) },
      { movementKind: "return" },
      { movementKind: "issue", before: g(3_000), delta: g(-1_000), after: g(2_000) },
      { movementKind: "receipt" },
    ]);
  });

  it("takes nothing when one of its lines cannot be taken", async () => {
    const item = await kitchen.item();
    await kitchen.receive(item, { amount: 1_000, priceIdr: 10_000, placeId });
    const lines = [600, 600].map((massG) => ({ itemId: item.itemId, quantity: g(massG) }));
    const asked = { issueId: kitchen.makeId("issue"), purpose: "packing", lines };
    expect(await kitchen.submit("issue-stock", asked)).toMatchObject({
      rejection: { code: "not-enough-stock", available: g(400) },
    });
    expect(kitchen.stockOf(item.itemId).onHand).toEqual(g(1_000));
  });
});

describe("the moving average", () => {
  it("mixes three receipts, takes its share out, and ends at nothing", async () => {
    const item = await kitchen.item();
    for (const [amount, priceIdr] of [
      [3_000, 10_000],
      [2_000, 15_000],
      [1_000, 11_111],
    ] as const) {
      await kitchen.receive(item, { amount, priceIdr, placeId });
    }
    expect(kitchen.valueOf(item.itemId)).toBe(71_111);
    await issue(item, 1_000);
    // 71 111 × 1 000 ÷ 6 000 = 11 851,83
    expect(kitchen.valueOf(item.itemId)).toBe(71_111 - 11_852);
    await issue(item, 4_999);
    await issue(item, 1);
    expect(kitchen.valueOf(item.itemId)).toBe(0);
    await kitchen.receive(item, { amount: 500, priceIdr: 20_000, placeId });
    expect(kitchen.valueOf(item.itemId)).toBe(10_000);
    expect(cardOf(item.itemId)[0]).toMatchObject({
      before: g(0),
      after: g(500),
      valueIdr: 10_000,
      valueAfterIdr: 10_000,
    });
  });
});

describe("what leaves otherwise", () => {
  let asker: StaffId;
  let approver: StaffId;
  beforeEach(async () => {
    asker = await kitchen.addCook("Gudang Satu");
    approver = await kitchen.addCook("Akuntan Satu");
  });

  it("is thrown away from a blocked lot too, with a witness above the limit", async () => {
    const item = await kitchen.item();
    const lotId = await kitchen.receive(item, { amount: 20_000, priceIdr: 10_000, placeId });
    await kitchen.accepted("block-lot", { lotId, reasonCode: "quality" });
    expect(await issueFrom(item, lotId, 100)).toMatchObject({ rejection: { code: "lot-blocked", lotId } });
    expect(kitchen.stockOf(item.itemId)).toMatchObject({ blocked: g(20_000), available: g(0), state: "out" });
    const discard = (amount: number, as: ReturnType<typeof actingAs>) =>
      kitchen.submit("discard-stock", { lotId, quantity: g(amount), reasonCode: "damaged" }, { as });
    expect(await discard(10_000, actingAs(asker))).toMatchObject({ kind: "accepted" });
    await kitchen.receive(item, { amount: 10_000, priceIdr: 12_000, placeId });
    expect(await discard(10_000, actingAs(asker))).toMatchObject({
      rejection: { code: "witness-required", aboveIdr: 100_000 },
    });
    expect(await discard(10_000, actingAs(asker, approver))).toMatchObject({ kind: "accepted" });
    expect(kitchen.ask("lots", { itemId: item.itemId, localDate: STOCK_DATE, isEmptyShown: true })).toMatchObject([
      { status: "available" },
      { lotId, status: "discarded", onHand: g(0) },
    ]);
  });

  it("goes back to its supplier, if it has one", async () => {
    const item = await kitchen.item();
    const supplierId = kitchen.makeId("supplier");
    const bought = await kitchen.receive(item, { amount: 1_000, priceIdr: 10_000, placeId, supplierId });
    const given = await kitchen.receive(item, { amount: 1_000, priceIdr: 10_000, placeId });
    const send = (lotId: LotId, amount: number) =>
      kitchen.submit("return-to-supplier", { lotId, quantity: g(amount), reasonCode: "spoiled" });
    expect(await send(given, 100)).toMatchObject({ rejection: { code: "not-found", kind: "supplier" } });
    expect(await send(bought, 1_001)).toMatchObject({ rejection: { code: "not-enough-stock", available: g(1_000) } });
    expect(await send(bought, 400)).toMatchObject({ kind: "accepted" });
    expect(cardOf(item.itemId)[0]).toMatchObject({ movementKind: "supplier-return", delta: g(-400), valueIdr: -4_000 });
  });

  it("is adjusted by another than who asked, and only down to nothing at that moment", async () => {
    const item = await kitchen.item();
    const lotId = await kitchen.receive(item, { amount: 1_000, priceIdr: 10_000, placeId });
    const ask = async (delta: number) => {
      const adjustmentId = kitchen.makeId("adjustment");
      const body = { adjustmentId, lotId, delta: g(delta), reasonCode: "drying" };
      await kitchen.accepted("request-adjustment", body, { as: actingAs(asker) });
      return adjustmentId;
    };
    const shrunk = await ask(-300);
    expect(await kitchen.submit("approve-adjustment", { adjustmentId: shrunk }, { as: actingAs(asker) })).toMatchObject(
      {
        rejection: { code: "own-work", staffId: asker },
      },
    );
    await issue(item, 800);
    expect(
      await kitchen.submit("approve-adjustment", { adjustmentId: shrunk }, { as: actingAs(approver) }),
    ).toMatchObject({ rejection: { code: "would-be-negative", onHand: g(200) } });
    const reject = { adjustmentId: shrunk, reason: "timbang ulang" };
    await kitchen.accepted("reject-adjustment", reject, { as: actingAs(approver) });
    await kitchen.accepted("approve-adjustment", { adjustmentId: await ask(-200) }, { as: actingAs(approver) });
    // With nothing left to average, what turns up is worth what the lot cost.
    await kitchen.accepted("approve-adjustment", { adjustmentId: await ask(150) }, { as: actingAs(approver) });
    expect(kitchen.valueOf(item.itemId)).toBe(1_500);
    expect((kitchen.ask("stock-adjustments", {}) as readonly StockAdjustmentRow[]).map((row) => row.status)).toEqual([
      "applied",
      "applied",
      "refused",
    ]);
  });

  it("is counted blind, against the book of each line's moment, and applied by somebody else", async () => {
    const item = await kitchen.item();
    const lotId = await kitchen.receive(item, { amount: 1_000, priceIdr: 10_000, placeId });
    const countId = kitchen.makeId("count");
    await kitchen.accepted(
      "start-count",
      { countId, storagePlaceId: placeId, isFrozen: false },
      { as: actingAs(asker) },
    );
    const other = { countId: kitchen.makeId("count"), storagePlaceId: placeId, isFrozen: false };
    expect(await kitchen.submit("start-count", other)).toMatchObject({ rejection: { code: "place-being-counted" } });
    expect(await kitchen.submit("submit-count", { countId })).toMatchObject({ rejection: { code: "count-empty" } });
    await kitchen.accepted("record-count-line", { countId, lotId, counted: g(950) }, { as: actingAs(asker) });
    const lines = () => kitchen.ask("count-lines", { countId }) as readonly CountLineRow[]; // rows the kit parsed
    expect(lines()).toMatchObject([{ lotId, counted: g(950), bookAtLine: null, delta: null }]);
    await issue(item, 400);
    await kitchen.accepted("submit-count", { countId }, { as: actingAs(asker) });
    expect(lines()).toMatchObject([{ counted: g(950), bookAtLine: g(1_000), delta: g(-50) }]);
    const approve = (who: StaffId) => kitchen.submit("approve-count", { countId }, { as: actingAs(who) });
    expect(await approve(asker)).toMatchObject({ rejection: { code: "own-work" } });
    expect(await approve(approver)).toMatchObject({ kind: "accepted" });
    expect(kitchen.stockOf(item.itemId).onHand).toEqual(g(550));
    expect(kitchen.valueOf(item.itemId)).toBe(5_500);
    expect(kitchen.ask("stock-counts", {}) as readonly StockCountRow[]).toMatchObject([
      { countId, status: "applied", lineCount: 1, differenceCount: 1, decidedByStaffId: approver },
    ]);
  });

  it("stays where it is while its place is frozen, until the count is handed in or refused", async () => {
    const item = await kitchen.item();
    const lotId = await kitchen.receive(item, { amount: 1_000, priceIdr: 10_000, placeId });
    const countId = kitchen.makeId("count");
    await kitchen.accepted(
      "start-count",
      { countId, storagePlaceId: placeId, isFrozen: true },
      { as: actingAs(asker) },
    );
    expect(await issue(item, 100)).toMatchObject({
      rejection: { code: "place-being-counted", storagePlaceId: placeId },
    });
    const elsewhere = await kitchen.place("Chiller 1");
    const moved = await kitchen.receive(item, { amount: 1_000, priceIdr: 10_000, placeId: elsewhere });
    expect(await kitchen.submit("record-count-line", { countId, lotId: moved, counted: g(1) })).toMatchObject({
      rejection: { code: "lot-unknown", lotId: moved },
    });
    await kitchen.accepted("reject-count", { countId, reason: "lupa ditutup" }, { as: actingAs(approver) });
    expect(await issueFrom(item, lotId, 100)).toMatchObject({ kind: "accepted" });
  });

  it("recalled may be used again only once the recall is withdrawn", async () => {
    const item = await kitchen.item();
    const lotId = await kitchen.receive(item, { amount: 1_000, priceIdr: 10_000, placeId });
    await kitchen.accepted("block-lot", { lotId, reasonCode: "recall", referenceId: "TARIK-12" });
    const unblock = (more: object = {}) => kitchen.submit("unblock-lot", { lotId, reason: "sudah jelas", ...more });
    expect(await unblock()).toMatchObject({ rejection: { code: "recall-stands" } });
    expect(await unblock({ isRecallWithdrawn: true })).toMatchObject({ kind: "accepted" });
    expect(await issue(item, 100)).toMatchObject({ kind: "accepted" });
  });
});

describe("an item", () => {
  it("keeps its code for itself, its units in its base unit, and its stock until it is archived", async () => {
    const item = await kitchen.item({ itemCode: "GARAM" });
    const other = { ...item, itemId: kitchen.makeId("item") };
    expect(await kitchen.submit("add-item", other)).toMatchObject({ rejection: { code: "code-in-use" } });
    // The food an item is said to be is one the kitchen knows.
    const ingredientId = kitchen.makeId("ingredient");
    const unknown = { rejection: { code: "not-found", kind: "ingredient", id: ingredientId } };
    expect(await kitchen.submit("add-item", { ...other, itemCode: "GARAM-2", ingredientId })).toMatchObject(unknown);
    expect(await kitchen.submit("change-item", { itemId: item.itemId, fields: { ingredientId } })).toMatchObject(
      unknown,
    );
    const change = (fields: object) => kitchen.submit("change-item", { itemId: item.itemId, fields });
    expect(await change({ minQuantity: { unit: "pcs", pieceCount: 2 } })).toMatchObject({
      rejection: { code: "unit-mismatch", from: "pcs", to: "g" },
    });
    expect(await change({ minQuantity: g(2_000), maxQuantity: g(1_000) })).toMatchObject({
      rejection: { code: "out-of-range", field: "minQuantity" },
    });
    expect(await change({ name: "Garam halus", minQuantity: g(1_000), maxQuantity: g(5_000) })).toMatchObject({
      kind: "accepted",
    });
    const lotId = await kitchen.receive(item, { amount: 1_000, priceIdr: 5_000, placeId });
    expect(kitchen.stockOf(item.itemId)).toMatchObject({ item: { name: "Garam halus" }, state: "low" });
    const archive = () => kitchen.submit("archive-item", { itemId: item.itemId });
    expect(await archive()).toMatchObject({ rejection: { code: "stock-left", onHand: g(1_000) } });
    await issueFrom(item, lotId, 1_000);
    expect(await archive()).toMatchObject({ kind: "accepted" });
    expect(await issue(item, 1)).toMatchObject({ rejection: { code: "wrong-state", state: "archived" } });
  });

  it("tells how long it lasts by what was used of late, and what expires soon", async () => {
    const item = await kitchen.item({ shelfLifeDayCount: 60 });
    const lot = { amount: 10_000, priceIdr: 10_000, placeId, expiryDate: "2026-12-04" };
    await kitchen.receive(item, lot);
    expect(kitchen.stockOf(item.itemId)).toMatchObject({ meanDailyUse: null, daysOfStockCount: null });
    await issue(item, 1_000);
    kitchen.clock.advance(2 * DAY_MS);
    await issue(item, 1_000);
    // Used on the service days of the 21st and 23rd: 2 kg in four days by the 25th.
    expect(kitchen.stockOf(item.itemId, "2026-11-25")).toMatchObject({
      meanDailyUse: g(500),
      daysOfStockCount: 16,
    });
    const within = (withinDayCount: number) =>
      kitchen.ask("expiring", { localDate: "2026-11-25", withinDayCount }).length;
    expect([within(8), within(9)]).toEqual([0, 1]);
  });
});

it("lots carry the digits of the receipt line they came by", () => {
  expect(lotIdOfLine(`receipt_line_${"a".repeat(32)}` as never)).toBe(`lot_${"a".repeat(32)}`); // well formed
});
