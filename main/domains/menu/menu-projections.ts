import type { StoredRecipeOrMenuEvent } from "#domains/menu/menu-events.ts";
import type { MenuStatus } from "#domains/menu/menu-vocabulary.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import { projectMenuDay } from "./menu-day-projections.ts";
import { menuSql } from "./tables.ts";

type Event<Type extends StoredRecipeOrMenuEvent["type"]> = Extract<StoredRecipeOrMenuEvent, { readonly type: Type }>;

/** Brings the read models of recipes, menus and menu days up to one event. */
export function projectRecipeOrMenu(db: WritableDb, event: StoredRecipeOrMenuEvent): void {
  switch (event.type) {
    case "recipe-saved":
      projectRecipe(db, event);
      return;
    case "menu-created":
      createMenu(db, event);
      return;
    case "menu-changed":
      changeMenu(db, event);
      return;
    case "menu-activated":
      setStatus(db, event, "active");
      return;
    case "menu-deactivated":
      setStatus(db, event, "inactive");
      return;
    case "menu-archived":
      setStatus(db, event, "archived");
      return;
    case "menu-day-planned":
    case "menu-day-submitted":
    case "menu-day-approved":
    case "menu-day-returned":
    case "menu-day-revised":
      projectMenuDay(db, event);
      return;
  }
}

function projectRecipe(db: WritableDb, event: Event<"recipe-saved">): void {
  const { recipeId, version, recipe } = event.body;
  const newest = {
    version,
    recipe_code: recipe.recipeCode,
    dish_name: recipe.dishName,
    component: recipe.component,
  };
  db.run(
    menuSql
      .insertInto("recipe")
      .values({ recipe_id: recipeId, ...newest })
      .onConflict((conflict) => conflict.column("recipe_id").doUpdateSet(newest)),
  );
  db.run(
    menuSql.insertInto("recipe_version").values({
      recipe_id: recipeId,
      version,
      content: JSON.stringify(recipe),
      saved_at_ms: event.recordedAtMs,
      saved_by_staff_id: event.staffId,
    }),
  );
  db.run(menuSql.deleteFrom("recipe_ingredient").where("recipe_id", "=", recipeId));
  const ingredientIds = new Set(
    recipe.lines.flatMap(({ source }) => (source.kind === "ingredient" ? [source.ingredientId] : [])),
  );
  for (const ingredientId of ingredientIds) {
    db.run(menuSql.insertInto("recipe_ingredient").values({ recipe_id: recipeId, ingredient_id: ingredientId }));
  }
}

function createMenu(db: WritableDb, event: Event<"menu-created">): void {
  const { menuId, version, name, dishes } = event.body;
  db.run(
    menuSql.insertInto("menu").values({
      menu_id: menuId,
      version,
      name,
      status: "draft",
      dishes: JSON.stringify(dishes),
      changed_at_ms: event.recordedAtMs,
      changed_by_staff_id: event.staffId,
    }),
  );
}

function changeMenu(db: WritableDb, event: Event<"menu-changed">): void {
  const { menuId, version, fields } = event.body;
  db.run(
    menuSql
      .updateTable("menu")
      .set({
        version,
        ...(fields.name !== undefined && { name: fields.name }),
        ...(fields.dishes !== undefined && { dishes: JSON.stringify(fields.dishes) }),
        ...changed(event),
      })
      .where("menu_id", "=", menuId),
  );
}

function setStatus(
  db: WritableDb,
  event: Event<"menu-activated" | "menu-deactivated" | "menu-archived">,
  status: MenuStatus,
): void {
  db.run(
    menuSql
      .updateTable("menu")
      .set({ status, ...changed(event) })
      .where("menu_id", "=", event.body.menuId),
  );
}

function changed(event: StoredRecipeOrMenuEvent) {
  return { changed_at_ms: event.recordedAtMs, changed_by_staff_id: event.staffId };
}
