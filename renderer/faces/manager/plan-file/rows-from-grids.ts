import {
  OPTIONAL_COLUMNS,
  PLAN_COLUMNS,
  PLAN_FILE_WORDS,
  PLAN_ROW_KINDS,
  type PlanColumn,
  type PlanRowKind,
} from "#renderer/copy/plan-file.ts";
import type { FieldProblem } from "#renderer/faces/manager/plan/field-reader.ts";
import type { Grid, GridRow } from "./grid.ts";

/** One row of the plan: which sheet row it is, and its cells by field. */
export interface PlanRow {
  readonly kind: PlanRowKind;
  readonly sheet: string;
  readonly rowNumber: number;
  readonly cells: Readonly<Partial<Record<PlanColumn, string>>>;
}

/** A problem as the report shows it: sheet, row, column. */
export interface PlanFileProblem extends FieldProblem {
  readonly sheet: string;
  readonly rowNumber: number;
  readonly field: string | null;
}

type Columns = ReadonlyArray<PlanColumn | "kind" | null>;

/** Finds the rows of each kind: by the sheet's name, or by a column that names the kind in a file of one sheet. */
export function planRowsFromGrids(grids: readonly Grid[]): {
  readonly rows: readonly PlanRow[];
  readonly problems: readonly PlanFileProblem[];
} {
  const problems: PlanFileProblem[] = [];
  const rows = grids.flatMap((grid) => (isGuide(grid) ? [] : rowsOfGrid(grid, problems)));
  return { rows, problems };
}

function rowsOfGrid(grid: Grid, problems: PlanFileProblem[]): readonly PlanRow[] {
  const [header, ...body] = grid.rows;
  if (header === undefined) return [];
  const sheetKind = kindFromName(grid.sheet);
  const isMixed = header.cells.some((cell) => isWord(cell, (words) => words.kindColumn));
  if (sheetKind === null && !isMixed) {
    problems.push(at(grid, header, null, { code: "row-kind-unknown", data: { value: grid.sheet } }));
    return [];
  }
  const columns = columnsOf(header, isMixed ? PLAN_ROW_KINDS : [sheetKind ?? "kloter"]);
  header.cells.forEach((cell, index) => {
    if (columns[index] !== null || cell.trim() === "") return;
    problems.push(at(grid, header, null, { code: "column-unknown", data: { value: cell } }));
  });
  const kindIndex = columns.indexOf("kind");
  const rows = body.flatMap((row): PlanRow[] => {
    const kind = isMixed ? kindFromName(row.cells[kindIndex] ?? "") : sheetKind;
    if (kind === null) {
      problems.push(at(grid, row, null, { code: "row-kind-unknown", data: { value: row.cells[kindIndex] ?? "" } }));
      return [];
    }
    return [{ kind, sheet: grid.sheet, rowNumber: row.rowNumber, cells: cellsByField(row, columns, kind) }];
  });
  const kinds = new Set(rows.map((row) => row.kind));
  for (const kind of kinds) {
    for (const field of PLAN_COLUMNS[kind]) {
      if (columns.includes(field) || OPTIONAL_COLUMNS.has(field)) continue;
      problems.push(at(grid, header, field, { code: "column-missing", data: {} }));
    }
  }
  return rows;
}

function cellsByField(row: GridRow, columns: Columns, kind: PlanRowKind): PlanRow["cells"] {
  const fields: readonly PlanColumn[] = PLAN_COLUMNS[kind];
  const cells: Partial<Record<PlanColumn, string>> = {};
  columns.forEach((column, index) => {
    const cell = row.cells[index] ?? "";
    if (column === null || column === "kind" || !fields.includes(column) || cell === "") return;
    cells[column] = cell;
  });
  return cells;
}

/** Which field each heading names, among the fields of the kinds the sheet may hold. */
function columnsOf(header: GridRow, kinds: readonly PlanRowKind[]): Columns {
  const fields = kinds.flatMap((kind): readonly PlanColumn[] => PLAN_COLUMNS[kind]);
  return header.cells.map((cell) => {
    if (isWord(cell, (words) => words.kindColumn)) return "kind";
    return fields.find((field) => isWord(cell, (words) => words.columnByField[field])) ?? null;
  });
}

function kindFromName(name: string): PlanRowKind | null {
  return (
    PLAN_ROW_KINDS.find((kind) => plain(name) === kind || isWord(name, (words) => words.sheetByKind[kind])) ?? null
  );
}

function isGuide(grid: Grid): boolean {
  return isWord(grid.sheet, (words) => words.guideSheet);
}

function isWord(text: string, wordOf: (words: (typeof PLAN_FILE_WORDS)["id"]) => string): boolean {
  const asked = plain(text);
  return asked !== "" && Object.values(PLAN_FILE_WORDS).some((words) => plain(wordOf(words)) === asked);
}

/** Headings are compared without case, marks and spacing: "Lama standar (mnt)" and "lama standar mnt" are one. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}<]+/gu, " ")
    .trim();
}

function at(grid: Grid, row: GridRow, field: string | null, problem: FieldProblem): PlanFileProblem {
  return { sheet: grid.sheet, rowNumber: row.rowNumber, field, ...problem };
}
