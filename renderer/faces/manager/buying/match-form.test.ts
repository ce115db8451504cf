import { expect, test } from "vitest";
import type { ReceiptToMatchRow } from "#domains/procurement/money-queries.ts";
import { comparedItems, invoiceLinesFrom, typedFromReceipts } from "./match-form.ts";

const grams = (massG: number) => ({ unit: "g" as const, massG });
const PRICE = { amountIdr: 14_000, per: grams(1_000) };
function receipt(more: Partial<ReceiptToMatchRow>): ReceiptToMatchRow {
  return {
    receiptId: "receipt_1",
    receiptCode: "RCV-20261121-01",
    supplierId: "supplier_1",
    supplierName: "UD Tani",
    orderId: "order_1",
    orderCode: "PO-20261121-01",
    receivedDate: "2026-11-21",
    staffIds: [],
    lines: [{ itemId: "item_rice", itemName: "Beras", accepted: grams(50_000), returned: grams(0), unitPrice: PRICE }],
    orderLines: [{ lineId: "l", itemId: "item_rice", quantity: grams(100_000), unitPrice: PRICE, invoiced: grams(0) }],
    ...more,
  };
}

test("the form begins with what was kept of both deliveries, at the order's price", () => {
  const [line] = receipt({}).lines;
  if (line === undefined) throw new Error("a line");
  const back = receipt({ receiptId: "receipt_2", lines: [{ ...line, returned: grams(500) }] });
  expect(typedFromReceipts([receipt({}), back])).toEqual([
    { itemId: "item_rice", itemName: "Beras", unit: "g", count: "99,5", amount: "1393000" },
  ]);
});

test("what was sent back whole is not asked for", () => {
  const [line] = receipt({}).lines;
  if (line === undefined) throw new Error("a line");
  expect(typedFromReceipts([receipt({ lines: [{ ...line, returned: grams(50_000) }] })])).toEqual([]);
});

test("a half filled line is no line, an empty one is left out", () => {
  const [typed] = typedFromReceipts([receipt({})]);
  if (typed === undefined) throw new Error("a line");
  expect(invoiceLinesFrom([{ ...typed, amount: "" }])).toBeNull();
  expect(invoiceLinesFrom([{ ...typed, count: "", amount: "" }])).toBeNull();
  expect(invoiceLinesFrom([typed, { ...typed, itemId: "item_egg", count: "", amount: "" }])).toEqual([
    { itemId: "item_rice", quantity: grams(50_000), amountIdr: 700_000 },
  ]);
});

test("differences are shown by the kitchen's own rule", () => {
  const lines = invoiceLinesFrom([
    { itemId: "item_rice", itemName: "Beras", unit: "g", count: "60", amount: "900000" },
  ]);
  expect(comparedItems([receipt({})], lines ?? [], 100)).toEqual([
    {
      itemId: "item_rice",
      accepted: grams(50_000),
      invoiced: grams(60_000),
      expectedIdr: 700_000,
      invoicedIdr: 900_000,
      differences: ["quantity", "price"],
    },
  ]);
});
