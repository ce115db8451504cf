import { attendanceMonthQuery } from "#domains/attendance/queries.ts";
import type { DayStatus } from "#domains/attendance/values.ts";
import { monthEndDate } from "#domains/reports/rules.ts";
import { monthText } from "./format.ts";
import type { ReportSource } from "./report-source.ts";
import type { Report, ReportColumn } from "./table-model.ts";

/** One letter a day (UX.md §7, “Who was there?”). */
const LETTERS: Readonly<Record<DayStatus, string>> = {
  present: "H",
  late: "T",
  "half-day": "½",
  absent: "A",
  sick: "S",
  leave: "I",
  "day-off": "L",
  incomplete: "?",
  unrostered: "J",
  expected: "",
};
const LEGEND =
  "H hadir · T terlambat (dihitung hadir) · ½ setengah hari · J di luar jadwal · ? lupa pulang · S sakit · I izin · L libur · A alpa";

/** People × days of one month. */
export function attendanceMonthReport(source: ReportSource, { month }: { readonly month: string }): Report {
  const rows = source.ask(attendanceMonthQuery, { month });
  const dayCount = Number(monthEndDate(month).slice(8, 10));
  const days = Array.from({ length: dayCount }, (_, index) => index);
  return {
    title: "Absensi Bulanan",
    subject: monthText(month),
    isLandscape: true,
    signers: [],
    tables: [
      {
        name: "Absensi",
        columns: [
          { header: "Kode", kind: "text", width: 10 },
          { header: "Nama", kind: "text", width: 15 },
          ...days.map((index): ReportColumn => ({ header: String(index + 1), kind: "text", width: 4 })),
          { header: "Hadir", kind: "count", width: 6 },
          { header: "Telat", kind: "count", width: 6 },
          { header: "Alpa", kind: "count", width: 6 },
          { header: "Jam kerja", kind: "hours", width: 11 },
        ],
        rows: rows.map((row) => [
          row.staffCode,
          row.name,
          ...days.map((index) => letterOf(row.days[index])),
          row.presentDayCount,
          row.lateDayCount,
          row.absentDayCount,
          row.workedMs,
        ]),
        notes: [LEGEND],
      },
    ],
  };
}

function letterOf(day: { readonly status: DayStatus } | null | undefined): string {
  return day === null || day === undefined ? "" : LETTERS[day.status];
}
