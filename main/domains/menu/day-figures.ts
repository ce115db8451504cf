import type { IngredientId } from "#domains/menu/ids.ts";
import { dayCost, type DayCost, type KnownPrices } from "#domains/menu/cost.ts";
import type { DayAssessment } from "#domains/menu/menu-facts.ts";
import type { GroupNutrition } from "#domains/menu/menu-events.ts";
import type { DayGroup, MenuDish, MenuException, Substitute } from "#domains/menu/menu-values.ts";
import { assessGroups, type GroupAssessment } from "#domains/menu/nutrition-adequacy.ts";
import { MACRONUTRIENTS, NUTRIENTS, TARGET_NUTRIENTS, type TargetNutrient } from "#domains/menu/nutrients.ts";
import { requirementsFor, type Requirement } from "#domains/menu/requirement.ts";
import {
  adequateMaxBp,
  adequateMinBp,
  priceCeilingLargeIdr,
  priceCeilingSmallIdr,
  requirementBufferBp,
  targetTable,
} from "#domains/menu/settings.ts";
import { targetTableOf } from "#domains/menu/target-table.ts";
import { addPortionCounts, type PortionCounts } from "#kernel/quantity.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import { pricesOf } from "#main/domains/inventory/queries.ts";
import { surveyPriceOf } from "#main/domains/procurement/queries.ts";
import { publishedPrices } from "#main/domains/publications/queries.ts";
import { settingReader } from "#main/domains/site/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { cookedFor, packPortions, portionCountsOf, type ServedSubstitute } from "./day-portions.ts";
import { ingredientsById, type KnownIngredient } from "./ingredient-lookups.ts";
import { servedDishes, type ServedDish } from "./menu-day-lookups.ts";
import { recipeBook } from "./recipe-lookups.ts";

/** What a menu day serves, to whom. */
export interface DayServed {
  readonly serviceDate: ServiceDate;
  readonly dishes: readonly MenuDish[];
  readonly groups: readonly DayGroup[];
  readonly substitutes: readonly Substitute[];
}

/** A day with its recipes read, and what it needs, gives and costs now. */
export interface DayFigures {
  readonly dishes: readonly ServedDish[];
  readonly substitutes: readonly ServedSubstitute[];
  readonly portionCounts: PortionCounts;
  readonly specialPackCount: number;
  readonly foods: ReadonlyMap<string, KnownIngredient>;
  readonly groups: readonly GroupAssessment[];
  readonly requirements: readonly Requirement[];
  readonly cost: DayCost;
  /** The version of the target table and its source. */
  readonly target: { readonly version: number; readonly source: string };
}

/** Reckons a day with the figures in force on it and the prices known now. */
export function dayFigures(db: ReadableDb, day: DayServed): DayFigures {
  const read = settingReader(db, day.serviceDate);
  const refs: readonly MenuDish[] = [...day.dishes, ...day.substitutes];
  const book = recipeBook(db, { versions: refs });
  const dishes = servedDishes(day.dishes, book);
  const substitutes = day.substitutes.map((one) => ({ ...one, dish: servedDishes([one], book)[0] ?? null }));
  const foods = ingredientsById(db, [...book.ingredients.keys()]);
  const portionCounts = portionCountsOf(day.groups);
  const specialPackCount = day.substitutes.reduce((sum, one) => sum + one.specialPackCount, 0);
  const cooked = cookedFor({ dishes, substitutes, portionCounts });
  const requirements = requirementsFor(cooked, foods, read(requirementBufferBp).value);
  const table = read(targetTable);
  return {
    dishes,
    substitutes,
    portionCounts,
    specialPackCount,
    foods,
    groups: assessGroups({
      lines: dishes.flatMap((dish) => dish.lines),
      foods,
      categories: day.groups.map(({ recipientCategory }) => recipientCategory),
      table: targetTableOf(table.value),
      range: { minBp: read(adequateMinBp).value, maxBp: read(adequateMaxBp).value },
    }),
    requirements,
    cost: dayCost(requirements, addPortionCounts(portionCounts, packPortions(specialPackCount)), {
      foods,
      prices: knownPrices(db, foods, day.serviceDate),
      ceilingSmallIdr: read(priceCeilingSmallIdr).value,
      ceilingLargeIdr: read(priceCeilingLargeIdr).value,
    }),
    target: { version: table.version, source: table.source },
  };
}

