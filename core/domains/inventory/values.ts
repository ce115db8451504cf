import { z } from "zod";
import { ingredientIdSchema } from "#domains/menu/ids.ts";
import { FOOD_CATEGORIES, STORAGE_KINDS } from "#kernel/food-words.ts";
import { idSchema, type Id } from "#kernel/ids.ts";
import { quantitySchema } from "#kernel/quantity.ts";
import { localDateSchema } from "#kernel/time.ts";

/** Shapes of stock that commands, events and queries share. */

/** Ids of other domains by their prefix: the schemas are the same wherever they are written. */
export const supplierIdSchema = idSchema("supplier");
export const orderIdSchema = idSchema("order");
export const orderLineIdSchema = idSchema("order_line");
export type SupplierId = Id<"supplier">;
export type OrderId = Id<"order">;
export type OrderLineId = Id<"order_line">;

/** A quantity that may be taken away: what an adjustment adds (or takes) in the item's base unit. */
export const signedQuantitySchema = z.discriminatedUnion("unit", [
  z.strictObject({ unit: z.literal("g"), massG: z.int() }),
  z.strictObject({ unit: z.literal("ml"), volumeMl: z.int() }),
  z.strictObject({ unit: z.literal("pcs"), pieceCount: z.int() }),
]);

/** How a bought thing is counted: `{ code: "sak", label: "Sak 25 kg", quantity: 25 000 g }`. */
export const purchaseUnitSchema = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]{1,24}$/),
  label: z.string().trim().min(1).max(40),
  quantity: quantitySchema,
});
export type PurchaseUnit = z.infer<typeof purchaseUnitSchema>;

/** A quantity as a person gives it: in a base unit, or so many of one of the item's purchase units. */
export const givenQuantitySchema = z.union([
  quantitySchema,
  z.strictObject({
    unit: z.literal("purchase-unit"),
    code: z.string().regex(/^[a-z0-9-]{1,24}$/),
    unitCount: z.int().min(0).max(1_000_000),
  }),
]);
export type GivenQuantity = z.infer<typeof givenQuantitySchema>;

/** A price as a person gives it: Rp 350.000 for one sack. */
export const givenPriceSchema = z.strictObject({
  amountIdr: z.int().min(0).max(1_000_000_000),
  per: givenQuantitySchema,
});
export type GivenPrice = z.infer<typeof givenPriceSchema>;

/** Longest an item may be kept: ten years. */
const SHELF_LIFE_MAX_DAY_COUNT = 3_650;
const PURCHASE_UNITS_MAX_COUNT = 8;

/** What an item is; all of it may be changed but its base unit, in which its history is written. */
export const itemMembers = {
  itemCode: z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,31}$/),
  name: z.string().trim().min(1).max(80),
  category: z.enum(FOOD_CATEGORIES),
  isFood: z.boolean(),
  ingredientId: ingredientIdSchema.nullable(),
  purchaseUnits: z.array(purchaseUnitSchema).max(PURCHASE_UNITS_MAX_COUNT),
  minQuantity: quantitySchema.nullable(),
  maxQuantity: quantitySchema.nullable(),
  storageKind: z.enum(STORAGE_KINDS),
  /** Absent shelf life: it does not spoil, and needs no expiry when received. */
  shelfLifeDayCount: z.int().min(1).max(SHELF_LIFE_MAX_DAY_COUNT).nullable(),
};
export const baseUnitSchema = z.enum(["g", "ml", "pcs"]);
export const itemSchema = z.strictObject({ itemId: idSchema("item"), ...itemMembers, baseUnit: baseUnitSchema });
export type Item = z.infer<typeof itemSchema>;

export const expiryDateSchema = localDateSchema;
