import type { ProjectionTable } from "#main/store/domain-module.ts";
import { createSqlBuilder } from "#main/store/sql-builder.ts";
import { recipeAndMenuTables, type RecipeAndMenuTables } from "./menu-tables.ts";
import { ingredientTables, type IngredientTables } from "./ingredient-tables.ts";

/** Raised whenever a table or a projection changes shape; the tables are then rebuilt from the log. */
export const MENU_PROJECTION_VERSION = 2;

/** Columns hold what projections wrote from parsed events, so their types are those of the events. */
export type MenuTables = IngredientTables & RecipeAndMenuTables;

export const menuSql = createSqlBuilder<MenuTables>();

export const menuTables: readonly ProjectionTable[] = [...ingredientTables, ...recipeAndMenuTables];
