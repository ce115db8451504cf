import { sql } from "kysely";
import type { AttendanceCommand } from "#domains/attendance/commands.ts";
import type { PayFacts } from "#domains/attendance/decide-pay.ts";
import type { ClosedSpan } from "#domains/attendance/facts.ts";
import { arePayLinesEqual, isOpenStay } from "#domains/attendance/pay-rules.ts";
import { present } from "#kernel/assert.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import type { IdFactory } from "#kernel/ids.ts";
import type { LocalDate } from "#kernel/time.ts";
import { serviceDateAt } from "#main/domains/site/queries.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import {
  approverIds,
  linesByStaff,
  payListNow,
  sealedDeductions,
  sealedLines,
  type LineSealer,
  type PaySpan,
} from "./pay-lines.ts";
import { paySql, type PayTables } from "./pay-tables.ts";
import { openCorrectionCount } from "./queries.ts";

/** What a decision about a pay period needs: the list as it would be made now. Null for any other command. */
export function gatherPayFacts(
  db: ReadableDb,
  command: AttendanceCommand,
  context: DecisionContext,
  deps: { readonly sealer: LineSealer; readonly makeId: IdFactory },
): PayFacts | null {
  const today = serviceDateAt(db, context.nowMs);
  if (command.type === "draft-pay-period") return draftFacts(db, command, today, deps);
  const isPay =
    command.type === "approve-head-pay" ||
    command.type === "approve-pay-period" ||
    command.type === "mark-pay-period-paid";
  return isPay ? standingFacts(db, command.body.payPeriodId, today) : null;
}

function draftFacts(
  db: ReadableDb,
  { body }: Extract<AttendanceCommand, { readonly type: "draft-pay-period" }>,
  today: LocalDate,
  deps: { readonly sealer: LineSealer; readonly makeId: IdFactory },
): PayFacts {
  const facts = factsOf(db, body, { payPeriodId: body.payPeriodId, deductions: body.deductions, today });
  const seal = (line: PayFacts["lines"][number]) =>
    deps.sealer.seal({ sealedId: deps.makeId("sealed"), staffId: line.staffId }, line).reference;
  return { ...facts, sealedLines: facts.lines.map((line) => ({ staffId: line.staffId, sealed: seal(line) })) };
}

/** Of a list that was made: whether it is still the one that would be made now. */
function standingFacts(db: ReadableDb, payPeriodId: string, today: LocalDate): PayFacts {
  const period = payPeriodById(db, payPeriodId);
  if (period === undefined) return nothingKnown(today);
  const made = sealedLines(db, payPeriodId);
  const span = { fromDate: period.from_date, toDate: period.to_date };
  const facts = factsOf(db, span, { payPeriodId, deductions: sealedDeductions(made), today });
  return { ...facts, isStale: !arePayLinesEqual(linesByStaff(facts.lines), linesByStaff(made)) };
}

function factsOf(
  db: ReadableDb,
  span: PaySpan,
  about: {
    readonly payPeriodId: string;
    readonly deductions: Parameters<typeof payListNow>[2]["deductions"];
    readonly today: LocalDate;
  },
): PayFacts {
  const { lines, rateMissingStaffIds, stays } = payListNow(db, span, about);
  const approvers = approverIds(db, lines, about.today);
  return {
    today: about.today,
    toDate: span.toDate,
    overlappingPayPeriodId: overlapping(db, span, about.payPeriodId),
    openCorrectionCount: openCorrectionCount(db, span.fromDate, span.toDate),
    openStayCount: stays.filter(isOpenStay).length,
    lines,
    rateMissingStaffIds,
    sealedLines: [],
    isStale: false,
    headStaffIds: lines.map((line) => line.staffId).filter((staffId) => approvers.has(staffId)),
  };
}

/** A period nobody made: the decision says so from its empty stream. */
function nothingKnown(today: LocalDate): PayFacts {
  return {
    today,
    toDate: today,
    overlappingPayPeriodId: null,
    openCorrectionCount: 0,
    openStayCount: 0,
    lines: [],
    rateMissingStaffIds: [],
    sealedLines: [],
    isStale: false,
    headStaffIds: [],
  };
}

function overlapping(db: ReadableDb, span: PaySpan, payPeriodId: string): string | null {
  const row = db.first(
    paySql
      .selectFrom("pay_period")
      .select("pay_period_id")
      .where("to_date", ">=", span.fromDate)
      .where("from_date", "<=", span.toDate)
      .where("pay_period_id", "<>", payPeriodId)
      .orderBy("from_date")
      .limit(1),
  );
  return row?.pay_period_id ?? null;
}

export function payPeriodById(db: ReadableDb, payPeriodId: string): PayTables["pay_period"] | undefined {
  return db.first(paySql.selectFrom("pay_period").selectAll().where("pay_period_id", "=", payPeriodId));
}

/** The last day of a pay period; null for one nobody made. */
export function payPeriodEndDate(db: ReadableDb, payPeriodId: string): LocalDate | null {
  return payPeriodById(db, payPeriodId)?.to_date ?? null;
}

/** Spans whose wages are approved: nothing in them changes any more. */
export function closedPaySpans(db: ReadableDb): readonly ClosedSpan[] {
  const rows = db.all(
    paySql
      .selectFrom("pay_period")
      .select(["from_date", "to_date", "approved_at_ms"])
      .where("state", "<>", "drafted")
      .orderBy("to_date"),
  );
  return rows.map((row) => ({
    fromDate: row.from_date,
    toDate: row.to_date,
    closedAtMs: present(row.approved_at_ms, "when the period was approved"),
  }));
}

const selectClosedSpan = createPreparedQuery<{ date: string }, { readonly pay_period_id: string }>((value) =>
  paySql
    .selectFrom("pay_period")
    .select("pay_period_id")
    .where("to_date", ">=", value("date"))
    .where("from_date", "<=", value("date"))
    .where("state", "<>", sql.lit("drafted"))
    .limit(1),
);

/** Whether a service date's wages are approved. */
export function isPaidDate(db: ReadableDb, date: LocalDate): boolean {
  return db.first(selectClosedSpan({ date })) !== undefined;
}
