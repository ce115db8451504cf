import { recipeVersionKey } from "#domains/menu/menu-facts.ts";
import {
  MENU_CALENDAR_DAY_COUNT,
  type MenuCalendarRow,
  type MenuDayRevisionRow,
  type MenuDayRow,
} from "#domains/menu/menu-queries.ts";
import { menuRepeatDays } from "#domains/menu/menu-settings.ts";
import type { MenuDish } from "#domains/menu/menu-values.ts";
import { ALLERGENS } from "#kernel/food-words.ts";
import { totalPortionCount } from "#kernel/quantity.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import { addDays } from "#kernel/time.ts";
import { serviceDayProduction } from "#main/domains/production/queries.ts";
import { serviceDay, settingReader } from "#main/domains/site/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { portionCountsOf } from "./day-portions.ts";
import { menuNow } from "./menu-lookups.ts";
import { dayRevisions, type DayRevisionRow } from "./menu-day-lookups.ts";
import { dishRows, latestVersions } from "./menu-rows.ts";
import { cookingRecipeIds } from "./recipe-and-menu-facts.ts";
import { recipeBook, type RecipeBook } from "./recipe-lookups.ts";

/** The newest revision of each date, and the approved one in force. */
interface MenuDay {
  readonly current: DayRevisionRow;
  readonly inForce: DayRevisionRow | null;
}

function menuDays(
  db: ReadableDb,
  span: { readonly fromDate: ServiceDate; readonly toDate: ServiceDate },
): ReadonlyMap<ServiceDate, MenuDay> {
  const days = new Map<ServiceDate, MenuDay>();
  for (const revision of dayRevisions(db, span)) {
    const before = days.get(revision.serviceDate)?.inForce ?? null;
    days.set(revision.serviceDate, {
      current: revision,
      inForce: revision.status === "approved" ? revision : before,
    });
  }
  return days;
}

/** One row a date of the span, also where nothing is planned. */
export function menuCalendarRows(
  db: ReadableDb,
  { fromDate, toDate }: { readonly fromDate: ServiceDate; readonly toDate: ServiceDate },
): readonly MenuCalendarRow[] {
  const repeatDays = settingReader(db, fromDate)(menuRepeatDays).value;
  const lastDate = [toDate, addDays(fromDate, MENU_CALENDAR_DAY_COUNT - 1)].toSorted()[0] ?? toDate;
  const days = menuDays(db, { fromDate: addDays(fromDate, -repeatDays), toDate: addDays(lastDate, repeatDays) });
  const book = recipeBook(db, { versions: [...days.values()].flatMap(({ current }) => current.dishes) });
  const rows: MenuCalendarRow[] = [];
  for (let date = fromDate; date <= lastDate; date = addDays(date, 1)) {
    rows.push(calendarRow(db, date, { day: days.get(date), days, book, repeatDays }));
  }
  return rows;
}

function calendarRow(
  db: ReadableDb,
  serviceDate: ServiceDate,
  known: {
    readonly day: MenuDay | undefined;
    readonly days: ReadonlyMap<ServiceDate, MenuDay>;
    readonly book: RecipeBook;
    readonly repeatDays: number;
  },
): MenuCalendarRow {
  const { dayKind, status: dayStatus } = serviceDay(db, serviceDate);
  const place = { serviceDate, dayKind, isDayClosed: dayStatus === "closed" };
  if (known.day === undefined) return { ...place, ...NOTHING_PLANNED };
  const { current, inForce } = known.day;
  return {
    ...place,
    status: statusOf(db, current),
    revision: current.revision,
    inForceRevision: inForce?.revision ?? null,
    menuId: current.menuId,
    menuName: menuNow(db, current.menuId)?.name ?? null,
    dishNames: current.dishes.map((dish) => dishName(dish, known.book)),
    portionCount: totalPortionCount(portionCountsOf(current.groups)),
    specialPackCount: packCount(current),
    repeats: repeatsOf(serviceDate, current, known),
    exceptionCount: current.exceptions.length,
    returnReason: current.status === "draft" ? current.returnReason : null,
    makerStaffIds: [...current.makerStaffIds],
    submittedByStaffId: current.submittedByStaffId,
    approvedByStaffId: current.status === "approved" ? current.approvedByStaffId : null,
    changedAtMs: changedAtMs(current),
    changedByStaffId: changedBy(current),
  };
}

const NOTHING_PLANNED = {
  status: null,
  revision: null,
  inForceRevision: null,
  menuId: null,
  menuName: null,
  dishNames: [],
  portionCount: 0,
  specialPackCount: 0,
  repeats: [],
  exceptionCount: 0,
  returnReason: null,
  makerStaffIds: [],
  submittedByStaffId: null,
  approvedByStaffId: null,
  changedAtMs: null,
  changedByStaffId: null,
};

