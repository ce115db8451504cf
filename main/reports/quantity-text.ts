import { amountOf, type Quantity, type UnitPrice } from "#kernel/quantity.ts";
import { idrRounded } from "#kernel/money.ts";
import { countText, massText, moneyText } from "./format.ts";

/** “100 kg”, “2,5 l”, “300 buah”: an amount as documents write it. */
export function quantityText(quantity: Quantity): string {
  switch (quantity.unit) {
    case "g":
      return massText(quantity.massG);
    case "ml":
      return quantity.volumeMl < 1_000
        ? `${countText(quantity.volumeMl)} ml`
        : `${String(quantity.volumeMl / 1_000).replace(".", ",")} l`;
    case "pcs":
      return `${countText(quantity.pieceCount)} buah`;
  }
}

const PER_OF_UNIT = { g: [1_000, "kg"], ml: [1_000, "l"], pcs: [1, "buah"] } as const;

/** “Rp 14.500 / kg”; null where nobody knows a price. */
export function unitPriceText(price: UnitPrice | null): string | null {
  if (price === null) return null;
  const [timesCount, unit] = PER_OF_UNIT[price.per.unit];
  const amountIdr = idrRounded([{ amountIdr: price.amountIdr, timesCount, perCount: amountOf(price.per) }]);
  return `${moneyText(amountIdr)} / ${unit}`;
}
