import { useEffect, type ReactNode } from "react";
import styles from "./touch-keypad.module.css";

/** One key. `name` is spoken where `face` is a sign or an icon. */
export interface KeypadKey<Value extends string> {
  readonly value: Value;
  readonly face: ReactNode;
  readonly name?: string;
  /** `KeyboardEvent.key` values that press it too: hardware keys always work. */
  readonly hardwareKeys: readonly string[];
}

/** Keys of 20 mm in three columns. Keys of the hardware keyboard do the same while the keypad is on screen. */
export function TouchKeypad<Value extends string>(props: {
  readonly label: string;
  /** Row by row, three a row; `null` leaves a gap. */
  readonly keys: readonly (KeypadKey<Value> | null)[];
  readonly onKey: (value: Value) => void;
}) {
  const { keys, onKey } = props;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      // A focused button answers Enter and Space by itself.
      const key = keys.find((candidate) => candidate?.hardwareKeys.includes(event.key));
      if (key === undefined || key === null) return;
      event.preventDefault();
      onKey(key.value);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [keys, onKey]);
  return (
    <div role="group" aria-label={props.label} className={styles["keypad"]}>
      {keys.map((key, index) =>
        key === null ? (
          <span key={`gap-${String(index)}`} />
        ) : (
          <button
            key={key.value}
            type="button"
            className={styles["key"]}
            data-primary-target=""
            aria-label={key.name}
            onClick={() => onKey(key.value)}
          >
            {key.face}
          </button>
        ),
      )}
    </div>
  );
}

type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";
const digit = (value: Digit): KeypadKey<Digit> => ({ value, face: value, hardwareKeys: [value] });

/** 1–9 in the order of a telephone; the last row is the caller's: left of nought, and right of it. */
export function digitRows<Value extends string>(
  left: KeypadKey<Value> | null,
  right: KeypadKey<Value> | null,
): readonly (KeypadKey<Value | Digit> | null)[] {
  const digits: readonly Digit[] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
  return [...digits.map(digit), left, digit("0"), right];
}
