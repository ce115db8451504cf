import type { FoodLine } from "#domains/menu/food-amounts.ts";
import type { RecipeId } from "#domains/menu/ids.ts";
import { requirementsFor, type LinesForPortions, type Requirement } from "#domains/menu/requirement.ts";
import { priceCeilingLargeIdr, priceCeilingSmallIdr, requirementBufferBp } from "#domains/menu/settings.ts";
import { ceilingOf } from "#domains/menu/cost.ts";
import { addPortionCounts, NO_PORTIONS, type PortionCounts, type Quantity } from "#kernel/quantity.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import { batchesOfDay } from "#main/domains/production/queries.ts";
import { settingReader } from "#main/domains/site/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { cookedFor, packPortions, portionCountsOf } from "./day-portions.ts";
import { ingredientsById } from "./ingredient-lookups.ts";
import { dayRevisions, servedDishes, type DayRevisionRow } from "./menu-day-lookups.ts";
import { recipeBook } from "./recipe-lookups.ts";

interface Span {
  readonly fromDate: ServiceDate;
  readonly toDate: ServiceDate;
}

/** An approved day: whom it feeds, what it needs bought, and what it may cost. */
export interface ApprovedDay {
  readonly serviceDate: ServiceDate;
  readonly revision: number;
  /** Of the groups; special packs count as large. */
  readonly portionCounts: PortionCounts;
  /** Gross, rounded to what can be bought; a food whose need cannot be told is left out here and named on the menu's page. */
  readonly requirements: readonly { readonly ingredientId: string; readonly needed: Quantity }[];
  readonly ceilingIdr: number;
}

/** The approved days of a span, in order. */
export function approvedDaysBetween(db: ReadableDb, span: Span): readonly ApprovedDay[] {
  return daysInForce(db, span).map((day) => {
    const read = settingReader(db, day.serviceDate);
    const cooked = cookedOn(db, day);
    const needs = requirementsFor(cooked, foodsOf(db, cooked), read(requirementBufferBp).value);
    const packCount = day.substitutes.reduce((sum, one) => sum + one.specialPackCount, 0);
    const portionCounts = addPortionCounts(portionCountsOf(day.groups), packPortions(packCount));
    return {
      serviceDate: day.serviceDate,
      revision: day.revision,
      portionCounts,
      requirements: needs.flatMap((need) =>
        need.isKnown ? [{ ingredientId: need.ingredientId, needed: need.needed }] : [],
      ),
      ceilingIdr: ceilingOf(portionCounts, {
        ceilingSmallIdr: read(priceCeilingSmallIdr).value,
        ceilingLargeIdr: read(priceCeilingLargeIdr).value,
      }),
    };
  });
}

/** What a whole span needs of each food, rounded once over all of it, and on which dates. */
export function approvedNeeds(
  db: ReadableDb,
  span: Span,
): ReadonlyMap<string, { readonly total: Requirement; readonly dates: readonly ServiceDate[] }> {
  const days = daysInForce(db, span).map((day) => ({ day, cooked: cookedOn(db, day) }));
  const all = days.flatMap(({ cooked }) => cooked);
  const totals = requirementsFor(all, foodsOf(db, all), settingReader(db, span.fromDate)(requirementBufferBp).value);
  return new Map(
    totals.map((total) => [
      total.ingredientId,
      {
        total,
        dates: days
          .filter(({ cooked }) =>
            cooked.some(({ lines }) => lines.some((line) => line.ingredientId === total.ingredientId)),
          )
          .map(({ day }) => day.serviceDate),
      },
    ]),
  );
}

function daysInForce(db: ReadableDb, span: Span): readonly DayRevisionRow[] {
  const byDate = new Map<ServiceDate, DayRevisionRow>();
  for (const day of dayRevisions(db, span)) {
    if (day.status === "approved") byDate.set(day.serviceDate, day);
  }
  return [...byDate.values()];
}

function foodsOf(db: ReadableDb, cooked: readonly { readonly lines: readonly FoodLine[] }[]) {
  const ids = cooked.flatMap(({ lines }) => lines.map((line) => line.ingredientId));
  return ingredientsById(db, [...new Set(ids)]);
}

/** For the portions of the day's batches once they are planned, before that for those of its groups. */
function cookedOn(db: ReadableDb, day: DayRevisionRow): readonly LinesForPortions[] {
  const book = recipeBook(db, { versions: [...day.dishes, ...day.substitutes] });
  const dishes = servedDishes(day.dishes, book);
  const substitutes = day.substitutes.map((one) => ({ ...one, dish: servedDishes([one], book)[0] ?? null }));
  const planned = plannedPortions(db, day.serviceDate);
  if (planned.size === 0) return cookedFor({ dishes, substitutes, portionCounts: portionCountsOf(day.groups) });
  return [
    ...dishes.map(({ recipeId, lines }) => ({ lines, portionCounts: planned.get(recipeId) ?? NO_PORTIONS })),
    ...cookedFor({ dishes, substitutes, portionCounts: NO_PORTIONS }),
  ];
}

/** Portions the day's batches cook of each recipe. */
function plannedPortions(db: ReadableDb, serviceDate: ServiceDate): ReadonlyMap<RecipeId, PortionCounts> {
  const byRecipe = new Map<RecipeId, PortionCounts>();
  for (const { plan, status } of batchesOfDay(db, serviceDate)) {
    if (status === "cancelled") continue;
    for (const { recipeId, portionCounts } of plan.dishRuns) {
      if (recipeId === undefined) continue;
      byRecipe.set(recipeId, addPortionCounts(byRecipe.get(recipeId) ?? NO_PORTIONS, portionCounts));
    }
  }
  return byRecipe;
}
