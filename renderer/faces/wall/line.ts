import type { IconName } from "#renderer/ui/icon.tsx";
import type { StateToken } from "#renderer/ui/tokens.ts";
import { textWidthEm } from "./text-width.ts";

/** One piece of a second line: words, and for a state its colour and icon. */
export interface LinePart {
  readonly text: string;
  readonly token: StateToken;
  readonly icon: IconName | null;
  /** Names the state for tests; `null` for plain facts. */
  readonly state: string | null;
  /** The lowest leaves first when the line is full. */
  readonly rank: number;
}

const ICON_WIDTH_EM = 1.32;
/** Trouble stands on a tint of its own, which takes some room at both sides. */
const TINT_WIDTH_EM = 0.5;
const SEPARATOR_WIDTH_EM = textWidthEm(" · ");

export function plain(text: string, rank: number): LinePart {
  return { text, token: "text", icon: null, state: null, rank };
}

export function partWidthEm(part: LinePart): number {
  return textWidthEm(part.text) + (part.icon === null ? 0 : ICON_WIDTH_EM) + (isTrouble(part) ? TINT_WIDTH_EM : 0);
}

export function isTrouble({ token }: LinePart): boolean {
  return token === "warn" || token === "crit";
}

/** The parts that fit on one line, in their order; what ranks lowest is left out first, never cut. */
export function fittingParts(parts: readonly LinePart[], widthEm: number): readonly LinePart[] {
  const kept = [...parts];
  while (kept.length > 1 && lineWidthEm(kept) > widthEm) {
    const lowest = kept.reduce((low, part) => (part.rank < low.rank ? part : low));
    kept.splice(kept.indexOf(lowest), 1);
  }
  return kept;
}

export function lineWidthEm(parts: readonly LinePart[]): number {
  const words = parts.reduce((sum, part) => sum + partWidthEm(part), 0);
  return words + Math.max(0, parts.length - 1) * SEPARATOR_WIDTH_EM;
}
