import type { ReactNode } from "react";
import { Button } from "#renderer/ui/button.tsx";
import type { IconName } from "#renderer/ui/icon.tsx";
import styles from "./tile.module.css";

/** Longer labels, and longer words, are set smaller, so that the target keeps its height and words stay whole. */
const LABEL_LONG_COUNT = 20;
const WORD_LONG_COUNT = 11;

/** A 15-mm target with a second line: what it leads to, or how things stand there. */
export function Tile(props: {
  readonly label: string;
  readonly detail?: ReactNode;
  readonly icon?: IconName;
  /** Read out before and after the label, where the eye sees it elsewhere. */
  readonly before?: string;
  readonly about?: string;
  readonly reason?: string | null;
  readonly kind?: "secondary" | "danger" | "primary";
  readonly isPressed?: boolean;
  readonly onPress: () => void;
}) {
  return (
    <Button
      className={styles["tile"] ?? ""}
      kind={props.kind ?? "secondary"}
      reason={props.reason ?? null}
      onPress={props.onPress}
      {...(props.icon === undefined ? {} : { icon: props.icon })}
      {...(props.isPressed === undefined ? {} : { isPressed: props.isPressed })}
    >
      <span className={styles["words"]} data-long={isLong(props.label) ? "" : undefined}>
        <span>
          {props.before === undefined ? null : <span className="visually-hidden">{props.before} </span>}
          {props.label}
          {props.about === undefined ? null : <span className="visually-hidden"> – {props.about}</span>}
        </span>
        {props.detail === undefined || (props.reason ?? null) !== null ? null : (
          <span className={styles["detail"]}>{props.detail}</span>
        )}
      </span>
    </Button>
  );
}

function isLong(label: string): boolean {
  return label.length > LABEL_LONG_COUNT || label.split(" ").some((word) => word.length > WORD_LONG_COUNT);
}
