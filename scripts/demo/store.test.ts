import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import facts from "#resources/demo/store-facts.json" with { type: "json" };
import { addItem, defineStoragePlace, issueStock } from "#domains/inventory/commands.ts";
import { addIngredient } from "#domains/menu/ingredient-commands.ts";
import { planMenuDay, saveRecipe } from "#domains/menu/menu-commands.ts";
import { addSupplier, draftOrder } from "#domains/procurement/commands.ts";
import { createIdFactory } from "#kernel/ids.ts";
import { amountOf } from "#kernel/quantity.ts";
import { demoDayGroups, demoMenu } from "./menu.ts";
import { demoDayPlan, plannedPeopleCount } from "./plan.ts";
import { demoStore } from "./store.ts";

// The kitchen's own files lie beside the project where they are at hand; the table kept here must say what they say.
const WORKBOOK = "../shared/data/ingredients-mbg-v14.json";

let tick = 0;
const makeId = createIdFactory({
  nowMs: () => 1_780_000_000_000,
  fillRandom: (bytes) => {
    tick += 1;
    bytes.fill(tick % 256);
    bytes[0] = tick >> 8;
  },
});
const plan = demoDayPlan({ serviceDate: "2026-11-21", timeZone: "Asia/Makassar", makeId });
const menu = demoMenu(makeId);
const store = demoStore(menu, plan.batches, makeId);

describe("the demo's menu and store room", () => {
  it("are bodies the kitchen would accept", () => {
    const issuesOf = (body: { safeParse(value: unknown): { readonly error?: unknown } }, values: readonly unknown[]) =>
      values.flatMap((value) => body.safeParse(value).error ?? []);
    expect([
      ...issuesOf(addIngredient.body, menu.foods),
      ...issuesOf(
        saveRecipe.body,
        menu.recipes.map((recipe) => ({ ...recipe, basedOnVersion: 0 })),
      ),
      ...issuesOf(planMenuDay.body, [
        { serviceDate: plan.serviceDate, menuId: menu.menuId, groups: demoDayGroups(plan), substitutes: [] },
      ]),
      ...issuesOf(defineStoragePlace.body, store.places),
      ...issuesOf(addItem.body, store.items),
      ...issuesOf(
        addSupplier.body,
        store.orders.map(({ supplier }) => {
          const { supplierId, name, kind, itemCategories } = supplier;
          return { supplierId, name, kind, itemCategories, certificates: [] };
        }),
      ),
      ...issuesOf(
        draftOrder.body,
        store.orders.map(({ orderId, supplier: { supplierId }, lines }) => {
          return { orderId, supplierId, neededDate: plan.serviceDate, method: "direct", lines };
        }),
      ),
      ...issuesOf(
        issueStock.body,
        plan.batches.map((batch) => {
          return {
            issueId: makeId("issue"),
            batchId: batch.batchId,
            purpose: "cooking",
            lines: store.needsOf(batch).map(({ item, quantity }) => ({ itemId: item.itemId, quantity })),
          };
        }),
      ),
    ]).toEqual([]);
  });

  it("serve everybody of the plan and order every food once, enough for all kloter", () => {
    const packCount = plan.batches.reduce((sum, batch) => sum + batch.specialPackCount, 0);
    const servedCount = demoDayGroups(plan).reduce((sum, group) => sum + group.portionCount, 0);
    expect(servedCount + packCount).toBe(plannedPeopleCount(plan));

    const ordered = store.orders.flatMap(({ lines }) => lines);
    expect(ordered.map(({ itemId }) => itemId).toSorted()).toEqual(store.items.map(({ itemId }) => itemId).toSorted());
    const needs = plan.batches.flatMap((batch) => store.needsOf(batch));
    for (const { itemId, quantity } of ordered) {
      const needed = needs
        .filter(({ item }) => item.itemId === itemId)
        .reduce((sum, need) => sum + amountOf(need.quantity), 0);
      expect(needed).toBeGreaterThan(0);
      expect(amountOf(quantity)).toBeGreaterThanOrEqual(needed);
    }
  });

  it("leave one thing low after the night, and say of what is invented that it is", () => {
    const low = store.items.filter(({ minQuantity }) => minQuantity !== null);
    expect(low.map(({ name }) => name)).toEqual(["Minyak"]);
    for (const { supplier } of store.orders) expect(supplier.name).toContain("rekaan");
    expect(menu.name).toContain("rekaan");
    expect(facts.invented.note).toContain("Rekaan");
    expect(facts.invented.shelfLifeNote).toContain("Rekaan");
  });

  it("take figures and prices from the kitchen's workbook where it is at hand", () => {
    if (!existsSync(WORKBOOK)) {
      // A clone on its own has nothing to compare with: the table is then the only source, and must name its own.
      expect(facts.source.foods).toContain("MBG PUNYA CERITA");
      return;
    }
    const workbook = JSON.parse(readFileSync(WORKBOOK, "utf8")) as {
      readonly ingredients: readonly {
        readonly code: string;
        readonly reference_price: number;
        readonly edible_portion_percent: number;
        readonly nutritions: { readonly energy: number };
      }[];
    }; // the file's documented shape
    for (const { ingredientCode, referencePrice, edibleBp, nutrition } of facts.foods) {
      const row = workbook.ingredients.find(({ code }) => code === ingredientCode);
      expect(referencePrice.amountIdr).toBe(row?.reference_price);
      expect(edibleBp).toBe(Math.round((row?.edible_portion_percent ?? 0) * 100));
      expect(nutrition.energyKcal).toBe(row?.nutritions.energy);
    }
  });
});
