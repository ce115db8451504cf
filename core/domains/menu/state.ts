import type { StoredMenuEvent } from "./events.ts";
import {
  evolveMenuDay,
  evolveMenuVersion,
  evolveRecipe,
  type MenuDayState,
  type MenuVersionState,
  type RecipeState,
} from "./menu-state.ts";

/** What the stream of one command's subject holds: a food's, a list's, a recipe's, a menu's, a day's. A member is null in the streams of the others. */
export interface MenuState {
  readonly ingredient: IngredientState | null;
  readonly recipe: RecipeState | null;
  readonly menu: MenuVersionState | null;
  readonly day: MenuDayState | null;
}

export interface IngredientState {
  readonly revision: number;
}

export const initialMenuState: MenuState = { ingredient: null, recipe: null, menu: null, day: null };

/** Folds one event into the state of its stream. */
export function evolveMenu(state: MenuState, event: StoredMenuEvent): MenuState {
  switch (event.type) {
    case "ingredient-added":
      return { ...state, ingredient: { revision: 1 } };
    case "ingredient-changed":
      return { ...state, ingredient: { revision: event.body.revision } };
    case "ingredients-imported":
    case "portion-standards-imported":
      return state;
    case "recipe-saved":
      return { ...state, recipe: evolveRecipe(state.recipe, event) };
    case "menu-created":
    case "menu-changed":
    case "menu-activated":
    case "menu-deactivated":
    case "menu-archived":
      return { ...state, menu: evolveMenuVersion(state.menu, event) };
    case "menu-day-planned":
    case "menu-day-submitted":
    case "menu-day-approved":
    case "menu-day-returned":
    case "menu-day-revised":
      return { ...state, day: evolveMenuDay(state.day, event) };
  }
}
