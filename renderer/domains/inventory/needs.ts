import { amountOf, quantityOf, type Quantity } from "#kernel/quantity.ts";
import type { BatchStockRow, StockReadinessRow } from "#domains/inventory/use-queries.ts";

/** What is needed of one food, what has left the store room for it, and what has still to. */
export interface Need {
  readonly ingredientId: string;
  readonly name: string;
  /** The things of the store room it may be taken from; empty where the kitchen keeps none. */
  readonly itemIds: readonly string[];
  /** Null where nobody knows. */
  readonly needed: Quantity | null;
  readonly issued: Quantity | null;
  readonly missing: Quantity | null;
  /** What the store room lacks for it; null where it cannot be told, nought where it holds enough. */
  readonly short: Quantity | null;
}

/** The needs of a whole day; those with most missing last known to be short stand first. */
export function dayNeeds(rows: readonly StockReadinessRow[]): readonly Need[] {
  return rows
    .map((row): Need => {
      const { ingredientId, ingredientName, itemIds, needed, used, short } = row;
      return { ingredientId, name: ingredientName, itemIds, needed, issued: used, missing: less(needed, used), short };
    })
    .toSorted(compareNeeds);
}

/** The needs of one batch: its dishes that take the same food share what was issued to the batch. */
export function batchNeeds(rows: readonly BatchStockRow[]): readonly Need[] {
  const ids = [...new Set(rows.map(({ ingredientId }) => ingredientId))];
  return ids
    .flatMap((ingredientId): readonly Need[] => {
      const own = rows.filter((row) => row.ingredientId === ingredientId);
      const [first] = own;
      if (first === undefined) return [];
      const needed = sum(own.map((row) => row.needed));
      // Taken by recipe when a dish was cooked: that has left the store room as well.
      const taken = sum(own.map((row) => row.backflushed ?? zeroLike(row.needed)));
      // Of what the kitchen does not keep nobody tells what left.
      const issued = first.isKept ? sum([first.issuedToBatch ?? zeroLike(first.needed), taken]) : null;
      return [
        {
          ingredientId,
          name: first.ingredientName,
          itemIds: first.itemIds,
          needed,
          issued,
          missing: less(needed, issued),
          short: null,
        },
      ];
    })
    .toSorted(compareNeeds);
}

/** What is known to be lacking comes first, then by name. */
function compareNeeds(left: Need, right: Need): number {
  return Number(isLacking(right)) - Number(isLacking(left)) || left.name.localeCompare(right.name, "id");
}

export function isLacking({ short }: Need): boolean {
  return short !== null && amountOf(short) > 0;
}

/** The sum of quantities of one unit; null as soon as one of them is not known. */
function sum(quantities: readonly (Quantity | null)[]): Quantity | null {
  const known = quantities.filter((quantity) => quantity !== null);
  const [first] = known;
  if (first === undefined || known.length < quantities.length) return null;
  if (known.some(({ unit }) => unit !== first.unit)) return null;
  return quantityOf(
    first.unit,
    known.reduce((total, quantity) => total + amountOf(quantity), 0),
  );
}

function less(needed: Quantity | null, taken: Quantity | null): Quantity | null {
  if (needed === null || taken === null || needed.unit !== taken.unit) return null;
  return quantityOf(needed.unit, Math.max(0, amountOf(needed) - amountOf(taken)));
}

function zeroLike(quantity: Quantity | null): Quantity | null {
  return quantity === null ? null : quantityOf(quantity.unit, 0);
}
