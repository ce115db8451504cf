import { expect, test } from "vitest";
import { clockFromText, createFieldReader, msInServiceDay, type FieldReader } from "./field-reader.ts";

function read<Value>(ask: (reader: FieldReader) => Value) {
  const problems: string[] = [];
  const reader = createFieldReader({
    day: { serviceDate: "2026-11-21", timeZone: "Asia/Jakarta", boundary: "15:00" },
    report: (field, { code, data }) => problems.push([field, code, ...Object.values(data)].join(" ")),
  });
  return { value: ask(reader), problems };
}
const portions = { min: 0, max: 5_000, empty: 0 };

test("figures are read as people here write them", () => {
  expect(read((reader) => reader.count("small", "1.850", portions))).toEqual({ value: 1850, problems: [] });
  expect(read((reader) => reader.count("small", " 212 ", portions))).toEqual({ value: 212, problems: [] });
  expect(read((reader) => reader.count("small", "", portions))).toEqual({ value: 0, problems: [] });
  expect(read((reader) => reader.decimal("temperature", "75,5", { min: 0, max: 120 }))).toEqual({
    value: 75.5,
    problems: [],
  });
});

test("what cannot be a count is named for what it is", () => {
  expect(read((reader) => reader.count("small", "-5", portions)).problems).toEqual(["small out-of-range 0 5000"]);
  expect(read((reader) => reader.count("small", "12,5", portions)).problems).toEqual(["small not-whole-number"]);
  expect(read((reader) => reader.count("small", "=A1+2", portions)).problems).toEqual(["small formula"]);
  expect(read((reader) => reader.count("small", "seribu", portions)).problems).toEqual(["small not-whole-number"]);
  expect(read((reader) => reader.count("small", "", { ...portions, empty: null })).problems).toEqual([
    "small required",
  ]);
});

test("text that a spreadsheet would run is refused, a dash inside a name is not", () => {
  expect(read((reader) => reader.text("name", "=cmd()", 80)).problems).toEqual(["name formula"]);
  expect(read((reader) => reader.text("name", "-ayam", 80)).problems).toEqual(["name formula"]);
  expect(read((reader) => reader.text("name", "SD 1-3", 80))).toEqual({ value: "SD 1-3", problems: [] });
  expect(read((reader) => reader.text("name", "TK Melati Putih", 11)).problems).toEqual(["name too-long 11"]);
});

test("codes are capitals, digits and hyphens", () => {
  expect(read((reader) => reader.code("code", "tk-melati"))).toEqual({ value: "TK-MELATI", problems: [] });
  expect(read((reader) => reader.code("code", "TK Melati")).problems).toEqual(["code bad-code"]);
});

test("times are read in every form a spreadsheet leaves them in", () => {
  expect(["1:30", "01.30", "0130", "01:30", "0.0625", "0"].map(clockFromText)).toEqual([
    "01:30",
    "01:30",
    "01:30",
    "01:30",
    "01:30",
    "00:00",
  ]);
  expect(["24:00", "12:60", "pagi", "", "1"].map(clockFromText)).toEqual([null, null, null, null, null]);
});

test("a time from the boundary on is the evening before the service date", () => {
  const day = { serviceDate: "2026-11-21", timeZone: "Asia/Jakarta", boundary: "15:00" } as const;
  expect(msInServiceDay(day, "22:00")).toBe(Date.UTC(2026, 10, 20, 15, 0));
  expect(msInServiceDay(day, "15:00")).toBe(Date.UTC(2026, 10, 20, 8, 0));
  expect(msInServiceDay(day, "14:59")).toBe(Date.UTC(2026, 10, 21, 7, 59));
  expect(msInServiceDay(day, "02:00")).toBe(Date.UTC(2026, 10, 20, 19, 0));
  const late = { ...day, boundary: "17:30" };
  expect(msInServiceDay(late, "17:29")).toBe(Date.UTC(2026, 10, 21, 10, 29));
  expect(msInServiceDay(late, "17:30")).toBe(Date.UTC(2026, 10, 20, 10, 30));
});
