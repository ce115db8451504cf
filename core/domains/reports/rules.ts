import { isGranted, type Permission, type SiteRole } from "#kernel/access.ts";
import { addDays, dayCountFromLocalDate } from "#kernel/time.ts";
import type { TableCode } from "./tables.ts";
import type { ExportFormat, ReportCode, ReportRequest } from "./vocabulary.ts";

/** What is in a report decides who may have it, beside `report.export`. */
export interface ReportRule {
  readonly permission: Permission;
  readonly formats: readonly ExportFormat[];
  /** The report's part of a file's name, as people call it. */
  readonly fileWord: string;
  /** It holds personal data, so it leaves the kitchen signed for. */
  readonly isSigned: boolean;
}

export const REPORT_RULES: Readonly<Record<Exclude<ReportCode, "table">, ReportRule>> = {
  "honor-list": { permission: "payroll.view", formats: ["xlsx", "pdf", "csv"], fileWord: "dafnom", isSigned: true },
  "pay-slips": { permission: "payroll.view", formats: ["pdf"], fileWord: "slip-honor", isSigned: true },
  hours: { permission: "people.view", formats: ["xlsx", "pdf", "csv"], fileWord: "jam-kerja", isSigned: true },
  "attendance-month": {
    permission: "people.view",
    formats: ["xlsx", "pdf", "csv"],
    fileWord: "absensi",
    isSigned: true,
  },
  "punch-log": {
    permission: "people.view",
    formats: ["xlsx", "pdf", "csv"],
    fileWord: "absen-koreksi",
    isSigned: true,
  },
  "stock-card": { permission: "cost.view", formats: ["xlsx", "pdf"], fileWord: "kartu-stok", isSigned: false },
  "menu-card": { permission: "kitchen.view", formats: ["pdf", "xlsx"], fileWord: "kartu-menu", isSigned: false },
  "receipt-minutes": { permission: "kitchen.view", formats: ["pdf", "xlsx"], fileWord: "penerimaan", isSigned: false },
  // Whoever holds a card's code punches as its owner: the same permission as issuing it.
  "badge-sheet": { permission: "people.manage", formats: ["pdf"], fileWord: "kartu", isSigned: true },
  "purchase-order": { permission: "cost.view", formats: ["pdf", "xlsx"], fileWord: "pesanan", isSigned: false },
  "shopping-list": { permission: "cost.view", formats: ["pdf", "xlsx"], fileWord: "daftar-belanja", isSigned: false },
};

const EVERY_FORM: readonly ExportFormat[] = ["xlsx", "pdf", "csv"];
const table = (permission: Permission, fileWord: string): ReportRule => ({
  permission,
  formats: EVERY_FORM,
  fileWord,
  isSigned: false,
});
const signed = (permission: Permission, fileWord: string): ReportRule => ({
  ...table(permission, fileWord),
  isSigned: true,
});

