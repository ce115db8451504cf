import type { ReportsEvent } from "#domains/reports/events.ts";
import type { StoredEventOfUnion } from "#main/store/domain-module.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import { reportsSql } from "./tables.ts";

/** Who asked for which file, and what was made of it. */
export function projectReports(db: WritableDb, event: StoredEventOfUnion<ReportsEvent>): void {
  switch (event.type) {
    case "report-requested":
      db.run(
        reportsSql.insertInto("report_export").values({
          export_id: event.body.exportId,
          document_code: event.body.documentCode,
          format: event.body.format,
          request: JSON.stringify(event.body.request),
          service_date: event.serviceDate,
          requested_by_staff_id: event.staffId,
          requested_at_ms: event.recordedAtMs,
          exported_at_ms: null,
          row_count: null,
          file_sha256: null,
        }),
      );
      return;
    case "report-exported":
      db.run(
        reportsSql
          .updateTable("report_export")
          .set({
            exported_at_ms: event.recordedAtMs,
            row_count: event.body.rowCount,
            file_sha256: event.body.fileSha256,
          })
          .where("export_id", "=", event.body.exportId),
      );
  }
}
