import { ingredientQueries } from "./ingredient-queries.ts";
import { recipeAndMenuQueries } from "./menu-queries.ts";

export const menuQueries = [...ingredientQueries, ...recipeAndMenuQueries] as const;
