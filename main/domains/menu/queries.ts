import type { MenuDish } from "#domains/menu/menu-values.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { ingredientsById, type KnownIngredient } from "./ingredient-lookups.ts";
import { dayRevisionInForce, servedDishes, type DayRevisionRow, type ServedDish } from "./menu-day-lookups.ts";
import { approvedDaysBetween, type ApprovedDay } from "./day-needs.ts";
import { isAnyMenuActive } from "./menu-lookups.ts";
import { recipeBook } from "./recipe-lookups.ts";

/** What may be asked about foods, recipes and menus; other domains import nothing else from here. */

/** A food as it is now. What its fields lack is unknown. */
export type IngredientNow = KnownIngredient;

/** The foods of these ids, by id; one that does not exist is not in the answer. */
export function ingredientNow(db: ReadableDb, ids: readonly string[]): ReadonlyMap<string, IngredientNow> {
  return ingredientsById(db, ids);
}

/** Whether the kitchen serves menus: then only what an approved menu day serves is planned. */
export function isMenuServed(db: ReadableDb): boolean {
  return isAnyMenuActive(db);
}

/** The approved menu of a date as the kitchen cooks by it. */
export interface MenuDayNow {
  readonly serviceDate: ServiceDate;
  readonly revision: number;
  readonly menuId: DayRevisionRow["menuId"];
  readonly version: number;
  /** Dishes, then substitutes, each once, with net amounts for 100 portions down to the food. */
  readonly dishes: readonly ServedDish[];
}

/** The revision in force on a date; null while none was approved. A later draft changes nothing here. */
export function menuDayNow(db: ReadableDb, serviceDate: ServiceDate): MenuDayNow | null {
  const day = dayRevisionInForce(db, serviceDate);
  if (day === null) return null;
  const refs: readonly MenuDish[] = [...day.dishes, ...day.substitutes];
  const { revision, menuId, version } = day;
  return { serviceDate, revision, menuId, version, dishes: servedDishes(refs, recipeBook(db, { versions: refs })) };
}

/** The approved menu days of a span, in order: whom each feeds, what it needs bought and what it may cost. */
export function approvedDays(
  db: ReadableDb,
  span: { readonly fromDate: ServiceDate; readonly toDate: ServiceDate },
): readonly ApprovedDay[] {
  return approvedDaysBetween(db, span);
}

/** What an approved day needs of each food for the portions planned; null while none is approved. */
export function requirementsOf(db: ReadableDb, serviceDate: ServiceDate): ApprovedDay["requirements"] | null {
  return approvedDaysBetween(db, { fromDate: serviceDate, toDate: serviceDate })[0]?.requirements ?? null;
}
