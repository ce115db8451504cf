import type { KeypadKey } from "#renderer/ui/keypad.tsx";

/** The digits of a whole figure after one key; a leading nought is not kept. */
export function countAfter(digits: string, key: KeypadKey, digitsMaxCount: number): string {
  if (key === "decimal") return digits;
  if (key === "clear") return "";
  if (key === "backspace") return digits.slice(0, -1);
  const next = digits === "0" ? key : digits + key;
  return next.length > digitsMaxCount ? digits : next;
}

/** The figure, or null while nothing is typed. */
export function countFromDigits(digits: string): number | null {
  return digits === "" ? null : Number(digits);
}
