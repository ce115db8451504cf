import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { IngredientId, MenuId, RecipeId } from "#domains/menu/ids.ts";
import { ingredientLine, recipeOf } from "#tests/kit/menu-facts.ts";
import { createMenuKitchen, MENU_APPROVER, SMALL_DAY, type MenuKitchen } from "#tests/kit/menu-kitchen.ts";
import { dishRunIdOf, FRUIT, PLAN_DATE, plannedBatch, plannedRun } from "#tests/kit/production-plan.ts";
import { batchInFull } from "#main/domains/production/queries.ts";
import { menuDayNow } from "./queries.ts";

let kitchen: MenuKitchen;
let chickenId: IngredientId;
let eggId: IngredientId;
let bananaId: IngredientId;
let curryId: RecipeId;
let bananasId: RecipeId;
let menuId: MenuId;

const HOT = plannedRun(1);
const curry = (large = 6_000) => ({
  ...recipeOf("Ayam bumbu", [ingredientLine(chickenId, [4_000, large])]),
  recipeCode: HOT.recipeCode,
  steps: [{ stepNumber: 1, instruction: "Rebus ayam", isControlPoint: true, ingredientIds: [chickenId] }],
});

beforeEach(async () => {
  kitchen = createMenuKitchen();
  chickenId = await kitchen.addFood("Ayam");
  eggId = await kitchen.addFood("Telur", { allergens: ["egg"] });
  bananaId = await kitchen.addFood("Pisang");
  curryId = await kitchen.saveRecipe(curry());
  bananasId = await kitchen.saveRecipe({
    ...recipeOf("Pisang", [ingredientLine(bananaId, [10_000, 10_000])]),
    recipeCode: FRUIT.recipeCode ?? "",
    component: "fruit",
    holdClass: "fruit",
    temperatureClass: "ambient",
  });
  menuId = await kitchen.addMenu("Menu 1", [curryId, bananasId]);
});
afterEach(() => {
  kitchen.rebuildAndCompare();
  kitchen.close();
});

const planBatch = () => kitchen.submit("plan-batch", { ...plannedBatch(), serviceDate: PLAN_DATE });
const current = (serviceDate = PLAN_DATE) => menuDayNow(kitchen.store.reader, serviceDate);

describe("planning a batch in a kitchen that serves menus", () => {
  it("waits until the day's menu is approved", async () => {
    const refusal = { kind: "rejected", rejection: { code: "menu-day-not-approved", serviceDate: PLAN_DATE } };
    expect(await planBatch()).toMatchObject(refusal);
    await kitchen.planDay(menuId);
    expect(await planBatch()).toMatchObject(refusal);
    await kitchen.approveDay();
    expect(await planBatch()).toMatchObject({ kind: "accepted" });
  });

  it("takes amounts and steps from the approved recipes, whatever the plan wrote", async () => {
    await kitchen.planDay(menuId);
    await kitchen.approveDay();
    await planBatch();
    const batch = batchInFull(kitchen.store.reader, plannedBatch().batchId);
    expect(batch?.plan.menuDayRevision).toBe(1);
    expect(batch?.plan.dishRuns[0]).toMatchObject({
      dishRunId: dishRunIdOf(11),
      recipeId: curryId,
      recipeVersion: 1,
      dishName: "Ayam bumbu",
      ingredients: [{ name: "Ayam", ingredientId: chickenId, quantities: { large: { massG: 6_000 } } }],
      steps: [{ instruction: "Rebus ayam", ingredientNames: ["Ayam"] }],
    });
  });

  it("takes only what the menu serves", async () => {
    const onlyBananas = await kitchen.addMenu("Menu 2", [bananasId]);
    await kitchen.planDay(onlyBananas);
    await kitchen.approveDay();
    expect(await planBatch()).toMatchObject({ rejection: { code: "dish-not-on-menu" } });
  });

  it("asks nothing while no menu is served", async () => {
    await kitchen.accepted("deactivate-menu", { menuId });
    expect(await planBatch()).toMatchObject({ kind: "accepted" });
  });
});

