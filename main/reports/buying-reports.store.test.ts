import readXlsxFile from "read-excel-file/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OrderId, SupplierId } from "#domains/procurement/ids.ts";
import type { ReportRequest } from "#domains/reports/vocabulary.ts";
import { createBadges } from "#main/domains/people/badges.ts";
import { createBuyingKitchen, type BuyingKitchen } from "#tests/kit/buying-kitchen.ts";
import { makeReport } from "./make-report.ts";
import { createReportSource } from "./report-source.ts";

let kitchen: BuyingKitchen;
let supplierId: SupplierId;
let orderId: OrderId;
beforeAll(async () => {
  kitchen = await createBuyingKitchen();
  supplierId = await kitchen.supplier("UD Tani Makmur");
  const rice = await kitchen.item({ name: "Beras" });
  const egg = await kitchen.item({ name: "Telur", baseUnit: "pcs" });
  orderId = await kitchen.sent(supplierId, [
    { item: rice, amount: 12_500, priceIdr: 14_500 },
    { item: egg, amount: 300, priceIdr: 2_000 },
  ]);
});
afterAll(() => kitchen.close());

async function made(request: ReportRequest, format: "xlsx" | "pdf") {
  const source = createReportSource({
    db: kitchen.store.reader,
    queries: kitchen.modules.flatMap((module) => module.queries),
    badges: createBadges(kitchen.secrets.siteKey),
    viewerStaffId: kitchen.buyer,
    nowMs: kitchen.clock.nowMs(),
  });
  const { bytes } = await makeReport(source, {
    request,
    format,
    documentCode: "DOK-20261121-01",
    requestedByStaffId: kitchen.buyer,
    printedAtMs: kitchen.clock.nowMs(),
    isDemo: false,
  });
  return Buffer.from(bytes);
}

test("an order leaves as it was approved, its lines adding up", async () => {
  const sheets = await readXlsxFile(await made({ report: "purchase-order", orderId }, "xlsx"));
  const lines = sheets[1]?.data ?? [];
  expect(lines[1]?.slice(2)).toEqual(["Beras", "12,5 kg", "Rp 14.500 / kg", 181_250]);
  expect(lines[2]?.slice(2)).toEqual(["Telur", "300 buah", "Rp 2.000 / buah", 600_000]);
  expect(lines[3]?.at(-1)).toBe(781_250);
  const info = (sheets[0]?.data ?? []).flat().join("\n");
  expect(info).toContain("Kepada UD Tani Makmur");
  expect(info).toContain("disetujui 20 Nov 2026");
  const pdf = await made({ report: "purchase-order", orderId }, "pdf");
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
});

test("an order nobody approved says so on its paper", async () => {
  const draftId = await kitchen.draft(supplierId, []);
  const sheets = await readXlsxFile(await made({ report: "purchase-order", orderId: draftId }, "xlsx"));
  expect((sheets[0]?.data ?? []).flat().join("\n")).toContain("KONSEP – belum diajukan");
});

test("a shopping list of days without a menu names them and lists nothing", async () => {
  const request = { report: "shopping-list", fromDate: "2026-11-23", toDate: "2026-11-24" } as const;
  const sheets = await readXlsxFile(await made(request, "xlsx"));
  const text = (sheets[1]?.data ?? []).flat().join("\n");
  expect(text).toContain("Belum ada menu yang disetujui: 23 Nov 2026, 24 Nov 2026");
});
