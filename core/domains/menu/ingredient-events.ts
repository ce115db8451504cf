import { z } from "zod";
import { defineEvent, type EventOf, type StoredEventOf } from "#kernel/definition.ts";
import { ingredientIdSchema } from "./ids.ts";
import { ingredientFieldsSchema } from "./ingredient-values.ts";

/** The kitchen knows a food. */
export const ingredientAdded = defineEvent({
  type: "ingredient-added",
  class: "B",
  body: z.strictObject({ ingredientId: ingredientIdSchema, fields: ingredientFieldsSchema }),
});

/** A food as it is from now on. */
export const ingredientChanged = defineEvent({
  type: "ingredient-changed",
  class: "B",
  body: z.strictObject({ ingredientId: ingredientIdSchema, revision: z.int().min(2), fields: ingredientFieldsSchema }),
});

/** A list of foods was taken over; its foods are events of their own in the same transaction. */
export const ingredientsImported = defineEvent({
  type: "ingredients-imported",
  class: "B",
  body: z.strictObject({
    fileName: z.string(),
    sha256: z.string(),
    addedCount: z.int(),
    knownCount: z.int(),
    cleanedCount: z.int(),
    mergedCount: z.int(),
    refusedCount: z.int(),
  }),
});

/** A table of amounts a portion was taken over; the foods it changed are events of their own in the same transaction. */
export const portionStandardsImported = defineEvent({
  type: "portion-standards-imported",
  class: "B",
  body: z.strictObject({
    fileName: z.string(),
    sha256: z.string(),
    setCount: z.int(),
    unknownNames: z.array(z.string()),
    mismatchedNames: z.array(z.string()),
  }),
});

export const ingredientEvents = [
  ingredientAdded,
  ingredientChanged,
  ingredientsImported,
  portionStandardsImported,
] as const;
export type IngredientEvent = EventOf<(typeof ingredientEvents)[number]>;
export type StoredIngredientEvent = StoredEventOf<(typeof ingredientEvents)[number]>;
