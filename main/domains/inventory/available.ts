import type { ItemId } from "#domains/inventory/ids.ts";
import { availableAmount } from "#domains/inventory/rules.ts";
import type { LocalDate } from "#kernel/time.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { lotViewOf, selectHeldLots } from "./stock-facts.ts";

/** On hand of an item's lots available and not expired on a date, in its base unit. */
export function availableNow(db: ReadableDb, itemId: ItemId, localDate: LocalDate): number {
  return availableAmount(db.all(selectHeldLots({ itemId })).map(lotViewOf), localDate);
}
