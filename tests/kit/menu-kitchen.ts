import type { IngredientId, MenuId, RecipeId } from "#domains/menu/ids.ts";
import type { IngredientFields } from "#domains/menu/ingredient-values.ts";
import type { DayGroup } from "#domains/menu/menu-values.ts";
import type { RecipeInput } from "#domains/menu/recipe-values.ts";
import type { StaffId } from "#kernel/ids.ts";
import { PLAN_DATE } from "./production-plan.ts";
import { createProductionKitchen, type ProductionKitchen } from "./production-kitchen.ts";
import { TEST_ACTOR } from "./test-kitchen.ts";

/** Whoever approves what `TEST_ACTOR` made. */
export const MENU_APPROVER = {
  ...TEST_ACTOR,
  staffId: `staff_${"9".repeat(32)}` as StaffId, // well formed
};

export const SMALL_DAY: readonly DayGroup[] = [
  { recipientCategory: "primary-1-3", portionCount: 100 },
  { recipientCategory: "primary-4-6", portionCount: 50 },
];

/** A kitchen that knows some foods, two recipes by their codes of the day plan, and one active menu of both. */
export interface MenuKitchen extends ProductionKitchen {
  addFood(name: string, fields?: Partial<IngredientFields>): Promise<IngredientId>;
  saveRecipe(recipe: RecipeInput, known?: { readonly recipeId: RecipeId; readonly version: number }): Promise<RecipeId>;
  addMenu(name: string, recipeIds: readonly RecipeId[]): Promise<MenuId>;
  planDay(menuId: MenuId, more?: object): Promise<void>;
  /** Submits by `TEST_ACTOR` and approves by `MENU_APPROVER`, with a reason. */
  approveDay(revision?: number, serviceDate?: string): Promise<void>;
}

export function createMenuKitchen(
  startMs?: number,
  /** A folder, for a server that opens the same kitchen afterwards. */
  place?: Parameters<typeof createProductionKitchen>[1],
): MenuKitchen {
  const kitchen = createProductionKitchen(startMs, place);
  const { makeId, accepted } = kitchen;
  return {
    ...kitchen,
    addFood: async (name, more = {}) => {
      const ingredientId = makeId("ingredient");
      await accepted("add-ingredient", { ingredientId, fields: { ...foodFields(name), ...more } });
      return ingredientId;
    },
    saveRecipe: async (recipe, known = { recipeId: makeId("recipe"), version: 0 }) => {
      await accepted("save-recipe", { recipeId: known.recipeId, basedOnVersion: known.version, recipe });
      return known.recipeId;
    },
    addMenu: async (name, recipeIds) => {
      const menuId = makeId("menu");
      await accepted("create-menu", { menuId, name, dishes: recipeIds.map((recipeId) => ({ recipeId })) });
      await accepted("activate-menu", { menuId });
      return menuId;
    },
    planDay: async (menuId, more = {}) => {
      await accepted("plan-menu-day", {
        serviceDate: PLAN_DATE,
        menuId,
        groups: SMALL_DAY,
        substitutes: [],
        ...more,
      });
    },
    approveDay: async (revision = 1, serviceDate = PLAN_DATE) => {
      await accepted("submit-menu-day", { serviceDate, revision });
      await accepted("approve-menu-day", { serviceDate, revision, reason: "Uji" }, { as: MENU_APPROVER });
    },
  };
}

/** A food with figures and a price: 100 kcal and Rp 10 a gram. */
export function foodFields(name: string): IngredientFields {
  return {
    ingredientCode: name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "-"),
    name,
    category: "other",
    baseUnit: "g",
    edibleBp: 10_000,
    lossFactorBp: 10_000,
    roundTo: { unit: "g", massG: 1 },
    nutrition: {
      per: "100-g",
      form: "raw",
      source: "Uji",
      energyKcal: 100,
      proteinG: 10,
      fatG: 5,
      carbohydrateG: 20,
      fiberG: 2,
      sodiumMg: 10,
    },
    referencePrice: { amountIdr: 10_000, per: { unit: "g", massG: 1_000 } },
    allergens: [],
    allergenBasis: "checked",
  };
}
