import { z } from "zod";
import { defineQuery } from "#kernel/definition.ts";
import { serviceDateSchema } from "#kernel/service-date.ts";
import { plannedDish } from "./plan.ts";

/** The dishes an approved menu day gives to the day's batches, as a plan holds them; none while no menu is approved. */
export const menuDishes = defineQuery({
  name: "menu-dishes",
  params: z.strictObject({ serviceDate: serviceDateSchema }),
  row: z.strictObject({ recipeCode: z.string(), menuDayRevision: z.int(), dish: plannedDish }),
  key: "recipeCode",
  limit: 30,
  permission: "kitchen.view",
  faces: ["manager"],
});
export type MenuDishRow = z.output<typeof menuDishes.row>;
