import { describe, expect, it } from "vitest";
import { quantityOf } from "#kernel/quantity.ts";
import { fieldsFromItem, itemFromFields, NEW_ITEM, type ItemFields } from "./item-fields.ts";

const RICE: ItemFields = {
  ...NEW_ITEM,
  itemCode: "beras-01",
  name: " Beras premium ",
  packs: [{ label: "Sak 25 kg", amount: "25" }],
  min: "100",
  max: "1.250",
  shelfLife: "180",
};
const problemsOf = (part: Partial<ItemFields>) => {
  const read = itemFromFields({ ...RICE, ...part }, null);
  return read.ok ? {} : read.problems;
};

describe("an item as it is typed", () => {
  it("is told in base units, its code in capitals", () => {
    expect(itemFromFields(RICE, null)).toEqual({
      ok: true,
      item: {
        itemCode: "BERAS-01",
        name: "Beras premium",
        category: "staple",
        isFood: true,
        ingredientId: null,
        baseUnit: "g",
        purchaseUnits: [{ code: "sak-25-kg", label: "Sak 25 kg", quantity: quantityOf("g", 25_000) }],
        minQuantity: quantityOf("g", 100_000),
        maxQuantity: quantityOf("g", 1_250_000),
        storageKind: "dry",
        shelfLifeDayCount: 180,
      },
    });
  });

  it("comes back the same, and a pack keeps its code as long as it keeps its label", () => {
    const known = [{ code: "sak", label: "Sak 25 kg", quantity: quantityOf("g", 25_000) }];
    const read = itemFromFields(RICE, { purchaseUnits: known });
    if (!read.ok) throw new Error("well typed");
    expect(read.item.purchaseUnits).toEqual(known);
    const again = itemFromFields(
      fieldsFromItem({ ...read.item, itemId: `item_${"1".repeat(32)}` as never }),
      read.item,
    );
    expect(again).toEqual(read);
  });

  it("says beside which field something is wrong", () => {
    expect(problemsOf({ itemCode: "ada spasi" })).toEqual({ itemCode: "code" });
    expect(problemsOf({ name: " " })).toEqual({ name: "needed" });
    expect(problemsOf({ min: "seratus" })).toEqual({ min: "amount" });
    expect(problemsOf({ max: "99" })).toEqual({ max: "max-below-min" });
    expect(problemsOf({ shelfLife: "0" })).toEqual({ shelfLife: "days" });
    expect(problemsOf({ packs: [{ label: "Sak", amount: "0" }] })).toEqual({ packs: "pack" });
    const twice = [
      { label: "Sak", amount: "25" },
      { label: "sak", amount: "50" },
    ];
    expect(problemsOf({ packs: twice })).toEqual({ packs: "pack-twice" });
  });

  it("what is no food has no food category and no ingredient", () => {
    const read = itemFromFields({ ...RICE, isFood: false, ingredientId: `ingredient_${"1".repeat(32)}` }, null);
    expect(read).toMatchObject({ ok: true, item: { category: "other", ingredientId: null } });
  });
});
