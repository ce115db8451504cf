import type { MenuDayFacts, MenuNow, RecipeAndMenuFacts } from "#domains/menu/menu-facts.ts";
import { recipeVersionKey } from "#domains/menu/menu-facts.ts";
import { ingredientIdSchema, menuIdSchema, recipeIdSchema, type RecipeId } from "#domains/menu/ids.ts";
import type { RecipeIngredient, RecipeVersion } from "#domains/menu/recipe-rules.ts";
import type { RecipeContent, RecipeInput, RecipeLine } from "#domains/menu/recipe-values.ts";
import { quantityOf, type BaseUnit } from "#kernel/quantity.ts";

/** Recipes, menus and facts for the tests of the menu's decisions. */

const hex = (digit: string) => digit.repeat(32);
export const RICE_ID = ingredientIdSchema.parse(`ingredient_${hex("1")}`);
export const EGG_ID = ingredientIdSchema.parse(`ingredient_${hex("2")}`);
export const OIL_ID = ingredientIdSchema.parse(`ingredient_${hex("3")}`);
export const CHICKEN_ID = ingredientIdSchema.parse(`ingredient_${hex("4")}`);
export const KERUPUK_ID = ingredientIdSchema.parse(`ingredient_${hex("5")}`);
export const NASI_ID = recipeIdSchema.parse(`recipe_${hex("a")}`);
export const TELUR_ID = recipeIdSchema.parse(`recipe_${hex("b")}`);
export const AYAM_ID = recipeIdSchema.parse(`recipe_${hex("c")}`);
export const BUMBU_ID = recipeIdSchema.parse(`recipe_${hex("d")}`);
export const MENU_ID = menuIdSchema.parse(`menu_${hex("e")}`);
export const OTHER_MENU_ID = menuIdSchema.parse(`menu_${hex("f")}`);
export const MENU_DATE = "2026-12-07";

const ingredient = (members: Partial<RecipeIngredient> & Pick<RecipeIngredient, "ingredientId" | "name">) => ({
  baseUnit: "g" as const,
  massPerPieceG: null,
  massPerLitreG: null,
  allergens: [],
  ...members,
});

export const MENU_INGREDIENTS: readonly RecipeIngredient[] = [
  ingredient({ ingredientId: RICE_ID, name: "Beras" }),
  ingredient({ ingredientId: EGG_ID, name: "Telur ayam", baseUnit: "pcs", massPerPieceG: 55, allergens: ["egg"] }),
  ingredient({ ingredientId: OIL_ID, name: "Minyak goreng", baseUnit: "ml", massPerLitreG: 920 }),
  ingredient({ ingredientId: CHICKEN_ID, name: "Ayam" }),
  ingredient({ ingredientId: KERUPUK_ID, name: "Kerupuk", baseUnit: "pcs" }),
];

/** A line of an ingredient: so many of the unit for 100 small and 100 large portions. */
export function ingredientLine(
  ingredientId: RecipeIngredient["ingredientId"],
  amounts: readonly [small: number, large: number],
  unit: BaseUnit = "g",
): RecipeLine & { readonly source: { readonly kind: "ingredient" } } {
  return {
    source: { kind: "ingredient", ingredientId },
    quantities: { small: quantityOf(unit, amounts[0]), large: quantityOf(unit, amounts[1]) },
    retentions: [],
    isOptional: false,
  };
}

/** A recipe with the members every test leaves alone. */
export function recipeOf<Lines extends RecipeInput["lines"]>(
  dishName: string,
  lines: Lines,
): Omit<RecipeInput, "lines"> & { lines: Lines } {
  return {
    recipeCode: dishName.toUpperCase().replaceAll(" ", "-"),
    dishName,
    wallName: dishName.slice(0, 15),
    component: "animal-protein",
    holdClass: "fried",
    temperatureClass: "hot",
    standardDurationMs: 3_600_000,
    isHalal: true,
    steps: [],
    lines,
  };
}

export const NASI: RecipeContent = recipeOf("Nasi", [ingredientLine(RICE_ID, [5_000, 8_000])]);
export const TELUR: RecipeContent = recipeOf("Telur balado", [
  ingredientLine(EGG_ID, [100, 100], "pcs"),
  ingredientLine(OIL_ID, [500, 600], "ml"),
]);
export const AYAM: RecipeContent = recipeOf("Ayam goreng", [ingredientLine(CHICKEN_ID, [4_000, 6_000])]);

export function recipesOf(
  ...recipes: readonly (readonly [RecipeId, RecipeContent, number?])[]
): readonly RecipeVersion[] {
  return recipes.map(([recipeId, recipe, version = 1]) => ({ recipeId, version, recipe }));
}

export const ACTIVE_MENU: MenuNow = {
  menuId: MENU_ID,
  version: 2,
  name: "Menu A",
  status: "active",
  dishes: [
    { recipeId: NASI_ID, version: 1 },
    { recipeId: TELUR_ID, version: 1 },
  ],
};

export const OPEN_MENU_DAY: MenuDayFacts = {
  serviceDate: MENU_DATE,
  dayStatus: "planned",
  dayKind: "regular",
  isStarted: false,
  cookingRecipeIds: [],
  assessment: {
    nutritionByGroup: [],
    estimatedCostIdr: 1_500_000,
    ceilingIdr: 2_000_000,
    targetVersion: 1,
    nutritionMissingIds: [],
    priceMissingIds: [],
    exceptions: [],
  },
};

/** A kitchen with three recipes at version 1, one active menu and an ordinary day. */
export function menuFacts(overrides: Partial<RecipeAndMenuFacts> = {}): RecipeAndMenuFacts {
  const versions = recipesOf([NASI_ID, NASI], [TELUR_ID, TELUR], [AYAM_ID, AYAM]);
  return withRecipes(versions, {
    recipeCodeOwnerId: null,
    menus: new Map([[MENU_ID, ACTIVE_MENU]]),
    usedOnDates: [],
    day: OPEN_MENU_DAY,
    copied: [],
    ...overrides,
  });
}

/** The same facts about these recipes. */
export function withRecipes(
  versions: readonly RecipeVersion[],
  facts: Omit<RecipeAndMenuFacts, "recipes" | "recipeVersions" | "ingredients"> & Partial<RecipeAndMenuFacts>,
): RecipeAndMenuFacts {
  return {
    recipes: new Map(versions.map((version) => [version.recipeId, version])),
    recipeVersions: new Map(versions.map((one) => [recipeVersionKey(one.recipeId, one.version), one])),
    ingredients: new Map(MENU_INGREDIENTS.map((one) => [one.ingredientId, one])),
    ...facts,
  };
}
