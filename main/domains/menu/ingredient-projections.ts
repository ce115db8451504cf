import { foldFoodName, indexedWords } from "#domains/menu/food-search.ts";
import type { StoredIngredientEvent } from "#domains/menu/ingredient-events.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import type { IngredientTables } from "./ingredient-tables.ts";
import { menuSql } from "./tables.ts";

type FoodEvent = Extract<StoredIngredientEvent, { readonly type: "ingredient-added" | "ingredient-changed" }>;

/** Writes a food as an event says it is. */
export function projectIngredient(db: WritableDb, event: StoredIngredientEvent): void {
  switch (event.type) {
    case "ingredient-added":
      db.run(insertIngredient(rowOf(event, 1)));
      writeWords(db, event);
      return;
    case "ingredient-changed":
      db.run(updateIngredient(rowOf(event, event.body.revision)));
      db.run(deleteWords({ ingredient_id: event.body.ingredientId }));
      writeWords(db, event);
      return;
    case "ingredients-imported":
    case "portion-standards-imported":
      return;
  }
}

function rowOf(event: FoodEvent, revision: number): IngredientTables["ingredient"] {
  const { ingredientId, fields } = event.body;
  return {
    ingredient_id: ingredientId,
    ingredient_code: fields.ingredientCode,
    sort_name: foldFoodName(fields.name),
    category: fields.category,
    revision,
    fields: JSON.stringify(fields),
    changed_at_ms: event.occurredAtMs,
    changed_by_staff_id: event.staffId,
  };
}

function writeWords(db: WritableDb, { body: { ingredientId, fields } }: FoodEvent): void {
  for (const { word, positionCount } of indexedWords(fields.name)) {
    db.run(insertWord({ word, ingredient_id: ingredientId, position_count: positionCount }));
  }
}

const insertIngredient = createPreparedQuery<IngredientTables["ingredient"]>((value) =>
  menuSql.insertInto("ingredient").values({
    ingredient_id: value("ingredient_id"),
    ingredient_code: value("ingredient_code"),
    sort_name: value("sort_name"),
    category: value("category"),
    revision: value("revision"),
    fields: value("fields"),
    changed_at_ms: value("changed_at_ms"),
    changed_by_staff_id: value("changed_by_staff_id"),
  }),
);

const updateIngredient = createPreparedQuery<IngredientTables["ingredient"]>((value) =>
  menuSql
    .updateTable("ingredient")
    .set({
      ingredient_code: value("ingredient_code"),
      sort_name: value("sort_name"),
      category: value("category"),
      revision: value("revision"),
      fields: value("fields"),
      changed_at_ms: value("changed_at_ms"),
      changed_by_staff_id: value("changed_by_staff_id"),
    })
    .where("ingredient_id", "=", value("ingredient_id")),
);

const insertWord = createPreparedQuery<IngredientTables["ingredient_word"]>((value) =>
  menuSql.insertInto("ingredient_word").values({
    word: value("word"),
    ingredient_id: value("ingredient_id"),
    position_count: value("position_count"),
  }),
);

const deleteWords = createPreparedQuery<Pick<IngredientTables["ingredient_word"], "ingredient_id">>((value) =>
  menuSql.deleteFrom("ingredient_word").where("ingredient_id", "=", value("ingredient_id")),
);
