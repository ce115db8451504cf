import { expect, test } from "vitest";
import { csvFromTable, exportFileName, isoFromMs } from "./csv.ts";

test("a table is written with a byte order mark, commas and CRLF", () => {
  expect(csvFromTable(["Nama", "Porsi"], [["Ayam Balado", 1850]])).toBe("\uFEFFNama,Porsi\r\nAyam Balado,1850\r\n");
});

test("text a spreadsheet would run gets a leading apostrophe, a number does not", () => {
  const text = csvFromTable(
    ["a"],
    [["=HYPERLINK(1)"], ["+62"], ["-5"], ["@x"], ["\t=1"], [-5], [75.3], [null], ["62%"]],
  );
  expect(text.split("\r\n").slice(1, -1)).toEqual([
    "'=HYPERLINK(1)",
    "'+62",
    "'-5",
    "'@x",
    "'\t=1",
    "-5",
    "75.3",
    "",
    "62%",
  ]);
});

test("commas, quotes and line ends stay inside their cell", () => {
  expect(csvFromTable(["a"], [['SDN "3", Cimahi\nbarat']])).toBe('\uFEFFa\r\n"SDN ""3"", Cimahi\nbarat"\r\n');
});

test("a time carries the offset of the kitchen's zone", () => {
  const atMs = Date.UTC(2026, 10, 20, 21, 32, 7);
  expect(isoFromMs(atMs, "Asia/Jakarta")).toBe("2026-11-21T04:32:07+07:00");
  expect(isoFromMs(atMs, "Asia/Jayapura")).toBe("2026-11-21T06:32:07+09:00");
});

test("a file name holds nothing a file system refuses", () => {
  expect(exportFileName({ siteName: "SPPG Melati 02 / Cimahi", report: "kloter", serviceDate: "2026-11-21" })).toBe(
    "SPPG-Melati-02-Cimahi_kloter_2026-11-21.csv",
  );
  expect(exportFileName({ siteName: "***", report: "mutu", serviceDate: "2026-11-21" })).toBe(
    "dapur_mutu_2026-11-21.csv",
  );
});
