import { quantityOf, type BaseUnit } from "#kernel/quantity.ts";
import type { GivenQuantity, PurchaseUnit } from "#domains/inventory/values.ts";
import type { KeypadKey } from "#renderer/ui/keypad.tsx";

/** What a figure on the keypad counts: kilograms and litres, the base unit itself, or one of the item's packs. */
export interface AmountUnit {
  readonly code: string;
  /** How many base units one of it is. */
  readonly perUnit: number;
  /** Digits after the mark; packs and pieces are whole. */
  readonly decimalCount: 0 | 3;
  /** The pack; null for a unit of measure. */
  readonly pack: PurchaseUnit | null;
}

/** Digits as typed, with at most one `,`. */
export type AmountEntry = string;

const WHOLE_DIGITS_MAX_COUNT = 6;
const THOUSAND = 1_000;

/** The units an item may be counted in: its packs first, since that is how goods come, then the measures. */
export function amountUnits(item: {
  readonly baseUnit: BaseUnit;
  readonly purchaseUnits: readonly PurchaseUnit[];
}): readonly AmountUnit[] {
  const packs = item.purchaseUnits.map((pack): AmountUnit => ({
    code: `pack:${pack.code}`,
    perUnit: amountOfPack(pack),
    decimalCount: 0,
    pack,
  }));
  return [...packs, ...measures(item.baseUnit)];
}

/** The same with the measures first: what leaves a shelf is weighed more often than it leaves in whole packs. */
export function shelfUnits(item: Parameters<typeof amountUnits>[0]): readonly AmountUnit[] {
  const units = amountUnits(item);
  return [...units.filter(({ pack }) => pack === null), ...units.filter(({ pack }) => pack !== null)];
}

/** Measures alone: what stands on a shelf is weighed, not counted in the packs it came in. */
export function measures(baseUnit: BaseUnit): readonly AmountUnit[] {
  switch (baseUnit) {
    case "g":
      return [
        { code: "kg", perUnit: THOUSAND, decimalCount: 3, pack: null },
        { code: "g", perUnit: 1, decimalCount: 0, pack: null },
      ];
    case "ml":
      return [
        { code: "l", perUnit: THOUSAND, decimalCount: 3, pack: null },
        { code: "ml", perUnit: 1, decimalCount: 0, pack: null },
      ];
    case "pcs":
      return [{ code: "pcs", perUnit: 1, decimalCount: 0, pack: null }];
  }
}

/** What a key makes of the digits: never more than fit, a mark only where the unit has one. */
export function amountAfter(entry: AmountEntry, key: KeypadKey, unit: AmountUnit): AmountEntry {
  if (key === "clear") return "";
  if (key === "backspace") return entry.slice(0, -1);
  const [whole = "", decimals] = entry.split(",");
  if (key === "decimal") {
    if (unit.decimalCount === 0 || decimals !== undefined) return entry;
    return `${whole === "" ? "0" : whole},`;
  }
  if (decimals !== undefined) return decimals.length < unit.decimalCount ? entry + key : entry;
  if (whole === "0") return key;
  return whole.length < WHOLE_DIGITS_MAX_COUNT ? entry + key : entry;
}

/** The digits in base units: 12,5 kg is 12 500 g. Null while nothing is typed; nought is an answer where it may be one. */
export function baseAmountFrom(entry: AmountEntry, unit: AmountUnit): number | null {
  const [whole = "", decimals = ""] = entry.split(",");
  if (whole === "") return null;
  // Digits, never a product of fractions: 0,29 kg is 290 g and not 289,99….
  if (unit.decimalCount === 0) return Number(whole) * unit.perUnit;
  return Number(whole) * unit.perUnit + Number(decimals.padEnd(unit.decimalCount, "0"));
}

/** What is sent: packs as packs, so that the kitchen converts them by the item it knows now. */
export function givenFrom(entry: AmountEntry, unit: AmountUnit, baseUnit: BaseUnit): GivenQuantity | null {
  const amount = baseAmountFrom(entry, unit);
  if (amount === null) return null;
  if (unit.pack === null) return quantityOf(baseUnit, amount);
  return { unit: "purchase-unit", code: unit.pack.code, unitCount: amount / unit.perUnit };
}

/** A known amount as digits of a unit; null where the unit cannot write it exactly. */
export function entryFromAmount(amount: number, unit: AmountUnit): AmountEntry | null {
  const whole = Math.floor(amount / unit.perUnit);
  const rest = amount % unit.perUnit;
  if (rest === 0) return String(whole);
  if (unit.decimalCount === 0) return null;
  return `${whole},${String(rest).padStart(unit.decimalCount, "0").replace(/0+$/, "")}`;
}

function amountOfPack({ quantity }: PurchaseUnit): number {
  switch (quantity.unit) {
    case "g":
      return quantity.massG;
    case "ml":
      return quantity.volumeMl;
    case "pcs":
      return quantity.pieceCount;
  }
}
