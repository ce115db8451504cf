import { unitPriceSchema } from "#kernel/quantity.ts";
import { localDateSchema } from "#kernel/time.ts";
import { z } from "zod";
import { versioned } from "./versioned-documents.ts";

/** Prices and standards of headquarters (DOMAIN.md §6). */

const text = (maxCount: number) => z.string().trim().min(1).max(maxCount);

/** `ceiling`: HET, nobody may ask more; `survey`: what was asked in the markets of the region. */
export const PUBLISHED_PRICE_KINDS = ["ceiling", "survey"] as const;

/** `price-reference-published`: prices by commodity; the region is the stream it goes to. */
export const priceReferenceDocument = z.strictObject({
  ...versioned,
  title: text(120),
  /** The instrument or survey the figures come from. */
  source: text(300),
  fromDate: localDateSchema,
  prices: z
    .array(
      z.strictObject({
        commodityName: text(80),
        /** The foods the price is of, by code. */
        foodCodes: z.array(text(40)).min(1).max(50),
        kind: z.enum(PUBLISHED_PRICE_KINDS),
        unitPrice: unitPriceSchema,
      }),
    )
    .min(1)
    .max(500),
});
export type PriceReferenceDocument = z.infer<typeof priceReferenceDocument>;

/** `standard-published`: figures every kitchen must keep from a date; a kitchen's own stricter ones stay. */
export const standardDocument = z
  .strictObject({
    ...versioned,
    title: text(120),
    source: text(200),
    effectiveFromDate: localDateSchema,
    settings: z
      .array(
        z.strictObject({
          settingKey: text(64),
          value: z.union([z.number(), z.string().max(500), z.boolean(), z.array(z.string().max(100)).max(50)]),
        }),
      )
      .min(1)
      .max(100),
  })
  .refine(
    ({ settings }) => new Set(settings.map(({ settingKey }) => settingKey)).size === settings.length,
    "each setting once",
  );
export type StandardDocument = z.infer<typeof standardDocument>;
