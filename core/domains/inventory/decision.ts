import { err, ok, type Result } from "#kernel/result.ts";
import type { InventoryCommand } from "./commands.ts";
import type { InventoryEvent } from "./events.ts";
import type { InventoryFacts, ItemFacts, LotFacts } from "./facts.ts";
import type { ItemId, LotId } from "./ids.ts";
import type { InventoryRejection } from "./rejections.ts";
import { baseAmountOf, unitNameOf } from "./rules.ts";
import type { StockBook } from "./stock-book.ts";
import type { GivenQuantity } from "./values.ts";

/** A backflush taken back for a late issue belongs to the stream of its dish run. */
export type DecidedInventoryEvent = InventoryEvent & { readonly streamId?: string };
export type Decision = Result<readonly DecidedInventoryEvent[], InventoryRejection>;
export type BodyOf<Type extends InventoryCommand["type"]> = Extract<InventoryCommand, { readonly type: Type }>["body"];

/** Typed so that a code this domain does not have is not written. */
export function refuse(rejection: InventoryRejection): Result<never, InventoryRejection> {
  return err(rejection);
}

/** An item that is there and still used. */
export function itemInUse(book: Pick<StockBook, "item">, itemId: ItemId): Result<ItemFacts, InventoryRejection> {
  const found = book.item(itemId);
  if (found === undefined) return refuse({ code: "not-found", kind: "item", id: itemId });
  return found.isArchived ? refuse({ code: "wrong-state", state: "archived" }) : ok(found);
}

export function lotKnown(book: Pick<StockBook, "lot">, lotId: LotId): Result<LotFacts, InventoryRejection> {
  const lot = book.lot(lotId);
  return lot === undefined ? refuse({ code: "not-found", kind: "lot", id: lotId }) : ok(lot);
}

/** A given quantity in whole base units; `unit-mismatch` where there is no conversion. */
export function inBaseUnit(given: GivenQuantity, { item }: ItemFacts): Result<number, InventoryRejection> {
  const amount = baseAmountOf(given, item);
  return amount === null
    ? refuse({ code: "unit-mismatch", itemId: item.itemId, from: unitNameOf(given), to: item.baseUnit })
    : ok(amount);
}

/** The same of something that must be more than nothing. */
export function someInBaseUnit(given: GivenQuantity, item: ItemFacts): Result<number, InventoryRejection> {
  const amount = inBaseUnit(given, item);
  if (!amount.ok || amount.value > 0) return amount;
  return refuse({ code: "out-of-range", field: "quantity", min: 1, max: Number.MAX_SAFE_INTEGER });
}

/** Nothing leaves or enters a place while it is counted. */
export function whyFrozen(facts: InventoryFacts, lot: Pick<LotFacts, "storagePlaceId">): InventoryRejection | null {
  const { storagePlaceId } = lot;
  return facts.frozenPlaceIds.includes(storagePlaceId) ? { code: "place-being-counted", storagePlaceId } : null;
}

/** Where an amount cannot leave a lot. */
export function whyNotHeld(book: StockBook, lot: LotFacts, amount: number): InventoryRejection | null {
  if (amount <= lot.onHandAmount) return null;
  const available = book.quantity(lot.itemId, lot.onHandAmount);
  return { code: "not-enough-stock", itemId: lot.itemId, available };
}
