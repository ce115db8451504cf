/** How many digits a personal number has (`pin.digits`, DOMAIN.md §8). */
export const NUMBER_DIGITS_COUNT = 6;
/** How many numbers the check digit leaves. */
export const NUMBER_SERIALS_COUNT = 100_000;

/**
 * The quasigroup of H. Michael Damm, "Total anti-symmetrische Quasigruppen" (2004), table 10: the check digit it gives
 * detects every single wrong digit, so two numbers differ in at least two places, and every swap of neighbours.
 */
const DAMM_TABLE = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
] as const;

/** The number of a serial from 0 to `NUMBER_SERIALS_COUNT - 1`: five digits and their check digit. */
export function numberFromSerial(serial: number): string {
  const digits = String(serial).padStart(NUMBER_DIGITS_COUNT - 1, "0");
  return `${digits}${dammDigit(digits)}`;
}

/** Whether a text is six digits whose last one fits the others. */
export function isNumberWellFormed(text: string): boolean {
  return /^\d{6}$/.test(text) && dammDigit(text) === 0;
}

/** Numbers a stranger would try first: few different digits, counting up or down, a repeated pair or triple. */
export function isNumberTrivial(number: string): boolean {
  const digits = Array.from(number, Number);
  if (new Set(digits).size <= 2) return true;
  const isPeriodic = (length: number) => digits.every((digit, index) => digit === digits[index % length]);
  if (isPeriodic(2) || isPeriodic(3)) return true;
  return [digits.slice(0, 5), digits.slice(1)].some((run) => isCounting(run));
}

function isCounting(digits: readonly number[]): boolean {
  const steps = digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10);
  return steps.every((step) => step === steps[0]) && (steps[0] === 0 || steps[0] === 1 || steps[0] === 9);
}

function dammDigit(digits: string): number {
  let interim = 0;
  for (const digit of digits) interim = DAMM_TABLE[interim]?.[Number(digit)] ?? 0;
  return interim;
}
