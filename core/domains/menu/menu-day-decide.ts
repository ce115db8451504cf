import { ALLERGENS, type Allergen } from "#kernel/food-words.ts";
import { present } from "#kernel/assert.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { CommandBody } from "./menu-commands.ts";
import type { RecipeOrMenuEvent } from "./menu-events.ts";
import { recipeVersionKey, type MenuDayFacts, type MenuNow, type RecipeAndMenuFacts } from "./menu-facts.ts";
import { menuDayStreamId } from "./menu-day-ids.ts";
import type { RecipeOrMenuRejection } from "./menu-rejections.ts";
import type { DayRevision, MenuDayState } from "./menu-state.ts";
import type { DayGroup, MenuDish, MenuException, Substitute, SubstituteInput } from "./menu-values.ts";
import type { MenuId, RecipeId } from "./ids.ts";
import { lookupsOf } from "./recipe-decide.ts";
import { allergensOf, flatLines, type RecipeVersion } from "./recipe-rules.ts";

/** An event of the menu, which copying a week sends to the stream of each day. */
export type DecidedMenuEvent = RecipeOrMenuEvent & { readonly streamId?: string; readonly serviceDate?: string };
type Decision = Result<readonly DecidedMenuEvent[], RecipeOrMenuRejection>;

export function decidePlanMenuDay(
  state: MenuDayState | null,
  body: CommandBody<"plan-menu-day">,
  facts: RecipeAndMenuFacts,
): Decision {
  const day = present(facts.day, "the facts of a menu day");
  const refused = whyDayNotPlanned(day) ?? whyNotReplanned(state, day) ?? whyGroupTwice(body.groups);
  if (refused !== null) return err(refused);
  const menu = servedMenu(body.menuId, facts);
  if (!menu.ok) return menu;
  const substitutes = checkedSubstitutes(body.substitutes, facts);
  if (!substitutes.ok) return substitutes;
  const { serviceDate, menuId, groups } = body;
  const { version, dishes } = menu.value;
  const revision = state?.current.revision ?? 1;
  return ok([
    {
      type: "menu-day-planned",
      body: { serviceDate, revision, menuId, version, dishes: [...dishes], groups, substitutes: substitutes.value },
    },
  ]);
}

function whyDayNotPlanned(day: MenuDayFacts): RecipeOrMenuRejection | null {
  if (day.dayStatus === "closed") return { code: "day-closed", serviceDate: day.serviceDate };
  if (day.dayKind === "closed") return { code: "day-is-holiday", serviceDate: day.serviceDate };
  return null;
}

/** Only a draft is planned again; once the first batch has begun a day changes by substitution alone. */
function whyNotReplanned(state: MenuDayState | null, day: MenuDayFacts): RecipeOrMenuRejection | null {
  if (state === null) return null;
  if (state.current.status !== "draft") return { code: "wrong-state", state: statusOf(state.current, day) };
  return state.inForce !== null && day.isStarted ? { code: "wrong-state", state: "locked" } : null;
}

function statusOf(revision: DayRevision, day: MenuDayFacts): string {
  return revision.status === "approved" && day.isStarted ? "locked" : revision.status;
}

function whyGroupTwice(groups: readonly DayGroup[]): RecipeOrMenuRejection | null {
  const twice = groups.find(({ recipientCategory }, index) =>
    groups.slice(0, index).some((before) => before.recipientCategory === recipientCategory),
  );
  return twice === undefined ? null : { code: "group-repeated", recipientCategory: twice.recipientCategory };
}

function servedMenu(menuId: MenuId, facts: RecipeAndMenuFacts): Result<MenuNow, RecipeOrMenuRejection> {
  const menu = facts.menus.get(menuId);
  if (menu === undefined) return err({ code: "not-found", kind: "menu", id: menuId });
  return menu.status === "active" ? ok(menu) : err({ code: "menu-not-active", menuName: menu.name });
}

/** One substitute an allergen, each without the allergen it stands in for, at the latest version of its recipe. */
function checkedSubstitutes(
  inputs: readonly SubstituteInput[],
  facts: RecipeAndMenuFacts,
): Result<Substitute[], RecipeOrMenuRejection> {
  const substitutes: Substitute[] = [];
  for (const input of inputs) {
    const { allergen } = input;
    const known = facts.recipes.get(input.recipeId);
    if (known === undefined) return err({ code: "recipe-unknown", recipeId: input.recipeId });
    if (substitutes.some((one) => one.allergen === allergen)) return err({ code: "substitute-repeated", allergen });
    if (recipeAllergens(known, facts).includes(allergen)) {
      return err({ code: "substitute-has-allergen", allergen, dishName: known.recipe.dishName });
    }
    substitutes.push({ ...input, version: known.version });
  }
  return ok(substitutes);
}

