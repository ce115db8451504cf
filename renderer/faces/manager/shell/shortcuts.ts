import type { PageId } from "./pages.ts";
import { PAGES } from "./pages.ts";

/** After `G`, the letter of a page must follow within this time. */
export const PAGE_LETTER_WAIT_MAX_MS = 1_500;

export interface KeyPress {
  readonly key: string;
  readonly isControl: boolean;
  readonly isAlt: boolean;
  /** The focus is in a field where letters are text. */
  readonly isTyping: boolean;
  readonly atMs: number;
}

export interface ShortcutState {
  /** When `G` was pressed, while its letter is awaited. */
  readonly pagePressedAtMs: number | null;
}

export type ShortcutAction =
  | { readonly kind: "palette" }
  | { readonly kind: "search" }
  | { readonly kind: "help" }
  | { readonly kind: "go"; readonly page: PageId }
  | { readonly kind: "row"; readonly step: 1 | -1 }
  | { readonly kind: "approve" };

export const SHORTCUTS_AT_REST: ShortcutState = { pagePressedAtMs: null };

/** What a key does on the manager's face (UX.md §3.4): `Ctrl+K`, `/`, `G` + letter, `J`/`K`, `A`, `?`. */
export function shortcutFromKey(
  state: ShortcutState,
  press: KeyPress,
): { readonly state: ShortcutState; readonly action: ShortcutAction | null } {
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (press.isControl) {
    return { state: SHORTCUTS_AT_REST, action: key === "k" && !press.isAlt ? { kind: "palette" } : null };
  }
  if (press.isAlt || press.isTyping) return { state: SHORTCUTS_AT_REST, action: null };
  const isPageAwaited = state.pagePressedAtMs !== null && press.atMs - state.pagePressedAtMs <= PAGE_LETTER_WAIT_MAX_MS;
  if (isPageAwaited) {
    const page = PAGES.find((candidate) => candidate.letter === key && candidate.isOpen);
    return { state: SHORTCUTS_AT_REST, action: page === undefined ? null : { kind: "go", page: page.id } };
  }
  if (key === "g") return { state: { pagePressedAtMs: press.atMs }, action: null };
  return { state: SHORTCUTS_AT_REST, action: singleKeyAction(key) };
}

function singleKeyAction(key: string): ShortcutAction | null {
  if (key === "/") return { kind: "search" };
  if (key === "?") return { kind: "help" };
  if (key === "j") return { kind: "row", step: 1 };
  if (key === "k") return { kind: "row", step: -1 };
  if (key === "a") return { kind: "approve" };
  return null;
}
