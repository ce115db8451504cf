import {
  attendanceBoardQuery,
  attendanceMonthQuery,
  correctionsQuery,
  leavesQuery,
  rosterQuery,
  shiftsQuery,
} from "#domains/attendance/queries.ts";
import {
  ATTENDANCE_FIGURES,
  attendanceFigures,
  monthDates,
  type AttendanceFigures,
} from "#domains/attendance/statistics.ts";
import { divisionsQuery, staffQuery } from "#domains/people/queries.ts";
import type { TableOf } from "#domains/reports/tables.ts";
import { addDays, dayCountFromLocalDate, type LocalDate } from "#kernel/time.ts";
import { clockText, dateText, monthText, spanText } from "#main/reports/format.ts";
import type { ReportSource } from "#main/reports/report-source.ts";
import { joined, listed, type ListedTable } from "./listed-table.ts";
import { word } from "./table-words.ts";

type Of<Code extends TableOf["table"]> = Extract<TableOf, { readonly table: Code }>;

/** Names of divisions by code. */
export function divisionNames(source: ReportSource): (divisionCode: string) => string {
  const names = new Map(source.askShown(divisionsQuery, {}).map((row) => [row.divisionCode, row.name]));
  return (divisionCode) => names.get(divisionCode) ?? divisionCode;
}

function shiftNames(source: ReportSource): (shiftCode: string | null) => string | null {
  const names = new Map(source.askShown(shiftsQuery, {}).map((row) => [row.shiftCode as string, row.name]));
  return (shiftCode) => (shiftCode === null ? word("attendance.no-shift") : (names.get(shiftCode) ?? shiftCode));
}

export function attendanceBoardTable(source: ReportSource, { serviceDate }: Of<"attendance-board">): ListedTable {
  const divisionName = divisionNames(source);
  const shiftName = shiftNames(source);
  return listed({
    title: word("attendance.board.title"),
    subject: dateText(serviceDate),
    rows: source.askShown(attendanceBoardQuery, { serviceDate }),
    key: (row) => row.key,
    columns: (column) => [
      column(word("people.column.name"), "text", 24, (row) => source.nameOf(row.staffId)),
      column(word("people.field.divisionCode"), "text", 16, (row) => divisionName(row.divisionCode)),
      column(word("attendance.shift"), "text", 16, (row) => shiftName(row.shiftCode)),
      column(word("kitchen.column.status"), "text", 16, (row) => word(`attendance.day.${row.status}`)),
      column(word("document.late"), "minutes", 9, (row) => (row.lateMs === 0 ? null : row.lateMs)),
      column(word("attendance.in"), "time", 16, (row) => row.inAtMs),
      column(word("attendance.out"), "time", 16, (row) => row.outAtMs),
      column(word("attendance.worked"), "hours", 11, (row) => (row.workedMs === 0 ? null : row.workedMs)),
      column(word("document.flags"), "text", 22, (row) =>
        row.flags.map((flag) => word(`attendance.flag.${flag}`)).join(", "),
      ),
    ],
  });
}

export function shiftsTable(source: ReportSource): ListedTable {
  const divisionName = divisionNames(source);
  return listed({
    title: word("attendance.shift.list"),
    subject: word("document.as-now"),
    rows: source.askShown(shiftsQuery, {}).filter((row) => !row.isRetired),
    key: (row) => row.shiftCode,
    columns: (column) => [
      column(word("attendance.shift"), "text", 20, (row) => row.name),
      column(word("people.field.divisionCode"), "text", 20, (row) =>
        row.divisionCode === undefined ? word("attendance.every-division") : divisionName(row.divisionCode),
      ),
      column(word("document.from"), "text", 12, (row) =>
        joined(row.startTime, row.isStartOnEveBefore ? word("document.eve") : null),
      ),
      column(word("document.to"), "text", 10, (row) => row.endTime),
      column(word("attendance.shift.lateGraceMs"), "minutes", 14, (row) => row.lateGraceMs),
      column(word("attendance.shift.overtimeAfterMs"), "minutes", 14, (row) => row.overtimeAfterMs),
    ],
  });
}

/** People × days: the shifts of each cell by name. */
export function rosterTable(source: ReportSource, { fromDate, toDate }: Of<"roster">): ListedTable {
  const shiftName = shiftNames(source);
  const dayCount = dayCountFromLocalDate(toDate) - dayCountFromLocalDate(fromDate) + 1;
  const dates = Array.from({ length: dayCount }, (_, index): LocalDate => addDays(fromDate, index));
  const codesByCell = new Map(
    source
      .askShown(rosterQuery, { fromDate, toDate })
      .flatMap(({ serviceDate, entries }) =>
        entries.map((entry) => [`${serviceDate}/${entry.staffId}`, entry.shiftCodes] as const),
      ),
  );
  return listed({
    title: word("attendance.part.roster"),
    subject: spanText({ fromDate, toDate }),
    rows: peopleOf(source, toDate),
    key: (row) => row.staffId,
    columns: (column) => [
      column(word("people.column.name"), "text", 22, (row) => row.fullName),
      column(word("people.field.position"), "text", 16, (row) => row.position),
      ...dates.map((date) =>
        column(dateText(date).slice(0, -5), "text", 13, (row) =>
          (codesByCell.get(`${date}/${row.staffId}`) ?? []).map((code) => shiftName(code)).join(" + "),
        ),
      ),
    ],
  });
}