function recipeAllergens(recipe: RecipeVersion, facts: RecipeAndMenuFacts): readonly Allergen[] {
  const lookups = lookupsOf(facts);
  return allergensOf(flatLines(recipe.recipe, lookups) ?? [], lookups.ingredient);
}

/** Days of the other week that have a menu, onto days that have none; all or nothing when a menu is no longer served. */
export function decideCopyMenuWeek(body: CommandBody<"copy-menu-week">, facts: RecipeAndMenuFacts): Decision {
  const events: DecidedMenuEvent[] = [];
  for (const { source, target } of facts.copied) {
    if (source === null || target.isTaken) continue;
    const menu = servedMenu(source.menuId, facts);
    if (!menu.ok) return menu;
    const substitutes = checkedSubstitutes(source.substitutes, facts);
    if (!substitutes.ok) return substitutes;
    const { serviceDate } = target;
    const { menuId, version, dishes } = menu.value;
    events.push({
      type: "menu-day-planned",
      streamId: menuDayStreamId(serviceDate),
      serviceDate,
      body: {
        serviceDate,
        revision: 1,
        menuId,
        version,
        dishes: [...dishes],
        groups: [...source.groups],
        substitutes: substitutes.value,
      },
    });
  }
  return events.length === 0 ? err({ code: "nothing-to-copy", fromDate: body.fromDate }) : ok(events);
}

export function decideSubmitMenuDay(
  state: MenuDayState,
  body: CommandBody<"submit-menu-day">,
  facts: RecipeAndMenuFacts,
): Decision {
  const day = present(facts.day, "the facts of a menu day");
  const refused =
    whyNotAt(state, body.revision, day, "draft") ?? whyDayNotPlanned(day) ?? whyCookingDropped(state, facts);
  if (refused !== null) return err(refused);
  const assessment = present(day.assessment, "the figures of a day");
  const { nutritionMissingIds, priceMissingIds } = assessment;
  if (nutritionMissingIds.length > 0) return err({ code: "nutrition-missing", ingredientIds: nutritionMissingIds });
  if (priceMissingIds.length > 0) return err({ code: "price-missing", ingredientIds: priceMissingIds });
  const { nutritionByGroup, estimatedCostIdr, ceilingIdr, targetVersion } = assessment;
  return ok([
    {
      type: "menu-day-submitted",
      body: { ...body, nutritionByGroup: [...nutritionByGroup], estimatedCostIdr, ceilingIdr, targetVersion },
    },
  ]);
}

function whyNotAt(
  state: MenuDayState,
  revision: number,
  day: MenuDayFacts,
  status: DayRevision["status"],
): RecipeOrMenuRejection | null {
  const { current } = state;
  if (current.revision !== revision) return { code: "stale-version", current: current.revision };
  return current.status === status ? null : { code: "wrong-state", state: statusOf(current, day) };
}

export function decideApproveMenuDay(
  state: MenuDayState,
  body: CommandBody<"approve-menu-day">,
  facts: RecipeAndMenuFacts,
  context: DecisionContext,
): Decision {
  const day = present(facts.day, "the facts of a menu day");
  const refused =
    whyNotAt(state, body.revision, day, "submitted") ??
    whyDayNotPlanned(day) ??
    whyCookingDropped(state, facts) ??
    whyOwnWork(state, context);
  if (refused !== null) return err(refused);
  const exceptions = dayExceptions(state.current, facts);
  if (exceptions.length > 0 && body.reason === undefined) return err({ code: "reason-required" });
  return ok([{ type: "menu-day-approved", body: { ...body, exceptions: [...exceptions] } }]);
}

/** What began to cook while a revision was being made stays in it. */
function whyCookingDropped(
  { current, inForce }: MenuDayState,
  facts: RecipeAndMenuFacts,
): RecipeOrMenuRejection | null {
  const cookingIds = facts.day?.cookingRecipeIds ?? [];
  const dropped = (inForce?.dishes ?? []).find(
    ({ recipeId }) => cookingIds.includes(recipeId) && !current.dishes.some((dish) => dish.recipeId === recipeId),
  );
  return dropped === undefined ? null : { code: "dish-already-cooking", dishName: dishNameOf(dropped, facts) };
}

function dishNameOf({ recipeId, version }: MenuDish, facts: RecipeAndMenuFacts): string {
  return facts.recipeVersions.get(recipeVersionKey(recipeId, version))?.recipe.dishName ?? recipeId;
}

