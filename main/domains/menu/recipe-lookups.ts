import type { IngredientId, RecipeId } from "#domains/menu/ids.ts";
import { recipeVersionKey, type RecipeAndMenuFacts } from "#domains/menu/menu-facts.ts";
import type { RecipeIngredient, RecipeVersion } from "#domains/menu/recipe-rules.ts";
import type { RecipeContent } from "#domains/menu/recipe-values.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import { ingredientsById, type KnownIngredient } from "./ingredient-lookups.ts";
import { menuSql } from "./tables.ts";

/** Recipes with all that is inside them, as the pure rules ask for them. */
export type RecipeBook = Pick<RecipeAndMenuFacts, "recipes" | "recipeVersions" | "ingredients">;

/** A version of a recipe. */
export interface RecipeRef {
  readonly recipeId: RecipeId;
  readonly version: number;
}

/**
 * The latest versions of some recipes and of every recipe inside them, given versions with the versions inside them, and all
 * the foods any of these name (and those asked for).
 */
export function recipeBook(
  db: ReadableDb,
  asked: {
    readonly latestIds?: readonly RecipeId[];
    readonly versions?: readonly RecipeRef[];
    readonly ingredientIds?: readonly IngredientId[];
  },
): RecipeBook {
  const recipes = new Map<RecipeId, RecipeVersion>();
  let ids = asked.latestIds ?? [];
  while (ids.length > 0) {
    const found = ids.flatMap((recipeId) => latestRecipe(db, recipeId) ?? []);
    for (const one of found) recipes.set(one.recipeId, one);
    ids = [...new Set(found.flatMap(innerRefs).map((ref) => ref.recipeId))].filter((id) => !recipes.has(id));
  }
  const recipeVersions = new Map<string, RecipeVersion>();
  for (const one of recipes.values()) recipeVersions.set(recipeVersionKey(one.recipeId, one.version), one);
  let refs = [...(asked.versions ?? []), ...[...recipes.values()].flatMap(innerRefs)];
  while (refs.length > 0) {
    const found = refs
      .filter((ref) => !recipeVersions.has(recipeVersionKey(ref.recipeId, ref.version)))
      .flatMap((ref) => recipeAt(db, ref) ?? []);
    for (const one of found) recipeVersions.set(recipeVersionKey(one.recipeId, one.version), one);
    refs = found.flatMap(innerRefs);
  }
  const named = [...recipeVersions.values()].flatMap(({ recipe }) =>
    recipe.lines.flatMap(({ source }) => (source.kind === "ingredient" ? [source.ingredientId] : [])),
  );
  return { recipes, recipeVersions, ingredients: recipeIngredients(db, [...named, ...(asked.ingredientIds ?? [])]) };
}

function innerRefs({ recipe }: RecipeVersion): readonly RecipeRef[] {
  return recipe.lines.flatMap(({ source }) => (source.kind === "recipe" ? [source] : []));
}

function recipeIngredients(db: ReadableDb, ids: readonly IngredientId[]): ReadonlyMap<IngredientId, RecipeIngredient> {
  const found = [...ingredientsById(db, [...new Set(ids)]).values()];
  return new Map(found.map((one) => [one.ingredientId, recipeIngredientOf(one)]));
}

function recipeIngredientOf(one: KnownIngredient): RecipeIngredient {
  const { ingredientId, name, baseUnit, massPerPieceG, massPerLitreG, allergens } = one;
  return {
    ingredientId,
    name,
    baseUnit,
    massPerPieceG: massPerPieceG ?? null,
    massPerLitreG: massPerLitreG ?? null,
    allergens,
  };
}

export function latestRecipe(db: ReadableDb, recipeId: RecipeId): RecipeVersion | null {
  const row = db.first(selectLatest({ recipeId }));
  return row === undefined ? null : versionFromRow(row);
}

export function recipeAt(db: ReadableDb, { recipeId, version }: RecipeRef): RecipeVersion | null {
  const row = db.first(selectVersion({ recipeId, version }));
  return row === undefined ? null : versionFromRow(row);
}

interface VersionRow {
  readonly recipe_id: RecipeId;
  readonly version: number;
  readonly content: string;
}

function versionFromRow(row: VersionRow): RecipeVersion {
  const recipe = JSON.parse(row.content) as RecipeContent; // written by the projection from a parsed event
  return { recipeId: row.recipe_id, version: row.version, recipe };
}

const selectLatest = createPreparedQuery<{ recipeId: RecipeId }, VersionRow>((value) =>
  menuSql
    .selectFrom("recipe_version")
    .select(["recipe_id", "version", "content"])
    .where("recipe_id", "=", value("recipeId"))
    .orderBy("version", "desc")
    .limit(1),
);

const selectVersion = createPreparedQuery<{ recipeId: RecipeId; version: number }, VersionRow>((value) =>
  menuSql
    .selectFrom("recipe_version")
    .select(["recipe_id", "version", "content"])
    .where("recipe_id", "=", value("recipeId"))
    .where("version", "=", value("version")),
);

/** The recipe that has a code now, if any. */
export function recipeCodeOwnerId(db: ReadableDb, recipeCode: string): RecipeId | null {
  const row = db.first(
    menuSql
      .selectFrom("recipe")
      .select("recipe_id")
      .where("recipe_code", "=", recipeCode)
      .orderBy("recipe_id")
      .limit(1),
  );
  return row?.recipe_id ?? null;
}
