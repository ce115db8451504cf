import type { CommonRejection } from "#kernel/rejections.ts";
import type { SettingValue } from "#kernel/setting.ts";

/** Why the kitchen refuses a site command (DOMAIN.md §4.1). */
export type SiteRejection =
  | CommonRejection
  | { readonly code: "day-is-holiday"; readonly serviceDate: string }
  | { readonly code: "day-already-started"; readonly serviceDate: string }
  | {
      readonly code: "day-not-finished";
      readonly openBatchIds: readonly string[];
      readonly missingSampleBatchIds: readonly string[];
    }
  /** Every batch has its samples, but the day needs more of them in the bank. */
  | {
      readonly code: "day-samples-missing";
      readonly missingCount: number;
      readonly storedCount: number;
      readonly minCount: number;
    }
  | { readonly code: "reopen-window-passed"; readonly windowMs: number }
  | { readonly code: "same-person" }
  /** A setting takes effect from this service day at the earliest. */
  | { readonly code: "date-passed"; readonly earliestDate: string }
  /** Only packed days (paket kering, paket berbuka) have a cook floor of their own. */
  | { readonly code: "floor-is-standard" }
  | { readonly code: "looser-than-standard"; readonly limit: SettingValue }
  | { readonly code: "clock-out-of-range"; readonly earliestClock: string; readonly latestClock: string }
  | { readonly code: "setting-is-hub-only"; readonly settingKey: string }
  | { readonly code: "setting-wrong-type"; readonly settingKey: string; readonly wanted: string };