/** Everything an approver must give a reason for. */
export function dayExceptions(revision: DayRevision, facts: RecipeAndMenuFacts): readonly MenuException[] {
  const lookups = facts.recipeVersions;
  const found = new Set(
    revision.dishes.flatMap(({ recipeId, version }) => {
      const recipe = lookups.get(recipeVersionKey(recipeId, version));
      return recipe === undefined ? [] : recipeAllergens(recipe, facts);
    }),
  );
  const covered = new Set(revision.substitutes.map(({ allergen }) => allergen));
  return [
    ...(facts.day?.assessment?.exceptions ?? []),
    ...ALLERGENS.filter((allergen) => found.has(allergen) && !covered.has(allergen)).map((allergen) => ({
      kind: "allergen-without-substitute" as const,
      allergen,
    })),
  ];
}

/** Nobody approves or returns what they made: whoever planned, revised or submitted it. */
function whyOwnWork(state: MenuDayState, { actor }: DecisionContext): RecipeOrMenuRejection | null {
  const { staffId } = actor;
  return staffId !== null && state.current.makerStaffIds.includes(staffId) ? { code: "own-work", staffId } : null;
}

export function decideReturnMenuDay(
  state: MenuDayState,
  body: CommandBody<"return-menu-day">,
  facts: RecipeAndMenuFacts,
  context: DecisionContext,
): Decision {
  const day = present(facts.day, "the facts of a menu day");
  const refused = whyNotAt(state, body.revision, day, "submitted") ?? whyOwnWork(state, context);
  return refused === null ? ok([{ type: "menu-day-returned", body }]) : err(refused);
}

/** Opens the next revision of an approved day. After the first batch began only dishes not yet cooking are exchanged. */
export function decideReviseMenuDay(
  state: MenuDayState,
  body: CommandBody<"revise-menu-day">,
  facts: RecipeAndMenuFacts,
): Decision {
  const day = present(facts.day, "the facts of a menu day");
  const { current } = state;
  const refused = whyNotAt(state, body.revision, day, "approved") ?? whyDayNotPlanned(day);
  if (refused !== null) return err(refused);
  const { menuId, substitutions = [], groups } = body.changes;
  if (groups !== undefined) {
    const twice = whyGroupTwice(groups);
    if (twice !== null) return err(twice);
  }
  if (day.isStarted && menuId !== undefined) return err({ code: "wrong-state", state: "locked" });
  const menu = menuId === undefined ? ok(current) : servedMenu(menuId, facts);
  if (!menu.ok) return menu;
  const dishes = exchanged(menu.value.dishes, substitutions, { facts, day });
  if (!dishes.ok) return dishes;
  const substitutes =
    body.changes.substitutes === undefined
      ? ok([...current.substitutes])
      : checkedSubstitutes(body.changes.substitutes, facts);
  if (!substitutes.ok) return substitutes;
  return ok([
    {
      type: "menu-day-revised",
      body: {
        serviceDate: body.serviceDate,
        revision: current.revision + 1,
        changes: {
          menuId: menu.value.menuId,
          version: menu.value.version,
          dishes: dishes.value,
          substitutes: substitutes.value,
          groups: groups ?? [...current.groups],
        },
        reason: body.reason,
      },
    },
  ]);
}

/** The dishes with some exchanged for others, at the latest versions of their recipes. */
function exchanged(
  dishes: readonly MenuDish[],
  substitutions: readonly { readonly recipeId: RecipeId; readonly byRecipeId: RecipeId }[],
  about: { readonly facts: RecipeAndMenuFacts; readonly day: MenuDayFacts },
): Result<MenuDish[], RecipeOrMenuRejection> {
  const served = [...dishes];
  for (const { recipeId, byRecipeId } of substitutions) {
    const index = served.findIndex((dish) => dish.recipeId === recipeId);
    const dish = served[index];
    if (dish === undefined) return err({ code: "recipe-unknown", recipeId });
    if (about.day.cookingRecipeIds.includes(recipeId)) {
      return err({ code: "dish-already-cooking", dishName: dishNameOf(dish, about.facts) });
    }
    const by = about.facts.recipes.get(byRecipeId);
    if (by === undefined) return err({ code: "recipe-unknown", recipeId: byRecipeId });
    if (served.some((other) => other.recipeId === byRecipeId))
      return err({ code: "dish-repeated", recipeId: byRecipeId });
    served[index] = { ...dish, recipeId: byRecipeId, version: by.version };
  }
  return ok(served);
}
