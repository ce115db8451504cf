import { describe, expect, test } from "vitest";
import { figureOfCell } from "./food-cell.ts";
import { allergensOfName, categoryOfGroup, formOfName, withoutShouting } from "./food-words.ts";

describe("a figure in a cell", () => {
  test.each([
    ["", null, null],
    [" - ", null, null],
    ["0", 0, null],
    ["-0", 0, null],
    ["16", 16, null],
    ["8,4", 8.4, null],
    ["8.40", 8.4, null],
    ["100.0", 100, null],
    ["77.099999999999994", 77.1, "tail-rounded"],
    ["7.0000000000000007E-2", 0.07, "tail-rounded"],
    ["59.6667", 59.67, "places-rounded"],
    ["1.625", 1.63, "places-rounded"],
  ])("%j is %s, %s", (text, value, note) => {
    expect(figureOfCell(text)).toEqual({ ok: true, value: { value, note } });
  });

  test.each([
    ["enam", "text-in-number"],
    ["1.234,5", "text-in-number"],
    ["12 g", "text-in-number"],
    ["tr", "text-in-number"],
    ["-1", "negative"],
  ])("%j is none: %s", (text, code) => {
    expect(figureOfCell(text)).toEqual({ ok: false, error: code });
  });
});

describe("what a name says by rule", () => {
  test.each([
    ["Telur ayam ras, segar", ["egg"]],
    ["TERASI UDANG", ["crustacean"]],
    ["Tempe kedelai murni, mentah", ["soy"]],
    ["Kacang tanah, sangrai", ["peanut"]],
    ["Mi basah", ["wheat"]],
    ["Cimory Fresh milkk almond", ["milk", "tree-nut"]],
    ["Oncom", ["peanut", "soy"]],
    ["Minyak wijen", ["sesame"]],
    ["Bayam, segar", []],
  ])("%s may hold %s", (name, allergens) => {
    expect(allergensOfName(name)).toEqual(allergens);
  });

  test("cooked, unless it says raw", () => {
    expect(["Nasi", "Telur rebus", "Ayam, goreng", "Beras, mentah", "Sayur, segar", "Tepung"].map(formOfName)).toEqual([
      "cooked",
      "cooked",
      "cooked",
      "raw",
      "raw",
      "raw",
    ]);
  });

  test("capitals are written as names are, but for words that are capitals", () => {
    expect(["TELUR ASIN (BEBEK)", "KACANG KORO UMKM", "Telur rebus", "B2"].map(withoutShouting)).toEqual([
      "Telur asin (bebek)",
      "Kacang koro UMKM",
      "Telur rebus",
      "B2",
    ]);
  });

  test("a group of the national table is a category, made of it or not", () => {
    expect(["SEREALIA OLAHAN ", "DAGING & UNGGAS", "IKAN OLAHAN", "BATU"].map(categoryOfGroup)).toEqual([
      "staple",
      "animal-protein",
      "animal-protein",
      null,
    ]);
  });
});
