import type { PayEvent } from "#domains/attendance/decide-pay.ts";
import type { StoredEventOfUnion } from "#main/store/domain-module.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import { paySql, type PayTables } from "./pay-tables.ts";

type StoredPayEvent = StoredEventOfUnion<PayEvent>;

/** Brings the read models of the wage lists up to one event. */
export function projectPay(db: WritableDb, event: StoredPayEvent): void {
  switch (event.type) {
    case "pay-period-drafted":
      projectDraft(db, event);
      return;
    case "head-pay-approved":
      change(db, event.body.payPeriodId, { head_approved_by_staff_id: event.staffId });
      return;
    case "pay-period-approved":
      change(db, event.body.payPeriodId, {
        state: "approved",
        approved_by_staff_id: event.staffId,
        approved_at_ms: event.recordedAtMs,
      });
      return;
    case "pay-period-paid":
      change(db, event.body.payPeriodId, {
        state: "paid",
        paid_at_ms: event.recordedAtMs,
        paid_method: event.body.method,
        paid_reference: event.body.reference ?? null,
      });
  }
}

/** A list made again takes the place of the one before. */
function projectDraft(db: WritableDb, event: Extract<StoredPayEvent, { readonly type: "pay-period-drafted" }>): void {
  const { payPeriodId, fromDate, toDate, staffCount, totalIdr, lines } = event.body;
  const values: Omit<PayTables["pay_period"], "pay_period_id"> = {
    from_date: fromDate,
    to_date: toDate,
    state: "drafted",
    staff_count: staffCount,
    total_idr: totalIdr,
    drafted_by_staff_id: event.staffId,
    drafted_at_ms: event.recordedAtMs,
    head_approved_by_staff_id: null,
    approved_by_staff_id: null,
    approved_at_ms: null,
    paid_at_ms: null,
    paid_method: null,
    paid_reference: null,
  };
  db.run(
    paySql
      .insertInto("pay_period")
      .values({ pay_period_id: payPeriodId, ...values })
      .onConflict((conflict) => conflict.column("pay_period_id").doUpdateSet(values)),
  );
  db.run(paySql.deleteFrom("pay_period_person").where("pay_period_id", "=", payPeriodId));
  for (const { staffId } of lines) {
    db.run(paySql.insertInto("pay_period_person").values({ pay_period_id: payPeriodId, staff_id: staffId }));
  }
}

function change(db: WritableDb, payPeriodId: string, values: Partial<PayTables["pay_period"]>): void {
  db.run(paySql.updateTable("pay_period").set(values).where("pay_period_id", "=", payPeriodId));
}
