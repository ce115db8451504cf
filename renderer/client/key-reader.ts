import type { Cancel } from "./runtime.ts";

/** UX.md §5: characters at most this far apart, ending in CR or TAB, are a scan; slower ones are keys. */
export const BURST_GAP_MAX_MS = 50;
/**
 * A key is shown this long after its press: until then it may be the first of a burst whose next character the browser has
 * not delivered yet. Distances are measured by the events' own times, which a busy page does not stretch.
 */
export const KEY_SETTLE_MS = 90;
/** Fewer characters than this are no badge; two keys may roll over each other under quick fingers. */
export const SCAN_MIN_COUNT = 3;
/** A reader that never ends its line is not collected for ever. */
export const SCAN_MAX_COUNT = 256;

/** One `keydown` as the window hears it. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly atMs: number;
  /** Ctrl, Alt or Meta is held: readers send control characters that way. */
  readonly isModified: boolean;
}

export interface KeyReader {
  /** Whether the key was taken: the window must do nothing else with it. */
  readonly press: (press: KeyPress) => boolean;
}

/**
 * Tells a reader that types like a keyboard from fingers (UX.md §5). `onScan` gets a burst's text, `onKey` a single key,
 * `onBroken` is told of a burst whose end never came: its digits must not fall into the keypad.
 */
export function createKeyReader(deps: {
  readonly after: (delayMs: number, run: () => void) => Cancel;
  readonly onScan: (text: string) => void;
  readonly onKey: (press: KeyPress) => void;
  readonly onBroken: () => void;
}): KeyReader {
  let held: readonly KeyPress[] = [];
  /** The last character of the burst, or a control character within it. */
  let lastAtMs = Number.NEGATIVE_INFINITY;
  let cancelSettle: Cancel = () => {};

  function settle(): void {
    cancelSettle();
    const keys = held;
    held = [];
    if (keys.length >= SCAN_MIN_COUNT) deps.onBroken();
    else for (const key of keys) deps.onKey(key);
  }

  function hold(press: KeyPress): void {
    lastAtMs = press.atMs;
    cancelSettle();
    cancelSettle = deps.after(KEY_SETTLE_MS, settle);
  }

  return {
    press: (press) => {
      const isNear = press.atMs - lastAtMs <= BURST_GAP_MAX_MS;
      if (held.length > 0 && !isNear) settle();
      const isWithin = held.length > 0;
      if (isEnd(press)) {
        if (!isWithin) return false;
        if (held.length < SCAN_MIN_COUNT) {
          settle();
          return true;
        }
        cancelSettle();
        const text = held.map(({ key }) => key).join("");
        held = [];
        lastAtMs = Number.NEGATIVE_INFINITY;
        deps.onScan(text.slice(0, SCAN_MAX_COUNT));
        return true;
      }
      if (isCharacter(press) && (isWithin || press.key !== " ")) {
        if (held.length < SCAN_MAX_COUNT) held = [...held, press];
        hold(press);
        return true;
      }
      // Control characters, Shift and the like come between a reader's letters: they are no part of the text, nor its end.
      if (isWithin) {
        hold(press);
        return true;
      }
      if (press.key === "Backspace" || press.key === "Escape" || press.key === "Delete") {
        deps.onKey(press);
        return true;
      }
      return false;
    },
  };
}

/** CR and TAB, and LF as some readers send it (Ctrl+J). */
function isEnd({ key, code, isModified }: KeyPress): boolean {
  return key === "Enter" || key === "Tab" || (isModified && (code === "KeyJ" || code === "KeyM"));
}

function isCharacter({ key, isModified }: KeyPress): boolean {
  return !isModified && key.length === 1 && key >= " " && key !== "\u007f";
}
