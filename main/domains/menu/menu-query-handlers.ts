import {
  allergenSheetQuery,
  ingredientRequirementsQuery,
  menuCalendarQuery,
  menuDayFiguresQuery,
  menuDayQuery,
  menuQuery,
  menusQuery,
  nutritionLabelQuery,
  recipeQuery,
  recipesQuery,
} from "#domains/menu/menu-queries.ts";
import { inventoryEvents } from "#domains/inventory/events.ts";
import type { Clock } from "#kernel/time.ts";
import { serviceDateAt } from "#main/domains/site/queries.ts";
import { answerQuery, type QueryHandler } from "#main/store/domain-module.ts";
import {
  allergenSheetRows,
  ingredientRequirementRows,
  menuDayFigureRows,
  nutritionLabelRows,
} from "./day-figure-rows.ts";
import { menuCalendarRows, menuDayRows } from "./menu-day-rows.ts";
import { menuRows } from "./menu-rows.ts";
import { recipeListRows, recipeRows } from "./recipe-rows.ts";

const MENU = ["*"];
/** A day's state and what is being cooked of it are told by other domains. */
const DAY = [
  "*",
  "service-day-kind-set",
  "service-day-opened",
  "service-day-closed",
  "service-day-reopened",
  "batch-planned",
  "batch-changed",
  "batch-cancelled",
  "preparation-started",
  "cooking-started",
  "stage-undone",
];
/** What receipts, issues and counts do to a price is told by inventory. */
const FIGURES = [
  ...DAY,
  "setting-changed",
  "price-surveyed",
  "publication-received",
  ...inventoryEvents.map(({ type }) => type),
];

/** The live queries of recipes, menus and menu days. */
export function recipeAndMenuQueryHandlers({ clock }: { readonly clock: Clock }): readonly QueryHandler[] {
  return [
    answerQuery(recipesQuery, MENU, (db) => recipeListRows(db)),
    answerQuery(recipeQuery, MENU, (db, params) => recipeRows(db, params)),
    answerQuery(menusQuery, MENU, (db, { status }) =>
      menuRows(db, { status, today: serviceDateAt(db, clock.nowMs()) }),
    ),
    answerQuery(menuQuery, MENU, (db, { menuId }) => menuRows(db, { menuId, today: serviceDateAt(db, clock.nowMs()) })),
    answerQuery(menuCalendarQuery, DAY, (db, params) => menuCalendarRows(db, params)),
    answerQuery(menuDayQuery, DAY, (db, { serviceDate }) => menuDayRows(db, serviceDate)),
    answerQuery(menuDayFiguresQuery, FIGURES, (db, { serviceDate }) => menuDayFigureRows(db, serviceDate)),
    answerQuery(ingredientRequirementsQuery, FIGURES, (db, params) => ingredientRequirementRows(db, params)),
    answerQuery(allergenSheetQuery, MENU, (db, { serviceDate }) => allergenSheetRows(db, serviceDate)),
    answerQuery(nutritionLabelQuery, MENU, (db, { serviceDate }) => nutritionLabelRows(db, serviceDate)),
  ];
}
