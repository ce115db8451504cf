import type { Cancel } from "#renderer/client/runtime.ts";
import { createKeyReader, type KeyPress } from "#renderer/client/key-reader.ts";

/** What the window's keys do (UX.md §3.2): digits and Backspace as on the keypad, Esc clears, K correction, L language. */
export interface KeyActs {
  readonly scan: (text: string) => void;
  readonly brokenScan: () => void;
  readonly digit: (digit: string) => void;
  readonly backspace: () => void;
  readonly clear: () => void;
  readonly correction: () => void;
  readonly language: () => void;
}

/** Hears every key of the page before any element does: a reader needs no focused field (UX.md §11.8). */
export function listenToKeys(after: (delayMs: number, run: () => void) => Cancel, acts: KeyActs): Cancel {
  const reader = createKeyReader({
    after,
    onScan: acts.scan,
    onBroken: acts.brokenScan,
    onKey: (press) => actOnKey(press, acts),
  });
  const hear = (event: KeyboardEvent) => {
    const { key, code, timeStamp, ctrlKey, altKey, metaKey } = event;
    const isTaken = reader.press({ key, code, atMs: timeStamp, isModified: ctrlKey || altKey || metaKey });
    if (!isTaken) return;
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener("keydown", hear, { capture: true });
  return () => removeEventListener("keydown", hear, { capture: true });
}

function actOnKey({ key, code }: KeyPress, acts: KeyActs): void {
  if (/^\d$/.test(key)) return acts.digit(key);
  if (key === "Backspace") return acts.backspace();
  if (key === "Escape" || key === "Delete") return acts.clear();
  if (code === "KeyK") return acts.correction();
  if (code === "KeyL") return acts.language();
}
