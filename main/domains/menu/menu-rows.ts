import type { MenuId, RecipeId } from "#domains/menu/ids.ts";
import { recipeVersionKey } from "#domains/menu/menu-facts.ts";
import { menusQuery, type MenuDishRow, type MenuRow } from "#domains/menu/menu-queries.ts";
import type { MenuDish } from "#domains/menu/menu-values.ts";
import type { MenuStatus } from "#domains/menu/menu-vocabulary.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { menuFromRow } from "./menu-lookups.ts";
import { datesServing } from "./menu-day-lookups.ts";
import { recipeBook, type RecipeBook } from "./recipe-lookups.ts";
import { recipeAllergens } from "./recipe-rows.ts";
import { menuSql } from "./tables.ts";

/** Dates a menu's row names. */
const COMING_DATES_COUNT = 10;

/** Menus by name, archived ones last. */
export function menuRows(
  db: ReadableDb,
  asked: { readonly status?: MenuStatus | undefined; readonly menuId?: MenuId; readonly today: ServiceDate },
): readonly MenuRow[] {
  let query = menuSql.selectFrom("menu").selectAll();
  if (asked.status !== undefined) query = query.where("status", "=", asked.status);
  if (asked.menuId !== undefined) query = query.where("menu_id", "=", asked.menuId);
  const rows = db.all(
    query
      .orderBy((build) => build.case().when("status", "=", "archived").then(1).else(0).end())
      .orderBy("name")
      .orderBy("menu_id")
      .limit(menusQuery.limit + 1),
  );
  const menus = rows.map((row) => ({ row, menu: menuFromRow(row) }));
  const book = recipeBook(db, { versions: menus.flatMap(({ menu }) => menu.dishes) });
  const latest = latestVersions(db);
  return menus.map(({ row, menu }) => ({
    menuId: menu.menuId,
    version: menu.version,
    name: menu.name,
    status: menu.status,
    dishes: dishRows(menu.dishes, book, latest),
    changedAtMs: row.changed_at_ms,
    changedByStaffId: row.changed_by_staff_id,
    comingDates: datesServing(db, menu.menuId, asked.today).slice(0, COMING_DATES_COUNT),
  }));
}

/** The newest version of every recipe. */
export function latestVersions(db: ReadableDb): ReadonlyMap<RecipeId, number> {
  const rows = db.all(menuSql.selectFrom("recipe").select(["recipe_id", "version"]));
  return new Map(rows.map((row) => [row.recipe_id, row.version]));
}

/** Dishes with the words of their recipe versions. */
export function dishRows(
  dishes: readonly MenuDish[],
  book: RecipeBook,
  latest: ReadonlyMap<RecipeId, number>,
): MenuDishRow[] {
  return dishes.flatMap(({ recipeId, version, audience }) => {
    const found = book.recipeVersions.get(recipeVersionKey(recipeId, version));
    if (found === undefined) return [];
    const { recipeCode, dishName, component } = found.recipe;
    return [
      {
        recipeId,
        version,
        latestVersion: latest.get(recipeId) ?? version,
        recipeCode,
        dishName,
        component,
        audience: audience ?? null,
        allergens: [...recipeAllergens(found.recipe, book)],
      },
    ];
  });
}
