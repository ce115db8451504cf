import { receiptLines, type ReceiptLineRow } from "#domains/inventory/receipt-queries.ts";
import type { ReceiptRejectionCode } from "#domains/inventory/vocabulary.ts";
import { supplierNamesQuery } from "#domains/procurement/queries.ts";
import { present } from "#kernel/assert.ts";
import { amountOf } from "#kernel/quantity.ts";
import { receiptNow, type ReceiptNow } from "#main/domains/inventory/queries.ts";
import { dateText, quantityText, zonedTimeText } from "./format.ts";
import type { ReportSource } from "./report-source.ts";
import type { Report, ReportCell } from "./table-model.ts";

const REFUSED_WORDS: Readonly<Record<ReceiptRejectionCode, string>> = {
  damaged: "rusak",
  spoiled: "busuk",
  "too-warm": "terlalu hangat",
  "too-wet": "terlalu basah",
  "expiry-too-near": "hampir kedaluwarsa",
  "wrong-item": "salah barang",
  "not-ordered": "tidak dipesan",
  other: "lainnya",
};

/** Berita acara penerimaan: what came, what was taken and refused, with room for whoever brought, took and checked it. */
export function receiptMinutesReport(source: ReportSource, { receiptId }: { readonly receiptId: string }): Report {
  const receipt = present(receiptNow(source.db, receiptId), "the receipt of the minutes");
  const lines = source.ask(receiptLines, { receiptId });
  return {
    title: "Berita Acara Penerimaan Barang",
    subject: subjectOf(source, receipt),
    isLandscape: true,
    tables: [
      {
        name: "Barang",
        columns: [
          { header: "No", kind: "count", width: 5 },
          { header: "Barang", kind: "text", width: 26 },
          { header: "Datang", kind: "text", width: 13 },
          { header: "Diterima", kind: "text", width: 13 },
          { header: "Ditolak", kind: "text", width: 13 },
          { header: "Alasan tolak", kind: "text", width: 18 },
          { header: "Suhu", kind: "celsius", width: 10 },
          { header: "Cek", kind: "text", width: 9 },
          { header: "Kedaluwarsa", kind: "date", width: 14 },
          { header: "Lot", kind: "text", width: 19 },
          { header: "Disimpan di", kind: "text", width: 16 },
        ],
        rows: lines.map(cellsOf),
        notes: notesOf(receipt, lines),
      },
    ],
    signers: [
      { act: "Diserahkan oleh", role: "Pemasok / pengirim", name: null },
      { act: "Diterima oleh", role: "Penerima barang", name: source.nameOf(receipt.staffId) },
      { act: "Diperiksa oleh", role: "Petugas mutu", name: null },
    ],
  };
}

function cellsOf(line: ReceiptLineRow, index: number): readonly ReportCell[] {
  const isRefused = amountOf(line.rejected) > 0;
  return [
    index + 1,
    line.itemName,
    quantityText(line.delivered),
    quantityText(line.accepted),
    isRefused ? quantityText(line.rejected) : null,
    isRefused && line.rejectionCode !== null ? REFUSED_WORDS[line.rejectionCode] : null,
    line.check?.temperatureC ?? null,
    line.check === null ? null : line.check.outcome === "pass" ? "LULUS" : "GAGAL",
    line.expiryDate,
    line.lotCode,
    line.storagePlaceName,
  ];
}

function subjectOf(source: ReportSource, receipt: ReceiptNow): string {
  const supplier = source.ask(supplierNamesQuery, {}).find(({ supplierId }) => supplierId === receipt.supplierId);
  return [
    receipt.receiptCode,
    supplier?.name ?? "tanpa pemasok",
    `hari dapur ${dateText(receipt.serviceDate)}`,
    receipt.finishedAtMs === null
      ? "BELUM DITANDATANGANI di sistem"
      : `ditandatangani ${zonedTimeText(receipt.finishedAtMs, source.timeZone)}`,
  ].join(" · ");
}

function notesOf(receipt: ReceiptNow, lines: readonly ReceiptLineRow[]): readonly string[] {
  const refusedCount = lines.filter((line) => amountOf(line.rejected) > 0).length;
  return [
    refusedCount === 0 ? "Semua barang diterima." : `${refusedCount} barang ditolak seluruhnya atau sebagian.`,
    ...(receipt.status === "open" ? ["Penerimaan masih terbuka: isinya dapat berubah."] : []),
  ];
}
