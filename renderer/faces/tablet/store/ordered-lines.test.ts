import { expect, it } from "vitest";
import { quantityOf } from "#kernel/quantity.ts";
import { orderedLines } from "./use-delivery.ts";

const order = {
  lines: [
    {
      lineId: "order_line_1",
      itemId: "item_1",
      itemName: "Beras premium",
      purchaseUnitCode: null,
      ordered: quantityOf("g", 100_000),
      accepted: quantityOf("g", 25_000),
      open: quantityOf("g", 75_000),
    },
  ],
};
const told = (amount: number, itemId = "item_1") => ({ itemId: itemId as never, accepted: quantityOf("g", amount) });

it("what is told of a delivery is no longer open, and never less than nothing", () => {
  const openOf = (...lines: readonly ReturnType<typeof told>[]) => orderedLines(order, lines)[0]?.open;
  expect(openOf()).toEqual(quantityOf("g", 75_000));
  expect(openOf(told(25_000), told(10_000), told(5_000, "item_2"))).toEqual(quantityOf("g", 40_000));
  expect(openOf(told(80_000))).toEqual(quantityOf("g", 0));
  expect(orderedLines(undefined, [])).toEqual([]);
});
