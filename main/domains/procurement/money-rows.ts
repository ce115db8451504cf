import { amountOf, quantityOf, type Quantity } from "#kernel/quantity.ts";
import { addDays, localFromMs, msFromLocal } from "#kernel/time.ts";
import type { InvoiceId } from "#domains/procurement/ids.ts";
import type { InvoiceRow, ReceiptToMatchRow } from "#domains/procurement/money-queries.ts";
import { INVOICE_BACK_MAX_DAY_COUNT } from "#domains/procurement/rules.ts";
import type { InvoiceLine, MatchDifference } from "#domains/procurement/values.ts";
import type { InvoiceStatus } from "#domains/procurement/vocabulary.ts";
import { finishedReceiptsSince, receiptNow } from "#main/domains/inventory/queries.ts";
import { siteProfile } from "#main/domains/site/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { deliveryFrom } from "./deliveries.ts";
import { orderFactsOf } from "./facts.ts";
import { invoiceOfReceipt, orderNow } from "./queries.ts";
import { boughtItems } from "./store-room.ts";
import { supplierNames } from "./supplier-rows.ts";
import { procurementSql } from "./tables.ts";

/** Finished deliveries somebody is to be paid for and no invoice was matched with, newest first. */
export function receiptsToMatch(
  db: ReadableDb,
  { today, maxCount }: { readonly today: string; readonly maxCount: number },
): readonly ReceiptToMatchRow[] {
  const { timeZone } = siteProfile(db);
  const sinceMs = msFromLocal(addDays(today, -INVOICE_BACK_MAX_DAY_COUNT), "00:00", timeZone);
  const names = supplierNames(db);
  const open = finishedReceiptsSince(db, sinceMs).filter(
    (receipt) => receipt.supplierId !== null && invoiceOfReceipt(db, receipt.receiptId) === null,
  );
  return open.slice(0, maxCount).map((receipt) => {
    const delivery = deliveryFrom(db, receipt);
    const order = delivery.orderId === null ? null : orderNow(db, delivery.orderId);
    const items = boughtItems(
      db,
      delivery.lines.map((line) => line.itemId),
    );
    const invoiced = order === null ? [] : orderFactsOf(db, order).invoiced;
    return {
      receiptId: delivery.receiptId,
      receiptCode: delivery.receiptCode,
      supplierId: delivery.supplierId ?? "",
      supplierName: names.get(delivery.supplierId ?? "") ?? "",
      orderId: delivery.orderId,
      orderCode: order?.orderCode ?? null,
      receivedDate: localFromMs(delivery.finishedAtMs ?? 0, timeZone).date,
      staffIds: [...delivery.staffIds],
      lines: delivery.lines.map(({ itemId, accepted, returned, unitPrice }) => ({
        itemId,
        itemName: items.get(itemId)?.name ?? "",
        accepted,
        returned,
        unitPrice,
      })),
      orderLines: (order?.lines ?? []).map(({ lineId, itemId, quantity, unitPrice }) => ({
        lineId,
        itemId,
        quantity,
        unitPrice,
        invoiced: sumOf(invoiced, itemId, quantity),
      })),
    };
  });
}

function sumOf(
  rows: ReadonlyArray<{ readonly itemId: string; readonly quantity: Quantity }>,
  itemId: string,
  like: Quantity,
): Quantity {
  const amount = rows.reduce((sum, row) => sum + (row.itemId === itemId ? amountOf(row.quantity) : 0), 0);
  return quantityOf(like.unit, amount);
}

/** Invoices by the date on the paper, newest first. */
export function invoiceRows(
  db: ReadableDb,
  asked: {
    readonly status?: InvoiceStatus | undefined;
    readonly fromDate: string;
    readonly toDate: string;
    readonly maxCount: number;
  },
): readonly InvoiceRow[] {
  const names = supplierNames(db);
  const query = procurementSql
    .selectFrom("invoice")
    .selectAll()
    .where("invoice_date", ">=", asked.fromDate)
    .where("invoice_date", "<=", asked.toDate)
    .orderBy("invoice_date", "desc")
    .orderBy("matched_at_ms", "desc")
    .orderBy("invoice_id")
    .limit(asked.maxCount);
  return db.all(asked.status === undefined ? query : query.where("status", "=", asked.status)).map((row) => {
    const lines = JSON.parse(row.lines_json) as InvoiceLine[]; // written from a parsed event
    const differences = JSON.parse(row.differences_json) as MatchDifference[]; // the same
    const itemIds = [...lines, ...differences].map((line) => line.itemId);
    const items = boughtItems(db, itemIds);
    const named = <Line extends { readonly itemId: string }>(line: Line) => ({
      ...line,
      itemName: items.get(line.itemId)?.name ?? "",
    });
    return {
      invoiceId: row.invoice_id,
      invoiceNumber: row.invoice_number,
      invoiceDate: row.invoice_date,
      supplierId: row.supplier_id,
      supplierName: names.get(row.supplier_id) ?? "",
      orderId: row.order_id,
      orderCode: row.order_id === null ? null : (orderNow(db, row.order_id)?.orderCode ?? null),
      receiptCodes: receiptCodesOf(db, row.invoice_id),
      status: row.status,
      amountIdr: row.amount_idr,
      paidIdr: row.paid_idr,
      lines: lines.map(named),
      differences: differences.map(named),
      reason: row.reason,
      matchedByStaffId: row.matched_by_staff_id,
      matchedAtMs: row.matched_at_ms,
      approvedByStaffId: row.approved_by_staff_id,
      approvedAtMs: row.approved_at_ms,
      payments: paymentsOf(db, row.invoice_id),
    };
  });
}

function receiptCodesOf(db: ReadableDb, invoiceId: InvoiceId): string[] {
  return db
    .all(
      procurementSql
        .selectFrom("invoice_receipt")
        .select("receipt_id")
        .where("invoice_id", "=", invoiceId)
        .orderBy("receipt_id"),
    )
    .flatMap((row) => receiptNow(db, row.receipt_id)?.receiptCode ?? []);
}

function paymentsOf(db: ReadableDb, invoiceId: InvoiceId) {
  return db
    .all(procurementSql.selectFrom("payment").selectAll().where("invoice_id", "=", invoiceId).orderBy("payment_number"))
    .map((row) => ({
      amountIdr: row.amount_idr,
      method: row.method,
      reference: row.reference,
      paidAtMs: row.paid_at_ms,
    }));
}

/** Expenses of a span of service days, newest first. */
export function expenseRows(
  db: ReadableDb,
  asked: { readonly fromDate: string; readonly toDate: string; readonly maxCount: number },
) {
  return db
    .all(
      procurementSql
        .selectFrom("expense")
        .selectAll()
        .where("service_date", ">=", asked.fromDate)
        .where("service_date", "<=", asked.toDate)
        .orderBy("service_date", "desc")
        .orderBy("recorded_at_ms", "desc")
        .orderBy("expense_id")
        .limit(asked.maxCount),
    )
    .map((row) => ({
      expenseId: row.expense_id,
      serviceDate: row.service_date,
      expenseKind: row.expense_kind,
      amountIdr: row.amount_idr,
      note: row.note,
      recordedByStaffId: row.recorded_by_staff_id,
      recordedAtMs: row.recorded_at_ms,
    }));
}
