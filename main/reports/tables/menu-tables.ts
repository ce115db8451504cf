import { ingredientsQuery, type IngredientRow } from "#domains/menu/ingredient-queries.ts";
import { menuCalendarQuery, menuDayFiguresQuery, menusQuery, recipesQuery } from "#domains/menu/menu-queries.ts";
import type { TableOf } from "#domains/reports/tables.ts";
import type { Allergen } from "#kernel/food-words.ts";
import type { LocalDate } from "#kernel/time.ts";
import { dateText, spanText } from "#main/reports/format.ts";
import type { ReportSource } from "#main/reports/report-source.ts";
import { unitPriceText } from "#main/reports/unit-price-text.ts";
import { amountCell, unitCell } from "./amount-cells.ts";
import { joined, listed, type ListedTable } from "./listed-table.ts";
import { word } from "./table-words.ts";

interface OfSpan {
  readonly fromDate: LocalDate;
  readonly toDate: LocalDate;
}
type Of<Code extends TableOf["table"]> = Extract<TableOf, { readonly table: Code }>;

/** Pages of foods one document holds: more than the national table has. */
const FOOD_PAGES_MAX_COUNT = 100;

/** The foods a search and a category leave, every page of them. */
export function foodsTable(source: ReportSource, { search, category }: Of<"foods">): ListedTable {
  const asked = { ...(search !== undefined && { search }), ...(category !== undefined && { category }) };
  return listed({
    title: word("food.list"),
    subject: joined(
      word("document.as-now"),
      category === undefined ? null : word(`food.category.${category}`),
      search === undefined ? null : `“${search}”`,
    ),
    rows: everyFood(source, asked),
    key: (row) => row.ingredientId,
    columns: (column) => [
      column(word("food.column.code"), "text", 14, (row) => row.ingredientCode),
      column(word("food.column.name"), "text", 26, (row) => row.name),
      column(word("food.category"), "text", 16, (row) => word(`food.category.${row.category}`)),
      column(word("document.energy"), "thousandths", 11, (row) => thousandth(row.energyKcal)),
      column(word("document.protein"), "thousandths", 11, (row) => thousandth(row.proteinG)),
      column(word("document.nutrition-per"), "text", 10, (row) =>
        row.nutritionPer === null ? null : row.nutritionPer === "piece" ? "1 buah" : "100 g",
      ),
      column(word("food.column.edible"), "share", 8, (row) => row.edibleBp),
      column(word("food.column.price"), "text", 18, (row) => unitPriceText(row.referencePrice)),
      column(word("document.nutrition-missing"), "count", 12, (row) => row.missingNutrientCount),
      column(word("food.column.allergens"), "text", 20, (row) =>
        joined(allergenText(row.allergens), row.allergenBasis === "name" ? word("food.allergens.from-name") : null),
      ),
      column(word("document.source"), "text", 16, (row) => row.source),
    ],
  });
}

function everyFood(source: ReportSource, asked: object): readonly IngredientRow[] {
  const foods: IngredientRow[] = [];
  for (let pageNumber = 0; pageNumber < FOOD_PAGES_MAX_COUNT; pageNumber += 1) {
    const page = source.askShown(ingredientsQuery, { ...asked, pageNumber });
    foods.push(...page);
    if (page.length < ingredientsQuery.limit) break;
  }
  return foods;
}

export function recipesTable(source: ReportSource): ListedTable {
  return listed({
    title: word("menu.recipes.list"),
    subject: word("document.as-now"),
    rows: source.askShown(recipesQuery, {}),
    key: (row) => row.recipeId,
    columns: (column) => [
      column(word("menu.recipes.column.name"), "text", 28, (row) => row.dishName),
      column(word("menu.recipes.column.code"), "text", 14, (row) => row.recipeCode),
      column(word("menu.recipes.column.component"), "text", 13, (row) => word(`shared.component.${row.component}`)),
      column(word("menu.recipes.column.lines"), "count", 8, (row) => row.lineCount),
      column(word("menu.recipes.column.steps"), "count", 9, (row) => row.stepCount),
      column(word("menu.recipes.column.version"), "count", 8, (row) => row.version),
      column(word("food.column.allergens"), "text", 22, (row) => allergenText(row.allergens)),
      column(word("document.saved"), "time", 16, (row) => row.savedAtMs),
    ],
  });
}

