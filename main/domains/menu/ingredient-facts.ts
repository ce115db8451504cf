import type { IngredientFacts } from "#domains/menu/decide-ingredient.ts";
import type { IngredientCommand } from "#domains/menu/ingredient-commands.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { menuSql } from "./tables.ts";

/** Reads which of a command's codes and ids the kitchen has already. */
export function gatherIngredientFacts(db: ReadableDb, command: IngredientCommand): IngredientFacts {
  const foods = command.type === "import-ingredients" ? command.body.ingredients : [command.body];
  const ingredientIdByCode = new Map<string, string>();
  const takenIds = new Set<string>();
  for (const { ingredientId, fields } of foods) {
    const byCode = db.first(selectByCode({ code: fields.ingredientCode }));
    if (byCode !== undefined) ingredientIdByCode.set(fields.ingredientCode, byCode.ingredient_id);
    if (db.first(selectById({ id: ingredientId })) !== undefined) takenIds.add(ingredientId);
  }
  return { ingredientIdByCode, takenIds };
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
