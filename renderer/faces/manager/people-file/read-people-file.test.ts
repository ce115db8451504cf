import { describe, expect, test } from "vitest";
import type { SiteRole } from "#kernel/access.ts";
import { STANDARD_DIVISIONS } from "#domains/people/rules.ts";
import { messyPeopleRows, messyPeopleXlsx, nationalId, type MessyRow } from "#tests/kit/messy-people.ts";
import { createTestClock, createTestIds } from "#tests/kit/test-kitchen.ts";
import { readPeopleFile, type PeopleFileReading } from "./read-people-file.ts";

const makeId = createTestIds(createTestClock());
const deps = (actorRoles: readonly SiteRole[] = ["kitchen-head"]) => ({
  today: "2026-11-21",
  joinDate: "2026-11-20",
  divisions: STANDARD_DIVISIONS,
  actorRoles,
  makeId,
});
async function readRows(rows: readonly MessyRow[], actorRoles?: readonly SiteRole[]): Promise<PeopleFileReading> {
  const read = await readPeopleFile({ name: "relawan.xlsx", bytes: await messyPeopleXlsx(rows) }, deps(actorRoles));
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}
const readCsv = (text: string, actorRoles?: readonly SiteRole[]) =>
  readPeopleFile({ name: "relawan.csv", bytes: new TextEncoder().encode(text) }, deps(actorRoles));
async function csvPeople(text: string): Promise<PeopleFileReading> {
  const read = await readCsv(text);
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}
/** Each problem as `row column code`. */
const problemsOf = (reading: PeopleFileReading) =>
  reading.problems.map(({ rowNumber, field, what }) => `${rowNumber} ${field} ${what.code}`);

describe("the list of a whole kitchen as its office keeps it", () => {
  test("is read below its letterhead, with every person in the right division and role", async () => {
    const reading = await readRows(messyPeopleRows());
    expect(problemsOf(reading)).toEqual([]);
    expect(reading.rowCount).toBe(51);
    const counts = Map.groupBy(reading.people ?? [], (person) => person.divisionCode);
    expect([...counts].map(([code, people]) => [code, people.length])).toEqual([
      ["kantor", 4],
      ["persiapan", 10],
      ["pengolahan", 9],
      ["pemorsian", 10],
      ["packing", 4],
      ["distribusi", 5],
      ["pencucian", 5],
      ["kebersihan", 2],
      ["keamanan", 2],
    ]);
    const roles = Map.groupBy(reading.people ?? [], (person) => person.roles.join());
    expect(Object.fromEntries([...roles].map(([role, people]) => [role, people.length]))).toEqual({
      "kitchen-head": 1,
      nutritionist: 1,
      accountant: 1,
      "field-assistant": 1,
      "division-lead": 6,
      "kitchen-staff": 29,
      "delivery-staff": 4,
      "wash-staff": 8,
    });
    expect(reading.people?.[2]).toEqual({
      staffId: expect.stringMatching(/^staff_/),
      roles: ["accountant"],
      divisionCode: "kantor",
      employmentKind: "bgn",
      joinDate: "2026-01-02",
      position: "Akuntan",
      personal: {
        fullName: "Bambang Susilo",
        nationalId: "3273010708900003",
        birthDate: "1990-08-07",
        phone: "081211110003",
      },
    });
  });

  test("says what was tidied, passed over and not read", async () => {
    const reading = await readRows(messyPeopleRows());
    expect(reading.passed.map(({ text }) => text)).toEqual([
      "Jumlah · 51",
      "Mengetahui, · Bandung, 20 Januari 2026",
      "( Ratna Sari Dewi )",
      "Catatan rapat",
    ]);
    expect(reading.unreadHeadings).toEqual(["TTD"]);
    const codes = new Set(reading.notes.map(({ what }) => what.code));
    expect([...codes].toSorted()).toEqual([
      "join-date-given",
      "name-case",
      "national-id-marks",
      "phone-zero",
      "role-of-division",
      "serial-date",
      "year-guessed",
    ]);
  });

  test("takes nobody while one cell is wrong, and names each", async () => {
    const change = (column: number, cell: MessyRow[number]) => (row: MessyRow) =>
      row.map((old, index) => (index === column ? cell : old));
    const reading = await readRows(
      messyPeopleRows({
        spoil: {
          0: change(1, null),
          1: change(4, nationalId(100, "1975-01-01")),
          2: change(4, { formula: "E13" }),
          3: change(4, 3_273_010_404_780_103),
          4: change(5, "30/02/1979"),
          5: change(6, "8,13E+11"),
          6: change(2, "Asisten ahli gizi"),
          7: change(3, "Entah"),
        },
      }),
    );
    expect(reading.people).toBeNull();
    expect(problemsOf(reading)).toEqual([
      "13 fullName required",
      "15 nationalId formula",
      "16 nationalId national-id-cut",
      "17 birthDate date-impossible",
      "18 phone phone-cut",
      "19 position role-unknown",
      "20 employmentKind employment-unknown",
    ]);
  });

  test("names both rows of an identity number that stands there twice", async () => {
    const twice = nationalId(100, "1975-01-01");
    const reading = await readRows(
      messyPeopleRows({ spoil: { 30: (row) => row.map((cell, index) => (index === 4 ? twice : cell)) } }),
    );
    expect(reading.problems).toEqual([
      expect.objectContaining({
        field: "nationalId",
        what: { code: "national-id-twice", value: twice, otherRowNumber: 13 },
      }),
    ]);
    expect(reading.people).toBeNull();
  });

  test("tells a field assistant beforehand whom only the kitchen head appoints", async () => {
    const reading = await readRows(messyPeopleRows(), ["field-assistant"]);
    expect(new Set(problemsOf(reading).map((problem) => problem.split(" ").slice(1).join(" ")))).toEqual(
      new Set(["position role-not-yours"]),
    );
    expect(reading.problems).toHaveLength(10);
  });
});

