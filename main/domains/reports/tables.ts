import type { ExportFormat } from "#domains/reports/vocabulary.ts";
import type { ProjectionTable } from "#main/store/domain-module.ts";
import { createSqlBuilder } from "#main/store/sql-builder.ts";

/** Read models of the reports; raise `REPORTS_PROJECTION_VERSION` when their shape or their making changes. */
export interface ReportsTables {
  readonly report_export: {
    export_id: string;
    document_code: string;
    format: ExportFormat;
    /** JSON text of what was asked for. */
    request: string;
    service_date: string;
    requested_by_staff_id: string | null;
    requested_at_ms: number;
    exported_at_ms: number | null;
    row_count: number | null;
    file_sha256: string | null;
  };
}

export const reportsSql = createSqlBuilder<ReportsTables>();

export const REPORTS_PROJECTION_VERSION = 1;

export const reportsTables: readonly ProjectionTable[] = [
  {
    name: "report_export",
    ddl: [
      `CREATE TABLE report_export (
        export_id TEXT PRIMARY KEY,
        document_code TEXT NOT NULL,
        format TEXT NOT NULL,
        request TEXT NOT NULL,
        service_date TEXT NOT NULL,
        requested_by_staff_id TEXT,
        requested_at_ms INTEGER NOT NULL,
        exported_at_ms INTEGER,
        row_count INTEGER,
        file_sha256 TEXT
      ) STRICT`,
      "CREATE INDEX report_export_by_date ON report_export (service_date, requested_at_ms)",
    ],
  },
];
