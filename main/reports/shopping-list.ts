import { idrOfQuantity } from "#kernel/money.ts";
import { amountOf } from "#kernel/quantity.ts";
import { purchaseDaysQuery, purchaseNeedsQuery, type PurchaseNeedRow } from "#domains/procurement/queries.ts";
import { dateText, quantityText, spanText } from "./format.ts";
import type { ReportSource } from "./report-source.ts";
import type { Report } from "./table-model.ts";
import { unitPriceText } from "./unit-price-text.ts";

/** Daftar belanja: what the approved menus of a span still need bought, priced where a price is known. */
export function shoppingListReport(
  source: ReportSource,
  span: { readonly fromDate: string; readonly toDate: string },
): Report {
  const { fromDate, toDate } = span;
  const rows = source.ask(purchaseNeedsQuery, { fromDate, toDate });
  const days = source.ask(purchaseDaysQuery, { fromDate, toDate });
  const missing = days.filter((day) => !day.hasApprovedMenu);
  return {
    title: "Daftar Belanja",
    subject: `Kebutuhan menu ${spanText(span)}`,
    isLandscape: true,
    tables: [
      {
        name: "Daftar belanja",
        columns: [
          { header: "No", kind: "count", width: 5 },
          { header: "Bahan", kind: "text", width: 24 },
          { header: "Mulai dimasak", kind: "date", width: 14 },
          { header: "Butuh", kind: "text", width: 14 },
          { header: "Stok", kind: "text", width: 14 },
          { header: "Dipesan", kind: "text", width: 14 },
          { header: "Dibeli", kind: "text", width: 14 },
          { header: "Harga", kind: "text", width: 18 },
          { header: "Perkiraan", kind: "idr", width: 16, isSummed: true },
          { header: "Tempat beli", kind: "text", width: 22, isForInk: true },
        ],
        rows: rows.map((row, index) => [
          index + 1,
          row.ingredientName,
          row.firstDate,
          quantityText(row.needed),
          quantityText(row.available),
          quantityText(row.onOrder),
          quantityText(row.short),
          unitPriceText(priceOf(row)),
          costOf(row),
          null,
        ]),
        notes: [
          "Dibeli = butuh − stok yang bisa dipakai − pesanan yang belum datang.",
          ...(missing.length === 0
            ? []
            : [`Belum ada menu yang disetujui: ${missing.map((day) => dateText(day.serviceDate)).join(", ")}`]),
        ],
      },
    ],
    signers: [
      { act: "Dibuat oleh", role: "Akuntan atau Aslap", name: null },
      { act: "Diketahui oleh", role: "Kepala SPPG", name: null },
    ],
  };
}

function priceOf({ items: [first] }: PurchaseNeedRow) {
  return first?.price ?? null;
}

function costOf(row: PurchaseNeedRow): number | null {
  const price = priceOf(row);
  if (price === null || price.per.unit !== row.short.unit) return null;
  return amountOf(row.short) === 0 ? 0 : idrOfQuantity(row.short, price);
}
