import type { TableOf, TableRequest } from "#domains/reports/tables.ts";
import { countText } from "#main/reports/format.ts";
import type { ReportSource } from "#main/reports/report-source.ts";
import type { Report } from "#main/reports/table-model.ts";
import { auditTable, alertHistoryTable, devicesTable, settingsTable } from "./desk-tables.ts";
import {
  batchHistoryTable,
  batchTable,
  departuresTable,
  dishesTable,
  pointsTable,
  totalsTable,
} from "./kitchen-tables.ts";
import type { ListedTable } from "./listed-table.ts";
import { attendanceBoardTable, requestsTable, rosterTable, shiftsTable, statisticsTable } from "./attendance-tables.ts";
import { certificatesTable, payPeriodsTable, staffPayTable, staffTable } from "./people-tables.ts";
import { isOfSupplies, suppliesTable } from "./supplies-tables.ts";
import { checksTable, samplesTable, temperaturesTable, trendTable } from "./quality-tables.ts";

/** From this many columns a page lies on its side. */
const LANDSCAPE_FROM_COUNT = 6;

/**
 * A table of the console as a document. Every figure is what the kitchen answers now to the question the table asks; of the
 * page come only the keys of the rows it shows and the words of its filter. A row that is gone meanwhile is left out.
 */
export function tableReport(source: ReportSource, request: TableRequest): Report {
  const table = tableOf(source, request.of);
  const rows = shownRows(table, request.rowKeys);
  const shown =
    rows.length === table.rows.length ? [] : [`${countText(rows.length)} dari ${countText(table.rows.length)} baris`];
  const filter = request.filter === undefined || request.filter === "" ? [] : [`saringan “${request.filter}”`];
  return {
    title: table.title,
    subject: [table.subject, ...filter, ...shown].join(" · "),
    isLandscape: table.columns.length >= LANDSCAPE_FROM_COUNT,
    signers: [],
    tables: [
      {
        name: table.title,
        columns: table.columns,
        rows: rows.map((row) => row.cells),
      },
    ],
  };
}

function shownRows({ rows }: ListedTable, rowKeys: TableRequest["rowKeys"]): ListedTable["rows"] {
  if (rowKeys === undefined) return rows;
  const rowByKey = new Map(rows.map((row) => [row.key, row]));
  return [...new Set(rowKeys)].flatMap((key) => rowByKey.get(key) ?? []);
}

/** One line a table; those of menu, store room and buying in `supplies-tables.ts`. */
function tableOf(source: ReportSource, of: TableOf): ListedTable {
  if (isOfSupplies(of)) return suppliesTable(source, of);
  switch (of.table) {
    case "batches":
      return batchTable(source, of);
    case "departures":
      return departuresTable(source, of);
    case "totals":
      return totalsTable(source, of);
    case "dishes":
      return dishesTable(source, of);
    case "points":
      return pointsTable(source, of);
    case "batch-history":
      return batchHistoryTable(source, of);
    case "checks":
      return checksTable(source, of);
    case "temperatures":
      return temperaturesTable(source, of);
    case "quality-trend":
      return trendTable(source, of);
    case "samples":
      return samplesTable(source);
    case "alert-history":
      return alertHistoryTable(source, of);
    case "settings":
      return settingsTable(source, of);
    case "devices":
      return devicesTable(source, of);
    case "audit-log":
      return auditTable(source, of);
    case "shifts":
      return shiftsTable(source);
    case "attendance-by-division":
    case "attendance-by-month":
      return statisticsTable(source, of);
    case "attendance-board":
      return attendanceBoardTable(source, of);
    case "roster":
      return rosterTable(source, of);
    case "requests":
      return requestsTable(source, of);
    case "staff":
      return staffTable(source);
    case "certificates":
      return certificatesTable(source);
    case "staff-pay":
      return staffPayTable(source);
    case "pay-periods":
      return payPeriodsTable(source);
  }
}
