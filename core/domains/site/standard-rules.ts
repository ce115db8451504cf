import type { SettingDefinition, SettingValue } from "#kernel/setting.ts";
import type { SiteRejection } from "./rejections.ts";
import { isLooser, whyUnfitValue } from "./setting-values.ts";

/** Standards of headquarters beside the kitchen's own figures (DOMAIN.md §6, §8). Free of zod. */

/** Why a standard may not give a setting a value; null when it may. What a kitchen decides alone is no standard. */
export function whyStandardRefused(
  definition: SettingDefinition,
  value: SettingValue,
): SiteRejection | { readonly code: "setting-is-kitchens"; readonly settingKey: string } | null {
  if (definition.owner !== "hub" && definition.owner !== "hub-or-stricter") {
    return { code: "setting-is-kitchens", settingKey: definition.key };
  }
  return whyUnfitValue(definition, value);
}

/** One version of a setting. */
export interface SettingVersion {
  readonly value: SettingValue;
  readonly version: number;
  readonly source: string;
}

/**
 * Which of the two holds: the standard in force, or the kitchen's own value where it is stricter. Without a standard the
 * kitchen's own value holds; null when there is neither and the built-in default does.
 */
export function versionInForce<Version extends SettingVersion>(
  definition: Pick<SettingDefinition, "owner" | "stricter">,
  own: Version | null,
  standard: Version | null,
): Version | null {
  if (standard === null || own === null) return standard ?? own;
  const isOwnKept =
    definition.owner !== "hub" &&
    !isLooser(definition.stricter, standard.value, own.value) &&
    !isSame(own.value, standard.value);
  return isOwnKept ? own : standard;
}

function isSame(left: SettingValue, right: SettingValue): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
