import type { IdFactory } from "#kernel/ids.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import { readFoodTable } from "#domains/menu/food-import.ts";
import type { FoodRow, FoodTable } from "#domains/menu/food-import-values.ts";
import type { IngredientId } from "#domains/menu/ids.ts";
import { INGREDIENT_IMPORT_MAX_COUNT } from "#domains/menu/ingredient-rules.ts";
import { readPortionStandards, type StandardTable } from "#domains/menu/portion-standards.ts";
import type { IngredientFields } from "#domains/menu/ingredient-values.ts";
import { PLAN_FILE_MAX_BYTES, type PlanFileFault } from "#renderer/faces/manager/plan-file/grid.ts";
import { gridsFromBytes } from "#renderer/faces/manager/plan-file/grids-from-bytes.ts";
import { sha256Hex } from "#renderer/faces/manager/plan-file/sha256.ts";
import { foodRowsFromGrids } from "./food-rows.ts";
import { standardRowsFromGrids } from "./standard-rows.ts";
import { WORKBOOK_UNREAD_MEMBERS, workbookRows } from "./workbook-rows.ts";

/** A food of a file with the id it will have, so that sending it twice adds it once. */
export interface ListedFood {
  readonly ingredientId: IngredientId;
  readonly fields: IngredientFields;
}

export interface FoodFileReading extends FoodTable {
  readonly what: "foods";
  readonly fileName: string;
  readonly sha256: string;
  readonly unreadHeadings: readonly string[];
  readonly listed: readonly ListedFood[];
}

/** A table of amounts a portion; its names are matched by the kitchen. */
export interface StandardFileReading extends StandardTable {
  readonly what: "standards";
  readonly fileName: string;
  readonly sha256: string;
}

export type FoodFileFault =
  | PlanFileFault
  /** No sheet has the heading of a table of food composition, and it is no workbook either. */
  | { readonly code: "file-no-foods" }
  | { readonly code: "file-too-many-foods"; readonly foodCount: number; readonly maxCount: number };

/**
 * Reads foods from the national table (CSV or XLSX) or a kitchen's workbook (JSON), or a table of amounts a portion (CSV or
 * XLSX), told apart by content.
 */
export async function readFoodFile(
  file: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> },
  makeId: IdFactory,
): Promise<Result<FoodFileReading | StandardFileReading, FoodFileFault>> {
  const about = { fileName: file.name, sha256: sha256Hex(file.bytes) };
  if (isJson(file.bytes)) {
    const rows = workbookOf(file.bytes);
    return rows.ok
      ? foodsOf(
          { table: readFoodTable(rows.value, "workbook"), unreadHeadings: WORKBOOK_UNREAD_MEMBERS },
          about,
          makeId,
        )
      : rows;
  }
  const grids = await gridsFromBytes(file.bytes);
  if (!grids.ok) return grids;
  const found = foodRowsFromGrids(grids.value);
  if (found !== null) {
    if (found.rows.length === 0) return err({ code: "file-empty" });
    const { rows, unreadHeadings } = found;
    return foodsOf({ table: readFoodTable(rows, "tkpi"), unreadHeadings }, about, makeId);
  }
  const standards = standardRowsFromGrids(grids.value);
  if (standards === null) return err({ code: "file-no-foods" });
  if (standards.length === 0) return err({ code: "file-empty" });
  return ok({ what: "standards", ...about, ...readPortionStandards(standards) });
}

function workbookOf(bytes: Uint8Array): Result<readonly FoodRow[], FoodFileFault> {
  if (bytes.length > PLAN_FILE_MAX_BYTES) return err({ code: "file-too-large", maxBytes: PLAN_FILE_MAX_BYTES });
  const rows = workbookRows(new TextDecoder("utf-8").decode(bytes));
  if (rows === null) return err({ code: "file-damaged" });
  return rows.length === 0 ? err({ code: "file-empty" }) : ok(rows);
}

function foodsOf(
  { table, unreadHeadings }: { readonly table: FoodTable; readonly unreadHeadings: readonly string[] },
  about: { readonly fileName: string; readonly sha256: string },
  makeId: IdFactory,
): Result<FoodFileReading, FoodFileFault> {
  const foodCount = table.foods.length;
  if (foodCount > INGREDIENT_IMPORT_MAX_COUNT) {
    return err({ code: "file-too-many-foods", foodCount, maxCount: INGREDIENT_IMPORT_MAX_COUNT });
  }
  const listed = table.foods.map(({ fields }) => ({ ingredientId: makeId("ingredient"), fields }));
  return ok({ what: "foods", ...table, ...about, unreadHeadings, listed });
}

/** The first character that is not a mark or white space opens an object. */
function isJson(bytes: Uint8Array): boolean {
  const start = new TextDecoder("utf-8").decode(bytes.subarray(0, 64)).trimStart();
  return start.startsWith("{");
}
