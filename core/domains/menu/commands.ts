import type { CommandOf } from "#kernel/definition.ts";
import { ingredientCommands } from "./ingredient-commands.ts";

export const menuCommands = [...ingredientCommands] as const;
export type MenuCommand = CommandOf<(typeof menuCommands)[number]>;
