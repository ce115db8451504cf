import { err, ok, type Result } from "#kernel/result.ts";
import { PLAN_FILE_ROWS_MAX_COUNT, type Grid, type GridRow, type PlanFileFault } from "./grid.ts";

const LINE_FEED = 10;

/**
 * Reads CSV as spreadsheets write it here: UTF-8 (with or without a mark) or UTF-16 with a mark, comma or semicolon or tab,
 * quoted cells. A byte that is not of the encoding is refused by its row rather than shown as a question mark.
 */
export function gridFromCsv(bytes: Uint8Array): Result<Grid, PlanFileFault> {
  const text = decodeText(bytes);
  if (!text.ok) return text;
  const rowCount = countLines(text.value);
  // Quoted line ends can only lower the count, and a plan has none: refuse before cutting 50,000 rows into cells.
  if (rowCount > PLAN_FILE_ROWS_MAX_COUNT) {
    return err({ code: "file-too-many-rows", rowCount, maxCount: PLAN_FILE_ROWS_MAX_COUNT });
  }
  const rows = splitCells(text.value, delimiterOf(text.value));
  if (!rows.ok) return rows;
  const filled = rows.value.filter((row) => row.cells.some((cell) => cell !== ""));
  return filled.length === 0 ? err({ code: "file-empty" }) : ok({ sheet: "", rows: filled });
}

function decodeText(bytes: Uint8Array): Result<string, PlanFileFault> {
  const label =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  try {
    return ok(new TextDecoder(label, { fatal: true }).decode(bytes));
  } catch {
    return err({ code: "file-encoding-wrong", rowNumber: rowOfFirstBadByte(bytes, label) });
  }
}

/** Decodes line by line to name the row; only called for a file that is refused anyway. */
function rowOfFirstBadByte(bytes: Uint8Array, label: string): number {
  if (label !== "utf-8") return 1;
  let rowNumber = 1;
  let startIndex = 0;
  for (let index = 0; index <= bytes.length; index += 1) {
    if (index < bytes.length && bytes[index] !== LINE_FEED) continue;
    try {
      new TextDecoder(label, { fatal: true }).decode(bytes.subarray(startIndex, index));
    } catch {
      return rowNumber;
    }
    rowNumber += 1;
    startIndex = index + 1;
  }
  return rowNumber;
}

function countLines(text: string): number {
  let count = text === "" || text.endsWith("\n") ? 0 : 1;
  for (let index = text.indexOf("\n"); index !== -1; index = text.indexOf("\n", index + 1)) count += 1;
  return count;
}

/** The separator that occurs most in the first line: Indonesian spreadsheets write semicolons, others commas or tabs. */
function delimiterOf(text: string): string {
  const firstLine = text.slice(0, text.includes("\n") ? text.indexOf("\n") : text.length);
  const countOf = (separator: string) => firstLine.split(separator).length - 1;
  const [best = ","] = [",", ";", "\t"].toSorted((left, right) => countOf(right) - countOf(left));
  return best;
}

function splitCells(text: string, delimiter: string): Result<readonly GridRow[], PlanFileFault> {
  const rows: GridRow[] = [];
  let cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  let lineNumber = 1;
  let rowNumber = 1;
  const endCell = () => {
    cells.push(cell.trim());
    cell = "";
  };
  const endRow = () => {
    endCell();
    rows.push({ rowNumber, cells });
    cells = [];
  };
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === "\n") lineNumber += 1;
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(index + 1) === '"') {
        cell += '"';
        index += 1;
      } else isQuoted = false;
    } else if (character === '"' && cell.trim() === "") isQuoted = true;
    else if (character === delimiter) endCell();
    else if (character === "\n") {
      endRow();
      rowNumber = lineNumber;
    } else if (character !== "\r") cell += character;
  }
  if (isQuoted) return err({ code: "file-quote-open", rowNumber });
  if (cell !== "" || cells.length > 0) endRow();
  return ok(rows);
}
