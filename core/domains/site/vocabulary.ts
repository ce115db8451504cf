/** Value lists of the site (DOMAIN.md §4.1). Free of zod, so faces may import it. */
export const DAY_KINDS = ["regular", "dry-pack", "ramadan", "closed"] as const;
export type DayKind = (typeof DAY_KINDS)[number];

export const DAY_STATUSES = ["planned", "open", "closed", "reopened"] as const;
export type DayStatus = (typeof DAY_STATUSES)[number];

/**
 * How a figure of a hub's standard stands on a day: it holds, a stricter one of the kitchen does, its date is still to come, or a newer standard
 * took its place.
 */
export const STANDARD_STANDINGS = ["in-force", "stricter-kept", "later", "replaced"] as const;
export type StandardStanding = (typeof STANDARD_STANDINGS)[number];

export const CAPACITY_CLASSES = ["regular", "certified-cook", "remote"] as const;
export type CapacityClass = (typeof CAPACITY_CLASSES)[number];
