import { err, ok, type Result } from "#kernel/result.ts";
import type { CommandBody } from "./menu-commands.ts";
import type { RecipeOrMenuEvent } from "./menu-events.ts";
import type { RecipeAndMenuFacts } from "./menu-facts.ts";
import type { RecipeOrMenuRejection } from "./menu-rejections.ts";
import type { MenuVersionState } from "./menu-state.ts";
import type { MenuDish } from "./menu-values.ts";

type Decision = Result<readonly RecipeOrMenuEvent[], RecipeOrMenuRejection>;
type DishInputs = CommandBody<"create-menu">["dishes"];

export function decideCreateMenu(
  state: MenuVersionState | null,
  body: CommandBody<"create-menu">,
  facts: RecipeAndMenuFacts,
): Decision {
  if (state !== null) return err({ code: "menu-exists", menuId: body.menuId });
  const dishes = latestDishes(body.dishes, facts);
  return dishes.ok ? ok([{ type: "menu-created", body: { ...body, version: 1, dishes: dishes.value } }]) : dishes;
}

export function decideChangeMenu(
  state: MenuVersionState,
  body: CommandBody<"change-menu">,
  facts: RecipeAndMenuFacts,
): Decision {
  const { menuId, basedOnVersion, fields } = body;
  if (state.status !== "draft" && state.status !== "active") return err({ code: "wrong-state", state: state.status });
  if (basedOnVersion !== state.version) return err({ code: "stale-version", current: state.version });
  const name = fields.name === undefined || fields.name === state.name ? {} : { name: fields.name };
  const dishes = fields.dishes === undefined ? null : latestDishes(fields.dishes, facts);
  if (dishes !== null && !dishes.ok) return dishes;
  const isSame = dishes === null || JSON.stringify(dishes.value) === JSON.stringify(state.dishes);
  const changed = { ...name, ...(!isSame && { dishes: dishes.value }) };
  if (Object.keys(changed).length === 0) return ok([]);
  return ok([{ type: "menu-changed", body: { menuId, version: state.version + 1, fields: changed } }]);
}

export function decideMenuStatus(
  state: MenuVersionState,
  type: "activate-menu" | "deactivate-menu" | "archive-menu",
  facts: RecipeAndMenuFacts,
): Decision {
  const { menuId, status } = state;
  switch (type) {
    case "activate-menu":
      if (status !== "draft" && status !== "inactive") return err({ code: "wrong-state", state: status });
      return ok([{ type: "menu-activated", body: { menuId } }]);
    case "deactivate-menu":
      if (status !== "active") return err({ code: "wrong-state", state: status });
      return ok([{ type: "menu-deactivated", body: { menuId } }]);
    case "archive-menu":
      if (status === "archived") return err({ code: "wrong-state", state: status });
      if (facts.usedOnDates.length > 0) return err({ code: "menu-in-use", serviceDates: facts.usedOnDates });
      return ok([{ type: "menu-archived", body: { menuId } }]);
  }
}

/** The dishes with the latest versions of their recipes; each recipe once. */
export function latestDishes(
  inputs: DishInputs,
  facts: Pick<RecipeAndMenuFacts, "recipes">,
): Result<MenuDish[], RecipeOrMenuRejection> {
  if (inputs.length === 0) return err({ code: "dishes-missing" });
  const dishes: MenuDish[] = [];
  for (const input of inputs) {
    const known = facts.recipes.get(input.recipeId);
    if (known === undefined) return err({ code: "recipe-unknown", recipeId: input.recipeId });
    if (dishes.some((dish) => dish.recipeId === input.recipeId)) {
      return err({ code: "dish-repeated", recipeId: input.recipeId });
    }
    dishes.push({ ...input, version: known.version });
  }
  return ok(dishes);
}
