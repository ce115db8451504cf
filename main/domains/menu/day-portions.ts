import type { DayGroup, Substitute } from "#domains/menu/menu-values.ts";
import type { LinesForPortions } from "#domains/menu/requirement.ts";
import { PROFILE_OF_RECIPIENT } from "#kernel/food-words.ts";
import { addPortionCounts, NO_PORTIONS, type PortionCounts } from "#kernel/quantity.ts";
import type { ServedDish } from "./menu-day-lookups.ts";

/** For how many a day's dishes are cooked. */

/** A substitute with its recipe; null for a version nobody ever saved. */
export type ServedSubstitute = Substitute & { readonly dish: ServedDish | null };

/** Portions by profile of the groups a day feeds. */
export function portionCountsOf(groups: readonly DayGroup[]): PortionCounts {
  return groups.reduce((total, { recipientCategory, portionCount }) => {
    const profile = PROFILE_OF_RECIPIENT[recipientCategory];
    return addPortionCounts(total, { ...NO_PORTIONS, [`${profile}Count`]: portionCount });
  }, NO_PORTIONS);
}

/** A special pack is filled like a large portion, so that nobody gets less for having an allergy (house rule). */
export function packPortions(specialPackCount: number): PortionCounts {
  return { ...NO_PORTIONS, largeCount: specialPackCount };
}

/** What is cooked for how many: the dishes, and for each special pack the dishes without its allergen and its substitute. */
export function cookedFor(day: {
  readonly dishes: readonly ServedDish[];
  readonly substitutes: readonly ServedSubstitute[];
  readonly portionCounts: PortionCounts;
}): readonly LinesForPortions[] {
  const packs = day.substitutes.flatMap(({ allergen, specialPackCount, dish }) => {
    const safe = day.dishes.filter((one) => !one.lines.some((line) => line.ingredient.allergens.includes(allergen)));
    const packed = dish === null ? safe : [...safe, dish];
    return packed.map(({ lines }) => ({ lines, portionCounts: packPortions(specialPackCount) }));
  });
  return [...day.dishes.map(({ lines }) => ({ lines, portionCounts: day.portionCounts })), ...packs];
}
