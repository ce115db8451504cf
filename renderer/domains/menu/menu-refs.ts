import type * as commands from "#domains/menu/ingredient-commands.ts";
import type * as queries from "#domains/menu/ingredient-queries.ts";
import { grantRef, queryRef } from "#renderer/client/refs.ts";

export const ingredientsRef = queryRef<typeof queries.ingredientsQuery>("ingredients", "ingredientId");
export const ingredientRef = queryRef<typeof queries.ingredientQuery>("ingredient", "ingredientId");
export const ingredientFactsRef = queryRef<typeof queries.ingredientFactsQuery>("ingredient-facts", "ingredientId");
export const ingredientCountsRef = queryRef<typeof queries.ingredientCountsQuery>("ingredient-counts", "category");

export const addIngredientRef = grantRef<typeof commands.addIngredient>("add-ingredient");
export const changeIngredientRef = grantRef<typeof commands.changeIngredient>("change-ingredient");
export const importIngredientsRef = grantRef<typeof commands.importIngredients>("import-ingredients");
