import { staysQuery, type StayRow } from "#domains/attendance/queries.ts";
import { isOpenStay, isWorkedStay, payHours } from "#domains/attendance/pay-rules.ts";
import { staffQuery } from "#domains/people/queries.ts";
import type { LocalDate } from "#kernel/time.ts";
import { spanText } from "./format.ts";
import { figuresOf } from "./honor-list.ts";
import type { ReportSource } from "./report-source.ts";
import type { Report } from "./table-model.ts";

interface Span {
  readonly fromDate: LocalDate;
  readonly toDate: LocalDate;
}

/** Days and hours per person of a span: everybody who is or was here, with nothing for those who did not come. */
export function hoursReport(source: ReportSource, span: Span): Report {
  const figures = figuresOf(source, span.toDate);
  const people = peopleOf(source).map((person) => ({ person, stays: staysOf(source, span, person.staffId) }));
  const rows = people.filter(({ person, stays }) => stays.length > 0 || person.status !== "ended");
  return {
    title: "Jam Kerja",
    subject: spanText(span),
    isLandscape: true,
    signers: [],
    tables: [
      {
        name: "Jam kerja",
        columns: [
          { header: "Kode", kind: "text", width: 12 },
          { header: "Nama", kind: "text", width: 26 },
          { header: "Divisi", kind: "text", width: 16 },
          { header: "Jabatan", kind: "text", width: 20 },
          { header: "Absen", kind: "count", width: 9, isSummed: true },
          { header: "Hari penuh", kind: "count", width: 10, isSummed: true },
          { header: "Setengah hari", kind: "count", width: 10, isSummed: true },
          { header: "Telat", kind: "count", width: 9, isSummed: true },
          { header: "Jam kerja", kind: "hours", width: 14, isSummed: true },
          { header: "Lembur terukur", kind: "hours", width: 13, isSummed: true },
          { header: "Lembur disetujui", kind: "hours", width: 13, isSummed: true },
          { header: "Belum selesai", kind: "count", width: 10, isSummed: true },
        ],
        rows: rows.map(({ person, stays }) => {
          const hours = payHours(stays, figures);
          return [
            person.staffCode,
            person.fullName,
            person.divisionCode,
            person.position,
            stays.filter(isWorkedStay).length,
            hours.fullDayCount,
            hours.halfDayCount,
            stays.filter((stay) => stay.lateMs > 0).length,
            hours.workedMs,
            hours.overtimeMs,
            hours.approvedOvertimeMs,
            stays.filter(isOpenStay).length,
          ];
        }),
        notes: ["“Belum selesai”: absen tanpa jam pulang; tidak dihitung sebagai jam sampai dikoreksi."],
      },
    ],
  };
}

/** Everybody of the kitchen, those who left too, in the order of their codes. */
export function peopleOf(source: ReportSource) {
  return source.ask(staffQuery, {});
}

export function staysOf(source: ReportSource, span: Span, staffId: string): readonly StayRow[] {
  const stays = source.ask(staysQuery, { fromDate: span.fromDate, toDate: span.toDate, staffId });
  return stays.toSorted((left, right) => beginsAtMs(left) - beginsAtMs(right));
}

function beginsAtMs(stay: StayRow): number {
  return stay.inAtMs ?? stay.outAtMs ?? 0;
}
