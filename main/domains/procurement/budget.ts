import { idrOfQuantity } from "#kernel/money.ts";
import {
  addPortionCounts,
  amountOf,
  NO_PORTIONS,
  quantityOf,
  totalPortionCount,
  type PortionCounts,
} from "#kernel/quantity.ts";
import type { OrderId } from "#domains/procurement/ids.ts";
import { shareBp } from "#domains/procurement/rules.ts";
import { approvedDays } from "#main/domains/menu/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { deliveriesOf, receivedItems } from "./deliveries.ts";
import { orderLinesOf, type OrderNow } from "./queries.ts";
import { procurementSql } from "./tables.ts";

export interface Span {
  readonly fromDate: string;
  readonly toDate: string;
}

/** The money of a span (DOMAIN.md §5, budget use); whole rupiah. */
export interface Budget {
  readonly menuDayCount: number;
  readonly portionCount: number;
  readonly ceilingIdr: number | null;
  readonly plannedIdr: number | null;
  readonly committedIdr: number;
  readonly invoicedIdr: number;
  readonly paidIdr: number;
  readonly expensesIdr: number;
  readonly usedBp: number | null;
}

/** The portions the approved menus of a span are for. */
export function plannedPortions(db: ReadableDb, span: Span): PortionCounts {
  return approvedDays(db, span).reduce((sum, day) => addPortionCounts(sum, day.portionCounts), NO_PORTIONS);
}

/** What a span may cost, is planned to, and already does. */
export function budgetOf(db: ReadableDb, span: Span): Budget {
  const days = approvedDays(db, span);
  const ceilingIdr = days.length === 0 ? null : days.reduce((sum, day) => sum + day.ceilingIdr, 0);
  const { committedIdr, orderInvoicedIdr, orderPaidIdr } = ordersOfSpan(db, span);
  const loose = looseInvoices(db, span);
  const invoicedIdr = orderInvoicedIdr + loose.amountIdr;
  return {
    menuDayCount: days.length,
    portionCount: days.reduce((sum, day) => sum + totalPortionCount(day.portionCounts), 0),
    ceilingIdr,
    plannedIdr: plannedIdr(db, span),
    committedIdr,
    invoicedIdr,
    paidIdr: orderPaidIdr + loose.paidIdr,
    expensesIdr: expensesOf(db, span),
    usedBp: ceilingIdr === null ? null : shareBp(committedIdr + invoicedIdr, ceilingIdr),
  };
}

/**
 * What the period of an order has left before it: of the approved plan its needed date lies in, held against the ceiling of the
 * plan's menus, or against the plan itself where no menu of it is approved. Null where no plan covers the date.
 */
export function budgetLeftFor(db: ReadableDb, order: Pick<OrderNow, "orderId" | "neededDate">): number | null {
  const plan = db.first(
    procurementSql
      .selectFrom("purchase_plan")
      .select(["from_date", "to_date", "total_idr"])
      .where("to_date", ">=", order.neededDate)
      .where("from_date", "<=", order.neededDate)
      .where("status", "=", "approved")
      .limit(1),
  );
  if (plan === undefined) return null;
  const { ceilingIdr, committedIdr, invoicedIdr } = budgetOf(db, { fromDate: plan.from_date, toDate: plan.to_date });
  return (ceilingIdr ?? plan.total_idr) - committedIdr - invoicedIdr;
}

/** Orders needed in the span: what they still commit is their total less what their invoices ask for, never below nothing. */
function ordersOfSpan(db: ReadableDb, span: Span) {
  const orders = db.all(
    procurementSql
      .selectFrom("purchase_order")
      .select(["order_id", "status", "total_idr"])
      .where("needed_date", ">=", span.fromDate)
      .where("needed_date", "<=", span.toDate)
      .where("status", "in", ["approved", "sent", "closed"]),
  );
  const invoices = db.all(
    procurementSql
      .selectFrom("purchase_order as o")
      .innerJoin("invoice as i", "i.order_id", "o.order_id")
      .select(["i.order_id", "i.amount_idr", "i.paid_idr"])
      .where("o.needed_date", ">=", span.fromDate)
      .where("o.needed_date", "<=", span.toDate),
  );
  const invoicedOf = (orderId: string) =>
    invoices.reduce((sum, row) => sum + (row.order_id === orderId ? row.amount_idr : 0), 0);
  return {
    committedIdr: orders.reduce((sum, row) => {
      // Of a closed order only what came and stayed is still to be paid.
      const owedIdr = row.status === "closed" ? keptIdr(db, row.order_id) : row.total_idr;
      return sum + Math.max(0, owedIdr - invoicedOf(row.order_id));
    }, 0),
    orderInvoicedIdr: invoices.reduce((sum, row) => sum + row.amount_idr, 0),
    orderPaidIdr: invoices.reduce((sum, row) => sum + row.paid_idr, 0),
  };
}

/** What the goods of an order that were accepted and not sent back cost, at its own prices. */
function keptIdr(db: ReadableDb, orderId: OrderId): number {
  const received = receivedItems(deliveriesOf(db, orderId));
  return orderLinesOf(db, orderId).reduce((sum, { itemId, quantity, unitPrice }) => {
    const item = received.find((candidate) => candidate.itemId === itemId);
    const amount = item === undefined ? 0 : amountOf(item.accepted) - amountOf(item.returned);
    return sum + idrOfQuantity(quantityOf(quantity.unit, amount), unitPrice);
  }, 0);
}

/** Invoices of purchases without an order, by the date on the paper. */
function looseInvoices(db: ReadableDb, span: Span) {
  const rows = db.all(
    procurementSql
      .selectFrom("invoice")
      .select(["amount_idr", "paid_idr"])
      .where("invoice_date", ">=", span.fromDate)
      .where("invoice_date", "<=", span.toDate)
      .where("order_id", "is", null),
  );
  return {
    amountIdr: rows.reduce((sum, row) => sum + row.amount_idr, 0),
    paidIdr: rows.reduce((sum, row) => sum + row.paid_idr, 0),
  };
}

function plannedIdr(db: ReadableDb, span: Span): number | null {
  const rows = db.all(
    procurementSql
      .selectFrom("purchase_plan")
      .select("total_idr")
      .where("to_date", ">=", span.fromDate)
      .where("from_date", "<=", span.toDate)
      .where("status", "=", "approved"),
  );
  return rows.length === 0 ? null : rows.reduce((sum, row) => sum + row.total_idr, 0);
}

function expensesOf(db: ReadableDb, span: Span): number {
  const row = db.first(
    procurementSql
      .selectFrom("expense")
      .select((select) => select.fn.sum<number | null>("amount_idr").as("total_idr"))
      .where("service_date", ">=", span.fromDate)
      .where("service_date", "<=", span.toDate),
  );
  return row?.total_idr ?? 0;
}
