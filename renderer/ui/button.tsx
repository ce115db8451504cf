import { useId, type ReactNode } from "react";
import styles from "./button.module.css";
import { Icon, type IconName } from "./icon.tsx";

/** `primary` once a screen; `danger` for holds and discards. */
export type ButtonKind = "primary" | "secondary" | "danger" | "quiet";

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly kind?: ButtonKind;
  readonly icon?: IconName;
  /**
   * Why it cannot be pressed: shown under the word and read out, from the same predicate that would reject the command.
   * The button stays focusable, so the reason can be heard.
   */
  readonly reason?: string | null;
  /** The verb and the thing, where the visible word is only the verb: “Tahan Ayam Balado K1”. */
  readonly label?: string;
  /** `large`: 20 mm, the action zone. `small`: pointer screens. */
  readonly size?: "large" | "medium" | "small";
  readonly isPressed?: boolean;
  readonly className?: string;
}

/** A button that says why it is off. Acts on release inside the target, once, by the first pointer. */
export function Button(props: ButtonProps) {
  const reasonId = useId();
  const { reason = null, kind = "secondary", size = "medium" } = props;
  const classes = [styles.button, styles[kind], styles[size], reason === null ? "" : styles.off, props.className ?? ""];
  return (
    <button
      type="button"
      className={classes.filter(Boolean).join(" ")}
      aria-disabled={reason === null ? undefined : true}
      aria-describedby={reason === null ? undefined : reasonId}
      aria-pressed={props.isPressed}
      onClick={() => {
        if (reason === null) props.onPress();
      }}
    >
      {props.label === undefined ? null : <span className="visually-hidden">{props.label}</span>}
      <span className={styles.word} aria-hidden={props.label === undefined ? undefined : true}>
        {props.icon === undefined ? null : <Icon name={props.icon} />}
        {props.children}
      </span>
      {reason === null ? null : (
        // Read as the description, so that it is no part of the name.
        <span id={reasonId} className={styles.reason} aria-hidden="true">
          {reason}
        </span>
      )}
    </button>
  );
}
