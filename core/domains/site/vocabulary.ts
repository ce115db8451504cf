/** Value lists of the site (DOMAIN.md §4.1). Free of zod, so faces may import it. */
export const DAY_KINDS = ["regular", "dry-pack", "ramadan", "closed"] as const;
export type DayKind = (typeof DAY_KINDS)[number];

export const DAY_STATUSES = ["planned", "open", "closed", "reopened"] as const;
export type DayStatus = (typeof DAY_STATUSES)[number];

export const CAPACITY_CLASSES = ["regular", "certified-cook", "remote"] as const;
export type CapacityClass = (typeof CAPACITY_CLASSES)[number];
