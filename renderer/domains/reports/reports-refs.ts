import type * as commands from "#domains/reports/commands.ts";
import type * as queries from "#domains/reports/queries.ts";
import { grantRef, queryRef } from "#renderer/client/refs.ts";

export const reportExportsRef = queryRef<typeof queries.reportExportsQuery>("report-exports", "exportId");

export const exportTableRef = grantRef<typeof commands.exportTable>("export-table");
export const exportReportRef = grantRef<typeof commands.exportReport>("export-report");
