import { stockCard, STOCK_CARD_PAGE_MAX_COUNT, type StockCardRow } from "#domains/inventory/queries.ts";
import type { MovementKind } from "#domains/inventory/vocabulary.ts";
import { present } from "#kernel/assert.ts";
import { amountOf } from "#kernel/quantity.ts";
import { itemNow } from "#main/domains/inventory/queries.ts";
import { DESK_UNITS, spanText } from "./format.ts";
import type { ReportSource } from "./report-source.ts";
import type { Report, ReportColumn } from "./table-model.ts";

const KIND_WORDS: Readonly<Record<MovementKind, string>> = {
  receipt: "Masuk",
  issue: "Keluar",
  return: "Kembali",
  adjustment: "Koreksi",
  count: "Stok opname",
  discard: "Dibuang",
  "supplier-return": "Kembali ke pemasok",
  backflush: "Pakai otomatis",
  "backflush-reversal": "Pakai otomatis dibatalkan",
};

/** Kartu stok: every movement of a thing in a span, oldest first, with what there was before and after. */
export function stockCardReport(
  source: ReportSource,
  asked: { readonly itemId: string; readonly fromDate: string; readonly toDate: string },
): Report {
  const item = present(itemNow(source.db, asked.itemId), "the item of the card").item;
  const rows = movementsOf(source, asked).toReversed();
  const { baseUnit } = item;
  const kind = baseUnit === "pcs" ? ("count" as const) : ("thousandths" as const);
  const unit = baseUnit === "pcs" ? "buah" : DESK_UNITS[baseUnit];
  const amount = (header: string): ReportColumn => ({ header: `${header} (${unit})`, kind, width: 12 });
  return {
    title: "Kartu Stok",
    subject: `${item.name} · ${item.itemCode} · ${spanText(asked)}`,
    isLandscape: true,
    signers: [],
    tables: [
      {
        name: "Kartu stok",
        columns: [
          { header: "Hari dapur", kind: "date", width: 12 },
          { header: "Waktu", kind: "time", width: 17 },
          { header: "Gerak", kind: "text", width: 20 },
          { header: "Kloter", kind: "text", width: 18 },
          { header: "Lot", kind: "text", width: 18 },
          amount("Sebelum"),
          amount("Ubah"),
          amount("Sesudah"),
          { header: "Nilai ubah", kind: "idr", width: 14 },
          { header: "Nilai sesudah", kind: "idr", width: 15 },
          { header: "Oleh", kind: "text", width: 16 },
        ],
        rows: rows.map((row) => [
          row.serviceDate,
          row.occurredAtMs,
          KIND_WORDS[row.movementKind],
          row.batchCode,
          row.lotCode,
          amountOf(row.before),
          amountOf(row.delta),
          amountOf(row.after),
          row.valueIdr,
          row.valueAfterIdr,
          source.nameOf(row.staffId) ?? "PC dapur",
        ]),
      },
    ],
  };
}

/** Newest first, a page at a time as the screens ask. */
function movementsOf(
  source: ReportSource,
  asked: { readonly itemId: string; readonly fromDate: string; readonly toDate: string },
): readonly StockCardRow[] {
  const { itemId, fromDate, toDate } = asked;
  const rows: StockCardRow[] = [];
  for (;;) {
    const last = rows.at(-1);
    const before = last === undefined ? {} : { before: { seq: last.seq, lineNumber: last.lineNumber } };
    const page = source.askShown(stockCard, { itemId, fromDate, toDate, ...before });
    rows.push(...page);
    if (page.length < STOCK_CARD_PAGE_MAX_COUNT) return rows;
  }
}
