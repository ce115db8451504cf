import type { FigureProblem } from "./food-cell.ts";
import type { IngredientFields } from "./ingredient-values.ts";
import { NUTRIENTS } from "./nutrients.ts";

/** What the reading of a table of foods speaks of. Free of zod, so faces may import it. */

/** Columns that are read, whatever the file calls them. */
export const FOOD_COLUMNS = [
  "code",
  "name",
  "source",
  "group",
  "unit",
  "edible",
  "loss",
  "rounding",
  "price",
  ...NUTRIENTS,
] as const;
export type FoodColumn = (typeof FOOD_COLUMNS)[number];

/** The national table of food composition, or a kitchen's own workbook. */
export const FOOD_FILE_KINDS = ["tkpi", "workbook"] as const;
export type FoodFileKind = (typeof FOOD_FILE_KINDS)[number];

export interface FoodRow {
  /** As the file counts its rows; a workbook says which row of its sheet. */
  readonly rowNumber: number;
  /** Cells as they stand in the file; a column the file does not have is absent. */
  readonly cells: Readonly<Partial<Record<FoodColumn, string>>>;
}

/** What can be put right in a row, or is taken for unknown. */
export const FOOD_NOTE_CODES = [
  "tail-rounded",
  "places-rounded",
  "spaces",
  "capitals",
  /** A workbook writes nought where it knows no figure. */
  "nought-unknown",
  "price-nought-unknown",
  "group-empty",
  /** A part of a piece cannot be bought. */
  "rounding-whole",
  "rounding-none",
  /** Energy and what its parts give differ by a third or more: kept as written, to be looked at. */
  "energy-doubtful",
] as const;
export type FoodNoteCode = (typeof FOOD_NOTE_CODES)[number];

export interface FoodNote {
  readonly rowNumber: number;
  readonly name: string;
  readonly column: FoodColumn;
  readonly code: FoodNoteCode;
  readonly from: string;
  readonly to: string;
}

export type FoodRefusalCode =
  | FigureProblem
  | "code-missing"
  | "code-unreadable"
  | "code-twice"
  | "name-missing"
  | "name-too-long"
  | "group-unknown"
  | "unit-unknown"
  | "edible-out-of-range"
  | "loss-out-of-range"
  | "rounding-unreadable"
  | "figure-too-large"
  /** Protein, fat and carbohydrate weigh more than the food. */
  | "parts-too-heavy"
  /** Figures per 100 g of something bought by piece, whose mass is nowhere. */
  | "mass-missing"
  /** Packaging among the foods: an item of the store room. */
  | "not-food";

export interface FoodRefusal {
  readonly rowNumber: number;
  readonly name: string;
  readonly column: FoodColumn;
  readonly code: FoodRefusalCode;
  readonly value: string;
}

export interface ReadFood {
  readonly rowNumber: number;
  readonly fields: IngredientFields;
}

/** Two rows of one name. Merged: their figures do not contradict each other, so the first stands for both. */
export interface FoodPair {
  readonly rowNumber: number;
  readonly name: string;
  readonly firstRowNumber: number;
  readonly firstName: string;
}

/** A table read: what would be taken over, and everything that was done to it or left out. */
export interface FoodTable {
  readonly kind: FoodFileKind;
  readonly rowCount: number;
  readonly foods: readonly ReadFood[];
  readonly notes: readonly FoodNote[];
  readonly merged: readonly FoodPair[];
  /** Kept apart because their figures differ, or because only their spelling is alike: somebody may look. */
  readonly similar: readonly FoodPair[];
  readonly refused: readonly FoodRefusal[];
}
