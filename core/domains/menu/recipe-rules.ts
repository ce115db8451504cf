import { ALLERGENS, PORTION_PROFILES, type Allergen, type PortionProfile } from "#kernel/food-words.ts";
import { amountOf, type BaseUnit } from "#kernel/quantity.ts";
import type { IngredientId, RecipeId } from "./ids.ts";
import type { RecipeContent, RecipeLine, RecipeQuantities } from "./recipe-values.ts";

/** Rules of recipes that `decide`, the tables and the screens share (DOMAIN.md §4.5). Free of zod. */

/** What a recipe asks of an ingredient. */
export interface RecipeIngredient {
  readonly ingredientId: IngredientId;
  readonly name: string;
  readonly baseUnit: BaseUnit;
  readonly massPerPieceG: number | null;
  readonly massPerLitreG: number | null;
  readonly allergens: readonly Allergen[];
}

export interface RecipeVersion {
  readonly recipeId: RecipeId;
  readonly version: number;
  readonly recipe: RecipeContent;
}

/** Finds a saved version; versions a saved recipe names always exist. */
export type RecipeLookup = (recipeId: RecipeId, version: number) => RecipeContent | undefined;
export type IngredientLookup = (ingredientId: IngredientId) => RecipeIngredient | undefined;

/** A line down to an ingredient: net amounts for 100 portions of every profile, in whole units. */
export interface FlatLine {
  readonly ingredientId: IngredientId;
  readonly unit: BaseUnit;
  readonly amounts: Readonly<Record<PortionProfile, number>>;
  readonly retentions: RecipeLine["retentions"];
  readonly isOptional: boolean;
}

/** Deeper than any kitchen nests (bumbu dasar in bumbu kuning in a dish); a bound for walking. */
export const RECIPE_DEPTH_MAX_COUNT = 8;

/** The profile whose amounts say what a recipe is made of when another recipe takes some of it. */
const COMPOSITION_PROFILE = "large";

/** Amounts of all four profiles: without toddler small counts, without maternal large; nobody outside the audience gets any. */
export function profileAmounts(
  quantities: RecipeQuantities,
  audience: readonly PortionProfile[] | undefined,
): Readonly<Record<PortionProfile, number>> {
  const { small, large, toddler = small, maternal = large } = quantities;
  const of = (profile: PortionProfile, amount: number) =>
    audience === undefined || audience.includes(profile) ? amount : 0;
  return {
    small: of("small", amountOf(small)),
    large: of("large", amountOf(large)),
    toddler: of("toddler", amountOf(toddler)),
    maternal: of("maternal", amountOf(maternal)),
  };
}

/**
 * A recipe's lines down to its ingredients. A recipe inside it is taken by mass: of `q` grams the share of each of its
 * ingredients is that of its own large column, rounded up to a whole unit, so that a pinch never becomes nothing. Lines of one
 * ingredient in one unit become one. Null when a recipe inside cannot be weighed or is unknown.
 */
export function flatLines(
  recipe: RecipeContent,
  lookups: { readonly recipeAt: RecipeLookup; readonly ingredient: IngredientLookup },
  depthCount = 0,
): readonly FlatLine[] | null {
  if (depthCount > RECIPE_DEPTH_MAX_COUNT) return null;
  const flat: FlatLine[] = [];
  for (const line of recipe.lines) {
    const amounts = profileAmounts(line.quantities, line.audience);
    if (line.source.kind === "ingredient") {
      const { ingredientId } = line.source;
      const { retentions, isOptional } = line;
      flat.push({ ingredientId, unit: line.quantities.small.unit, amounts, retentions, isOptional });
      continue;
    }
    const inner = lookups.recipeAt(line.source.recipeId, line.source.version);
    const innerLines = inner === undefined ? null : flatLines(inner, lookups, depthCount + 1);
    const shares = innerLines === null ? null : sharesOf(innerLines, lookups.ingredient);
    if (shares === null) return null;
    flat.push(...shares.map((share) => scaledShare(share, amounts, line.isOptional)));
  }
  return merged(flat);
}

