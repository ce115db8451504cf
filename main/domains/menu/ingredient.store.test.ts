import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { IngredientFields } from "#domains/menu/ingredient-values.ts";
import { createProductionKitchen, type ProductionKitchen } from "#tests/kit/production-kitchen.ts";
import { expectQueryIndexed } from "#tests/kit/query-plan.ts";
import { TEST_ACTOR } from "#tests/kit/test-kitchen.ts";
import { ingredientNow } from "./queries.ts";

let kitchen: ProductionKitchen;
beforeEach(() => {
  kitchen = createProductionKitchen();
});
afterEach(() => {
  kitchen.rebuildAndCompare();
  kitchen.close();
});

const food = (name: string, code: string, more: Partial<IngredientFields> = {}): IngredientFields => ({
  ingredientCode: code,
  name,
  category: "vegetable",
  baseUnit: "g",
  edibleBp: 7_100,
  lossFactorBp: 10_000,
  roundTo: { unit: "g", massG: 100 },
  nutrition: { per: "100-g", form: "raw", source: "TKPI 2017", energyKcal: 16, proteinG: 0.9 },
  allergens: [],
  allergenBasis: "name",
  ...more,
});

async function add(fields: IngredientFields): Promise<string> {
  const ingredientId = kitchen.makeId("ingredient");
  const { result } = await kitchen.accepted("add-ingredient", { ingredientId, fields });
  expect(result).toEqual({ ingredientId });
  return ingredientId;
}
const namesOf = (params: object) =>
  kitchen.ask("ingredients", { pageNumber: 0, ...params }).map((row) => ("name" in row ? row.name : row));

