import type { MenuCommand } from "#domains/menu/commands.ts";
import { isRecipeOrMenuCommand, type RecipeOrMenuCommand } from "#domains/menu/menu-commands.ts";
import type { StoredMenuEvent } from "#domains/menu/events.ts";

/** The members of a command's answer. */
export function completeMenu(
  command: MenuCommand,
  events: readonly StoredMenuEvent[],
): Readonly<Record<string, unknown>> {
  if (isRecipeOrMenuCommand(command)) return completeRecipeOrMenu(command, events);
  switch (command.type) {
    case "add-ingredient":
    case "change-ingredient":
      return { ingredientId: command.body.ingredientId };
    case "import-ingredients": {
      const added = new Set(
        events.flatMap((event) => (event.type === "ingredient-added" ? [event.body.fields.ingredientCode] : [])),
      );
      const codes = command.body.ingredients.map(({ fields }) => fields.ingredientCode);
      return { addedCount: added.size, knownCodes: codes.filter((code) => !added.has(code)) };
    }
    case "import-portion-standards": {
      const told = events.find((event) => event.type === "portion-standards-imported");
      if (told === undefined) return {};
      const { setCount, unknownNames, mismatchedNames } = told.body;
      return { setCount, unknownNames, mismatchedNames };
    }
  }
}

function completeRecipeOrMenu(
  command: RecipeOrMenuCommand,
  events: readonly StoredMenuEvent[],
): Readonly<Record<string, unknown>> {
  if (command.type === "copy-menu-week") return { copiedCount: events.length };
  const saved = events.find((event) => event.type === "recipe-saved");
  return saved === undefined ? {} : { version: saved.body.version };
}
