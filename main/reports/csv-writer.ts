import type { TimeZone } from "#kernel/time.ts";
import { hoursFromMs, isoText, minutesFromMs } from "./format.ts";
import type { Report, ReportCell, ReportColumn, ReportTable } from "./table-model.ts";

const BYTE_ORDER_MARK = "\uFEFF";
/** Spreadsheets run a cell that begins with one of these (UX.md §7; tab and carriage return are skipped before it). */
const FORMULA_START = /^[=+\-@\t\r]/;
const WHOLE_BP = 10_000;
const NEEDS_QUOTES = /[",\r\n]/;

/** CSV for machines: the report's first table alone, UTF-8 with a byte order mark, comma, CRLF, points, ISO times. */
export function csvFile(report: Report, timeZone: TimeZone): Uint8Array {
  const [table] = report.tables;
  const lines = table === undefined ? [] : csvLines(table, timeZone);
  return Buffer.from(`${BYTE_ORDER_MARK}${lines.join("\r\n")}\r\n`, "utf8");
}

function csvLines(table: ReportTable, timeZone: TimeZone): readonly string[] {
  const shown = table.columns.map((column, index) => ({ column, index })).filter(({ column }) => !isInk(column));
  const header = shown.map(({ column }) => textCell(column.header)).join(",");
  const rows = table.rows.map((row) =>
    shown.map(({ column, index }) => csvCell(column, row[index] ?? null, timeZone)).join(","),
  );
  return [header, ...rows];
}

function isInk(column: ReportColumn): boolean {
  return column.isForInk === true;
}

function csvCell(column: ReportColumn, cell: ReportCell, timeZone: TimeZone): string {
  if (cell === null) return "";
  if (typeof cell === "string") return textCell(cell);
  if (column.kind === "hours") return String(hoursFromMs(cell));
  if (column.kind === "minutes") return String(minutesFromMs(cell));
  if (column.kind === "share") return String(cell / WHOLE_BP);
  if (column.kind === "thousandths") return String(cell / 1_000);
  return column.kind === "time" ? isoText(cell, timeZone) : String(cell);
}

/** Text is guarded against being run as a formula; a number written as text would lose that, so numbers are not. */
function textCell(text: string): string {
  const guarded = FORMULA_START.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
