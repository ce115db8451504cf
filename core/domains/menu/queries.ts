import { ingredientQueries } from "./ingredient-queries.ts";

export const menuQueries = [...ingredientQueries] as const;
