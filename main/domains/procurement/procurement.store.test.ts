import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Item } from "#domains/inventory/values.ts";
import type { OrderId, SupplierId } from "#domains/procurement/ids.ts";
import type { ReceiptToMatchRow } from "#domains/procurement/money-queries.ts";
import type { OrderListRow, PriceSheetRow, SupplierRow } from "#domains/procurement/queries.ts";
import { amountOf } from "#kernel/quantity.ts";
import { SYSTEM_ACTOR } from "#main/store/follow-ons.ts";
import { BUYING_DATE, createBuyingKitchen, standingOf, type BuyingKitchen } from "#tests/kit/buying-kitchen.ts";
import { pricesOfHub } from "#tests/kit/hub-documents.ts";

const grams = (massG: number) => ({ unit: "g", massG });

let kitchen: BuyingKitchen;
let rice: Item;
let salt: Item;
let supplierId: SupplierId;

beforeEach(async () => {
  kitchen = await createBuyingKitchen();
  rice = await kitchen.item({ name: "Beras" });
  salt = await kitchen.item({ name: "Garam" });
  supplierId = await kitchen.supplier("UD Tani Makmur");
});
afterEach(() => {
  kitchen.rebuildAndCompare();
  kitchen.close();
});

const riceOrder = (amount = 100_000) => kitchen.sent(supplierId, [{ item: rice, amount, priceIdr: 14_000 }]);
const listed = (orderId: OrderId) =>
  (kitchen.ask("orders", { fromDate: "2026-11-01", toDate: "2026-12-31" }) as readonly OrderListRow[]).find(
    (row) => row.orderId === orderId,
  );
const bring = (acceptedAmount: number, orderId: OrderId, rejectedAmount = 0) =>
  kitchen.deliver(supplierId, [{ item: rice, acceptedAmount, rejectedAmount }], orderId);

function invoice(more: object = {}) {
  return {
    invoiceId: kitchen.makeId("invoice"),
    supplierId,
    invoiceNumber: "INV/17",
    invoiceDate: BUYING_DATE,
    lines: [{ itemId: rice.itemId, quantity: grams(50_000), amountIdr: 700_000 }],
    amountIdr: 700_000,
    ...more,
  };
}

describe("an order and its deliveries", () => {
  test("codes are dense within a service day, and the list shows what arrived", async () => {
    const first = await riceOrder();
    const second = await kitchen.draft(supplierId, []);
    expect(kitchen.orderRow(first).orderCode).toBe("PO-20261121-01");
    expect(kitchen.orderRow(second).orderCode).toBe("PO-20261121-02");
    expect(listed(first)).toMatchObject({ status: "sent", receivedState: "none", totalIdr: 1_400_000 });
    await bring(25_000, first);
    expect(listed(first)).toMatchObject({ status: "sent", receivedState: "partial" });
  });

  test("three partial receipts make it full, and it closes by itself", async () => {
    const orderId = await riceOrder();
    await bring(25_000, orderId);
    await bring(50_000, orderId, 5_000);
    expect(standingOf(kitchen, orderId, rice.itemId)).toEqual({
      quantity: grams(100_000),
      accepted: grams(75_000),
      rejected: grams(5_000),
      returned: grams(0),
      open: grams(25_000),
      over: grams(0),
    });
    expect(kitchen.orderRow(orderId).status).toBe("sent");
    await bring(25_000, orderId);
    expect(listed(orderId)).toMatchObject({ status: "closed", receivedState: "full", overdueFromMs: null });
  });

  test("over-delivery shows as over, and closes too", async () => {
    const orderId = await riceOrder();
    await bring(110_000, orderId);
    expect(listed(orderId)).toMatchObject({ status: "closed", receivedState: "over" });
    expect(standingOf(kitchen, orderId, rice.itemId)).toMatchObject({ open: grams(0), over: grams(10_000) });
  });

  test("while another delivery is at the door a full order stays open, and closes with it", async () => {
    const orderId = await riceOrder();
    const receiptId = await kitchen.begin(supplierId, orderId);
    await bring(100_000, orderId);
    expect(kitchen.orderRow(orderId)).toMatchObject({ status: "sent", receivedState: "full", hasOpenReceipt: true });
    await kitchen.accepted("record-receipt-line", {
      receiptId,
      lineId: kitchen.makeId("receipt_line"),
      itemId: rice.itemId,
      delivered: grams(1_000),
      accepted: grams(1_000),
      rejected: grams(0),
      unitPrice: { amountIdr: 14_000, per: grams(1_000) },
      storagePlaceId: kitchen.placeId,
    });
    await kitchen.accepted("finish-receipt", { receiptId });
    expect(kitchen.orderRow(orderId)).toMatchObject({ status: "closed", receivedState: "over" });
  });

  test("what was sent back is shown, and does not open the order again", async () => {
    const orderId = await riceOrder();
    const { lotIds } = await bring(100_000, orderId);
    await kitchen.accepted("return-to-supplier", {
      lotId: lotIds[0],
      quantity: grams(10_000),
      reasonCode: "damaged",
    });
    expect(standingOf(kitchen, orderId, rice.itemId)).toMatchObject({ returned: grams(10_000), open: grams(0) });
    expect(kitchen.orderRow(orderId).status).toBe("closed");
  });

  test("after the first receipt it is closed short, not cancelled", async () => {
    const orderId = await riceOrder();
    await bring(40_000, orderId);
    const cancelled = await kitchen.submit("cancel-order", { orderId, reason: "Menu diganti" });
    expect(cancelled).toMatchObject({ kind: "rejected", rejection: { code: "already-received" } });
    await kitchen.accepted("close-order", { orderId, reason: "Stok pemasok habis" });
    expect(kitchen.orderRow(orderId)).toMatchObject({ status: "closed", endReason: "Stok pemasok habis" });
  });

  test("an order is late from the end of the day it is needed on", async () => {
    const orderId = await riceOrder();
    // 2026-11-21 00:00 in Jakarta.
    expect(listed(orderId)?.overdueFromMs).toBe(Date.UTC(2026, 10, 20, 17));
  });

  test("the door sees what is to come, without prices", async () => {
    const orderId = await riceOrder();
    await bring(40_000, orderId);
    expect(kitchen.ask("expected-deliveries")).toMatchObject([
      { orderId, supplierName: "UD Tani Makmur", lines: [{ itemName: "Beras", open: grams(60_000) }] },
    ]);
    expect(JSON.stringify(kitchen.ask("expected-deliveries"))).not.toContain("Idr");
  });
});

