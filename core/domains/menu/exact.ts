import { assert } from "#kernel/assert.ts";

/** A fraction of whole numbers: sums of shares stay exact until they are shown. The denominator is above zero. */
export interface Exact {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const EXACT_ZERO: Exact = { numerator: 0n, denominator: 1n };

/** `numerator ÷ denominator` of whole numbers. */
export function exactOf(numerator: number | bigint, denominator: number | bigint = 1n): Exact {
  assert(denominator > 0, "a fraction is of something");
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
}

export function addExact(left: Exact, right: Exact): Exact {
  if (left.denominator === right.denominator) {
    return { numerator: left.numerator + right.numerator, denominator: left.denominator };
  }
  return {
    numerator: left.numerator * right.denominator + right.numerator * left.denominator,
    denominator: left.denominator * right.denominator,
  };
}

/** `value × times ÷ per`. */
export function scaleExact(value: Exact, times: number | bigint, per: number | bigint = 1n): Exact {
  assert(per > 0, "a share is of something");
  return { numerator: value.numerator * BigInt(times), denominator: value.denominator * BigInt(per) };
}

/** Negative when left is less, zero when equal. */
export function compareExact(left: Exact, right: Exact): number {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Rounded half up to so many places; not negative. */
export function roundedExact({ numerator, denominator }: Exact, placesCount: number): number {
  assert(numerator >= 0n, "an amount is not negative");
  const scale = 10n ** BigInt(placesCount);
  const scaled = (numerator * scale * 2n + denominator) / (denominator * 2n);
  return Number(scaled) / Number(scale);
}

/** The least whole multiple of `step` that is no less; not negative. */
export function roundedUpExact({ numerator, denominator }: Exact, step = 1): number {
  assert(numerator >= 0n && step > 0, "an amount is not negative");
  const per = denominator * BigInt(step);
  return Number((numerator + per - 1n) / per) * step;
}