/** Of each table what its question asks of who sees it; a question any device may ask takes the kitchen's own. */
export const TABLE_RULES: Readonly<Record<TableCode, ReportRule>> = {
  batches: table("kitchen.view", "kloter"),
  departures: table("kitchen.view", "titik"),
  totals: table("kitchen.view", "total"),
  dishes: table("kitchen.view", "masakan"),
  points: table("kitchen.view", "titik-kloter"),
  "batch-history": table("kitchen.view", "riwayat-kloter"),
  checks: table("kitchen.view", "pemeriksaan"),
  "quality-trend": table("kitchen.view", "tren-mutu"),
  temperatures: table("kitchen.view", "suhu"),
  samples: table("kitchen.view", "bank-sampel"),
  "alert-history": table("kitchen.view", "riwayat-peringatan"),
  settings: table("kitchen.view", "pengaturan"),
  devices: table("device.manage", "perangkat"),
  "audit-log": table("audit.read", "log"),
  shifts: table("kitchen.view", "shift"),
  "attendance-by-division": table("people.view", "statistik-divisi"),
  "attendance-by-month": table("people.view", "statistik-bulan"),
  "pay-periods": table("people.view", "periode-honor"),
  stock: table("kitchen.view", "stok"),
  "stock-valued": table("cost.view", "nilai-stok"),
  lots: table("kitchen.view", "lot"),
  "storage-places": table("kitchen.view", "tempat-simpan"),
  receipts: table("kitchen.view", "daftar-penerimaan"),
  "stock-decisions": table("kitchen.view", "keputusan-stok"),
  expiring: table("kitchen.view", "kedaluwarsa"),
  "usage-variance": table("kitchen.view", "pemakaian"),
  foods: table("kitchen.view", "bahan"),
  recipes: table("kitchen.view", "resep"),
  menus: table("kitchen.view", "menu"),
  "menu-calendar": table("kitchen.view", "kalender-menu"),
  "menu-day-foods": table("cost.view", "biaya-menu"),
  suppliers: table("cost.view", "pemasok"),
  orders: table("cost.view", "daftar-pesanan"),
  "order-lines": table("cost.view", "barang-pesanan"),
  "purchase-needs": table("cost.view", "kebutuhan"),
  "price-sheet": table("cost.view", "harga"),
  "purchase-plans": table("cost.view", "rencana-belanja"),
  "receipts-to-match": table("cost.view", "belum-difaktur"),
  invoices: table("cost.view", "faktur"),
  expenses: table("cost.view", "pengeluaran"),
  staff: signed("people.view", "orang"),
  certificates: signed("people.view", "sertifikat"),
  "staff-pay": signed("payroll.view", "tarif"),
  "attendance-board": signed("people.view", "hadir"),
  roster: signed("people.view", "jadwal"),
  requests: signed("people.view", "persetujuan"),
};

/** The rule a request goes by. */
export function ruleOf(request: ReportRequest): ReportRule {
  return request.report === "table" ? TABLE_RULES[request.of.table] : REPORT_RULES[request.report];
}

/** The widest span of one file: a month, so that making it stays short. */
export const EXPORT_MAX_DAY_COUNT = 31;

/** Why a person may not have a report; null when they may. Screens disable their buttons by it. */
export function whyNotExported(request: ReportRequest, roles: readonly SiteRole[]): Permission | null {
  const wanted: readonly Permission[] = ["report.export", ruleOf(request).permission];
  return wanted.find((permission) => !isGranted(roles, permission)) ?? null;
}

/** Tables whose own question bounds their rows whatever the span: a file of one holds what the screen shows. */
const ROW_BOUNDED_TABLES: readonly TableCode[] = [
  "receipts",
  "usage-variance",
  "menu-calendar",
  "orders",
  "purchase-needs",
  "invoices",
  "expenses",
];

/** How many days a request spans; null for one that names no span, or whose rows are bounded without it. */
export function requestDayCount(request: ReportRequest): number | null {
  const asked = request.report === "table" ? request.of : request;
  if (!("fromDate" in asked) || ("table" in asked && ROW_BOUNDED_TABLES.includes(asked.table))) return null;
  return dayCountFromLocalDate(asked.toDate) - dayCountFromLocalDate(asked.fromDate) + 1;
}

/** The last day a request is about, which names its file; null for a pay period's, looked up, and where there is no day. */
export function requestEndDate(request: ReportRequest): string | null {
  const asked = request.report === "table" ? request.of : request;
  if ("toDate" in asked) return asked.toDate;
  if ("serviceDate" in asked) return asked.serviceDate;
  return "month" in asked ? monthEndDate(asked.month) : null;
}

export function monthEndDate(month: string): string {
  // The 28th plus four days lies in the next month whatever the month.
  return addDays(`${addDays(`${month}-28`, 4).slice(0, 7)}-01`, -1);
}

/** `<siteCode>_<report>_<serviceDate>.<ext>` (UX.md §7), with nothing a file system refuses. */
export function exportFileName(parts: {
  readonly siteCode: string | null;
  readonly fileWord: string;
  readonly endDate: string;
  readonly format: ExportFormat;
}): string {
  const code = (parts.siteCode ?? "").replaceAll(/[^A-Za-z0-9-]+/g, "-").replaceAll(/^-+|-+$/g, "");
  const site = code === "" ? "dapur" : code.slice(0, 40);
  return `${site}_${parts.fileWord}_${parts.endDate}.${parts.format}`;
}
