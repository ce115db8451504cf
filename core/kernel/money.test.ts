import fc from "fast-check";
import { expect, test } from "vitest";
import { compareUnitPrices, idrOfFraction, idrOfQuantity, idrRounded, idrRoundedDown } from "./money.ts";

test("half a day of an odd rate loses its half rupiah", () => {
  expect(idrRoundedDown([{ amountIdr: 100_001, timesCount: 23, perCount: 2 }])).toBe(1_150_011);
});

test("two halves of a rupiah are one: the sum is rounded, not its parts", () => {
  const half = { amountIdr: 1, timesCount: 1, perCount: 2 };
  expect(idrRoundedDown([half])).toBe(0);
  expect(idrRoundedDown([half, half])).toBe(1);
});

test("nothing is nothing", () => {
  expect(idrRoundedDown([])).toBe(0);
});

test("a rate times milliseconds beyond what a number holds stays exact", () => {
  // 999 999 999 × 3 600 001 is above 2^53 parts of a rupiah in one hour.
  expect(idrRoundedDown([{ amountIdr: 999_999_999, timesCount: 3_600_001, perCount: 3_600_000 }])).toBe(1_000_000_276);
});

test("the sum lies less than one rupiah below the exact one", () => {
  const share = fc.record({
    amountIdr: fc.nat(1_000_000),
    timesCount: fc.nat(1_000),
    perCount: fc.integer({ min: 1, max: 1_000 }),
  });
  fc.assert(
    fc.property(fc.array(share, { maxLength: 4 }), (shares) => {
      const exactIdr = shares.reduce((sum, each) => sum + (each.amountIdr * each.timesCount) / each.perCount, 0);
      const lostIdr = exactIdr - idrRoundedDown(shares);
      expect(lostIdr).toBeGreaterThan(-0.001);
      expect(lostIdr).toBeLessThan(1.001);
    }),
  );
});

test("a negative share is a bug", () => {
  expect(() => idrRoundedDown([{ amountIdr: -1, timesCount: 1, perCount: 1 }])).toThrow("not negative");
});

test("goods cost the nearest rupiah, half of one upwards", () => {
  expect(idrRounded([{ amountIdr: 1, timesCount: 1, perCount: 2 }])).toBe(1);
  expect(idrRounded([{ amountIdr: 1, timesCount: 49, perCount: 100 }])).toBe(0);
  expect(idrRounded([])).toBe(0);
  // 333 g of rice at Rp 14.500 a kilogram is Rp 4.828,50.
  expect(idrOfQuantity({ unit: "g", massG: 333 }, { amountIdr: 14_500, per: { unit: "g", massG: 1_000 } })).toBe(4_829);
});

test("a sack and a gram of the same price are the same price", () => {
  const bySack = { amountIdr: 350_000, per: { unit: "g", massG: 25_000 } } as const;
  const byGram = { amountIdr: 14, per: { unit: "g", massG: 1 } } as const;
  expect(compareUnitPrices(bySack, byGram)).toBe(0);
  expect(compareUnitPrices({ ...bySack, amountIdr: 350_001 }, byGram)).toBe(1);
  expect(compareUnitPrices({ ...bySack, amountIdr: 349_999 }, byGram)).toBe(-1);
});

test("rounding to the nearest is never more than half a rupiah off the sum rounded down and up", () => {
  const share = fc.record({
    amountIdr: fc.nat(1_000_000),
    timesCount: fc.nat(1_000),
    perCount: fc.integer({ min: 1, max: 1_000 }),
  });
  fc.assert(
    fc.property(fc.array(share, { maxLength: 6 }), (shares) => {
      const down = idrRoundedDown(shares);
      const nearest = idrRounded(shares);
      expect(nearest === down || nearest === down + 1).toBe(true);
      const twice = idrRoundedDown([...shares, ...shares]);
      // Twice the exact sum is odd exactly where the half rupiah was passed.
      expect(nearest - down).toBe(twice - 2 * down);
    }),
  );
});

test("a fraction of rupiah goes to the nearest, half of one upwards", () => {
  expect([1n, 2n, 3n, 4n, 5n].map((sixths) => idrOfFraction(sixths, 6n))).toEqual([0, 0, 1, 1, 1]);
  expect(idrOfFraction(0n, 7n)).toBe(0);
  expect(() => idrOfFraction(-1n, 7n)).toThrow("not negative");
});
