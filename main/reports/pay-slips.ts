import type { HonorRow } from "#domains/attendance/pay-queries.ts";
import type { DayStatus } from "#domains/attendance/values.ts";
import { durationText, moneyText, spanText } from "./format.ts";
import { deductedIdr, honorRowsOf, payPeriodOf, type PayPeriodRow } from "./honor-list.ts";
import { staysOf } from "./hours.ts";
import type { ReportSource } from "./report-source.ts";
import type { Report, ReportTable } from "./table-model.ts";

const STATUS_WORDS: Readonly<Record<DayStatus, string>> = {
  present: "hadir",
  late: "terlambat",
  "half-day": "setengah hari",
  absent: "alpa",
  sick: "sakit",
  leave: "izin",
  "day-off": "libur",
  incomplete: "lupa pulang",
  unrostered: "di luar jadwal",
  expected: "belum datang",
};

/** Slips of a pay period, a page a person: how the amount came to be, and the days it stands on. */
export function paySlipsReport(
  source: ReportSource,
  { payPeriodId, staffId }: { readonly payPeriodId: string; readonly staffId?: string | undefined },
): Report {
  const period = payPeriodOf(source, payPeriodId);
  const rows = honorRowsOf(source, payPeriodId).filter((row) => staffId === undefined || row.staffId === staffId);
  return {
    title: "Slip Honor",
    subject: `${spanText(period)}${period.state === "drafted" ? " · KONSEP – belum disetujui" : ""}`,
    isLandscape: false,
    tables: rows.flatMap((row, index) => slipTables(source, { period, row, isFirst: index === 0 })),
    signers: [],
  };
}

function slipTables(
  source: ReportSource,
  slip: { readonly period: PayPeriodRow; readonly row: HonorRow; readonly isFirst: boolean },
): readonly ReportTable[] {
  const { period, row, isFirst } = slip;
  const stays = staysOf(source, period, row.staffId);
  return [
    {
      name: `${row.fullName} · ${row.staffCode}`,
      isOnNewPage: !isFirst,
      columns: [
        { header: isFirst ? `${row.fullName} · ${row.staffCode}` : "Rincian", kind: "text", width: 40 },
        { header: "Jumlah", kind: "text", width: 24 },
        { header: "Nilai", kind: "idr", width: 20 },
      ],
      rows: [
        [row.position, null, null],
        [baseText(row), baseCount(row), row.baseIdr],
        [
          `Lembur disetujui (terukur ${durationText(row.overtimeMs)})`,
          durationText(row.approvedOvertimeMs),
          row.overtimeIdr,
        ],
        ...row.deductions.map(({ reason, amountIdr }) => [`Potongan: ${reason}`, null, -amountIdr]),
        ["Diterima", row.bankAccount === null ? null : `ke ${row.bankAccount}`, row.amountIdr],
      ],
      notes: [`Pokok + lembur − potongan ${moneyText(deductedIdr(row))} = ${moneyText(row.amountIdr)}`],
    },
    {
      name: "Hari kerja",
      columns: [
        { header: "Hari dapur", kind: "date", width: 16 },
        { header: "Masuk", kind: "time", width: 20 },
        { header: "Pulang", kind: "time", width: 20 },
        { header: "Keterangan", kind: "text", width: 18 },
        { header: "Jam kerja", kind: "hours", width: 14, isSummed: true },
        { header: "Lembur disetujui", kind: "hours", width: 14, isSummed: true },
      ],
      rows: stays.map((stay) => [
        stay.serviceDate,
        stay.inAtMs,
        stay.outAtMs,
        stay.isCorrected ? `${STATUS_WORDS[stay.status]}, dikoreksi` : STATUS_WORDS[stay.status],
        stay.workedMs,
        stay.approvedOvertimeMs,
      ]),
    },
  ];
}

function baseText(row: HonorRow): string {
  return row.payBasis === "day"
    ? `Honor harian, ${moneyText(row.rateIdr)} per hari`
    : `Honor per jam, ${moneyText(row.rateIdr)} per jam`;
}

function baseCount(row: HonorRow): string {
  if (row.payBasis === "hour") return durationText(row.workedMs);
  const half = row.halfDayCount === 0 ? "" : ` + ${row.halfDayCount} × ½ hari`;
  return `${row.fullDayCount} hari${half}`;
}
