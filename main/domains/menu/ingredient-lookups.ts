import type { IngredientId } from "#domains/menu/ids.ts";
import type { IngredientFields } from "#domains/menu/ingredient-values.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { menuSql } from "./tables.ts";

/** A food as it is now. What its fields lack is unknown. */
export interface KnownIngredient extends IngredientFields {
  readonly ingredientId: IngredientId;
  readonly revision: number;
}

/** Foods a statement may name; more are asked in several. */
const IDS_PER_STATEMENT_COUNT = 500;

/** The foods of these ids, by id; one that does not exist is not in the answer. */
export function ingredientsById(db: ReadableDb, ids: readonly string[]): ReadonlyMap<string, KnownIngredient> {
  const found = new Map<string, KnownIngredient>();
  // true of no row when a text is not an id
  const wanted = ids as readonly IngredientId[];
  for (let from = 0; from < wanted.length; from += IDS_PER_STATEMENT_COUNT) {
    const rows = db.all(
      menuSql
        .selectFrom("ingredient")
        .select(["ingredient_id", "revision", "fields"])
        .where("ingredient_id", "in", wanted.slice(from, from + IDS_PER_STATEMENT_COUNT)),
    );
    for (const row of rows) {
      const fields = JSON.parse(row.fields) as IngredientFields; // written by the projection from a parsed event
      found.set(row.ingredient_id, { ...fields, ingredientId: row.ingredient_id, revision: row.revision });
    }
  }
  return found;
}
