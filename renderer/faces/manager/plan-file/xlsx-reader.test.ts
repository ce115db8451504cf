import writeExcelFile from "write-excel-file/universal";
import { expect, test } from "vitest";
import { PLAN_FILE_ROWS_MAX_COUNT, PLAN_FILE_UNPACKED_MAX_BYTES } from "./grid.ts";
import { gridsFromXlsx } from "./xlsx-reader.ts";

type Sheets = Parameters<typeof writeExcelFile>[0];

async function xlsxOf(sheets: Sheets): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await writeExcelFile(sheets as never).toBlob(); // the three call forms share one first parameter here
  return new Uint8Array(await blob.arrayBuffer());
}

/** 01:30 as a spreadsheet keeps it: a fraction of a day shown with a time format. */
const time = (fraction: number) => ({ value: fraction, type: Number, format: "hh:mm" });

test("cells are read as the text people see, sheet by sheet, with their row numbers", async () => {
  const bytes = await xlsxOf([
    { sheet: "Masakan", data: [["Kloter", "Mulai", "Kecil"], [], ["K1", time(0.0625), 1120]] },
    {
      sheet: "Titik",
      data: [
        ["Kloter", "Nama"],
        ["K1", " TK Melati "],
      ],
    },
  ] as never);
  expect(await gridsFromXlsx(bytes)).toEqual({
    ok: true,
    value: [
      {
        sheet: "Masakan",
        rows: [
          { rowNumber: 1, cells: ["Kloter", "Mulai", "Kecil"], numberColumns: [] },
          { rowNumber: 3, cells: ["K1", "01:30", "1120"], numberColumns: [2] },
        ],
      },
      {
        sheet: "Titik",
        rows: [
          { rowNumber: 1, cells: ["Kloter", "Nama"], numberColumns: [] },
          { rowNumber: 2, cells: ["K1", "TK Melati"], numberColumns: [] },
        ],
      },
    ],
  });
});

test("a file cut short is damaged, not half read", async () => {
  const bytes = await xlsxOf([{ sheet: "Masakan", data: [["Kloter"], ["K1"]] }] as never);
  expect(await gridsFromXlsx(bytes.slice(0, bytes.length - 40))).toEqual({
    ok: false,
    error: { code: "file-damaged" },
  });
  expect(await gridsFromXlsx(bytes.slice(0, 30))).toEqual({ ok: false, error: { code: "file-damaged" } });
});

test("a file that unfolds to more than its limit is refused unopened", async () => {
  const bytes = await xlsxOf([{ sheet: "Masakan", data: [["Kloter"], ["K1"]] }] as never);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index + 28 < bytes.length; index += 1) {
    if (view.getUint32(index, true) === 0x02014b50) view.setUint32(index + 24, 0x7fffffff, true);
  }
  expect(await gridsFromXlsx(bytes)).toEqual({
    ok: false,
    error: { code: "file-too-large", maxBytes: PLAN_FILE_UNPACKED_MAX_BYTES },
  });
});

test("too many rows are refused with their count", async () => {
  const rows = Array.from({ length: PLAN_FILE_ROWS_MAX_COUNT + 1 }, () => ["K1"]);
  const bytes = await xlsxOf([{ sheet: "Masakan", data: rows }] as never);
  expect(await gridsFromXlsx(bytes)).toEqual({
    ok: false,
    error: { code: "file-too-many-rows", rowCount: PLAN_FILE_ROWS_MAX_COUNT + 1, maxCount: PLAN_FILE_ROWS_MAX_COUNT },
  });
});

test("a formula is read as a formula, on the sheet and in the cell where it stands", async () => {
  const bytes = await xlsxOf([
    { sheet: "Kloter", data: [["Kloter"], ["K1"]] },
    { sheet: "Titik", data: [["Kode", "Kecil"], [], ["SDN-3", { value: "100+112", type: "Formula" }]] },
  ] as never);
  expect(await gridsFromXlsx(bytes)).toEqual({
    ok: true,
    value: [
      {
        sheet: "Kloter",
        rows: [
          { rowNumber: 1, cells: ["Kloter"], numberColumns: [] },
          { rowNumber: 2, cells: ["K1"], numberColumns: [] },
        ],
      },
      {
        sheet: "Titik",
        rows: [
          { rowNumber: 1, cells: ["Kode", "Kecil"], numberColumns: [] },
          { rowNumber: 3, cells: ["SDN-3", "=100+112"], numberColumns: [] },
        ],
      },
    ],
  });
});
