import { searchWords } from "#domains/menu/food-search.ts";
import {
  ingredientCountsQuery,
  ingredientFactsQuery,
  ingredientQuery,
  ingredientsQuery,
  type IngredientFactsRow,
  type IngredientRow,
} from "#domains/menu/ingredient-queries.ts";
import { INGREDIENT_PAGE_COUNT } from "#domains/menu/ingredient-page.ts";
import type { IngredientFields } from "#domains/menu/ingredient-values.ts";
import type { FoodCategory } from "#kernel/food-words.ts";
import { TARGET_NUTRIENTS } from "#domains/menu/nutrients.ts";
import { answerQuery, type QueryHandler } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import type { IngredientTables } from "./ingredient-tables.ts";
import { menuSql } from "./tables.ts";

const FOOD_EVENTS = ["ingredient-added", "ingredient-changed"] as const;
type FoodRow = IngredientTables["ingredient"];

export const ingredientQueryHandlers: readonly QueryHandler[] = [
  answerQuery(ingredientsQuery, FOOD_EVENTS, (db, params) => foodsOf(db, params).map(rowOf)),
  answerQuery(ingredientQuery, FOOD_EVENTS, (db, { ingredientId }) => factsOf(db, [ingredientId])),
  answerQuery(ingredientFactsQuery, FOOD_EVENTS, (db, { ingredientIds }) => factsOf(db, ingredientIds)),
  answerQuery(ingredientCountsQuery, FOOD_EVENTS, (db) =>
    db
      .all(
        menuSql
          .selectFrom("ingredient")
          .select(["category", (select) => select.fn.countAll<number>().as("count")])
          .groupBy("category")
          .orderBy("category"),
      )
      .map(({ category, count }) => ({ category, ingredientCount: count })),
  ),
];

interface ListParams {
  readonly search?: string | undefined;
  readonly category?: FoodCategory | undefined;
  readonly pageNumber: number;
}

/** One food more than a page tells that there are more. */
function foodsOf(db: ReadableDb, params: ListParams): readonly FoodRow[] {
  const words = searchWords(params.search ?? "");
  let query = menuSql
    .selectFrom("ingredient")
    .selectAll("ingredient")
    .limit(INGREDIENT_PAGE_COUNT + 1)
    .offset(params.pageNumber * INGREDIENT_PAGE_COUNT);
  if (params.category !== undefined) query = query.where("ingredient.category", "=", params.category);
  if (words.length > 0) {
    // Every word begins some word of the food; the nearer to the front the first stands, the better.
    for (const [index, word] of words.entries()) {
      const found = menuSql
        .selectFrom("ingredient_word")
        .select((select) => ["ingredient_id", select.fn.min("position_count").as("position_count")])
        .where("word", ">=", word)
        .where("word", "<", `${word}{`)
        .groupBy("ingredient_id")
        .as(`found_${index}`);
      query = query.innerJoin(found, (join) =>
        join.onRef(`found_${index}.ingredient_id`, "=", "ingredient.ingredient_id"),
      ) as typeof query; // the join adds columns that are not selected
    }
    query = query.orderBy("found_0.position_count" as never);
  }
  return db.all(query.orderBy("ingredient.sort_name").orderBy("ingredient.ingredient_id"));
}

function rowOf(row: FoodRow): IngredientRow {
  const fields = fieldsOf(row);
  const { nutrition } = fields;
  return {
    ingredientId: row.ingredient_id,
    ingredientCode: fields.ingredientCode,
    name: fields.name,
    category: fields.category,
    baseUnit: fields.baseUnit,
    edibleBp: fields.edibleBp ?? null,
    massPerPieceG: fields.massPerPieceG ?? null,
    energyKcal: nutrition?.energyKcal ?? null,
    proteinG: nutrition?.proteinG ?? null,
    nutritionPer: nutrition?.per ?? null,
    source: nutrition?.source ?? null,
    missingNutrientCount: TARGET_NUTRIENTS.filter((nutrient) => nutrition?.[nutrient] === undefined).length,
    allergens: fields.allergens,
    allergenBasis: fields.allergenBasis,
    referencePrice: fields.referencePrice ?? null,
    portionStandard: fields.portionStandard ?? null,
  };
}

function factsOf(db: ReadableDb, ingredientIds: readonly FoodRow["ingredient_id"][]): readonly IngredientFactsRow[] {
  return db
    .all(menuSql.selectFrom("ingredient").selectAll().where("ingredient_id", "in", ingredientIds).orderBy("sort_name"))
    .map((row) => ({
      ingredientId: row.ingredient_id,
      revision: row.revision,
      fields: fieldsOf(row),
      changedAtMs: row.changed_at_ms,
      changedByStaffId: row.changed_by_staff_id,
    }));
}

/** Written by the projection from a parsed event. */
function fieldsOf(row: Pick<FoodRow, "fields">): IngredientFields {
  return JSON.parse(row.fields) as IngredientFields;
}
