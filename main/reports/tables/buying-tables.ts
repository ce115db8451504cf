import {
  expensesQuery,
  invoicesQuery,
  receiptsToMatchQuery,
  type InvoiceRow,
} from "#domains/procurement/money-queries.ts";
import {
  orderQuery,
  ordersQuery,
  priceSheetQuery,
  purchaseNeedsQuery,
  purchasePlansQuery,
  suppliersQuery,
} from "#domains/procurement/queries.ts";
import type { TableOf } from "#domains/reports/tables.ts";
import { totalPortionCount } from "#kernel/quantity.ts";
import type { LocalDate } from "#kernel/time.ts";
import { dateText, quantityText, spanText } from "#main/reports/format.ts";
import type { ReportSource } from "#main/reports/report-source.ts";
import { unitPriceText } from "#main/reports/unit-price-text.ts";
import { amountCell, unitCell } from "./amount-cells.ts";
import { joined, listed, type ListedTable } from "./listed-table.ts";
import { word } from "./table-words.ts";

interface OfSpan {
  readonly fromDate: LocalDate;
  readonly toDate: LocalDate;
}
type Of<Code extends TableOf["table"]> = Extract<TableOf, { readonly table: Code }>;

export function suppliersTable(source: ReportSource): ListedTable {
  return listed({
    title: word("buying.suppliers.title"),
    subject: word("document.as-now"),
    rows: source.askShown(suppliersQuery, {}),
    key: (row) => row.supplierId,
    columns: (column) => [
      column(word("buying.suppliers.name"), "text", 24, (row) => row.name),
      column(word("buying.suppliers.kind"), "text", 13, (row) => word(`buying.kind.${row.kind}`)),
      column(word("buying.suppliers.status"), "text", 14, (row) =>
        joined(word(`buying.supplier-status.${row.status}`), row.statusReason),
      ),
      column(word("buying.suppliers.categories"), "text", 24, (row) =>
        row.itemCategories.map((category) => word(`buying.category.${category}`)).join(", "),
      ),
      column(word("buying.suppliers.certificates"), "text", 28, (row) =>
        row.certificates
          .map(({ certificateKind, expiresOnDate }) =>
            joined(
              word(`buying.certificate.${certificateKind}`),
              expiresOnDate === null ? null : `s.d. ${dateText(expiresOnDate)}`,
            ),
          )
          .join("; "),
      ),
      column(word("buying.suppliers.share"), "share", 10, (row) => row.shareBp),
      column(word("buying.suppliers.score"), "share", 9, (row) => row.score.scoreBp),
      column(word("document.deliveries"), "count", 9, (row) => row.score.receiptCount),
      column(word("buying.orders.title"), "count", 9, (row) => row.orderCount),
    ],
  });
}

export function ordersTable(source: ReportSource, of: Of<"orders">): ListedTable {
  const { fromDate, toDate, status } = of;
  return listed({
    title: word("buying.orders.title"),
    subject: joined(spanText(of), status === undefined ? null : word(`buying.status.${status}`)),
    rows: source.askShown(ordersQuery, { fromDate, toDate, ...(status !== undefined && { status }) }),
    key: (row) => row.orderId,
    columns: (column) => [
      column(word("buying.column.code"), "text", 20, (row) => row.orderCode),
      column(word("buying.column.supplier"), "text", 24, (row) => row.supplierName),
      column(word("buying.column.needed"), "date", 14, (row) => row.neededDate),
      column(word("buying.column.status"), "text", 20, (row) => word(`buying.status.${row.status}`)),
      column(word("buying.column.received"), "text", 14, (row) => word(`buying.received.${row.receivedState}`)),
      column(word("buying.line.item"), "count", 8, (row) => row.lineCount),
      column(word("buying.column.flags"), "count", 9, (row) => row.flagCount),
      column(word("buying.column.total"), "idr", 16, (row) => row.totalIdr),
    ],
  });
}

