import { reportsCommands, type ReportsCommand } from "#domains/reports/commands.ts";
import {
  decideReports,
  evolveExport,
  initialExportState,
  type ExportState,
  type ReportsFacts,
} from "#domains/reports/decide.ts";
import { reportsEvents, type ReportsEvent } from "#domains/reports/events.ts";
import type { ReportsRejection } from "#domains/reports/rejections.ts";
import { exportFileName, requestEndDate, ruleOf } from "#domains/reports/rules.ts";
import type { ReportRequest } from "#domains/reports/vocabulary.ts";
import { ok } from "#kernel/result.ts";
import { itemNow, receiptNow } from "#main/domains/inventory/queries.ts";
import { menuDayNow } from "#main/domains/menu/queries.ts";
import { personOn } from "#main/domains/people/queries.ts";
import { orderNow } from "#main/domains/procurement/queries.ts";
import { serviceDateAt, siteProfile } from "#main/domains/site/queries.ts";
import { createDomainModule, type DomainModule } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { projectReports } from "./projections.ts";
import { exportCountOn } from "./queries.ts";
import { reportsQueryHandlers } from "./query-handlers.ts";
import { REPORTS_PROJECTION_VERSION, reportsTables } from "./tables.ts";

export interface ReportsModuleDeps {
  /** The last day of a pay period; null for one the kitchen does not have. */
  readonly payPeriodEndDate: (db: ReadableDb, payPeriodId: string) => string | null;
}

/** The door of the domain "reports". */
export function createReportsModule(deps: ReportsModuleDeps): DomainModule {
  return createDomainModule<ExportState, ReportsCommand, ReportsFacts, ReportsEvent, ReportsRejection>({
    domain: "reports",
    events: reportsEvents,
    commands: reportsCommands,
    queries: reportsQueryHandlers,
    projectionVersion: REPORTS_PROJECTION_VERSION,
    tables: reportsTables,
    project: projectReports,
    initialState: initialExportState,
    evolve: evolveExport,
    target: (db, command, context) =>
      ok({ streamId: command.body.exportId, serviceDate: serviceDateAt(db, context.nowMs) }),
    gatherFacts: (db, command, context) => {
      const serviceDate = serviceDateAt(db, context.nowMs);
      const documentCode = documentCodeAt(db, serviceDate);
      // What a file's making is recorded by needs no facts.
      if (command.type === "record-report-export") return { documentCode, fileName: "", missing: null };
      const { request, format } = command.body;
      const endDate = endDateOf(db, request, deps);
      const { siteCode } = siteProfile(db);
      return {
        documentCode,
        fileName: exportFileName({
          siteCode,
          fileWord: ruleOf(request).fileWord,
          endDate: endDate ?? serviceDate,
          format,
        }),
        missing: missingOf(db, request, { endDate, serviceDate }),
      };
    },
    decide: decideReports,
    complete: (_db, _command, events) => {
      const [event] = events;
      if (event?.type !== "report-requested") return {};
      const { exportId, documentCode, fileName } = event.body;
      return { exportId, documentCode, fileName };
    },
  });
}

/** Dense per service day: the next one, inside the transaction that writes it. */
function documentCodeAt(db: ReadableDb, serviceDate: string): string {
  const number = String(exportCountOn(db, serviceDate) + 1).padStart(2, "0");
  return `DOK-${serviceDate.replaceAll("-", "")}-${number}`;
}

/** What a request names and the kitchen does not have. */
function missingOf(
  db: ReadableDb,
  request: ReportRequest,
  dates: { readonly endDate: string | null; readonly serviceDate: string },
): ReportsFacts["missing"] {
  if ("payPeriodId" in request) {
    return dates.endDate === null ? { kind: "pay-period", id: request.payPeriodId } : null;
  }
  if (request.report === "stock-card") {
    return itemNow(db, request.itemId) === null ? { kind: "item", id: request.itemId } : null;
  }
  if (request.report === "receipt-minutes") {
    return receiptNow(db, request.receiptId) === null ? { kind: "receipt", id: request.receiptId } : null;
  }
  if (request.report === "menu-card") {
    return menuDayNow(db, request.serviceDate) === null ? { kind: "menu-day", id: request.serviceDate } : null;
  }
  if (request.report === "purchase-order") {
    return orderNow(db, request.orderId) === null ? { kind: "order", id: request.orderId } : null;
  }
  if (request.report !== "badge-sheet") return null;
  const unknownId = request.staffIds?.find((staffId) => personOn(db, staffId, dates.serviceDate) === undefined);
  return unknownId === undefined ? null : { kind: "staff", id: unknownId };
}

/** The last day a report is about. */
function endDateOf(db: ReadableDb, request: ReportRequest, deps: ReportsModuleDeps): string | null {
  if (request.report === "receipt-minutes") return receiptNow(db, request.receiptId)?.serviceDate ?? null;
  return "payPeriodId" in request ? deps.payPeriodEndDate(db, request.payPeriodId) : requestEndDate(request);
}
