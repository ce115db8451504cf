import type { StoredMenuEvent } from "#domains/menu/events.ts";
import { isRecipeOrMenuEvent } from "#domains/menu/menu-events.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import { projectRecipeOrMenu } from "./menu-projections.ts";
import { projectIngredient } from "./ingredient-projections.ts";

/** Brings the read models of foods, recipes and menus up to one event. */
export function projectMenu(db: WritableDb, event: StoredMenuEvent): void {
  if (isRecipeOrMenuEvent(event)) {
    projectRecipeOrMenu(db, event);
    return;
  }
  switch (event.type) {
    case "ingredient-added":
    case "ingredient-changed":
    case "ingredients-imported":
    case "portion-standards-imported":
      projectIngredient(db, event);
      return;
  }
}
