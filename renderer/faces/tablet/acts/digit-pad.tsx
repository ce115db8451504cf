import { useEffect, useRef } from "react";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Keypad, keypadKeyFromCode, type KeypadKey } from "#renderer/ui/keypad.tsx";
import styles from "./acts.module.css";

/** The kit's keypad with the tablet's words; a hardware keyboard presses the same keys. */
export function DigitPad(props: {
  readonly onKey: (key: KeypadKey) => void;
  /** For figures with a decimal. */
  readonly decimalMark?: string;
}) {
  const copy = useTabletCopy();
  const press = useRef(props.onKey);
  press.current = props.onKey;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const key = keypadKeyFromCode(event.code);
      if (key === null) return;
      event.preventDefault();
      press.current(key);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
  return (
    <Keypad
      onKey={props.onKey}
      words={{
        keypad: copy.t("shared.keypad.label"),
        clear: copy.t("shared.keypad.clear"),
        backspace: copy.t("shared.keypad.backspace"),
        decimal: copy.t("shared.keypad.decimal"),
      }}
      {...(props.decimalMark === undefined ? {} : { decimalMark: props.decimalMark })}
    />
  );
}

/** The sign of a place below nought; it stands beside the figure. */
export function MinusKey(props: { readonly onMinus: () => void }) {
  const copy = useTabletCopy();
  const { onMinus } = props;
  const press = useRef(onMinus);
  press.current = onMinus;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key === "-") press.current();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
  return (
    <div>
      <Button className={styles["minus"] ?? ""} icon="minus" label={copy.t("acts.temperature.minus")} onPress={onMinus}>
        {null}
      </Button>
    </div>
  );
}
