import { PROFILE_OF_RECIPIENT, type PortionProfile, type RecipientCategory } from "#kernel/food-words.ts";
import { compareExact, exactOf, roundedExact, scaleExact, type Exact } from "./exact.ts";
import type { FoodLine, FoodsById } from "./food-amounts.ts";
import { nutritionOf, type PortionNutrition } from "./nutrition.ts";
import { TARGET_NUTRIENTS, type TargetNutrient } from "./nutrients.ts";
import { targetGroupOf, type MealTarget, type TargetTable } from "./target-table.ts";

/** What a portion gives against what a meal should give each group (DOMAIN.md §4.5). Free of zod, so faces may import it. */

/** Screen words: kurang, sesuai, berlebih, belum ada data. */
export type AdequacyLevel =
  | "short"
  | "adequate"
  | "over"
  /** A figure is missing, and what is known does not settle it. */
  | "unknown";

export interface Adequacy {
  /** Of the target, half up to a whole basis point; with anything missing the least it is. */
  readonly shareBp: number;
  readonly level: AdequacyLevel;
}

/** `nutrition.adequate-range`; both bounds are adequate. */
export interface AdequateRange {
  readonly minBp: number;
  readonly maxBp: number;
}

export interface GroupAssessment {
  readonly category: RecipientCategory;
  readonly profile: PortionProfile;
  readonly target: MealTarget;
  readonly nutrition: PortionNutrition;
  readonly adequacy: Readonly<Record<TargetNutrient, Adequacy>>;
}

/** Each group's portion against its meal's target; a profile several groups share is reckoned once. */
export function assessGroups(input: {
  readonly lines: readonly FoodLine[];
  readonly foods: FoodsById;
  readonly categories: readonly RecipientCategory[];
  readonly table: TargetTable;
  readonly range: AdequateRange;
}): readonly GroupAssessment[] {
  const nutritionByProfile = new Map<PortionProfile, PortionNutrition>();
  return input.categories.map((category) => {
    const profile = PROFILE_OF_RECIPIENT[category];
    const nutrition = nutritionByProfile.get(profile) ?? nutritionOf(input.lines, input.foods, profile);
    nutritionByProfile.set(profile, nutrition);
    const target = input.table[targetGroupOf(category)];
    return { category, profile, target, nutrition, adequacy: adequacyOf(nutrition, target, input.range) };
  });
}

/** A portion against a meal's target, nutrient by nutrient. */
export function adequacyOf(
  nutrition: PortionNutrition,
  target: MealTarget,
  range: AdequateRange,
): Readonly<Record<TargetNutrient, Adequacy>> {
  const entries = TARGET_NUTRIENTS.map((nutrient) => {
    const { exact, missing } = nutrition[nutrient];
    return [nutrient, shareOfTarget(exact, target[nutrient], { isComplete: missing.length === 0, range })];
  });
  return Object.fromEntries(entries) as Readonly<Record<TargetNutrient, Adequacy>>; // every one of the list
}

function shareOfTarget(
  value: Exact,
  target: number,
  { isComplete, range }: { readonly isComplete: boolean; readonly range: AdequateRange },
): Adequacy {
  // A target has at most two places.
  const ofTargetBp = scaleExact(value, 100 * 10_000, Math.round(target * 100));
  const shareBp = roundedExact(ofTargetBp, 0);
  if (compareExact(ofTargetBp, exactOf(range.maxBp)) > 0) return { shareBp, level: "over" };
  if (!isComplete) return { shareBp, level: "unknown" };
  return { shareBp, level: compareExact(ofTargetBp, exactOf(range.minBp)) < 0 ? "short" : "adequate" };
}
