import type { IngredientId, MenuId, RecipeId } from "#domains/menu/ids.ts";
import type { MenuStatus } from "#domains/menu/menu-vocabulary.ts";
import type { DayRevision } from "#domains/menu/menu-state.ts";
import type { DishComponent } from "#kernel/food-words.ts";
import type { ProjectionTable } from "#main/store/domain-module.ts";

/** Read models of recipes, menus and menu days. */
export interface RecipeAndMenuTables {
  /** The newest version of each recipe. */
  readonly recipe: {
    recipe_id: RecipeId;
    version: number;
    recipe_code: string;
    dish_name: string;
    component: DishComponent;
  };
  /** Every version ever saved: a day that served one can always be read again. */
  readonly recipe_version: {
    recipe_id: RecipeId;
    version: number;
    /** JSON text of the recipe. */
    content: string;
    saved_at_ms: number;
    saved_by_staff_id: string | null;
  };
  /** The foods the newest version of a recipe names itself. */
  readonly recipe_ingredient: { recipe_id: RecipeId; ingredient_id: IngredientId };
  readonly menu: {
    menu_id: MenuId;
    version: number;
    name: string;
    status: MenuStatus;
    /** JSON text of the dishes. */
    dishes: string;
    changed_at_ms: number;
    changed_by_staff_id: string | null;
  };
  readonly menu_day: {
    service_date: string;
    revision: number;
    status: DayRevision["status"];
    menu_id: MenuId;
    menu_version: number;
    /** JSON texts. */
    dishes: string;
    groups: string;
    substitutes: string;
    maker_staff_ids: string;
    planned_at_ms: number;
    submitted_at_ms: number | null;
    submitted_by_staff_id: string | null;
    nutrition_by_group: string | null;
    estimated_cost_idr: number | null;
    ceiling_idr: number | null;
    target_version: number | null;
    approved_at_ms: number | null;
    approved_by_staff_id: string | null;
    exceptions: string | null;
    approval_reason: string | null;
    return_reason: string | null;
    returned_by_staff_id: string | null;
    revise_reason: string | null;
  };
}

export const recipeAndMenuTables: readonly ProjectionTable[] = [
  {
    name: "recipe",
    ddl: [
      `CREATE TABLE recipe (
        recipe_id TEXT PRIMARY KEY,
        version INTEGER NOT NULL CHECK (version > 0),
        recipe_code TEXT NOT NULL,
        dish_name TEXT NOT NULL,
        component TEXT NOT NULL
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX recipe_by_code ON recipe (recipe_code)",
      "CREATE INDEX recipe_by_name ON recipe (dish_name, recipe_id)",
    ],
  },
  {
    name: "recipe_version",
    ddl: [
      `CREATE TABLE recipe_version (
        recipe_id TEXT NOT NULL,
        version INTEGER NOT NULL CHECK (version > 0),
        content TEXT NOT NULL,
        saved_at_ms INTEGER NOT NULL,
        saved_by_staff_id TEXT,
        PRIMARY KEY (recipe_id, version)
      ) STRICT`,
    ],
  },
  {
    name: "recipe_ingredient",
    ddl: [
      `CREATE TABLE recipe_ingredient (
        recipe_id TEXT NOT NULL,
        ingredient_id TEXT NOT NULL,
        PRIMARY KEY (recipe_id, ingredient_id)
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX recipe_ingredient_by_ingredient ON recipe_ingredient (ingredient_id)",
    ],
  },
  {
    name: "menu",
    ddl: [
      `CREATE TABLE menu (
        menu_id TEXT PRIMARY KEY,
        version INTEGER NOT NULL CHECK (version > 0),
        name TEXT NOT NULL,
        status TEXT NOT NULL,
        dishes TEXT NOT NULL,
        changed_at_ms INTEGER NOT NULL,
        changed_by_staff_id TEXT
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX menu_by_status ON menu (status, name)",
    ],
  },
  {
    name: "menu_day",
    ddl: [
      `CREATE TABLE menu_day (
        service_date TEXT NOT NULL,
        revision INTEGER NOT NULL CHECK (revision > 0),
        status TEXT NOT NULL CHECK (status IN ('draft', 'submitted', 'approved')),
        menu_id TEXT NOT NULL,
        menu_version INTEGER NOT NULL,
        dishes TEXT NOT NULL,
        groups TEXT NOT NULL,
        substitutes TEXT NOT NULL,
        maker_staff_ids TEXT NOT NULL,
        planned_at_ms INTEGER NOT NULL,
        submitted_at_ms INTEGER,
        submitted_by_staff_id TEXT,
        nutrition_by_group TEXT,
        estimated_cost_idr INTEGER,
        ceiling_idr INTEGER,
        target_version INTEGER,
        approved_at_ms INTEGER,
        approved_by_staff_id TEXT,
        exceptions TEXT,
        approval_reason TEXT,
        return_reason TEXT,
        returned_by_staff_id TEXT,
        revise_reason TEXT,
        PRIMARY KEY (service_date, revision)
      ) STRICT`,
      "CREATE INDEX menu_day_by_menu ON menu_day (menu_id, service_date)",
    ],
  },
];
