import { amountOf } from "#kernel/quantity.ts";
import type { ProcurementEvent } from "#domains/procurement/events.ts";
import type { StoredEventOfUnion } from "#main/store/domain-module.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import { nameKey } from "./name-key.ts";
import { procurementSql } from "./tables.ts";

type MoneyEvent = Extract<
  StoredEventOfUnion<ProcurementEvent>,
  { readonly type: "invoice-matched" | "payment-approved" | "payment-recorded" | "expense-recorded" }
>;
type Stored<Type extends MoneyEvent["type"]> = Extract<MoneyEvent, { readonly type: Type }>;

/** Invoices, payments and expenses. */
export function projectMoney(db: WritableDb, event: MoneyEvent): void {
  switch (event.type) {
    case "invoice-matched":
      return projectInvoice(db, event);
    case "payment-approved":
      db.run(
        procurementSql
          .updateTable("invoice")
          .set({ status: "approved", approved_by_staff_id: event.staffId, approved_at_ms: event.recordedAtMs })
          .where("invoice_id", "=", event.body.invoiceId),
      );
      return;
    case "payment-recorded":
      return projectPayment(db, event);
    case "expense-recorded":
      return projectExpense(db, event);
  }
}

function projectInvoice(db: WritableDb, event: Stored<"invoice-matched">): void {
  const { body } = event;
  db.run(
    procurementSql.insertInto("invoice").values({
      invoice_id: body.invoiceId,
      supplier_id: body.supplierId,
      invoice_number: body.invoiceNumber,
      number_key: nameKey(body.invoiceNumber),
      invoice_date: body.invoiceDate,
      order_id: body.orderId ?? null,
      status: "matched",
      amount_idr: body.amountIdr,
      paid_idr: 0,
      lines_json: JSON.stringify(body.lines),
      differences_json: JSON.stringify(body.differences),
      reason: body.reason ?? null,
      matched_by_staff_id: event.staffId,
      matched_at_ms: event.recordedAtMs,
      approved_by_staff_id: null,
      approved_at_ms: null,
    }),
  );
  for (const receiptId of body.receiptIds) {
    db.run(procurementSql.insertInto("invoice_receipt").values({ receipt_id: receiptId, invoice_id: body.invoiceId }));
  }
  for (const { itemId, quantity, amountIdr } of body.lines) {
    db.run(
      procurementSql.insertInto("invoice_line").values({
        invoice_id: body.invoiceId,
        item_id: itemId,
        unit: quantity.unit,
        amount: amountOf(quantity),
        amount_idr: amountIdr,
      }),
    );
  }
}

function projectPayment(db: WritableDb, event: Stored<"payment-recorded">): void {
  const { invoiceId, amountIdr, method, reference } = event.body;
  const invoice = db.first(
    procurementSql.selectFrom("invoice").select(["amount_idr", "paid_idr"]).where("invoice_id", "=", invoiceId),
  );
  if (invoice === undefined) return;
  const paidIdr = invoice.paid_idr + amountIdr;
  db.run(
    procurementSql
      .updateTable("invoice")
      .set({ paid_idr: paidIdr, ...(paidIdr >= invoice.amount_idr && { status: "paid" as const }) })
      .where("invoice_id", "=", invoiceId),
  );
  db.run(
    procurementSql.insertInto("payment").values({
      invoice_id: invoiceId,
      payment_number: event.streamVersion,
      amount_idr: amountIdr,
      method,
      reference: reference ?? null,
      paid_at_ms: event.recordedAtMs,
    }),
  );
}

function projectExpense(db: WritableDb, event: Stored<"expense-recorded">): void {
  const { expenseId, serviceDate, expenseKind, amountIdr, note, documentPhotoId } = event.body;
  db.run(
    procurementSql.insertInto("expense").values({
      expense_id: expenseId,
      service_date: serviceDate,
      expense_kind: expenseKind,
      amount_idr: amountIdr,
      note: note ?? null,
      document_photo_id: documentPhotoId ?? null,
      recorded_by_staff_id: event.staffId,
      recorded_at_ms: event.recordedAtMs,
    }),
  );
}
