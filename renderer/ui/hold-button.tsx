import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import buttonStyles from "./button.module.css";
import styles from "./hold-button.module.css";
import { HOLD_MS } from "./tokens.ts";

/**
 * For acts without a way back: pressed for 800 ms with a visible fill. Enter and space held down count the same. Let go
 * or leave the target, and nothing happens.
 */
export function HoldButton(props: {
  readonly children: ReactNode;
  readonly onHeld: () => void;
  /** Read out with the button: “tahan 0,8 detik”. */
  readonly hint: string;
  readonly reason?: string | null;
  readonly label?: string;
}) {
  const { reason = null, onHeld } = props;
  const hintId = useId();
  const [isHeld, setHeld] = useState(false);
  const act = useRef(onHeld);
  act.current = onHeld;
  useEffect(() => {
    if (!isHeld) return;
    const timer = setTimeout(() => {
      setHeld(false);
      act.current();
    }, HOLD_MS);
    return () => clearTimeout(timer);
  }, [isHeld]);

  const press = () => {
    if (reason === null) setHeld(true);
  };
  const release = () => setHeld(false);
  return (
    <button
      type="button"
      className={[buttonStyles.button, buttonStyles.large, styles.hold, reason === null ? "" : buttonStyles.off].join(
        " ",
      )}
      aria-disabled={reason === null ? undefined : true}
      aria-describedby={hintId}
      aria-label={props.label}
      data-held={isHeld}
      onPointerDown={(event) => {
        if (event.isPrimary) press();
      }}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onKeyDown={(event) => {
        if ((event.key === "Enter" || event.key === " ") && !event.repeat) press();
      }}
      onKeyUp={release}
      onBlur={release}
      onContextMenu={(event) => event.preventDefault()}
    >
      <span className={styles.fill} />
      <span className={styles.word}>{props.children}</span>
      <span id={hintId} className={styles.hint}>
        {reason ?? props.hint}
      </span>
    </button>
  );
}
