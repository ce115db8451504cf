import readXlsxFile from "read-excel-file/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OrderId } from "#domains/procurement/ids.ts";
import type { TableOf } from "#domains/reports/tables.ts";
import { quantityOf } from "#kernel/quantity.ts";
import { createBadges } from "#main/domains/people/badges.ts";
import { makeReport } from "#main/reports/make-report.ts";
import { createReportSource } from "#main/reports/report-source.ts";
import { BUYING_DATE, createBuyingKitchen, type BuyingKitchen } from "#tests/kit/buying-kitchen.ts";
import { ingredientLine, recipeOf } from "#tests/kit/menu-facts.ts";
import { PLAN_DATE } from "#tests/kit/production-plan.ts";
import { actingAs } from "#tests/kit/stock-kitchen.ts";
import type { SuppliesCode } from "./supplies-tables.ts";

let kitchen: BuyingKitchen;
let orderId: OrderId;
let riceItemId: string;
/** More foods than one page of the list shows. */
const FOOD_COUNT = 104;

beforeAll(async () => {
  kitchen = await createBuyingKitchen();
  const { makeId, accepted } = kitchen;
  const riceId = await kitchen.addFood("Beras", {
    category: "staple",
    referencePrice: { amountIdr: 15_000, per: quantityOf("g", 1_000) },
  });
  const eggId = await kitchen.addFood("Telur", {
    baseUnit: "pcs",
    massPerPieceG: 55,
    roundTo: quantityOf("pcs", 1),
    referencePrice: { amountIdr: 2_000, per: quantityOf("pcs", 1) },
    allergens: ["egg"],
  });
  for (let number = 2; number < FOOD_COUNT; number += 1) await kitchen.addFood(`Bumbu ${number}`);
  const recipes = [
    await kitchen.saveRecipe({ ...recipeOf("Nasi", [ingredientLine(riceId, [5_000, 8_000])]), component: "staple" }),
    await kitchen.saveRecipe(recipeOf("Telur rebus", [ingredientLine(eggId, [100, 100], "pcs")])),
  ];
  await kitchen.planDay(await kitchen.addMenu("=Menu 1", recipes));
  await kitchen.approveDay();
  const supplierId = await kitchen.supplier("UD Tani Makmur");
  const rice = await kitchen.item({ name: "=Beras medium", ingredientId: riceId });
  const egg = await kitchen.item({ name: "Telur", baseUnit: "pcs", ingredientId: eggId });
  riceItemId = rice.itemId;
  orderId = await kitchen.sent(supplierId, [
    { item: rice, amount: 12_500, priceIdr: 14_500 },
    { item: egg, amount: 300, priceIdr: 2_000 },
  ]);
  const { receiptId, lotIds } = await kitchen.deliver(
    supplierId,
    [
      { item: rice, acceptedAmount: 12_250, rejectedAmount: 250, priceIdr: 14_500 },
      { item: egg, acceptedAmount: 290, priceIdr: 2_000 },
    ],
    orderId,
  );
  await kitchen.deliver(supplierId, [{ item: rice, acceptedAmount: 1_000 }]);
  const adjustmentId = makeId("adjustment");
  await accepted("request-adjustment", {
    adjustmentId,
    lotId: lotIds[0],
    delta: quantityOf("g", -250),
    reasonCode: "weighing",
  });
  await accepted("approve-adjustment", { adjustmentId }, { as: actingAs(kitchen.head) });
  const survey = { surveyId: makeId("survey"), surveyDate: BUYING_DATE };
  const quotes = ["Pasar", "Toko", "Grosir"].map((place) => ({
    itemId: rice.itemId,
    place,
    unitPrice: { amountIdr: 14_000, per: quantityOf("g", 1_000) },
  }));
  await accepted("record-price-survey", { ...survey, quotes });
  await accepted("record-expense", {
    expenseId: makeId("expense"),
    serviceDate: PLAN_DATE,
    expenseKind: "gas",
    amountIdr: 450_000,
    note: "=2+2",
  });
  const plan = { planId: makeId("purchase_plan"), fromDate: PLAN_DATE, toDate: PLAN_DATE };
  await accepted("draft-purchase-plan", {
    ...plan,
    lines: [
      {
        itemId: rice.itemId,
        quantity: quantityOf("g", 5_000),
        amountIdr: 70_000,
      },
    ],
  });
  await accepted(
    "match-invoice",
    {
      invoiceId: makeId("invoice"),
      supplierId,
      invoiceNumber: "F-001",
      invoiceDate: BUYING_DATE,
      orderId,
      receiptIds: [receiptId],
      lines: [
        { itemId: rice.itemId, quantity: quantityOf("g", 12_250), amountIdr: 177_625 },
        { itemId: egg.itemId, quantity: quantityOf("pcs", 290), amountIdr: 580_000 },
      ],
      amountIdr: 757_625,
    },
    { as: { staffId: kitchen.accountant } },
  );
});
afterAll(() => kitchen.close());

