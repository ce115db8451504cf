import { payPeriodsQuery } from "#domains/attendance/pay-queries.ts";
import { staffPayQuery, staffQuery } from "#domains/people/queries.ts";
import { certificatesDueQuery } from "#domains/people/review-queries.ts";
import type { ReportSource } from "#main/reports/report-source.ts";
import { divisionNames } from "./attendance-tables.ts";
import { listed, type ListedTable } from "./listed-table.ts";
import { word } from "./table-words.ts";

export function staffTable(source: ReportSource): ListedTable {
  const divisionName = divisionNames(source);
  return listed({
    title: word("people.list"),
    subject: word("document.as-now"),
    rows: source.askShown(staffQuery, {}),
    key: (row) => row.staffId,
    columns: (column) => [
      column(word("kitchen.column.code"), "text", 11, (row) => row.staffCode),
      column(word("people.column.name"), "text", 24, (row) => (row.isErased ? word("people.erased") : row.fullName)),
      column(word("people.field.roles"), "text", 22, (row) =>
        row.roles.map((role) => word(`shared.role.${role}`)).join(", "),
      ),
      column(word("people.field.divisionCode"), "text", 16, (row) => divisionName(row.divisionCode)),
      column(word("people.field.position"), "text", 20, (row) => row.position),
      column(word("people.field.employmentKind"), "text", 14, (row) => word(`people.employment.${row.employmentKind}`)),
      column(word("people.field.joinDate"), "date", 13, (row) => row.joinDate),
      column(word("kitchen.column.status"), "text", 12, (row) => word(`people.status.${row.status}`)),
    ],
  });
}

/** Whose papers ended or end soon, the oldest first. */
export function certificatesTable(source: ReportSource): ListedTable {
  const divisionName = divisionNames(source);
  return listed({
    title: word("people.certificate.due"),
    subject: word("document.as-now"),
    rows: source.askShown(certificatesDueQuery, {}),
    key: (row) => row.key,
    columns: (column) => [
      column(word("people.column.name"), "text", 26, (row) => source.nameOf(row.staffId)),
      column(word("people.field.divisionCode"), "text", 18, (row) => divisionName(row.divisionCode)),
      column(word("people.certificate.kind"), "text", 24, (row) => word(`people.certificate.${row.kind}`)),
      column(word("people.certificate.until"), "date", 14, (row) => row.validUntilDate),
      column(word("document.days-left"), "count", 10, (row) => row.leftDayCount),
      column(word("kitchen.column.status"), "text", 16, (row) => word(`people.certificate.level.${row.level}`)),
    ],
  });
}

export function staffPayTable(source: ReportSource): ListedTable {
  return listed({
    title: word("pay.rates"),
    subject: word("document.as-now"),
    rows: source.askShown(staffPayQuery, {}),
    key: (row) => row.staffId,
    columns: (column) => [
      column(word("kitchen.column.code"), "text", 11, (row) => row.staffCode),
      column(word("people.column.name"), "text", 24, (row) => row.fullName),
      column(word("people.field.position"), "text", 22, (row) => row.position),
      column(word("people.field.employmentKind"), "text", 15, (row) => word(`people.employment.${row.employmentKind}`)),
      column(word("pay.rate.basis"), "text", 12, (row) =>
        row.payBasis === null ? null : word(`pay.rate.basis.${row.payBasis}`),
      ),
      column(word("pay.column.rate"), "idr", 13, (row) => row.rateIdr),
      column(word("pay.column.account"), "text", 22, (row) => row.bankAccount),
    ],
  });
}

export function payPeriodsTable(source: ReportSource): ListedTable {
  return listed({
    title: word("pay.periods"),
    subject: word("document.as-now"),
    rows: source.askShown(payPeriodsQuery, {}),
    key: (row) => row.payPeriodId,
    columns: (column) => [
      column(word("document.from"), "date", 14, (row) => row.fromDate),
      column(word("document.to"), "date", 14, (row) => row.toDate),
      column(word("kitchen.column.status"), "text", 18, (row) =>
        word(`pay.state.${row.state === "drafted" && row.isStale ? "stale" : row.state}`),
      ),
      column(word("pay.column.staff"), "count", 10, (row) => row.staffCount),
      column(word("pay.column.total"), "idr", 16, (row) => row.totalIdr),
    ],
  });
}
