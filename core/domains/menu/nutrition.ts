import type { PortionProfile } from "#kernel/food-words.ts";
import { addExact, EXACT_ZERO, exactOf, roundedExact, scaleExact, type Exact } from "./exact.ts";
import {
  convertAmount,
  isNothing,
  LINE_BASIS_PORTION_COUNT,
  massOf,
  type FoodFacts,
  type FoodLine,
  type FoodsById,
} from "./food-amounts.ts";
import { NUTRIENTS, type Nutrient } from "./nutrients.ts";

/**
 * What a portion gives (DOMAIN.md §4.5, Formulas): Σ net edible weight × figure × retention, by profile. Exact until shown;
 * what is unknown is named and never counted as zero. Free of zod, so faces may import it.
 */

/** Why a food's share of a nutrient cannot be told. */
export type MissingReason =
  /** The food's table has no figure. */
  | "no-figure"
  /** Counted by piece or by volume, and nobody entered what that weighs. */
  | "no-mass"
  /** The recipe weighs it cooked and the figures are of the raw food, or the other way round. */
  | "other-form"
  /** The kitchen does not know the food. */
  | "unknown-food";

export interface MissingShare {
  readonly ingredientId: string;
  readonly reason: MissingReason;
}

/** Of one nutrient in one portion: what is known, and which foods' shares are not. */
export interface NutrientTotal {
  readonly exact: Exact;
  /** Half up to two places; with anything missing it is the least the portion holds. */
  readonly value: number;
  readonly missing: readonly MissingShare[];
}

export type PortionNutrition = Readonly<Record<Nutrient, NutrientTotal>>;

/** One food of a portion: how much of it, and what it gives. */
export interface FoodShare {
  readonly ingredientId: string;
  /** In grams, half up to two places; null when its mass is not known. */
  readonly massG: number | null;
  /** Half up to two places each; null where unknown. */
  readonly values: Readonly<Record<Nutrient, number | null>>;
}

/** What one portion of a profile gives; every dish's lines together. */
export function nutritionOf(lines: readonly FoodLine[], foods: FoodsById, profile: PortionProfile): PortionNutrition {
  const totals = new Map<Nutrient, { exact: Exact; missing: Map<string, MissingShare> }>(
    NUTRIENTS.map((nutrient) => [nutrient, { exact: EXACT_ZERO, missing: new Map() }]),
  );
  for (const line of lines) {
    const shares = sharesOf(line, foods.get(line.ingredientId), profile);
    if (shares === null) continue;
    for (const [nutrient, total] of totals) {
      const share = typeof shares === "string" ? shares : shares(nutrient);
      if (typeof share === "string") {
        total.missing.set(line.ingredientId, { ingredientId: line.ingredientId, reason: share });
      } else total.exact = addExact(total.exact, share);
    }
  }
  const entries = [...totals].map(([nutrient, { exact, missing }]) => [
    nutrient,
    { exact, value: roundedExact(exact, FIGURE_PLACES_COUNT), missing: [...missing.values()] },
  ]);
  return Object.fromEntries(entries) as PortionNutrition; // every nutrient of the list, above
}

/** The same figures food by food, in the order of the lines: what the total is made of. */
export function explainNutrition(
  lines: readonly FoodLine[],
  foods: FoodsById,
  profile: PortionProfile,
): readonly FoodShare[] {
  return lines.flatMap((line) => {
    const food = foods.get(line.ingredientId);
    const shares = sharesOf(line, food, profile);
    if (shares === null) return [];
    const massG = food === undefined ? null : massOf(food, line.unit, portionAmount(line, profile));
    const entries = NUTRIENTS.map((nutrient) => {
      const share = typeof shares === "string" ? shares : shares(nutrient);
      return [nutrient, typeof share === "string" ? null : roundedExact(share, FIGURE_PLACES_COUNT)];
    });
    return [
      {
        ingredientId: line.ingredientId,
        massG: massG === null ? null : roundedExact(massG, FIGURE_PLACES_COUNT),
        values: Object.fromEntries(entries) as FoodShare["values"], // every nutrient of the list, above
      },
    ];
  });
}

/** Figures are shown with the places printed tables have. */
export const FIGURE_PLACES_COUNT = 2;
/** Figures are whole hundredths inside. */
const CENTI = 100;
const WHOLE_BP = 10_000;

/**
 * What a line gives one portion, nutrient by nutrient; a reason where nothing of it can be told; null where the profile gets
 * none of it.
 */
function sharesOf(
  line: FoodLine,
  food: FoodFacts | undefined,
  profile: PortionProfile,
): ((nutrient: Nutrient) => Exact | MissingReason) | MissingReason | null {
  const amount = portionAmount(line, profile);
  if (isNothing(amount)) return null;
  if (food === undefined) return "unknown-food";
  const { nutrition } = food;
  if (nutrition === undefined) return "no-figure";
  if (line.form !== undefined && line.form !== nutrition.form) return "other-form";
  const bases =
    nutrition.per === "piece" ? convertAmount(food, amount, line.unit, "pcs") : massOf(food, line.unit, amount);
  if (bases === null) return "no-mass";
  const perCount = nutrition.per === "piece" ? CENTI : CENTI * 100;
  const retentionByNutrient = new Map(line.retentions.map(({ nutrient, retentionBp }) => [nutrient, retentionBp]));
  return (nutrient) => {
    const figure = nutrition[nutrient];
    if (figure === undefined) return "no-figure";
    const whole = scaleExact(bases, Math.round(figure * CENTI), perCount);
    const retentionBp = retentionByNutrient.get(nutrient);
    return retentionBp === undefined ? whole : scaleExact(whole, retentionBp, WHOLE_BP);
  };
}

function portionAmount(line: FoodLine, profile: PortionProfile): Exact {
  return exactOf(line.amounts[profile], LINE_BASIS_PORTION_COUNT);
}
