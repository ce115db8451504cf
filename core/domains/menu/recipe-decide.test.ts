import { describe, expect, test } from "vitest";
import {
  AYAM_ID,
  BUMBU_ID,
  CHICKEN_ID,
  EGG_ID,
  ingredientLine,
  KERUPUK_ID,
  MENU_INGREDIENTS,
  menuFacts,
  NASI,
  NASI_ID,
  OIL_ID,
  recipeOf,
  recipesOf,
  RICE_ID,
  withRecipes,
} from "#tests/kit/menu-facts.ts";
import { lookupsOf, decideSaveRecipe } from "./recipe-decide.ts";
import { allergensOf, flatLines } from "./recipe-rules.ts";
import type { RecipeId } from "./ids.ts";
import type { RecipeInput, RecipeLine } from "./recipe-values.ts";

const FACTS = menuFacts();
const saving = (lines: RecipeInput["lines"], recipeId: RecipeId = BUMBU_ID) => ({
  recipeId,
  basedOnVersion: 0,
  recipe: recipeOf("Bumbu", lines),
});
const innerLine = (recipeId: RecipeId, massG: number): RecipeLine => ({
  source: { kind: "recipe", recipeId, version: 1 },
  quantities: { small: { unit: "g", massG }, large: { unit: "g", massG } },
  retentions: [],
  isOptional: false,
});
const askedInner = (recipeId: RecipeId, massG: number): RecipeInput["lines"][number] => ({
  ...innerLine(recipeId, massG),
  source: { kind: "recipe", recipeId },
});

describe("saving a recipe", () => {
  test("makes version after version, and never over somebody else's", () => {
    const body = saving([ingredientLine(RICE_ID, [10, 20])]);
    expect(decideSaveRecipe(null, body, FACTS)).toEqual({
      ok: true,
      value: [{ type: "recipe-saved", body: { recipeId: BUMBU_ID, version: 1, recipe: body.recipe } }],
    });
    const state = { recipeId: BUMBU_ID, version: 3 };
    expect(decideSaveRecipe(state, body, FACTS)).toEqual({ ok: false, error: { code: "stale-version", current: 3 } });
    const next = decideSaveRecipe(state, { ...body, basedOnVersion: 3 }, FACTS);
    expect(next).toMatchObject({ value: [{ body: { version: 4 } }] });
  });

  test("asks for an amount for small and for large", () => {
    const line = ingredientLine(RICE_ID, [10, 20]);
    const { small } = line.quantities;
    const without = saving([{ ...line, quantities: { small } }]);
    expect(decideSaveRecipe(null, without, FACTS)).toEqual({
      ok: false,
      error: { code: "line-quantity-missing", lineName: "Beras", profile: "large" },
    });
    expect(decideSaveRecipe(null, saving([ingredientLine(RICE_ID, [0, 20])]), FACTS)).toEqual({
      ok: false,
      error: { code: "line-quantity-missing", lineName: "Beras", profile: "small" },
    });
    expect(decideSaveRecipe(null, saving([]), FACTS)).toEqual({ ok: false, error: { code: "recipe-lines-missing" } });
  });

  test("lets toddlers go without, and asks nothing for whom the line is not", () => {
    const line = ingredientLine(RICE_ID, [10, 20]);
    const none = { ...line, quantities: { ...line.quantities, toddler: { unit: "g" as const, massG: 0 } } };
    expect(decideSaveRecipe(null, saving([none]), FACTS).ok).toBe(true);
    const onlyToddlers = { ...none, audience: ["toddler" as const] };
    expect(decideSaveRecipe(null, saving([onlyToddlers]), FACTS)).toEqual({
      ok: false,
      error: { code: "line-quantity-missing", lineName: "Beras", profile: "toddler" },
    });
    const onlyLarge = { ...ingredientLine(RICE_ID, [0, 20]), audience: ["large" as const] };
    expect(decideSaveRecipe(null, saving([onlyLarge]), FACTS).ok).toBe(true);
  });

  test("takes grams from a store of pieces only where a piece has a weight", () => {
    expect(decideSaveRecipe(null, saving([ingredientLine(EGG_ID, [5_500, 5_500])]), FACTS).ok).toBe(true);
    expect(decideSaveRecipe(null, saving([ingredientLine(KERUPUK_ID, [500, 500])]), FACTS)).toEqual({
      ok: false,
      error: { code: "unit-mismatch", lineName: "Kerupuk", from: "g", to: "pcs" },
    });
    const mixed = ingredientLine(EGG_ID, [100, 100], "pcs");
    const quantities = { ...mixed.quantities, large: { unit: "g" as const, massG: 5_500 } };
    expect(decideSaveRecipe(null, saving([{ ...mixed, quantities }]), FACTS)).toEqual({
      ok: false,
      error: { code: "unit-mismatch", lineName: "Telur ayam", from: "g", to: "pcs" },
    });
  });

  test("never holds itself, directly or through another", () => {
    const itself = saving([askedInner(NASI_ID, 100)], NASI_ID);
    expect(decideSaveRecipe(null, itself, FACTS)).toEqual({
      ok: false,
      error: { code: "recipe-cycle", dishName: "Nasi" },
    });
    const outer = recipeOf("Ayam bumbu", [innerLine(BUMBU_ID, 300)]);
    const bumbu = recipeOf("Bumbu", [ingredientLine(OIL_ID, [100, 100], "ml")]);
    const facts = withRecipes(recipesOf([AYAM_ID, outer], [BUMBU_ID, bumbu]), FACTS_WITHOUT_RECIPES);
    const around = { ...saving([askedInner(AYAM_ID, 100)]), basedOnVersion: 1 };
    expect(decideSaveRecipe({ recipeId: BUMBU_ID, version: 1 }, around, facts)).toEqual({
      ok: false,
      error: { code: "recipe-cycle", dishName: "Ayam bumbu" },
    });
  });

  test("takes another recipe by mass, which all of it must have", () => {
    const kerupuk = recipeOf("Kerupuk", [ingredientLine(KERUPUK_ID, [100, 100], "pcs")]);
    const facts = withRecipes(recipesOf([AYAM_ID, kerupuk]), FACTS_WITHOUT_RECIPES);
    expect(decideSaveRecipe(null, saving([askedInner(AYAM_ID, 100)]), facts)).toEqual({
      ok: false,
      error: { code: "unit-mismatch", lineName: "Kerupuk", from: "pcs", to: "g" },
    });
    expect(decideSaveRecipe(null, saving([askedInner(BUMBU_ID.replace("d", "9") as RecipeId, 1)]), facts).ok).toBe(
      false,
    );
  });

  test("keeps a code for one recipe and shows only amounts it has", () => {
    const body = saving([ingredientLine(RICE_ID, [10, 20])]);
    const taken = decideSaveRecipe(null, body, menuFacts({ recipeCodeOwnerId: NASI_ID }));
    expect(taken).toEqual({ ok: false, error: { code: "recipe-code-taken", recipeCode: "BUMBU" } });
    const step = { stepNumber: 1, instruction: "Tumis", isControlPoint: false, ingredientIds: [CHICKEN_ID] };
    expect(decideSaveRecipe(null, { ...body, recipe: { ...body.recipe, steps: [step] } }, FACTS)).toEqual({
      ok: false,
      error: { code: "not-found", kind: "ingredient", id: CHICKEN_ID },
    });
  });
});

