import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { IngredientId, MenuId, RecipeId } from "#domains/menu/ids.ts";
import type { MenuCalendarRow, MenuDayFiguresRow, MenuDayRow } from "#domains/menu/menu-queries.ts";
import { ingredientLine, recipeOf } from "#tests/kit/menu-facts.ts";
import { createMenuKitchen, type MenuKitchen } from "#tests/kit/menu-kitchen.ts";
import { PLAN_DATE, plannedBatch, plannedRun, portions } from "#tests/kit/production-plan.ts";
import { approvedDays, requirementsOf } from "./queries.ts";

let kitchen: MenuKitchen;
let eggId: IngredientId;
let riceId: IngredientId;
let riceRecipeId: RecipeId;
let eggRecipeId: RecipeId;
let tofuId: RecipeId;
let menuId: MenuId;
const RICE_CODE = plannedRun(1).recipeCode;

beforeEach(async () => {
  kitchen = createMenuKitchen();
  riceId = await kitchen.addFood("Beras");
  eggId = await kitchen.addFood("Telur", {
    baseUnit: "pcs",
    massPerPieceG: 50,
    roundTo: { unit: "pcs", pieceCount: 30 },
    referencePrice: { amountIdr: 2_000, per: { unit: "pcs", pieceCount: 1 } },
    allergens: ["egg"],
  });
  const beanId = await kitchen.addFood("Tahu");
  riceRecipeId = await kitchen.saveRecipe({
    ...recipeOf("Nasi", [ingredientLine(riceId, [5_000, 8_000])]),
    recipeCode: RICE_CODE,
    component: "staple",
  });
  eggRecipeId = await kitchen.saveRecipe(recipeOf("Telur rebus", [ingredientLine(eggId, [100, 100], "pcs")]));
  tofuId = await kitchen.saveRecipe(recipeOf("Tahu goreng", [ingredientLine(beanId, [4_000, 6_000])]));
  menuId = await kitchen.addMenu("Menu 1", [riceRecipeId, eggRecipeId]);
});
afterEach(() => {
  kitchen.rebuildAndCompare();
  kitchen.close();
});

const planned = () =>
  kitchen.planDay(menuId, { substitutes: [{ allergen: "egg", recipeId: tofuId, specialPackCount: 4 }] });

describe("recipes and menus", () => {
  it("are listed with what they bring along", () => {
    expect(kitchen.ask("recipes")).toMatchObject([
      { dishName: "Nasi", allergens: [], lineCount: 1 },
      { dishName: "Tahu goreng", allergens: [] },
      { dishName: "Telur rebus", allergens: ["egg"] },
    ]);
    expect(kitchen.ask("menus", { status: "active" })).toMatchObject([
      { menuId, name: "Menu 1", dishes: [{ dishName: "Nasi" }, { dishName: "Telur rebus" }], comingDates: [] },
    ]);
    expect(kitchen.ask("menus", { status: "archived" })).toEqual([]);
  });

  it("are scaled to portions, up to a whole unit", () => {
    const counts = { ...portions(3, 0), toddlerCount: 2 };
    expect(kitchen.ask("recipe", { recipeId: eggRecipeId, portionCounts: counts })).toMatchObject([
      { lineNames: ["Telur"], scaledLines: [{ ingredientId: eggId, quantity: { unit: "pcs", pieceCount: 5 } }] },
    ]);
    expect(kitchen.ask("recipe", { recipeId: riceRecipeId, portionCounts: portions(1, 0) })).toMatchObject([
      { scaledLines: [{ quantity: { unit: "g", massG: 50 } }], latestVersion: 1, versions: [{ version: 1 }] },
    ]);
    expect(kitchen.ask("recipe", { recipeId: eggRecipeId, version: 7 })).toEqual([]);
  });
});

describe("the calendar", () => {
  it("has a row a date and warns of what comes again within three days", async () => {
    await planned();
    await kitchen.planDay(menuId, { serviceDate: "2026-11-23" });
    const rows = kitchen.ask("menu-calendar", {
      fromDate: PLAN_DATE,
      toDate: "2026-11-24",
    }) as readonly MenuCalendarRow[]; // parsed by `ask`
    expect(
      rows.map(({ serviceDate, status, portionCount, specialPackCount }) => [
        serviceDate,
        status,
        portionCount,
        specialPackCount,
      ]),
    ).toEqual([
      [PLAN_DATE, "draft", 150, 4],
      ["2026-11-22", null, 0, 0],
      ["2026-11-23", "draft", 150, 0],
      ["2026-11-24", null, 0, 0],
    ]);
    // Rice comes every day; nobody minds.
    expect(rows[0]?.repeats).toEqual([{ dishName: "Telur rebus", otherDate: "2026-11-23" }]);
    await kitchen.planDay(await kitchen.addMenu("Menu 2", [riceRecipeId, tofuId]), { serviceDate: "2026-11-23" });
    const after = kitchen.ask("menu-calendar", {
      fromDate: PLAN_DATE,
      toDate: PLAN_DATE,
    }) as readonly MenuCalendarRow[];
    expect(after[0]?.repeats).toEqual([]);
  });
});

