import type { ExportFormat, ReportRequest } from "#domains/reports/vocabulary.ts";
import { configurationVersion, siteProfile } from "#main/domains/site/queries.ts";
import { logHead } from "#main/store/log-reader.ts";
import { attendanceMonthReport } from "./attendance-month.ts";
import { badgeSheet } from "./badge-sheet.ts";
import { csvFile } from "./csv-writer.ts";
import { honorListReport } from "./honor-list.ts";
import { hoursReport } from "./hours.ts";
import { menuCardReport } from "./menu-card.ts";
import { paySlipsReport } from "./pay-slips.ts";
import { punchLogReport } from "./punch-log.ts";
import { receiptMinutesReport } from "./receipt-minutes.ts";
import { purchaseOrderReport } from "./purchase-order.ts";
import type { ReportSource } from "./report-source.ts";
import { shoppingListReport } from "./shopping-list.ts";
import { stockCardReport } from "./stock-card.ts";
import { tableReport } from "./tables/table-report.ts";
import { rowCountOf, type Report, type ReportOrigin } from "./table-model.ts";

/** One file to make; plain data, so that it reaches a worker. */
export interface ReportOrder {
  readonly request: ReportRequest;
  readonly format: ExportFormat;
  readonly documentCode: string;
  readonly requestedByStaffId: string | null;
  readonly printedAtMs: number;
  readonly isDemo: boolean;
}

export interface MadeReport {
  readonly bytes: Uint8Array;
  readonly rowCount: number;
}

/** Makes a file from what the log says now. The caller keeps one snapshot open over it. */
export async function makeReport(source: ReportSource, order: ReportOrder): Promise<MadeReport> {
  const { request } = order;
  const origin = originOf(source, order);
  if (request.report === "badge-sheet") {
    const sheet = badgeSheet(source, request);
    const { badgeSheetPdf } = await import("./badge-sheet-pdf.ts");
    return { bytes: await badgeSheetPdf(sheet, origin), rowCount: sheet.cards.length };
  }
  const report = reportOf(source, request);
  return { bytes: await written(report, origin, order.format), rowCount: rowCountOf(report) };
}

/** One line a report that is tables. */
function reportOf(source: ReportSource, request: Exclude<ReportRequest, { readonly report: "badge-sheet" }>): Report {
  switch (request.report) {
    case "honor-list":
      return honorListReport(source, request);
    case "pay-slips":
      return paySlipsReport(source, request);
    case "hours":
      return hoursReport(source, request);
    case "attendance-month":
      return attendanceMonthReport(source, request);
    case "punch-log":
      return punchLogReport(source, request);
    case "stock-card":
      return stockCardReport(source, request);
    case "receipt-minutes":
      return receiptMinutesReport(source, request);
    case "menu-card":
      return menuCardReport(source, request);
    case "purchase-order":
      return purchaseOrderReport(source, request);
    case "shopping-list":
      return shoppingListReport(source, request);
    case "table":
      return tableReport(source, request);
  }
}

/** Each library takes about as long to load as a file takes to make, so a file loads only its own. */
async function written(report: Report, origin: ReportOrigin, format: ExportFormat): Promise<Uint8Array> {
  switch (format) {
    case "xlsx":
      return (await import("./xlsx-writer.ts")).xlsxFile(report, origin);
    case "pdf":
      return (await import("./pdf-report.ts")).pdfFile(report, origin);
    case "csv":
      return csvFile(report, origin.timeZone);
  }
}

function originOf({ db, nameOf }: ReportSource, order: ReportOrder): ReportOrigin {
  const { siteName, siteCode, timeZone } = siteProfile(db);
  const head = logHead(db);
  return {
    siteName,
    siteCode,
    timeZone,
    documentCode: order.documentCode,
    printedAtMs: order.printedAtMs,
    printedBy: nameOf(order.requestedByStaffId) ?? "PC dapur",
    headSeq: head?.seq ?? 0,
    headAtMs: head?.recordedAtMs ?? null,
    headHash: head?.hash ?? "",
    configurationVersion: configurationVersion(db),
    isDemo: order.isDemo,
  };
}
