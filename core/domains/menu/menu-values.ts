import { z } from "zod";
import { ALLERGENS, RECIPIENT_CATEGORIES } from "#kernel/food-words.ts";
import { menuIdSchema, recipeIdSchema } from "./ids.ts";
import { MENU_DISHES_MAX_COUNT } from "./menu-vocabulary.ts";
import { TARGET_NUTRIENTS } from "./nutrients.ts";
import { audienceSchema } from "./recipe-values.ts";

/** Shapes of menus and menu days (DOMAIN.md §4.5). */

/** A dish as somebody puts it into a menu; the kitchen PC adds the latest version of its recipe. */
export const menuDishInput = z.strictObject({ recipeId: recipeIdSchema, audience: audienceSchema.optional() });
export const menuDishInputs = z.array(menuDishInput).max(MENU_DISHES_MAX_COUNT);

export const menuDish = z.strictObject({
  recipeId: recipeIdSchema,
  version: z.int().min(1),
  audience: audienceSchema.optional(),
});
export type MenuDish = z.infer<typeof menuDish>;
export const menuDishes = z.array(menuDish).min(1).max(MENU_DISHES_MAX_COUNT);

/** How many portions of the day each official group gets, special packs apart. */
export const dayGroup = z.strictObject({
  recipientCategory: z.enum(RECIPIENT_CATEGORIES),
  portionCount: z.int().min(1).max(100_000),
});
export type DayGroup = z.infer<typeof dayGroup>;
export const dayGroups = z.array(dayGroup).min(1).max(RECIPIENT_CATEGORIES.length);

/** What those who may not have an allergen get instead, packed apart. */
export const substituteInput = z.strictObject({
  allergen: z.enum(ALLERGENS),
  recipeId: recipeIdSchema,
  specialPackCount: z.int().min(0).max(10_000),
});
export type SubstituteInput = z.infer<typeof substituteInput>;
export const substituteInputs = z.array(substituteInput).max(ALLERGENS.length);

export const substitute = substituteInput.extend({ version: z.int().min(1) });
export type Substitute = z.infer<typeof substitute>;
export const substitutes = z.array(substitute).max(ALLERGENS.length);

/** Why an approval needed a reason. */
export const menuException = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("nutrient-low"),
    recipientCategory: z.enum(RECIPIENT_CATEGORIES),
    nutrient: z.enum(TARGET_NUTRIENTS),
    adequacyBp: z.int().min(0),
  }),
  z.strictObject({
    kind: z.literal("over-ceiling"),
    estimatedCostIdr: z.int().min(0),
    ceilingIdr: z.int().min(0),
  }),
  z.strictObject({ kind: z.literal("allergen-without-substitute"), allergen: z.enum(ALLERGENS) }),
]);
export type MenuException = z.infer<typeof menuException>;

/** What a revision of an approved day changes. */
export const dayChanges = z.strictObject({
  menuId: menuIdSchema,
  version: z.int().min(1),
  dishes: menuDishes,
  substitutes,
  groups: dayGroups,
});
export type DayChanges = z.infer<typeof dayChanges>;
