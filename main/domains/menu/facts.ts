import type { MenuCommand } from "#domains/menu/commands.ts";
import type { MenuFacts } from "#domains/menu/decide.ts";
import { ingredientImportStreamId } from "#domains/menu/ids.ts";
import { isRecipeOrMenuCommand } from "#domains/menu/menu-commands.ts";
import { menuDayStreamId } from "#domains/menu/menu-day-ids.ts";
import type { MenuRejection } from "#domains/menu/rejections.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import { ok, type Result } from "#kernel/result.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import { serviceDateAt } from "#main/domains/site/queries.ts";
import type { CommandTarget } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { gatherIngredientFacts } from "./ingredient-facts.ts";
import { gatherRecipeAndMenuFacts } from "./recipe-and-menu-facts.ts";

/** The stream of the food, recipe or menu a command is about; it belongs to the service day it was made on. */
export function targetOfMenu(
  db: ReadableDb,
  command: MenuCommand,
  context: DecisionContext,
): Result<CommandTarget, MenuRejection> {
  const serviceDate = dateOf(command) ?? serviceDateAt(db, context.nowMs);
  return ok({ streamId: streamIdOf(command), serviceDate });
}

/** A menu day's events belong to the day they are about. */
function dateOf(command: MenuCommand): ServiceDate | null {
  return "serviceDate" in command.body ? command.body.serviceDate : null;
}

function streamIdOf({ type, body }: MenuCommand): string {
  switch (type) {
    case "add-ingredient":
    case "change-ingredient":
      return body.ingredientId;
    case "import-ingredients":
    case "import-portion-standards":
      return ingredientImportStreamId(body.sha256);
    case "save-recipe":
      return body.recipeId;
    case "create-menu":
    case "change-menu":
    case "activate-menu":
    case "deactivate-menu":
    case "archive-menu":
      return body.menuId;
    case "copy-menu-week":
      return menuDayStreamId(body.toDate);
    case "plan-menu-day":
    case "submit-menu-day":
    case "approve-menu-day":
    case "return-menu-day":
    case "revise-menu-day":
      return menuDayStreamId(body.serviceDate);
  }
}

/** Everything `decide` asks of the world beside the command's own stream. */
export function gatherMenuFacts(db: ReadableDb, command: MenuCommand, context: DecisionContext): MenuFacts {
  if (isRecipeOrMenuCommand(command)) {
    return { ingredient: null, recipeAndMenu: gatherRecipeAndMenuFacts(db, command, context) };
  }
  switch (command.type) {
    case "add-ingredient":
    case "change-ingredient":
    case "import-ingredients":
    case "import-portion-standards":
      return { ingredient: gatherIngredientFacts(db, command), recipeAndMenu: null };
  }
}
