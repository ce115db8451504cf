import { err, ok, type Result } from "#kernel/result.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import type { ReportsCommand } from "./commands.ts";
import type { ReportsEvent } from "./events.ts";
import type { ReportsRejection } from "./rejections.ts";
import { EXPORT_MAX_DAY_COUNT, requestDayCount, ruleOf, whyNotExported } from "./rules.ts";

/** One file (stream `export_…`). */
export type ExportState = "none" | "requested" | "exported";
export const initialExportState: ExportState = "none";

export interface ReportsFacts {
  readonly documentCode: string;
  readonly fileName: string;
  /** What the request names and the kitchen does not have. */
  readonly missing: { readonly kind: string; readonly id: string } | null;
}

export function evolveExport(_state: ExportState, event: ReportsEvent): ExportState {
  switch (event.type) {
    case "report-requested":
      return "requested";
    case "report-exported":
      return "exported";
  }
}

export function decideReports(
  state: ExportState,
  command: ReportsCommand,
  facts: ReportsFacts,
  context: DecisionContext,
): Result<readonly ReportsEvent[], ReportsRejection> {
  switch (command.type) {
    case "export-report":
    case "export-table":
      return decideExport(state, command, facts, context);
    case "record-report-export":
      if (state !== "requested") return err({ code: "wrong-state", state });
      return ok([{ type: "report-exported", body: command.body }]);
  }
}

function decideExport(
  state: ExportState,
  { body }: Extract<ReportsCommand, { type: "export-report" | "export-table" }>,
  facts: ReportsFacts,
  { actor }: DecisionContext,
): Result<readonly ReportsEvent[], ReportsRejection> {
  const { request, format, exportId } = body;
  if (state !== "none") return err({ code: "wrong-state", state });
  const permission = whyNotExported(request, actor.roles);
  if (permission !== null) return err({ code: "not-permitted", permission });
  if (!ruleOf(request).formats.includes(format)) {
    return err({ code: "format-not-offered", report: request.report, format });
  }
  const dayCount = requestDayCount(request);
  if (dayCount !== null && (dayCount < 1 || dayCount > EXPORT_MAX_DAY_COUNT)) {
    return err({ code: "out-of-range", field: "dayCount", min: 1, max: EXPORT_MAX_DAY_COUNT });
  }
  if (facts.missing !== null) return err({ code: "not-found", ...facts.missing });
  const { documentCode, fileName } = facts;
  return ok([{ type: "report-requested", body: { exportId, documentCode, fileName, format, request } }]);
}
