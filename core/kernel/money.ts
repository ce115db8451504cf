import { assert } from "./assert.ts";

/** `amountIdr × timesCount ÷ perCount`: a rate times the part of its unit that was used. All three are whole numbers. */
export interface IdrShare {
  readonly amountIdr: number;
  readonly timesCount: number;
  readonly perCount: number;
}

/**
 * The sum of shares in whole rupiah, rounded down once at the end: the one place that rounds money. Exact whatever the size,
 * because a rate times milliseconds can pass what a number holds.
 */
export function idrRoundedDown(shares: readonly IdrShare[]): number {
  let numerator = 0n;
  let denominator = 1n;
  for (const { amountIdr, timesCount, perCount } of shares) {
    assert(perCount > 0, "a rate is for something");
    assert(amountIdr >= 0 && timesCount >= 0, "shares are not negative");
    const per = BigInt(perCount);
    numerator = numerator * per + BigInt(amountIdr) * BigInt(timesCount) * denominator;
    denominator *= per;
  }
  const roundedIdr = Number(numerator / denominator);
  assert(Number.isSafeInteger(roundedIdr), "an amount is a whole number of rupiah");
  return roundedIdr;
}
