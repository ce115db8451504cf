import { z } from "zod";
import {
  ALLERGENS,
  DISH_COMPONENTS,
  FOOD_CATEGORIES,
  PORTION_PROFILES,
  RECIPIENT_CATEGORIES,
} from "#kernel/food-words.ts";
import { defineQuery, type RowOf } from "#kernel/definition.ts";
import { portionCountsSchema, quantitySchema, unitPriceSchema } from "#kernel/quantity.ts";
import { serviceDateSchema } from "#kernel/service-date.ts";
import { PRICE_SOURCES } from "./cost.ts";
import { ingredientIdSchema, menuIdSchema, recipeIdSchema } from "./ids.ts";
import { MENU_DAY_STATUSES, MENU_STATUSES } from "./menu-vocabulary.ts";
import { audienceSchema, nutrientRetention, recipeContent } from "./recipe-values.ts";
import { dayGroup, menuException, substitute } from "./menu-values.ts";
import { NUTRIENTS } from "./nutrients.ts";

const staffId = z.string().nullable();
const atMs = z.int().nullable();
const allergens = z.array(z.enum(ALLERGENS));
const FACES = { permission: "kitchen.view", faces: ["manager"] } as const;

/** Every recipe at its newest version, by name. */
export const recipesQuery = defineQuery({
  name: "recipes",
  params: z.strictObject({}),
  row: z.strictObject({
    recipeId: recipeIdSchema,
    version: z.int(),
    recipeCode: z.string(),
    dishName: z.string(),
    component: z.enum(DISH_COMPONENTS),
    isHalal: z.boolean(),
    allergens,
    lineCount: z.int(),
    stepCount: z.int(),
    savedAtMs: z.int(),
    savedByStaffId: staffId,
  }),
  key: "recipeId",
  ...FACES,
});
export type RecipeListRow = RowOf<typeof recipesQuery>;

/** One version of a recipe, the newest unless named, with its lines down to the food for these portions. */
export const recipeQuery = defineQuery({
  name: "recipe",
  params: z.strictObject({
    recipeId: recipeIdSchema,
    version: z.int().min(1).optional(),
    portionCounts: portionCountsSchema.optional(),
  }),
  row: z.strictObject({
    recipeId: recipeIdSchema,
    version: z.int(),
    latestVersion: z.int(),
    recipe: recipeContent,
    /** Foods and recipes its own lines name. */
    lineNames: z.array(z.string()),
    allergens,
    /** Net amounts for the portions asked for, whole units up; empty when none were. */
    scaledLines: z.array(
      z.strictObject({ ingredientId: ingredientIdSchema, name: z.string(), quantity: quantitySchema }),
    ),
    versions: z.array(z.strictObject({ version: z.int(), savedAtMs: z.int(), savedByStaffId: staffId })),
  }),
  key: "recipeId",
  limit: 1,
  ...FACES,
});
export type RecipeRow = RowOf<typeof recipeQuery>;

const dishOfMenu = z.strictObject({
  recipeId: recipeIdSchema,
  version: z.int(),
  /** Newer than `version`: the recipe was saved again since. */
  latestVersion: z.int(),
  recipeCode: z.string(),
  dishName: z.string(),
  component: z.enum(DISH_COMPONENTS),
  audience: audienceSchema.nullable(),
  allergens,
});
export type MenuDishRow = z.output<typeof dishOfMenu>;

const menuRow = z.strictObject({
  menuId: menuIdSchema,
  version: z.int(),
  name: z.string(),
  status: z.enum(MENU_STATUSES),
  dishes: z.array(dishOfMenu),
  changedAtMs: z.int(),
  changedByStaffId: staffId,
  /** The next dates that serve it, today included. */
  comingDates: z.array(z.string()),
});

export const menusQuery = defineQuery({
  name: "menus",
  params: z.strictObject({ status: z.enum(MENU_STATUSES).optional() }),
  row: menuRow,
  key: "menuId",
  limit: 200,
  ...FACES,
});
export type MenuRow = RowOf<typeof menusQuery>;

export const menuQuery = defineQuery({
  name: "menu",
  params: z.strictObject({ menuId: menuIdSchema }),
  row: menuRow,
  key: "menuId",
  limit: 1,
  ...FACES,
});

