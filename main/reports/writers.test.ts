import readXlsxFile from "read-excel-file/node";
import { describe, expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS, msFromLocal } from "#kernel/time.ts";
import { csvFile } from "./csv-writer.ts";
import { durationText, isoText, moneyText, timeText } from "./format.ts";
import { pdfFile } from "./pdf-report.ts";
import { rowCountOf, totalsOf, type Report, type ReportOrigin } from "./table-model.ts";
import { xlsxFile } from "./xlsx-writer.ts";

const ZONE = "Asia/Jayapura";
const IN_AT_MS = msFromLocal("2026-11-21", "00:47", ZONE) + 7_000;
const ORIGIN: ReportOrigin = {
  siteName: "SPPG Sentani",
  siteCode: "SPPG-0417",
  documentCode: "DOK-20261121-01",
  printedAtMs: msFromLocal("2026-11-21", "09:00", ZONE),
  printedBy: "Rina",
  headSeq: 1_234,
  headAtMs: msFromLocal("2026-11-21", "08:59", ZONE),
  headHash: "ab".repeat(32),
  configurationVersion: 3,
  timeZone: ZONE,
  isDemo: false,
};
const REPORT: Report = {
  title: "Daftar uji",
  subject: "9 Nov 2026 – 20 Nov 2026",
  isLandscape: false,
  signers: [{ act: "Dibuat oleh", role: "Akuntan", name: null }],
  tables: [
    {
      name: "Uji",
      columns: [
        { header: "Nama", kind: "text", width: 20 },
        { header: "Hari dapur", kind: "date", width: 12 },
        { header: "Masuk", kind: "time", width: 18 },
        { header: "Hari", kind: "count", width: 8, isSummed: true },
        { header: "Jam kerja", kind: "hours", width: 10, isSummed: true },
        { header: "Honor", kind: "idr", width: 14, isSummed: true },
        { header: "Tanda tangan", kind: "text", width: 20, isForInk: true },
      ],
      rows: [
        ['=HYPERLINK("http://x","klik")', "2026-11-21", IN_AT_MS, 10, 83 * HOUR_MS + 20 * MINUTE_MS, 1_072_512, null],
        ['Siti, "Ibu"', "2026-11-21", null, 1, 30 * MINUTE_MS, 500, null],
      ],
      notes: ["Catatan di bawah"],
    },
  ],
};

describe("XLSX", () => {
  const sheets = async (origin = ORIGIN) => readXlsxFile(Buffer.from(await xlsxFile(REPORT, origin)));

  test("says first where it comes from", async () => {
    const [info] = await sheets();
    expect(info?.sheet).toBe("Info");
    expect(info?.data).toEqual([
      ["Dokumen", "Daftar uji · DOK-20261121-01"],
      ["Dapur", "SPPG Sentani"],
      ["Kode dapur", "SPPG-0417"],
      ["Periode", "9 Nov 2026 – 20 Nov 2026"],
      ["Dicetak", "21 Nov 2026 09:00 WIT"],
      ["Dicetak oleh", "Rina"],
      ["Data lengkap sampai", "21 Nov 2026 08:59 WIT"],
      ["Catatan terakhir", 1_234],
      ["Sidik catatan", "ab".repeat(32)],
      ["Versi pengaturan", 3],
    ]);
  });

  test("a demo says so before anything else", async () => {
    const [info] = await sheets({ ...ORIGIN, isDemo: true });
    expect(info?.data[0]?.[0]).toBe("DEMO – bukan data dapur sungguhan");
  });

  test("cells are numbers and dates, units stand in the header, and a formula in a name stays a name", async () => {
    const [, table] = await sheets();
    expect(table?.sheet).toBe("Uji");
    const [header, first, second, totals] = table?.data ?? [];
    expect(header).toEqual(["Nama", "Hari dapur", "Masuk", "Hari", "Jam kerja (jam)", "Honor (Rp)"]);
    expect(first?.[0]).toBe('=HYPERLINK("http://x","klik")');
    // A spreadsheet's date has no zone: it reads as the wall clock of the kitchen.
    expect(first?.[1]).toEqual(new Date(Date.UTC(2026, 10, 21)));
    expect(Math.round(Number(first?.[2]) / 1000) * 1000).toBe(Date.UTC(2026, 10, 21, 0, 47, 7));
    expect(first?.slice(3)).toEqual([10, 83.3333, 1_072_512]);
    expect(second?.slice(2)).toEqual([null, 1, 0.5, 500]);
    expect(totals).toEqual(["Jumlah", null, null, 11, 83.8333, 1_073_012]);
  });
});

describe("CSV", () => {
  const text = Buffer.from(csvFile(REPORT, ZONE)).toString("utf8");

  test("has a byte order mark, commas, points and times with their offset", () => {
    expect(text.startsWith("\uFEFFNama,Hari dapur,Masuk,Hari,Jam kerja,Honor\r\n")).toBe(true);
    expect(text.split("\r\n")[2]).toBe('"Siti, ""Ibu""",2026-11-21,,1,0.5,500');
    expect(text).toContain(",2026-11-21T00:47:07+09:00,10,83.3333,1072512");
  });
  test.each(["=1+1", "+1", "-1", "@a", "\t=1", "\r=1"])("%j is not run as a formula", (cell) => {
    const [table] = REPORT.tables;
    if (table === undefined) throw new Error("there is a table");
    const guarded = csvFile({ ...REPORT, tables: [{ ...table, rows: [[cell]] }] }, ZONE);
    expect(Buffer.from(guarded).toString("utf8")).toContain(`'${cell}`);
  });
});

describe("PDF", () => {
  test("a page per full page, with fonts inside", async () => {
    const [table] = REPORT.tables;
    if (table === undefined) throw new Error("there is a table");
    const rows = Array.from({ length: 60 }, (_, index) => [
      `Orang ${index}`,
      "2026-11-21",
      IN_AT_MS,
      1,
      HOUR_MS,
      500,
      null,
    ]);
    const pdf = Buffer.from(await pdfFile({ ...REPORT, tables: [{ ...table, rows }] }, ORIGIN)).toString("latin1");
    expect(pdf.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(3);
    expect(pdf).toContain("Inter-Regular");
  });
});

test("counts rows and sums what has a sum", () => {
  expect(rowCountOf(REPORT)).toBe(2);
  const [table] = REPORT.tables;
  if (table === undefined) throw new Error("there is a table");
  expect(totalsOf({ ...table, rows: [] })).toBeNull();
});

test("figures read as people write them", () => {
  expect(moneyText(1_850_000)).toBe("Rp 1.850.000");
  expect(moneyText(-500)).toBe("-Rp 500");
  expect(moneyText(0)).toBe("Rp 0");
  expect(durationText(83 * HOUR_MS + 20 * MINUTE_MS)).toBe("83 j 20 m");
  expect(durationText(42 * MINUTE_MS)).toBe("42 m");
  expect(timeText(IN_AT_MS, "Asia/Jakarta")).toBe("20 Nov 2026 22:47");
  expect(isoText(IN_AT_MS, "Asia/Jakarta")).toBe("2026-11-20T22:47:07+07:00");
});
