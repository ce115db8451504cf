import type { EventOf, StoredEventOf } from "#kernel/definition.ts";
import { ingredientEvents } from "./ingredient-events.ts";

export const menuEvents = [...ingredientEvents] as const;
export type MenuEvent = EventOf<(typeof menuEvents)[number]>;
export type StoredMenuEvent = StoredEventOf<(typeof menuEvents)[number]>;
