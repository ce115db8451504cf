import type { MenuException, DayGroup } from "#domains/menu/menu-values.ts";
import { PROFILE_OF_RECIPIENT } from "#kernel/food-words.ts";
import { addPortionCounts, NO_PORTIONS, type PortionCounts } from "#kernel/quantity.ts";
import type { Units } from "#renderer/copy/units.ts";
import type { ManagerCopy } from "#renderer/faces/manager/words.ts";

/** Portions by profile of the groups a day feeds. */
export function groupCounts(groups: readonly DayGroup[]): PortionCounts {
  return groups.reduce(
    (total, { recipientCategory, portionCount }) =>
      addPortionCounts(total, {
        ...NO_PORTIONS,
        [`${PROFILE_OF_RECIPIENT[recipientCategory]}Count`]: portionCount,
      }),
    NO_PORTIONS,
  );
}

/** Why an approval asks for a reason, one line each. */
export function exceptionWords(exception: MenuException, copy: ManagerCopy, units: Units): string {
  const { t } = copy;
  switch (exception.kind) {
    case "nutrient-low":
      return t("menu.exception.nutrient-low", {
        nutrient: t(`food.nutrient.${exception.nutrient}`),
        group: t(`food.group.${exception.recipientCategory}`),
        adequacy: units.percent(exception.adequacyBp),
      });
    case "over-ceiling":
      return t("menu.exception.over-ceiling", {
        cost: units.money(exception.estimatedCostIdr),
        ceiling: units.money(exception.ceilingIdr),
      });
    case "allergen-without-substitute":
      return t("menu.exception.allergen-without-substitute", { allergen: t(`food.allergen.${exception.allergen}`) });
  }
}
