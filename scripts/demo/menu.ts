import kitchenFacts from "#resources/demo/kitchen-facts.json" with { type: "json" };
import storeFacts from "#resources/demo/store-facts.json" with { type: "json" };
import type { IngredientId, MenuId, RecipeId } from "#domains/menu/ids.ts";
import type { IngredientFields } from "#domains/menu/ingredient-values.ts";
import type { DayGroup } from "#domains/menu/menu-values.ts";
import type { RecipeInput, RecipeLineInput } from "#domains/menu/recipe-values.ts";
import { present } from "#kernel/assert.ts";
import type { DishComponent, HoldClass, RecipientCategory, TemperatureClass } from "#kernel/food-words.ts";
import type { IdFactory } from "#kernel/ids.ts";
import { totalPortionCount } from "#kernel/quantity.ts";
import { MINUTE_MS } from "#kernel/time.ts";
import type { NightRole, Person } from "./night-context.ts";
import { must, type OpenedKitchen } from "./open-kitchen.ts";
import { HABITS, type DemoDayPlan, type DishHabit } from "./plan.ts";

type DishFacts = (typeof kitchenFacts.dishes)[number];
/** Grams for 100 portions where the kitchen's standard has none: invented, as the file says. */
const INVENTED_GRAMS: Readonly<
  Record<string, Readonly<Record<string, { readonly small: number; readonly large: number }>>>
> = storeFacts.invented.netGramsPer100;

export interface DemoFood {
  readonly ingredientId: IngredientId;
  readonly fields: IngredientFields;
}

export interface DemoRecipe {
  readonly recipeId: RecipeId;
  readonly recipe: RecipeInput;
}

/** The foods of the published menu's dishes, a recipe of each dish, and the menu they make. */
export interface DemoMenu {
  readonly menuId: MenuId;
  readonly name: string;
  readonly foods: readonly DemoFood[];
  readonly recipes: readonly DemoRecipe[];
}

export function demoMenu(makeId: IdFactory): DemoMenu {
  const foods = storeFacts.foods.map((fields) => ({
    ingredientId: makeId("ingredient"),
    fields: fields as IngredientFields, // the table's test parses every one
  }));
  const idByCode = new Map(foods.map(({ ingredientId, fields }) => [fields.ingredientCode, ingredientId]));
  const recipes = kitchenFacts.dishes.map((dish, index) => ({
    recipeId: makeId("recipe"),
    recipe: recipeOf(dish, present(HABITS[index], "one habit a dish"), idByCode),
  }));
  return { menuId: makeId("menu"), name: "Menu demo: takaran bumbu dan sayur rekaan", foods, recipes };
}

type IdByCode = ReadonlyMap<string, IngredientId>;

function recipeOf(dish: DishFacts, habit: DishHabit, idByCode: IdByCode): RecipeInput {
  const idOf = (code: string) => present(idByCode.get(code), `the food ${code}`);
  const idByName = new Map(dish.ingredients.map(({ name, code }) => [name, idOf(code)]));
  return {
    recipeCode: habit.recipeCode,
    dishName: dish.dishName,
    wallName: dish.wallName,
    component: dish.component as DishComponent, // the table's test holds these to the vocabulary
    holdClass: dish.holdClass as HoldClass, // as above
    temperatureClass: dish.temperatureClass as TemperatureClass, // as above
    standardDurationMs: (habit.finishMin - habit.startMin) * MINUTE_MS,
    isHalal: true,
    lines: dish.ingredients.map((line) => lineOf(line, habit.recipeCode, idOf(line.code))),
    steps: habit.steps.map((step, index) => ({
      stepNumber: index + 1,
      instruction: step.instruction,
      ...(step.minutes !== undefined && { durationMs: step.minutes * MINUTE_MS }),
      isControlPoint: step.instruction.includes("suhu inti"),
      ingredientIds: step.ingredientNames.map((name) => present(idByName.get(name), name)),
    })),
  };
}

function lineOf(
  { code, smallMilligramCount, largeMilligramCount }: DishFacts["ingredients"][number],
  recipeCode: string,
  ingredientId: IngredientId,
): RecipeLineInput {
  const isStandard = smallMilligramCount !== null && largeMilligramCount !== null;
  // A portion's milligrams are a tenth of the grams of a hundred portions.
  const grams = isStandard
    ? { small: Math.round(smallMilligramCount / 10), large: Math.round(largeMilligramCount / 10) }
    : present(INVENTED_GRAMS[recipeCode]?.[code], `an amount of ${code}`);
  return {
    source: { kind: "ingredient", ingredientId },
    quantities: { small: { unit: "g", massG: grams.small }, large: { unit: "g", massG: grams.large } },
    retentions: [],
    isOptional: false,
  };
}

/** How many portions of the plan each official group gets. Mothers are halved: the invented posyandu says no more. */
export function demoDayGroups(plan: DemoDayPlan): readonly DayGroup[] {
  const countByCategory = new Map<RecipientCategory, number>();
  const add = (category: RecipientCategory, count: number) => {
    if (count > 0) countByCategory.set(category, (countByCategory.get(category) ?? 0) + count);
  };
  for (const { portionCounts, recipientCategory } of plan.batches.flatMap((batch) => batch.points)) {
    const { maternalCount } = portionCounts;
    const pregnantCount = Math.ceil(maternalCount / 2);
    if (recipientCategory !== undefined) add(recipientCategory, totalPortionCount(portionCounts) - maternalCount);
    add("pregnant", pregnantCount);
    add("breastfeeding", maternalCount - pregnantCount);
  }
  return [...countByCategory].map(([recipientCategory, portionCount]) => ({ recipientCategory, portionCount }));
}

/** The nutritionist writes foods, recipes and the day's menu; the kitchen's head approves it. Throws what is refused. */
export async function serveDemoMenu(
  {
    manager,
    people,
  }: Pick<OpenedKitchen, "manager"> & {
    readonly people: Readonly<Record<NightRole, Person>>;
  },
  menu: DemoMenu,
  plan: DemoDayPlan,
): Promise<void> {
  const { head, nutritionist } = people;
  const write = (type: string, body: Readonly<Record<string, unknown>>) =>
    must(manager, { type, body, staffId: nutritionist.staffId });
  for (const { ingredientId, fields } of menu.foods) await write("add-ingredient", { ingredientId, fields });
  for (const { recipeId, recipe } of menu.recipes) await write("save-recipe", { recipeId, basedOnVersion: 0, recipe });
  const { menuId, name } = menu;
  await write("create-menu", { menuId, name, dishes: menu.recipes.map(({ recipeId }) => ({ recipeId })) });
  await write("activate-menu", { menuId });
  const { serviceDate } = plan;
  await write("plan-menu-day", { serviceDate, menuId, groups: demoDayGroups(plan), substitutes: [] });
  await write("submit-menu-day", { serviceDate, revision: 1 });
  await must(manager, {
    type: "approve-menu-day",
    body: { serviceDate, revision: 1, reason: "Dapur demo: takaran rekaan, tanpa menu pengganti" },
    staffId: head.staffId,
    pins: [head.pin],
  });
}
