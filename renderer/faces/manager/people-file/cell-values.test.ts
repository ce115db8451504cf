import { describe, expect, test } from "vitest";
import { dateFromCell, nameFromCell, nationalIdFromCell, phoneFromCell } from "./cell-values.ts";

const TODAY = "2026-11-21";
/** The value read with what was put right, or the problem. */
function told(read: ReturnType<typeof phoneFromCell>): string {
  if (!read.ok) return read.error;
  return read.value.note === undefined ? read.value.value : `${read.value.value} ${read.value.note}`;
}

describe("a date in a cell", () => {
  test.each([
    ["1998-03-12", "1998-03-12"],
    ["1998-03-12 00:00", "1998-03-12"],
    ["12/03/1998", "1998-03-12"],
    ["12-3-1998", "1998-03-12"],
    ["12.03.1998", "1998-03-12"],
    ["12 Maret 1998", "1998-03-12"],
    ["12 MAR 1998", "1998-03-12"],
    ["12-Mar-98", "1998-03-12 year-guessed"],
    ["1 Agust 2001", "2001-08-01"],
    ["7 Nopember 1990", "1990-11-07"],
    ["Bandung, 12 Mei 1998", "1998-05-12"],
    ["Bandung 12-05-1998", "1998-05-12"],
    ["05/01/26", "2026-01-05 year-guessed"],
    ["05/01/27", "1927-01-05 year-guessed"],
    ["35866", "1998-03-12 serial-date"],
    ["29/02/1999", "date-impossible"],
    ["31/04/2000", "date-impossible"],
    ["12/03/1890", "date-impossible"],
    ["03/23/1998", "date-american"],
    ["99999", "date-unreadable"],
    ["12 Foo 1998", "date-unreadable"],
    ["kemarin", "date-unreadable"],
    ["1998", "date-unreadable"],
  ])("%s is %s", (text, expected) => {
    expect(told(dateFromCell(text, TODAY))).toBe(expected);
  });
});

describe("a telephone number in a cell", () => {
  test.each([
    ["0812-3456 7890", "081234567890"],
    ["81234567890", "081234567890 phone-zero"],
    ["+62 812 3456 7890", "081234567890"],
    ["6281234567890", "081234567890"],
    ["(022) 7301234", "0227301234"],
    ["8,1234567890E+10", "081234567890 phone-zero"],
    ["8.12346E+10", "phone-cut"],
    ["8,12E+11", "phone-cut"],
    ["081234567890 / 085612345678", "081234567890 phone-first"],
    ["081234567890 atau 0856", "081234567890 phone-first"],
    ["tidak ada", "phone-unreadable"],
    ["0812", "phone-unreadable"],
  ])("%s is %s", (text, expected) => {
    expect(told(phoneFromCell(text))).toBe(expected);
  });
});

describe("an identity number in a cell", () => {
  test.each([
    ["3273014105880001", false, "3273014105880001"],
    ["'3273 0141 0588 0001", false, "3273014105880001 national-id-marks"],
    ["3273014105880000", true, "national-id-cut"],
    ["3,27301E+15", false, "national-id-cut"],
    ["327301410588000", false, "national-id-length"],
    ["32730141058800012", false, "national-id-length"],
    ["-", false, "national-id-length"],
  ])("%s is %s, %s", (text, isNumber, expected) => {
    expect(told(nationalIdFromCell(text, isNumber))).toBe(expected);
  });
});

describe("a name in a cell", () => {
  test.each([
    ["  Siti   Aminah ", "Siti Aminah"],
    ["SITI AMINAH", "Siti Aminah name-case"],
    ["MUHAMMAD AL-FATIH, S.Gz", "Muhammad Al-Fatih, S.Gz name-case"],
    ["Dewi , A.Md", "Dewi, A.Md"],
    ["AB", "AB"],
    ["x".repeat(81), "too-long"],
  ])("%s is %s", (text, expected) => {
    expect(told(nameFromCell(text, 80))).toBe(expected);
  });
});
