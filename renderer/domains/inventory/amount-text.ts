import type { BaseUnit } from "#kernel/quantity.ts";
import { baseAmountFrom, entryFromAmount, measures, type AmountUnit } from "./amount-entry.ts";

/** “1.250”, “12,5”: points part thousands, a comma decimals, as prices and weights are written here. */
const FIGURE = /^(-)?(\d{1,3}(?:\.\d{3})+|\d{1,9})(?:,(\d{1,3}))?$/;

/** How a person at a desk writes an amount: kilograms, litres or pieces. */
export function deskUnit(baseUnit: BaseUnit): AmountUnit {
  const [unit] = measures(baseUnit);
  if (unit === undefined) throw new Error("every base unit has a measure");
  return unit;
}

/** The base amount a field's text stands for; null when it is no such figure. `isSigned`: what is taken away may be written. */
export function amountFromText(text: string, unit: AmountUnit, isSigned = false): number | null {
  const found = FIGURE.exec(text.trim());
  if (found === null) return null;
  const [, minus, whole = "", decimals] = found;
  if (minus !== undefined && !isSigned) return null;
  if (decimals !== undefined && unit.decimalCount === 0) return null;
  const digits = whole.replaceAll(".", "");
  const amount = baseAmountFrom(decimals === undefined ? digits : `${digits},${decimals}`, unit);
  if (amount === null) return null;
  return minus === undefined || amount === 0 ? amount : -amount;
}

/** A known amount as the field writes it. */
export function textFromAmount(amount: number, unit: AmountUnit): string {
  const entry = entryFromAmount(Math.abs(amount), unit) ?? String(Math.abs(amount));
  return amount < 0 ? `-${entry}` : entry;
}
