import readXlsxFile from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TableCode, TableOf, TableRequest } from "#domains/reports/tables.ts";
import { TABLE_RULES } from "#domains/reports/rules.ts";
import { createBadges } from "#main/domains/people/badges.ts";
import { makeReport } from "#main/reports/make-report.ts";
import { createReportSource } from "#main/reports/report-source.ts";
import { FORTNIGHT, playFortnight, type Fortnight } from "#tests/kit/pay-fortnight.ts";
import { createProductionKitchen, type ProductionKitchen } from "#tests/kit/production-kitchen.ts";
import { atClock, batchIdOf, dishRunIdOf, PLAN_DATE, plannedBatch, plannedRun } from "#tests/kit/production-plan.ts";
import type { SuppliesCode } from "./supplies-tables.ts";

let kitchen: ProductionKitchen;
let fortnight: Fortnight;
const batchId = batchIdOf(1);

beforeAll(async () => {
  kitchen = createProductionKitchen();
  await kitchen.plan(
    plannedBatch(1, { label: "=SD 1–3", dishRuns: [plannedRun(11), plannedRun(12)] }),
    plannedBatch(2, { dishRuns: [plannedRun(21)] }),
    plannedBatch(3, { dishRuns: [plannedRun(31)] }),
  );
  const tablet = await kitchen.device("tablet", "Masak", "cook");
  const cook = await kitchen.person("Juru Satu", ["division-lead"]);
  await kitchen.accepted("assign-task", { batchId, staffId: cook.staffId, taskKind: "lead-cook" });
  await kitchen.accepted("start-preparation", { batchId }, { as: kitchen.actorAt(tablet, cook) });
  kitchen.clock.advance(atClock("02:00") - kitchen.clock.nowMs());
  await kitchen.accepted("start-cooking", { batchId, dishRunId: dishRunIdOf(11) });
  kitchen.clock.advance(40 * 60_000);
  await kitchen.measure(batchId, dishRunIdOf(11), 78.4);
  fortnight = await playFortnight({ peopleCount: 6 });
});
afterAll(() => {
  kitchen.close();
  fortnight.kitchen.close();
});

async function made(
  of: TableOf,
  options: {
    readonly format?: "xlsx" | "csv" | "pdf";
    readonly where?: ProductionKitchen | Fortnight["kitchen"];
  } & Pick<TableRequest, "rowKeys" | "filter"> = {},
) {
  const { format = "xlsx", where = kitchen, ...shown } = options;
  const source = createReportSource({
    db: where.store.reader,
    badges: createBadges(kitchen.secrets.siteKey),
    queries: where.modules.flatMap((module) => module.queries),
    viewerStaffId: fortnight.accountant.staffId,
    nowMs: where.clock.nowMs(),
  });
  return makeReport(source, {
    request: { report: "table", of, ...shown },
    format,
    documentCode: "DOK-20261121-01",
    requestedByStaffId: null,
    printedAtMs: where.clock.nowMs(),
    isDemo: false,
  });
}
async function sheetOf(...args: Parameters<typeof made>) {
  const { bytes } = await made(...args);
  const [info, sheet] = await readXlsxFile(Buffer.from(bytes));
  const subject = String(info?.data.find(([name]) => name === "Periode")?.[1]);
  const [header = [], ...rows] = sheet?.data ?? [];
  const at = (name: string) => rows.map((row) => row[header.indexOf(name)]);
  return { subject, header, rows, at };
}
const byDay = { serviceDate: PLAN_DATE };
const batches = { table: "batches", ...byDay } as const;

describe("a table as a document", () => {
  test("has real numbers and times, and text that stays text whatever it begins with", async () => {
    const { at, rows, subject } = await sheetOf(batches);
    expect(rows).toHaveLength(3);
    expect(at("Kloter")[0]).toBe("K1 =SD 1–3");
    expect(at("Porsi").every((cell) => typeof cell === "number")).toBe(true);
    expect(at("Mulai masak").every((cell) => cell instanceof Date)).toBe(true);
    expect(subject).toBe("21 Nov 2026");
    const csv = Buffer.from((await made({ table: "dishes", batchId }, { format: "csv" })).bytes).toString("utf8");
    expect(csv).toContain("78.4");
    expect(csv).toMatch(/2026-11-21T02:00:00\+07:00/);
  });

  test("holds the rows that were shown in their order, says so, and leaves out what is not the kitchen's", async () => {
    const rowKeys = [batchIdOf(3), "batch_nobody", batchIdOf(1), batchIdOf(3)];
    const { at, subject } = await sheetOf(batches, { rowKeys, filter: "sd" });
    expect(at("Kode")).toEqual(["BATCH-20261121-03", "BATCH-20261121-01"]);
    expect(subject).toBe("21 Nov 2026 · saringan “sd” · 2 dari 3 baris");
  });

  test("tells shares as per cent and durations in minutes", async () => {
    const { header, rows } = await sheetOf(
      { table: "attendance-by-month", month: "2026-11" },
      { where: fortnight.kitchen },
    );
    const shares = rows.at(-1)?.filter((cell) => typeof cell === "number") ?? [];
    expect(header).toContain("Kehadiran");
    expect(shares.some((cell) => cell > 0 && cell <= 1)).toBe(true);
    expect((await sheetOf({ table: "dishes", batchId })).header).toContain("Perkiraan (mnt)");
    expect((await sheetOf({ table: "temperatures", batchId })).header).toContain("Suhu (°C)");
  });

  test("a roster has a column a day and the shifts of each by name", async () => {
    const of = { table: "roster", fromDate: FORTNIGHT.fromDate, toDate: FORTNIGHT.toDate } as const;
    const { header, rows } = await sheetOf(of, { where: fortnight.kitchen });
    expect(header.slice(0, 3)).toEqual(["Nama", "Jabatan", "9 Nov"]);
    expect(rows.flat().some((cell) => typeof cell === "string" && cell.includes("masak"))).toBe(true);
  });
});

