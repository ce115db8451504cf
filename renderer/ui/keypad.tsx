import { Icon } from "./icon.tsx";
import styles from "./keypad.module.css";

export type KeypadKey = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "decimal" | "clear" | "backspace";

const DIGIT_ROWS = [
  ["1", "2", "3"],
  ["4", "5", "6"],
  ["7", "8", "9"],
] as const;

/**
 * Our own digits, 3 × 4, so that no system keyboard covers a field. Words come from the face. Hardware keys are the
 * face's: `keypadKeyFromCode` maps them.
 */
export function Keypad(props: {
  readonly onKey: (key: KeypadKey) => void;
  readonly words: {
    readonly keypad: string;
    readonly clear: string;
    readonly backspace: string;
    readonly decimal: string;
  };
  /** Decimal mark in place of the clear key, for temperatures: “,”. */
  readonly decimalMark?: string;
  readonly isOff?: boolean;
}) {
  const { words, onKey, decimalMark } = props;
  return (
    <div role="group" aria-label={words.keypad} className={styles.keypad} data-off={props.isOff === true}>
      {DIGIT_ROWS.flat().map((digit) => (
        <KeypadButton key={digit} isOff={props.isOff} onPress={() => onKey(digit)}>
          {digit}
        </KeypadButton>
      ))}
      {decimalMark === undefined ? (
        <KeypadButton isOff={props.isOff} isWord onPress={() => onKey("clear")}>
          {words.clear}
        </KeypadButton>
      ) : (
        <KeypadButton isOff={props.isOff} label={words.decimal} onPress={() => onKey("decimal")}>
          {decimalMark}
        </KeypadButton>
      )}
      <KeypadButton isOff={props.isOff} onPress={() => onKey("0")}>
        0
      </KeypadButton>
      <KeypadButton isOff={props.isOff} label={words.backspace} onPress={() => onKey("backspace")}>
        <Icon name="delete" />
      </KeypadButton>
    </div>
  );
}

function KeypadButton(props: {
  readonly children: React.ReactNode;
  readonly onPress: () => void;
  readonly label?: string;
  readonly isWord?: boolean;
  readonly isOff?: boolean | undefined;
}) {
  return (
    <button
      type="button"
      className={props.isWord === true ? styles.wordKey : styles.key}
      aria-label={props.label}
      disabled={props.isOff === true}
      onClick={props.onPress}
    >
      {props.children}
    </button>
  );
}

/** The key of a USB numpad or keyboard by its place (`event.code`), so NumLock does not matter. */
export function keypadKeyFromCode(code: string): KeypadKey | null {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return digit as KeypadKey; // one digit by the pattern
  if (code === "Backspace") return "backspace";
  if (code === "Delete" || code === "Escape") return "clear";
  if (code === "NumpadDecimal" || code === "NumpadComma" || code === "Comma" || code === "Period") return "decimal";
  return null;
}
