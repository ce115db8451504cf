import { Icon } from "./icon.tsx";
import styles from "./text-keyboard.module.css";

const ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"] as const;
const MARKS = [",", "."] as const;

/** Letters for gloves: keys of 15 mm, no shift, no layers. A system keyboard would cover the field (UX.md §8). */
export function TextKeyboard(props: {
  readonly words: { readonly keyboard: string; readonly space: string; readonly backspace: string };
  readonly onText: (text: string) => void;
  readonly onBackspace: () => void;
}) {
  const { words } = props;
  return (
    <div role="group" aria-label={words.keyboard} className={styles["keyboard"]}>
      {ROWS.map((row, index) => (
        <div key={row} className={styles["row"]}>
          {row.split("").map((letter) => (
            <button key={letter} type="button" className={styles["key"]} onClick={() => props.onText(letter)}>
              {letter}
            </button>
          ))}
          {index === 2
            ? MARKS.map((mark) => (
                <button key={mark} type="button" className={styles["key"]} onClick={() => props.onText(mark)}>
                  {mark}
                </button>
              ))
            : null}
          {index === 1 ? (
            <button
              type="button"
              className={styles["key"]}
              aria-label={words.backspace}
              onClick={() => props.onBackspace()}
            >
              <Icon name="delete" />
            </button>
          ) : null}
          {index === 2 ? (
            <button type="button" className={styles["key"]} aria-label={words.space} onClick={() => props.onText(" ")}>
              {words.space}
            </button>
          ) : null}
        </div>
      ))}
    </div>
  );
}
