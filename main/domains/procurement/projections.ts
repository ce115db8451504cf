import { idrOfQuantity } from "#kernel/money.ts";
import { amountOf } from "#kernel/quantity.ts";
import type { ProcurementEvent } from "#domains/procurement/events.ts";
import type { OrderId, SupplierId } from "#domains/procurement/ids.ts";
import type { OrderLine } from "#domains/procurement/values.ts";
import type { StoredEventOfUnion } from "#main/store/domain-module.ts";
import type { ReadableDb, WritableDb } from "#main/store/readable-db.ts";
import { nameKey } from "./name-key.ts";
import { projectMoney } from "./project-money.ts";
import { procurementSql, type ProcurementTables } from "./tables.ts";

export type StoredProcurementEvent = StoredEventOfUnion<ProcurementEvent>;
type Stored<Type extends ProcurementEvent["type"]> = Extract<StoredProcurementEvent, { readonly type: Type }>;

/** Brings the read models of buying up to one event. */
export function projectProcurement(db: WritableDb, event: StoredProcurementEvent): void {
  switch (event.type) {
    case "supplier-added":
      return projectSupplier(db, event);
    case "supplier-changed":
      return projectSupplierChange(db, event);
    case "price-surveyed":
      return projectSurvey(db, event);
    case "purchase-plan-drafted":
      return projectPlan(db, event);
    case "purchase-plan-approved":
      return changePlan(db, event);
    case "order-drafted":
      return projectOrder(db, event);
    case "order-changed":
      return projectOrderChange(db, event);
    case "order-submitted":
    case "order-approved":
    case "order-rejected":
    case "order-sent":
    case "order-cancelled":
    case "order-closed":
      return projectOrderStep(db, event);
    case "invoice-matched":
    case "payment-approved":
    case "payment-recorded":
    case "expense-recorded":
      return projectMoney(db, event);
  }
}

function projectSupplier(db: WritableDb, { body }: Stored<"supplier-added">): void {
  db.run(
    procurementSql.insertInto("supplier").values({
      supplier_id: body.supplierId,
      name: body.name,
      name_key: nameKey(body.name),
      kind: body.kind,
      status: "active",
      status_reason: null,
      item_categories_json: JSON.stringify(body.itemCategories),
      certificates_json: JSON.stringify(body.certificates),
    }),
  );
}

function projectSupplierChange(db: WritableDb, { body }: Stored<"supplier-changed">): void {
  const { name, kind, status, itemCategories, certificates } = body.fields;
  db.run(
    procurementSql
      .updateTable("supplier")
      .set({
        ...(name !== undefined && { name, name_key: nameKey(name) }),
        ...(kind !== undefined && { kind }),
        ...(status !== undefined && { status, status_reason: body.reason ?? null }),
        ...(itemCategories !== undefined && { item_categories_json: JSON.stringify(itemCategories) }),
        ...(certificates !== undefined && { certificates_json: JSON.stringify(certificates) }),
      })
      .where("supplier_id", "=", body.supplierId),
  );
}

function projectSurvey(db: WritableDb, { body }: Stored<"price-surveyed">): void {
  for (const [index, { itemId, supplierId, place, unitPrice }] of body.quotes.entries()) {
    db.run(
      procurementSql.insertInto("price_quote").values({
        survey_id: body.surveyId,
        quote_number: index,
        survey_date: body.surveyDate,
        item_id: itemId,
        supplier_id: supplierId ?? null,
        place: place ?? null,
        price_idr: unitPrice.amountIdr,
        per_unit: unitPrice.per.unit,
        per_amount: amountOf(unitPrice.per),
      }),
    );
  }
}

/** A plan drafted again takes its own place. */
function projectPlan(db: WritableDb, event: Stored<"purchase-plan-drafted">): void {
  const { planId, fromDate, toDate, portionCounts, lines, totalIdr } = event.body;
  const values: Omit<ProcurementTables["purchase_plan"], "plan_id"> = {
    from_date: fromDate,
    to_date: toDate,
    status: "drafted",
    portion_counts_json: JSON.stringify(portionCounts),
    lines_json: JSON.stringify(lines),
    total_idr: totalIdr,
    drafted_by_staff_id: event.staffId,
    drafted_at_ms: event.recordedAtMs,
    approved_by_staff_id: null,
    approved_at_ms: null,
  };
  db.run(
    procurementSql
      .insertInto("purchase_plan")
      .values({ plan_id: planId, ...values })
      .onConflict((conflict) => conflict.column("plan_id").doUpdateSet(values)),
  );
}

function changePlan(db: WritableDb, event: Stored<"purchase-plan-approved">): void {
  db.run(
    procurementSql
      .updateTable("purchase_plan")
      .set({ status: "approved", approved_by_staff_id: event.staffId, approved_at_ms: event.recordedAtMs })
      .where("plan_id", "=", event.body.planId),
  );
}

