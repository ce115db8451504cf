import type { SettingDefinition, SettingUnit, SettingValue } from "#kernel/setting.ts";
import type { SiteRejection } from "./rejections.ts";

/** What a setting may be, whoever sets it. Free of zod. */

const CLOCK_PATTERN = /^([01]\d|2[0-3]):[0-5]\d$/;

export type ValueRules = Pick<
  SettingDefinition,
  "key" | "default" | "unit" | "min" | "max" | "earliestClock" | "latestClock" | "isWellFormed"
>;

/** How a setting's value reads on a screen. */
export function settingUnitOf(definition: Pick<SettingDefinition, "default" | "unit">): SettingUnit {
  if (definition.unit !== undefined) return definition.unit;
  if (typeof definition.default === "boolean") return "switch";
  if (typeof definition.default === "number") return "count";
  return typeof definition.default === "string" ? "text" : "codes";
}

/** Why nobody may give a setting a value: another type, or out of its bounds; null when it fits. */
export function whyUnfitValue(definition: ValueRules, value: SettingValue): SiteRejection | null {
  const unit = settingUnitOf(definition);
  if (!isOfUnit(definition.default, unit, value) || definition.isWellFormed?.(value) === false) {
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
  return null;
}

function isOfUnit(standard: SettingValue, unit: SettingUnit, value: SettingValue): boolean {
  if (Array.isArray(standard)) return Array.isArray(value);
  if (typeof value !== typeof standard || Array.isArray(value)) return false;
  if (unit === "clock") return typeof value === "string" && CLOCK_PATTERN.test(value);
  // Temperatures are the only figures with decimals.
  return typeof value !== "number" || unit === "c" || Number.isInteger(value);
}

/** Whether a value asks less than the standard; without a direction nothing is looser. */
export function isLooser(
  stricter: SettingDefinition["stricter"],
  standard: SettingValue,
  value: SettingValue,
): boolean {
  if (stricter === undefined) return false;
  // Clock times of one day compare as text.
  const isComparable =
    (typeof value === "number" && typeof standard === "number") ||
    (typeof value === "string" && typeof standard === "string");
  if (!isComparable) {
    // A rule that is on by standard may not be switched off; a list may not lose what the standard asks for.
    if (Array.isArray(standard) && Array.isArray(value)) return standard.some((code) => !value.includes(code));
    return standard === true && value === false;
  }
  return stricter === "higher" ? value < standard : value > standard;
}
