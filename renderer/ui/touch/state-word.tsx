import type { ReactNode } from "react";
import type { StateToken } from "#renderer/ui/tokens.ts";
import styles from "./state-word.module.css";

/** A state: always colour, icon and word together (UX.md §1.3). */
export function StateWord(props: {
  readonly token: StateToken;
  readonly icon: ReactNode;
  readonly word: string;
  /** `pill` has an edge and a tint; `plain` stands in a line of text. */
  readonly look?: "pill" | "plain" | "fill";
}) {
  return (
    <span className={styles["state"]} data-state={props.token} data-look={props.look ?? "plain"}>
      <span className={styles["icon"]} aria-hidden="true">
        {props.icon}
      </span>
      <span>{props.word}</span>
    </span>
  );
}