/** A dish served again within `menu.repeat-days`. */
const repeat = z.strictObject({ dishName: z.string(), otherDate: z.string() });

/** Days a calendar shows at once. */
export const MENU_CALENDAR_DAY_COUNT = 42;

/** One row a date, also where nothing is planned. */
export const menuCalendarQuery = defineQuery({
  name: "menu-calendar",
  params: z.strictObject({ fromDate: serviceDateSchema, toDate: serviceDateSchema }),
  row: z.strictObject({
    serviceDate: z.string(),
    dayKind: z.enum(["regular", "dry-pack", "ramadan", "closed"]),
    isDayClosed: z.boolean(),
    /** Of the newest revision; null where nothing is planned. */
    status: z.enum(MENU_DAY_STATUSES).nullable(),
    revision: z.int().nullable(),
    /** The approved revision the kitchen cooks by. */
    inForceRevision: z.int().nullable(),
    menuId: menuIdSchema.nullable(),
    menuName: z.string().nullable(),
    dishNames: z.array(z.string()),
    portionCount: z.int(),
    specialPackCount: z.int(),
    repeats: z.array(repeat),
    exceptionCount: z.int(),
    returnReason: z.string().nullable(),
    makerStaffIds: z.array(z.string()),
    submittedByStaffId: staffId,
    approvedByStaffId: staffId,
    changedAtMs: z.int().nullable(),
    /** Whoever brought it to the state it is in. */
    changedByStaffId: staffId,
  }),
  key: "serviceDate",
  limit: MENU_CALENDAR_DAY_COUNT,
  ...FACES,
});
export type MenuCalendarRow = RowOf<typeof menuCalendarQuery>;

const dayRevision = z.strictObject({
  revision: z.int(),
  status: z.enum(MENU_DAY_STATUSES),
  menuId: menuIdSchema,
  menuName: z.string(),
  version: z.int(),
  dishes: z.array(dishOfMenu),
  groups: z.array(dayGroup),
  substitutes: z.array(substitute.extend({ dishName: z.string() })),
  makerStaffIds: z.array(z.string()),
  plannedAtMs: z.int(),
  submittedAtMs: atMs,
  submittedByStaffId: staffId,
  approvedAtMs: atMs,
  approvedByStaffId: staffId,
  exceptions: z.array(menuException),
  approvalReason: z.string().nullable(),
  returnReason: z.string().nullable(),
  returnedByStaffId: staffId,
  reviseReason: z.string().nullable(),
});
export type MenuDayRevisionRow = z.output<typeof dayRevision>;

/** The menu of a date: the revision being worked on, and the one in force. No row where nothing is planned. */
export const menuDayQuery = defineQuery({
  name: "menu-day",
  params: z.strictObject({ serviceDate: serviceDateSchema }),
  row: z.strictObject({
    serviceDate: z.string(),
    isDayClosed: z.boolean(),
    current: dayRevision,
    inForce: dayRevision.nullable(),
    uncoveredAllergens: allergens,
    repeats: z.array(repeat),
    /** Recipes some batch of the day is cooking, or has cooked. */
    cookingRecipeIds: z.array(recipeIdSchema),
    isStarted: z.boolean(),
  }),
  key: "serviceDate",
  limit: 1,
  ...FACES,
});
export type MenuDayRow = RowOf<typeof menuDayQuery>;

const missing = z.strictObject({ ingredientId: z.string(), name: z.string(), reason: z.string() });
const profileQuantities = z.strictObject({
  small: quantitySchema,
  large: quantitySchema,
  toddler: quantitySchema,
  maternal: quantitySchema,
});

