import { compareUnitPrices } from "#kernel/money.ts";
import type { FoodCategory, StorageKind } from "#kernel/food-words.ts";
import { amountOf, type Quantity, type UnitPrice } from "#kernel/quantity.ts";
import type { OrderStatus, PriceBasis, ReceivedState } from "./vocabulary.ts";

// Free of zod: the faces use the same predicates the decisions use.

const BP = 10_000n;

/** Longest span of a purchase plan: `period.service-days` is 12, a month is the widest a mistake may make it. */
export const PLAN_MAX_DAY_COUNT = 31;
/** How far ahead goods may be asked for, and how far back a paper may be entered. */
export const ORDER_AHEAD_MAX_DAY_COUNT = 180;
export const SURVEY_BACK_MAX_DAY_COUNT = 31;
export const EXPENSE_BACK_MAX_DAY_COUNT = 92;
export const INVOICE_BACK_MAX_DAY_COUNT = 366;

/** What spoils within days: fresh protein, vegetables, fruit and dairy, unless it is frozen (house reading of BGN's H-4 rule). */
export function isPerishable(item: { readonly category: FoodCategory; readonly storageKind: StorageKind }): boolean {
  if (item.storageKind === "frozen") return false;
  const spoils: readonly FoodCategory[] = ["animal-protein", "vegetable", "fruit", "dairy"];
  return item.storageKind === "chilled" || spoils.includes(item.category);
}

/** The foods whose first delivery by another supplier is pointed out (DOMAIN.md §4.6). */
export function isProtein(category: FoodCategory): boolean {
  return category === "animal-protein" || category === "plant-protein";
}

/** The lower of what an item should cost, and where that comes from; null where nobody knows. */
export function priceLimit(item: {
  readonly referencePrice: UnitPrice | null;
  readonly surveyPrice: UnitPrice | null;
}): { readonly limit: UnitPrice; readonly basis: PriceBasis } | null {
  const { referencePrice, surveyPrice } = item;
  if (surveyPrice !== null && (referencePrice === null || compareUnitPrices(surveyPrice, referencePrice) < 0)) {
    return { limit: surveyPrice, basis: "survey" };
  }
  return referencePrice === null ? null : { limit: referencePrice, basis: "reference" };
}

/** Whether a price lies above a limit by more than the tolerance; exact, both of one unit. */
export function isAboveLimit(price: UnitPrice, limit: UnitPrice, toleranceBp: number): boolean {
  const paid = BigInt(price.amountIdr) * BigInt(amountOf(limit.per)) * BP;
  const allowed = BigInt(limit.amountIdr) * BigInt(amountOf(price.per)) * (BP + BigInt(toleranceBp));
  return paid > allowed;
}

/** Whether two whole numbers differ by more than a share of the first. */
export function isBeyondTolerance(expected: number, found: number, toleranceBp: number): boolean {
  const difference = BigInt(Math.abs(expected - found));
  return difference * BP > BigInt(expected) * BigInt(toleranceBp);
}

/** One part of a whole in basis points, rounded down; null of nothing. */
export function shareBp(part: number, whole: number): number | null {
  return whole === 0 ? null : Number((BigInt(part) * BP) / BigInt(whole));
}

/** How one item of an order stands, in its base unit: `ordered + over = kept + returned + open`. */
export interface LineStanding {
  readonly itemId: string;
  readonly orderedAmount: number;
  readonly acceptedAmount: number;
  readonly rejectedAmount: number;
  readonly returnedAmount: number;
  /** Accepted and not sent back. */
  readonly keptAmount: number;
  /** Not accepted yet. What was refused at the door is still owed; what was sent back later is a matter of the invoice. */
  readonly openAmount: number;
  readonly overAmount: number;
}

interface OrderedItem {
  readonly itemId: string;
  readonly quantity: Quantity;
}
interface ArrivedItem {
  readonly itemId: string;
  readonly accepted: Quantity;
  readonly rejected: Quantity;
  readonly returned: Quantity;
}

/** Every item of an order as it stands, the order's own lines first, then what arrived without being ordered. */
export function lineStandings(
  ordered: readonly OrderedItem[],
  arrived: readonly ArrivedItem[],
): readonly LineStanding[] {
  const orderedIds = new Set(ordered.map((line) => line.itemId));
  const strays = arrived.filter((item) => !orderedIds.has(item.itemId));
  return [
    ...ordered.map((line) =>
      standingOf(
        line.itemId,
        amountOf(line.quantity),
        arrived.find((item) => item.itemId === line.itemId),
      ),
    ),
    ...strays.map((item) => standingOf(item.itemId, 0, item)),
  ];
}

function standingOf(itemId: string, orderedAmount: number, item: ArrivedItem | undefined): LineStanding {
  const acceptedAmount = item === undefined ? 0 : amountOf(item.accepted);
  const returnedAmount = item === undefined ? 0 : amountOf(item.returned);
  return {
    itemId,
    orderedAmount,
    acceptedAmount,
    rejectedAmount: item === undefined ? 0 : amountOf(item.rejected),
    returnedAmount,
    keptAmount: acceptedAmount - returnedAmount,
    openAmount: Math.max(0, orderedAmount - acceptedAmount),
    overAmount: Math.max(0, acceptedAmount - orderedAmount),
  };
}

/** What arrived of an order as a whole: over only when nothing is owed any more. */
export function receivedState(standings: readonly LineStanding[]): ReceivedState {
  if (standings.every((line) => line.acceptedAmount === 0)) return "none";
  if (standings.some((line) => line.openAmount > 0)) return "partial";
  return standings.some((line) => line.overAmount > 0) ? "over" : "full";
}

/** Nothing is owed any more. */
export function isFull(state: ReceivedState): boolean {
  return state === "full" || state === "over";
}

/** What may be done to an order in a status; why not otherwise is the decision's to say. */
export const ORDER_STATUSES_FOR: Readonly<
  Record<"change" | "submit" | "decide" | "send" | "cancel" | "close", readonly OrderStatus[]>
> = {
  change: ["draft"],
  submit: ["draft"],
  decide: ["submitted"],
  send: ["approved"],
  cancel: ["draft", "submitted", "approved", "sent"],
  close: ["sent"],
};