describe("flags", () => {
  const at = (amountIdr: number) => ({ amountIdr, per: grams(1_000) });
  const survey = (itemId: string, ...amountsIdr: readonly number[]) =>
    kitchen.accepted("record-price-survey", {
      surveyId: kitchen.makeId("survey"),
      surveyDate: BUYING_DATE,
      quotes: amountsIdr.map((amountIdr, index) => ({
        itemId,
        place: `Toko ${String(index)}`,
        unitPrice: at(amountIdr),
      })),
    });

  test("the newest survey's lowest quote is the limit, and approving above it needs a reason", async () => {
    await survey(rice.itemId, 13_000, 12_000, 12_500);
    const orderId = await kitchen.draft(supplierId, [{ item: rice, amount: 100_000, priceIdr: 14_000 }]);
    await kitchen.accepted("submit-order", { orderId }, { as: { staffId: kitchen.buyer } });
    expect(kitchen.orderRow(orderId).priceFlags).toMatchObject([{ limit: at(12_000), basis: "survey" }]);
    const plain = await kitchen.submit("approve-order", { orderId }, { as: { staffId: kitchen.head } });
    expect(plain).toMatchObject({ kind: "rejected", rejection: { code: "above-reference" } });
    const own = await kitchen.submit("approve-order", { orderId, reason: "x" }, { as: { staffId: kitchen.buyer } });
    expect(own).toMatchObject({ kind: "rejected", rejection: { code: "own-work" } });
    await kitchen.accepted("approve-order", { orderId, reason: "Harga naik" }, { as: { staffId: kitchen.head } });
  });

  test("the price sheet shows the ceiling of headquarters that holds today, and orders are held against the same", async () => {
    const ceilings = () =>
      (kitchen.ask("price-sheet") as readonly PriceSheetRow[]).map((row) => [row.itemName, row.ceilingPrice]);
    const publish = (number: number, ceilingIdr: number, fromDate: string) =>
      kitchen.accepted(
        "receive-publication",
        {
          ...{ hubStreamId: "national", number, publishedAtMs: 1_000 * number, publicationVersion: 1 },
          ...{ publicationId: kitchen.makeId("publication"), publicationType: "price-reference-published" },
          document: { ...pricesOfHub(rice.itemCode, ceilingIdr), documentVersion: number, fromDate },
        },
        { as: SYSTEM_ACTOR },
      );
    const none = [
      ["Beras", null],
      ["Garam", null],
    ];
    expect(ceilings()).toEqual(none);
    await publish(1, 13_500, BUYING_DATE);
    await publish(2, 99_000, "2027-01-01");
    expect(ceilings()).toEqual([["Beras", at(13_500)], none[1]]);
    const orderId = await kitchen.draft(supplierId, [{ item: rice, amount: 100_000, priceIdr: 14_000 }]);
    await kitchen.accepted("submit-order", { orderId }, { as: { staffId: kitchen.buyer } });
    expect(kitchen.orderRow(orderId).priceFlags).toMatchObject([{ limit: at(13_500), basis: "ceiling" }]);
  });

  test("a protein from another supplier is pointed out until that one has delivered it", async () => {
    const egg = await kitchen.item({ name: "Telur", category: "animal-protein", baseUnit: "pcs" });
    const lines = [{ item: egg, amount: 300, priceIdr: 2_000 }];
    const other = await kitchen.supplier("CV Ternak");
    const kinds = async (from: SupplierId) => {
      const orderId = await kitchen.sent(from, lines);
      return kitchen.orderRow(orderId).flags.map((flag) => flag.kind);
    };
    expect(await kinds(supplierId)).not.toContain("supplier-changed");
    expect(await kinds(other)).toContain("supplier-changed");
    expect(await kinds(supplierId)).not.toContain("supplier-changed");
    expect(await kinds(other)).not.toContain("supplier-changed");
  });
});

