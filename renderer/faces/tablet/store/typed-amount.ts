import { quantityOf, type BaseUnit, type Quantity } from "#kernel/quantity.ts";
import type { GivenQuantity } from "#domains/inventory/values.ts";
import { baseAmountFrom, givenFrom, type AmountUnit } from "#renderer/domains/inventory/amount-entry.ts";

/** What stands on the keypad: digits of one unit. */
export interface AmountDraft {
  readonly unitCode: string | null;
  readonly digits: string;
}

export const NO_AMOUNT: AmountDraft = { unitCode: null, digits: "" };

export function isAmountDraft(value: unknown): value is AmountDraft {
  if (typeof value !== "object" || value === null || !("digits" in value) || !("unitCode" in value)) return false;
  return typeof value.digits === "string" && (value.unitCode === null || typeof value.unitCode === "string");
}

/** What a draft amounts to. */
export interface TypedAmount {
  readonly given: GivenQuantity;
  readonly base: Quantity;
  readonly amount: number;
}

export function unitOf(draft: AmountDraft, units: readonly AmountUnit[]): AmountUnit {
  const chosen = units.find(({ code }) => code === draft.unitCode) ?? units[0];
  if (chosen === undefined) throw new Error("an item is counted in something");
  return chosen;
}

export function typedAmount(draft: AmountDraft, units: readonly AmountUnit[], baseUnit: BaseUnit): TypedAmount | null {
  const unit = unitOf(draft, units);
  const amount = baseAmountFrom(draft.digits, unit);
  const given = givenFrom(draft.digits, unit, baseUnit);
  return amount === null || given === null ? null : { given, base: quantityOf(baseUnit, amount), amount };
}
