import { expect, it } from "vitest";
import type { MenuDayFiguresRow } from "#domains/menu/menu-queries.ts";
import { ingredientLine, recipeOf } from "#tests/kit/menu-facts.ts";
import { quantityOf } from "#kernel/quantity.ts";
import { createStockKitchen, STOCK_DATE } from "#tests/kit/stock-kitchen.ts";
import { PLAN_DATE } from "#tests/kit/production-plan.ts";

it("reckons a food at its stock average, else what was asked in the market, else its reference", async () => {
  const kitchen = createStockKitchen();
  const riceId = await kitchen.addFood("Beras");
  const rice = await kitchen.saveRecipe(recipeOf("Nasi", [ingredientLine(riceId, [5_000, 8_000])]));
  await kitchen.planDay(await kitchen.addMenu("Menu 1", [rice]));
  // 9,000 g for 100 small and 50 large portions.
  const food = () => {
    const row = (kitchen.ask("menu-day-figures", { serviceDate: PLAN_DATE }) as readonly MenuDayFiguresRow[])[0];
    const { priceSource, amountIdr } = row?.foods[0] ?? {};
    return [priceSource, amountIdr];
  };
  expect(food()).toEqual(["reference", 90_000]);
  const item = await kitchen.item({ name: "Beras", ingredientId: riceId, category: "seasoning" });
  expect(food()).toEqual(["reference", 90_000]);
  await kitchen.accepted("record-price-survey", {
    surveyId: kitchen.makeId("survey"),
    surveyDate: STOCK_DATE,
    quotes: [12_500, 12_000, 13_000].map((amountIdr, index) => ({
      itemId: item.itemId,
      place: `Pasar ${index + 1}`,
      unitPrice: { amountIdr, per: quantityOf("g", 1_000) },
    })),
  });
  expect(food()).toEqual(["survey", 108_000]);
  await kitchen.receive(item, { amount: 20_000, priceIdr: 14_000, placeId: await kitchen.place() });
  expect(food()).toEqual(["moving-average", 126_000]);
  kitchen.rebuildAndCompare();
  kitchen.close();
});
