import { expect, it } from "vitest";
import { quantityOf } from "#kernel/quantity.ts";
import { NEW_LINE, type LineDraft } from "./receipt-draft.ts";
import { lineFromDraft } from "./receipt-line-body.ts";

const placeId = `storage_place_${"1".repeat(32)}`;
const rice = {
  baseUnit: "g" as const,
  purchaseUnits: [{ code: "sak", label: "Sak 25 kg", quantity: quantityOf("g", 25_000) }],
};
const draft: LineDraft = {
  ...NEW_LINE,
  delivered: { unitCode: "pack:sak", digits: "4" },
  price: "350000",
  expiry: "051226",
};
const taken = { rejectedAmount: 0, rejectionCode: null };

it("sacks that came are told in grams, at the price of a sack", () => {
  expect(lineFromDraft({ draft, item: rice, placeId, verdict: taken })).toEqual({
    delivered: quantityOf("g", 100_000),
    accepted: quantityOf("g", 100_000),
    rejected: quantityOf("g", 0),
    unitPrice: { amountIdr: 350_000, per: quantityOf("g", 25_000) },
    expiryDate: "2026-12-05",
    storagePlaceId: placeId,
  });
});

it("what is refused is taken off, with its reason; the two always make what came", () => {
  const verdict = { rejectedAmount: 25_000, rejectionCode: "too-wet" } as const;
  expect(lineFromDraft({ draft, item: rice, placeId, verdict })).toMatchObject({
    delivered: quantityOf("g", 100_000),
    accepted: quantityOf("g", 75_000),
    rejected: quantityOf("g", 25_000),
    rejectionCode: "too-wet",
  });
});

it("nothing is told while a place, a price or an amount is missing, or more is refused than came", () => {
  const told = (part: Partial<LineDraft>, place: string | null = placeId, rejectedAmount = 0) =>
    lineFromDraft({ draft: { ...draft, ...part }, item: rice, placeId: place, verdict: { ...taken, rejectedAmount } });
  expect([
    told({}, null),
    told({ price: "" }),
    told({ delivered: { unitCode: null, digits: "" } }),
    told({}, placeId, 100_001),
  ]).toEqual([null, null, null, null]);
  expect(told({ price: "0" })?.unitPrice.amountIdr).toBe(0);
});
