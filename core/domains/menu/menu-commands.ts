import { z } from "zod";
import { defineCommand, type CommandOf } from "#kernel/definition.ts";
import { serviceDateSchema } from "#kernel/service-date.ts";
import { menuIdSchema, recipeIdSchema } from "./ids.ts";
import { MENU_DISHES_MAX_COUNT } from "./menu-vocabulary.ts";
import { dayGroups, menuDishInputs, substituteInputs } from "./menu-values.ts";
import { recipeInput } from "./recipe-values.ts";

const name = z.string().trim().min(1).max(80);
const reason = z.string().trim().min(1).max(500);
const serviceDate = serviceDateSchema;
const EDIT = { nature: "grant", permission: "menu.edit", faces: ["manager"] } as const;
const APPROVE = { nature: "grant", permission: "menu.approve", faces: ["manager"], signatureCount: 1 } as const;
/** The version somebody changed; 0 for what is new. A newer one refuses the change, so nobody overwrites unseen. */
const basedOnVersion = z.int().min(0).max(1_000_000);
const revision = z.int().min(1).max(1_000_000);

/** Saves a new recipe, or the next version of one. Answer: `{ version }`. */
export const saveRecipe = defineCommand({
  type: "save-recipe",
  ...EDIT,
  body: z.strictObject({ recipeId: recipeIdSchema, basedOnVersion, recipe: recipeInput }),
});

export const createMenu = defineCommand({
  type: "create-menu",
  ...EDIT,
  body: z.strictObject({ menuId: menuIdSchema, name, dishes: menuDishInputs }),
});

/** Dishes that are named take the latest version of their recipe. */
export const changeMenu = defineCommand({
  type: "change-menu",
  ...EDIT,
  body: z.strictObject({
    menuId: menuIdSchema,
    basedOnVersion,
    fields: z.strictObject({ name, dishes: menuDishInputs }).partial(),
  }),
});

const aboutMenu = z.strictObject({ menuId: menuIdSchema });
export const activateMenu = defineCommand({ type: "activate-menu", ...EDIT, body: aboutMenu });
export const deactivateMenu = defineCommand({ type: "deactivate-menu", ...EDIT, body: aboutMenu });
export const archiveMenu = defineCommand({ type: "archive-menu", ...EDIT, body: aboutMenu });

/** Puts a menu on a date, or changes the draft that is there. */
export const planMenuDay = defineCommand({
  type: "plan-menu-day",
  ...EDIT,
  body: z.strictObject({ serviceDate, menuId: menuIdSchema, groups: dayGroups, substitutes: substituteInputs }),
});

/** Copies seven days; days that already have a menu, holidays and closed days are left as they are. */
export const copyMenuWeek = defineCommand({
  type: "copy-menu-week",
  ...EDIT,
  body: z.strictObject({ fromDate: serviceDate, toDate: serviceDate }),
});

export const submitMenuDay = defineCommand({
  type: "submit-menu-day",
  ...EDIT,
  body: z.strictObject({ serviceDate, revision }),
});

export const approveMenuDay = defineCommand({
  type: "approve-menu-day",
  ...APPROVE,
  body: z.strictObject({ serviceDate, revision, reason: reason.optional() }),
});

export const returnMenuDay = defineCommand({
  type: "return-menu-day",
  ...APPROVE,
  body: z.strictObject({ serviceDate, revision, reason }),
});

/** One dish of a day instead of another. */
const substitution = z.strictObject({ recipeId: recipeIdSchema, byRecipeId: recipeIdSchema });

/** Opens the next revision of an approved day; the approved one stays in force until this one is approved. */
export const reviseMenuDay = defineCommand({
  type: "revise-menu-day",
  ...EDIT,
  body: z.strictObject({
    serviceDate,
    revision,
    changes: z
      .strictObject({
        menuId: menuIdSchema,
        substitutions: z.array(substitution).min(1).max(MENU_DISHES_MAX_COUNT),
        substitutes: substituteInputs,
        groups: dayGroups,
      })
      .partial(),
    reason,
  }),
});

export const recipeAndMenuCommands = [
  saveRecipe,
  createMenu,
  changeMenu,
  activateMenu,
  deactivateMenu,
  archiveMenu,
  planMenuDay,
  copyMenuWeek,
  submitMenuDay,
  approveMenuDay,
  returnMenuDay,
  reviseMenuDay,
] as const;

export type RecipeOrMenuCommand = CommandOf<(typeof recipeAndMenuCommands)[number]>;
const TYPES: ReadonlySet<string> = new Set(recipeAndMenuCommands.map(({ type }) => type));

/** Whether a command of the menu is about a recipe, a menu or a menu day, not about a food. */
export function isRecipeOrMenuCommand(command: { readonly type: string }): command is RecipeOrMenuCommand {
  return TYPES.has(command.type);
}

export type CommandBody<Type extends RecipeOrMenuCommand["type"]> = Extract<
  RecipeOrMenuCommand,
  { readonly type: Type }
>["body"];