function changedAtMs(day: DayRevisionRow): number {
  return Math.max(day.plannedAtMs, day.submittedAtMs ?? 0, day.approvedAtMs ?? 0);
}

function changedBy(day: DayRevisionRow): string | null {
  switch (day.status) {
    case "approved":
      return day.approvedByStaffId;
    case "submitted":
      return day.submittedByStaffId;
    case "draft":
      return day.returnedByStaffId ?? day.makerStaffIds.at(-1) ?? null;
  }
}

function packCount({ substitutes }: DayRevisionRow): number {
  return substitutes.reduce((sum, one) => sum + one.specialPackCount, 0);
}

/** `locked` once work on the day's first batch has begun. */
function statusOf(db: ReadableDb, day: DayRevisionRow): MenuDayRevisionRow["status"] {
  if (day.status !== "approved") return day.status;
  return serviceDayProduction(db, day.serviceDate).isStarted ? "locked" : "approved";
}

function dishName({ recipeId, version }: MenuDish, book: RecipeBook): string {
  return book.recipeVersions.get(recipeVersionKey(recipeId, version))?.recipe.dishName ?? recipeId;
}

/** Dishes other than staples, which are served again within the setting; the nearest other date of each. */
function repeatsOf(
  serviceDate: ServiceDate,
  day: DayRevisionRow,
  known: { readonly days: ReadonlyMap<ServiceDate, MenuDay>; readonly book: RecipeBook; readonly repeatDays: number },
): MenuCalendarRow["repeats"] {
  const found: { dishName: string; otherDate: string }[] = [];
  for (const dish of day.dishes) {
    const recipe = known.book.recipeVersions.get(recipeVersionKey(dish.recipeId, dish.version))?.recipe;
    if (recipe === undefined || recipe.component === "staple") continue;
    for (let distance = 1; distance <= known.repeatDays; distance += 1) {
      const otherDate = [addDays(serviceDate, -distance), addDays(serviceDate, distance)].find((date) =>
        known.days.get(date)?.current.dishes.some((other) => other.recipeId === dish.recipeId),
      );
      if (otherDate === undefined) continue;
      found.push({ dishName: recipe.dishName, otherDate });
      break;
    }
  }
  return found;
}

/** The menu of a date; no row where nothing is planned. */
export function menuDayRows(db: ReadableDb, serviceDate: ServiceDate): readonly MenuDayRow[] {
  const repeatDays = settingReader(db, serviceDate)(menuRepeatDays).value;
  const days = menuDays(db, { fromDate: addDays(serviceDate, -repeatDays), toDate: addDays(serviceDate, repeatDays) });
  const day = days.get(serviceDate);
  if (day === undefined) return [];
  const shown = [day.current, ...(day.inForce === null ? [] : [day.inForce])];
  const book = recipeBook(db, { versions: shown.flatMap(({ dishes, substitutes }) => [...dishes, ...substitutes]) });
  const current = revisionRow(db, day.current, book);
  const covered = new Set(day.current.substitutes.map(({ allergen }) => allergen));
  const found = new Set(current.dishes.flatMap((dish) => dish.allergens));
  return [
    {
      serviceDate,
      isDayClosed: serviceDay(db, serviceDate).status === "closed",
      current,
      inForce: day.inForce === null ? null : revisionRow(db, day.inForce, book),
      uncoveredAllergens: ALLERGENS.filter((allergen) => found.has(allergen) && !covered.has(allergen)),
      repeats: repeatsOf(serviceDate, day.current, { days, book, repeatDays }),
      cookingRecipeIds: [...cookingRecipeIds(db, serviceDate)],
      isStarted: serviceDayProduction(db, serviceDate).isStarted,
    },
  ];
}

function revisionRow(db: ReadableDb, day: DayRevisionRow, book: RecipeBook): MenuDayRevisionRow {
  return {
    revision: day.revision,
    status: statusOf(db, day),
    menuId: day.menuId,
    menuName: menuNow(db, day.menuId)?.name ?? day.menuId,
    version: day.version,
    dishes: dishRows(day.dishes, book, latestVersions(db)),
    groups: [...day.groups],
    substitutes: day.substitutes.map((one) => ({ ...one, dishName: dishName(one, book) })),
    makerStaffIds: [...day.makerStaffIds],
    plannedAtMs: day.plannedAtMs,
    submittedAtMs: day.submittedAtMs,
    submittedByStaffId: day.submittedByStaffId,
    approvedAtMs: day.approvedAtMs,
    approvedByStaffId: day.approvedByStaffId,
    exceptions: [...day.exceptions],
    approvalReason: day.approvalReason,
    returnReason: day.returnReason,
    returnedByStaffId: day.returnedByStaffId,
    reviseReason: day.reviseReason,
  };
}
