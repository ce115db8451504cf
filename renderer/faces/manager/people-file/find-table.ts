import {
  CLOSING_WORDS,
  DIVISION_WORDS,
  HEADINGS,
  PEOPLE_FIELDS,
  type PeopleField,
} from "#renderer/copy/people-file.ts";
import type { Grid, GridRow } from "#renderer/faces/manager/plan-file/grid.ts";
import { plain } from "#renderer/faces/manager/plan-file/rows-from-grids.ts";

/** How far down a heading is looked for: letterheads and titles stand above it. */
const HEADING_ROWS_MAX_COUNT = 40;
/** A table of people has a name and at least one thing more. */
const HEADING_FIELDS_MIN_COUNT = 2;

/** One row that seems to be a person: its cells by field, and the division its section named. */
export interface PeopleRow {
  readonly sheet: string;
  readonly rowNumber: number;
  readonly cells: Readonly<Partial<Record<PeopleField, string>>>;
  /** Fields whose cell the spreadsheet holds as a number. */
  readonly numberFields: ReadonlySet<PeopleField>;
  readonly sectionDivisionCode: string | null;
}

/** A row that was passed over, with what it says, so that nothing is left out in silence. */
export interface PassedRow {
  readonly sheet: string;
  readonly rowNumber: number;
  readonly text: string;
}

export interface PeopleTable {
  readonly rows: readonly PeopleRow[];
  readonly passed: readonly PassedRow[];
  /** Headings nothing is read of. */
  readonly unreadHeadings: readonly string[];
  /** Whether any sheet had a heading with names in it. */
  readonly hasHeading: boolean;
}

type Columns = ReadonlyMap<number, PeopleField>;

/** Finds the people on every sheet: below the first row that names enough of the fields, whatever stands above it. */
export function peopleRowsFromGrids(
  grids: readonly Grid[],
  divisions: ReadonlyArray<{ readonly divisionCode: string; readonly name: string }>,
): PeopleTable {
  const rows: PeopleRow[] = [];
  const passed: PassedRow[] = [];
  const unread = new Set<string>();
  let hasHeading = false;
  for (const grid of grids) {
    const found = headingOf(grid.rows);
    if (found === null) {
      const [first] = grid.rows;
      if (first !== undefined) passed.push(passedRow(grid, first));
      continue;
    }
    hasHeading = true;
    for (const heading of found.unread) unread.add(heading);
    let sectionDivisionCode: string | null = null;
    for (const row of grid.rows.slice(found.nextIndex)) {
      const section = sectionOf(row, divisions);
      if (section !== null) sectionDivisionCode = section;
      else if (isPerson(row, found.columns))
        rows.push(peopleRow(grid, row, { columns: found.columns, sectionDivisionCode }));
      else if (!isBlank(row)) passed.push(passedRow(grid, row));
    }
  }
  return { rows, passed, unreadHeadings: [...unread], hasHeading };
}

function headingOf(rows: readonly GridRow[]) {
  let best: { readonly index: number; readonly columns: Columns } | null = null;
  for (const [index, row] of rows.slice(0, HEADING_ROWS_MAX_COUNT).entries()) {
    const columns = fieldsOf(row);
    const isHeading = [...columns.values()].includes("fullName") && columns.size >= HEADING_FIELDS_MIN_COUNT;
    if (isHeading && columns.size > (best?.columns.size ?? 0)) best = { index, columns };
  }
  if (best === null) return null;
  const { index, columns } = best;
  // A merged heading stands over its parts: “Identitas” above “NIK” and “No. HP”, or the other way about.
  const below = partsOf(rows[index + 1], columns);
  const above = partsOf(rows[index - 1], columns);
  const merged: Columns = new Map([...above, ...below, ...columns]);
  const heading = rows[index];
  const unread = (heading?.cells ?? []).filter(
    (cell, column) => cell !== "" && !merged.has(column) && !isCounter(cell),
  );
  return { columns: merged, unread, nextIndex: below.size > 0 ? index + 2 : index + 1 };
}