function peopleOf(source: ReportSource, toDate: LocalDate) {
  return source.askShown(staffQuery, {}).filter((row) => row.status !== "ended" && row.joinDate <= toDate);
}

/** What was asked and decided, the newest decision first. */
export function requestsTable(source: ReportSource, { fromDate, toDate, leaveToDate }: Of<"requests">): ListedTable {
  const { timeZone, nameOf } = source;
  const span = (inAtMs: number | null, outAtMs: number | null) =>
    `${clockText(inAtMs, timeZone)} – ${clockText(outAtMs, timeZone)}`;
  const corrections = source.askShown(correctionsQuery, { fromDate, toDate }).map((row) => ({
    ...row,
    key: row.correctionId,
    what: word("attendance.approval.correction"),
    about: dateText(row.serviceDate),
    change: `${span(row.originalInAtMs, row.originalOutAtMs)} → ${span(row.inAtMs ?? row.originalInAtMs, row.outAtMs ?? row.originalOutAtMs)}`,
  }));
  const leaves = source.askShown(leavesQuery, { fromDate, toDate: leaveToDate }).map((row) => ({
    ...row,
    key: row.leaveId,
    what: word("attendance.approval.leave"),
    about: spanText(row),
    change: word(`attendance.day.${row.kind}`),
  }));
  type Row = (typeof corrections)[number] | (typeof leaves)[number];
  return listed<Row>({
    title: word("attendance.approval.decided"),
    subject: spanText({ fromDate, toDate }),
    rows: [...corrections, ...leaves]
      .filter((row) => row.state !== "asked")
      .toSorted((left, right) => (right.decidedAtMs ?? 0) - (left.decidedAtMs ?? 0)),
    key: (row) => row.key,
    columns: (column) => [
      column(word("people.column.name"), "text", 22, (row) => nameOf(row.staffId)),
      column(word("attendance.approval.what"), "text", 12, (row) => row.what),
      column(word("attendance.date"), "text", 22, (row) => row.about),
      column(word("attendance.approval.change"), "text", 28, (row) => row.change),
      column(word("attendance.approval.asker"), "text", 18, (row) => nameOf(row.requestedByStaffId ?? row.staffId)),
      column(word("attendance.approval.decider"), "text", 18, (row) => nameOf(row.decidedByStaffId)),
      column(word("document.decided"), "time", 16, (row) => row.decidedAtMs),
      column(word("kitchen.column.status"), "text", 20, (row) =>
        joined(word(`attendance.state.${row.state}`), row.reason),
      ),
    ],
  });
}

interface Group {
  readonly key: string;
  readonly name: string;
  readonly figures: AttendanceFigures;
}

const FIGURE_KINDS = {
  attendanceBp: "share",
  punctualityBp: "share",
  workedMs: "hours",
  turnoverBp: "share",
} as const;

/** The figures of DOMAIN.md §5, of a month's divisions or of three months. */
export function statisticsTable(
  source: ReportSource,
  of: Of<"attendance-by-division" | "attendance-by-month">,
): ListedTable {
  const staff = source.askShown(staffQuery, {});
  const rowsOf = (month: string) => source.askShown(attendanceMonthQuery, { month });
  const isByMonth = of.table === "attendance-by-month";
  const groups = isByMonth
    ? [monthBefore(monthBefore(of.month)), monthBefore(of.month), of.month].map((month): Group => ({
        key: month,
        name: monthText(month),
        figures: attendanceFigures({ month, rows: rowsOf(month), staff }),
      }))
    : divisionGroups(source, { month: of.month, rows: rowsOf(of.month), staff });
  return listed<Group>({
    title: word(isByMonth ? "attendance.statistics.by-month" : "attendance.statistics.by-division"),
    subject: monthText(of.month),
    rows: groups,
    key: ({ key }) => key,
    columns: (column) => [
      column(word(isByMonth ? "attendance.part.month" : "people.field.divisionCode"), "text", 24, ({ name }) => name),
      column(word("attendance.statistics.people"), "count", 10, ({ figures }) => figures.personCount),
      ...ATTENDANCE_FIGURES.map((id) =>
        column(word(`attendance.figure.${id}`), FIGURE_KINDS[id], 14, ({ figures }) => figures[id]),
      ),
    ],
  });
}

function divisionGroups(source: ReportSource, input: Parameters<typeof attendanceFigures>[0]): readonly Group[] {
  const divisionName = divisionNames(source);
  const codes = [...new Set(input.rows.map((row) => row.divisionCode))];
  return [
    { key: "all", name: word("attendance.every-division"), figures: attendanceFigures(input) },
    ...codes.map((code) => ({
      key: code,
      name: divisionName(code),
      figures: attendanceFigures({
        month: input.month,
        rows: input.rows.filter((row) => row.divisionCode === code),
        staff: input.staff.filter((row) => row.divisionCode === code),
      }),
    })),
  ];
}

function monthBefore(month: string): string {
  return addDays(monthDates(month)[0] ?? `${month}-01`, -1).slice(0, 7);
}