describe("foods", () => {
  it("are listed by name, told whole one at a time, and what is unknown is null", async () => {
    const fields = food("Bayam, segar", "DR013");
    const ingredientId = await add(fields);
    expect(kitchen.ask("ingredients", { pageNumber: 0 })).toEqual([
      {
        ingredientId,
        ingredientCode: "DR013",
        name: "Bayam, segar",
        category: "vegetable",
        baseUnit: "g",
        edibleBp: 7_100,
        massPerPieceG: null,
        energyKcal: 16,
        proteinG: 0.9,
        nutritionPer: "100-g",
        source: "TKPI 2017",
        missingNutrientCount: 4,
        allergens: [],
        allergenBasis: "name",
        referencePrice: null,
        portionStandard: null,
      },
    ]);
    const facts = {
      ingredientId,
      revision: 1,
      fields,
      changedAtMs: kitchen.clock.nowMs(),
      changedByStaffId: TEST_ACTOR.staffId,
    };
    expect(kitchen.ask("ingredient", { ingredientId })).toEqual([facts]);
    expect(kitchen.ask("ingredient-facts", { ingredientIds: [ingredientId] })).toEqual([facts]);
    expect(ingredientNow(kitchen.store.reader, [ingredientId, "ingredient_x"])).toEqual(
      new Map([[ingredientId, { ...fields, ingredientId, revision: 1 }]]),
    );
    expect(ingredientNow(kitchen.store.reader, [])).toEqual(new Map());
  });

  it("are found whatever the spelling, the name that begins with the word first", async () => {
    await add(food("Keripik bayam, goreng", "DP001"));
    await add(food("Bayam, segar", "DR013"));
    await add(food("Telur ayam ras, segar", "HR001", { category: "animal-protein" }));
    await add(food("Ayam, daging, segar", "FR001", { category: "animal-protein" }));
    expect(namesOf({ search: "bayam" })).toEqual(["Bayam, segar", "Keripik bayam, goreng"]);
    expect(namesOf({ search: "telor" })).toEqual(["Telur ayam ras, segar"]);
    expect(namesOf({ search: "ayam" })).toEqual(["Ayam, daging, segar", "Telur ayam ras, segar"]);
    expect(namesOf({ search: "ayam ras" })).toEqual(["Telur ayam ras, segar"]);
    expect(namesOf({ search: "bayam", category: "animal-protein" })).toEqual([]);
    expect(namesOf({ category: "animal-protein" })).toEqual(["Ayam, daging, segar", "Telur ayam ras, segar"]);
    expect(namesOf({ search: "-" })).toHaveLength(4);
    expect(kitchen.ask("ingredient-counts", {})).toEqual([
      { category: "animal-protein", ingredientCount: 2 },
      { category: "vegetable", ingredientCount: 2 },
    ]);
  });

  it("are found by their new name once changed, and by the old one no longer", async () => {
    const ingredientId = await add(food("Bayem", "DR013"));
    const fields = food("Bayam hijau", "DR014");
    await kitchen.accepted("change-ingredient", { ingredientId, revision: 1, fields });
    expect(namesOf({ search: "bayem" })).toEqual([]);
    expect(namesOf({ search: "bayam" })).toEqual(["Bayam hijau"]);
    await add(food("Bayem", "DR013"));
    expect(await kitchen.submit("change-ingredient", { ingredientId, revision: 1, fields })).toMatchObject({
      rejection: { code: "stale-version", current: 2 },
    });
  });

  it("of a list come all or none, and a second reading of the file adds nothing", async () => {
    const ingredients = [food("Bayam", "A-1"), food("Kangkung", "A-2")].map((fields) => ({
      ingredientId: kitchen.makeId("ingredient"),
      fields,
    }));
    const list = {
      fileName: "daftar.csv",
      sha256: "a".repeat(64),
      counts: { cleanedCount: 0, mergedCount: 0, refusedCount: 0 },
      ingredients,
    };
    const bad = { ingredientId: kitchen.makeId("ingredient"), fields: food("Telur", "A-3", { baseUnit: "pcs" }) };
    expect(await kitchen.submit("import-ingredients", { ...list, ingredients: [...ingredients, bad] })).toMatchObject({
      rejection: { code: "ingredients-refused", ingredients: [{ ingredientCode: "A-3" }] },
    });
    expect(namesOf({})).toEqual([]);
    const { result } = await kitchen.accepted("import-ingredients", list);
    expect(result).toEqual({ addedCount: 2, knownCodes: [] });
    expect(namesOf({})).toEqual(["Bayam", "Kangkung"]);
    expect(await kitchen.submit("import-ingredients", list)).toMatchObject({
      rejection: { code: "ingredients-refused" },
    });
    const again = ingredients.map(({ fields }) => ({ ingredientId: kitchen.makeId("ingredient"), fields }));
    expect(await kitchen.submit("import-ingredients", { ...list, ingredients: again })).toMatchObject({
      rejection: { code: "nothing-to-import" },
    });
  });

  it("take a table's amounts by name, whatever its spelling, and can be changed after", async () => {
    const egg = await add(food("Telur ayam", "A-1", { category: "animal-protein" }));
    const { nutrition: _unknown, ...bare } = food("Tahu", "A-2", { baseUnit: "pcs" });
    const tofu = await add({ ...bare, roundTo: { unit: "pcs", pieceCount: 1 } });
    const grams = (massG: number) => ({ unit: "g", massG }) as const;
    const standards = [
      { name: "TELOR AYAM", small: grams(5_600), large: grams(5_600) },
      { name: "TAHU", small: grams(3_000), large: grams(5_000) },
      { name: "BEAR BRAND", small: grams(1), large: grams(1) },
    ];
    const file = { fileName: "takaran.csv", sha256: "b".repeat(64) };
    const { result } = await kitchen.accepted("import-portion-standards", { ...file, standards });
    expect(result).toEqual({ setCount: 1, unknownNames: ["BEAR BRAND"], mismatchedNames: ["TAHU"] });
    expect(kitchen.ask("ingredient", { ingredientId: egg })).toMatchObject([
      { revision: 2, fields: { portionStandard: { small: grams(5_600) } } },
    ]);
    expect(kitchen.ask("ingredient", { ingredientId: tofu })).toMatchObject([{ revision: 1 }]);
    const fields = food("Telur ayam ras", "A-1");
    await kitchen.accepted("change-ingredient", { ingredientId: egg, revision: 2, fields });
    const unknown = { ...file, standards: standards.slice(2) };
    expect(await kitchen.submit("import-portion-standards", unknown)).toMatchObject({
      rejection: { code: "no-food-of-these-names", names: ["BEAR BRAND"] },
    });
  });

  it("are read by index only", async () => {
    const ingredientId = await add(food("Bayam", "A-1"));
    const { modules } = kitchen;
    const db = kitchen.store.reader;
    for (const [name, params] of [
      ["ingredients", { pageNumber: 0 }],
      ["ingredients", { pageNumber: 0, category: "vegetable" }],
      ["ingredients", { pageNumber: 0, search: "bayam segar", category: "vegetable" }],
      ["ingredient", { ingredientId }],
      ["ingredient-facts", { ingredientIds: [ingredientId] }],
      ["ingredient-counts", {}],
    ] as const) {
      expectQueryIndexed({ db, modules }, { name, params }, [
        { detail: "SCAN found_0", why: "the few foods a word was found in" },
        { detail: "SCAN found_1", why: "the few foods a word was found in" },
      ]);
    }
  });
});
