import { amountOf, type Quantity } from "#kernel/quantity.ts";
import { DESK_UNITS } from "#main/reports/format.ts";

/**
 * An amount as a column of `thousandths` holds it: grams under kilograms, millilitres under litres; pieces a thousandfold, for
 * the column takes them down again. The unit stands in a column of its own, so that the amount stays a number.
 */
export function amountCell(quantity: Quantity | null): number | null {
  if (quantity === null) return null;
  return quantity.unit === "pcs" ? amountOf(quantity) * 1_000 : amountOf(quantity);
}

/** “kg”, “liter”, “buah”: what `amountCell` counts. */
export function unitCell({ unit }: Pick<Quantity, "unit">): string {
  return unit === "pcs" ? "buah" : DESK_UNITS[unit];
}
