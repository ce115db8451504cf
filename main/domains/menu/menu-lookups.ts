import type { MenuId } from "#domains/menu/ids.ts";
import type { MenuNow } from "#domains/menu/menu-facts.ts";
import type { MenuDish } from "#domains/menu/menu-values.ts";
import type { MenuStatus } from "#domains/menu/menu-vocabulary.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import { menuSql } from "./tables.ts";

/** Reads of menus that facts and query answers share. */

interface MenuRowOfTable {
  readonly menu_id: MenuId;
  readonly version: number;
  readonly name: string;
  readonly status: MenuStatus;
  readonly dishes: string;
}

export function menuNow(db: ReadableDb, menuId: MenuId): MenuNow | null {
  const row = db.first(selectMenu({ menuId }));
  return row === undefined ? null : menuFromRow(row);
}

export function menuFromRow(row: MenuRowOfTable): MenuNow {
  return {
    menuId: row.menu_id,
    version: row.version,
    name: row.name,
    status: row.status,
    dishes: JSON.parse(row.dishes) as readonly MenuDish[], // written by the projection from a parsed event
  };
}

const selectMenu = createPreparedQuery<{ menuId: MenuId }, MenuRowOfTable>((value) =>
  menuSql
    .selectFrom("menu")
    .select(["menu_id", "version", "name", "status", "dishes"])
    .where("menu_id", "=", value("menuId")),
);

export function isAnyMenuActive(db: ReadableDb): boolean {
  return db.first(selectAnyActive({})) !== undefined;
}

const selectAnyActive = createPreparedQuery(() =>
  menuSql.selectFrom("menu").select("menu_id").where("status", "=", "active").limit(1),
);
