import { describe, expect, it } from "vitest";
import { foldFoodName, indexedWords, SEARCH_WORDS_MAX_COUNT, searchWords } from "./food-search.ts";

/** Whether a question finds a name, as the kitchen's table answers it: every word begins some word of the name. */
const finds = (question: string, name: string) =>
  searchWords(question).every((asked) => indexedWords(name).some(({ word }) => word.startsWith(asked)));

describe("finding a food", () => {
  it.each([
    ["bayam", "Bayam, segar"],
    ["BAYAM", "Keripik bayam, goreng"],
    ["telor", "Telur ayam ras, segar"],
    ["telur", "TELOR ASIN"],
    ["telo", "Telur ayam"],
    ["cabe merah", "Cabai merah, segar"],
    ["toge", "TAOGE"],
    ["brambang", "Bawang merah, segar"],
    ["gula jawa", "Gula aren"],
    ["singkong", "Ketela pohon"],
    ["mie", "MI BASAH"],
    ["ayam dada", "Dada ayam fillet"],
    ["crème brûlée", "Creme brulee"],
  ])("“%s” finds “%s”", (question, name) => {
    expect(finds(question, name)).toBe(true);
  });

  it.each([
    ["bayam", "Ayam, daging, segar"],
    ["telur", "Talas bogor"],
    ["ayam goreng", "Ayam, daging, segar"],
    ["merah", "Bawang putih"],
  ])("“%s” does not find “%s”", (question, name) => {
    expect(finds(question, name)).toBe(false);
  });

  it("folds spelling and takes a question of a bounded number of words, each once", () => {
    expect(foldFoodName("  Beras  giling,\u00a0MENTAH (é) ")).toBe("beras giling mentah e");
    expect(searchWords(" , ")).toEqual([]);
    expect(searchWords("a b a c d e f g")).toHaveLength(SEARCH_WORDS_MAX_COUNT);
  });

  it("knows where in a name each word stands, synonyms where their word does", () => {
    expect(indexedWords("Ayam, telur")).toEqual([
      { word: "ayam", positionCount: 0 },
      { word: "telur", positionCount: 1 },
      { word: "chicken", positionCount: 0 },
      { word: "telor", positionCount: 1 },
      { word: "endog", positionCount: 1 },
      { word: "egg", positionCount: 1 },
    ]);
  });
});
