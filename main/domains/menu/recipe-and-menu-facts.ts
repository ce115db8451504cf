import type { RecipeOrMenuCommand } from "#domains/menu/menu-commands.ts";
import type { CopiedDay, MenuDayFacts, RecipeAndMenuFacts } from "#domains/menu/menu-facts.ts";
import type { DayChanges, MenuDish } from "#domains/menu/menu-values.ts";
import { MENU_WEEK_DAY_COUNT } from "#domains/menu/menu-vocabulary.ts";
import type { MenuId, RecipeId } from "#domains/menu/ids.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import { addDays } from "#kernel/time.ts";
import { batchesOfDay, serviceDayProduction } from "#main/domains/production/queries.ts";
import { serviceDateAt, serviceDay } from "#main/domains/site/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { dayAssessment, dayFigures } from "./day-figures.ts";
import { menuNow } from "./menu-lookups.ts";
import { currentDayRevision, datesServing, dayRevisionInForce, dayRevisions } from "./menu-day-lookups.ts";
import { recipeBook, recipeCodeOwnerId, type RecipeBook } from "./recipe-lookups.ts";

/** Everything `decide` asks of the world about recipes, menus and menu days. */
export function gatherRecipeAndMenuFacts(
  db: ReadableDb,
  command: RecipeOrMenuCommand,
  context: DecisionContext,
): RecipeAndMenuFacts {
  const copied = command.type === "copy-menu-week" ? copiedDays(db, command.body) : [];
  const menuIds = namedMenuIds(command, copied);
  const today = serviceDateAt(db, context.nowMs);
  return {
    ...bookOf(db, command, copied),
    recipeCodeOwnerId: command.type === "save-recipe" ? recipeCodeOwnerId(db, command.body.recipe.recipeCode) : null,
    menus: new Map(menuIds.flatMap((menuId) => menuNow(db, menuId) ?? []).map((menu) => [menu.menuId, menu])),
    usedOnDates: command.type === "archive-menu" ? datesServing(db, command.body.menuId, today) : [],
    day: menuDayFacts(db, command),
    copied,
  };
}

function namedMenuIds(command: RecipeOrMenuCommand, copied: readonly CopiedDay[]): readonly MenuId[] {
  if (command.type === "plan-menu-day") return [command.body.menuId];
  if (command.type === "copy-menu-week") return [...new Set(copied.flatMap(({ source }) => source?.menuId ?? []))];
  const menuId = command.type === "revise-menu-day" ? command.body.changes.menuId : undefined;
  return menuId === undefined ? [] : [menuId];
}

/** The recipes a command names, with what is in them. */
function bookOf(db: ReadableDb, command: RecipeOrMenuCommand, copied: readonly CopiedDay[]): RecipeBook {
  switch (command.type) {
    case "save-recipe": {
      const { recipeId, recipe } = command.body;
      const sources = recipe.lines.map(({ source }) => source);
      return recipeBook(db, {
        latestIds: [recipeId, ...sources.flatMap((one) => (one.kind === "recipe" ? [one.recipeId] : []))],
        ingredientIds: sources.flatMap((one) => (one.kind === "ingredient" ? [one.ingredientId] : [])),
      });
    }
    case "create-menu":
      return recipeBook(db, { latestIds: recipeIdsOf(command.body.dishes) });
    case "change-menu":
      return recipeBook(db, { latestIds: recipeIdsOf(command.body.fields.dishes ?? []) });
    case "plan-menu-day":
      return recipeBook(db, { latestIds: recipeIdsOf(command.body.substitutes) });
    case "copy-menu-week":
      return recipeBook(db, { latestIds: copied.flatMap(({ source }) => recipeIdsOf(source?.substitutes ?? [])) });
    case "submit-menu-day":
    case "approve-menu-day":
    case "return-menu-day":
      return recipeBook(db, { versions: servedRefs(db, command.body.serviceDate) });
    case "revise-menu-day": {
      const { serviceDate, changes } = command.body;
      const byIds = (changes.substitutions ?? []).map(({ byRecipeId }) => byRecipeId);
      return recipeBook(db, {
        latestIds: [...byIds, ...recipeIdsOf(changes.substitutes ?? [])],
        versions: servedRefs(db, serviceDate),
      });
    }
    case "activate-menu":
    case "deactivate-menu":
    case "archive-menu":
      return recipeBook(db, {});
  }
}

