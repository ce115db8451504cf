import { staysQuery } from "#domains/attendance/queries.ts";
import { honorListQuery, payPeriodsQuery, type HonorRow } from "#domains/attendance/pay-queries.ts";
import { payHours, type PayFigures, type PayHours } from "#domains/attendance/pay-rules.ts";
import { dayMaxMs, halfDayShareBp, payOvertimeHourIdr } from "#domains/attendance/settings.ts";
import { present } from "#kernel/assert.ts";
import { settingReader } from "#main/domains/site/queries.ts";
import { moneyText, spanText, timeText } from "./format.ts";
import type { ReportSource } from "./report-source.ts";
import type { Report, ReportSigner, ReportTable } from "./table-model.ts";

export type PayPeriodRow = ReturnType<typeof payPeriodOf>;

/** Daftar nominatif: who gets what, with room to sign for it, and beside it what the punches alone say. */
export function honorListReport(source: ReportSource, { payPeriodId }: { readonly payPeriodId: string }): Report {
  const period = payPeriodOf(source, payPeriodId);
  const rows = honorRowsOf(source, payPeriodId);
  return {
    title: "Daftar Nominatif Honor",
    subject: `${spanText(period)} · ${stateText(source, period)}`,
    isLandscape: true,
    tables: [listTable(period, rows), reconciliationTable(source, period, rows)],
    signers: signersOf(source, period),
  };
}

export function payPeriodOf(source: ReportSource, payPeriodId: string) {
  const rows = source.ask(payPeriodsQuery, {});
  return present(
    rows.find((row) => row.payPeriodId === payPeriodId),
    `the pay period ${payPeriodId}`,
  );
}

export function honorRowsOf(source: ReportSource, payPeriodId: string): readonly HonorRow[] {
  return source.ask(honorListQuery, { payPeriodId });
}

function listTable(period: PayPeriodRow, rows: readonly HonorRow[]): ReportTable {
  return {
    name: "Dafnom",
    columns: [
      { header: "No", kind: "count", width: 5 },
      { header: "Kode", kind: "text", width: 12 },
      { header: "Nama", kind: "text", width: 24 },
      { header: "Jabatan", kind: "text", width: 18 },
      { header: "Hari penuh", kind: "count", width: 9, isSummed: true },
      { header: "Setengah hari", kind: "count", width: 10, isSummed: true },
      { header: "Jam kerja", kind: "hours", width: 13, isSummed: true },
      { header: "Tarif", kind: "idr", width: 13 },
      { header: "Per", kind: "text", width: 6 },
      { header: "Honor pokok", kind: "idr", width: 15, isSummed: true },
      { header: "Lembur disetujui", kind: "hours", width: 12, isSummed: true },
      { header: "Honor lembur", kind: "idr", width: 13, isSummed: true },
      { header: "Potongan", kind: "idr", width: 13, isSummed: true },
      { header: "Diterima", kind: "idr", width: 15, isSummed: true },
      { header: "Rekening", kind: "text", width: 20 },
      { header: "Tanda tangan", kind: "text", width: 22, isForInk: true },
    ],
    rows: rows.map((row, index) => [
      index + 1,
      row.staffCode,
      row.fullName,
      row.position,
      row.fullDayCount,
      row.halfDayCount,
      row.workedMs,
      row.rateIdr,
      row.payBasis === "day" ? "hari" : "jam",
      row.baseIdr,
      row.approvedOvertimeMs,
      row.overtimeIdr,
      deductedIdr(row),
      row.amountIdr,
      row.bankAccount,
      null,
    ]),
    notes: [...deductionNotes(rows), ...totalNotes(period, rows)],
  };
}

export function deductedIdr(row: HonorRow): number {
  return row.deductions.reduce((total, deduction) => total + deduction.amountIdr, 0);
}

/** What is taken from somebody is never only a figure. */
function deductionNotes(rows: readonly HonorRow[]): readonly string[] {
  const shown = rows.filter((row) => row.deductions.length > 0);
  return shown.map((row) => {
    const reasons = row.deductions.map(({ reason, amountIdr }) => `${reason} ${moneyText(amountIdr)}`);
    return `Potongan ${row.fullName}: ${reasons.join(" · ")}`;
  });
}

