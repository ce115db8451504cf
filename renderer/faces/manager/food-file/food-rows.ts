import type { FoodColumn, FoodRow } from "#domains/menu/food-import-values.ts";
import { foldFoodName } from "#domains/menu/food-search.ts";
import type { Grid, GridRow } from "#renderer/faces/manager/plan-file/grid.ts";

/** Headings of Tabel Komposisi Pangan Indonesia 2017, folded; the fibre and sodium of its later editions too. */
const COLUMN_OF_HEADING: Readonly<Record<string, FoodColumn>> = {
  "kode baru": "code",
  kode: "code",
  "nama bahan mentah": "name",
  "nama bahan": "name",
  "nama bahan makanan": "name",
  sumber: "source",
  kelompok: "group",
  energi: "energyKcal",
  protein: "proteinG",
  lemak: "fatG",
  kh: "carbohydrateG",
  karbohidrat: "carbohydrateG",
  serat: "fiberG",
  natrium: "sodiumMg",
  kalsium: "calciumMg",
  besi: "ironMg",
  seng: "zincMg",
  "vit c": "vitaminCMg",
  bdd: "edible",
};
/** Without these there is nothing to know a food by. */
const NEEDED: readonly FoodColumn[] = ["code", "name", "group", "energyKcal"];
/** Titles may stand above the heading. */
const HEADING_ROWS_MAX_COUNT = 20;

export interface FoodRows {
  readonly rows: readonly FoodRow[];
  /** Headings of columns that are not carried over, as the file writes them. */
  readonly unreadHeadings: readonly string[];
}

/** The rows of a table of food composition, on the first sheet that has its heading; null when none has. */
export function foodRowsFromGrids(grids: readonly Grid[]): FoodRows | null {
  for (const { rows } of grids) {
    const index = rows.slice(0, HEADING_ROWS_MAX_COUNT).findIndex((row) => isHeading(row));
    const heading = rows[index];
    if (heading === undefined) continue;
    const columns = columnsOf(heading);
    return {
      rows: rows.slice(index + 1).map((row) => ({
        rowNumber: row.rowNumber,
        cells: Object.fromEntries([...columns].map(([column, position]) => [column, row.cells[position] ?? ""])),
      })),
      unreadHeadings: heading.cells.filter((cell, position) => cell.trim() !== "" && !isTaken(columns, position)),
    };
  }
  return null;
}

function isHeading(row: GridRow): boolean {
  const columns = columnsOf(row);
  return NEEDED.every((column) => columns.has(column));
}

/** Each column by the first heading that names it. */
function columnsOf(row: GridRow): ReadonlyMap<FoodColumn, number> {
  const columns = new Map<FoodColumn, number>();
  row.cells.forEach((cell, position) => {
    const column = COLUMN_OF_HEADING[foldFoodName(cell)];
    if (column !== undefined && !columns.has(column)) columns.set(column, position);
  });
  return columns;
}

function isTaken(columns: ReadonlyMap<FoodColumn, number>, position: number): boolean {
  return [...columns.values()].includes(position);
}
