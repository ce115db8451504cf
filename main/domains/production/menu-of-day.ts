import type { MenuOfDay } from "#domains/production/facts.ts";
import {
  DISH_STEPS_MAX_COUNT,
  type PlannedDish,
  type PlannedIngredient,
  type PlannedStep,
} from "#domains/production/plan.ts";
import { quantityOf } from "#kernel/quantity.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import { isMenuServed, menuDayNow, type MenuDayNow } from "#main/domains/menu/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";

/** The longest name a plan's ingredient holds. */
const INGREDIENT_NAME_MAX_COUNT = 80;

/** What the kitchen may plan for a date; null while it serves no menu (docs/decisions: planning without menus). */
export function menuOfDay(db: ReadableDb, serviceDate: ServiceDate): MenuOfDay | null {
  if (!isMenuServed(db)) return null;
  const day = menuDayNow(db, serviceDate);
  return { approved: day === null ? null : { revision: day.revision, dishes: day.dishes.map(plannedDishOf) } };
}

type ServedDish = MenuDayNow["dishes"][number];

/** A dish of an approved menu day as a plan holds it: amounts and steps are the recipe's. */
function plannedDishOf({ recipeId, version, recipe, lines }: ServedDish): PlannedDish {
  const { coreTemperatureMinC, portionTargets } = recipe;
  return {
    recipeId,
    recipeCode: recipe.recipeCode,
    recipeVersion: version,
    dishName: recipe.dishName,
    wallName: recipe.wallName,
    component: recipe.component,
    holdClass: recipe.holdClass,
    temperatureClass: recipe.temperatureClass,
    ...(coreTemperatureMinC !== undefined && { coreTemperatureMinC }),
    standardDurationMs: recipe.standardDurationMs,
    ...(portionTargets !== undefined && { portionTargets }),
    ingredients: lines.map(plannedIngredientOf),
    steps: recipe.steps.slice(0, DISH_STEPS_MAX_COUNT).map((step) => plannedStepOf(step, lines)),
  };
}

function plannedIngredientOf(line: ServedDish["lines"][number]): PlannedIngredient {
  const { unit, amounts, ingredientId, ingredient } = line;
  return {
    name: nameOf(ingredient),
    ingredientId,
    quantities: {
      small: quantityOf(unit, amounts.small),
      large: quantityOf(unit, amounts.large),
      toddler: quantityOf(unit, amounts.toddler),
      maternal: quantityOf(unit, amounts.maternal),
    },
  };
}

function plannedStepOf(step: ServedDish["recipe"]["steps"][number], lines: ServedDish["lines"]): PlannedStep {
  const { ingredientIds, equipmentKind: _kind, ...rest } = step;
  const named = lines.filter((line) => ingredientIds.includes(line.ingredientId));
  return { ...rest, ingredientNames: [...new Set(named.map((line) => nameOf(line.ingredient)))] };
}

function nameOf({ name }: { readonly name: string }): string {
  return name.slice(0, INGREDIENT_NAME_MAX_COUNT).trimEnd();
}
