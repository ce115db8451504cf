import type { Clock } from "#kernel/time.ts";
import type { QueryHandler } from "#main/store/domain-module.ts";
import { ingredientQueryHandlers } from "./ingredient-query-handlers.ts";
import { recipeAndMenuQueryHandlers } from "./menu-query-handlers.ts";

export interface MenuQueryDeps {
  readonly clock: Clock;
}

/** The live queries of foods, recipes and menus. */
export function menuQueryHandlers(deps: MenuQueryDeps): readonly QueryHandler[] {
  return [...ingredientQueryHandlers, ...recipeAndMenuQueryHandlers(deps)];
}