export function orderLinesTable(source: ReportSource, { orderId }: Of<"order-lines">): ListedTable {
  const order = source.askShown(orderQuery, { orderId })[0];
  return listed({
    title: word("buying.order.lines"),
    subject: joined(order?.orderCode, order?.supplierName),
    rows: order?.lines ?? [],
    key: (row) => row.lineId,
    columns: (column) => [
      column(word("buying.line.item"), "text", 24, (row) => row.itemName),
      column(word("buying.line.quantity"), "thousandths", 12, (row) => amountCell(row.quantity)),
      column(word("buying.line.accepted"), "thousandths", 12, (row) => amountCell(row.accepted)),
      column(word("document.refused"), "thousandths", 11, (row) => amountCell(row.rejected)),
      column(word("document.returned"), "thousandths", 12, (row) => amountCell(row.returned)),
      column(word("buying.line.open"), "thousandths", 12, (row) => amountCell(row.open)),
      column(word("document.unit"), "text", 8, (row) => unitCell(row.quantity)),
      column(word("buying.line.price"), "text", 18, (row) => unitPriceText(row.unitPrice)),
      column(word("buying.prices.reference"), "text", 18, (row) => unitPriceText(row.referencePrice)),
      column(word("buying.line.amount"), "idr", 15, (row) => row.amountIdr),
    ],
  });
}

export function purchaseNeedsTable(source: ReportSource, { fromDate, toDate }: OfSpan): ListedTable {
  return listed({
    title: word("buying.needs.list"),
    subject: spanText({ fromDate, toDate }),
    rows: source.askShown(purchaseNeedsQuery, { fromDate, toDate }),
    key: (row) => row.ingredientId,
    columns: (column) => [
      column(word("stock.usage.food"), "text", 24, (row) => row.ingredientName),
      column(word("buying.needs.first"), "date", 14, (row) => row.firstDate),
      column(word("buying.needs.needed"), "thousandths", 12, (row) => amountCell(row.needed)),
      column(word("buying.needs.available"), "thousandths", 12, (row) => amountCell(row.available)),
      column(word("buying.needs.on-order"), "thousandths", 12, (row) => amountCell(row.onOrder)),
      column(word("buying.needs.short"), "thousandths", 12, (row) => amountCell(row.short)),
      column(word("document.unit"), "text", 8, (row) => unitCell(row.needed)),
      column(word("buying.needs.buy-as"), "text", 30, (row) =>
        row.items.map((item) => joined(item.itemName, unitPriceText(item.price))).join("; "),
      ),
    ],
  });
}

export function priceSheetTable(source: ReportSource): ListedTable {
  return listed({
    title: word("buying.prices.sheet"),
    subject: word("document.as-now"),
    rows: source.askShown(priceSheetQuery, {}),
    key: (row) => row.itemId,
    columns: (column) => [
      column(word("buying.column.code"), "text", 14, (row) => row.itemCode),
      column(word("buying.line.item"), "text", 24, (row) => row.itemName),
      column(word("buying.prices.last"), "text", 18, (row) => unitPriceText(row.lastPrice)),
      column(word("document.last-on"), "date", 14, (row) => row.lastDate),
      column(word("buying.prices.average"), "text", 18, (row) => unitPriceText(row.averagePrice)),
      column(word("buying.prices.reference"), "text", 18, (row) => unitPriceText(row.referencePrice)),
      column(word("buying.prices.ceiling"), "text", 18, (row) => unitPriceText(row.ceilingPrice)),
      column(word("buying.prices.lowest"), "text", 18, (row) => unitPriceText(row.survey?.lowest ?? null)),
      column(word("buying.prices.date"), "date", 14, (row) => row.survey?.surveyDate ?? null),
      column(word("document.quotes"), "text", 34, (row) =>
        (row.survey?.quotes ?? []).map((quote) => joined(quote.sourceName, unitPriceText(quote.unitPrice))).join("; "),
      ),
    ],
  });
}

