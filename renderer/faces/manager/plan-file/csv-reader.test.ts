import { expect, test } from "vitest";
import { gridFromCsv } from "./csv-reader.ts";
import { PLAN_FILE_ROWS_MAX_COUNT } from "./grid.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const cellsOf = (text: string) => {
  const grid = gridFromCsv(bytesOf(text));
  return grid.ok ? grid.value.rows.map((row) => [row.rowNumber, ...row.cells]) : grid.error;
};

test("commas, semicolons and tabs are all understood, with or without a byte order mark", () => {
  expect(cellsOf("jenis,kloter\r\nMASAKAN,K1\r\n")).toEqual([
    [1, "jenis", "kloter"],
    [2, "MASAKAN", "K1"],
  ]);
  expect(cellsOf("\uFEFFjenis;kloter\nMASAKAN;K1")).toEqual([
    [1, "jenis", "kloter"],
    [2, "MASAKAN", "K1"],
  ]);
  expect(cellsOf("jenis\tkloter\nMASAKAN\tK1")).toEqual([
    [1, "jenis", "kloter"],
    [2, "MASAKAN", "K1"],
  ]);
});

test("quoted cells keep separators, quotes and line ends, and rows keep the number a spreadsheet shows", () => {
  expect(cellsOf('nama,porsi\n"SDN ""3"", Cimahi\nbarat",400\n\nTK Melati,212\n')).toEqual([
    [1, "nama", "porsi"],
    [2, 'SDN "3", Cimahi\nbarat', "400"],
    [5, "TK Melati", "212"],
  ]);
});

test("a quote left open is named with the row it began on", () => {
  expect(cellsOf('nama\n"TK Melati,212\nSDN 3,5\n')).toEqual({ code: "file-quote-open", rowNumber: 2 });
});

test("a file in another encoding is refused with the first bad row", () => {
  const latin1 = Uint8Array.from([...bytesOf("nama\nTK Melati\nSDN Caf"), 0xe9, ...bytesOf("\n")]);
  expect(gridFromCsv(latin1)).toEqual({ ok: false, error: { code: "file-encoding-wrong", rowNumber: 3 } });
});

test("UTF-16 with a mark is read", () => {
  const bytes = Uint8Array.from([0xff, 0xfe, 0x61, 0, 0x2c, 0, 0x62, 0]);
  expect(gridFromCsv(bytes)).toEqual({ ok: true, value: { sheet: "", rows: [{ rowNumber: 1, cells: ["a", "b"] }] } });
});

test("fifty thousand rows are refused before they are cut up", () => {
  expect(cellsOf("nama,porsi\n".repeat(50_000))).toEqual({
    code: "file-too-many-rows",
    rowCount: 50_000,
    maxCount: PLAN_FILE_ROWS_MAX_COUNT,
  });
});

test("an empty file says so", () => {
  expect(cellsOf("")).toEqual({ code: "file-empty" });
  expect(cellsOf("\n,,\n")).toEqual({ code: "file-empty" });
});
