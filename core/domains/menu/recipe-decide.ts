import type { PortionProfile } from "#kernel/food-words.ts";
import { amountOf, type BaseUnit } from "#kernel/quantity.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { CommandBody } from "./menu-commands.ts";
import type { RecipeOrMenuEvent } from "./menu-events.ts";
import { recipeVersionKey, type RecipeAndMenuFacts } from "./menu-facts.ts";
import type { RecipeOrMenuRejection } from "./menu-rejections.ts";
import type { RecipeState } from "./menu-state.ts";
import type { RecipeId } from "./ids.ts";
import {
  flatLines,
  isConvertible,
  neededProfiles,
  RECIPE_DEPTH_MAX_COUNT,
  type RecipeIngredient,
  type RecipeVersion,
} from "./recipe-rules.ts";
import {
  RECIPE_LINES_MAX_COUNT,
  type RecipeContent,
  type RecipeLine,
  type RecipeLineInput,
  type RecipeQuantities,
} from "./recipe-values.ts";

type Decision = Result<readonly RecipeOrMenuEvent[], RecipeOrMenuRejection>;

/** Saves the next version of a recipe, or says what is wrong with it (DOMAIN.md §4.5, `save-recipe`). */
export function decideSaveRecipe(
  state: RecipeState | null,
  body: CommandBody<"save-recipe">,
  facts: RecipeAndMenuFacts,
): Decision {
  const current = state?.version ?? 0;
  if (body.basedOnVersion !== current) return err({ code: "stale-version", current });
  const { recipeId, recipe } = body;
  if (facts.recipeCodeOwnerId !== null && facts.recipeCodeOwnerId !== recipeId) {
    return err({ code: "recipe-code-taken", recipeCode: recipe.recipeCode });
  }
  if (recipe.lines.length === 0) return err({ code: "recipe-lines-missing" });
  const lines: RecipeLine[] = [];
  for (const input of recipe.lines) {
    const line = savedLine(input, recipeId, facts);
    if (!line.ok) return line;
    lines.push(line.value);
  }
  const content: RecipeContent = { ...recipe, lines };
  const flatCount = flatLines(content, lookupsOf(facts))?.length ?? 0;
  if (flatCount > RECIPE_LINES_MAX_COUNT) {
    return err({ code: "out-of-range", field: "lines", min: 1, max: RECIPE_LINES_MAX_COUNT });
  }
  const unknownId = unknownStepIngredient(content, facts);
  if (unknownId !== null) return err({ code: "not-found", kind: "ingredient", id: unknownId });
  return ok([{ type: "recipe-saved", body: { recipeId, version: current + 1, recipe: content } }]);
}

type LineResult = Result<RecipeLine, RecipeOrMenuRejection>;

function savedLine(input: RecipeLineInput, recipeId: RecipeId, facts: RecipeAndMenuFacts): LineResult {
  const { source } = input;
  if (source.kind === "ingredient") {
    const ingredient = facts.ingredients.get(source.ingredientId);
    if (ingredient === undefined) return err({ code: "not-found", kind: "ingredient", id: source.ingredientId });
    const quantities = wholeQuantities(input, ingredient.name);
    if (!quantities.ok) return quantities;
    const mismatch = whyNotTakenFrom(quantities.value.small.unit, ingredient);
    return mismatch === null ? ok({ ...input, source, quantities: quantities.value }) : err(mismatch);
  }
  const inner = facts.recipes.get(source.recipeId);
  if (source.recipeId === recipeId) {
    return err({ code: "recipe-cycle", dishName: inner?.recipe.dishName ?? "" });
  }
  if (inner === undefined) return err({ code: "recipe-unknown", recipeId: source.recipeId });
  if (isReached(inner, recipeId, facts)) return err({ code: "recipe-cycle", dishName: inner.recipe.dishName });
  const quantities = wholeQuantities(input, inner.recipe.dishName);
  if (!quantities.ok) return quantities;
  const mismatch = whyNotWeighed(quantities.value.small.unit, inner, facts);
  if (mismatch !== null) return err(mismatch);
  return ok({ ...input, source: { ...source, version: inner.version }, quantities: quantities.value });
}

