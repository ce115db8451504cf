import type * as commands from "#domains/menu/ingredient-commands.ts";
import type * as queries from "#domains/menu/ingredient-queries.ts";
import type * as menus from "#domains/menu/menu-commands.ts";
import type * as menuQueries from "#domains/menu/menu-queries.ts";
import { grantRef, queryRef } from "#renderer/client/refs.ts";

export const ingredientsRef = queryRef<typeof queries.ingredientsQuery>("ingredients", "ingredientId");
export const ingredientRef = queryRef<typeof queries.ingredientQuery>("ingredient", "ingredientId");
export const ingredientFactsRef = queryRef<typeof queries.ingredientFactsQuery>("ingredient-facts", "ingredientId");
export const ingredientCountsRef = queryRef<typeof queries.ingredientCountsQuery>("ingredient-counts", "category");

export const addIngredientRef = grantRef<typeof commands.addIngredient>("add-ingredient");
export const changeIngredientRef = grantRef<typeof commands.changeIngredient>("change-ingredient");
export const importPortionStandardsRef = grantRef<typeof commands.importPortionStandards>("import-portion-standards");
export const importIngredientsRef = grantRef<typeof commands.importIngredients>("import-ingredients");

export const saveRecipeRef = grantRef<typeof menus.saveRecipe>("save-recipe");
export const createMenuRef = grantRef<typeof menus.createMenu>("create-menu");
export const changeMenuRef = grantRef<typeof menus.changeMenu>("change-menu");
export const activateMenuRef = grantRef<typeof menus.activateMenu>("activate-menu");
export const deactivateMenuRef = grantRef<typeof menus.deactivateMenu>("deactivate-menu");
export const archiveMenuRef = grantRef<typeof menus.archiveMenu>("archive-menu");
export const planMenuDayRef = grantRef<typeof menus.planMenuDay>("plan-menu-day");
export const copyMenuWeekRef = grantRef<typeof menus.copyMenuWeek>("copy-menu-week");
export const submitMenuDayRef = grantRef<typeof menus.submitMenuDay>("submit-menu-day");
export const approveMenuDayRef = grantRef<typeof menus.approveMenuDay>("approve-menu-day");
export const returnMenuDayRef = grantRef<typeof menus.returnMenuDay>("return-menu-day");
export const reviseMenuDayRef = grantRef<typeof menus.reviseMenuDay>("revise-menu-day");

export const recipesRef = queryRef<typeof menuQueries.recipesQuery>("recipes", "recipeId");
export const recipeRef = queryRef<typeof menuQueries.recipeQuery>("recipe", "recipeId");
export const menusRef = queryRef<typeof menuQueries.menusQuery>("menus", "menuId");
export const menuRef = queryRef<typeof menuQueries.menuQuery>("menu", "menuId");
export const menuCalendarRef = queryRef<typeof menuQueries.menuCalendarQuery>("menu-calendar", "serviceDate");
export const menuDayRef = queryRef<typeof menuQueries.menuDayQuery>("menu-day", "serviceDate");
export const menuDayFiguresRef = queryRef<typeof menuQueries.menuDayFiguresQuery>("menu-day-figures", "serviceDate");
export const ingredientRequirementsRef = queryRef<typeof menuQueries.ingredientRequirementsQuery>(
  "ingredient-requirements",
  "ingredientId",
);
export const allergenSheetRef = queryRef<typeof menuQueries.allergenSheetQuery>("allergen-sheet", "allergen");
export const nutritionLabelRef = queryRef<typeof menuQueries.nutritionLabelQuery>(
  "nutrition-label",
  "recipientCategory",
);
