import { describe, it } from "vitest";
import { createDecideSpec } from "#tests/kit/decide-spec.ts";
import type { MenuCommand } from "./commands.ts";
import { decideMenu, type MenuFacts } from "./decide.ts";
import type { MenuEvent } from "./events.ts";
import type { IngredientId } from "./ids.ts";
import type { IngredientFields } from "./ingredient-values.ts";
import type { MenuRejection } from "./rejections.ts";
import { evolveMenu, initialMenuState, type MenuState } from "./state.ts";

type InStream = MenuEvent & { readonly streamId?: string };
const given = createDecideSpec<MenuState, MenuCommand, MenuFacts, InStream, MenuRejection>({
  initialState: initialMenuState,
  evolve: evolveMenu,
  decide: decideMenu,
});

const idOf = (digit: string) => `ingredient_${digit.repeat(32)}` as IngredientId; // well formed
const ingredientId = idOf("a");
const rice: IngredientFields = {
  ingredientCode: "AR001",
  name: "Beras giling, mentah",
  category: "staple",
  baseUnit: "g",
  edibleBp: 10_000,
  lossFactorBp: 10_000,
  roundTo: { unit: "g", massG: 1000 },
  nutrition: { per: "100-g", form: "raw", source: "TKPI 2017", energyKcal: 357 },
  allergens: [],
  allergenBasis: "checked",
};
const egg: IngredientFields = {
  ...rice,
  ingredientCode: "MBG-TELUR",
  baseUnit: "pcs",
  roundTo: { unit: "pcs", pieceCount: 1 },
};
const known = (codes: Readonly<Record<string, string>> = {}, takenIds: readonly string[] = []): MenuFacts => ({
  ingredient: {
    ingredientIdByCode: new Map(Object.entries(codes)),
    takenIds: new Set(takenIds),
    foodsByName: new Map(),
  },
  recipeAndMenu: null,
});
const add = (fields: IngredientFields): MenuCommand => ({ type: "add-ingredient", body: { ingredientId, fields } });
const change = (fields: IngredientFields, revision: number): MenuCommand => ({
  type: "change-ingredient",
  body: { ingredientId, revision, fields },
});
const added: MenuEvent = { type: "ingredient-added", body: { ingredientId, fields: rice } };

describe("a food", () => {
  it("is added with what is known of it", () => {
    given().when(add(rice), known()).emits(added);
  });

  it("is added once, under a code no other food has", () => {
    given(added).when(add(rice), known()).rejects({ code: "id-already-used", kind: "ingredient", id: ingredientId });
    given()
      .when(add(rice), known({ AR001: idOf("b") }))
      .rejects({ code: "ingredient-code-used", ingredientCode: "AR001" });
  });

  it("is changed from the revision that was on the screen, and no other", () => {
    const cheaper: IngredientFields = {
      ...rice,
      referencePrice: { amountIdr: 14_000, per: { unit: "g", massG: 1000 } },
    };
    const changed: MenuEvent = { type: "ingredient-changed", body: { ingredientId, revision: 2, fields: cheaper } };
    given(added)
      .when(change(cheaper, 1), known({ AR001: ingredientId }))
      .emits(changed);
    given(added, changed).when(change(rice, 1), known()).rejects({ code: "stale-version", current: 2 });
    given().when(change(rice, 1), known()).rejects({ code: "not-found", kind: "ingredient", id: ingredientId });
    given(added)
      .when(change({ ...rice, ingredientCode: "AR002" }, 1), known({ AR002: idOf("b") }))
      .rejects({ code: "ingredient-code-used", ingredientCode: "AR002" });
  });

  it.each<[string, IngredientFields, MenuRejection]>([
    ["eggs by piece with figures per 100 g and no mass", egg, { code: "conversion-missing", unit: "pcs" }],
    [
      "rice rounded to pieces",
      { ...rice, roundTo: { unit: "pcs", pieceCount: 1 } },
      { code: "unit-mismatch", from: "pcs", to: "g" },
    ],
    [
      "rounding to nothing",
      { ...rice, roundTo: { unit: "g", massG: 0 } },
      { code: "out-of-range", field: "roundTo", min: 1, max: 1_000_000 },
    ],
    [
      "rice priced by piece",
      { ...rice, referencePrice: { amountIdr: 500, per: { unit: "pcs", pieceCount: 1 } } },
      { code: "unit-mismatch", from: "pcs", to: "g" },
    ],
    [
      "figures per piece of something bought by weight",
      { ...rice, nutrition: { per: "piece", form: "raw", source: "Kemasan" } },
      { code: "unit-mismatch", from: "pcs", to: "g" },
    ],
    [
      "oil by volume without its density",
      { ...rice, baseUnit: "ml", roundTo: { unit: "ml", volumeMl: 1000 } },
      { code: "conversion-missing", unit: "ml" },
    ],
  ])("is refused: %s", (_what, fields, rejection) => {
    given().when(add(fields), known()).rejects(rejection);
  });

  it("by piece needs no mass where its figures are per piece, and takes figures per 100 g once it has one", () => {
    const perPiece: IngredientFields = {
      ...egg,
      nutrition: { per: "piece", form: "raw", source: "Kemasan", energyKcal: 77 },
    };
    given()
      .when(add(perPiece), known())
      .emits({ type: "ingredient-added", body: { ingredientId, fields: perPiece } });
    const weighed: IngredientFields = { ...egg, massPerPieceG: 55 };
    given()
      .when(add(weighed), known())
      .emits({ type: "ingredient-added", body: { ingredientId, fields: weighed } });
  });
});

describe("a list of foods", () => {
  const counts = { cleanedCount: 3, mergedCount: 1, refusedCount: 2 };
  const file = { fileName: "tkpi-2017.csv", sha256: "0".repeat(64) };
  const list = (...ingredients: readonly (readonly [string, IngredientFields])[]): MenuCommand => ({
    type: "import-ingredients",
    body: {
      ...file,
      counts,
      ingredients: ingredients.map(([digit, fields]) => ({ ingredientId: idOf(digit), fields })),
    },
  });
  const wheat: IngredientFields = { ...rice, ingredientCode: "AR012", name: "Gandum" };

  it("brings each food in a stream of its own, and passes over what the kitchen has", () => {
    given()
      .when(list(["a", rice], ["b", wheat]), known({ AR012: idOf("c") }))
      .emits(
        { type: "ingredient-added", streamId: ingredientId, body: { ingredientId, fields: rice } },
        { type: "ingredients-imported", body: { ...file, addedCount: 1, knownCount: 1, ...counts } },
      );
  });

  it("comes whole or not at all, with every reason", () => {
    given()
      .when(
        list(["a", rice], ["b", rice], ["c", { ...egg }], ["d", wheat], ["d", { ...wheat, ingredientCode: "X" }]),
        known({}, [idOf("d")]),
      )
      .rejects({
        code: "ingredients-refused",
        ingredients: [
          { ingredientCode: "AR001", refusal: { code: "ingredient-code-used", ingredientCode: "AR001" } },
          { ingredientCode: "MBG-TELUR", refusal: { code: "conversion-missing", unit: "pcs" } },
          { ingredientCode: "AR012", refusal: { code: "id-already-used", kind: "ingredient", id: idOf("d") } },
          { ingredientCode: "X", refusal: { code: "id-already-used", kind: "ingredient", id: idOf("d") } },
        ],
      });
  });

  it("whose foods the kitchen all has brings nothing", () => {
    given()
      .when(list(["a", rice]), known({ AR001: idOf("c") }))
      .rejects({ code: "nothing-to-import" });
  });
});
