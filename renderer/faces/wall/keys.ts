/** What a key of the wall asks for. Keys are known by their place (`event.code`), so NumLock does not matter. */
export type WallKey =
  | { readonly kind: "select"; readonly rowNumber: number }
  | { readonly kind: "advance" }
  | { readonly kind: "recall" }
  | { readonly kind: "move"; readonly by: 1 | -1 }
  | { readonly kind: "clear" }
  | { readonly kind: "acknowledge" }
  | { readonly kind: "mute" }
  | { readonly kind: "pin-phase" }
  | { readonly kind: "theme" }
  | { readonly kind: "explain" };

const KEY_BY_CODE: Readonly<Record<string, WallKey>> = {
  Enter: { kind: "advance" },
  NumpadEnter: { kind: "advance" },
  Minus: { kind: "recall" },
  NumpadSubtract: { kind: "recall" },
  ArrowDown: { kind: "move", by: 1 },
  ArrowRight: { kind: "move", by: 1 },
  ArrowUp: { kind: "move", by: -1 },
  ArrowLeft: { kind: "move", by: -1 },
  Digit0: { kind: "clear" },
  Numpad0: { kind: "clear" },
  Escape: { kind: "clear" },
  NumpadMultiply: { kind: "acknowledge" },
  KeyA: { kind: "acknowledge" },
  NumpadDivide: { kind: "mute" },
  Slash: { kind: "mute" },
  KeyS: { kind: "mute" },
  NumpadDecimal: { kind: "pin-phase" },
  Period: { kind: "pin-phase" },
  KeyP: { kind: "pin-phase" },
  KeyT: { kind: "theme" },
  KeyI: { kind: "explain" },
};

/** The wall's meaning of a key press; `null` for keys it has none for, and for chords, which are the shell's. */
export function wallKeyFromEvent(event: {
  readonly code: string;
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}): WallKey | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  // A star typed on the main keys has no place of its own: it is Shift and a digit.
  if (event.key === "*") return { kind: "acknowledge" };
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  if (digit !== undefined) return { kind: "select", rowNumber: Number(digit) };
  return KEY_BY_CODE[event.code] ?? null;
}
