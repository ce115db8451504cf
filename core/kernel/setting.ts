/** Who may change a setting (DOMAIN.md §8): the hub, the site but only stricter, the kitchen head, or the field assistant too. */
export type SettingOwner = "hub" | "hub-or-stricter" | "kitchen-head" | "field-assistant";

export type SettingValue = number | string | boolean | readonly string[];

/** How a setting's value reads, so a screen can write it: `clock` is `HH:MM`, `codes` a list, the rest base units. */
export type SettingUnit = "ms" | "c" | "bp" | "count" | "g" | "idr" | "clock" | "codes" | "switch" | "text";

/** One configurable figure: its default, where it comes from, its bounds. Keys are those of DOMAIN.md §8. */
export interface SettingDefinition<Value extends SettingValue = SettingValue> {
  readonly key: string;
  readonly default: Value;
  /** Absent: told from the value (`count`, `text`, `switch`, `codes`). */
  readonly unit?: SettingUnit;
  readonly source: string;
  readonly owner: SettingOwner;
  /** For `hub-or-stricter` figures: which direction is stricter than the standard. */
  readonly stricter?: "higher" | "lower";
  /** Inclusive bounds of a number; a value outside is `out-of-range`. */
  readonly min?: number;
  readonly max?: number;
  /** Inclusive bounds of a clock time, `HH:MM`; one outside is `clock-out-of-range`. */
  readonly earliestClock?: string;
  readonly latestClock?: string;
  /** For a value with a form of its own (a table in text): whether it can be read; absent for others. */
  readonly isWellFormed?: (value: SettingValue) => boolean;
}

export function defineSetting<Value extends SettingValue>(
  definition: SettingDefinition<Value>,
): SettingDefinition<Value> {
  return definition;
}

/** A setting as a decision used it; the version goes into the event beside the value. Version 0 is the built-in default. */
export interface SettingInForce<Value extends SettingValue = SettingValue> {
  readonly key: string;
  readonly value: Value;
  readonly version: number;
  readonly source: string;
}

/** Reads the newest version of a setting in force on the service date the reader was made for. */
export type SettingReader = <Value extends SettingValue>(definition: SettingDefinition<Value>) => SettingInForce<Value>;
