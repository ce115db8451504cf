import type { CommandOf } from "#kernel/definition.ts";
import { ingredientCommands } from "./ingredient-commands.ts";
import { recipeAndMenuCommands } from "./menu-commands.ts";

export const menuCommands = [...ingredientCommands, ...recipeAndMenuCommands] as const;
export type MenuCommand = CommandOf<(typeof menuCommands)[number]>;
