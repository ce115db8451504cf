import { assert } from "./assert.ts";
import { amountOf, type Quantity, type UnitPrice } from "./quantity.ts";

/** `amountIdr × timesCount ÷ perCount`: a rate times the part of its unit that was used. All three are whole numbers. */
export interface IdrShare {
  readonly amountIdr: number;
  readonly timesCount: number;
  readonly perCount: number;
}

/**
 * The sum of shares in whole rupiah, rounded down once at the end: what is paid for time. Exact whatever the size, because a
 * rate times milliseconds can pass what a number holds. This file is the one place that rounds money.
 */
export function idrRoundedDown(shares: readonly IdrShare[]): number {
  const { numerator, denominator } = exactSum(shares);
  return wholeIdr(numerator / denominator);
}

/** The same rounded to the nearest rupiah, half of one upwards: what goods cost. */
export function idrRounded(shares: readonly IdrShare[]): number {
  const { numerator, denominator } = exactSum(shares);
  return idrOfFraction(numerator, denominator);
}

/** `numerator ÷ denominator` rupiah, to the nearest, half of one upwards: sums of shares that were kept exact elsewhere. */
export function idrOfFraction(numerator: bigint, denominator: bigint): number {
  assert(numerator >= 0n && denominator > 0n, "an amount is not negative, and of something");
  return wholeIdr((2n * numerator + denominator) / (2n * denominator));
}

/** What a quantity costs at a price of the same unit, to the nearest rupiah. */
export function idrOfQuantity(quantity: Quantity, price: UnitPrice): number {
  assert(quantity.unit === price.per.unit, "a price is in the unit of what it is for");
  return idrRounded([{ amountIdr: price.amountIdr, timesCount: amountOf(quantity), perCount: amountOf(price.per) }]);
}

/** Below zero where `left` is cheaper than `right`, above where it is dearer; exact. Both are of one unit. */
export function compareUnitPrices(left: UnitPrice, right: UnitPrice): number {
  assert(left.per.unit === right.per.unit, "prices of different units are not compared");
  const leftScaled = BigInt(left.amountIdr) * BigInt(amountOf(right.per));
  const rightScaled = BigInt(right.amountIdr) * BigInt(amountOf(left.per));
  return leftScaled < rightScaled ? -1 : leftScaled > rightScaled ? 1 : 0;
}

function exactSum(shares: readonly IdrShare[]): { readonly numerator: bigint; readonly denominator: bigint } {
  let numerator = 0n;
  let denominator = 1n;
  for (const { amountIdr, timesCount, perCount } of shares) {
    assert(perCount > 0, "a rate is for something");
    assert(amountIdr >= 0 && timesCount >= 0, "shares are not negative");
    const per = BigInt(perCount);
    numerator = numerator * per + BigInt(amountIdr) * BigInt(timesCount) * denominator;
    denominator *= per;
  }
  return { numerator, denominator };
}

function wholeIdr(rounded: bigint): number {
  const amountIdr = Number(rounded);
  assert(Number.isSafeInteger(amountIdr), "an amount is a whole number of rupiah");
  return amountIdr;
}
