import { idSchema, type Id } from "#kernel/ids.ts";

/** One food the kitchen knows; also the stream it is written to. */
export type IngredientId = Id<"ingredient">;
export const ingredientIdSchema = idSchema("ingredient");
/** One recipe with all its versions; also the stream it is written to. */
export type RecipeId = Id<"recipe">;
export const recipeIdSchema = idSchema("recipe");
/** One menu with all its versions; also the stream it is written to. */
export type MenuId = Id<"menu">;
export const menuIdSchema = idSchema("menu");

/** The stream of one list of foods, named by the first digits of its file's SHA-256. */
export function ingredientImportStreamId(sha256: string): string {
  return `ingredient_import:${sha256.slice(0, 16)}`;
}
