import fc from "fast-check";
import { expect, it } from "vitest";
import { amountFromText, deskUnit, textFromAmount } from "./amount-text.ts";

const kg = deskUnit("g");
const pieces = deskUnit("pcs");

it("an amount at a desk is written with a comma, thousands with points", () => {
  expect(amountFromText("12,5", kg)).toBe(12_500);
  expect(amountFromText(" 1.250 ", kg)).toBe(1_250_000);
  expect(amountFromText("0,005", kg)).toBe(5);
  expect(amountFromText("1.250", pieces)).toBe(1_250);
});

it("what could be read in two ways, or is no figure, is refused", () => {
  expect(["12.5", "1,5,2", "1.25", "abc", "", "1e3", "-4", "0x10"].map((text) => amountFromText(text, kg))).toEqual(
    Array.from({ length: 8 }, () => null),
  );
  expect(amountFromText("2,5", pieces)).toBeNull();
});

it("a correction may take away", () => {
  expect(amountFromText("-0,25", kg, true)).toBe(-250);
  expect(amountFromText("-0", kg, true)).toBe(0);
});

it("what is written is read as the same", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -9_999_999, max: 9_999_999 }),
      (amount) => amountFromText(textFromAmount(amount, kg), kg, true) === amount,
    ),
  );
});