describe("a list as CSV", () => {
  test("is read with semicolons, in either language", async () => {
    const reading = await csvPeople("Name;Position;Division\r\nSiti Aminah;Juru masak;\r\nBudi;Driver;Distribusi\r\n");
    expect(reading.people).toEqual([
      expect.objectContaining({ roles: ["kitchen-staff"], divisionCode: "pengolahan", joinDate: "2026-11-20" }),
      expect.objectContaining({ roles: ["delivery-staff"], divisionCode: "distribusi" }),
    ]);
  });

  test("with one name twice and no numbers to tell them apart is asked about", async () => {
    const text = "Nama;Jabatan\nSiti Aminah;Juru masak\nSITI AMINAH, S.Pd;Sopir\n";
    expect((await csvPeople(text)).problems).toEqual([
      expect.objectContaining({
        field: "fullName",
        what: { code: "name-twice", value: "Siti Aminah, S.Pd", otherRowNumber: 2 },
      }),
    ]);
  });

  test("a birth date that is not the one in the identity number is told, not refused", async () => {
    const reading = await csvPeople("Nama;Jabatan;NIK;Tgl lahir\nSiti;Koki;3273014105880001;02/05/1988\n");
    expect(reading.problems).toEqual([]);
    expect(reading.notes).toContainEqual(
      expect.objectContaining({ what: expect.objectContaining({ code: "birth-not-in-national-id" }) }),
    );
  });

  test("somebody without a division or a position that implies one is asked about", async () => {
    const reading = await csvPeople("Nama;Jabatan;Alamat\nSiti;Relawan;Jl. Kenanga\nBudi;Koordinator;Jl. Melati\n");
    expect(problemsOf(reading)).toEqual(["2 divisionCode required", "3 divisionCode required"]);
  });

  test.each([
    ["", "file-empty"],
    ["Nama\nSiti\n", "file-no-heading"],
    ["NIK;Alamat\n3273014105880001;Jl. Kenanga\n", "file-no-heading"],
    ["Nama;Jabatan\n", "file-empty"],
    [`Nama;Jabatan\n${"Siti;Koki\n".repeat(301)}`, "file-too-many-people"],
  ])("that cannot be one is refused whole: %j", async (text, code) => {
    expect(await readCsv(text.slice(0, 4_000))).toMatchObject({ ok: false, error: { code } });
  });
});
