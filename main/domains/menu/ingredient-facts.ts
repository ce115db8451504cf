import type { IngredientFacts } from "#domains/menu/decide-ingredient.ts";
import { canonicalFoodName } from "#domains/menu/food-search.ts";
import type { IngredientFields } from "#domains/menu/ingredient-values.ts";
import type { IngredientCommand } from "#domains/menu/ingredient-commands.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { menuSql } from "./tables.ts";

/** Reads which of a command's codes and ids the kitchen has already. */
export function gatherIngredientFacts(db: ReadableDb, command: IngredientCommand): IngredientFacts {
  if (command.type === "import-portion-standards") {
    return { ingredientIdByCode: new Map(), takenIds: new Set(), foodsByName: foodsByName(db) };
  }
  const foods = command.type === "import-ingredients" ? command.body.ingredients : [command.body];
  const ingredientIdByCode = new Map<string, string>();
  const takenIds = new Set<string>();
  for (const { ingredientId, fields } of foods) {
    const byCode = db.first(selectByCode({ code: fields.ingredientCode }));
    if (byCode !== undefined) ingredientIdByCode.set(fields.ingredientCode, byCode.ingredient_id);
    if (db.first(selectById({ id: ingredientId })) !== undefined) takenIds.add(ingredientId);
  }
  return { ingredientIdByCode, takenIds, foodsByName: new Map() };
}

/** Every food by its folded name: a kitchen has a few thousand, and brings such a table once. */
function foodsByName(db: ReadableDb): IngredientFacts["foodsByName"] {
  const rows = db.all(menuSql.selectFrom("ingredient").select(["ingredient_id", "revision", "fields"]));
  const foods = rows.map((row) => ({
    ingredientId: row.ingredient_id,
    revision: row.revision,
    fields: JSON.parse(row.fields) as IngredientFields, // written by the projection from a parsed event
  }));
  return Map.groupBy(foods, ({ fields }) => canonicalFoodName(fields.name));
}

const selectByCode = createPreparedQuery<{ code: string }, { ingredient_id: string }>((value) =>
  menuSql.selectFrom("ingredient").select("ingredient_id").where("ingredient_code", "=", value("code")),
);

const selectById = createPreparedQuery<{ id: string }, { ingredient_id: string }>((value) =>
  menuSql
    .selectFrom("ingredient")
    .select("ingredient_id")
    // true of no row when the text is not an id
    .where("ingredient_id", "=", value("id") as never),
);
