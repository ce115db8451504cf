import { expect, it } from "vitest";
import { quantityOf } from "#kernel/quantity.ts";
import { stockWords } from "./stock-look.ts";

const row = {
  state: "enough",
  isMinimumSet: true,
  expired: quantityOf("g", 0),
  nextExpiryDate: null,
  localDate: "2026-11-21",
  tellDayCount: 3,
} as const;

it("stock says how much there is, then what is about to spoil; the gravest first", () => {
  expect(stockWords(row)).toEqual(["enough"]);
  expect(stockWords({ ...row, state: "plenty" })).toEqual(["enough"]);
  expect(stockWords({ ...row, state: "out", expired: quantityOf("g", 5) })).toEqual(["expired", "out"]);
  expect(stockWords({ ...row, state: "low", nextExpiryDate: "2026-11-24" })).toEqual(["low", "expiring"]);
  expect(stockWords({ ...row, nextExpiryDate: "2026-11-25" })).toEqual(["enough"]);
  expect(stockWords({ ...row, nextExpiryDate: "2026-11-21" })).toEqual(["expiring", "enough"]);
});

it("nothing is called enough where nobody said how much must be there", () => {
  expect(stockWords({ ...row, isMinimumSet: false })).toEqual([]);
  expect(stockWords({ ...row, isMinimumSet: false, state: "out" })).toEqual(["out"]);
});
