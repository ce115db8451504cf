import { describe, expect, test } from "vitest";
import type { SiteRole } from "#kernel/access.ts";
import { createDecideSpec, testContext } from "#tests/kit/decide-spec.ts";
import { decideReports, evolveExport, initialExportState, type ReportsFacts } from "./decide.ts";
import { exportIdSchema } from "./ids.ts";
import { exportFileName, monthEndDate, requestDayCount, requestEndDate, TABLE_RULES } from "./rules.ts";
import {
  personalTableRequestSchema,
  tableRequestSchema,
  workTableRequestSchema,
  type WorkTableRequest,
} from "./tables.ts";
import type { ReportRequest, SignedRequest } from "./vocabulary.ts";
import type { ReportsCommand } from "./commands.ts";
import type { ReportsEvent } from "./events.ts";

const given = createDecideSpec({ initialState: initialExportState, evolve: evolveExport, decide: decideReports });
const exportId = exportIdSchema.parse(`export_${"1".repeat(32)}`);
const FACTS: ReportsFacts = {
  documentCode: "DOK-20261121-01",
  fileName: "dapur_jam-kerja_2026-11-20.xlsx",
  missing: null,
};
const HOURS: SignedRequest = { report: "hours", fromDate: "2026-11-09", toDate: "2026-11-20" };
const SLIPS = { report: "pay-slips", payPeriodId: `pay_period_${"1".repeat(32)}` } as SignedRequest; // well formed

type Asking = Extract<ReportsCommand, { type: "export-report" }>;
const asking = (request: SignedRequest, format: Asking["body"]["format"] = "xlsx"): Asking => ({
  type: "export-report",
  body: { exportId, format, request },
});
const as = (...roles: readonly SiteRole[]) => ({ actor: { ...testContext().actor, roles } });
const requested: ReportsEvent = {
  type: "report-requested",
  body: { exportId, documentCode: FACTS.documentCode, fileName: FACTS.fileName, format: "xlsx", request: HOURS },
};
const made = { exportId, rowCount: 3, sizeBytes: 9, fileSha256: "a".repeat(64) };

describe("a report", () => {
  test("is asked for by whoever may export and may see what is in it", () => {
    given().when(asking(HOURS), FACTS, as("accountant")).emits(requested);
    given().when(asking(HOURS), FACTS, as("field-assistant")).emits(requested);
    given().when(asking(HOURS), FACTS, as("viewer")).rejects({ code: "not-permitted", permission: "people.view" });
    given()
      .when(asking(SLIPS, "pdf"), FACTS, as("field-assistant"))
      .rejects({ code: "not-permitted", permission: "payroll.view" });
    given()
      .when(asking(HOURS), FACTS, as("division-lead"))
      .rejects({ code: "not-permitted", permission: "report.export" });
  });
  test("comes in the forms it has", () => {
    given()
      .when(asking(SLIPS, "csv"), FACTS, as("accountant"))
      .rejects({ code: "format-not-offered", report: "pay-slips", format: "csv" });
  });
  test("spans one day to a month", () => {
    const span = (fromDate: string): SignedRequest => ({ ...HOURS, fromDate });
    const refusal = { code: "out-of-range", field: "dayCount", min: 1, max: 31 } as const;
    given()
      .when(asking(span("2026-11-21")), FACTS, as("accountant"))
      .rejects(refusal);
    given()
      .when(asking(span("2026-10-20")), FACTS, as("accountant"))
      .rejects(refusal);
    expect(given().when(asking(span("2026-10-21")), FACTS, as("accountant")).decided.ok).toBe(true);
  });
  test("is about something the kitchen has", () => {
    const missing = { kind: "pay-period", id: "pay_period_x" };
    given()
      .when(asking(HOURS), { ...FACTS, missing }, as("accountant"))
      .rejects({ code: "not-found", ...missing });
  });
  test("is asked for once under one id, and made once", () => {
    given(requested).when(asking(HOURS), FACTS, as("accountant")).rejects({ code: "wrong-state", state: "requested" });
    const record = { type: "record-report-export", body: made } as const;
    given(requested).when(record, FACTS).emits({ type: "report-exported", body: made });
    given().when(record, FACTS).rejects({ code: "wrong-state", state: "none" });
    given(requested, { type: "report-exported", body: made })
      .when(record, FACTS)
      .rejects({ code: "wrong-state", state: "exported" });
  });
});

