import type { StoredMenuEvent } from "./events.ts";

/** What the stream of one command's subject holds: a food's, a list's. A member is null in the streams of the others. */
export interface MenuState {
  readonly ingredient: IngredientState | null;
}

export interface IngredientState {
  readonly revision: number;
}

export const initialMenuState: MenuState = { ingredient: null };

/** Folds one event into the state of its stream. */
export function evolveMenu(state: MenuState, event: StoredMenuEvent): MenuState {
  switch (event.type) {
    case "ingredient-added":
      return { ...state, ingredient: { revision: 1 } };
    case "ingredient-changed":
      return { ...state, ingredient: { revision: event.body.revision } };
    case "ingredients-imported":
      return state;
  }
}