/** The log keeps the total that was approved; a person erased since then is missing from the lines, and that is said. */
function totalNotes(period: PayPeriodRow, rows: readonly HonorRow[]): readonly string[] {
  const missingCount = period.staffCount - rows.length;
  if (missingCount === 0) return [];
  return [
    `${missingCount} orang sudah dihapus datanya; jumlah yang disetujui ${moneyText(period.totalIdr ?? 0)} untuk ${period.staffCount} orang`,
  ];
}

/** Each person's days, hours and overtime, counted again from the stays. */
function reconciliationTable(source: ReportSource, period: PayPeriodRow, rows: readonly HonorRow[]): ReportTable {
  const figures = figuresOf(source, period.toDate);
  return {
    name: "Rekonsiliasi",
    isOnNewPage: true,
    columns: [
      { header: "Nama", kind: "text", width: 26 },
      { header: "Absen", kind: "count", width: 9, isSummed: true },
      { header: "Hari penuh: daftar", kind: "count", width: 12, isSummed: true },
      { header: "Hari penuh: absen", kind: "count", width: 12, isSummed: true },
      { header: "Setengah hari: daftar", kind: "count", width: 13, isSummed: true },
      { header: "Setengah hari: absen", kind: "count", width: 13, isSummed: true },
      { header: "Jam: daftar", kind: "hours", width: 14, isSummed: true },
      { header: "Jam: absen", kind: "hours", width: 14, isSummed: true },
      { header: "Lembur: daftar", kind: "hours", width: 13, isSummed: true },
      { header: "Lembur: absen", kind: "hours", width: 13, isSummed: true },
      { header: "Hasil", kind: "text", width: 11 },
    ],
    rows: rows.map((row) => {
      const { fromDate, toDate } = period;
      const stays = source.ask(staysQuery, { fromDate, toDate, staffId: row.staffId });
      const counted = payHours(stays, figures);
      return [
        row.fullName,
        stays.length,
        row.fullDayCount,
        counted.fullDayCount,
        row.halfDayCount,
        counted.halfDayCount,
        row.workedMs,
        counted.workedMs,
        row.approvedOvertimeMs,
        counted.approvedOvertimeMs,
        isSame(row, counted) ? "cocok" : "BERBEDA",
      ];
    }),
    notes: ["Dihitung ulang dari absen saat dokumen ini dibuat. Paling banyak satu hari dibayar per hari dapur."],
  };
}

function isSame(row: HonorRow, counted: PayHours): boolean {
  return (
    row.fullDayCount === counted.fullDayCount &&
    row.halfDayCount === counted.halfDayCount &&
    row.workedMs === counted.workedMs &&
    row.approvedOvertimeMs === counted.approvedOvertimeMs
  );
}

export function figuresOf({ db }: ReportSource, date: string): PayFigures {
  const settings = settingReader(db, date);
  return {
    overtimeHourIdr: settings(payOvertimeHourIdr).value,
    halfDayShareBp: settings(halfDayShareBp).value,
    dayMaxMs: settings(dayMaxMs).value,
  };
}

function stateText(source: ReportSource, period: PayPeriodRow): string {
  const at = (atMs: number | null) => (atMs === null ? "" : ` ${timeText(atMs, source.timeZone)}`);
  switch (period.state) {
    case "drafted":
      return "KONSEP – belum disetujui";
    case "approved":
      return `Disetujui${at(period.approvedAtMs)}`;
    case "paid":
      return `Dibayar${at(period.paidAtMs)}${period.paidReference === null ? "" : ` (${period.paidReference})`}`;
  }
}

function signersOf(source: ReportSource, period: PayPeriodRow): readonly ReportSigner[] {
  const { nameOf } = source;
  const head: readonly ReportSigner[] = period.isHeadPaid
    ? [{ act: "Menyetujui honor Kepala SPPG", role: "Aslap", name: nameOf(period.headApprovedByStaffId) }]
    : [];
  return [
    { act: "Dibuat oleh", role: "Akuntan", name: nameOf(period.draftedByStaffId) },
    ...head,
    { act: "Disetujui oleh", role: "Kepala SPPG", name: nameOf(period.approvedByStaffId) },
  ];
}
