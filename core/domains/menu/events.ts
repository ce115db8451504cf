import type { EventOf, StoredEventOf } from "#kernel/definition.ts";
import { ingredientEvents } from "./ingredient-events.ts";
import { recipeAndMenuEvents } from "./menu-events.ts";

export const menuEvents = [...ingredientEvents, ...recipeAndMenuEvents] as const;
export type MenuEvent = EventOf<(typeof menuEvents)[number]>;
export type StoredMenuEvent = StoredEventOf<(typeof menuEvents)[number]>;