describe("invoices", () => {
  const match = (body: object, staffId = kitchen.accountant) =>
    kitchen.submit("match-invoice", body, { as: { staffId } });

  test("one invoice for two receipts, approved by another, paid in parts", async () => {
    const orderId = await riceOrder();
    const first = await bring(25_000, orderId);
    const second = await bring(25_000, orderId);
    expect((kitchen.ask("receipts-to-match") as readonly ReceiptToMatchRow[]).length).toBe(2);
    const body = invoice({ orderId, receiptIds: [first.receiptId, second.receiptId] });
    expect(await match(body)).toMatchObject({ kind: "accepted" });
    expect(kitchen.ask("receipts-to-match")).toEqual([]);
    const { invoiceId } = body;
    const own = await kitchen.submit("approve-payment", { invoiceId }, { as: { staffId: kitchen.accountant } });
    expect(own).toMatchObject({ kind: "rejected", rejection: { code: "own-work" } });
    await kitchen.accepted("approve-payment", { invoiceId }, { as: { staffId: kitchen.head } });
    await kitchen.accepted("record-payment", { invoiceId, amountIdr: 300_000, method: "cash" });
    await kitchen.accepted("record-payment", { invoiceId, amountIdr: 400_000, method: "transfer", reference: "TRF-1" });
    expect(kitchen.invoiceRows()).toMatchObject([
      { status: "paid", paidIdr: 700_000, receiptCodes: ["RCV-20261121-01", "RCV-20261121-02"], differences: [] },
    ]);
  });

  test("the receiver does not match, and the same paper is not taken twice", async () => {
    const orderId = await riceOrder();
    const { receiptId } = await bring(50_000, orderId);
    const later = await bring(50_000, orderId);
    expect(await match(invoice({ orderId, receiptIds: [receiptId] }), kitchen.receiver)).toMatchObject({
      kind: "rejected",
      rejection: { code: "own-work" },
    });
    expect(await match(invoice({ orderId, receiptIds: [receiptId] }))).toMatchObject({ kind: "accepted" });
    const again = await match(invoice({ orderId, receiptIds: [later.receiptId], invoiceNumber: "inv/17 " }));
    expect(again).toMatchObject({ kind: "rejected", rejection: { code: "invoice-used" } });
    const twice = await match(invoice({ orderId, receiptIds: [receiptId], invoiceNumber: "INV/18" }));
    expect(twice).toMatchObject({ kind: "rejected", rejection: { code: "receipt-invoiced" } });
  });

  test("goods sent back after they were accepted are not paid for", async () => {
    const orderId = await riceOrder(50_000);
    const { receiptId, lotIds } = await bring(50_000, orderId);
    await kitchen.accepted("return-to-supplier", { lotId: lotIds[0], quantity: grams(5_000), reasonCode: "damaged" });
    const refused = await match(invoice({ orderId, receiptIds: [receiptId] }));
    expect(refused).toMatchObject({ kind: "rejected", rejection: { code: "quantity-mismatch" } });
  });
});

describe("suppliers", () => {
  const row = () =>
    (kitchen.ask("suppliers") as readonly SupplierRow[]).find((candidate) => candidate.supplierId === supplierId);

  test("two of one name are one supplier, whatever the capitals", async () => {
    const body = { supplierId: kitchen.makeId("supplier"), name: "U.D. TANI  makmur", kind: "local" };
    const twin = await kitchen.submit("add-supplier", { ...body, itemCategories: [], certificates: [] });
    expect(twin).toMatchObject({ kind: "rejected", rejection: { code: "supplier-known", supplierId } });
  });

  test("have a score from three deliveries on, and a share of what was ordered", async () => {
    const orderId = await riceOrder();
    await bring(50_000, orderId);
    await bring(25_000, orderId, 25_000);
    expect(row()).toMatchObject({ shareBp: 10_000, score: { receiptCount: 2, scoreBp: null } });
    await bring(25_000, orderId);
    // All on time; 100, 50 and 100 % accepted; 50, 50 and 100 % of what was owed.
    expect(row()?.score).toEqual({
      receiptCount: 3,
      onTimeBp: 10_000,
      acceptedBp: 8_333,
      completeBp: 6_667,
      scoreBp: 8_667,
    });
    const other = await kitchen.supplier("CV Lain");
    await kitchen.sent(other, [{ item: salt, amount: 100_000, priceIdr: 14_000 }]);
    expect(row()?.shareBp).toBe(5_000);
  });
});

