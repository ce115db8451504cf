import readXlsxFile from "read-excel-file/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { HonorRow } from "#domains/attendance/pay-queries.ts";
import type { ReportRequest } from "#domains/reports/vocabulary.ts";
import { createBadges } from "#main/domains/people/badges.ts";
import { FORTNIGHT, playFortnight, type Fortnight } from "#tests/kit/pay-fortnight.ts";
import { makeReport } from "./make-report.ts";
import { createReportSource } from "./report-source.ts";

let fortnight: Fortnight;
let honorList: ReportRequest & { readonly report: "honor-list" };
beforeAll(async () => {
  fortnight = await playFortnight({ peopleCount: 12 });
  const { kitchen, accountant } = fortnight;
  const payPeriodId = kitchen.makeId("pay_period");
  const [paid] = fortnight.people;
  const deductions = [{ staffId: paid?.staffId, reason: "Kasbon", amountIdr: 25_000 }];
  const body = { payPeriodId, ...FORTNIGHT, deductions };
  const console = await kitchen.device("manager");
  await kitchen.accepted("draft-pay-period", body, { as: kitchen.actorAt(console, accountant) });
  honorList = { report: "honor-list", payPeriodId };
});
afterAll(() => fortnight.kitchen.close());

async function made(request: ReportRequest, format: "xlsx" | "pdf" | "csv") {
  const { kitchen, accountant } = fortnight;
  const queries = kitchen.modules.flatMap((module) => module.queries);
  const source = createReportSource({
    db: kitchen.store.reader,
    queries,
    badges: createBadges(kitchen.secrets.siteKey),
    viewerStaffId: accountant.staffId,
    nowMs: kitchen.clock.nowMs(),
  });
  const { bytes, rowCount } = await makeReport(source, {
    request,
    format,
    documentCode: "DOK-20261123-01",
    requestedByStaffId: accountant.staffId,
    printedAtMs: kitchen.clock.nowMs(),
    isDemo: false,
  });
  return { bytes: Buffer.from(bytes), rowCount };
}
const rows = () => fortnight.kitchen.ask("honor-list", { payPeriodId: honorList.payPeriodId }) as readonly HonorRow[];

test("the wage list has typed cells that add up, and a reconciliation in which every person agrees", async () => {
  const { bytes } = await made(honorList, "xlsx");
  const [info, list, check] = await readXlsxFile(bytes);
  expect(info?.data.find(([name]) => name === "Dicetak oleh")?.[1]).toBe("Rina Akuntan");
  const header = list?.data[0] ?? [];
  expect(header).toContain("Diterima (Rp)");
  expect(header).not.toContain("Tanda tangan");
  const body = list?.data.slice(1, 1 + rows().length) ?? [];
  const amountAt = header.indexOf("Diterima (Rp)");
  expect(body.map((cells) => cells[amountAt])).toEqual(rows().map((row) => row.amountIdr));
  expect(body.every((cells) => typeof cells[amountAt] === "number" && typeof cells[2] === "string")).toBe(true);
  expect(list?.data[1 + rows().length]?.[amountAt]).toBe(rows().reduce((sum, row) => sum + row.amountIdr, 0));
  expect(list?.data.flat().join("\n")).toContain("Kasbon Rp 25.000");
  const results = (check?.data ?? []).slice(1, 1 + rows().length).map((cells) => cells.at(-1));
  expect(results).toEqual(rows().map(() => "cocok"));
});

test("a list that no longer agrees with the punches says whose line it is", async () => {
  const { kitchen, fieldAssistant } = fortnight;
  const [row] = rows();
  const console = await kitchen.device("manager", "Konsol Aslap");
  for (const [direction, hour] of [
    ["in", 6],
    ["out", 9],
  ] as const) {
    const atMs = Date.UTC(2026, 10, 20, hour);
    const body = { punchId: kitchen.makeId("punch"), staffId: row?.staffId, direction, atMs, reason: "lupa kartu" };
    await kitchen.accepted("record-punch-on-behalf", body, { as: kitchen.actorAt(console, fieldAssistant) });
  }
  const [, , check] = await readXlsxFile((await made(honorList, "xlsx")).bytes);
  const results = (check?.data ?? []).slice(1, 1 + rows().length).map((cells) => cells.at(-1));
  expect(results).toEqual(rows().map((each) => (each.staffId === row?.staffId ? "BERBEDA" : "cocok")));
});

test("hours as CSV are the hours of the stays, with points", async () => {
  const { bytes, rowCount } = await made({ report: "hours", ...FORTNIGHT }, "csv");
  const [header, ...lines] = bytes.toString("utf8").replace("\uFEFF", "").trim().split("\r\n");
  expect(header?.split(",").slice(0, 3)).toEqual(["Kode", "Nama", "Divisi"]);
  expect(lines).toHaveLength(rowCount);
  expect(lines.every((line) => /^STAFF-\d{3},/.test(line))).toBe(true);
});

test("the log of punches and corrections says who asked, who decided and what it was before", async () => {
  const [, punches, corrections] = await readXlsxFile(
    (await made({ report: "punch-log", ...FORTNIGHT }, "xlsx")).bytes,
  );
  expect(punches?.data.length).toBeGreaterThan(100);
  expect(corrections?.data[0]?.slice(2, 4)).toEqual(["Masuk sebelumnya", "Pulang sebelumnya"]);
  const corrected = corrections?.data.slice(1) ?? [];
  expect(corrected.length).toBeGreaterThan(3);
  // A forgotten end: there was a beginning and no end, the person asked, the head approved.
  for (const cells of corrected) {
    expect(cells[2]).toBeInstanceOf(Date);
    expect(cells[3]).toBeNull();
    expect([cells[8], cells[9], cells[11]]).toEqual([cells[1], "disetujui", "Ibu Kepala"]);
  }
});

test.each([
  ["honor-list", () => honorList],
  ["pay-slips", () => ({ ...honorList, report: "pay-slips" as const })],
  ["hours", () => ({ report: "hours" as const, ...FORTNIGHT })],
  ["attendance-month", () => ({ report: "attendance-month" as const, month: "2026-11" })],
  ["punch-log", () => ({ report: "punch-log" as const, ...FORTNIGHT })],
])("%s is drawn as pages", async (_report, request) => {
  const pdf = (await made(request(), "pdf")).bytes.toString("latin1");
  expect(pdf.startsWith("%PDF-")).toBe(true);
  expect(pdf.match(/\/Type \/Page\b(?!s)/g)?.length).toBeGreaterThan(0);
});
