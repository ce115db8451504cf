import type { IngredientId } from "#domains/menu/ids.ts";
import type { FoodCategory } from "#kernel/food-words.ts";
import type { ProjectionTable } from "#main/store/domain-module.ts";

export interface IngredientTables {
  readonly ingredient: {
    ingredient_id: IngredientId;
    ingredient_code: string;
    /** The name folded, for the order of the list. */
    sort_name: string;
    category: FoodCategory;
    revision: number;
    /** `ingredientFieldsSchema` as JSON: what it holds is read together, never by part. */
    fields: string;
    changed_at_ms: number;
    changed_by_staff_id: string | null;
  };
  /** The words a food is found by (`core/domains/menu/food-search.ts`). */
  readonly ingredient_word: { word: string; ingredient_id: IngredientId; position_count: number };
}

export const ingredientTables: readonly ProjectionTable[] = [
  {
    name: "ingredient",
    ddl: [
      `CREATE TABLE ingredient (
        ingredient_id TEXT PRIMARY KEY,
        ingredient_code TEXT NOT NULL UNIQUE,
        sort_name TEXT NOT NULL,
        category TEXT NOT NULL,
        revision INTEGER NOT NULL,
        fields TEXT NOT NULL,
        changed_at_ms INTEGER NOT NULL,
        changed_by_staff_id TEXT
      ) STRICT`,
      "CREATE INDEX ingredient_by_name ON ingredient (sort_name, ingredient_id)",
      "CREATE INDEX ingredient_by_category ON ingredient (category, sort_name, ingredient_id)",
    ],
  },
  {
    name: "ingredient_word",
    ddl: [
      `CREATE TABLE ingredient_word (
        word TEXT NOT NULL,
        ingredient_id TEXT NOT NULL,
        position_count INTEGER NOT NULL,
        PRIMARY KEY (word, ingredient_id)
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX ingredient_word_by_food ON ingredient_word (ingredient_id)",
    ],
  },
];
