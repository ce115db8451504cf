/** Words of menus and menu days, free of zod so that faces may import them. */

export const MENU_STATUSES = ["draft", "active", "inactive", "archived"] as const;
export type MenuStatus = (typeof MENU_STATUSES)[number];

/** `locked`: approved, and work on the day's first batch has begun. It is told from production, never written. */
export const MENU_DAY_STATUSES = ["draft", "submitted", "approved", "locked"] as const;
export type MenuDayStatus = (typeof MENU_DAY_STATUSES)[number];

/** As many dishes as one batch cooks (`BATCH_DISHES_MAX_COUNT` of production). */
export const MENU_DISHES_MAX_COUNT = 12;

/** The days one copy takes. */
export const MENU_WEEK_DAY_COUNT = 7;
