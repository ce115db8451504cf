import type { QueryHandler } from "#main/store/domain-module.ts";
import { ingredientQueryHandlers } from "./ingredient-query-handlers.ts";

/** The live queries of foods, recipes and menus. */
export const menuQueryHandlers: readonly QueryHandler[] = [...ingredientQueryHandlers];
