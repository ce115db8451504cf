import { amountOf, type Quantity } from "#kernel/quantity.ts";
import type { AlertCondition } from "./conditions.ts";

/** When an alert stands about stock (DOMAIN.md §4.11): low or out, expiring or expired, short for tomorrow. Free of zod. */

/** An item that somebody gave a minimum, at or below it. */
export interface LowItemInput {
  readonly itemId: string;
  readonly itemName: string;
  readonly available: Quantity;
}

/** A lot that holds something and expires soon enough to tell, or has. */
export interface ExpiringLotInput {
  readonly lotId: string;
  readonly lotCode: string;
  readonly itemId: string;
  readonly itemName: string;
  readonly onHand: Quantity;
  readonly expiryDate: string;
  /** 0 on the last day of use, negative when past. */
  readonly daysLeftCount: number;
  /** Days before expiry each severity begins, by the category of the item. */
  readonly days: { readonly lowCount: number; readonly mediumCount: number; readonly highCount: number };
}

/** A day whose ingredients the store room does not hold. */
export interface ShortDayInput {
  readonly serviceDate: string;
  readonly ingredientNames: readonly string[];
}

export interface StockInput {
  readonly lowItems: readonly LowItemInput[];
  readonly expiringLots: readonly ExpiringLotInput[];
  /** Of tomorrow only (H-1). */
  readonly shortDays: readonly ShortDayInput[];
}

/** Names an alert holds of what a day lacks; the screen behind it has them all. */
const SHORT_NAMES_MAX_COUNT = 5;

/** What stands about the store room. */
export function stockConditions({ lowItems, expiringLots, shortDays }: StockInput): readonly AlertCondition[] {
  return [
    ...lowItems.map(lowStock),
    ...expiringLots.map(lotExpiry).filter((condition) => condition !== null),
    ...shortDays.map(requirementShort),
  ];
}

/** Nothing to be used is one alert, little of it another: the first never stands beside the second. */
function lowStock({ itemId, itemName, available }: LowItemInput): AlertCondition {
  const data = { itemId, itemName };
  return amountOf(available) === 0
    ? { alertKind: "stock-out", entityId: itemId, severity: "critical", data }
    : { alertKind: "stock-low", entityId: itemId, severity: "high", data: { ...data, onHand: available } };
}

function lotExpiry(lot: ExpiringLotInput): AlertCondition | null {
  const { lotId, lotCode, itemId, itemName, onHand, expiryDate, daysLeftCount, days } = lot;
  const data = { lotId, lotCode, itemId, itemName, onHand, expiryDate };
  if (daysLeftCount < 0) return { alertKind: "lot-expired", entityId: lotId, severity: "high", data };
  const severity =
    daysLeftCount <= days.highCount
      ? "high"
      : daysLeftCount <= days.mediumCount
        ? "medium"
        : daysLeftCount <= days.lowCount
          ? "low"
          : null;
  return severity === null ? null : { alertKind: "lot-expiring", entityId: lotId, severity, data };
}

function requirementShort({ serviceDate, ingredientNames }: ShortDayInput): AlertCondition {
  const data = { serviceDate, ingredientNames: ingredientNames.slice(0, SHORT_NAMES_MAX_COUNT) };
  return { alertKind: "requirement-short", entityId: serviceDate, severity: "high", data };
}
