import { amountOf, quantityOf, totalPortionCount, type PortionCounts, type Quantity } from "#kernel/quantity.ts";
import { addDays } from "#kernel/time.ts";
import type { ItemId } from "#domains/inventory/ids.ts";
import type { PurchaseNeedRow } from "#domains/procurement/queries.ts";
import { lineStandings } from "#domains/procurement/rules.ts";
import { approvedDays, ingredientNow } from "#main/domains/menu/queries.ts";
import { availableOf, itemPrice } from "#main/domains/inventory/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import type { Span } from "./budget.ts";
import { deliveriesOf, receivedItems } from "./deliveries.ts";
import { openOrderLines, orderLinesOf, surveyPriceOf } from "./queries.ts";
import { ordersOfItem } from "./store-room.ts";
import { procurementSql } from "./tables.ts";

/** Days of a span a plan may have (`PLAN_MAX_DAY_COUNT`); what is asked beyond is cut off. */
const SPAN_MAX_DAY_COUNT = 31;

/** The days of a span; those without an approved menu say nothing of what they need. */
export function purchaseDayRows(db: ReadableDb, { fromDate, toDate }: Span) {
  const days = approvedDays(db, { fromDate, toDate });
  const dates: string[] = [];
  for (let date = fromDate; date <= toDate && dates.length < SPAN_MAX_DAY_COUNT; date = addDays(date, 1))
    dates.push(date);
  return dates.map((serviceDate) => {
    const day = days.find((one) => one.serviceDate === serviceDate);
    return {
      serviceDate,
      hasApprovedMenu: day !== undefined,
      portionCount: day === undefined ? null : totalPortionCount(day.portionCounts),
    };
  });
}

/** What the approved menus of a span need, less what is there and what is on its way; shortest supplied first by name. */
export function purchaseNeedRows(db: ReadableDb, span: Span, today: string): readonly PurchaseNeedRow[] {
  const needs = needsOf(db, span);
  const ingredients = ingredientNow(db, [...needs.keys()]);
  const available = availableOf(db, [...needs.keys()], today);
  const onOrder = onOrderByItem(db);
  return [...needs]
    .flatMap(([ingredientId, need]): readonly PurchaseNeedRow[] => {
      const ingredient = ingredients.get(ingredientId);
      if (ingredient === undefined) return [];
      const { unit } = need.quantity;
      const kept = (available.get(ingredientId) ?? []).filter(({ item }) => item.baseUnit === unit);
      const availableAmount = kept.reduce((sum, one) => sum + amountOf(one.available), 0);
      const onOrderAmount = kept.reduce((sum, { item }) => sum + (onOrder.get(item.itemId) ?? 0), 0);
      const shortAmount = Math.max(0, amountOf(need.quantity) - availableAmount - onOrderAmount);
      return [
        {
          ingredientId,
          ingredientName: ingredient.name,
          category: ingredient.category,
          firstDate: need.firstDate,
          needed: need.quantity,
          available: quantityOf(unit, availableAmount),
          onOrder: quantityOf(unit, onOrderAmount),
          short: quantityOf(unit, shortAmount),
          items: kept.map(({ item }) => ({
            itemId: item.itemId,
            itemName: item.name,
            purchaseUnits: [...item.purchaseUnits],
            price: priceOffered(db, item.itemId) ?? matchingPrice(ingredient.referencePrice, unit),
            lastSupplierId: ordersOfItem(db, item.itemId, null)[0]?.supplierId ?? null,
          })),
        },
      ];
    })
    .toSorted((left, right) => left.ingredientName.localeCompare(right.ingredientName, "id"));
}

interface Need {
  readonly quantity: Quantity;
  readonly firstDate: string;
}

/** What cannot be told (a food without an edible share) is left to the menu's own screen, which names it. */
function needsOf(db: ReadableDb, span: Span): ReadonlyMap<string, Need> {
  const needs = new Map<string, Need>();
  for (const day of approvedDays(db, span)) {
    for (const { ingredientId, needed } of day.requirements) {
      const known = needs.get(ingredientId);
      const quantity = quantityOf(needed.unit, amountOf(needed) + (known === undefined ? 0 : amountOf(known.quantity)));
      needs.set(ingredientId, { quantity, firstDate: known?.firstDate ?? day.serviceDate });
    }
  }
  return needs;
}

/** What approved and sent orders still owe, by item, in its base unit. */
export function onOrderByItem(db: ReadableDb): ReadonlyMap<ItemId, number> {
  const open = new Map<ItemId, number>();
  for (const orderId of new Set(openOrderLines(db).map((line) => line.orderId))) {
    const standings = lineStandings(orderLinesOf(db, orderId), receivedItems(deliveriesOf(db, orderId)));
    for (const { itemId, openAmount } of standings) {
      // the standings of an order name its own items
      open.set(itemId as ItemId, (open.get(itemId as ItemId) ?? 0) + openAmount);
    }
  }
  return open;
}

/** The price a new order is begun with: what was last paid, else the lowest of the newest survey. */
function priceOffered(db: ReadableDb, itemId: ItemId) {
  return itemPrice(db, itemId)?.lastPrice ?? surveyPriceOf(db, [itemId]).get(itemId)?.lowest ?? null;
}

function matchingPrice<Price extends { readonly per: Quantity }>(price: Price | undefined, unit: Quantity["unit"]) {
  return price !== undefined && price.per.unit === unit ? price : null;
}

/** Purchase plans, newest period first. */
export function purchasePlanRows(
  db: ReadableDb,
  maxCount: number,
  nameOf: (itemIds: readonly string[]) => ReadonlyMap<string, string>,
) {
  const rows = db.all(
    procurementSql
      .selectFrom("purchase_plan")
      .selectAll()
      .orderBy("from_date", "desc")
      .orderBy("plan_id")
      .limit(maxCount),
  );
  return rows.map((row) => {
    const lines = JSON.parse(row.lines_json) as { itemId: ItemId; quantity: Quantity; amountIdr: number }[]; // parsed event
    const names = nameOf(lines.map((line) => line.itemId));
    return {
      planId: row.plan_id,
      fromDate: row.from_date,
      toDate: row.to_date,
      status: row.status,
      portionCounts: JSON.parse(row.portion_counts_json) as PortionCounts, // the same
      lines: lines.map((line) => ({ ...line, itemName: names.get(line.itemId) ?? "" })),
      totalIdr: row.total_idr,
      draftedByStaffId: row.drafted_by_staff_id,
      draftedAtMs: row.drafted_at_ms,
      approvedByStaffId: row.approved_by_staff_id,
      approvedAtMs: row.approved_at_ms,
    };
  });
}
