import { expect, test } from "vitest";
import { formulasOfXlsx } from "./formula-cells.ts";

const MAX_BYTES = 1_000_000;

function workbook(sheets: Readonly<Record<string, string>>, workbookXml: string, relations: string) {
  const parts = { "xl/workbook.xml": workbookXml, "xl/_rels/workbook.xml.rels": relations, ...sheets };
  return zipOf(parts);
}

/** A ZIP file of members stored as they are; spreadsheets fold theirs, which `xlsx-reader.test.ts` reads. */
function zipOf(textByName: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const encode = (text: string) => [...new TextEncoder().encode(text)];
  const number = (value: number, byteCount: number) =>
    Array.from({ length: byteCount }, (_, index) => (value >> (8 * index)) & 0xff);
  const file: number[] = [];
  const directory: number[] = [];
  const entries = Object.entries(textByName).map(([name, text]) => [encode(name), encode(text)] as const);
  for (const [name, body] of entries) {
    const sizes = [...number(0, 4), ...number(body.length, 4), ...number(body.length, 4), ...number(name.length, 2)];
    directory.push(...number(0x02014b50, 4), ...number(0, 6), ...number(0, 2), ...number(0, 4), ...sizes);
    directory.push(...number(0, 12), ...number(file.length, 4), ...name);
    file.push(...number(0x04034b50, 4), ...number(0, 10), ...sizes, ...number(0, 2), ...name, ...body);
  }
  const end = [...number(0x06054b50, 4), ...number(0, 4), ...number(entries.length, 2), ...number(entries.length, 2)];
  return Uint8Array.from([
    ...file,
    ...directory,
    ...end,
    ...number(directory.length, 4),
    ...number(file.length, 4),
    0,
    0,
  ]);
}
const ONE_SHEET = `<workbook xmlns:r="x"><sheets><sheet name="Titik" sheetId="1" r:id="rId7"/></sheets></workbook>`;
const ONE_RELATION = `<Relationships><Relationship Target="worksheets/sheet1.xml" Id="rId7" Type="t"/></Relationships>`;
const sheetOf = (cells: string) => `<worksheet><sheetData><row r="2">${cells}</row></sheetData></worksheet>`;
const formulasOf = async (cells: string) => {
  const sheets = await formulasOfXlsx(
    workbook({ "xl/worksheets/sheet1.xml": sheetOf(cells) }, ONE_SHEET, ONE_RELATION),
    MAX_BYTES,
  );
  return sheets === null ? null : Object.fromEntries(sheets[0] ?? []);
};

test("formulas of every kind are seen, values and empty cells are not", async () => {
  const cells = [
    `<c r="A2" t="s"><v>0</v></c>`,
    `<c r="B2"/>`,
    `<c r="C2"><f>SUM(A1:A9)</f><v>5</v></c>`,
    `<c r="D2" t="str"><f t="shared" si="0"/><v>x</v></c>`,
    `<c r="AA2"><f t="array" ref="AA2">{1}</f></c>`,
    `<x:c r="E2"><x:f>B1&amp;"a"</x:f></x:c>`,
  ].join("");
  expect(await formulasOf(cells)).toEqual({ "2:2": "=SUM(A1:A9)", "2:3": "=", "2:26": "={1}", "2:4": '=B1&amp;"a"' });
});

test("sheets are told apart by the workbook's own order, wherever their parts lie", async () => {
  const bytes = workbook(
    { "xl/worksheets/b.xml": sheetOf(`<c r="A2"><f>1</f></c>`), "xl/worksheets/a.xml": sheetOf("") },
    `<workbook><sheets><sheet name="Satu" r:id="r2"/><sheet name="Dua" r:id="r1"/></sheets></workbook>`,
    `<Relationships><Relationship Id="r1" Target="/xl/worksheets/b.xml"/><Relationship Id="r2" Target="worksheets/a.xml"/></Relationships>`,
  );
  expect((await formulasOfXlsx(bytes, MAX_BYTES))?.map((sheet) => sheet.size)).toEqual([0, 1]);
});

test("a workbook that cannot be followed, or unfolds past the limit, is not called free of formulas", async () => {
  const missing = workbook({}, ONE_SHEET, ONE_RELATION);
  expect(await formulasOfXlsx(missing, MAX_BYTES)).toBeNull();
  const large = workbook({ "xl/worksheets/sheet1.xml": sheetOf(" ".repeat(2_000)) }, ONE_SHEET, ONE_RELATION);
  expect(await formulasOfXlsx(large, 1_000)).toBeNull();
  expect(await formulasOfXlsx(new Uint8Array(40), MAX_BYTES)).toBeNull();
});
