import { NUTRIENTS, TARGET_NUTRIENTS } from "#domains/menu/nutrients.ts";
import type {
  AllergenSheetRow,
  IngredientRequirementRow,
  MenuDayFiguresRow,
  NutritionLabelRow,
} from "#domains/menu/menu-queries.ts";
import { ingredientRequirementsQuery } from "#domains/menu/menu-queries.ts";
import { quantityOf } from "#kernel/quantity.ts";
import { ALLERGENS, PROFILE_OF_RECIPIENT } from "#kernel/food-words.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { dayAssessment, dayFigures, type DayFigures } from "./day-figures.ts";
import { approvedNeeds } from "./day-needs.ts";
import { ingredientsById } from "./ingredient-lookups.ts";
import { currentDayRevision, dayRevisionInForce, type ServedDish } from "./menu-day-lookups.ts";

/** What the newest revision of a date gives and costs now; no row where nothing is planned. */
export function menuDayFigureRows(db: ReadableDb, serviceDate: ServiceDate): readonly MenuDayFiguresRow[] {
  const day = currentDayRevision(db, serviceDate);
  if (day === null) return [];
  const figures = dayFigures(db, day);
  const assessment = dayAssessment(figures);
  const { cost, target } = figures;
  return [
    {
      serviceDate,
      revision: day.revision,
      groups: figures.groups.map((group) => groupRow(group, day.groups, figures)),
      foods: foodRows(figures),
      lines: figures.dishes.flatMap(lineRows),
      amountIdr: cost.amountIdr,
      ceilingIdr: cost.ceilingIdr,
      perPortionIdr: cost.perPortionIdr,
      ceilingPerPortionIdr: cost.ceilingPerPortionIdr,
      exceptions: [...assessment.exceptions],
      nutritionMissingIds: [...assessment.nutritionMissingIds],
      priceMissingIds: [...assessment.priceMissingIds],
      targetVersion: target.version,
      targetSource: target.source,
    },
  ];
}

type GroupRow = MenuDayFiguresRow["groups"][number];

function groupRow(
  { category, profile, nutrition, adequacy, target }: DayFigures["groups"][number],
  groups: readonly { readonly recipientCategory: string; readonly portionCount: number }[],
  figures: DayFigures,
): GroupRow {
  return {
    recipientCategory: category,
    profile,
    portionCount: groups.find((one) => one.recipientCategory === category)?.portionCount ?? 0,
    nutrients: NUTRIENTS.map((nutrient) => {
      const { value, missing } = nutrition[nutrient];
      const targeted = TARGET_NUTRIENTS.find((one) => one === nutrient);
      return {
        nutrient,
        value,
        missing: missing.map((one) => ({ ...one, name: nameOf(one.ingredientId, figures) })),
        target:
          targeted === undefined
            ? null
            : {
                value: target[targeted],
                adequacyBp: adequacy[targeted].shareBp,
                level: adequacy[targeted].level,
              },
      };
    }),
  };
}

function nameOf(ingredientId: string, { foods }: DayFigures): string {
  return foods.get(ingredientId)?.name ?? ingredientId;
}

function foodRows(figures: DayFigures): MenuDayFiguresRow["foods"] {
  const costs = new Map(figures.cost.foods.map((one) => [one.ingredientId, one]));
  const missing = new Map(figures.cost.missing.map((one) => [one.ingredientId, one.reason]));
  return figures.requirements
    .map((need) => {
      const cost = costs.get(need.ingredientId);
      return {
        ingredientId: need.ingredientId,
        name: nameOf(need.ingredientId, figures),
        needed: need.isKnown ? need.needed : null,
        priceSource: cost?.source ?? null,
        price: cost?.price ?? null,
        amountIdr: cost?.amountIdr ?? null,
        reason: missing.get(need.ingredientId) ?? null,
      };
    })
    .toSorted((left, right) => (right.amountIdr ?? -1) - (left.amountIdr ?? -1));
}

function lineRows({ recipe, lines }: ServedDish): MenuDayFiguresRow["lines"] {
  return lines.map(({ ingredientId, unit, amounts, retentions, ingredient }) => ({
    dishName: recipe.dishName,
    ingredientId,
    name: ingredient.name,
    quantities: {
      small: quantityOf(unit, amounts.small),
      large: quantityOf(unit, amounts.large),
      toddler: quantityOf(unit, amounts.toddler),
      maternal: quantityOf(unit, amounts.maternal),
    },
    retentions: [...retentions],
  }));
}

/** Each food of the span's approved menus once, most needed first within its unit; a need nobody can tell names why. */
export function ingredientRequirementRows(
  db: ReadableDb,
  span: { readonly fromDate: ServiceDate; readonly toDate: ServiceDate },
): readonly IngredientRequirementRow[] {
  const needs = approvedNeeds(db, span);
  const foods = ingredientsById(db, [...needs.keys()]);
  return [...needs]
    .map(([ingredientId, { total, dates }]) => ({
      ingredientId,
      name: foods.get(ingredientId)?.name ?? ingredientId,
      category: foods.get(ingredientId)?.category ?? null,
      net: total.isKnown ? total.net : null,
      gross: total.isKnown ? total.gross : null,
      needed: total.isKnown ? total.needed : null,
      reason: total.isKnown ? null : total.reason,
      dates: [...dates],
    }))
    .toSorted((left, right) => left.name.localeCompare(right.name, "id"))
    .slice(0, ingredientRequirementsQuery.limit + 1);
}

/** The approved menu's allergens; no rows while none is approved. */
export function allergenSheetRows(db: ReadableDb, serviceDate: ServiceDate): readonly AllergenSheetRow[] {
  const day = dayRevisionInForce(db, serviceDate);
  if (day === null) return [];
  const { dishes, substitutes } = dayFigures(db, day);
  return ALLERGENS.flatMap((allergen) => {
    const bringing = dishes.filter((dish) => dish.lines.some((line) => line.ingredient.allergens.includes(allergen)));
    if (bringing.length === 0) return [];
    const foods = bringing.flatMap(({ lines }) =>
      lines.filter((line) => line.ingredient.allergens.includes(allergen)).map((line) => line.ingredient.name),
    );
    const instead = substitutes.find((one) => one.allergen === allergen);
    return [
      {
        allergen,
        dishNames: bringing.map(({ recipe }) => recipe.dishName),
        ingredientNames: [...new Set(foods)],
        substituteDishName: instead?.dish?.recipe.dishName ?? null,
        specialPackCount: instead?.specialPackCount ?? 0,
      },
    ];
  });
}

/** The approved menu's label by group, as it was submitted; no rows while none is approved. */
export function nutritionLabelRows(db: ReadableDb, serviceDate: ServiceDate): readonly NutritionLabelRow[] {
  const day = dayRevisionInForce(db, serviceDate);
  if (day === null) return [];
  const { dishes } = dayFigures(db, day);
  return (day.nutritionByGroup ?? []).map(({ recipientCategory, nutrients }) => {
    const profile = PROFILE_OF_RECIPIENT[recipientCategory];
    return {
      recipientCategory,
      profile,
      portionCount: day.groups.find((one) => one.recipientCategory === recipientCategory)?.portionCount ?? 0,
      dishNames: dishes
        .filter(({ audience }) => audience === null || audience.includes(profile))
        .map(({ recipe }) => recipe.dishName),
      nutrients: [...nutrients],
    };
  });
}
