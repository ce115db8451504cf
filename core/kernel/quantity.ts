import { z } from "zod";

// Schemas are marked pure so that a face that only adds portions carries no zod.

/** An amount in a base unit; kilograms and litres exist only in `renderer/copy`. */
export const quantitySchema = /* @__PURE__ */ (() =>
  z.discriminatedUnion("unit", [
    z.strictObject({ unit: z.literal("g"), massG: z.int().min(0) }),
    z.strictObject({ unit: z.literal("ml"), volumeMl: z.int().min(0) }),
    z.strictObject({ unit: z.literal("pcs"), pieceCount: z.int().min(0) }),
  ]))();
export type Quantity = z.infer<typeof quantitySchema>;

/** Portions by portion profile (DOMAIN.md §2). */
export const portionCountsSchema = /* @__PURE__ */ (() =>
  z.strictObject({
    smallCount: z.int().min(0).max(100_000),
    largeCount: z.int().min(0).max(100_000),
    toddlerCount: z.int().min(0).max(100_000),
    maternalCount: z.int().min(0).max(100_000),
  }))();
export type PortionCounts = z.infer<typeof portionCountsSchema>;

export const NO_PORTIONS: PortionCounts = { smallCount: 0, largeCount: 0, toddlerCount: 0, maternalCount: 0 };

export function totalPortionCount(counts: PortionCounts): number {
  return counts.smallCount + counts.largeCount + counts.toddlerCount + counts.maternalCount;
}

export function addPortionCounts(left: PortionCounts, right: PortionCounts): PortionCounts {
  return {
    smallCount: left.smallCount + right.smallCount,
    largeCount: left.largeCount + right.largeCount,
    toddlerCount: left.toddlerCount + right.toddlerCount,
    maternalCount: left.maternalCount + right.maternalCount,
  };
}

/** The units stock, recipes and prices count in. */
export type BaseUnit = Quantity["unit"];

/** How much of its own unit a quantity is: grams, millilitres or pieces. */
export function amountOf(quantity: Quantity): number {
  switch (quantity.unit) {
    case "g":
      return quantity.massG;
    case "ml":
      return quantity.volumeMl;
    case "pcs":
      return quantity.pieceCount;
  }
}

/** A quantity of this many grams, millilitres or pieces; the amount is a whole number, not negative. */
export function quantityOf(unit: BaseUnit, amount: number): Quantity {
  switch (unit) {
    case "g":
      return { unit, massG: amount };
    case "ml":
      return { unit, volumeMl: amount };
    case "pcs":
      return { unit, pieceCount: amount };
  }
}

/** A price for a quantity: Rp 14.000 per 1.000 g (DOMAIN.md, "Types"). Whole rupiah; the quantity is above zero. */
export const unitPriceSchema = /* @__PURE__ */ (() =>
  z
    .strictObject({ amountIdr: z.int().min(0).max(1_000_000_000), per: quantitySchema })
    .refine((price) => amountOf(price.per) > 0, { message: "a price is for something" }))();
export type UnitPrice = z.infer<typeof unitPriceSchema>;
