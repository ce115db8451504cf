import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { grams } from "#tests/kit/procurement-facts.ts";
import { isAboveLimit, isPerishable, lineStandings, priceLimit, receivedState, type LineStanding } from "./rules.ts";
import { supplierScore, type ScoredReceipt, type ScoreFigures } from "./score.ts";

const at = (amountIdr: number, massG = 1_000) => ({ amountIdr, per: grams(massG) });

describe("how an order stands", () => {
  test("ordered and over are kept, returned and open together, whatever was delivered", () => {
    const item = fc.record({
      orderedAmount: fc.integer({ min: 1, max: 1_000_000 }),
      deliveries: fc.array(
        fc.record({ accepted: fc.nat(500_000), rejected: fc.nat(500_000), returnedShareBp: fc.nat(10_000) }),
        { maxLength: 8 },
      ),
    });
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 6 }), (items) => {
        const ordered = items.map(({ orderedAmount }, index) => ({
          itemId: `i${String(index)}`,
          quantity: grams(orderedAmount),
        }));
        const arrived = items.map(({ deliveries }, index) => {
          const sum = (of: (one: (typeof deliveries)[number]) => number) =>
            deliveries.reduce((total, one) => total + of(one), 0);
          return {
            itemId: `i${String(index)}`,
            accepted: grams(sum((one) => one.accepted)),
            rejected: grams(sum((one) => one.rejected)),
            returned: grams(sum((one) => Math.floor((one.accepted * one.returnedShareBp) / 10_000))),
          };
        });
        const standings = lineStandings(ordered, arrived);
        for (const line of standings) {
          expect(line.orderedAmount + line.overAmount).toBe(line.keptAmount + line.returnedAmount + line.openAmount);
          expect(line.keptAmount).toBeGreaterThanOrEqual(0);
          expect(line.openAmount === 0 || line.overAmount === 0).toBe(true);
        }
        const state = receivedState(standings);
        expect(state === "full" || state === "over").toBe(standings.every((line) => line.openAmount === 0));
      }),
    );
  });

  const line = (more: Partial<LineStanding>): LineStanding => ({
    itemId: "i",
    orderedAmount: 10,
    acceptedAmount: 0,
    rejectedAmount: 0,
    returnedAmount: 0,
    keptAmount: 0,
    openAmount: 10,
    overAmount: 0,
    ...more,
  });
  const full = line({ acceptedAmount: 10, keptAmount: 10, openAmount: 0 });
  const over = line({ acceptedAmount: 12, keptAmount: 12, openAmount: 0, overAmount: 2 });

  test("is none, partial, full or over, and too much of one does not hide too little of another", () => {
    expect(receivedState([line({}), line({ rejectedAmount: 10 })])).toBe("none");
    expect(receivedState([full, line({})])).toBe("partial");
    expect(receivedState([over, line({})])).toBe("partial");
    expect(receivedState([full, full])).toBe("full");
    expect(receivedState([full, over])).toBe("over");
  });
});

describe("what a price is held against", () => {
  test("is the lower of reference and survey, in whatever unit each was given", () => {
    expect(priceLimit({ referencePrice: null, surveyPrice: null })).toBeNull();
    expect(priceLimit({ referencePrice: at(14_000), surveyPrice: at(345_000, 25_000) })).toEqual({
      limit: at(345_000, 25_000),
      basis: "survey",
    });
    expect(priceLimit({ referencePrice: at(14_000), surveyPrice: at(350_000, 25_000) })?.basis).toBe("reference");
  });

  test("a sack and a gram are compared exactly", () => {
    expect(isAboveLimit(at(385_000, 25_000), at(14_000), 1_000)).toBe(false);
    expect(isAboveLimit(at(385_001, 25_000), at(14_000), 1_000)).toBe(true);
  });
});

test("frozen chicken keeps, fresh chicken and spinach do not, rice does", () => {
  expect(isPerishable({ category: "animal-protein", storageKind: "frozen" })).toBe(false);
  expect(isPerishable({ category: "animal-protein", storageKind: "chilled" })).toBe(true);
  expect(isPerishable({ category: "vegetable", storageKind: "dry" })).toBe(true);
  expect(isPerishable({ category: "staple", storageKind: "dry" })).toBe(false);
});

describe("a supplier's score", () => {
  const figures: ScoreFigures = {
    onTimeBp: 4_000,
    acceptedBp: 4_000,
    completeBp: 2_000,
    receiptCount: 20,
    receiptMinCount: 3,
  };
  const good: ScoredReceipt = {
    receivedDate: "2026-11-20",
    neededDate: "2026-11-20",
    lines: [{ deliveredAmount: 100, acceptedAmount: 100 }],
    owed: [{ owedAmount: 100, broughtAmount: 100 }],
  };

  test("is unknown under three deliveries", () => {
    expect(supplierScore([good, good], figures)).toEqual({
      receiptCount: 2,
      scoreBp: null,
      onTimeBp: null,
      acceptedBp: null,
      completeBp: null,
    });
  });

  test("weighs lateness, refused goods and short deliveries 40, 40 and 20", () => {
    const late = { ...good, receivedDate: "2026-11-21" };
    const refused = { ...good, lines: [{ deliveredAmount: 100, acceptedAmount: 40 }] };
    const short = { ...good, owed: [{ owedAmount: 100, broughtAmount: 50 }] };
    expect(supplierScore([late, refused, short, good], figures)).toEqual({
      receiptCount: 4,
      onTimeBp: 7_500,
      acceptedBp: 8_500,
      completeBp: 8_750,
      scoreBp: 8_150,
    });
  });

  test("looks at the newest twenty only", () => {
    const late = { ...good, receivedDate: "2026-12-01" };
    const many = [...Array.from({ length: 20 }, () => good), late, late];
    expect(supplierScore(many, figures)).toMatchObject({ receiptCount: 20, scoreBp: 10_000 });
  });
});