async function made(of: TableOf, format: "xlsx" | "pdf" | "csv" = "xlsx") {
  const source = createReportSource({
    db: kitchen.store.reader,
    badges: createBadges(kitchen.secrets.siteKey),
    queries: kitchen.modules.flatMap((module) => module.queries),
    viewerStaffId: kitchen.buyer,
    nowMs: kitchen.clock.nowMs(),
  });
  const { bytes } = await makeReport(source, {
    request: { report: "table", of },
    format,
    documentCode: "DOK-20261121-01",
    requestedByStaffId: null,
    printedAtMs: kitchen.clock.nowMs(),
    isDemo: false,
  });
  return Buffer.from(bytes);
}

async function sheetOf(of: TableOf) {
  const [, sheet] = await readXlsxFile(await made(of));
  const [header = [], ...rows] = sheet?.data ?? [];
  return { header, rows, at: (name: string) => rows.map((row) => row[header.indexOf(name)]) };
}

const span = { fromDate: "2026-11-14", toDate: "2026-11-24" };
/** Every table with the question a screen asks, and how many rows the scene gives it. */
const ASKED: Readonly<Record<SuppliesCode, () => { readonly of: TableOf; readonly rowCount: number }>> = {
  stock: () => ({ of: { table: "stock" }, rowCount: 2 }),
  "stock-valued": () => ({ of: { table: "stock-valued" }, rowCount: 2 }),
  lots: () => ({ of: { table: "lots", itemId: riceItemId } as TableOf, rowCount: 2 }),
  "storage-places": () => ({ of: { table: "storage-places" }, rowCount: 1 }),
  receipts: () => ({ of: { table: "receipts", ...span }, rowCount: 2 }),
  "stock-decisions": () => ({ of: { table: "stock-decisions" }, rowCount: 1 }),
  expiring: () => ({ of: { table: "expiring", withinDayCount: 30 }, rowCount: 0 }),
  "usage-variance": () => ({ of: { table: "usage-variance", ...span }, rowCount: 0 }),
  foods: () => ({ of: { table: "foods" }, rowCount: FOOD_COUNT }),
  recipes: () => ({ of: { table: "recipes" }, rowCount: 2 }),
  menus: () => ({ of: { table: "menus" }, rowCount: 1 }),
  "menu-calendar": () => ({ of: { table: "menu-calendar", ...span }, rowCount: 11 }),
  "menu-day-foods": () => ({ of: { table: "menu-day-foods", serviceDate: PLAN_DATE }, rowCount: 2 }),
  suppliers: () => ({ of: { table: "suppliers" }, rowCount: 1 }),
  orders: () => ({ of: { table: "orders", ...span }, rowCount: 1 }),
  "order-lines": () => ({ of: { table: "order-lines", orderId }, rowCount: 2 }),
  "purchase-needs": () => ({ of: { table: "purchase-needs", ...span }, rowCount: 2 }),
  "price-sheet": () => ({ of: { table: "price-sheet" }, rowCount: 2 }),
  "purchase-plans": () => ({ of: { table: "purchase-plans" }, rowCount: 1 }),
  "receipts-to-match": () => ({ of: { table: "receipts-to-match" }, rowCount: 1 }),
  invoices: () => ({ of: { table: "invoices", ...span }, rowCount: 1 }),
  expenses: () => ({ of: { table: "expenses", ...span }, rowCount: 1 }),
};

test.each(Object.entries(ASKED))("%s holds what the kitchen answers, as a sheet and as pages", async (_code, asked) => {
  const { of, rowCount } = asked();
  const { header, rows } = await sheetOf(of);
  expect(rows).toHaveLength(rowCount);
  expect(header.every((name) => typeof name === "string" && name !== "")).toBe(true);
  expect((await made(of, "pdf")).subarray(0, 5).toString()).toBe("%PDF-");
});

test("amounts are numbers in the unit beside them, text stays text, and a filter of the question holds", async () => {
  const stock = await sheetOf({ table: "stock-valued" });
  expect(stock.at("Barang")).toEqual(["=Beras medium", "Telur"]);
  expect(stock.at("Ada")).toEqual([13, 290]);
  expect(stock.at("Satuan")).toEqual(["kg", "buah"]);
  expect(stock.at("Nilai (Rp)").every((value) => typeof value === "number" && value > 0)).toBe(true);
  const lines = await sheetOf({ table: "order-lines", orderId });
  expect(lines.at("Ditolak")).toEqual([0.25, 0]);
  expect(lines.at("Belum datang")).toEqual([0.25, 10]);
  expect((await sheetOf({ table: "foods", category: "staple" })).at("Nama")).toEqual(["Beras"]);
  expect((await sheetOf({ table: "orders", ...span, status: "draft" })).rows).toEqual([]);
  const csv = (await made({ table: "expenses", ...span }, "csv")).toString("utf8");
  expect(csv).toContain("'=2+2");
});