function projectOrder(db: WritableDb, event: Stored<"order-drafted">): void {
  const { orderId, orderCode, supplierId, neededDate, method, lines, totalIdr, planId, note } = event.body;
  db.run(
    procurementSql.insertInto("purchase_order").values({
      order_id: orderId,
      order_code: orderCode,
      service_date: event.serviceDate,
      supplier_id: supplierId,
      needed_date: neededDate,
      method,
      status: "draft",
      total_idr: totalIdr,
      plan_id: planId ?? null,
      note: note ?? null,
      price_flags_json: "[]",
      flags_json: "[]",
      maker_staff_ids_json: JSON.stringify(event.staffId === null ? [] : [event.staffId]),
      drafted_by_staff_id: event.staffId,
      drafted_at_ms: event.recordedAtMs,
      submitted_at_ms: null,
      decided_by_staff_id: null,
      decided_at_ms: null,
      decision_reason: null,
      sent_at_ms: null,
      channel: null,
      ended_at_ms: null,
      end_reason: null,
    }),
  );
  writeLines(db, orderId, lines);
}

function projectOrderChange(db: WritableDb, event: Stored<"order-changed">): void {
  const { orderId, fields, totalIdr } = event.body;
  const { supplierId, neededDate, method, lines, note } = fields;
  change(db, orderId, {
    total_idr: totalIdr,
    maker_staff_ids_json: makersWith(db, orderId, event.staffId),
    ...(supplierId !== undefined && { supplier_id: supplierId }),
    ...(neededDate !== undefined && { needed_date: neededDate }),
    ...(method !== undefined && { method }),
    ...(note !== undefined && { note: note === "" ? null : note }),
  });
  if (lines === undefined) return;
  db.run(procurementSql.deleteFrom("purchase_order_line").where("order_id", "=", orderId));
  writeLines(db, orderId, lines);
}

function writeLines(db: WritableDb, orderId: OrderId, lines: readonly OrderLine[]): void {
  for (const [index, line] of lines.entries()) {
    db.run(
      procurementSql.insertInto("purchase_order_line").values({
        order_id: orderId,
        line_number: index,
        line_id: line.lineId,
        item_id: line.itemId,
        unit: line.quantity.unit,
        amount: amountOf(line.quantity),
        purchase_unit_code: line.purchaseUnitCode ?? null,
        price_idr: line.unitPrice.amountIdr,
        per_amount: amountOf(line.unitPrice.per),
        line_idr: idrOfQuantity(line.quantity, line.unitPrice),
        needed_for_date: line.neededForDate ?? null,
      }),
    );
  }
}

type OrderStep = Stored<
  "order-submitted" | "order-approved" | "order-rejected" | "order-sent" | "order-cancelled" | "order-closed"
>;

function projectOrderStep(db: WritableDb, event: OrderStep): void {
  const { orderId } = event.body;
  const atMs = event.recordedAtMs;
  switch (event.type) {
    case "order-submitted":
      return change(db, orderId, {
        status: "submitted",
        submitted_at_ms: atMs,
        price_flags_json: JSON.stringify(event.body.priceFlags),
        flags_json: JSON.stringify(event.body.flags),
        maker_staff_ids_json: makersWith(db, orderId, event.staffId),
      });
    case "order-approved":
    case "order-rejected":
      return change(db, orderId, {
        status: event.type === "order-approved" ? "approved" : "rejected",
        decided_by_staff_id: event.staffId,
        decided_at_ms: atMs,
        decision_reason: event.body.reason ?? null,
      });
    case "order-sent":
      return change(db, orderId, { status: "sent", sent_at_ms: atMs, channel: event.body.channel });
    case "order-cancelled":
      return change(db, orderId, { status: "cancelled", ended_at_ms: atMs, end_reason: event.body.reason });
    case "order-closed":
      return change(db, orderId, { status: "closed", ended_at_ms: atMs, end_reason: event.body.reason ?? null });
  }
}

function makersWith(db: ReadableDb, orderId: OrderId, staffId: string | null): string {
  const row = db.first(
    procurementSql.selectFrom("purchase_order").select("maker_staff_ids_json").where("order_id", "=", orderId),
  );
  const makers = JSON.parse(row?.maker_staff_ids_json ?? "[]") as string[]; // written above
  return JSON.stringify(staffId === null || makers.includes(staffId) ? makers : [...makers, staffId]);
}

function change(db: WritableDb, orderId: OrderId, values: Partial<ProcurementTables["purchase_order"]>): void {
  db.run(procurementSql.updateTable("purchase_order").set(values).where("order_id", "=", orderId));
}

/** The supplier another one of this name would be, if any; `exceptId` is the one being changed. */
export function supplierNamed(db: ReadableDb, name: string, exceptId: string): SupplierId | null {
  const row = db.first(
    procurementSql
      .selectFrom("supplier")
      .select("supplier_id")
      .where("name_key", "=", nameKey(name))
      .where("supplier_id", "<>", exceptId as SupplierId) // compared, not trusted
      .limit(1),
  );
  return row?.supplier_id ?? null;
}
