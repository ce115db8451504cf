import { present } from "#kernel/assert.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import type { SettingDefinition, SettingUnit, SettingValue } from "#kernel/setting.ts";
import { addDays } from "#kernel/time.ts";
import type { ServiceDayFacts } from "./facts.ts";
import type { SiteRejection } from "./rejections.ts";
import { serviceDayBoundary } from "./settings.ts";
import type { DayKind, DayStatus } from "./vocabulary.ts";

/** Predicates of the site, used by `decide` and by the settings screen alike. Free of zod. */

const CLOCK_PATTERN = /^([01]\d|2[0-3]):[0-5]\d$/;

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

/** How a setting's value reads on a screen. */
export function settingUnitOf(definition: Pick<SettingDefinition, "default" | "unit">): SettingUnit {
  if (definition.unit !== undefined) return definition.unit;
  if (typeof definition.default === "boolean") return "switch";
  if (typeof definition.default === "number") return "count";
  return typeof definition.default === "string" ? "text" : "codes";
}

/** Why a setting may not take a value; null when it may. The standard in force is the built-in default until a hub publishes one. */
export function whySettingRefused(
  definition: Pick<
    SettingDefinition,
    "key" | "default" | "unit" | "owner" | "stricter" | "min" | "max" | "earliestClock" | "latestClock"
  >,
  value: SettingValue,
): SiteRejection | null {
  if (definition.owner === "hub") return { code: "setting-is-hub-only", settingKey: definition.key };
  const unit = settingUnitOf(definition);
  if (!isOfUnit(definition.default, unit, value)) {
    return { code: "setting-wrong-type", settingKey: definition.key, wanted: unit };
  }
  if (typeof value === "number") {
    const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = definition;
    if (value < min || value > max) return { code: "out-of-range", field: "value", min, max };
  }
  if (unit === "clock" && typeof value === "string") {
    const { earliestClock = "00:00", latestClock = "23:59" } = definition;
    // Clock times of one day compare as text.
    if (value < earliestClock || value > latestClock) return { code: "clock-out-of-range", earliestClock, latestClock };
  }
  return isLooser(definition, value) ? { code: "looser-than-standard", limit: definition.default } : null;
}

/**
 * The first day a change of a setting may take effect. A day that has begun keeps the boundary it began with: moving it
 * would send the kitchen back to yesterday, or make an hour belong to two days.
 */
export function earliestEffectiveDate(settingKey: string, currentServiceDate: ServiceDate): ServiceDate {
  return settingKey === serviceDayBoundary.key ? addDays(currentServiceDate, 1) : currentServiceDate;
}

function isOfUnit(standard: SettingValue, unit: SettingUnit, value: SettingValue): boolean {
  if (Array.isArray(standard)) return Array.isArray(value);
  if (typeof value !== typeof standard || Array.isArray(value)) return false;
  if (unit === "clock") return typeof value === "string" && CLOCK_PATTERN.test(value);
  // Temperatures are the only figures with decimals.
  return typeof value !== "number" || unit === "c" || Number.isInteger(value);
}

function isLooser(definition: Pick<SettingDefinition, "default" | "stricter">, value: SettingValue): boolean {
  const standard = definition.default;
  if (definition.stricter === undefined) return false;
  // Clock times of one day compare as text.
  const isComparable =
    (typeof value === "number" && typeof standard === "number") ||
    (typeof value === "string" && typeof standard === "string");
  if (!isComparable) {
    // A rule that is on by standard may not be switched off; a list may not lose what the standard asks for.
    if (Array.isArray(standard) && Array.isArray(value)) return standard.some((code) => !value.includes(code));
    return standard === true && value === false;
  }
  return definition.stricter === "higher" ? value < standard : value > standard;
}
