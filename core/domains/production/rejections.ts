import type { CommonRejection } from "#kernel/rejections.ts";

/** Why the kitchen refuses a production command (DOMAIN.md §4.8). */
export type ProductionRejection =
  | CommonRejection
  | { readonly code: "over-capacity"; readonly maxCount: number; readonly plannedCount: number }
  | {
      readonly code: "point-already-planned";
      readonly pointCode: string;
      /** The batch that has it; null when the plan names it twice itself. */
      readonly batchCode: string | null;
    }
  | { readonly code: "day-is-holiday"; readonly serviceDate: string }
  | { readonly code: "batch-exists"; readonly batchId: string }
  | { readonly code: "dish-run-repeated"; readonly dishRunId: string }
  | { readonly code: "menu-day-not-approved"; readonly serviceDate: string }
  | { readonly code: "dish-not-on-menu"; readonly dishName: string }
  | { readonly code: "dish-unknown"; readonly recipeCode: string }
  /** Times that cannot be: a finish before its start, or food ready after it has left. */
  | {
      readonly code: "times-impossible";
      readonly field: "plannedPreparationAtMs" | "plannedStartAtMs" | "plannedFinishAtMs" | "departureAtMs";
      readonly id: string;
    }
  | { readonly code: "points-exceed-portions"; readonly plannedCount: number; readonly pointsCount: number }
  | { readonly code: "staff-not-active"; readonly staffId: string }
  | { readonly code: "task-exists" }
  | { readonly code: "waste-exists"; readonly wasteId: string }
  | { readonly code: "nobody-assigned" }
  | { readonly code: "too-early-to-cook"; readonly earliestAtMs: number }
  | { readonly code: "lead-cook-missing" }
  /** Nothing of these was issued to the batch, and nobody said why the dish is begun all the same. */
  | { readonly code: "stock-not-issued"; readonly ingredientNames: readonly string[] }
  /** Lots issued to the batch that were blocked since: they go back to the store room first. */
  | { readonly code: "lot-recalled"; readonly lotCodes: readonly string[] }
  | { readonly code: "batch-held" }
  | { readonly code: "batch-rejected" }
  | { readonly code: "core-temperature-missing" }
  | { readonly code: "core-temperature-too-low"; readonly limitC: number; readonly lowestC: number }
  | { readonly code: "rework-not-decided" }
  | { readonly code: "tasting-missing"; readonly dishRunIds: readonly string[] }
  | { readonly code: "tasting-unsafe"; readonly dishRunIds: readonly string[] }
  | { readonly code: "more-than-cooked"; readonly maxCount: number }
  | { readonly code: "portion-target-missing"; readonly dishRunId: string }
  | { readonly code: "nothing-portioned" }
  | { readonly code: "special-packs-missing"; readonly missingCount: number }
  | { readonly code: "batch-not-released" }
  | { readonly code: "waste-missing" }
  | { readonly code: "disposal-missing" }
  | { readonly code: "undo-window-passed"; readonly windowMs: number }
  | { readonly code: "built-upon" };
