import type { ReactNode } from "react";
import styles from "./banner.module.css";
import { Icon, ICON_BY_TOKEN, type IconName } from "./icon.tsx";

/** A condition that lasts (UX.md §4.2): one at a time, the worst first. `amber` and `red` are solid fills. */
export function Banner(props: {
  readonly state: string;
  readonly tone: "amber" | "red" | "unknown" | "info";
  readonly children: ReactNode;
  readonly icon?: IconName;
  readonly action?: ReactNode;
  readonly className?: string;
}) {
  const token = { amber: "warn", red: "crit", unknown: "unknown", info: "info" } as const;
  return (
    <div
      className={[styles.banner, styles[props.tone], props.className ?? ""].filter(Boolean).join(" ")}
      data-state={props.state}
      role="status"
    >
      <Icon name={props.icon ?? ICON_BY_TOKEN[token[props.tone]]} />
      <span className={styles.words}>{props.children}</span>
      {props.action ?? null}
    </div>
  );
}
