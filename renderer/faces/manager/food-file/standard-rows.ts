import { foldFoodName } from "#domains/menu/food-search.ts";
import { STANDARD_COLUMNS, type StandardColumn, type StandardRow } from "#domains/menu/portion-standards.ts";
import type { Grid, GridRow } from "#renderer/faces/manager/plan-file/grid.ts";

const COLUMN_OF_HEADING: Readonly<Record<string, StandardColumn>> = {
  ingredient: "name",
  bahan: "name",
  "nama bahan": "name",
  "small per portion": "small",
  "porsi kecil": "small",
  "large per portion": "large",
  "porsi besar": "large",
  unit: "unit",
  satuan: "unit",
};
/** Titles may stand above the heading. */
const HEADING_ROWS_MAX_COUNT = 20;

/** The rows of a table of amounts a portion, on the first sheet that has its heading; null when none has. */
export function standardRowsFromGrids(grids: readonly Grid[]): readonly StandardRow[] | null {
  for (const { rows } of grids) {
    const index = rows.slice(0, HEADING_ROWS_MAX_COUNT).findIndex((row) => columnsOf(row) !== null);
    const heading = rows[index];
    const columns = heading === undefined ? null : columnsOf(heading);
    if (columns === null) continue;
    const cell = (row: GridRow, column: StandardColumn) => row.cells[columns[column]] ?? "";
    return rows.slice(index + 1).map((row) => ({
      rowNumber: row.rowNumber,
      cells: { name: cell(row, "name"), small: cell(row, "small"), large: cell(row, "large"), unit: cell(row, "unit") },
    }));
  }
  return null;
}

/** Where each column stands; null for a row that does not name them all. */
function columnsOf(row: GridRow): Readonly<Record<StandardColumn, number>> | null {
  const headings = row.cells.map((cell) => COLUMN_OF_HEADING[foldFoodName(cell)]);
  const columns = STANDARD_COLUMNS.map((column) => [column, headings.indexOf(column)] as const);
  if (columns.some(([, position]) => position === -1)) return null;
  return Object.fromEntries(columns) as Record<StandardColumn, number>; // every column of the list, just above
}
