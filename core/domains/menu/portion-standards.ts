import { quantityOf, type BaseUnit, type Quantity } from "#kernel/quantity.ts";
import { figureOfCell, type FigureProblem } from "./food-cell.ts";
import { canonicalFoodName } from "./food-search.ts";

/** A kitchen's usual amounts a portion, read from its table and matched to its foods by name. Pure and free of zod. */

/** Columns of the table, whatever the file calls them. */
export const STANDARD_COLUMNS = ["name", "small", "large", "unit"] as const;
export type StandardColumn = (typeof STANDARD_COLUMNS)[number];

export interface StandardRow {
  readonly rowNumber: number;
  readonly cells: Readonly<Record<StandardColumn, string>>;
}

/** Net amounts for 100 portions, as recipe lines have them: 33,3 g a portion is 3 330 g. */
export interface PortionStandard {
  readonly name: string;
  readonly small: Quantity;
  readonly large: Quantity;
}

export interface StandardRefusal {
  readonly rowNumber: number;
  readonly name: string;
  readonly column: StandardColumn;
  readonly code: FigureProblem | "name-missing" | "name-twice" | "amount-missing" | "unit-unknown";
  readonly value: string;
}

export interface StandardTable {
  readonly rowCount: number;
  readonly standards: readonly PortionStandard[];
  readonly refused: readonly StandardRefusal[];
}

const UNITS: Readonly<Record<string, BaseUnit>> = { g: "g", gr: "g", gram: "g", ml: "ml", pcs: "pcs", buah: "pcs" };
const PORTION_COUNT = 100;

/** Reads the table row by row; what is wrong with one row leaves the others. */
export function readPortionStandards(rows: readonly StandardRow[]): StandardTable {
  const standards: PortionStandard[] = [];
  const refused: StandardRefusal[] = [];
  const names = new Set<string>();
  for (const { rowNumber, cells } of rows) {
    const name = cells.name.replaceAll(/\s+/g, " ").trim();
    const wrong = (column: StandardColumn, code: StandardRefusal["code"]) =>
      void refused.push({ rowNumber, name, column, code, value: cells[column].trim() });
    const unit = UNITS[cells.unit.trim().toLowerCase()];
    const amount = (column: "small" | "large"): number | null => {
      const read = figureOfCell(cells[column]);
      if (!read.ok) wrong(column, read.error);
      else if (read.value.value === null || read.value.value === 0) wrong(column, "amount-missing");
      return read.ok ? read.value.value : null;
    };
    const before = refused.length;
    const [small, large] = [amount("small"), amount("large")];
    if (name === "") wrong("name", "name-missing");
    else if (names.has(canonicalFoodName(name))) wrong("name", "name-twice");
    if (unit === undefined) wrong("unit", "unit-unknown");
    names.add(canonicalFoodName(name));
    if (unit === undefined || small === null || large === null || refused.length > before) continue;
    const for100 = (portion: number) => quantityOf(unit, Math.round(portion * PORTION_COUNT));
    standards.push({ name, small: for100(small), large: for100(large) });
  }
  return { rowCount: rows.length, standards, refused };
}
