import { useId, type ReactNode } from "react";
import styles from "./touch-button.module.css";

export type TouchTone = "primary" | "plain" | "danger";

export interface TouchButtonProps {
  readonly label: string;
  /** A second line: the state of the thing, or what the act concerns. */
  readonly detail?: string | undefined;
  readonly icon?: ReactNode;
  readonly tone?: TouchTone;
  /** `primary`: 20 mm, the action zone. `secondary`: 15 mm. */
  readonly size?: "primary" | "secondary";
  /** Why it cannot be pressed now; the button stays, disabled, with the reason under its label. */
  readonly reason?: string | null | undefined;
  readonly isPressed?: boolean | undefined;
  readonly isWide?: boolean | undefined;
  /** The verb and the thing, where the label alone is not enough. */
  readonly name?: string | undefined;
  readonly onPress: () => void;
}

/** A button for gloves. A disabled one keeps its place, says why, and stays reachable for assistive technology. */
export function TouchButton(props: TouchButtonProps) {
  const { label, detail, icon, tone = "plain", size = "secondary", reason = null, isPressed, isWide, name } = props;
  const reasonId = useId();
  const isDisabled = reason !== null;
  return (
    <button
      type="button"
      className={styles["button"]}
      data-tone={tone}
      data-size={size}
      data-wide={isWide === true ? "" : undefined}
      aria-pressed={isPressed}
      aria-disabled={isDisabled || undefined}
      aria-describedby={isDisabled ? reasonId : undefined}
      aria-label={name}
      onClick={() => {
        if (!isDisabled) props.onPress();
      }}
    >
      {icon === undefined ? null : <span className={styles["icon"]}>{icon}</span>}
      <span className={styles["words"]}>
        <span className={styles["label"]}>{label}</span>
        {isDisabled ? (
          <span id={reasonId} className={styles["reason"]}>
            {reason}
          </span>
        ) : detail === undefined ? null : (
          <span className={styles["detail"]}>{detail}</span>
        )}
      </span>
    </button>
  );
}