interface Share {
  readonly line: FlatLine;
  /** Units of the ingredient in `totalMassG` grams of the recipe. */
  readonly amount: number;
  readonly totalMassG: number;
}

/** Null when one of its ingredients has no mass, or nothing weighs anything. */
function sharesOf(lines: readonly FlatLine[], ingredient: IngredientLookup): readonly Share[] | null {
  let totalMassG = 0;
  for (const line of lines) {
    const known = ingredient(line.ingredientId);
    const massG = known === undefined ? null : massOfG(line.unit, line.amounts[COMPOSITION_PROFILE], known);
    if (massG === null) return null;
    totalMassG += massG;
  }
  return totalMassG === 0
    ? null
    : lines.map((line) => ({ line, amount: line.amounts[COMPOSITION_PROFILE], totalMassG }));
}

function scaledShare(
  { line, amount, totalMassG }: Share,
  massG: Readonly<Record<PortionProfile, number>>,
  isOptional: boolean,
): FlatLine {
  const of = (profile: PortionProfile) => Math.ceil((massG[profile] * amount) / totalMassG - CEIL_TOLERANCE);
  return {
    ...line,
    amounts: { small: of("small"), large: of("large"), toddler: of("toddler"), maternal: of("maternal") },
    isOptional: line.isOptional || isOptional,
  };
}

/** Keeps a division that is whole in truth from being rounded up for its last binary digit. */
const CEIL_TOLERANCE = 1e-9;

function merged(lines: readonly FlatLine[]): readonly FlatLine[] {
  const byKey = new Map<string, FlatLine>();
  for (const line of lines) {
    const key = `${line.ingredientId} ${line.unit} ${String(line.isOptional)} ${JSON.stringify(line.retentions)}`;
    const known = byKey.get(key);
    byKey.set(key, known === undefined ? line : { ...known, amounts: addedAmounts(known.amounts, line.amounts) });
  }
  return [...byKey.values()];
}

function addedAmounts(left: FlatLine["amounts"], right: FlatLine["amounts"]): Readonly<Record<PortionProfile, number>> {
  return {
    small: left.small + right.small,
    large: left.large + right.large,
    toddler: left.toddler + right.toddler,
    maternal: left.maternal + right.maternal,
  };
}

/** Grams of an amount; null when the ingredient does not say what a piece or a litre of it weighs. */
export function massOfG(
  unit: BaseUnit,
  amount: number,
  ingredient: Pick<RecipeIngredient, "massPerPieceG" | "massPerLitreG">,
): number | null {
  switch (unit) {
    case "g":
      return amount;
    case "pcs":
      return ingredient.massPerPieceG === null ? null : amount * ingredient.massPerPieceG;
    case "ml":
      return ingredient.massPerLitreG === null ? null : (amount * ingredient.massPerLitreG) / 1_000;
  }
}

/** Whether an amount written in one unit can be taken from a store that counts in another. */
export function isConvertible(
  from: BaseUnit,
  to: BaseUnit,
  ingredient: Pick<RecipeIngredient, "massPerPieceG" | "massPerLitreG">,
): boolean {
  return from === to || [from, to].every((unit) => massOfG(unit, 1, ingredient) !== null);
}

/** What the ingredients of a recipe bring along, in the order of the list of allergens. */
export function allergensOf(lines: readonly FlatLine[], ingredient: IngredientLookup): readonly Allergen[] {
  const found = new Set(lines.flatMap((line) => ingredient(line.ingredientId)?.allergens ?? []));
  return ALLERGENS.filter((allergen) => found.has(allergen));
}

/** Profiles a line must have an amount for: those of its audience that have no other column to fall back on. */
export function neededProfiles(audience: readonly PortionProfile[] | undefined): readonly PortionProfile[] {
  if (audience === undefined) return ["small", "large"];
  return PORTION_PROFILES.filter((profile) => audience.includes(profile));
}
