import { localFromMs, HOUR_MS, MINUTE_MS, SECOND_MS, zoneOffsetMs, type TimeZone } from "#kernel/time.ts";

/** A cell of an exported table: text is guarded against spreadsheet formulas, numbers are written with a point. */
export type CsvCell = string | number | null;

const BYTE_ORDER_MARK = "\uFEFF";
/** Spreadsheets run a cell that begins with one of these (UX.md §7; tab and carriage return are skipped before it). */
const FORMULA_START = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;

/** UTF-8 with a byte order mark, comma, CRLF: the form UX.md §7 gives CSV for machines. */
export function csvFromTable(headers: readonly string[], rows: ReadonlyArray<readonly CsvCell[]>): string {
  const lines = [headers, ...rows].map((cells) => cells.map(csvCell).join(","));
  return `${BYTE_ORDER_MARK}${lines.join("\r\n")}\r\n`;
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const guarded = FORMULA_START.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** `2026-11-21T04:32:07+07:00`: a time as machines read it, in the kitchen's zone. */
export function isoFromMs(atMs: number, timeZone: TimeZone): string {
  const { date, msOfDay } = localFromMs(atMs, timeZone);
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const clock = [msOfDay / HOUR_MS, (msOfDay % HOUR_MS) / MINUTE_MS, (msOfDay % MINUTE_MS) / SECOND_MS];
  return `${date}T${clock.map(two).join(":")}+${two(zoneOffsetMs(timeZone) / HOUR_MS)}:00`;
}

/** `<siteCode>_<report>_<serviceDate>.csv`, with nothing a file system refuses. */
export function exportFileName(parts: {
  readonly siteName: string;
  readonly report: string;
  readonly serviceDate: string;
}): string {
  const site = parts.siteName
    .normalize("NFKD")
    .replaceAll(/[^A-Za-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40);
  return `${site === "" ? "dapur" : site}_${parts.report}_${parts.serviceDate}.csv`;
}
