import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { present } from "#kernel/assert.ts";
import { quantityOf } from "#kernel/quantity.ts";
import type { KeypadKey } from "#renderer/ui/keypad.tsx";
import {
  amountAfter,
  amountUnits,
  baseAmountFrom,
  entryFromAmount,
  givenFrom,
  measures,
  shelfUnits,
  type AmountUnit,
} from "./amount-entry.ts";

const rice = {
  baseUnit: "g",
  purchaseUnits: [{ code: "sak", label: "Sak 25 kg", quantity: quantityOf("g", 25_000) }],
} as const;
const [kg, g] = measures("g") as readonly [AmountUnit, AmountUnit]; // two measures of a mass
const sack = present(amountUnits(rice)[0], "the sack");
const typed = (keys: string, unit: AmountUnit) =>
  keys.split("").reduce((entry, key) => amountAfter(entry, (key === "," ? "decimal" : key) as KeypadKey, unit), ""); // digits and the mark

describe("an amount on the keypad", () => {
  it("offers the packs an item comes in before its measures", () => {
    expect(amountUnits(rice).map(({ code }) => code)).toEqual(["pack:sak", "kg", "g"]);
    expect(shelfUnits(rice).map(({ code }) => code)).toEqual(["kg", "g", "pack:sak"]);
    expect(amountUnits({ baseUnit: "pcs", purchaseUnits: [] }).map(({ code }) => code)).toEqual(["pcs"]);
  });

  it("is whole grams whatever the decimals", () => {
    expect(baseAmountFrom(typed("0,29", kg), kg)).toBe(290);
    expect(baseAmountFrom(typed("12,5", kg), kg)).toBe(12_500);
    expect(baseAmountFrom(typed(",005", kg), kg)).toBe(5);
    expect(baseAmountFrom(typed("1,23456", kg), kg)).toBe(1_234);
    expect(baseAmountFrom(typed("850", g), g)).toBe(850);
    expect(baseAmountFrom("", kg)).toBeNull();
  });

  it("takes no mark where the unit is whole, and no leading noughts", () => {
    expect(typed("3,5", sack)).toBe("35");
    expect(typed("007", kg)).toBe("7");
    expect(typed("1234567", g)).toBe("123456");
  });

  it("sends packs as packs and measures as base units", () => {
    expect(givenFrom("4", sack, "g")).toEqual({ unit: "purchase-unit", code: "sak", unitCount: 4 });
    expect(givenFrom("4,25", kg, "g")).toEqual({ unit: "g", massG: 4_250 });
    expect(givenFrom("", kg, "g")).toBeNull();
  });

  it("writes a known amount in a unit only where it is exact", () => {
    expect(entryFromAmount(50_000, sack)).toBe("2");
    expect(entryFromAmount(60_000, sack)).toBeNull();
    expect(entryFromAmount(60_500, kg)).toBe("60,5");
    fc.assert(
      fc.property(
        fc.nat(9_999_999),
        (amount) => baseAmountFrom(present(entryFromAmount(amount, kg), "kg"), kg) === amount,
      ),
    );
  });
});
