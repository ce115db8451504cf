import { sql } from "kysely";
import type { PayCommand } from "#domains/attendance/decide-pay.ts";
import {
  payList,
  type Deduction,
  type PayFigures,
  type PayLine,
  type PayPerson,
} from "#domains/attendance/pay-rules.ts";
import { dayMaxMs, halfDayShareBp, payOvertimeHourIdr } from "#domains/attendance/settings.ts";
import type { SealedReference } from "#domains/people/events.ts";
import { rolesOn } from "#domains/people/rules.ts";
import { isGranted } from "#kernel/access.ts";
import { assert } from "#kernel/assert.ts";
import type { Id, StaffId } from "#kernel/ids.ts";
import type { LocalDate } from "#kernel/time.ts";
import { heldRoles, OPEN_PERSONAL_FUNCTION, peopleWithPay, type PersonWithPay } from "#main/domains/people/queries.ts";
import { settingReader } from "#main/domains/site/queries.ts";
import type { ReadableDb, WritableDb } from "#main/store/readable-db.ts";
import { paySql } from "./pay-tables.ts";
import { staysBetween } from "./queries.ts";

/** Seals a line under its person; the same line under the same id gives the same bytes. */
export interface LineSealer {
  seal(
    label: { readonly sealedId: Id<"sealed">; readonly staffId: string },
    data: object,
  ): { readonly sealed: Uint8Array; readonly reference: SealedReference };
}

export interface PaySpan {
  readonly fromDate: LocalDate;
  readonly toDate: LocalDate;
}

export type StaffDeduction = Deduction & { readonly staffId: string };

/** The list of a span as it would be made now. */
export function payListNow(
  db: ReadableDb,
  span: PaySpan,
  { deductions, today }: { readonly deductions: readonly StaffDeduction[]; readonly today: LocalDate },
): ReturnType<typeof payList> & { readonly stays: ReturnType<typeof staysBetween> } {
  const stays = staysBetween(db, span.fromDate, span.toDate);
  const list = payList({ stays, people: payPeople(db, today), deductions, figures: payFigures(db, span.toDate) });
  return { ...list, stays };
}

/** The figures in force on a period's last day. */
export function payFigures(db: ReadableDb, date: LocalDate): PayFigures {
  const settings = settingReader(db, date);
  return {
    overtimeHourIdr: settings(payOvertimeHourIdr).value,
    halfDayShareBp: settings(halfDayShareBp).value,
    dayMaxMs: settings(dayMaxMs).value,
  };
}

/** Everybody who can be on a list, in the order of their codes. */
export function payPeople(db: ReadableDb, today: LocalDate): readonly PayPerson[] {
  const people = peopleWithPay(db).filter((person) => !person.isErased);
  const approvers = approverIds(db, people, today);
  return people.map(({ staffId, employmentKind, pay }) => ({
    staffId,
    employmentKind,
    rate: pay === null ? null : { payBasis: pay.payBasis, rateIdr: pay.rateIdr },
    bankAccount: pay?.bankAccount ?? null,
    isApprover: approvers.has(staffId),
  }));
}

/** Those among people who may approve wage lists now. */
export function approverIds(
  db: ReadableDb,
  people: ReadonlyArray<Pick<PersonWithPay, "staffId">>,
  today: LocalDate,
): ReadonlySet<StaffId> {
  const ids = people.map(({ staffId }) => staffId);
  const held = heldRoles(db, ids);
  return new Set(ids.filter((staffId) => isGranted(rolesOn(held.get(staffId) ?? [], today), "payroll.approve")));
}

/** The lines a list was made of, opened; without those of people erased since. */
export function sealedLines(db: ReadableDb, payPeriodId: string): readonly PayLine[] {
  const opened = sql<
    string | null
  >`${sql.raw(OPEN_PERSONAL_FUNCTION)}(${sql.ref("sealed_id")}, ${sql.ref("staff_id")}, ${sql.ref("sealed")})`;
  return db
    .all(
      paySql
        .selectFrom("pay_line")
        .select(opened.as("line"))
        .where("pay_period_id", "=", payPeriodId)
        .orderBy("staff_id"),
    )
    .flatMap(({ line }) => (line === null ? [] : [JSON.parse(line) as PayLine])); // sealed by `writeLines`, and the seal proves it
}

/** The deductions a list was made with. */
export function sealedDeductions(lines: readonly PayLine[]): readonly StaffDeduction[] {
  return lines.flatMap(({ staffId, deductions }) => deductions.map((deduction) => ({ staffId, ...deduction })));
}

/** In one order, whatever order they were made in. */
export function linesByStaff(lines: readonly PayLine[]): readonly PayLine[] {
  return lines.toSorted((left, right) => (left.staffId < right.staffId ? -1 : 1));
}

/** Writes the lines a draft names, in the place of those of a list made before. */
export function writeLines(
  db: WritableDb,
  draft: {
    readonly command: Extract<PayCommand, { readonly type: "draft-pay-period" }>;
    readonly references: ReadonlyArray<{ readonly staffId: StaffId; readonly sealed: SealedReference }>;
    readonly today: LocalDate;
    readonly nowMs: number;
  },
  sealer: LineSealer,
): void {
  const { body } = draft.command;
  const { lines } = payListNow(db, body, { deductions: body.deductions, today: draft.today });
  const lineByStaff = new Map(lines.map((line) => [line.staffId, line]));
  eraseLines(db, "pay_period_id", body.payPeriodId);
  for (const { staffId, sealed: reference } of draft.references) {
    const line = lineByStaff.get(staffId);
    assert(line, "a draft names the lines it was made of");
    const { sealed, reference: made } = sealer.seal({ sealedId: reference.sealedId, staffId }, line);
    assert(made.digest === reference.digest, "the row holds what the event names");
    db.run(
      paySql.insertInto("pay_line").values({
        pay_period_id: body.payPeriodId,
        staff_id: staffId,
        sealed_id: reference.sealedId,
        sealed,
        written_at_ms: draft.nowMs,
      }),
    );
  }
}

/** Amounts go with the person; every other line stays as it is. */
export function erasePayLines(db: WritableDb, staffId: string): void {
  eraseLines(db, "staff_id", staffId);
}

/** Overwritten before it is deleted: a page that becomes free is not always cleared by itself. */
function eraseLines(db: WritableDb, column: "pay_period_id" | "staff_id", id: string): void {
  const cleared = sql<Uint8Array>`zeroblob(length(sealed))`;
  db.run(paySql.updateTable("pay_line").set({ sealed: cleared }).where(sql.ref(column), "=", id));
  db.run(paySql.deleteFrom("pay_line").where(sql.ref(column), "=", id));
}
