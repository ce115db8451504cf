import { present } from "#kernel/assert.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import type { SettingDefinition, SettingValue } from "#kernel/setting.ts";
import { addDays } from "#kernel/time.ts";
import type { ServiceDayFacts } from "./facts.ts";
import type { SiteRejection } from "./rejections.ts";
import { isLooser, whyUnfitValue, type ValueRules } from "./setting-values.ts";
import { serviceDayBoundary } from "./settings.ts";
import type { DayKind, DayStatus } from "./vocabulary.ts";

/** Predicates of the site, used by `decide` and by the settings screen alike. Free of zod. */

/** Why a service day may not be closed yet; null when it may. */
export function whyDayNotClosed(
  status: DayStatus,
  facts: Pick<ServiceDayFacts, "openBatchIds" | "missingSampleBatchIds" | "sampleMinCount" | "totals">,
): SiteRejection | null {
  if (status !== "open" && status !== "reopened") return { code: "wrong-state", state: status };
  const { openBatchIds, missingSampleBatchIds, sampleMinCount, totals } = facts;
  if (openBatchIds.length > 0 || missingSampleBatchIds.length > 0) {
    return { code: "day-not-finished", openBatchIds, missingSampleBatchIds };
  }
  // A day nothing was cooked on has nothing to keep.
  const missingCount = totals.completedBatchCount === 0 ? 0 : sampleMinCount - totals.sampleCount;
  if (missingCount <= 0) return null;
  return { code: "day-samples-missing", missingCount, storedCount: totals.sampleCount, minCount: sampleMinCount };
}

/** Why a closed day may not be opened again; null when it may. */
export function whyDayNotReopened(
  day: { readonly status: DayStatus; readonly closedAtMs: number | null },
  at: { readonly nowMs: number; readonly isClockUntrusted: boolean; readonly windowMs: number },
): SiteRejection | null {
  if (day.status !== "closed") return { code: "wrong-state", state: day.status };
  const closedAtMs = present(day.closedAtMs, "the time a closed day was closed");
  // The command is signed and gives a reason already, which is what an untrusted clock asks for.
  if (at.isClockUntrusted || at.nowMs - closedAtMs <= at.windowMs) return null;
  return { code: "reopen-window-passed", windowMs: at.windowMs };
}

/** Why a day may not become one of a kind; null when it may. */
export function whyDayKindNotSet(
  day: { readonly serviceDate: string; readonly status: DayStatus; readonly dayKind: DayKind },
  facts: Pick<ServiceDayFacts, "isStarted" | "openBatchIds">,
): SiteRejection | null {
  const { serviceDate } = day;
  if (day.status === "closed") return { code: "day-closed", serviceDate };
  const isHolidayWithPlan = day.dayKind === "closed" && facts.openBatchIds.length > 0;
  return facts.isStarted || isHolidayWithPlan ? { code: "day-already-started", serviceDate } : null;
}

/**
 * Why a kitchen may not give a setting a value; null when it may. The standard is the hub's in force on that day, or the
 * built-in default while it published none.
 */
export function whySettingRefused(
  definition: ValueRules & Pick<SettingDefinition, "owner" | "stricter">,
  value: SettingValue,
  standard: SettingValue = definition.default,
): SiteRejection | null {
  if (definition.owner === "hub") return { code: "setting-is-hub-only", settingKey: definition.key };
  const unfit = whyUnfitValue(definition, value);
  if (unfit !== null) return unfit;
  return isLooser(definition.stricter, standard, value) ? { code: "looser-than-standard", limit: standard } : null;
}

/**
 * The first day a change of a setting may take effect. A day that has begun keeps the boundary it began with: moving it
 * would send the kitchen back to yesterday, or make an hour belong to two days.
 */
export function earliestEffectiveDate(settingKey: string, currentServiceDate: ServiceDate): ServiceDate {
  return settingKey === serviceDayBoundary.key ? addDays(currentServiceDate, 1) : currentServiceDate;
}
