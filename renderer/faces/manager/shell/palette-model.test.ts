import { expect, test } from "vitest";
import { foundEntries, PALETTE_SHOWN_MAX_COUNT, type PaletteEntry } from "./palette-model.ts";

const entry = (label: string, keywords = ""): PaletteEntry => ({
  id: label,
  group: "Halaman",
  label,
  keywords,
  run: () => {},
});
const labelsOf = (query: string, entries: readonly PaletteEntry[]) =>
  foundEntries(entries, query).map((found) => found.label);

test("every word must be found; labels that begin with it come first", () => {
  const entries = [entry("Buka Mutu"), entry("Mutu"), entry("K2 SD 1–3", "BATCH-20261121-02")];
  expect(labelsOf("mutu", entries)).toEqual(["Mutu", "Buka Mutu"]);
  expect(labelsOf("sd 20261121", entries)).toEqual(["K2 SD 1–3"]);
  expect(labelsOf("gudang", entries)).toEqual([]);
});

test("an empty query shows the first entries, never more than fit", () => {
  const entries = Array.from({ length: 40 }, (_, index) => entry(`Kloter ${index}`));
  expect(labelsOf("", entries)).toHaveLength(PALETTE_SHOWN_MAX_COUNT);
});