describe("plans, budget and expenses", () => {
  const budget = () => kitchen.ask("budget", { fromDate: "2026-11-16", toDate: "2026-11-28" })[0];

  test("without menus there is no ceiling, and what is known is still added up", async () => {
    const orderId = await riceOrder();
    const { receiptId } = await bring(50_000, orderId);
    await kitchen.accepted("match-invoice", invoice({ orderId, receiptIds: [receiptId] }), {
      as: { staffId: kitchen.accountant },
    });
    await kitchen.accepted("record-expense", {
      expenseId: kitchen.makeId("expense"),
      serviceDate: "2026-11-21",
      expenseKind: "gas",
      amountIdr: 250_000,
    });
    expect(budget()).toMatchObject({
      menuDayCount: 0,
      ceilingIdr: null,
      usedBp: null,
      plannedIdr: null,
      committedIdr: 700_000,
      invoicedIdr: 700_000,
      paidIdr: 0,
      expensesIdr: 250_000,
    });
  });

  test("an approved plan is what its period has left, order by order", async () => {
    const planId = kitchen.makeId("purchase_plan");
    await kitchen.accepted(
      "draft-purchase-plan",
      {
        planId,
        fromDate: "2026-11-16",
        toDate: "2026-11-28",
        lines: [{ itemId: rice.itemId, quantity: grams(150_000), amountIdr: 2_000_000 }],
      },
      { as: { staffId: kitchen.buyer } },
    );
    await kitchen.accepted("approve-purchase-plan", { planId }, { as: { staffId: kitchen.head } });
    await riceOrder();
    const orderId = await kitchen.draft(supplierId, [{ item: rice, amount: 50_000, priceIdr: 14_000 }]);
    await kitchen.accepted("submit-order", { orderId }, { as: { staffId: kitchen.buyer } });
    expect(kitchen.orderRow(orderId).overBudgetIdr).toBe(100_000);
    const over = await kitchen.submit("approve-order", { orderId }, { as: { staffId: kitchen.head } });
    expect(over).toMatchObject({ kind: "rejected", rejection: { code: "over-budget", overIdr: 100_000 } });
    const overlap = await kitchen.submit("draft-purchase-plan", {
      planId: kitchen.makeId("purchase_plan"),
      fromDate: "2026-11-28",
      toDate: "2026-12-05",
      lines: [{ itemId: rice.itemId, quantity: grams(1), amountIdr: 1 }],
    });
    expect(overlap).toMatchObject({ kind: "rejected", rejection: { code: "plan-exists", planId } });
  });
});

test("over generated deliveries and returns, ordered and over are kept, returned and open together", async () => {
  const delivery = fc.record({
    accepted: fc.integer({ min: 0, max: 60_000 }),
    rejected: fc.integer({ min: 1, max: 20_000 }),
    returnedShareBp: fc.nat(10_000),
  });
  const histories = fc.sample(fc.array(delivery, { minLength: 1, maxLength: 5 }), { numRuns: 12, seed: 61 });
  for (const history of histories) {
    const orderId = await riceOrder();
    let acceptedG = 0;
    let returnedG = 0;
    for (const { accepted, rejected, returnedShareBp } of history) {
      if (kitchen.orderRow(orderId).status !== "sent") break;
      const { lotIds } = await bring(accepted, orderId, rejected);
      const returned = Math.floor((accepted * returnedShareBp) / 10_000);
      acceptedG += accepted;
      returnedG += returned;
      if (returned === 0) continue;
      const body = { lotId: lotIds[0], quantity: grams(returned), reasonCode: "damaged" };
      await kitchen.accepted("return-to-supplier", body);
    }
    const line = standingOf(kitchen, orderId, rice.itemId);
    expect(line).toMatchObject({ accepted: grams(acceptedG), returned: grams(returnedG) });
    const keptG = acceptedG - returnedG;
    expect(100_000 + amountOf(line.over)).toBe(keptG + returnedG + amountOf(line.open));
    expect(kitchen.orderRow(orderId).status).toBe(acceptedG >= 100_000 ? "closed" : "sent");
  }
});
