import writeXlsxFile, { type Cell, type CellObject, type Row, type Sheet } from "write-excel-file/node";
import { dayCountFromLocalDate, type TimeZone } from "#kernel/time.ts";
import { hoursFromMs, minutesFromMs, sheetDayFromDayCount, sheetTimeFromMs, zonedTimeText } from "./format.ts";
import {
  totalsOf,
  totalWordIndex,
  type Report,
  type ReportCell,
  type ReportColumn,
  type ReportColumnKind,
  type ReportOrigin,
  type ReportTable,
} from "./table-model.ts";
import { WORDS } from "./words.ts";

/** How many characters a sheet's name may have. */
const SHEET_NAME_MAX_COUNT = 31;
const UNIT_BY_KIND: Readonly<Partial<Record<ReportColumnKind, string>>> = {
  idr: WORDS.unitIdr,
  hours: WORDS.unitHours,
  minutes: WORDS.unitMinutes,
  celsius: WORDS.unitCelsius,
};
const FORMAT_BY_KIND: Readonly<Partial<Record<ReportColumnKind, string>>> = {
  count: "#,##0",
  idr: "#,##0",
  hours: "#,##0.00",
  minutes: "#,##0",
  celsius: "0.0",
  share: "0%",
  thousandths: "#,##0.###",
  date: "dd/mm/yyyy",
  time: "dd/mm/yyyy hh:mm",
};

const WHOLE_BP = 10_000;

/** XLSX for people: the sheet “Info” first, then a sheet a table with real numbers and dates under a frozen header. */
export async function xlsxFile(report: Report, origin: ReportOrigin): Promise<Uint8Array> {
  const sheets = [infoSheet(report, origin), ...report.tables.map((table) => tableSheet(table, origin.timeZone))];
  return writeXlsxFile(sheets).toBuffer();
}

function infoSheet(report: Report, origin: ReportOrigin): Sheet<never> {
  const { timeZone } = origin;
  const facts: ReadonlyArray<readonly [string, string | number]> = [
    ...(origin.isDemo ? ([[WORDS.demo, ""]] as const) : []),
    [WORDS.document, `${report.title} · ${origin.documentCode}`],
    [WORDS.site, origin.siteName],
    [WORDS.siteCode, origin.siteCode ?? WORDS.noData],
    [WORDS.subject, report.subject],
    [WORDS.printedAt, zonedTimeText(origin.printedAtMs, timeZone)],
    [WORDS.printedBy, origin.printedBy],
    [WORDS.completeUntil, origin.headAtMs === null ? WORDS.noData : zonedTimeText(origin.headAtMs, timeZone)],
    [WORDS.record, origin.headSeq],
    [WORDS.recordHash, origin.headHash],
    [WORDS.configuration, origin.configurationVersion],
  ];
  const data = facts.map(([name, value]): Row => [{ value: name, fontWeight: "bold" }, valueCell(value)]);
  return { sheet: WORDS.info, data, columns: [{ width: 24 }, { width: 70 }] };
}

function valueCell(value: string | number): Cell {
  return typeof value === "string" ? { value, type: String } : { value, type: Number, format: "0", align: "left" };
}

function tableSheet(table: ReportTable, timeZone: TimeZone): Sheet<never> {
  const columns = table.columns.map((column, index) => ({ column, index })).filter(({ column }) => !column.isForInk);
  const header = columns.map(({ column }): Cell => headerCell(column));
  const rows = table.rows.map((row): Row =>
    columns.map(({ column, index }) => sheetCell(column, row[index] ?? null, timeZone)),
  );
  const totals = totalsOf(table);
  const totalRow: readonly Row[] =
    totals === null
      ? []
      : [
          columns.map(({ column, index }) =>
            totalCell(table, { column, cell: totals[index] ?? null, index }, timeZone),
          ),
        ];
  const notes = (table.notes ?? []).map((note): Row => [{ value: note, type: String }]);
  return {
    sheet: table.name.replaceAll(/[\\/?*[\]:]/g, " ").slice(0, SHEET_NAME_MAX_COUNT),
    data: [header, ...rows, ...totalRow, ...(notes.length === 0 ? [] : [[null], ...notes])],
    columns: columns.map(({ column }) => ({ width: column.width })),
    stickyRowsCount: 1,
  };
}

function headerCell(column: ReportColumn): Cell {
  const unit = UNIT_BY_KIND[column.kind];
  const value = unit === undefined ? column.header : `${column.header} (${unit})`;
  const align = column.kind === "text" ? ("left" as const) : ("right" as const);
  return { value, type: String, fontWeight: "bold", backgroundColor: "#E8ECEF", align, wrap: true };
}

function sheetCell(column: ReportColumn, cell: ReportCell, timeZone: TimeZone): CellObject | null {
  if (cell === null) return null;
  const format = FORMAT_BY_KIND[column.kind];
  const value = sheetNumber(column.kind, cell, timeZone);
  // Text stays text whatever it begins with: a cell's type is written, never guessed.
  if (value === null || format === undefined) return { value: String(cell), type: String };
  return { value, type: Number, format };
}

function sheetNumber(kind: ReportColumnKind, cell: string | number, timeZone: TimeZone): number | null {
  if (typeof cell === "string") {
    return kind === "date" ? sheetDayFromDayCount(dayCountFromLocalDate(cell)) : null;
  }
  if (kind === "hours") return hoursFromMs(cell);
  if (kind === "minutes") return minutesFromMs(cell);
  if (kind === "share") return cell / WHOLE_BP;
  if (kind === "thousandths") return cell / 1_000;
  return kind === "time" ? sheetTimeFromMs(cell, timeZone) : cell;
}

function totalCell(
  table: ReportTable,
  at: { readonly column: ReportColumn; readonly cell: ReportCell; readonly index: number },
  timeZone: TimeZone,
): Cell {
  const { column, cell, index } = at;
  if (cell === null) {
    return index === totalWordIndex(table) ? { value: WORDS.total, type: String, fontWeight: "bold" } : null;
  }
  const written = sheetCell(column, cell, timeZone);
  return written && { ...written, fontWeight: "bold" };
}
