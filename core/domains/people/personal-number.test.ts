import { describe, expect, test } from "vitest";
import fc from "fast-check";
import {
  isNumberTrivial,
  isNumberWellFormed,
  numberFromSerial,
  NUMBER_DIGITS_COUNT,
  NUMBER_SERIALS_COUNT,
} from "./personal-number.ts";

const serial = fc.integer({ min: 0, max: NUMBER_SERIALS_COUNT - 1 });

describe("personal numbers", () => {
  test("every serial gives six digits whose last one fits", () => {
    fc.assert(
      fc.property(serial, (value) => {
        const number = numberFromSerial(value);
        expect(number).toMatch(/^\d{6}$/);
        expect(isNumberWellFormed(number)).toBe(true);
      }),
    );
  });

  test("any two numbers differ in at least two digits", () => {
    fc.assert(
      fc.property(serial, serial, (left, right) => {
        fc.pre(left !== right);
        expect(differingDigitsCount(numberFromSerial(left), numberFromSerial(right))).toBeGreaterThanOrEqual(2);
      }),
    );
  });

  test("a number with one digit mistyped is nobody's, for each of its 54 mistypings", () => {
    fc.assert(
      fc.property(serial, (value) => {
        const number = numberFromSerial(value);
        for (let place = 0; place < NUMBER_DIGITS_COUNT; place += 1) {
          for (const digit of "0123456789") {
            const typed = number.slice(0, place) + digit + number.slice(place + 1);
            expect(isNumberWellFormed(typed)).toBe(typed === number);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  test("two neighbouring digits swapped are nobody's number", () => {
    fc.assert(
      fc.property(serial, fc.integer({ min: 0, max: NUMBER_DIGITS_COUNT - 2 }), (value, place) => {
        const number = numberFromSerial(value);
        const swapped =
          number.slice(0, place) + number.charAt(place + 1) + number.charAt(place) + number.slice(place + 2);
        expect(isNumberWellFormed(swapped)).toBe(swapped === number);
      }),
    );
  });

  test.each([
    "000000",
    "111111",
    "121212",
    "112211",
    "123123",
    "012345",
    "123456",
    "234561",
    "654321",
    "987654",
    "901234",
  ])("%s is too easy to guess", (number) => {
    expect(isNumberTrivial(number)).toBe(true);
  });

  test.each(["483917", "100352", "570246", "918273"])("%s is not", (number) => {
    expect(isNumberTrivial(number)).toBe(false);
  });

  test("more than 98 of 100 numbers may be given", () => {
    let trivialCount = 0;
    for (let value = 0; value < NUMBER_SERIALS_COUNT; value += 1) {
      if (isNumberTrivial(numberFromSerial(value))) trivialCount += 1;
    }
    expect(trivialCount).toBeLessThan(NUMBER_SERIALS_COUNT * 0.02);
  });
});

function differingDigitsCount(left: string, right: string): number {
  return Array.from(left).filter((digit, place) => digit !== right[place]).length;
}