/** The fields a row names, each by its first column. */
function fieldsOf(row: GridRow): Columns {
  const columns = new Map<number, PeopleField>();
  const taken = new Set<PeopleField>();
  row.cells.forEach((cell, column) => {
    const field = fieldOf(cell);
    if (field === null || taken.has(field)) return;
    taken.add(field);
    columns.set(column, field);
  });
  return columns;
}

/** What a row beside the heading names in columns the heading does not; nothing when it holds a person. */
function partsOf(row: GridRow | undefined, known: Columns): Columns {
  if (row === undefined) return new Map();
  const fields = [...fieldsOf(row)];
  const taken = new Set(known.values());
  return new Map(fields.filter(([column, field]) => !known.has(column) && !taken.has(field)));
}

function fieldOf(heading: string): PeopleField | null {
  // “NIK (16 digit)”, “Tgl. lahir*”: what stands in brackets explains, it does not name.
  const word = plain(heading.replaceAll(/\([^)]*\)/g, " "));
  if (word === "") return null;
  return PEOPLE_FIELDS.find((field) => HEADINGS[field].includes(word)) ?? null;
}

/** A line that names a division and nothing else begins its section. */
function sectionOf(
  row: GridRow,
  divisions: ReadonlyArray<{ readonly divisionCode: string; readonly name: string }>,
): string | null {
  const filled = row.cells.filter((cell) => cell !== "");
  const [only = ""] = filled;
  if (filled.length !== 1) return null;
  return divisionFromWords(only.replace(/^\s*(?:[A-Z]|[IVX]+|\d+)[.)]\s*/, ""), divisions);
}

/** A division by its own name or by what people call it, with or without “Divisi” before it. */
export function divisionFromWords(
  text: string,
  divisions: ReadonlyArray<{ readonly divisionCode: string; readonly name: string }>,
): string | null {
  const word = plain(text).replace(/^(?:divisi|tim|regu|bagian|unit|seksi) /, "");
  if (word === "") return null;
  const named = divisions.find(({ divisionCode, name }) => plain(name) === word || divisionCode === word);
  if (named !== undefined) return named.divisionCode;
  const [code] = Object.entries(DIVISION_WORDS).find(([, words]) => words.includes(word)) ?? [];
  return code !== undefined && divisions.some(({ divisionCode }) => divisionCode === code) ? code : null;
}

function isPerson(row: GridRow, columns: Columns): boolean {
  const filled = [...columns].filter(([column]) => (row.cells[column] ?? "") !== "");
  const isClosing = row.cells.some((cell) => CLOSING_WORDS.some((word) => plain(cell).startsWith(word)));
  // Two things and no name is somebody whose name was forgotten: that is told, not passed over.
  return !isClosing && filled.length >= 2;
}

function peopleRow(
  grid: Grid,
  row: GridRow,
  at: { readonly columns: Columns; readonly sectionDivisionCode: string | null },
): PeopleRow {
  const cells: Partial<Record<PeopleField, string>> = {};
  const numberFields = new Set<PeopleField>();
  for (const [column, field] of at.columns) {
    const cell = row.cells[column] ?? "";
    if (cell !== "") cells[field] = cell;
    if (row.numberColumns?.includes(column) === true) numberFields.add(field);
  }
  const { sectionDivisionCode } = at;
  return { sheet: grid.sheet, rowNumber: row.rowNumber, cells, numberFields, sectionDivisionCode };
}

/** A row of a numbered form that nobody filled in. */
function isBlank(row: GridRow): boolean {
  const filled = row.cells.filter((cell) => cell !== "");
  return filled.length === 0 || (filled.length === 1 && /^\d{1,3}\.?$/.test(filled[0] ?? ""));
}

/** The column that counts the rows. */
function isCounter(heading: string): boolean {
  return ["no", "no urut", "nomor", "nomor urut"].includes(plain(heading));
}

function passedRow(grid: Grid, row: GridRow): PassedRow {
  return { sheet: grid.sheet, rowNumber: row.rowNumber, text: row.cells.filter((cell) => cell !== "").join(" · ") };
}