const batches: WorkTableRequest = {
  report: "table",
  of: { table: "batches", serviceDate: "2026-11-21" },
  filter: "sd",
};
const askingTable = (request: WorkTableRequest): Extract<ReportsCommand, { type: "export-table" }> => ({
  type: "export-table",
  body: { exportId, format: "xlsx", request },
});

describe("a table of the console", () => {
  test("without personal data is asked for unsigned, by whoever may export and see it", () => {
    expect(given().when(askingTable(batches), FACTS, as("nutritionist")).decided).toMatchObject({
      ok: true,
      value: [{ type: "report-requested", body: { request: batches } }],
    });
    given()
      .when(askingTable(batches), FACTS, as("division-lead"))
      .rejects({ code: "not-permitted", permission: "report.export" });
    given()
      .when(
        askingTable({ report: "table", of: { table: "devices", isRevokedShown: false } }),
        FACTS,
        as("nutritionist"),
      )
      .rejects({ code: "not-permitted", permission: "device.manage" });
  });
  test("about people is only asked for signed", () => {
    const staff = { report: "table", of: { table: "staff" } } as const;
    expect(workTableRequestSchema.safeParse(staff).success).toBe(false);
    expect(given().when(asking(staff), FACTS, as("accountant")).decided.ok).toBe(true);
    given()
      .when(asking({ report: "table", of: { table: "staff-pay" } }), FACTS, as("field-assistant"))
      .rejects({ code: "not-permitted", permission: "payroll.view" });
  });
  test("is signed for by rule where, and only where, its command is", () => {
    const codesOf = (schema: typeof personalTableRequestSchema | typeof workTableRequestSchema) =>
      schema.shape.of.options.flatMap((option) => {
        const { table } = option.shape;
        return "options" in table ? table.options : [...table.values];
      });
    const signedCodes = Object.entries(TABLE_RULES).filter(([, rule]) => rule.isSigned);
    expect(codesOf(personalTableRequestSchema).toSorted()).toEqual(signedCodes.map(([code]) => code).toSorted());
    expect(codesOf(workTableRequestSchema)).toHaveLength(Object.keys(TABLE_RULES).length - signedCodes.length);
  });
  test("names at most as many rows as an answer holds, and no more words of a filter than a head has room for", () => {
    const with_ = (part: object) => tableRequestSchema.safeParse({ ...batches, ...part }).success;
    expect([with_({ rowKeys: Array(500).fill("k") }), with_({ rowKeys: Array(501).fill("k") })]).toEqual([true, false]);
    expect([with_({ filter: "x".repeat(120) }), with_({ filter: "x".repeat(121) })]).toEqual([true, false]);
    expect([with_({ rowKeys: [""] }), with_({ rows: [] })]).toEqual([false, false]);
  });
  test("spans and ends where its own days do", () => {
    const roster: ReportRequest = {
      report: "table",
      of: { table: "roster", fromDate: "2026-11-16", toDate: "2026-11-22" },
    };
    expect([requestDayCount(roster), requestEndDate(roster)]).toEqual([7, "2026-11-22"]);
    expect([requestDayCount(batches), requestEndDate(batches)]).toEqual([null, "2026-11-21"]);
    expect(requestEndDate({ report: "table", of: { table: "samples" } })).toBeNull();
  });
});

test("a file is named by site, report and its last day, with nothing a file system refuses", () => {
  const parts = { fileWord: "dafnom", endDate: "2026-11-20", format: "xlsx" } as const;
  expect(exportFileName({ ...parts, siteCode: "SPPG-0417" })).toBe("SPPG-0417_dafnom_2026-11-20.xlsx");
  expect(exportFileName({ ...parts, siteCode: "../a\\b c" })).toBe("a-b-c_dafnom_2026-11-20.xlsx");
  expect(exportFileName({ ...parts, siteCode: null })).toBe("dapur_dafnom_2026-11-20.xlsx");
});

test("a month ends where the calendar ends it", () => {
  expect(["2026-02", "2028-02", "2026-12", "2026-11"].map(monthEndDate)).toEqual([
    "2026-02-28",
    "2028-02-29",
    "2026-12-31",
    "2026-11-30",
  ]);
  expect(requestEndDate({ report: "attendance-month", month: "2026-11" })).toBe("2026-11-30");
  expect(requestEndDate(HOURS)).toBe("2026-11-20");
});