const { recipes: _recipes, recipeVersions: _versions, ingredients: _foods, ...FACTS_WITHOUT_RECIPES } = FACTS;

describe("a recipe down to its ingredients", () => {
  // Bumbu: 200 g of rice flour and 100 ml of oil, 92 g: 292 g for 100 large portions.
  const bumbu = recipeOf("Bumbu", [ingredientLine(RICE_ID, [100, 200]), ingredientLine(OIL_ID, [50, 100], "ml")]);
  const facts = withRecipes(recipesOf([BUMBU_ID, bumbu], [NASI_ID, NASI]), FACTS_WITHOUT_RECIPES);
  const lookups = lookupsOf(facts);

  test("takes the share of each, rounded up, in its own unit", () => {
    const dish = recipeOf("Ayam bumbu", [ingredientLine(CHICKEN_ID, [4_000, 6_000]), innerLine(BUMBU_ID, 584)]);
    expect(flatLines(dish, lookups)).toMatchObject([
      { ingredientId: CHICKEN_ID, unit: "g", amounts: { small: 4_000, large: 6_000, toddler: 4_000, maternal: 6_000 } },
      { ingredientId: RICE_ID, unit: "g", amounts: { small: 400, large: 400, toddler: 400, maternal: 400 } },
      { ingredientId: OIL_ID, unit: "ml", amounts: { small: 200, large: 200, toddler: 200, maternal: 200 } },
    ]);
    const pinch = recipeOf("Ayam", [innerLine(BUMBU_ID, 1)]);
    expect(flatLines(pinch, lookups)?.map((line) => line.amounts.small)).toEqual([1, 1]);
  });

  test("adds lines of one ingredient, and gives nothing to whom a line is not for", () => {
    const onlyMaternal = { ...ingredientLine(RICE_ID, [10, 20]), audience: ["maternal" as const] };
    const dish = recipeOf("Nasi tim", [ingredientLine(RICE_ID, [100, 200]), onlyMaternal]);
    expect(flatLines(dish, lookups)).toMatchObject([
      { amounts: { small: 100, large: 200, toddler: 100, maternal: 220 } },
    ]);
  });

  test("brings along the allergens of what is in it", () => {
    const dish = recipeOf("Telur", [ingredientLine(EGG_ID, [1, 1], "pcs"), innerLine(BUMBU_ID, 10)]);
    expect(allergensOf(flatLines(dish, lookups) ?? [], lookups.ingredient)).toEqual(["egg"]);
    expect(MENU_INGREDIENTS.filter((one) => one.allergens.length > 0)).toHaveLength(1);
  });
});
