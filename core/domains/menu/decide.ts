import { present } from "#kernel/assert.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import { err, type Result } from "#kernel/result.ts";
import { decideChangeMenu, decideCreateMenu, decideMenuStatus } from "./menu-decide.ts";
import {
  decideApproveMenuDay,
  decideCopyMenuWeek,
  decidePlanMenuDay,
  decideReturnMenuDay,
  decideReviseMenuDay,
  decideSubmitMenuDay,
} from "./menu-day-decide.ts";
import { isRecipeOrMenuCommand, type RecipeOrMenuCommand } from "./menu-commands.ts";
import type { RecipeAndMenuFacts } from "./menu-facts.ts";
import { decideSaveRecipe } from "./recipe-decide.ts";
import type { MenuCommand } from "./commands.ts";
import { decideIngredient, type IngredientFacts } from "./decide-ingredient.ts";
import type { MenuEvent } from "./events.ts";
import type { MenuRejection } from "./rejections.ts";
import type { MenuState } from "./state.ts";

/** What the tables know beside the command's own stream, for its kind of command. */
export interface MenuFacts {
  readonly ingredient: IngredientFacts | null;
  readonly recipeAndMenu: RecipeAndMenuFacts | null;
}

type Decision = Result<
  readonly (MenuEvent & { readonly streamId?: string; readonly serviceDate?: string })[],
  MenuRejection
>;

/** What a command about foods, recipes and menus makes happen, or why not (DOMAIN.md §4.5). */
export function decideMenu(
  state: MenuState,
  command: MenuCommand,
  facts: MenuFacts,
  context: DecisionContext,
): Decision {
  if (isRecipeOrMenuCommand(command)) return decideRecipeOrMenu(state, command, { ...facts, context });
  switch (command.type) {
    case "add-ingredient":
    case "change-ingredient":
    case "import-ingredients":
    case "import-portion-standards":
      return decideIngredient(state.ingredient, command, present(facts.ingredient, "the facts of a food"));
  }
}

interface RecipeOrMenuOptions extends Pick<MenuFacts, "recipeAndMenu"> {
  readonly context: DecisionContext;
}

function decideRecipeOrMenu(state: MenuState, command: RecipeOrMenuCommand, options: RecipeOrMenuOptions): Decision {
  const facts = present(options.recipeAndMenu, "the facts of recipes and menus");
  switch (command.type) {
    case "save-recipe":
      return decideSaveRecipe(state.recipe, command.body, facts);
    case "create-menu":
      return decideCreateMenu(state.menu, command.body, facts);
    case "change-menu":
      return state.menu === null ? unknownMenu(command.body) : decideChangeMenu(state.menu, command.body, facts);
    case "activate-menu":
    case "deactivate-menu":
    case "archive-menu":
      return state.menu === null ? unknownMenu(command.body) : decideMenuStatus(state.menu, command.type, facts);
    case "plan-menu-day":
      return decidePlanMenuDay(state.day, command.body, facts);
    case "copy-menu-week":
      return decideCopyMenuWeek(command.body, facts);
    case "submit-menu-day":
    case "approve-menu-day":
    case "return-menu-day":
    case "revise-menu-day":
      return state.day === null
        ? err({ code: "not-found", kind: "menu-day", id: command.body.serviceDate })
        : decideMenuDay(state.day, command, facts, options.context);
  }
}

function unknownMenu({ menuId }: { readonly menuId: string }): Decision {
  return err({ code: "not-found", kind: "menu", id: menuId });
}

type DayCommand = Extract<
  RecipeOrMenuCommand,
  { readonly type: "submit-menu-day" | "approve-menu-day" | "return-menu-day" | "revise-menu-day" }
>;

function decideMenuDay(
  day: NonNullable<MenuState["day"]>,
  command: DayCommand,
  facts: RecipeAndMenuFacts,
  context: DecisionContext,
): Decision {
  switch (command.type) {
    case "submit-menu-day":
      return decideSubmitMenuDay(day, command.body, facts);
    case "approve-menu-day":
      return decideApproveMenuDay(day, command.body, facts, context);
    case "return-menu-day":
      return decideReturnMenuDay(day, command.body, facts, context);
    case "revise-menu-day":
      return decideReviseMenuDay(day, command.body, facts);
  }
}
