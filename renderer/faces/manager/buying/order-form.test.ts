import { describe, expect, test } from "vitest";
import {
  lineProblem,
  linesTotalIdr,
  orderLineFrom,
  textFromThousandths,
  thousandthsFromText,
  typedFromLine,
  type OrderableItem,
  type TypedLine,
} from "./order-form.ts";

const RICE: OrderableItem = {
  itemId: "item_rice",
  itemName: "Beras",
  baseUnit: "g",
  purchaseUnits: [{ code: "sak-25", label: "sak 25 kg", quantity: { unit: "g", massG: 25_000 } }],
};
const EGG: OrderableItem = { itemId: "item_egg", itemName: "Telur", baseUnit: "pcs", purchaseUnits: [] };
const line = (more: Partial<TypedLine>): TypedLine => ({
  lineId: "order_line_1",
  itemId: RICE.itemId,
  unitCode: "",
  count: "12,5",
  price: "14.500",
  neededForDate: "",
  ...more,
});

describe("an order line as it is typed", () => {
  test("amounts are read as people write them, and nothing else is", () => {
    expect(thousandthsFromText("12,5")).toBe(12_500);
    expect(thousandthsFromText("1.250")).toBe(1_250_000);
    expect(thousandthsFromText("1250")).toBe(1_250_000);
    for (const text of ["", "0", "-1", "1,2345", "1.25", "dua", "1e3"]) expect(thousandthsFromText(text)).toBeNull();
    expect(textFromThousandths(12_500)).toBe("12,5");
    expect(textFromThousandths(4_000)).toBe("4");
  });

  test("kilograms become grams and sacks their weight, the price staying with what it is for", () => {
    expect(orderLineFrom(line({}), [RICE])).toEqual({
      lineId: "order_line_1",
      itemId: "item_rice",
      quantity: { unit: "g", massG: 12_500 },
      unitPrice: { amountIdr: 14_500, per: { unit: "g", massG: 1_000 } },
    });
    const sacks = line({ unitCode: "sak-25", count: "4", price: "362.500", neededForDate: "2026-11-24" });
    expect(orderLineFrom(sacks, [RICE])).toEqual({
      lineId: "order_line_1",
      itemId: "item_rice",
      quantity: { unit: "g", massG: 100_000 },
      purchaseUnitCode: "sak-25",
      unitPrice: { amountIdr: 362_500, per: { unit: "g", massG: 25_000 } },
      neededForDate: "2026-11-24",
    });
  });

  test("half a sack and half an egg are not bought", () => {
    const half = line({ unitCode: "sak-25", count: "0,5" });
    expect(lineProblem(half, [half], [RICE])).toBe("count-needed");
    const egg = line({ itemId: EGG.itemId, count: "1,5" });
    expect(lineProblem(egg, [egg], [RICE, EGG])).toBe("count-needed");
  });

  test("says what is missing first, and refuses an item twice", () => {
    const empty = line({ itemId: "" });
    expect(lineProblem(empty, [empty], [RICE])).toBe("item-needed");
    const free = line({ price: "" });
    expect(lineProblem(free, [free], [RICE])).toBe("price-needed");
    const twin = line({ lineId: "order_line_2" });
    expect(lineProblem(twin, [line({}), twin], [RICE])).toBe("twice");
    expect(lineProblem(line({}), [line({})], [RICE])).toBeNull();
  });

  test("what the kitchen has is typed again as it was", () => {
    const typed = line({ unitCode: "sak-25", count: "4", price: "362500" });
    const read = orderLineFrom(typed, [RICE]);
    if (read === null) throw new Error("read");
    const row = { ...read, purchaseUnitCode: read.purchaseUnitCode ?? null, neededForDate: null };
    expect(typedFromLine(row, RICE)).toEqual(typed);
    expect(
      linesTotalIdr([typed, line({ lineId: "b", itemId: EGG.itemId, count: "10", price: "2.000" })], [RICE, EGG]),
    ).toBe(1_450_000 + 20_000);
  });
});