export function purchasePlansTable(source: ReportSource): ListedTable {
  return listed({
    title: word("buying.budget.plans"),
    subject: word("document.as-now"),
    rows: source.askShown(purchasePlansQuery, {}),
    key: (row) => row.planId,
    columns: (column) => [
      column(word("document.from"), "date", 14, (row) => row.fromDate),
      column(word("document.to"), "date", 14, (row) => row.toDate),
      column(word("buying.budget.plan-status"), "text", 12, (row) => word(`buying.plan.${row.status}`)),
      column(word("buying.budget.plan-portions"), "count", 10, (row) => totalPortionCount(row.portionCounts)),
      column(word("buying.budget.plan-lines"), "text", 44, (row) =>
        row.lines.map((line) => `${line.itemName} ${quantityText(line.quantity)}`).join("; "),
      ),
      column(word("buying.budget.plan-total"), "idr", 16, (row) => row.totalIdr),
      column(word("buying.budget.plan-by"), "text", 18, (row) => source.nameOf(row.draftedByStaffId)),
      column(word("document.approved-by"), "text", 18, (row) => source.nameOf(row.approvedByStaffId)),
    ],
  });
}

export function receiptsToMatchTable(source: ReportSource): ListedTable {
  return listed({
    title: word("buying.invoices.waiting"),
    subject: word("document.as-now"),
    rows: source.askShown(receiptsToMatchQuery, {}),
    key: (row) => row.receiptId,
    columns: (column) => [
      column(word("buying.invoices.receipt"), "text", 20, (row) => row.receiptCode),
      column(word("buying.column.supplier"), "text", 24, (row) => row.supplierName),
      column(word("buying.invoices.order"), "text", 20, (row) => row.orderCode ?? word("buying.invoices.no-order")),
      column(word("buying.invoices.received"), "date", 14, (row) => row.receivedDate),
      column(word("buying.invoices.item"), "text", 44, (row) =>
        row.lines.map((line) => `${line.itemName} ${quantityText(line.accepted)}`).join("; "),
      ),
    ],
  });
}

export function invoicesTable(source: ReportSource, { fromDate, toDate }: OfSpan): ListedTable {
  return listed({
    title: word("buying.invoices.list"),
    subject: spanText({ fromDate, toDate }),
    rows: source.askShown(invoicesQuery, { fromDate, toDate }),
    key: (row) => row.invoiceId,
    columns: (column) => [
      column(word("buying.invoices.number"), "text", 18, (row) => row.invoiceNumber),
      column(word("buying.invoices.date"), "date", 14, (row) => row.invoiceDate),
      column(word("buying.column.supplier"), "text", 22, (row) => row.supplierName),
      column(word("buying.invoices.order"), "text", 18, (row) => row.orderCode),
      column(word("buying.invoices.receipt"), "text", 20, (row) => row.receiptCodes.join(", ")),
      column(word("buying.column.status"), "text", 14, (row) => word(`buying.invoice-status.${row.status}`)),
      column(word("buying.invoices.differences"), "text", 30, differencesOf),
      column(word("buying.invoices.reason"), "text", 20, (row) => row.reason),
      column(word("buying.line.amount"), "idr", 15, (row) => row.amountIdr),
      column(word("buying.invoices.paid"), "idr", 15, (row) => row.paidIdr),
    ],
  });
}

function differencesOf(row: InvoiceRow): string {
  if (row.differences.length === 0) return word("buying.invoices.agrees");
  return row.differences.map(({ itemName, kind }) => `${itemName}: ${word(`buying.difference.${kind}`)}`).join("; ");
}

export function expensesTable(source: ReportSource, { fromDate, toDate }: OfSpan): ListedTable {
  return listed({
    title: word("buying.expenses.title"),
    subject: spanText({ fromDate, toDate }),
    rows: source.askShown(expensesQuery, { fromDate, toDate }),
    key: (row) => row.expenseId,
    columns: (column) => [
      column(word("buying.expenses.date"), "date", 14, (row) => row.serviceDate),
      column(word("buying.expenses.kind"), "text", 18, (row) => word(`buying.expense.${row.expenseKind}`)),
      column(word("buying.expenses.note"), "text", 34, (row) => row.note),
      column(word("buying.expenses.by"), "text", 18, (row) => source.nameOf(row.recordedByStaffId)),
      column(word("buying.line.amount"), "idr", 15, (row) => row.amountIdr),
    ],
  });
}
