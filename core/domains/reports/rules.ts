import { isGranted, type Permission, type SiteRole } from "#kernel/access.ts";
import { addDays, dayCountFromLocalDate } from "#kernel/time.ts";
import type { ExportFormat, ReportCode, ReportRequest } from "./vocabulary.ts";

/** What is in a report decides who may have it, beside `report.export`. */
export interface ReportRule {
  readonly permission: Permission;
  readonly formats: readonly ExportFormat[];
  /** The report's part of a file's name, as people call it. */
  readonly fileWord: string;
}

export const REPORT_RULES: Readonly<Record<ReportCode, ReportRule>> = {
  "honor-list": { permission: "payroll.view", formats: ["xlsx", "pdf", "csv"], fileWord: "dafnom" },
  "pay-slips": { permission: "payroll.view", formats: ["pdf"], fileWord: "slip-honor" },
  hours: { permission: "people.view", formats: ["xlsx", "pdf", "csv"], fileWord: "jam-kerja" },
  "attendance-month": { permission: "people.view", formats: ["xlsx", "pdf", "csv"], fileWord: "absensi" },
  "punch-log": { permission: "people.view", formats: ["xlsx", "pdf", "csv"], fileWord: "absen-koreksi" },
};

/** The widest span of one file: a month, so that making it stays short. */
export const EXPORT_MAX_DAY_COUNT = 31;

/** Why a person may not have a report; null when they may. Screens disable their buttons by it. */
export function whyNotExported(report: ReportCode, roles: readonly SiteRole[]): Permission | null {
  const wanted: readonly Permission[] = ["report.export", REPORT_RULES[report].permission];
  return wanted.find((permission) => !isGranted(roles, permission)) ?? null;
}

/** How many days a request spans; null for one that names no span of its own. */
export function requestDayCount(request: ReportRequest): number | null {
  if (!("fromDate" in request)) return null;
  return dayCountFromLocalDate(request.toDate) - dayCountFromLocalDate(request.fromDate) + 1;
}

/** The last day a request is about, which names its file; null for a pay period's, which is looked up. */
export function requestEndDate(request: ReportRequest): string | null {
  if ("toDate" in request) return request.toDate;
  return "month" in request ? monthEndDate(request.month) : null;
}

export function monthEndDate(month: string): string {
  // The 28th plus four days lies in the next month whatever the month.
  return addDays(`${addDays(`${month}-28`, 4).slice(0, 7)}-01`, -1);
}

/** `<siteCode>_<report>_<serviceDate>.<ext>` (UX.md §7), with nothing a file system refuses. */
export function exportFileName(parts: {
  readonly siteCode: string | null;
  readonly report: ReportCode;
  readonly endDate: string;
  readonly format: ExportFormat;
}): string {
  const code = (parts.siteCode ?? "").replaceAll(/[^A-Za-z0-9-]+/g, "-").replaceAll(/^-+|-+$/g, "");
  const site = code === "" ? "dapur" : code.slice(0, 40);
  return `${site}_${REPORT_RULES[parts.report].fileWord}_${parts.endDate}.${parts.format}`;
}