/** What the newest revision of a date gives each group and costs, as foods and prices stand now. */
export const menuDayFiguresQuery = defineQuery({
  name: "menu-day-figures",
  params: z.strictObject({ serviceDate: serviceDateSchema }),
  row: z.strictObject({
    serviceDate: z.string(),
    revision: z.int(),
    groups: z.array(
      z.strictObject({
        recipientCategory: z.enum(RECIPIENT_CATEGORIES),
        profile: z.enum(PORTION_PROFILES),
        portionCount: z.int(),
        nutrients: z.array(
          z.strictObject({
            nutrient: z.enum(NUTRIENTS),
            /** In the unit of its name; with anything missing the least the portion holds. */
            value: z.number(),
            missing: z.array(missing),
            /** For the nutrients that have one, per meal. */
            target: z
              .strictObject({
                value: z.number(),
                adequacyBp: z.int(),
                level: z.enum(["short", "adequate", "over", "unknown"]),
              })
              .nullable(),
          }),
        ),
      }),
    ),
    /** What the day buys, dearest first. */
    foods: z.array(
      z.strictObject({
        ingredientId: z.string(),
        name: z.string(),
        needed: quantitySchema.nullable(),
        priceSource: z.enum(PRICE_SOURCES).nullable(),
        price: unitPriceSchema.nullable(),
        amountIdr: z.int().nullable(),
        /** Why need or cost cannot be told. */
        reason: z.string().nullable(),
      }),
    ),
    lines: z.array(
      z.strictObject({
        dishName: z.string(),
        ingredientId: ingredientIdSchema,
        name: z.string(),
        quantities: profileQuantities,
        retentions: z.array(nutrientRetention),
      }),
    ),
    amountIdr: z.int(),
    ceilingIdr: z.int(),
    perPortionIdr: z.int().nullable(),
    ceilingPerPortionIdr: z.int().nullable(),
    exceptions: z.array(menuException),
    nutritionMissingIds: z.array(z.string()),
    priceMissingIds: z.array(z.string()),
    targetVersion: z.int(),
    targetSource: z.string(),
  }),
  key: "serviceDate",
  limit: 1,
  permission: "cost.view",
  faces: ["manager"],
});
export type MenuDayFiguresRow = RowOf<typeof menuDayFiguresQuery>;

/** What the approved menus of a span need of each food, for the portions planned. */
export const ingredientRequirementsQuery = defineQuery({
  name: "ingredient-requirements",
  params: z.strictObject({ fromDate: serviceDateSchema, toDate: serviceDateSchema }),
  row: z.strictObject({
    ingredientId: z.string(),
    name: z.string(),
    category: z.enum(FOOD_CATEGORIES).nullable(),
    /** What goes into the portions, what must be on hand, and that rounded to what can be bought. */
    net: quantitySchema.nullable(),
    gross: quantitySchema.nullable(),
    needed: quantitySchema.nullable(),
    reason: z.string().nullable(),
    dates: z.array(z.string()),
  }),
  key: "ingredientId",
  ...FACES,
});
export type IngredientRequirementRow = RowOf<typeof ingredientRequirementsQuery>;

/** Of the approved menu of a date: each allergen, the dishes and foods that bring it, and what is given instead. */
export const allergenSheetQuery = defineQuery({
  name: "allergen-sheet",
  params: z.strictObject({ serviceDate: serviceDateSchema }),
  row: z.strictObject({
    allergen: z.enum(ALLERGENS),
    dishNames: z.array(z.string()),
    ingredientNames: z.array(z.string()),
    substituteDishName: z.string().nullable(),
    specialPackCount: z.int(),
  }),
  key: "allergen",
  limit: ALLERGENS.length,
  permission: "kitchen.view",
  faces: ["manager", "tablet"],
});
export type AllergenSheetRow = RowOf<typeof allergenSheetQuery>;

/** What the approved menu of a date gives each group, as it was approved. */
export const nutritionLabelQuery = defineQuery({
  name: "nutrition-label",
  params: z.strictObject({ serviceDate: serviceDateSchema }),
  row: z.strictObject({
    recipientCategory: z.enum(RECIPIENT_CATEGORIES),
    profile: z.enum(PORTION_PROFILES),
    portionCount: z.int(),
    dishNames: z.array(z.string()),
    nutrients: z.array(
      z.strictObject({
        nutrient: z.enum(NUTRIENTS),
        value: z.number().nullable(),
        adequacyBp: z.int().nullable(),
      }),
    ),
  }),
  key: "recipientCategory",
  limit: RECIPIENT_CATEGORIES.length,
  permission: "kitchen.view",
  faces: ["manager", "tablet"],
});
export type NutritionLabelRow = RowOf<typeof nutritionLabelQuery>;

export const recipeAndMenuQueries = [
  recipesQuery,
  recipeQuery,
  menusQuery,
  menuQuery,
  menuCalendarQuery,
  menuDayQuery,
  menuDayFiguresQuery,
  ingredientRequirementsQuery,
  allergenSheetQuery,
  nutritionLabelQuery,
] as const;
