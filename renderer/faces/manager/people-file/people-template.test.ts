import readXlsxFile from "read-excel-file/node";
import { expect, test } from "vitest";
import { STANDARD_DIVISIONS } from "#domains/people/rules.ts";
import { EMPLOYMENT_WORDS, FIELD_NAMES, PEOPLE_FIELDS, ROLE_WORDS } from "#renderer/copy/people-file.ts";
import { createTestClock, createTestIds } from "#tests/kit/test-kitchen.ts";
import { peopleTemplate } from "./people-template.ts";
import { readPeopleFile } from "./read-people-file.ts";

const deps = {
  today: "2026-11-21",
  joinDate: "2026-11-20",
  divisions: STANDARD_DIVISIONS,
  actorRoles: ["kitchen-head"] as const,
  makeId: createTestIds(createTestClock()),
};
const bytes = async () => new Uint8Array(await (await peopleTemplate(STANDARD_DIVISIONS)).arrayBuffer());
const sheets = async () => readXlsxFile(Buffer.from(await bytes()));

test("the template names every column the import reads, and nobody", async () => {
  const [list] = await sheets();
  const rows = list?.data ?? [];
  expect(new Set(rows[0])).toEqual(new Set(PEOPLE_FIELDS.map((field) => FIELD_NAMES.id[field])));
  expect(
    rows
      .slice(1)
      .flat()
      .filter((cell) => cell !== null),
  ).toEqual([]);
  expect(await readPeopleFile({ name: "contoh.xlsx", bytes: await bytes() }, deps)).toMatchObject({
    error: { code: "file-empty" },
  });
});

test("a line typed under its headings is a person, with every word its second sheet offers", async () => {
  const [list, help] = await sheets();
  const headings = (list?.data[0] ?? []).map(String);
  const [position, division, kind] = (help?.data ?? []).slice(0, 3).map((row) => String(row[1]).split(", "));
  expect(position).toHaveLength(ROLE_WORDS.length);
  expect(kind).toHaveLength(Object.keys(EMPLOYMENT_WORDS).length);
  const choices = [
    ...(position ?? []).map((word) => [word, "Pengolahan", "mitra"]),
    ...(division ?? []).map((word) => ["Petugas gudang", word, "mitra"]),
    ...(kind ?? []).map((word) => ["Juru masak", "Pengolahan", word]),
  ];
  const lines = choices.map(([job = "", team = "", employment = ""], index) => {
    const cells: Readonly<Record<string, string>> = {
      [FIELD_NAMES.id.fullName]: `Orang Uji ${"A".repeat(index + 1)}`,
      [FIELD_NAMES.id.position]: job,
      [FIELD_NAMES.id.divisionCode]: team,
      [FIELD_NAMES.id.employmentKind]: employment,
      [FIELD_NAMES.id.birthDate]: "05-06-1998",
    };
    return headings.map((heading) => cells[heading] ?? "").join(";");
  });
  const csv = new TextEncoder().encode([headings.join(";"), ...lines].join("\r\n"));
  const read = await readPeopleFile({ name: "contoh.csv", bytes: csv }, deps);
  if (!read.ok) throw new Error(read.error.code);
  expect(read.value.problems).toEqual([]);
  expect(read.value.people).toHaveLength(choices.length);
});
