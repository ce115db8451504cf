import type { IngredientId, MenuId, RecipeId } from "./ids.ts";
import type { GroupNutrition } from "./menu-events.ts";
import type { DayGroup, MenuDish, MenuException, Substitute } from "./menu-values.ts";
import type { MenuStatus } from "./menu-vocabulary.ts";
import type { RecipeIngredient, RecipeVersion } from "./recipe-rules.ts";

/** What `decide` must know of the kitchen beside the stream of a recipe, a menu or a menu day. */
export interface RecipeAndMenuFacts {
  /** Latest versions of the recipes a command names and of every recipe inside them. */
  readonly recipes: ReadonlyMap<RecipeId, RecipeVersion>;
  /** Versions a saved recipe, a menu or a day names, by `recipeId@version`, and every version inside them. */
  readonly recipeVersions: ReadonlyMap<string, RecipeVersion>;
  readonly ingredients: ReadonlyMap<IngredientId, RecipeIngredient>;
  /** Whose recipe code it is already. */
  readonly recipeCodeOwnerId: RecipeId | null;
  readonly menus: ReadonlyMap<MenuId, MenuNow>;
  /** From today on: dates whose draft, submitted or approved day serves the menu the command names. */
  readonly usedOnDates: readonly string[];
  /** Present for commands about one day. */
  readonly day: MenuDayFacts | null;
  /** Present for `copy-menu-week`: its days in order. */
  readonly copied: readonly CopiedDay[];
}

export interface MenuNow {
  readonly menuId: MenuId;
  readonly version: number;
  readonly name: string;
  readonly status: MenuStatus;
  readonly dishes: readonly MenuDish[];
}

export interface MenuDayFacts {
  readonly serviceDate: string;
  readonly dayStatus: "planned" | "open" | "closed" | "reopened";
  readonly dayKind: "regular" | "dry-pack" | "ramadan" | "closed";
  /** Work on a batch of the day has begun. */
  readonly isStarted: boolean;
  /** Recipes of the day that are being cooked, or were. */
  readonly cookingRecipeIds: readonly RecipeId[];
  /** Present for `submit-menu-day` and `approve-menu-day`. */
  readonly assessment: DayAssessment | null;
}

/** What the day would feed and cost, as foods and prices stand now. */
export interface DayAssessment {
  readonly nutritionByGroup: readonly GroupNutrition[];
  readonly estimatedCostIdr: number;
  readonly ceilingIdr: number;
  readonly targetVersion: number;
  readonly nutritionMissingIds: readonly IngredientId[];
  readonly priceMissingIds: readonly IngredientId[];
  /** Groups below target, a cost above the ceiling. Allergens are found by `decide` itself. */
  readonly exceptions: readonly MenuException[];
}

export interface CopiedDay {
  readonly source: {
    readonly menuId: MenuId;
    readonly groups: readonly DayGroup[];
    readonly substitutes: readonly Omit<Substitute, "version">[];
  } | null;
  readonly target: {
    readonly serviceDate: string;
    /** A menu day is there already, the day is a holiday, or it is closed. */
    readonly isTaken: boolean;
  };
}

/** The key of a version in `recipeVersions`. */
export function recipeVersionKey(recipeId: RecipeId, version: number): string {
  return `${recipeId}@${String(version)}`;
}
