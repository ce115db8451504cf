import { idrOfQuantity } from "#kernel/money.ts";
import { amountOf, quantityOf, type Quantity } from "#kernel/quantity.ts";
import type { PurchaseNeedRow } from "#domains/procurement/queries.ts";
import { perOf, textFromThousandths, type OrderableItem, type TypedLine } from "./order-form.ts";

/**
 * The lines an order for some needs begins with: what is short, bought as the first thing the ingredient is kept as, in whole
 * purchase units where it has one. A need fully supplied begins empty, for somebody to say how much.
 */
export function typedFromNeeds(
  needs: readonly PurchaseNeedRow[],
  items: readonly OrderableItem[],
  makeLineId: () => string,
): readonly TypedLine[] {
  return needs.flatMap((need) => {
    const [first] = need.items;
    const item = items.find((candidate) => candidate.itemId === first?.itemId);
    if (first === undefined || item === undefined) return [];
    const unitCode = item.purchaseUnits[0]?.code ?? "";
    const per = perOf(item, unitCode);
    return [
      {
        lineId: makeLineId(),
        itemId: item.itemId,
        unitCode,
        count: countText(need.short, per, unitCode !== ""),
        price: first.price === null ? "" : String(idrOfQuantity(per, first.price)),
        neededForDate: need.firstDate,
      },
    ];
  });
}

function countText(short: Quantity, per: Quantity, isWhole: boolean): string {
  const thousandthCount = isWhole
    ? Math.ceil(amountOf(short) / amountOf(per)) * 1_000
    : Math.ceil((amountOf(short) * 1_000) / amountOf(per));
  return thousandthCount === 0 ? "" : textFromThousandths(thousandthCount);
}

/** What a plan of the needs holds: everything short that has a thing to buy and a price; the rest is counted. */
export function planLinesFrom(needs: readonly PurchaseNeedRow[]) {
  const short = needs.filter((need) => amountOf(need.short) > 0);
  const lines = short.flatMap(({ items: [first], short: quantity }) =>
    first === undefined || first.price === null || first.price.per.unit !== quantity.unit
      ? []
      : [{ itemId: first.itemId, quantity: quantityOf(quantity.unit, amountOf(quantity)), price: first.price }],
  );
  return {
    unpricedCount: short.length - lines.length,
    lines: lines.map(({ itemId, quantity, price }) => ({
      itemId,
      quantity,
      amountIdr: idrOfQuantity(quantity, price),
    })),
  };
}