/** Every profile that needs an amount has one above zero, and all are written in one unit. */
function wholeQuantities(input: RecipeLineInput, lineName: string): Result<RecipeQuantities, RecipeOrMenuRejection> {
  const { small, large, toddler, maternal } = input.quantities;
  const missing = (profile: PortionProfile) => err({ code: "line-quantity-missing", lineName, profile } as const);
  if (small === undefined) return missing("small");
  if (large === undefined) return missing("large");
  const amounts: Readonly<Record<PortionProfile, number>> = {
    small: amountOf(small),
    large: amountOf(large),
    toddler: amountOf(toddler ?? small),
    maternal: amountOf(maternal ?? large),
  };
  const empty = neededProfiles(input.audience).find((profile) => amounts[profile] === 0);
  if (empty !== undefined) return missing(empty);
  const other = [large, toddler, maternal].find((quantity) => quantity !== undefined && quantity.unit !== small.unit);
  if (other !== undefined) return err({ code: "unit-mismatch", lineName, from: other.unit, to: small.unit });
  return ok({
    small,
    large,
    ...(toddler !== undefined && { toddler }),
    ...(maternal !== undefined && { maternal }),
  });
}

function whyNotTakenFrom(unit: BaseUnit, ingredient: RecipeIngredient): RecipeOrMenuRejection | null {
  const { baseUnit, name } = ingredient;
  if (isConvertible(unit, baseUnit, ingredient)) return null;
  return { code: "unit-mismatch", lineName: name, from: unit, to: baseUnit };
}

/** A recipe inside another is taken by mass, so all that is in it must have one. */
function whyNotWeighed(unit: BaseUnit, inner: RecipeVersion, facts: RecipeAndMenuFacts): RecipeOrMenuRejection | null {
  const lineName = inner.recipe.dishName;
  if (unit !== "g") return { code: "unit-mismatch", lineName, from: unit, to: "g" };
  const probe: RecipeContent = {
    ...inner.recipe,
    lines: [
      {
        source: { kind: "recipe", recipeId: inner.recipeId, version: inner.version },
        quantities: { small: { unit: "g", massG: 1 }, large: { unit: "g", massG: 1 } },
        retentions: [],
        isOptional: false,
      },
    ],
  };
  return flatLines(probe, lookupsOf(facts)) === null ? { code: "unit-mismatch", lineName, from: "pcs", to: "g" } : null;
}

/** Whether a recipe holds another, at any depth and at the latest versions. */
function isReached(from: RecipeVersion, wantedId: RecipeId, facts: RecipeAndMenuFacts): boolean {
  const seen = new Set<RecipeId>();
  let reached: readonly RecipeVersion[] = [from];
  for (let depthCount = 0; reached.length > 0 && depthCount <= RECIPE_DEPTH_MAX_COUNT; depthCount += 1) {
    const innerIds = reached.flatMap(({ recipe }) =>
      recipe.lines.flatMap(({ source }) => (source.kind === "recipe" ? [source.recipeId] : [])),
    );
    if (innerIds.includes(wantedId)) return true;
    const nextIds = innerIds.filter((id) => !seen.has(id));
    for (const id of nextIds) seen.add(id);
    reached = nextIds.flatMap((id) => facts.recipes.get(id) ?? []);
  }
  return reached.length > 0;
}

function unknownStepIngredient(content: RecipeContent, facts: RecipeAndMenuFacts): string | null {
  const flat = flatLines(content, lookupsOf(facts)) ?? [];
  const known = new Set<string>(flat.map((line) => line.ingredientId));
  return content.steps.flatMap((step) => step.ingredientIds).find((id) => !known.has(id)) ?? null;
}

/** Lookups of the pure rules in the facts of a decision. */
export function lookupsOf(facts: Pick<RecipeAndMenuFacts, "recipeVersions" | "ingredients">) {
  return {
    recipeAt: (recipeId: RecipeId, version: number) =>
      facts.recipeVersions.get(recipeVersionKey(recipeId, version))?.recipe,
    ingredient: (ingredientId: RecipeIngredient["ingredientId"]) => facts.ingredients.get(ingredientId),
  };
}
