import type { TableOf } from "#domains/reports/tables.ts";
import type { ReportSource } from "#main/reports/report-source.ts";
import {
  expensesTable,
  invoicesTable,
  orderLinesTable,
  ordersTable,
  priceSheetTable,
  purchaseNeedsTable,
  purchasePlansTable,
  receiptsToMatchTable,
  suppliersTable,
} from "./buying-tables.ts";
import type { ListedTable } from "./listed-table.ts";
import { calendarTable, dayFoodsTable, foodsTable, menusTable, recipesTable } from "./menu-tables.ts";
import {
  expiringTable,
  lotsTable,
  placesTable,
  receiptsTable,
  stockDecisionsTable,
  stockTable,
  usageTable,
} from "./stock-tables.ts";

/** The tables of menu, store room and buying. */
export const SUPPLIES_TABLES = [
  "stock",
  "stock-valued",
  "lots",
  "storage-places",
  "receipts",
  "stock-decisions",
  "expiring",
  "usage-variance",
  "foods",
  "recipes",
  "menus",
  "menu-calendar",
  "menu-day-foods",
  "suppliers",
  "orders",
  "order-lines",
  "purchase-needs",
  "price-sheet",
  "purchase-plans",
  "receipts-to-match",
  "invoices",
  "expenses",
] as const;
export type SuppliesCode = (typeof SUPPLIES_TABLES)[number];
/** What such a table is asked by; a member of `TableOf` may name several codes. */
type SuppliesTable = Extract<TableOf, { readonly table: SuppliesCode }>;

export function isOfSupplies(of: TableOf): of is SuppliesTable {
  const codes: readonly string[] = SUPPLIES_TABLES;
  return codes.includes(of.table);
}

/** One line a table of menu, store room and buying. */
export function suppliesTable(source: ReportSource, of: SuppliesTable): ListedTable {
  switch (of.table) {
    case "stock":
    case "stock-valued":
      return stockTable(source, of.table);
    case "lots":
      return lotsTable(source, of);
    case "storage-places":
      return placesTable(source);
    case "receipts":
      return receiptsTable(source, of);
    case "stock-decisions":
      return stockDecisionsTable(source);
    case "expiring":
      return expiringTable(source, of);
    case "usage-variance":
      return usageTable(source, of);
    case "foods":
      return foodsTable(source, of);
    case "recipes":
      return recipesTable(source);
    case "menus":
      return menusTable(source);
    case "menu-calendar":
      return calendarTable(source, of);
    case "menu-day-foods":
      return dayFoodsTable(source, of);
    case "suppliers":
      return suppliersTable(source);
    case "orders":
      return ordersTable(source, of);
    case "order-lines":
      return orderLinesTable(source, of);
    case "purchase-needs":
      return purchaseNeedsTable(source, of);
    case "price-sheet":
      return priceSheetTable(source);
    case "purchase-plans":
      return purchasePlansTable(source);
    case "receipts-to-match":
      return receiptsToMatchTable(source);
    case "invoices":
      return invoicesTable(source, of);
    case "expenses":
      return expensesTable(source, of);
  }
}
