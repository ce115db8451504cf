import type { RecipeId } from "#domains/menu/ids.ts";
import { recipesQuery, type RecipeListRow, type RecipeRow } from "#domains/menu/menu-queries.ts";
import { lookupsOf } from "#domains/menu/recipe-decide.ts";
import { roundedUpExact } from "#domains/menu/exact.ts";
import { netAmount } from "#domains/menu/food-amounts.ts";
import { allergensOf, flatLines } from "#domains/menu/recipe-rules.ts";
import type { RecipeContent } from "#domains/menu/recipe-values.ts";
import type { Allergen } from "#kernel/food-words.ts";
import { quantityOf, type PortionCounts } from "#kernel/quantity.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { latestRecipe, recipeAt, recipeBook, type RecipeBook } from "./recipe-lookups.ts";
import { menuSql } from "./tables.ts";

/** Every recipe at its newest version, by name. */
export function recipeListRows(db: ReadableDb): readonly RecipeListRow[] {
  const rows = db.all(
    menuSql
      .selectFrom("recipe as r")
      .innerJoin("recipe_version as v", (join) =>
        join.onRef("v.recipe_id", "=", "r.recipe_id").onRef("v.version", "=", "r.version"),
      )
      .select(["r.recipe_id", "r.version", "v.content", "v.saved_at_ms", "v.saved_by_staff_id"])
      .orderBy("r.dish_name")
      .orderBy("r.recipe_id")
      .limit(recipesQuery.limit + 1),
  );
  const book = recipeBook(db, { versions: rows.map((row) => ({ recipeId: row.recipe_id, version: row.version })) });
  return rows.map((row) => {
    const recipe = JSON.parse(row.content) as RecipeContent; // written by the projection from a parsed event
    return {
      recipeId: row.recipe_id,
      version: row.version,
      recipeCode: recipe.recipeCode,
      dishName: recipe.dishName,
      component: recipe.component,
      isHalal: recipe.isHalal,
      allergens: [...recipeAllergens(recipe, book)],
      lineCount: recipe.lines.length,
      stepCount: recipe.steps.length,
      savedAtMs: row.saved_at_ms,
      savedByStaffId: row.saved_by_staff_id,
    };
  });
}

/** What a recipe brings along, down to its foods. */
export function recipeAllergens(recipe: RecipeContent, book: RecipeBook): readonly Allergen[] {
  const lookups = lookupsOf(book);
  return allergensOf(flatLines(recipe, lookups) ?? [], lookups.ingredient);
}

/** One version of a recipe; none when it does not exist. */
export function recipeRows(
  db: ReadableDb,
  asked: {
    readonly recipeId: RecipeId;
    readonly version?: number | undefined;
    readonly portionCounts?: PortionCounts | undefined;
  },
): readonly RecipeRow[] {
  const { recipeId, version } = asked;
  const latest = latestRecipe(db, recipeId);
  const found = version === undefined ? latest : recipeAt(db, { recipeId, version });
  if (latest === null || found === null) return [];
  const book = recipeBook(db, { versions: [found] });
  return [
    {
      recipeId,
      version: found.version,
      latestVersion: latest.version,
      recipe: found.recipe,
      lineNames: found.recipe.lines.map(({ source }) => lineName(source, book)),
      allergens: [...recipeAllergens(found.recipe, book)],
      scaledLines: asked.portionCounts === undefined ? [] : scaledLines(found.recipe, asked.portionCounts, book),
      versions: versionsOf(db, recipeId),
    },
  ];
}

function lineName(source: RecipeContent["lines"][number]["source"], book: RecipeBook): string {
  if (source.kind === "ingredient") return book.ingredients.get(source.ingredientId)?.name ?? source.ingredientId;
  return book.recipeVersions.get(`${source.recipeId}@${String(source.version)}`)?.recipe.dishName ?? source.recipeId;
}

function scaledLines(recipe: RecipeContent, counts: PortionCounts, book: RecipeBook): RecipeRow["scaledLines"] {
  return (flatLines(recipe, lookupsOf(book)) ?? []).map((line) => ({
    ingredientId: line.ingredientId,
    name: book.ingredients.get(line.ingredientId)?.name ?? line.ingredientId,
    quantity: quantityOf(line.unit, roundedUpExact(netAmount(line, counts))),
  }));
}

/** Versions a page lists; older ones are still there by number. */
const VERSIONS_LISTED_COUNT = 50;

function versionsOf(db: ReadableDb, recipeId: RecipeId): RecipeRow["versions"] {
  return db
    .all(
      menuSql
        .selectFrom("recipe_version")
        .select(["version", "saved_at_ms", "saved_by_staff_id"])
        .where("recipe_id", "=", recipeId)
        .orderBy("version", "desc")
        .limit(VERSIONS_LISTED_COUNT),
    )
    .map((row) => ({
      version: row.version,
      savedAtMs: row.saved_at_ms,
      savedByStaffId: row.saved_by_staff_id,
    }));
}