export function menusTable(source: ReportSource): ListedTable {
  return listed({
    title: word("menu.list.title"),
    subject: word("document.as-now"),
    rows: source.askShown(menusQuery, {}),
    key: (row) => row.menuId,
    columns: (column) => [
      column(word("menu.list.column.name"), "text", 24, (row) => row.name),
      column(word("menu.recipes.column.version"), "count", 8, (row) => row.version),
      column(word("menu.list.column.dishes"), "text", 46, (row) =>
        row.dishes.map(({ dishName }) => dishName).join(", "),
      ),
      column(word("menu.list.column.status"), "text", 13, (row) => word(`menu.menu-status.${row.status}`)),
      column(word("menu.list.column.coming"), "text", 26, (row) => row.comingDates.map(dateText).join(", ")),
    ],
  });
}

export function calendarTable(source: ReportSource, { fromDate, toDate }: OfSpan): ListedTable {
  return listed({
    title: word("menu.calendar.title"),
    subject: spanText({ fromDate, toDate }),
    rows: source.askShown(menuCalendarQuery, { fromDate, toDate }),
    key: (row) => row.serviceDate,
    columns: (column) => [
      column(word("document.date"), "date", 13, (row) => row.serviceDate),
      column(word("menu.list.column.name"), "text", 20, (row) =>
        row.dayKind === "closed" ? word("menu.calendar.holiday") : row.menuName,
      ),
      column(word("menu.list.column.dishes"), "text", 40, (row) => row.dishNames.join(", ")),
      column(word("menu.list.column.status"), "text", 20, (row) =>
        row.status === null ? word("menu.calendar.none") : word(`menu.status.${row.status}`),
      ),
      column(word("menu.day.portion-count"), "count", 9, (row) => (row.status === null ? null : row.portionCount)),
      column(word("shared.special-pack"), "count", 9, (row) => (row.status === null ? null : row.specialPackCount)),
      column(word("document.repeats"), "text", 22, (row) =>
        row.repeats.map(({ dishName, otherDate }) => `${dishName} ${dateText(otherDate)}`).join("; "),
      ),
      column(word("document.approved-by"), "text", 18, (row) => source.nameOf(row.approvedByStaffId)),
    ],
  });
}

/** What a day buys and what it costs, dearest first. */
export function dayFoodsTable(source: ReportSource, { serviceDate }: Of<"menu-day-foods">): ListedTable {
  return listed({
    title: word("menu.figures.foods"),
    subject: dateText(serviceDate),
    rows: source.askShown(menuDayFiguresQuery, { serviceDate })[0]?.foods ?? [],
    key: (row) => row.ingredientId,
    columns: (column) => [
      column(word("menu.figures.food"), "text", 28, (row) => row.name),
      column(word("menu.figures.needed"), "thousandths", 13, (row) => amountCell(row.needed)),
      column(word("document.unit"), "text", 8, (row) => (row.needed === null ? null : unitCell(row.needed))),
      column(word("menu.figures.price"), "text", 18, (row) => unitPriceText(row.price)),
      column(word("menu.figures.price-source"), "text", 18, (row) =>
        row.priceSource === null ? null : word(`menu.price.${row.priceSource}`),
      ),
      column(word("menu.figures.amount"), "idr", 16, (row) => row.amountIdr),
    ],
  });
}

function allergenText(allergens: readonly Allergen[]): string {
  return allergens.length === 0
    ? word("food.allergens.none")
    : allergens.map((allergen) => word(`food.allergen.${allergen}`)).join(", ");
}

/** A figure of at most three decimals, as a column of thousandths holds it. */
function thousandth(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1_000);
}
