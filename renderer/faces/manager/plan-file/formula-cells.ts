import { textOfZipEntry } from "./zip-entry.ts";

/** Cells of one sheet that hold a formula, by `cellKey`; the text begins with `=` as people write it. */
export type FormulaByCell = ReadonlyMap<string, string>;

// Some programs write the same elements with a prefix of their own: `<x:c>`.
const CELL_WITH_FORMULA = /<(?:\w+:)?c\b([^>]*[^/])>\s*<(?:\w+:)?f\b[^>]*(?:\/>|>([^<]*)<)/g;
const SHEET = /<(?:\w+:)?sheet\b([^>]*)\/?>/g;
const RELATIONSHIP = /<(?:\w+:)?Relationship\b([^>]*)\/?>/g;
const REFERENCE = /^([A-Z]{1,3})(\d{1,7})$/;

/**
 * The formulas of every sheet, in the order of the workbook. A formula is refused where it stands rather than taken at the
 * value its spreadsheet last computed: that value may be of another day, or of a file that is not here.
 *
 * Null when the workbook is put together in a way this cannot follow; nobody may then say there is no formula in it.
 */
export async function formulasOfXlsx(
  bytes: Uint8Array<ArrayBuffer>,
  maxBytes: number,
): Promise<readonly FormulaByCell[] | null> {
  const workbook = await textOfZipEntry(bytes, "xl/workbook.xml", maxBytes);
  const relations = await textOfZipEntry(bytes, "xl/_rels/workbook.xml.rels", maxBytes);
  if (workbook === null || relations === null) return null;
  const targetById = new Map(
    [...relations.matchAll(RELATIONSHIP)].map(([, attributes = ""]) => [
      attribute(attributes, "Id"),
      attribute(attributes, "Target"),
    ]),
  );
  const sheets: FormulaByCell[] = [];
  for (const [, attributes = ""] of workbook.matchAll(SHEET)) {
    const target = targetById.get(attribute(attributes, "\\w+:id")) ?? null;
    const sheet = target === null ? null : await textOfZipEntry(bytes, partName(target), maxBytes);
    if (sheet === null) return null;
    sheets.push(formulasOfSheet(sheet));
  }
  return sheets;
}

function formulasOfSheet(sheet: string): FormulaByCell {
  const formulaByCell = new Map<string, string>();
  for (const [, cell = "", formula = ""] of sheet.matchAll(CELL_WITH_FORMULA)) {
    const reference = REFERENCE.exec(attribute(cell, "r") ?? "");
    if (reference === null) continue;
    const [, letters = "", row = ""] = reference;
    formulaByCell.set(cellKey(Number(row), columnIndexOf(letters)), `=${formula}`);
  }
  return formulaByCell;
}

/** Names a cell by the row number people see and the column counted from zero. */
export function cellKey(rowNumber: number, columnIndex: number): string {
  return `${rowNumber}:${columnIndex}`;
}

function columnIndexOf(letters: string): number {
  let index = 0;
  for (let at = 0; at < letters.length; at += 1) index = index * 26 + letters.charCodeAt(at) - 64;
  return index - 1;
}

function attribute(attributes: string, name: string): string | null {
  return new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1] ?? null;
}

/** A target is written from the workbook's folder, or from the root with a leading slash. */
function partName(target: string): string {
  return target.startsWith("/") ? target.slice(1) : `xl/${target}`;
}
