import type { Clock } from "#kernel/time.ts";
import { localFromMs } from "#kernel/time.ts";
import { inventoryEvents } from "#domains/inventory/events.ts";
import { moneyEvents, orderEvents, planEvents, supplierEvents } from "#domains/procurement/events.ts";
import { budgetQuery, expensesQuery, invoicesQuery, receiptsToMatchQuery } from "#domains/procurement/money-queries.ts";
import {
  expectedDeliveriesQuery,
  orderQuery,
  ordersQuery,
  priceSheetQuery,
  purchaseDaysQuery,
  purchaseFiguresQuery,
  purchaseNeedsQuery,
  purchasePlansQuery,
  supplierNamesQuery,
  suppliersQuery,
} from "#domains/procurement/queries.ts";
import { invoiceToleranceBp, surveyQuotesMinCount } from "#domains/procurement/settings.ts";
import { settingReader, siteProfile } from "#main/domains/site/queries.ts";
import { answerQuery, type QueryHandler } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { budgetOf } from "./budget.ts";
import { expenseRows, invoiceRows, receiptsToMatch } from "./money-rows.ts";
import { purchaseDayRows, purchaseNeedRows, purchasePlanRows } from "./need-rows.ts";
import { expectedDeliveryRows, orderListRows, orderRows } from "./order-rows.ts";
import { priceSheetRows } from "./price-rows.ts";
import { boughtItems } from "./store-room.ts";
import { suppliersByName, supplierRows } from "./supplier-rows.ts";

const SUPPLIERS = supplierEvents.map((event) => event.type);
const PLANS = planEvents.map((event) => event.type);
const ORDERS = orderEvents.map((event) => event.type);
const MONEY = moneyEvents.map((event) => event.type);
/** What comes in, goes back, or is named anew in the store room. */
const DELIVERIES = ["receipt-started", "receipt-line-recorded", "goods-received", "stock-returned-to-supplier"];
const ITEMS = [
  "item-added",
  "item-changed",
  "item-archived",
  "ingredient-added",
  "ingredient-changed",
  "ingredients-imported",
];
const STOCK = inventoryEvents.map((event) => event.type);
/** What moves the needs: the approved days, and the portions their batches are planned for. */
const MENU_DAYS = ["menu-day-approved", "menu-day-revised", "batch-planned", "batch-changed", "batch-cancelled"];

/** The live queries of buying. `clock` says which calendar date it is. */
export function procurementQueryHandlers(clock: Pick<Clock, "nowMs">): readonly QueryHandler[] {
  const todayOf = (db: ReadableDb) => localFromMs(clock.nowMs(), siteProfile(db).timeZone).date;
  return [
    answerQuery(supplierNamesQuery, SUPPLIERS, (db) =>
      suppliersByName(db, supplierNamesQuery.limit + 1).map((row) => ({
        supplierId: row.supplier_id,
        name: row.name,
        status: row.status,
      })),
    ),
    answerQuery(purchaseFiguresQuery, ["setting-changed"], (db) => {
      const read = settingReader(db, todayOf(db));
      return [
        {
          key: "now" as const,
          invoiceToleranceBp: read(invoiceToleranceBp).value,
          surveyQuotesMinCount: read(surveyQuotesMinCount).value,
        },
      ];
    }),
    answerQuery(suppliersQuery, [...SUPPLIERS, ...ORDERS, ...DELIVERIES, "setting-changed"], (db) =>
      supplierRows(db, { today: todayOf(db), maxCount: suppliersQuery.limit + 1 }),
    ),
    answerQuery(expectedDeliveriesQuery, [...SUPPLIERS, ...ORDERS, ...DELIVERIES, ...ITEMS], (db) =>
      expectedDeliveryRows(db, expectedDeliveriesQuery.limit + 1),
    ),
    answerQuery(ordersQuery, [...SUPPLIERS, ...ORDERS, ...DELIVERIES], (db, params) =>
      orderListRows(db, { ...params, maxCount: ordersQuery.limit + 1 }),
    ),
    answerQuery(
      orderQuery,
      [...SUPPLIERS, ...PLANS, ...ORDERS, ...MONEY, ...DELIVERIES, ...ITEMS, ...MENU_DAYS],
      (db, { orderId }) => orderRows(db, orderId),
    ),
    answerQuery(priceSheetQuery, [...SUPPLIERS, ...STOCK, ...ITEMS, "publication-received"], (db, { itemId }) =>
      priceSheetRows(db, { itemId, today: todayOf(db), maxCount: priceSheetQuery.limit + 1 }),
    ),
    answerQuery(purchaseNeedsQuery, [...SUPPLIERS, ...ORDERS, ...STOCK, ...ITEMS, ...MENU_DAYS], (db, params) =>
      purchaseNeedRows(db, params, todayOf(db)).slice(0, purchaseNeedsQuery.limit + 1),
    ),
    answerQuery(purchaseDaysQuery, MENU_DAYS, (db, params) => purchaseDayRows(db, params)),
    answerQuery(purchasePlansQuery, [...PLANS, ...ITEMS], (db) =>
      purchasePlanRows(db, purchasePlansQuery.limit + 1, (itemIds) => itemNames(db, itemIds)),
    ),
    answerQuery(
      budgetQuery,
      [...PLANS, ...ORDERS, ...MONEY, ...DELIVERIES, ...MENU_DAYS, "setting-changed"],
      (db, params) => [{ key: "budget" as const, ...params, ...budgetOf(db, params) }],
    ),
    answerQuery(expensesQuery, MONEY, (db, params) =>
      expenseRows(db, { ...params, maxCount: expensesQuery.limit + 1 }),
    ),
    answerQuery(receiptsToMatchQuery, [...SUPPLIERS, ...ORDERS, ...MONEY, ...DELIVERIES, ...ITEMS], (db) =>
      receiptsToMatch(db, { today: todayOf(db), maxCount: receiptsToMatchQuery.limit + 1 }),
    ),
    answerQuery(invoicesQuery, [...SUPPLIERS, ...MONEY, ...ITEMS], (db, params) =>
      invoiceRows(db, { ...params, maxCount: invoicesQuery.limit + 1 }),
    ),
  ];
}

function itemNames(db: ReadableDb, itemIds: readonly string[]): ReadonlyMap<string, string> {
  return new Map([...boughtItems(db, itemIds)].map(([itemId, item]) => [itemId, item.name]));
}
