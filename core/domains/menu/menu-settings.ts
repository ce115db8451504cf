import { defineSetting } from "#kernel/setting.ts";

/** Figures of menus (DOMAIN.md §8). */

/** A dish served again within this many days is pointed out. */
export const menuRepeatDays = defineSetting({
  key: "menu.repeat-days",
  default: 3,
  unit: "count",
  source: "Praktik dapur",
  owner: "kitchen-head",
  min: 0,
  max: 31,
});
