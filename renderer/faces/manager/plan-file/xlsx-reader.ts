import { err, ok, type Result } from "#kernel/result.ts";
import {
  PLAN_FILE_COLUMNS_MAX_COUNT,
  PLAN_FILE_ROWS_MAX_COUNT,
  PLAN_FILE_UNPACKED_MAX_BYTES,
  type Grid,
  type PlanFileFault,
} from "./grid.ts";
import { cellKey, formulasOfXlsx } from "./formula-cells.ts";
import { unpackedBytesOfZip } from "./zip-guard.ts";

/** Excel keeps a bare clock time as a moment on its day zero. */
const EXCEL_DAY_ZERO = /^(1899-12-3[01]|1900-01-0[01]|1904-01-01)T/;

/**
 * Reads every sheet as the text people see, but a formula as the formula it is, so that the check refuses it where it
 * stands. The reader is loaded only when somebody brings a file.
 */
export async function gridsFromXlsx(bytes: Uint8Array<ArrayBuffer>): Promise<Result<readonly Grid[], PlanFileFault>> {
  const unpackedBytes = unpackedBytesOfZip(bytes);
  if (unpackedBytes === null) return err({ code: "file-damaged" });
  if (unpackedBytes > PLAN_FILE_UNPACKED_MAX_BYTES) {
    return err({ code: "file-too-large", maxBytes: PLAN_FILE_UNPACKED_MAX_BYTES });
  }
  const { default: readXlsxFile } = await import("read-excel-file/universal");
  let sheets: Awaited<ReturnType<typeof readXlsxFile>>;
  try {
    sheets = await readXlsxFile(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  } catch {
    // The reader throws several kinds of error, all of which mean one thing to the person: this file cannot be read.
    return err({ code: "file-damaged" });
  }
  const rowCount = sheets.reduce((sum, { data }) => sum + data.length, 0);
  if (rowCount > PLAN_FILE_ROWS_MAX_COUNT) {
    return err({ code: "file-too-many-rows", rowCount, maxCount: PLAN_FILE_ROWS_MAX_COUNT });
  }
  const formulas = await formulasOfXlsx(bytes, PLAN_FILE_UNPACKED_MAX_BYTES);
  if (formulas === null || formulas.length !== sheets.length) return err({ code: "file-damaged" });
  const grids = sheets.map(({ sheet, data }, sheetIndex) => ({
    sheet,
    rows: data
      .map((row, index) => ({
        rowNumber: index + 1,
        cells: row
          .slice(0, PLAN_FILE_COLUMNS_MAX_COUNT)
          .map((cell, columnIndex) => formulas[sheetIndex]?.get(cellKey(index + 1, columnIndex)) ?? textOfCell(cell)),
        numberColumns: row.flatMap((cell, columnIndex) => (typeof cell === "number" ? [columnIndex] : [])),
      }))
      .filter((row) => row.cells.some((cell) => cell !== "")),
  }));
  return grids.every((grid) => grid.rows.length === 0) ? err({ code: "file-empty" }) : ok(grids);
}

/** A cell as text: times as `HH:MM`, dates as `YYYY-MM-DD`, numbers without grouping. */
function textOfCell(cell: unknown): string {
  if (typeof cell === "string") return cell.trim();
  if (typeof cell === "number" || typeof cell === "boolean") return String(cell);
  if (typeof cell !== "object" || cell === null || !("toISOString" in cell)) return "";
  const { toISOString } = cell;
  if (typeof toISOString !== "function") return "";
  return textOfMoment(String(toISOString.call(cell)));
}

/** Rounds to the minute: a spreadsheet keeps 01:30 as a fraction of a day, which may fall a millisecond short. */
function textOfMoment(iso: string): string {
  const [date = "", clock = ""] = iso.split("T");
  const seconds =
    Number(clock.slice(0, 2)) * 3600 + Number(clock.slice(3, 5)) * 60 + Number(clock.slice(6, 12).replace("Z", ""));
  const minutes = Math.round(seconds / 60) % (24 * 60);
  const clockText = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  if (EXCEL_DAY_ZERO.test(iso)) return clockText;
  return minutes === 0 ? date : `${date} ${clockText}`;
}
