import type { PortionProfile } from "#kernel/food-words.ts";
import { idrOfFraction } from "#kernel/money.ts";
import { amountOf, totalPortionCount, type PortionCounts, type UnitPrice } from "#kernel/quantity.ts";
import { addExact, EXACT_ZERO, exactOf, scaleExact, type Exact } from "./exact.ts";
import {
  convertAmount,
  isNothing,
  LINE_BASIS_PORTION_COUNT,
  type FoodFacts,
  type FoodLine,
  type FoodsById,
} from "./food-amounts.ts";
import { grossOf, type NeedMissingReason, type Requirement } from "./requirement.ts";

/** What a portion costs, and where each price comes from (DOMAIN.md §4.5, Formulas). Free of zod, so faces may import it. */

/** In this order: the first one known is used and named. Screen words: rata-rata stok, harga terakhir, survei, acuan. */
export const PRICE_SOURCES = ["moving-average", "last-receipt", "survey", "reference"] as const;
export type PriceSource = (typeof PRICE_SOURCES)[number];

/** What is known of one food's price; a source that knows none is absent or null. */
export type KnownPrices = Readonly<Partial<Record<PriceSource, UnitPrice | null>>>;
export type PricesById = ReadonlyMap<string, KnownPrices>;

export type CostMissingReason = NeedMissingReason | "no-price";

/** What one food costs; whole rupiah, half up. */
export interface FoodCost {
  readonly ingredientId: string;
  readonly source: PriceSource;
  readonly price: UnitPrice;
  readonly amountIdr: number;
}

export interface Cost {
  /** Half up once, over everything; with anything missing the least it is. */
  readonly amountIdr: number;
  readonly foods: readonly FoodCost[];
  readonly missing: readonly { readonly ingredientId: string; readonly reason: CostMissingReason }[];
}

/** The price a food is reckoned with; the workbook's reference counts last, also where nobody else knows one. */
export function priceInUse(
  known: KnownPrices | undefined,
  referencePrice: UnitPrice | undefined,
): { readonly price: UnitPrice; readonly source: PriceSource } | null {
  for (const source of PRICE_SOURCES) {
    const price = known?.[source] ?? (source === "reference" ? referencePrice : null) ?? null;
    if (price !== null) return { price, source };
  }
  return null;
}

/** What one portion of a profile costs in bought food, before rounding to what can be bought. */
export function portionCost(
  lines: readonly FoodLine[],
  profile: PortionProfile,
  inputs: { readonly foods: FoodsById; readonly prices: PricesById; readonly bufferBp: number },
): Cost {
  return costOf(
    lines.flatMap((line): readonly BoughtFood[] => {
      const net = exactOf(line.amounts[profile], LINE_BASIS_PORTION_COUNT);
      if (isNothing(net)) return [];
      const { ingredientId } = line;
      const food = inputs.foods.get(ingredientId);
      if (food === undefined) return [{ ingredientId, gross: "unknown-food" }];
      const inBase = convertAmount(food, net, line.unit, food.baseUnit);
      const gross = inBase === null ? "no-mass" : (grossOf(food, inBase, inputs.bufferBp) ?? "no-edible-share");
      return [{ ingredientId, gross }];
    }),
    inputs,
  );
}

export interface DayCost extends Cost {
  /** Half up; null without portions. */
  readonly perPortionIdr: number | null;
  /** Σ portions × ceiling of their size ÷ portions, half up; null without portions. */
  readonly ceilingPerPortionIdr: number | null;
  readonly ceilingIdr: number;
}

/** What these needs cost as they would be bought, against the ceiling of the portions they feed. */
export function dayCost(
  requirements: readonly Requirement[],
  portionCounts: PortionCounts,
  inputs: {
    readonly foods: FoodsById;
    readonly prices: PricesById;
    readonly ceilingSmallIdr: number;
    readonly ceilingLargeIdr: number;
  },
): DayCost {
  const cost = costOf(
    requirements.map((need) => ({
      ingredientId: need.ingredientId,
      gross: need.isKnown ? exactOf(amountOf(need.needed)) : need.reason,
    })),
    inputs,
  );
  const portionCount = totalPortionCount(portionCounts);
  const ceilingIdr = ceilingOf(portionCounts, inputs);
  const perPortion = (amountIdr: number) =>
    portionCount === 0 ? null : idrOfFraction(BigInt(amountIdr), BigInt(portionCount));
  return {
    ...cost,
    perPortionIdr: perPortion(cost.amountIdr),
    ceilingPerPortionIdr: perPortion(ceilingIdr),
    ceilingIdr,
  };
}

/** A toddler's portion is priced as a small one, a mother's as a large one. */
export function ceilingOf(
  { smallCount, toddlerCount, largeCount, maternalCount }: PortionCounts,
  ceilings: { readonly ceilingSmallIdr: number; readonly ceilingLargeIdr: number },
): number {
  return (
    (smallCount + toddlerCount) * ceilings.ceilingSmallIdr + (largeCount + maternalCount) * ceilings.ceilingLargeIdr
  );
}

interface BoughtFood {
  readonly ingredientId: string;
  /** In the food's base unit, or why it cannot be told. */
  readonly gross: Exact | NeedMissingReason;
}

function costOf(
  bought: readonly BoughtFood[],
  { foods, prices }: { readonly foods: FoodsById; readonly prices: PricesById },
): Cost {
  let total = EXACT_ZERO;
  const costs: FoodCost[] = [];
  const missing = new Map<string, Cost["missing"][number]>();
  for (const { ingredientId, gross } of bought) {
    const food = foods.get(ingredientId);
    const inUse = priceInUse(prices.get(ingredientId), food?.referencePrice);
    const amount = typeof gross === "string" ? gross : amountAt(food, gross, inUse?.price);
    if (typeof amount === "string") {
      missing.set(ingredientId, { ingredientId, reason: amount });
      continue;
    }
    total = addExact(total, amount);
    if (inUse !== null) {
      costs.push({ ingredientId, ...inUse, amountIdr: idrOfFraction(amount.numerator, amount.denominator) });
    }
  }
  const amountIdr = idrOfFraction(total.numerator, total.denominator);
  return { amountIdr, foods: costs, missing: [...missing.values()] };
}

/** An amount in the base unit at a price that may be for another unit. */
function amountAt(food: FoodFacts | undefined, gross: Exact, price: UnitPrice | undefined): Exact | CostMissingReason {
  if (food === undefined) return "unknown-food";
  if (price === undefined) return "no-price";
  const inPriceUnit = convertAmount(food, gross, food.baseUnit, price.per.unit);
  return inPriceUnit === null ? "no-mass" : scaleExact(inPriceUnit, price.amountIdr, amountOf(price.per));
}