describe("a menu day", () => {
  it("says what is not covered, who made it and what became of it", async () => {
    await kitchen.planDay(menuId);
    expect(kitchen.ask("menu-day", { serviceDate: "2026-11-22" })).toEqual([]);
    const day = () => (kitchen.ask("menu-day", { serviceDate: PLAN_DATE }) as readonly MenuDayRow[])[0];
    expect(day()).toMatchObject({ uncoveredAllergens: ["egg"], inForce: null, current: { status: "draft" } });
    await planned();
    expect(day()).toMatchObject({
      uncoveredAllergens: [],
      current: { substitutes: [{ dishName: "Tahu goreng", version: 1 }] },
    });
    await kitchen.approveDay();
    expect(day()).toMatchObject({ current: { status: "approved" }, inForce: { revision: 1, approvalReason: "Uji" } });
  });

  it("reckons what each group gets and what the day costs, special packs too", async () => {
    await planned();
    const row = (kitchen.ask("menu-day-figures", { serviceDate: PLAN_DATE }) as readonly MenuDayFiguresRow[])[0];
    const energy = (index: number) =>
      row?.groups[index]?.nutrients.find(({ nutrient }) => nutrient === "energyKcal")?.value;
    // 50 g of rice and one egg of 50 g, 100 kcal per 100 g each; 80 g of rice for the large.
    expect([energy(0), energy(1)]).toEqual([100, 130]);
    // Rice: 100 small, 50 large and 4 packs; eggs by trays of 30 for 150; tofu for 4 packs.
    expect(row?.foods.map(({ name, needed, amountIdr }) => [name, needed, amountIdr])).toEqual([
      ["Telur", { unit: "pcs", pieceCount: 150 }, 300_000],
      ["Beras", { unit: "g", massG: 9_320 }, 93_200],
      ["Tahu", { unit: "g", massG: 240 }, 2_400],
    ]);
    expect(row).toMatchObject({ amountIdr: 395_600, ceilingIdr: 100 * 8_000 + 54 * 10_000, perPortionIdr: 2_569 });
    expect(row?.exceptions.every(({ kind }) => kind === "nutrient-low")).toBe(true);
    expect(row?.exceptions.length).toBeGreaterThan(0);
  });
});

describe("what others are told of an approved day", () => {
  it("is its needs, for its groups until batches are planned, then for theirs", async () => {
    const span = { fromDate: PLAN_DATE, toDate: PLAN_DATE };
    await planned();
    expect(approvedDays(kitchen.store.reader, span)).toEqual([]);
    expect(requirementsOf(kitchen.store.reader, PLAN_DATE)).toBeNull();
    await kitchen.approveDay();
    const riceNeed = () =>
      requirementsOf(kitchen.store.reader, PLAN_DATE)?.find(({ ingredientId }) => ingredientId === riceId)?.needed;
    expect(riceNeed()).toEqual({ unit: "g", massG: 9_320 });
    const [only] = [plannedRun(11)];
    const batch = plannedBatch(1, { dishRuns: [{ ...only, recipeCode: RICE_CODE, portionCounts: portions(200, 0) }] });
    await kitchen.accepted("plan-batch", { ...batch, serviceDate: PLAN_DATE });
    expect(riceNeed()).toEqual({ unit: "g", massG: 10_000 + 320 });
    expect(approvedDays(kitchen.store.reader, span)).toMatchObject([
      { revision: 1, portionCounts: portions(100, 54), ceilingIdr: 1_340_000 },
    ]);
    expect(kitchen.ask("ingredient-requirements", span)).toMatchObject([
      { name: "Beras", net: { massG: 10_320 }, dates: [PLAN_DATE] },
      { name: "Tahu" },
    ]);
  });

  it("is the sheet of allergens and the label", async () => {
    await planned();
    expect(kitchen.ask("allergen-sheet", { serviceDate: PLAN_DATE })).toEqual([]);
    await kitchen.approveDay();
    expect(kitchen.ask("allergen-sheet", { serviceDate: PLAN_DATE })).toEqual([
      {
        allergen: "egg",
        dishNames: ["Telur rebus"],
        ingredientNames: ["Telur"],
        substituteDishName: "Tahu goreng",
        specialPackCount: 4,
      },
    ]);
    expect(kitchen.ask("nutrition-label", { serviceDate: PLAN_DATE })).toMatchObject([
      { recipientCategory: "primary-1-3", portionCount: 100, dishNames: ["Nasi", "Telur rebus"] },
      { recipientCategory: "primary-4-6", portionCount: 50 },
    ]);
  });
});
