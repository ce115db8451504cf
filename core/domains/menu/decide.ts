import { present } from "#kernel/assert.ts";
import type { Result } from "#kernel/result.ts";
import type { MenuCommand } from "./commands.ts";
import { decideIngredient, type IngredientFacts } from "./decide-ingredient.ts";
import type { MenuEvent } from "./events.ts";
import type { MenuRejection } from "./rejections.ts";
import type { MenuState } from "./state.ts";

/** What the tables know beside the command's own stream, for its kind of command. */
export interface MenuFacts {
  readonly ingredient: IngredientFacts | null;
}

/** What a command about foods, recipes and menus makes happen, or why not (DOMAIN.md §4.5). */
export function decideMenu(
  state: MenuState,
  command: MenuCommand,
  facts: MenuFacts,
): Result<readonly (MenuEvent & { readonly streamId?: string })[], MenuRejection> {
  switch (command.type) {
    case "add-ingredient":
    case "change-ingredient":
    case "import-ingredients":
      return decideIngredient(state.ingredient, command, present(facts.ingredient, "the facts of a food"));
  }
}
