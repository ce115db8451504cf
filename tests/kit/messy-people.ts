import writeXlsxFile, { type Cell, type Row, type Sheet } from "write-excel-file/node";

/** A cell as kitchens write it: text, a number, or a date Excel knows as one. */
export type MessyCell = string | number | Date | { readonly formula: string } | null;
export type MessyRow = readonly MessyCell[];

/** Head counts of an SPPG: three people of the BGN, the field assistant, 47 volunteers over the divisions. */
export const VOLUNTEERS_BY_DIVISION: ReadonlyArray<readonly [string, number]> = [
  ["Persiapan", 10],
  ["Pengolahan", 9],
  ["Pemorsian", 10],
  ["Packing", 4],
  ["Distribusi", 5],
  ["Pencucian", 5],
  ["Kebersihan", 2],
  ["Keamanan", 2],
];

const FIRST = ["Siti", "Budi", "Dewi", "Agus", "Rina", "Joko", "Ani", "Hendra", "Yuni", "Slamet", "Tuti", "Eko"];
const LAST = ["Rahayu", "Santoso", "Lestari", "Wibowo", "Kartika", "Nugroho", "Puspita", "Saputra"];

/** Identity numbers whose digits 7–12 are the birth date, as real ones are. */
export function nationalId(index: number, birthDate: string): string {
  const [year = "", month = "", day = ""] = birthDate.split("-");
  return `327301${day}${month}${year.slice(2)}${String(index).padStart(4, "0")}`;
}

const OFFICES: readonly MessyRow[] = [
  [
    1,
    "RATNA SARI DEWI, S.Sos",
    "Kepala SPPG",
    "BGN",
    "'3273014105880001",
    "Bandung, 1 Mei 1988",
    "0812-1111-0001",
    "2 Januari 2026",
  ],
  [2, "Fitri Handayani, S.Gz", "Ahli Gizi", "BGN", "3273015203950002", "12-Mar-95", "+62 812 1111 0002", "02/01/2026"],
  [
    3,
    "  Bambang   Susilo ",
    "Akuntan",
    "BGN",
    "3273 0107 0890 0003",
    "07/08/1990",
    8121111_0003,
    new Date(Date.UTC(2026, 0, 2)),
  ],
  [4, "Asep Hidayat", "ASLAP", "Mitra", "3273011709920004", "17 Sept 1992", "8121111-0004", 46_024],
];

/** A volunteer's row in one of the ways people fill such a form in. */
function volunteerRow(number: number, index: number): MessyRow {
  const first = FIRST[index % FIRST.length] ?? "";
  const last = LAST[(index * 3 + Math.floor(index / 12)) % LAST.length] ?? "";
  const name = `${first} ${last}`;
  const birthYear = 1975 + (index % 28);
  const birthDate = `${birthYear}-${String((index % 12) + 1).padStart(2, "0")}-${String((index % 27) + 1).padStart(2, "0")}`;
  const [year = "", month = "", day = ""] = birthDate.split("-");
  const serialDate = Math.round(Date.UTC(birthYear, Number(month) - 1, Number(day)) / 86_400_000) + 25_569;
  const births: readonly MessyCell[] = [
    `${day}/${month}/${year}`,
    `${Number(day)}-${Number(month)}-${year.slice(2)}`,
    serialDate,
    new Date(Date.UTC(birthYear, Number(month) - 1, Number(day))),
    birthDate,
  ];
  const phones: readonly MessyCell[] = [
    81_310_000_000 + index,
    `0813-1000-${String(index).padStart(4, "0")}`,
    `8,13${String(index).padStart(8, "0")}E+10`,
  ];
  return [
    number,
    index % 4 === 0 ? name.toUpperCase() : name,
    index % 9 === 0 ? "Koordinator" : "Relawan",
    "Relawan",
    nationalId(100 + index, birthDate),
    births[index % births.length] ?? null,
    phones[index % phones.length] ?? null,
    index % 5 === 0 ? null : "15/01/26",
  ];
}

/**
 * The list as such kitchens keep it: a letterhead, a merged heading in two rows, a line for each division, blank and numbered
 * empty rows, a total and a signature below. `spoil` changes rows by their place among the volunteers.
 */
export function messyPeopleRows(
  options: { readonly spoil?: Readonly<Record<number, (row: MessyRow) => MessyRow>> } = {},
): readonly MessyRow[] {
  const rows: MessyRow[] = [
    ["DAFTAR RELAWAN SPPG BANDUNG KIARACONDONG 02"],
    ["Periode Januari 2026"],
    [],
    ["No", "Nama Lengkap", "Jabatan", "Status", "Identitas", null, "Kontak", "TMT", "TTD"],
    [null, null, null, null, "NIK (16 digit)", "Tempat/Tgl Lahir", "No. HP/WA", null, null],
    ["A. Kantor"],
    ...OFFICES,
    [],
  ];
  let index = 0;
  for (const [name, count] of VOLUNTEERS_BY_DIVISION) {
    rows.push([`Divisi ${name}`]);
    for (let place = 0; place < count; place += 1) {
      const row = volunteerRow(5 + index, index);
      rows.push(options.spoil?.[index]?.(row) ?? row);
      index += 1;
    }
    rows.push([]);
  }
  rows.push(
    [52],
    [53],
    ["Jumlah", 51],
    [],
    ["Mengetahui,", null, null, "Bandung, 20 Januari 2026"],
    ["( Ratna Sari Dewi )"],
  );
  return rows;
}

/** Those rows as a workbook with merged cells and a second sheet that is about something else. */
export async function messyPeopleXlsx(rows: readonly MessyRow[]): Promise<Uint8Array<ArrayBuffer>> {
  const data = rows.map((row, rowIndex): Row => row.map((cell) => sheetCell(cell, rowIndex)));
  const sheets: Sheet<never>[] = [
    { sheet: "Relawan", data },
    { sheet: "Catatan", data: [[{ value: "Catatan rapat", type: String }]] },
  ];
  return new Uint8Array(await writeXlsxFile(sheets).toBuffer());
}

function sheetCell(cell: MessyCell, rowIndex: number): Cell {
  if (cell === null) return null;
  if (typeof cell === "number") return { value: cell, type: Number };
  if (cell instanceof Date) return { value: cell, type: Date, format: "dd/mm/yyyy" };
  if (typeof cell === "object") return { value: cell.formula, type: "Formula" };
  if (rowIndex < 2) return { value: cell, type: String, columnSpan: 9 };
  return { value: cell, type: String, ...(cell === "Identitas" && { columnSpan: 2 }) };
}
