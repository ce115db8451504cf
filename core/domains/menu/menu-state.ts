import type { MenuId, RecipeId } from "./ids.ts";
import type { StoredRecipeOrMenuEvent } from "./menu-events.ts";
import type { DayGroup, MenuDish, Substitute } from "./menu-values.ts";
import type { MenuStatus } from "./menu-vocabulary.ts";

/** A recipe's stream: only its newest version matters to what comes next. */
export interface RecipeState {
  readonly recipeId: RecipeId;
  readonly version: number;
}

export interface MenuVersionState {
  readonly menuId: MenuId;
  readonly version: number;
  readonly name: string;
  readonly dishes: readonly MenuDish[];
  readonly status: MenuStatus;
}

/** One revision of a date's menu. */
export interface DayRevision {
  readonly revision: number;
  readonly status: "draft" | "submitted" | "approved";
  readonly menuId: MenuId;
  readonly version: number;
  readonly dishes: readonly MenuDish[];
  readonly groups: readonly DayGroup[];
  readonly substitutes: readonly Substitute[];
  /** Whoever planned, revised or submitted it: none of them approves it. */
  readonly makerStaffIds: readonly string[];
}

/** A date's menu: the revision being worked on, and the approved one the kitchen cooks by. They are one while nobody revises. */
export interface MenuDayState {
  readonly current: DayRevision;
  readonly inForce: DayRevision | null;
}

type RecipeEvent = Extract<StoredRecipeOrMenuEvent, { readonly type: "recipe-saved" }>;
type DayEvent = Extract<StoredRecipeOrMenuEvent, { readonly type: `menu-day-${string}` }>;
type MenuEvent = Exclude<StoredRecipeOrMenuEvent, RecipeEvent | DayEvent>;

export function evolveRecipe(_state: RecipeState | null, event: RecipeEvent): RecipeState {
  return { recipeId: event.body.recipeId, version: event.body.version };
}

export function evolveMenuVersion(state: MenuVersionState | null, event: MenuEvent): MenuVersionState | null {
  if (event.type === "menu-created") return { ...event.body, status: "draft" };
  if (state === null) return null; // the log never begins a menu otherwise
  switch (event.type) {
    case "menu-changed":
      return {
        ...state,
        name: event.body.fields.name ?? state.name,
        dishes: event.body.fields.dishes ?? state.dishes,
        version: event.body.version,
      };
    case "menu-activated":
      return { ...state, status: "active" };
    case "menu-deactivated":
      return { ...state, status: "inactive" };
    case "menu-archived":
      return { ...state, status: "archived" };
  }
}

export function evolveMenuDay(state: MenuDayState | null, event: DayEvent): MenuDayState | null {
  if (event.type === "menu-day-planned") {
    const { serviceDate: _date, ...planned } = event.body;
    const current: DayRevision = { ...planned, status: "draft", makerStaffIds: makers(state?.current, event) };
    return { current, inForce: state?.inForce ?? null };
  }
  if (state === null) return null; // the log never begins a day otherwise
  const { current } = state;
  switch (event.type) {
    case "menu-day-submitted":
      return { ...state, current: { ...current, status: "submitted", makerStaffIds: makers(current, event) } };
    case "menu-day-approved": {
      const approved: DayRevision = { ...current, status: "approved" };
      return { current: approved, inForce: approved };
    }
    case "menu-day-returned":
      return { ...state, current: { ...current, status: "draft" } };
    case "menu-day-revised": {
      const { revision, changes } = event.body;
      return { ...state, current: { ...changes, revision, status: "draft", makerStaffIds: makers(undefined, event) } };
    }
  }
}

/** Makers of an earlier revision are not makers of this one. */
function makers(before: DayRevision | undefined, event: DayEvent): readonly string[] {
  const known = before?.status === "approved" ? [] : (before?.makerStaffIds ?? []);
  const { staffId } = event;
  return staffId === null || known.includes(staffId) ? known : [...known, staffId];
}
