import type { ReactNode } from "react";
import { Button } from "#renderer/ui/button.tsx";
import type { IconName } from "#renderer/ui/icon.tsx";
import styles from "./tile.module.css";

/** A 15-mm target with a second line: what it leads to, or how things stand there. */
export function Tile(props: {
  readonly label: string;
  readonly detail?: ReactNode;
  readonly icon?: IconName;
  readonly name?: string;
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
      {...(props.name === undefined ? {} : { label: props.name })}
      {...(props.isPressed === undefined ? {} : { isPressed: props.isPressed })}
    >
      <span className={styles["words"]}>
        <span>{props.label}</span>
        {props.detail === undefined || (props.reason ?? null) !== null ? null : (
          <span className={styles["detail"]}>{props.detail}</span>
        )}
      </span>
    </Button>
  );
}
