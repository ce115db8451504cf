import { present } from "#kernel/assert.ts";
import { orderQuery, type OrderRow } from "#domains/procurement/queries.ts";
import { dateText, quantityText, timeText } from "./format.ts";
import type { ReportSource } from "./report-source.ts";
import type { Report, ReportTable } from "./table-model.ts";
import { unitPriceText } from "./unit-price-text.ts";

const METHODS = { direct: "pembelian langsung", contract: "kontrak", emergency: "darurat" } as const;

/** Surat pesanan: what is bought of whom for which day, with room for the three signatures a kitchen asks for. */
export function purchaseOrderReport(source: ReportSource, { orderId }: { readonly orderId: string }): Report {
  const order = present(source.ask(orderQuery, { orderId })[0], `the order ${orderId}`);
  const { nameOf } = source;
  return {
    title: `Surat Pesanan ${order.orderCode}`,
    subject: [
      `Kepada ${order.supplierName}`,
      `dibutuhkan ${dateText(order.neededDate)}`,
      METHODS[order.method],
      stateText(source, order),
    ].join(" · "),
    isLandscape: false,
    tables: [linesTable(order)],
    signers: [
      { act: "Dibuat oleh", role: "Akuntan atau Aslap", name: nameOf(order.draftedByStaffId) },
      { act: "Disetujui oleh", role: "Kepala SPPG", name: isApproved(order) ? nameOf(order.decidedByStaffId) : null },
      { act: "Diterima oleh", role: `Pemasok ${order.supplierName}`, name: null },
    ],
  };
}

function linesTable(order: OrderRow): ReportTable {
  return {
    name: "Pesanan",
    columns: [
      { header: "No", kind: "count", width: 5 },
      { header: "Kode", kind: "text", width: 12 },
      { header: "Barang", kind: "text", width: 26 },
      { header: "Banyaknya", kind: "text", width: 22 },
      { header: "Harga", kind: "text", width: 20 },
      { header: "Jumlah", kind: "idr", width: 16, isSummed: true },
    ],
    rows: order.lines.map((line, index) => [
      index + 1,
      line.itemCode,
      line.itemName,
      boughtText(line),
      unitPriceText(line.unitPrice),
      line.amountIdr,
    ]),
    notes: order.note === null ? [] : [`Catatan: ${order.note}`],
  };
}

function boughtText(line: OrderRow["lines"][number]): string {
  const amount = quantityText(line.quantity);
  if (line.purchaseCount === null || line.purchaseUnitLabel === null) return amount;
  return `${String(line.purchaseCount)} ${line.purchaseUnitLabel} (${amount})`;
}

function isApproved(order: OrderRow): boolean {
  return order.decidedAtMs !== null && order.status !== "rejected";
}

/** A paper that is no order yet says so. */
function stateText({ timeZone }: ReportSource, order: OrderRow): string {
  const at = order.decidedAtMs === null ? "" : ` ${timeText(order.decidedAtMs, timeZone)}`;
  switch (order.status) {
    case "draft":
      return "KONSEP – belum diajukan";
    case "submitted":
      return "BELUM DISETUJUI";
    case "rejected":
      return `DITOLAK${at}`;
    case "cancelled":
      return "BATAL";
    case "approved":
    case "sent":
    case "closed":
      return `disetujui${at}`;
  }
}
