import { idrRounded } from "#kernel/money.ts";
import { amountOf, type UnitPrice } from "#kernel/quantity.ts";
import { DESK_UNITS, moneyText } from "./format.ts";

/** “Rp 14.500 / kg”; null where nobody knows a price. */
export function unitPriceText(price: UnitPrice | null): string | null {
  if (price === null) return null;
  const { unit } = price.per;
  const [timesCount, word] = unit === "pcs" ? [1, "buah"] : [1_000, DESK_UNITS[unit]];
  const amountIdr = idrRounded([{ amountIdr: price.amountIdr, timesCount, perCount: amountOf(price.per) }]);
  return `${moneyText(amountIdr)} / ${word}`;
}
