/** Value lists of production (DOMAIN.md §2, §4.5, §4.8). Free of zod, so faces may import it. */

import type { Station } from "#kernel/access.ts";

/** Dispatch time group: gelombang 1 and 2. */
export const WAVES = ["early", "late"] as const;
export type Wave = (typeof WAVES)[number];

export const BATCH_STATUSES = [
  "planned",
  "preparing",
  "cooking",
  "checking",
  "portioning",
  "ready",
  "completed",
  "cancelled",
] as const;
export type BatchStatus = (typeof BATCH_STATUSES)[number];

export const DISH_RUN_STATUSES = ["waiting", "cooking", "cooked"] as const;
export type DishRunStatus = (typeof DISH_RUN_STATUSES)[number];

/** Quality's word on a batch, shown beside the status (DOMAIN.md §4.9). */
export const BATCH_QUALITY_STATUSES = ["open", "held", "released", "rejected"] as const;
export type BatchQualityStatus = (typeof BATCH_QUALITY_STATUSES)[number];

export const TASK_KINDS = ["preparation", "lead-cook", "cook", "portioning", "packing"] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** Where a task is done: whose people are offered for it first. */
export const STATION_BY_TASK = {
  preparation: "prepare",
  "lead-cook": "cook",
  cook: "cook",
  portioning: "portion",
  packing: "portion",
} as const satisfies Readonly<Record<TaskKind, Station>>;

export const WASTE_SOURCES = ["preparation", "cooking", "portioning", "unserved", "rejected", "expired"] as const;
export type WasteSource = (typeof WASTE_SOURCES)[number];

export const WASTE_DISPOSALS = ["compost", "animal-feed", "landfill", "oil-collector"] as const;
export type WasteDisposal = (typeof WASTE_DISPOSALS)[number];

export const CANCEL_REASONS = ["quality", "ingredient", "equipment", "staff", "order-changed", "plan-mistake"] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

/** The stage events `undo-stage` can take back, while nothing is built on them. */
export const UNDOABLE_EVENT_TYPES = [
  "preparation-started",
  "cooking-started",
  "dish-cooked",
  "portioning-started",
  "portions-counted",
  "portioning-finished",
  "batch-completed",
] as const;
export type UndoableEventType = (typeof UNDOABLE_EVENT_TYPES)[number];
