import { describe, expect, it } from "vitest";
import { quantityOf } from "#kernel/quantity.ts";
import type { BatchStockRow, StockReadinessRow } from "#domains/inventory/use-queries.ts";
import { batchNeeds, dayNeeds, isLacking } from "./needs.ts";

const g = (massG: number) => quantityOf("g", massG);
const day = (name: string, part: Partial<StockReadinessRow> = {}) =>
  ({
    ingredientId: `ingredient_${name}`,
    ingredientName: name,
    isKept: true,
    itemIds: [],
    needed: g(10_000),
    used: g(4_000),
    available: g(2_000),
    short: g(0),
    source: "batches",
    ...part,
  }) as StockReadinessRow; // the members these rules read
const dish = (name: string, part: Partial<BatchStockRow> = {}) =>
  ({
    ingredientId: `ingredient_${name}`,
    ingredientName: name,
    isKept: true,
    itemIds: [],
    needed: g(6_000),
    issuedToBatch: g(5_000),
    backflushed: null,
    ...part,
  }) as BatchStockRow; // likewise

describe("what a day needs of the store room", () => {
  it("tells what has still to leave it, and puts first what it lacks", () => {
    const needs = dayNeeds([
      day("Ayam"),
      day("Wortel", { short: g(4_000) }),
      day("Cabai", { needed: null, short: null }),
    ]);
    expect(needs.map(({ name }) => name)).toEqual(["Wortel", "Ayam", "Cabai"]);
    expect(needs.map(({ missing }) => missing)).toEqual([g(6_000), g(6_000), null]);
    expect(needs.map(isLacking)).toEqual([true, false, false]);
  });

  it("is never less than nothing when more was taken than needed", () => {
    expect(dayNeeds([day("Ayam", { used: g(12_000) })])[0]?.missing).toEqual(g(0));
  });
});

describe("what a batch needs", () => {
  it("adds its dishes up; what was issued to the batch counts once for them all", () => {
    const [need] = batchNeeds([dish("Bawang"), dish("Bawang", { needed: g(2_000), backflushed: g(1_000) })]);
    expect(need).toMatchObject({ needed: g(8_000), issued: g(6_000), missing: g(2_000) });
  });

  it("does not know what left of a food the store room does not keep", () => {
    const [need] = batchNeeds([dish("Garam", { isKept: false, issuedToBatch: null })]);
    expect(need).toMatchObject({ needed: g(6_000), issued: null, missing: null });
  });

  it("does not know a sum of which a part is not known", () => {
    const [need] = batchNeeds([dish("Bawang"), dish("Bawang", { needed: null })]);
    expect(need).toMatchObject({ needed: null, missing: null });
  });
});