/** Every other table with the question a screen asks, and where it has rows; see `supplies-tables.store.test.ts`. */
const ASKED: Readonly<
  Record<Exclude<TableCode, SuppliesCode>, () => { readonly of: TableOf; readonly rowCount: number }>
> = {
  batches: () => ({ of: batches, rowCount: 3 }),
  departures: () => ({ of: { table: "departures", ...byDay }, rowCount: count("departures", byDay) }),
  totals: () => ({ of: { table: "totals", ...byDay }, rowCount: count("totals", byDay) }),
  dishes: () => ({ of: { table: "dishes", batchId }, rowCount: 2 }),
  points: () => ({ of: { table: "points", batchId }, rowCount: 1 }),
  "batch-history": () => ({ of: { table: "batch-history", batchId }, rowCount: count("batch-history", { batchId }) }),
  checks: () => ({ of: { table: "checks", ...byDay }, rowCount: 1 }),
  temperatures: () => ({ of: { table: "temperatures", batchId }, rowCount: 1 }),
  "quality-trend": () => ({ of: { table: "quality-trend", ...byDay }, rowCount: count("quality-trend", byDay) }),
  samples: () => ({ of: { table: "samples" }, rowCount: 0 }),
  "alert-history": () => ({ of: { table: "alert-history", alertId: kitchen.makeId("alert") }, rowCount: 0 }),
  settings: () => ({ of: { table: "settings", ...byDay }, rowCount: count("settings", byDay) }),
  devices: () => ({
    of: { table: "devices", isRevokedShown: true },
    rowCount: count("devices", { isRevokedShown: true }),
  }),
  "audit-log": () => ({
    of: { table: "audit-log", fromAtMs: 0, toAtMs: kitchen.clock.nowMs() + 1 },
    rowCount: Math.min(100, count("audit-log", { fromAtMs: 0, toAtMs: kitchen.clock.nowMs() + 1 })),
  }),
  shifts: () => ({ of: { table: "shifts" }, rowCount: count("shifts", {}, fortnight.kitchen) }),
  "attendance-by-division": () => ({ of: { table: "attendance-by-division", month: "2026-11" }, rowCount: 2 }),
  "attendance-by-month": () => ({ of: { table: "attendance-by-month", month: "2026-11" }, rowCount: 3 }),
  "pay-periods": () => ({ of: { table: "pay-periods" }, rowCount: 0 }),
  staff: () => ({ of: { table: "staff" }, rowCount: count("staff", {}, fortnight.kitchen) }),
  certificates: () => ({ of: { table: "certificates" }, rowCount: count("certificates-due", {}, fortnight.kitchen) }),
  "staff-pay": () => ({ of: { table: "staff-pay" }, rowCount: count("staff-pay", {}, fortnight.kitchen) }),
  "attendance-board": () => ({
    of: { table: "attendance-board", serviceDate: FORTNIGHT.toDate },
    rowCount: count("attendance-board", { serviceDate: FORTNIGHT.toDate }, fortnight.kitchen),
  }),
  roster: () => ({
    of: { table: "roster", fromDate: FORTNIGHT.fromDate, toDate: FORTNIGHT.toDate },
    rowCount: count("staff", {}, fortnight.kitchen),
  }),
  requests: () => ({
    of: { table: "requests", ...FORTNIGHT, leaveToDate: FORTNIGHT.toDate },
    rowCount: count("corrections", FORTNIGHT, fortnight.kitchen) + count("leaves", FORTNIGHT, fortnight.kitchen),
  }),
};
const PEOPLE_TABLES = ["shifts", "attendance-by-division", "attendance-by-month", "pay-periods"] as const;

function count(query: string, params: object, where: ProductionKitchen | Fortnight["kitchen"] = kitchen): number {
  return where.ask(query, params).length;
}

test.each(Object.entries(ASKED))("%s holds what the kitchen answers, as a sheet and as pages", async (code, asked) => {
  const { of, rowCount } = asked();
  const isPeople = TABLE_RULES[of.table].isSigned || (PEOPLE_TABLES as readonly string[]).includes(code);
  const where = isPeople ? fortnight.kitchen : kitchen;
  const { header, rows } = await sheetOf(of, { where });
  expect(rows).toHaveLength(rowCount);
  expect(header.every((name) => typeof name === "string" && name !== "")).toBe(true);
  const pdf = Buffer.from((await made(of, { where, format: "pdf" })).bytes).toString("latin1");
  expect(pdf.startsWith("%PDF-")).toBe(true);
});