function recipeIdsOf(named: readonly { readonly recipeId: RecipeId }[]): readonly RecipeId[] {
  return named.map(({ recipeId }) => recipeId);
}

/** What the revision being worked on serves, and what the one in force does. */
function servedRefs(db: ReadableDb, serviceDate: ServiceDate): readonly MenuDish[] {
  const days: readonly Pick<DayChanges, "dishes" | "substitutes">[] = [
    currentDayRevision(db, serviceDate),
    dayRevisionInForce(db, serviceDate),
  ].flatMap((day) => (day === null ? [] : [{ dishes: [...day.dishes], substitutes: [...day.substitutes] }]));
  return days.flatMap(({ dishes, substitutes }) => [...dishes, ...substitutes]);
}

function menuDayFacts(db: ReadableDb, command: RecipeOrMenuCommand): MenuDayFacts | null {
  if (!("serviceDate" in command.body)) return null;
  const { serviceDate } = command.body;
  const isAssessed = command.type === "submit-menu-day" || command.type === "approve-menu-day";
  const current = isAssessed ? currentDayRevision(db, serviceDate) : null;
  const assessment = current === null ? null : dayAssessment(dayFigures(db, current));
  return { ...dayFacts(db, serviceDate), assessment };
}

function dayFacts(db: ReadableDb, serviceDate: ServiceDate): MenuDayFacts {
  const { status, dayKind } = serviceDay(db, serviceDate);
  return {
    serviceDate,
    dayStatus: status,
    dayKind,
    isStarted: serviceDayProduction(db, serviceDate).isStarted,
    cookingRecipeIds: cookingRecipeIds(db, serviceDate),
    assessment: null,
  };
}

/** Recipes of the day some batch is cooking, or has cooked. */
export function cookingRecipeIds(db: ReadableDb, serviceDate: ServiceDate): readonly RecipeId[] {
  const standing = batchesOfDay(db, serviceDate).filter(({ status }) => status !== "cancelled");
  const ids = standing.flatMap(({ plan, progress }) =>
    plan.dishRuns.flatMap(({ dishRunId, recipeId }) => {
      const run = progress.dishRuns.find((one) => one.dishRunId === dishRunId);
      return recipeId === undefined || run === undefined || run.status === "waiting" ? [] : [recipeId];
    }),
  );
  return [...new Set(ids)];
}

function copiedDays(
  db: ReadableDb,
  { fromDate, toDate }: { readonly fromDate: ServiceDate; readonly toDate: ServiceDate },
): readonly CopiedDay[] {
  const lastCount = MENU_WEEK_DAY_COUNT - 1;
  const sources = new Map(
    dayRevisions(db, { fromDate, toDate: addDays(fromDate, lastCount) }).map((day) => [day.serviceDate, day]),
  );
  const takenDates = new Set(
    dayRevisions(db, { fromDate: toDate, toDate: addDays(toDate, lastCount) }).map((day) => day.serviceDate),
  );
  return Array.from({ length: MENU_WEEK_DAY_COUNT }, (_none, index) => {
    const source = sources.get(addDays(fromDate, index));
    const serviceDate = addDays(toDate, index);
    const day = serviceDay(db, serviceDate);
    return {
      source:
        source === undefined
          ? null
          : {
              menuId: source.menuId,
              groups: source.groups,
              substitutes: source.substitutes.map(({ version: _version, ...substitute }) => substitute),
            },
      target: {
        serviceDate,
        isTaken: takenDates.has(serviceDate) || day.dayKind === "closed" || day.status === "closed",
      },
    };
  });
}
