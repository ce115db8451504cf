import readXlsxFile from "read-excel-file/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Item } from "#domains/inventory/values.ts";
import type { ReportRequest } from "#domains/reports/vocabulary.ts";
import { quantityOf } from "#kernel/quantity.ts";
import { createBadges } from "#main/domains/people/badges.ts";
import { createStockKitchen, STOCK_DATE, type StockKitchen } from "#tests/kit/stock-kitchen.ts";
import { quantityText, thousandthsText } from "./format.ts";
import { makeReport } from "./make-report.ts";
import { receiptMinutesReport } from "./receipt-minutes.ts";
import { createReportSource } from "./report-source.ts";

let kitchen: StockKitchen;
let rice: Item;
const receiptId = `receipt_${"1".repeat(32)}`;
const lineId = `receipt_line_${"2".repeat(32)}`;
/** More movements than one answer holds. */
const ISSUES_COUNT = 120;

beforeAll(async () => {
  kitchen = createStockKitchen();
  const placeId = await kitchen.place();
  rice = await kitchen.item({ name: "=Beras", itemCode: "BERAS-01" });
  await kitchen.accepted("start-receipt", { receiptId });
  await kitchen.accepted("record-receipt-line", {
    receiptId,
    lineId,
    itemId: rice.itemId,
    delivered: quantityOf("g", 300_500),
    accepted: quantityOf("g", 300_000),
    rejected: quantityOf("g", 500),
    rejectionCode: "too-wet",
    unitPrice: { amountIdr: 14_000, per: quantityOf("g", 1_000) },
    storagePlaceId: placeId,
    expiryDate: "2027-03-01",
  });
  await kitchen.accepted("finish-receipt", { receiptId });
  for (let number = 0; number < ISSUES_COUNT; number += 1) {
    const lines = [{ itemId: rice.itemId, quantity: quantityOf("g", 1_250) }];
    await kitchen.accepted("issue-stock", { issueId: kitchen.makeId("issue"), purpose: "cleaning", lines });
  }
});
afterAll(() => kitchen.close());

function source() {
  return createReportSource({
    db: kitchen.store.reader,
    queries: kitchen.modules.flatMap((module) => module.queries),
    badges: createBadges(kitchen.secrets.siteKey),
    viewerStaffId: null,
    nowMs: kitchen.clock.nowMs(),
  });
}

async function made(request: ReportRequest, format: "xlsx" | "pdf") {
  const { bytes, rowCount } = await makeReport(source(), {
    request,
    format,
    documentCode: "DOK-20261121-01",
    requestedByStaffId: null,
    printedAtMs: kitchen.clock.nowMs(),
    isDemo: false,
  });
  return { bytes: Buffer.from(bytes), rowCount };
}
const card = (): ReportRequest => ({
  report: "stock-card",
  itemId: rice.itemId,
  fromDate: STOCK_DATE,
  toDate: "2026-11-22",
});

test("the stock card holds every movement in order: each begins where the one before ended, in kilograms that are numbers", async () => {
  const { bytes, rowCount } = await made(card(), "xlsx");
  expect(rowCount).toBe(ISSUES_COUNT + 1);
  const [, sheet] = await readXlsxFile(bytes);
  const [header = [], ...rows] = sheet?.data ?? [];
  const [beforeAt, deltaAt, afterAt] = ["Sebelum (kg)", "Ubah (kg)", "Sesudah (kg)"].map((name) =>
    header.indexOf(name),
  );
  const figure = (cells: readonly unknown[], at: number | undefined) => Number(cells[at ?? -1]);
  expect([beforeAt, deltaAt, afterAt].map((at) => rows[0]?.[at ?? -1])).toEqual([0, 300, 300]);
  for (const [index, cells] of rows.entries()) {
    expect(figure(cells, beforeAt) + figure(cells, deltaAt)).toBeCloseTo(figure(cells, afterAt), 3);
    if (index > 0) expect(figure(cells, beforeAt)).toBe(figure(rows[index - 1] ?? [], afterAt));
  }
  expect(figure(rows.at(-1) ?? [], afterAt)).toBe(150);
  expect(figure(rows.at(-1) ?? [], header.indexOf("Nilai sesudah (Rp)"))).toBe(kitchen.valueOf(rice.itemId));
});

test("the minutes of a receipt say what was taken and refused, and leave room for whoever brought, took and checked it", async () => {
  const report = receiptMinutesReport(source(), { receiptId });
  expect(report.tables[0]?.rows).toEqual([
    [
      1,
      "=Beras",
      "300,5 kg",
      "300 kg",
      "0,5 kg",
      "terlalu basah",
      null,
      null,
      "2027-03-01",
      expect.stringMatching(/^LOT-\d{8}-01$/) as unknown,
      "Gudang kering",
    ],
  ]);
  expect(report.subject).toMatch(/^RCV-\d{8}-01 · tanpa pemasok · hari dapur .* · ditandatangani /);
  expect(report.signers.map(({ act }) => act)).toEqual(["Diserahkan oleh", "Diterima oleh", "Diperiksa oleh"]);
  const { bytes } = await made({ report: "receipt-minutes", receiptId } as ReportRequest, "pdf"); // an id of this very receipt
  expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
});

test("amounts on paper are written as people weigh them", () => {
  expect([12_500, 5, 0, -250, 1_250_000].map(thousandthsText)).toEqual(["12,5", "0,005", "0", "-0,25", "1.250"]);
  expect(quantityText(quantityOf("ml", 850))).toBe("0,85 liter");
  expect(quantityText(quantityOf("pcs", 1_200))).toBe("1.200 buah");
});
