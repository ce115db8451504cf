import type { MenuCommand } from "#domains/menu/commands.ts";
import type { MenuFacts } from "#domains/menu/decide.ts";
import { ingredientImportStreamId } from "#domains/menu/ids.ts";
import type { MenuRejection } from "#domains/menu/rejections.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import { ok, type Result } from "#kernel/result.ts";
import { serviceDateAt } from "#main/domains/site/queries.ts";
import type { CommandTarget } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { gatherIngredientFacts } from "./ingredient-facts.ts";

/** The stream of the food, recipe or menu a command is about; it belongs to the service day it was made on. */
export function targetOfMenu(
  db: ReadableDb,
  command: MenuCommand,
  context: DecisionContext,
): Result<CommandTarget, MenuRejection> {
  return ok({ streamId: streamIdOf(command), serviceDate: serviceDateAt(db, context.nowMs) });
}

function streamIdOf({ type, body }: MenuCommand): string {
  switch (type) {
    case "add-ingredient":
    case "change-ingredient":
      return body.ingredientId;
    case "import-ingredients":
      return ingredientImportStreamId(body.sha256);
  }
}

/** Everything `decide` asks of the world beside the command's own stream. */
export function gatherMenuFacts(db: ReadableDb, command: MenuCommand): MenuFacts {
  switch (command.type) {
    case "add-ingredient":
    case "change-ingredient":
    case "import-ingredients":
      return { ingredient: gatherIngredientFacts(db, command) };
  }
}