describe("a menu day", () => {
  it("keeps the versions it was planned with, whatever is saved later", async () => {
    await kitchen.planDay(menuId);
    await kitchen.approveDay();
    await kitchen.saveRecipe(curry(9_000), { recipeId: curryId, version: 1 });
    expect(current()?.dishes[0]).toMatchObject({
      recipeId: curryId,
      version: 1,
      lines: [{ amounts: { large: 6_000 } }],
    });
  });

  it("is approved by another person, with a reason where an allergen has no substitute", async () => {
    const omelette = await kitchen.saveRecipe(recipeOf("Telur dadar", [ingredientLine(eggId, [5_000, 5_000])]));
    const eggs = await kitchen.addMenu("Menu telur", [omelette, bananasId]);
    await kitchen.planDay(eggs);
    await kitchen.accepted("submit-menu-day", { serviceDate: PLAN_DATE, revision: 1 });
    const approving = { serviceDate: PLAN_DATE, revision: 1 };
    expect(await kitchen.submit("approve-menu-day", approving)).toMatchObject({ rejection: { code: "own-work" } });
    const silent = await kitchen.submit("approve-menu-day", approving, { as: MENU_APPROVER });
    expect(silent).toMatchObject({ rejection: { code: "reason-required" } });
    await kitchen.accepted("return-menu-day", { ...approving, reason: "Tambah pengganti" }, { as: MENU_APPROVER });
    await kitchen.planDay(eggs, { substitutes: [{ allergen: "egg", recipeId: curryId, specialPackCount: 3 }] });
    await kitchen.approveDay();
    expect(current()?.dishes.map((dish) => dish.recipe.dishName)).toEqual(["Telur dadar", "Pisang", "Ayam bumbu"]);
  });

  it("stays in force until its revision is approved", async () => {
    await kitchen.planDay(menuId);
    await kitchen.approveDay();
    const omelette = await kitchen.saveRecipe(recipeOf("Telur dadar", [ingredientLine(eggId, [5_000, 5_000])]));
    await kitchen.accepted("revise-menu-day", {
      serviceDate: PLAN_DATE,
      revision: 1,
      changes: { substitutions: [{ recipeId: curryId, byRecipeId: omelette }] },
      reason: "Ayam tidak datang",
    });
    expect(current()).toMatchObject({ revision: 1, dishes: [{ recipeId: curryId }, { recipeId: bananasId }] });
    await kitchen.approveDay(2);
    expect(current()).toMatchObject({ revision: 2, dishes: [{ recipeId: omelette }, { recipeId: bananasId }] });
  });

  it("is not submitted while a food has no figures or no price", async () => {
    const unknownId = await kitchen.addFood("Daun rahasia", { nutrition: undefined, referencePrice: undefined });
    const soup = await kitchen.saveRecipe(recipeOf("Sayur", [ingredientLine(unknownId, [100, 100])]));
    await kitchen.planDay(await kitchen.addMenu("Menu sayur", [soup]));
    const submitting = { serviceDate: PLAN_DATE, revision: 1 };
    expect(await kitchen.submit("submit-menu-day", submitting)).toMatchObject({
      rejection: { code: "nutrition-missing", ingredientIds: [unknownId] },
    });
  });

  it("keeps its menu from being put away", async () => {
    await kitchen.planDay(menuId);
    expect(await kitchen.submit("archive-menu", { menuId })).toMatchObject({
      rejection: { code: "menu-in-use", serviceDates: [PLAN_DATE] },
    });
  });

  it("is copied a week on, past days that have one", async () => {
    await kitchen.planDay(menuId);
    await kitchen.planDay(menuId, { serviceDate: "2026-11-23" });
    await kitchen.planDay(menuId, { serviceDate: "2026-11-30" });
    const copying = { fromDate: "2026-11-21", toDate: "2026-11-28" };
    const { result } = await kitchen.accepted("copy-menu-week", copying);
    expect(result).toEqual({ copiedCount: 1 });
    expect(await kitchen.submit("copy-menu-week", copying)).toMatchObject({ rejection: { code: "nothing-to-copy" } });
    await kitchen.accepted("submit-menu-day", { serviceDate: "2026-11-28", revision: 1 });
  });

  it("locks once the first batch has begun: only what is not cooking is exchanged", async () => {
    await kitchen.planDay(menuId);
    await kitchen.approveDay();
    await planBatch();
    const cook = await kitchen.addCook("Rudi");
    const { batchId } = plannedBatch();
    await kitchen.accepted("assign-task", { batchId, staffId: cook, taskKind: "lead-cook" });
    await kitchen.accepted("start-preparation", { batchId });
    const revising = { serviceDate: PLAN_DATE, revision: 1, reason: "Habis" };
    expect(await kitchen.submit("revise-menu-day", { ...revising, changes: { menuId } })).toMatchObject({
      rejection: { code: "wrong-state", state: "locked" },
    });
    kitchen.clock.advance(4 * 3_600_000);
    await kitchen.accepted("start-cooking", { batchId, dishRunId: dishRunIdOf(11) });
    const omelette = await kitchen.saveRecipe(recipeOf("Telur dadar", [ingredientLine(eggId, [5_000, 5_000])]));
    const exchange = (recipeId: RecipeId) => ({
      ...revising,
      changes: { substitutions: [{ recipeId, byRecipeId: omelette }], groups: SMALL_DAY },
    });
    expect(await kitchen.submit("revise-menu-day", exchange(curryId))).toMatchObject({
      rejection: { code: "dish-already-cooking", dishName: "Ayam bumbu" },
    });
    expect(await kitchen.submit("revise-menu-day", exchange(bananasId))).toMatchObject({ kind: "accepted" });
  });
});
