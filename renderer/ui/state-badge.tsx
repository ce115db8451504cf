import { Icon, ICON_BY_TOKEN, type IconName } from "./icon.tsx";
import styles from "./state-badge.module.css";
import type { StateToken } from "./tokens.ts";

/**
 * A state: always colour, icon and word (UX.md §1.3). `state` names it for tests and styles; `label` replaces the word for
 * a screen reader where the word alone says too little (“Suhu inti, di bawah batas, 71,0 °C”).
 */
export function StateBadge(props: {
  readonly state: string;
  readonly token: StateToken;
  readonly word: string;
  readonly icon?: IconName;
  readonly label?: string;
  /** `tint` sets it on its tint, `plain` (the default) on the surface it lies on. */
  readonly surface?: "plain" | "tint";
  /** The icon alone carries the colour: a normal state is no trouble. */
  readonly isWordNeutral?: boolean;
  readonly className?: string | undefined;
}) {
  const classes = [
    styles.badge,
    styles[props.token],
    props.surface === "tint" ? styles.tint : "",
    props.className ?? "",
  ];
  return (
    <span className={classes.filter(Boolean).join(" ")} data-state={props.state}>
      <Icon name={props.icon ?? ICON_BY_TOKEN[props.token]} />
      <span
        className={props.isWordNeutral === true ? styles.neutral : undefined}
        aria-hidden={props.label === undefined ? undefined : true}
      >
        {props.word}
      </span>
      {props.label === undefined ? null : <span className="visually-hidden">{props.label}</span>}
    </span>
  );
}
