import type { IdFactory } from "#kernel/ids.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import { readFoodTable } from "#domains/menu/food-import.ts";
import type { FoodTable } from "#domains/menu/food-import-values.ts";
import type { IngredientId } from "#domains/menu/ids.ts";
import { INGREDIENT_IMPORT_MAX_COUNT } from "#domains/menu/ingredient-rules.ts";
import type { IngredientFields } from "#domains/menu/ingredient-values.ts";
import { PLAN_FILE_MAX_BYTES, type PlanFileFault } from "#renderer/faces/manager/plan-file/grid.ts";
import { gridsFromBytes } from "#renderer/faces/manager/plan-file/grids-from-bytes.ts";
import { sha256Hex } from "#renderer/faces/manager/plan-file/sha256.ts";
import { foodRowsFromGrids } from "./food-rows.ts";
import { WORKBOOK_UNREAD_MEMBERS, workbookRows } from "./workbook-rows.ts";

/** A food of a file with the id it will have, so that sending it twice adds it once. */
export interface ListedFood {
  readonly ingredientId: IngredientId;
  readonly fields: IngredientFields;
}

export interface FoodFileReading extends FoodTable {
  readonly fileName: string;
  readonly sha256: string;
  readonly unreadHeadings: readonly string[];
  readonly listed: readonly ListedFood[];
}

export type FoodFileFault =
  | PlanFileFault
  /** No sheet has the heading of a table of food composition, and it is no workbook either. */
  | { readonly code: "file-no-foods" }
  | { readonly code: "file-too-many-foods"; readonly foodCount: number; readonly maxCount: number };

/** Reads foods from the national table (CSV or XLSX) or a kitchen's workbook (JSON), told apart by content. */
export async function readFoodFile(
  file: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> },
  makeId: IdFactory,
): Promise<Result<FoodFileReading, FoodFileFault>> {
  const read = await tableOf(file.bytes);
  if (!read.ok) return read;
  const { table, unreadHeadings } = read.value;
  if (table.foods.length > INGREDIENT_IMPORT_MAX_COUNT) {
    return err({
      code: "file-too-many-foods",
      foodCount: table.foods.length,
      maxCount: INGREDIENT_IMPORT_MAX_COUNT,
    });
  }
  return ok({
    ...table,
    fileName: file.name,
    sha256: sha256Hex(file.bytes),
    unreadHeadings,
    listed: table.foods.map(({ fields }) => ({ ingredientId: makeId("ingredient"), fields })),
  });
}

async function tableOf(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Result<{ readonly table: FoodTable; readonly unreadHeadings: readonly string[] }, FoodFileFault>> {
  if (isJson(bytes)) {
    if (bytes.length > PLAN_FILE_MAX_BYTES) return err({ code: "file-too-large", maxBytes: PLAN_FILE_MAX_BYTES });
    const rows = workbookRows(new TextDecoder("utf-8").decode(bytes));
    if (rows === null) return err({ code: "file-damaged" });
    if (rows.length === 0) return err({ code: "file-empty" });
    return ok({ table: readFoodTable(rows, "workbook"), unreadHeadings: WORKBOOK_UNREAD_MEMBERS });
  }
  const grids = await gridsFromBytes(bytes);
  if (!grids.ok) return grids;
  const found = foodRowsFromGrids(grids.value);
  if (found === null) return err({ code: "file-no-foods" });
  if (found.rows.length === 0) return err({ code: "file-empty" });
  return ok({ table: readFoodTable(found.rows, "tkpi"), unreadHeadings: found.unreadHeadings });
}

/** The first character that is not a mark or white space opens an object. */
function isJson(bytes: Uint8Array): boolean {
  const start = new TextDecoder("utf-8").decode(bytes.subarray(0, 64)).trimStart();
  return start.startsWith("{");
}