/**
 * What the store room paid and what was asked in the market, by food: of several items of one food, the newest received
 * counts, and the lowest of the newest survey. As the reference headquarters' survey of the region counts, then its HET; where it
 * published none, foods bear their reference price themselves.
 */
function knownPrices(
  db: ReadableDb,
  foods: ReadonlyMap<string, KnownIngredient>,
  serviceDate: ServiceDate,
): ReadonlyMap<string, KnownPrices> {
  const codes = [...foods.values()].map(({ ingredientCode }) => ingredientCode);
  const published = publishedPrices(db, codes, serviceDate);
  const kept = pricesOf(db, [...foods.keys()]);
  const prices = [...foods].map(([ingredientId, food]) => {
    const items = kept.get(ingredientId) ?? [];
    const ofHub = published.get(food.ingredientCode);
    const newest = items.toSorted((left, right) => (right.lastReceivedAtMs ?? 0) - (left.lastReceivedAtMs ?? 0));
    const surveys = surveyPriceOf(
      db,
      newest.map((item) => item.itemId),
    );
    const known: KnownPrices = {
      "moving-average": newest.find((item) => item.averagePrice !== null)?.averagePrice ?? null,
      "last-receipt": newest.find((item) => item.lastPrice !== null)?.lastPrice ?? null,
      survey: newest.flatMap((item) => surveys.get(item.itemId)?.lowest ?? [])[0] ?? null,
      reference: ofHub?.survey ?? ofHub?.ceiling ?? null,
    };
    return [ingredientId, known] as const;
  });
  return new Map(prices);
}

/** Sodium has a most and no least: too little of it is no lack (AKG names it a limit). */
const LACKED_NUTRIENTS: readonly TargetNutrient[] = TARGET_NUTRIENTS.filter((nutrient) => nutrient !== "sodiumMg");

/** The figures as a decision about the day needs them. */
export function dayAssessment(figures: DayFigures): DayAssessment {
  const { groups, cost, target } = figures;
  return {
    nutritionByGroup: groups.map(groupNutritionOf),
    estimatedCostIdr: cost.amountIdr,
    ceilingIdr: cost.ceilingIdr,
    targetVersion: target.version,
    nutritionMissingIds: idsOf(
      groups.flatMap(({ nutrition }) => MACRONUTRIENTS.flatMap((nutrient) => nutrition[nutrient].missing)),
    ),
    priceMissingIds: idsOf(cost.missing),
    exceptions: [...groups.flatMap(lackingOf), ...overCeiling(cost)],
  };
}

function groupNutritionOf({ category, nutrition, adequacy }: GroupAssessment): GroupNutrition {
  return {
    recipientCategory: category,
    nutrients: NUTRIENTS.map((nutrient) => {
      const { value, missing } = nutrition[nutrient];
      const target = TARGET_NUTRIENTS.find((one) => one === nutrient);
      const isKnown = missing.length === 0;
      return {
        nutrient,
        value: isKnown ? value : null,
        adequacyBp: isKnown && target !== undefined ? adequacy[target].shareBp : null,
      };
    }),
  };
}

function lackingOf({ category, adequacy }: GroupAssessment): readonly MenuException[] {
  return LACKED_NUTRIENTS.filter((nutrient) => adequacy[nutrient].level === "short").map((nutrient) => ({
    kind: "nutrient-low",
    recipientCategory: category,
    nutrient,
    adequacyBp: adequacy[nutrient].shareBp,
  }));
}

function overCeiling({ amountIdr, ceilingIdr }: DayCost): readonly MenuException[] {
  return amountIdr > ceilingIdr ? [{ kind: "over-ceiling", estimatedCostIdr: amountIdr, ceilingIdr }] : [];
}

function idsOf(missing: readonly { readonly ingredientId: string }[]): readonly IngredientId[] {
  // they come from the lines of recipes, whose ids are parsed
  return [...new Set(missing.map(({ ingredientId }) => ingredientId as IngredientId))];
}
