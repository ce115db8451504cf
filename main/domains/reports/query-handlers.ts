import { reportExportsQuery } from "#domains/reports/queries.ts";
import type { ReportRequest } from "#domains/reports/vocabulary.ts";
import { answerQuery, type QueryHandler } from "#main/store/domain-module.ts";
import { reportsSql } from "./tables.ts";

/** The live queries of the reports. */
export const reportsQueryHandlers: readonly QueryHandler[] = [
  answerQuery(reportExportsQuery, ["report-requested", "report-exported"], (db, { fromDate, toDate }) =>
    db
      .all(
        reportsSql
          .selectFrom("report_export")
          .selectAll()
          .where("service_date", ">=", fromDate)
          .where("service_date", "<=", toDate)
          .orderBy("service_date", "desc")
          .orderBy("requested_at_ms", "desc")
          .orderBy("export_id", "desc")
          .limit(reportExportsQuery.limit + 1),
      )
      .map((row) => ({
        exportId: row.export_id,
        documentCode: row.document_code,
        format: row.format,
        request: JSON.parse(row.request) as ReportRequest, // written by this domain's projection from a parsed body
        requestedByStaffId: row.requested_by_staff_id,
        requestedAtMs: row.requested_at_ms,
        exportedAtMs: row.exported_at_ms,
        rowCount: row.row_count,
        fileSha256: row.file_sha256,
      })),
  ),
];
