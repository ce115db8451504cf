import type { SettingsRow } from "#domains/site/queries.ts";

export type SettingValue = SettingsRow["value"];
export type SettingUnit = SettingsRow["unit"];

/** Whether a setting of this unit is edited as text here. */
export type ReadValue =
  | { readonly ok: true; readonly value: SettingValue }
  | { readonly ok: false; readonly problem: "not-a-number" | "not-a-time" | "empty" | "out-of-range" };

const MINUTE_MS = 60_000;

/** A setting's value as its field shows it: minutes, percent, comma decimals. */
export function textFromValue(unit: SettingUnit, value: SettingValue): string {
  if (Array.isArray(value)) return value.join(", ");
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value === "string") return value;
  if (typeof value !== "number") return "";
  if (unit === "ms") return decimalText(value / MINUTE_MS);
  if (unit === "bp") return decimalText(value / 100);
  return decimalText(value);
}

/** The value a field's text stands for, within its bounds. */
export function valueFromText(setting: Pick<SettingsRow, "unit" | "value" | "min" | "max">, raw: string): ReadValue {
  const text = raw.trim();
  if (setting.unit === "codes" || Array.isArray(setting.value)) {
    const codes = text.split(",").map((code) => code.trim());
    return { ok: true, value: codes.filter((code) => code !== "") };
  }
  if (typeof setting.value === "boolean") return { ok: true, value: text === "1" };
  if (text === "") return { ok: false, problem: "empty" };
  if (setting.unit === "clock") {
    return /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? { ok: true, value: text } : { ok: false, problem: "not-a-time" };
  }
  if (typeof setting.value === "string") return { ok: true, value: text };
  const figure = Number(text.replace(",", "."));
  if (!/^-?\d+([.,]\d+)?$/.test(text) || !Number.isFinite(figure)) return { ok: false, problem: "not-a-number" };
  const value = inBaseUnit(setting.unit, figure);
  const isOutside = (setting.min !== null && value < setting.min) || (setting.max !== null && value > setting.max);
  return isOutside ? { ok: false, problem: "out-of-range" } : { ok: true, value };
}

function inBaseUnit(unit: SettingUnit, figure: number): number {
  if (unit === "ms") return Math.round(figure * MINUTE_MS);
  if (unit === "bp") return Math.round(figure * 100);
  return unit === "c" ? Math.round(figure * 10) / 10 : figure;
}

function decimalText(value: number): string {
  return String(Math.round(value * 100) / 100).replace(".", ",");
}
