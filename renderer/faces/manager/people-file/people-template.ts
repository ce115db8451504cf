import writeXlsxFile, { type Cell, type Row } from "write-excel-file/browser";
import {
  EMPLOYMENT_WORDS,
  FIELD_NAMES,
  ROLE_WORDS,
  TEMPLATE_WORDS,
  type PeopleField,
} from "#renderer/copy/people-file.ts";

/** Lines ready to be filled in: a kitchen has about fifty people. */
const ROWS_COUNT = 100;
/** Excel's own format for text: a cell that has it keeps every digit of a NIK and the zero of a telephone number. */
const TEXT_FORMAT = "@";
/** In the order people fill them in; those a list cannot do without first. */
const COLUMNS: ReadonlyArray<{ readonly field: PeopleField; readonly width: number }> = [
  { field: "fullName", width: 30 },
  { field: "position", width: 24 },
  { field: "divisionCode", width: 18 },
  { field: "employmentKind", width: 16 },
  { field: "nationalId", width: 22 },
  { field: "birthDate", width: 16 },
  { field: "joinDate", width: 16 },
  { field: "phone", width: 18 },
  { field: "nickName", width: 18 },
  { field: "address", width: 36 },
  { field: "emergencyContact", width: 28 },
];

/**
 * A spreadsheet with the headings the import reads and nobody in it: empty lines formatted as text, and beside them a sheet of
 * the words each column takes.
 */
export function peopleTemplate(divisions: ReadonlyArray<{ readonly name: string }>): Promise<Blob> {
  const names = FIELD_NAMES.id;
  const header = COLUMNS.map(({ field }): Cell => headingCell(names[field]));
  const empty: Row = COLUMNS.map((): Cell => ({ type: String, format: TEXT_FORMAT }));
  const positions = ROLE_WORDS.map(({ words }) => words[0] ?? "");
  const kinds = Object.values(EMPLOYMENT_WORDS).map((words) => words[0] ?? "");
  const help: ReadonlyArray<readonly [string, string]> = [
    [names.position, positions.join(", ")],
    [names.divisionCode, divisions.map(({ name }) => name).join(", ")],
    [names.employmentKind, kinds.join(", ")],
    [`${names.birthDate}, ${names.joinDate}`, TEMPLATE_WORDS.dates],
    [names.nationalId, TEMPLATE_WORDS.nationalId],
    [names.phone, TEMPLATE_WORDS.phone],
  ];
  return writeXlsxFile([
    {
      sheet: TEMPLATE_WORDS.list,
      data: [header, ...Array.from({ length: ROWS_COUNT }, () => empty)],
      columns: COLUMNS.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
    },
    {
      sheet: TEMPLATE_WORDS.help,
      data: help.map(([name, text]): Row => [headingCell(name), { value: text, type: String, wrap: true }]),
      columns: [{ width: 28 }, { width: 90 }],
    },
  ]).toBlob();
}

function headingCell(value: string): Cell {
  return { value, type: String, fontWeight: "bold", backgroundColor: "#E8ECEF" };
}
