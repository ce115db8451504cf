import type { StaffId } from "#kernel/ids.ts";
import { isGranted } from "#kernel/access.ts";
import type { LocalDate } from "#kernel/time.ts";
import { payEvents, presenceEvents } from "#domains/attendance/events.ts";
import { arePayLinesEqual, isOpenStay, payAmounts, payHours, type PayLine } from "#domains/attendance/pay-rules.ts";
import {
  headPayQuery,
  honorListQuery,
  myPayQuery,
  payPeriodsQuery,
  payProposalQuery,
  type HonorRow,
} from "#domains/attendance/pay-queries.ts";
import { peopleWithPay, personOn, type PersonWithPay } from "#main/domains/people/queries.ts";
import { answerQuery, type QueryHandler, type QueryViewer } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { approverIds, linesByStaff, payFigures, payListNow, sealedDeductions, sealedLines } from "./pay-lines.ts";
import { payProposal } from "./pay-proposal.ts";
import { paySql, type PayTables } from "./pay-tables.ts";
import { staysOf } from "./queries.ts";

const PAY_EVENTS = payEvents.map((event) => event.type);
const PEOPLE_EVENTS = ["staff-added", "staff-changed", "staff-erased", "staff-pay-set"] as const;
const ROLE_EVENTS = ["role-assigned", "role-withdrawn"] as const;
/** Whatever changes hours or what they are worth. */
const HOURS_EVENTS = [...presenceEvents.map((event) => event.type), ...PEOPLE_EVENTS, "setting-changed"];

/** The live queries of the wage lists. `todayOf` gives the service date of now. */
export function payQueryHandlers(todayOf: (db: ReadableDb) => LocalDate): readonly QueryHandler[] {
  return [
    answerQuery(myPayQuery, HOURS_EVENTS, (db, params, viewer) => myPayRows(db, params, viewer)),
    answerQuery(payPeriodsQuery, [...PAY_EVENTS, ...HOURS_EVENTS, ...ROLE_EVENTS], (db, _params, viewer) =>
      periodRows(db, viewer, todayOf(db)),
    ),
    answerQuery(
      payProposalQuery,
      [...PAY_EVENTS, "service-day-opened", "service-day-kind-set", "setting-changed"],
      (db) => [payProposal(db, todayOf(db))],
    ),
    answerQuery(honorListQuery, [...PAY_EVENTS, ...PEOPLE_EVENTS], (db, { payPeriodId }) =>
      honorRows(db, payPeriodId).slice(0, honorListQuery.limit + 1),
    ),
    answerQuery(headPayQuery, [...PAY_EVENTS, ...PEOPLE_EVENTS, ...ROLE_EVENTS], (db, { payPeriodId }) => {
      const rows = honorRows(db, payPeriodId);
      const approvers = approverIds(db, rows, todayOf(db));
      return rows.filter((row) => approvers.has(row.staffId)).slice(0, headPayQuery.limit + 1);
    }),
  ];
}

/** Only for oneself: whoever asks for somebody else gets no row. */
function myPayRows(
  db: ReadableDb,
  params: { readonly staffId: StaffId; readonly fromDate: LocalDate; readonly toDate: LocalDate },
  viewer: QueryViewer,
) {
  if (viewer.staffId !== params.staffId) return [];
  const stays = staysOf(db, params);
  const figures = payFigures(db, params.toDate);
  const hours = payHours(stays, figures);
  const rate = peopleWithPay(db).find((person) => person.staffId === params.staffId)?.pay ?? null;
  const { overtimeHourIdr } = figures;
  return [
    {
      staffId: params.staffId,
      payBasis: rate?.payBasis ?? null,
      rateIdr: rate?.rateIdr ?? null,
      ...hours,
      expectedIdr: rate === null ? null : payAmounts(hours, rate, { overtimeHourIdr, deductions: [] }).amountIdr,
      openStayCount: stays.filter(isOpenStay).length,
    },
  ];
}

function periodRows(db: ReadableDb, viewer: QueryViewer, today: LocalDate) {
  const roles = (viewer.staffId === null ? undefined : personOn(db, viewer.staffId, today))?.roles ?? [];
  const isAmountShown = isGranted(roles, "payroll.view");
  return db
    .all(
      paySql
        .selectFrom("pay_period")
        .selectAll()
        .orderBy("to_date", "desc")
        .orderBy("pay_period_id")
        .limit(payPeriodsQuery.limit + 1),
    )
    .map((row) => ({
      payPeriodId: row.pay_period_id,
      fromDate: row.from_date,
      toDate: row.to_date,
      state: row.state,
      staffCount: row.staff_count,
      totalIdr: isAmountShown ? row.total_idr : null,
      draftedByStaffId: row.drafted_by_staff_id,
      approvedByStaffId: row.approved_by_staff_id,
      draftedAtMs: row.drafted_at_ms,
      approvedAtMs: row.approved_at_ms,
      paidAtMs: row.paid_at_ms,
      paidMethod: row.paid_method,
      paidReference: row.paid_reference,
      isHeadPaid: row.head_approved_by_staff_id !== null || isHeadOn(db, row.pay_period_id, today),
      headApprovedByStaffId: row.head_approved_by_staff_id,
      isStale: row.state === "drafted" && isStale(db, row, today),
    }));
}

/** Whether somebody who approves wage lists is on this one. */
function isHeadOn(db: ReadableDb, payPeriodId: string, today: LocalDate): boolean {
  const people = db
    .all(paySql.selectFrom("pay_period_person").select("staff_id").where("pay_period_id", "=", payPeriodId))
    .map((row) => ({ staffId: row.staff_id }));
  return people.length > 0 && approverIds(db, people, today).size > 0;
}

/** The same comparison an approval is decided by. */
function isStale(db: ReadableDb, row: PayTables["pay_period"], today: LocalDate): boolean {
  const made = sealedLines(db, row.pay_period_id);
  const span = { fromDate: row.from_date, toDate: row.to_date };
  const { lines } = payListNow(db, span, { deductions: sealedDeductions(made), today });
  return !arePayLinesEqual(linesByStaff(lines), linesByStaff(made));
}

/** The lines as they were made, with the people as they are named now, in the order of their codes. */
function honorRows(db: ReadableDb, payPeriodId: string): readonly (HonorRow & { readonly staffId: StaffId })[] {
  const lineByStaff = new Map(sealedLines(db, payPeriodId).map((line) => [line.staffId, line]));
  if (lineByStaff.size === 0) return [];
  return peopleWithPay(db).flatMap((person) => {
    const line = lineByStaff.get(person.staffId);
    return line === undefined ? [] : [honorRow(person, line)];
  });
}

function honorRow(person: PersonWithPay, line: PayLine) {
  const { overtimeHourIdr: _overtimeHourIdr, deductions, ...rest } = line;
  return {
    ...rest,
    staffCode: person.staffCode,
    fullName: person.fullName,
    position: person.position,
    divisionCode: person.divisionCode,
    deductions: [...deductions],
  };
}
