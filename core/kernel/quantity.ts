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
