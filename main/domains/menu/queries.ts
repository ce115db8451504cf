import type { IngredientId } from "#domains/menu/ids.ts";
import type { IngredientFields } from "#domains/menu/ingredient-values.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { menuSql } from "./tables.ts";

/** What may be asked about foods, recipes and menus; other domains import nothing else from here. */

/** A food as it is now. What its fields lack is unknown. */
export interface IngredientNow extends IngredientFields {
  readonly ingredientId: IngredientId;
  readonly revision: number;
}

/** The foods of these ids, by id; one that does not exist is not in the answer. */
export function ingredientNow(db: ReadableDb, ids: readonly string[]): ReadonlyMap<string, IngredientNow> {
  if (ids.length === 0) return new Map();
  const rows = db.all(
    menuSql
      .selectFrom("ingredient")
      .select(["ingredient_id", "revision", "fields"])
      // true of no row when a text is not an id
      .where("ingredient_id", "in", ids as readonly IngredientId[]),
  );
  return new Map(
    rows.map((row) => {
      const fields = JSON.parse(row.fields) as IngredientFields; // written by the projection from a parsed event
      return [row.ingredient_id, { ...fields, ingredientId: row.ingredient_id, revision: row.revision }];
    }),
  );
}
