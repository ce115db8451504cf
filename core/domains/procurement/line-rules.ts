import { amountOf, type Quantity, type UnitPrice } from "#kernel/quantity.ts";
import type { LocalDate } from "#kernel/time.ts";
import type { ItemFacts } from "./facts.ts";
import type { ProcurementRejection } from "./rejections.ts";

/** Checks the lines of orders, plans, surveys and invoices share. Each gives what is wrong first, null where nothing is. */

interface CheckedLine {
  readonly itemId: string;
  readonly quantity: Quantity;
  readonly unitPrice?: UnitPrice;
  readonly purchaseUnitCode?: string | undefined;
}

/** Lines of goods to be bought: items known and still kept, and all of `paperRefusal`. */
export function linesRefusal(lines: readonly CheckedLine[], items: readonly ItemFacts[]): ProcurementRejection | null {
  for (const { itemId } of lines) {
    const refusal = itemRefusal(itemId, items);
    if (refusal !== null) return refusal;
  }
  return paperRefusal(lines, items);
}

/** Lines of a paper about goods: each item once, amounts above zero and in the item's own unit, whole in the unit bought in. */
export function paperRefusal(lines: readonly CheckedLine[], items: readonly ItemFacts[]): ProcurementRejection | null {
  const seenIds = new Set<string>();
  for (const line of lines) {
    if (seenIds.has(line.itemId)) return { code: "item-twice", itemId: line.itemId };
    seenIds.add(line.itemId);
    const refusal = lineRefusal(line, items);
    if (refusal !== null) return refusal;
  }
  return null;
}

function lineRefusal(line: CheckedLine, items: readonly ItemFacts[]): ProcurementRejection | null {
  const { itemId, quantity, unitPrice } = line;
  if (!items.some((item) => item.itemId === itemId)) return { code: "not-found", kind: "item", id: itemId };
  const wrong =
    unitRefusal(itemId, quantity, items) ??
    (unitPrice === undefined ? null : unitRefusal(itemId, unitPrice.per, items));
  if (wrong !== null) return wrong;
  if (amountOf(quantity) === 0)
    return { code: "out-of-range", field: "quantity", min: 1, max: Number.MAX_SAFE_INTEGER };
  return purchaseUnitRefusal(line, items);
}

export function itemRefusal(itemId: string, items: readonly ItemFacts[]): ProcurementRejection | null {
  const item = items.find((candidate) => candidate.itemId === itemId);
  if (item === undefined) return { code: "not-found", kind: "item", id: itemId };
  return item.isArchived ? { code: "item-archived", itemId } : null;
}

/** Kilograms are not pieces: an amount in another unit than the item's is refused, never guessed (DOMAIN.md §4.7). */
export function unitRefusal(
  itemId: string,
  quantity: Quantity,
  items: readonly ItemFacts[],
): ProcurementRejection | null {
  const item = items.find((candidate) => candidate.itemId === itemId);
  const isMismatch = item !== undefined && item.baseUnit !== quantity.unit;
  return isMismatch ? { code: "unit-mismatch", itemId, unit: quantity.unit } : null;
}

/** Goods bought by the sack come in whole sacks. */
function purchaseUnitRefusal(
  { itemId, quantity, purchaseUnitCode }: CheckedLine,
  items: readonly ItemFacts[],
): ProcurementRejection | null {
  if (purchaseUnitCode === undefined) return null;
  const item = items.find((candidate) => candidate.itemId === itemId);
  const unit = item?.purchaseUnits.find(({ code }) => code === purchaseUnitCode);
  const isWhole =
    unit !== undefined && amountOf(unit.quantity) > 0 && amountOf(quantity) % amountOf(unit.quantity) === 0;
  return isWhole ? null : { code: "unit-mismatch", itemId, unit: purchaseUnitCode };
}

export function dateRefusal(date: LocalDate, fromDate: LocalDate, toDate: LocalDate): ProcurementRejection | null {
  return date < fromDate || date > toDate ? { code: "date-outside", date, fromDate, toDate } : null;
}
