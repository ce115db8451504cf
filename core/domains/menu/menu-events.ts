import { z } from "zod";
import { defineEvent, type EventOf, type StoredEventOf } from "#kernel/definition.ts";
import { RECIPIENT_CATEGORIES } from "#kernel/food-words.ts";
import { serviceDateSchema } from "#kernel/service-date.ts";
import { menuIdSchema, recipeIdSchema } from "./ids.ts";
import { dayChanges, dayGroups, menuDishes, menuException, substitutes } from "./menu-values.ts";
import { NUTRIENTS } from "./nutrients.ts";
import { recipeContent } from "./recipe-values.ts";

const name = z.string().min(1).max(80);
const reason = z.string().min(1).max(500);
const version = z.int().min(1);
const revision = z.int().min(1);
const serviceDate = serviceDateSchema;

export const recipeSaved = defineEvent({
  type: "recipe-saved",
  class: "B",
  body: z.strictObject({ recipeId: recipeIdSchema, version, recipe: recipeContent }),
});

export const menuCreated = defineEvent({
  type: "menu-created",
  class: "B",
  body: z.strictObject({ menuId: menuIdSchema, version, name, dishes: menuDishes }),
});

export const menuChanged = defineEvent({
  type: "menu-changed",
  class: "B",
  body: z.strictObject({
    menuId: menuIdSchema,
    version,
    fields: z.strictObject({ name, dishes: menuDishes }).partial(),
  }),
});

const aboutMenu = z.strictObject({ menuId: menuIdSchema });
export const menuActivated = defineEvent({ type: "menu-activated", class: "B", body: aboutMenu });
export const menuDeactivated = defineEvent({ type: "menu-deactivated", class: "B", body: aboutMenu });
export const menuArchived = defineEvent({ type: "menu-archived", class: "B", body: aboutMenu });

/** Dishes and substitutes name the versions of their recipes that are served, whatever is saved later. */
export const menuDayPlanned = defineEvent({
  type: "menu-day-planned",
  class: "B",
  body: z.strictObject({
    serviceDate,
    revision,
    menuId: menuIdSchema,
    version,
    dishes: menuDishes,
    groups: dayGroups,
    substitutes,
  }),
});

/** What one portion of a group gives, as it was known at submitting; null where nobody knows it. */
export const groupNutrition = z.strictObject({
  recipientCategory: z.enum(RECIPIENT_CATEGORIES),
  nutrients: z
    .array(
      z.strictObject({
        nutrient: z.enum(NUTRIENTS),
        /** In the unit of its name, at most two places. */
        value: z.number().min(0).nullable(),
        /** Of the group's target for this meal; null without a target or a figure. */
        adequacyBp: z.int().min(0).nullable(),
      }),
    )
    .max(NUTRIENTS.length),
});
export type GroupNutrition = z.infer<typeof groupNutrition>;

export const menuDaySubmitted = defineEvent({
  type: "menu-day-submitted",
  class: "B",
  body: z.strictObject({
    serviceDate,
    revision,
    nutritionByGroup: z.array(groupNutrition).max(RECIPIENT_CATEGORIES.length),
    /** Of all portions of the day, whole rupiah. */
    estimatedCostIdr: z.int().min(0),
    ceilingIdr: z.int().min(0),
    targetVersion: z.int().min(0),
  }),
});

export const menuDayApproved = defineEvent({
  type: "menu-day-approved",
  class: "A",
  body: z.strictObject({
    serviceDate,
    revision,
    exceptions: z.array(menuException).max(400),
    reason: reason.optional(),
  }),
});

export const menuDayReturned = defineEvent({
  type: "menu-day-returned",
  class: "B",
  body: z.strictObject({ serviceDate, revision, reason }),
});

/** `revision` is the one that begins; `changes` is all that it holds. */
export const menuDayRevised = defineEvent({
  type: "menu-day-revised",
  class: "A",
  body: z.strictObject({ serviceDate, revision, changes: dayChanges, reason }),
});

export const recipeAndMenuEvents = [
  recipeSaved,
  menuCreated,
  menuChanged,
  menuActivated,
  menuDeactivated,
  menuArchived,
  menuDayPlanned,
  menuDaySubmitted,
  menuDayApproved,
  menuDayReturned,
  menuDayRevised,
] as const;

export type RecipeOrMenuEvent = EventOf<(typeof recipeAndMenuEvents)[number]>;
export type StoredRecipeOrMenuEvent = StoredEventOf<(typeof recipeAndMenuEvents)[number]>;

const TYPES: ReadonlySet<string> = new Set(recipeAndMenuEvents.map(({ type }) => type));

/** Whether an event of the menu is about a recipe, a menu or a menu day, not about a food. */
export function isRecipeOrMenuEvent(event: { readonly type: string }): event is StoredRecipeOrMenuEvent {
  return TYPES.has(event.type);
}
