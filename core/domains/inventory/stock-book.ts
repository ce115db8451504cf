import { assert, present } from "#kernel/assert.ts";
import { amountOf, quantityOf, type Quantity } from "#kernel/quantity.ts";
import type { MovedLine } from "./events.ts";
import type { InventoryFacts, ItemFacts, LotFacts } from "./facts.ts";
import type { ItemId, LotId } from "./ids.ts";
import { valueAtPriceIdr, valueOfShareIdr } from "./rules.ts";

/**
 * The stock of the items one command is about, moved line by line while it is decided: each line sees what the ones before
 * it left. Moving average per item (DOMAIN.md §4.7): V and Q; what leaves takes round(V × q ÷ Q), the last of it the rest.
 */
export interface StockBook {
  item(itemId: ItemId): ItemFacts | undefined;
  lot(lotId: LotId): LotFacts | undefined;
  /** The item's lots as they stand after the lines so far. */
  lotsOf(itemId: ItemId): readonly LotFacts[];
  quantity(itemId: ItemId, amount: number): Quantity;
  /** Takes from a lot that holds that much; gives the line with its value. */
  take(lot: LotFacts, amount: number): MovedLine;
  /** Puts back at the value it left with. */
  putBack(line: MovedLine): void;
  /** Adds what turned up: at the moving average, or at the lot's own price where nothing is left to average; gives its value. */
  add(lot: LotFacts, amount: number): number;
  /** What an amount of the item is worth now. */
  worth(lot: LotFacts, amount: number): number;
}

export function createStockBook(facts: Pick<InventoryFacts, "items" | "lots">): StockBook {
  const itemById = new Map<string, ItemFacts>(facts.items.map((one) => [one.item.itemId, one]));
  const lotById = new Map<string, LotFacts>(facts.lots.map((one) => [one.lotId, one]));

  function move(lotId: LotId, amount: number, valueIdr: number): void {
    const lot = present(lotById.get(lotId), `the lot ${lotId}`);
    const item = present(itemById.get(lot.itemId), `the item ${lot.itemId}`);
    const onHandAmount = item.onHandAmount + amount;
    assert(lot.onHandAmount + amount >= 0 && onHandAmount >= 0, "stock never goes negative");
    lotById.set(lotId, { ...lot, onHandAmount: lot.onHandAmount + amount });
    itemById.set(lot.itemId, { ...item, onHandAmount, valueIdr: item.valueIdr + valueIdr });
  }

  function worth(lot: LotFacts, amount: number): number {
    const item = present(itemById.get(lot.itemId), `the item ${lot.itemId}`);
    const { onHandAmount, valueIdr } = item;
    return onHandAmount === 0
      ? valueAtPriceIdr(amount, lot.unitPrice)
      : valueOfShareIdr(amount, { amount: onHandAmount, valueIdr });
  }

  function quantity(itemId: ItemId, amount: number): Quantity {
    return quantityOf(present(itemById.get(itemId), `the item ${itemId}`).item.baseUnit, amount);
  }

  return {
    item: (itemId) => itemById.get(itemId),
    lot: (lotId) => lotById.get(lotId),
    lotsOf: (itemId) => [...lotById.values()].filter((lot) => lot.itemId === itemId),
    quantity,
    take: ({ lotId, itemId }, amount) => {
      const valueIdr = worth(present(lotById.get(lotId), `the lot ${lotId}`), amount);
      move(lotId, -amount, -valueIdr);
      return { itemId, lotId, quantity: quantity(itemId, amount), valueIdr };
    },
    putBack: (line) => move(line.lotId, amountOf(line.quantity), line.valueIdr),
    add: (lot, amount) => {
      const valueIdr = worth(lot, amount);
      move(lot.lotId, amount, valueIdr);
      return valueIdr;
    },
    worth,
  };
}
