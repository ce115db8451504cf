import type { ReactNode } from "react";
import type { Station } from "#kernel/access.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { Frame, type ZoneAction } from "#renderer/faces/tablet/frame/frame.tsx";
import { Icon } from "#renderer/ui/icon.tsx";
import styles from "./act-screen.module.css";

/** A screen that takes input: no stations, what it is about at the left, the input beside it. */
export function ActScreen(props: {
  readonly station: Station;
  readonly title: string;
  /** The dish and the batch. */
  readonly subject: string;
  /** Limits, last readings, who records: what the eye needs beside the fingers. */
  readonly facts?: ReactNode;
  /** With a keypad in the middle and what was typed beside it, or one wide input. */
  readonly layout: "keypad" | "wide" | "whole";
  readonly entry?: ReactNode;
  readonly children: ReactNode;
  /** Why the last try was refused; what was typed stays. */
  readonly refusal?: string | null;
  /** Nothing typed is kept of a signature. */
  readonly isTypedForgotten?: boolean;
  readonly primary: ZoneAction | null;
  readonly secondary: ZoneAction | null;
}) {
  return (
    <Frame
      station={props.station}
      hasRail={false}
      title={/K\d+/.exec(props.subject)?.[0] ?? ""}
      primary={props.primary}
      secondary={props.secondary}
    >
      <div className={styles["act"]} data-layout={props.layout}>
        <div className={styles["facts"]}>
          <div className={styles["head"]}>
            <h1>{props.title}</h1>
            <Subject text={props.subject} />
          </div>
          {props.facts}
          <Refusal reason={props.refusal ?? null} isTypedForgotten={props.isTypedForgotten === true} />
        </div>
        <div className={styles["input"]}>{props.children}</div>
        {props.entry === undefined ? null : <div className={styles["entry"]}>{props.entry}</div>}
      </div>
    </Frame>
  );
}

/** Longer subjects are set smaller, so that the facts below keep their room. */
const SUBJECT_LONG_COUNT = 32;

/** Breaks only between its parts: “SD 1–3” stays in one piece. */
function Subject(props: { readonly text: string }) {
  const parts = props.text.split(" · ");
  return (
    <p className={styles["subject"]} data-long={props.text.length > SUBJECT_LONG_COUNT ? "" : undefined}>
      {parts.map((part, index) => (
        <span key={part}>{index === parts.length - 1 ? part : `${part} · `}</span>
      ))}
    </p>
  );
}

/** Why the kitchen refused, with the promise that nothing typed was lost. */
export function Refusal(props: { readonly reason: string | null; readonly isTypedForgotten?: boolean }) {
  const copy = useTabletCopy();
  if (props.reason === null) return null;
  return (
    <p className={styles["refusal"]} role="alert">
      <Icon name="octagon-alert" />
      <span>
        {copy.t("tablet.save.refused", { reason: props.reason })}
        {props.isTypedForgotten === true ? "" : ` ${copy.t("tablet.save.kept-typed")}`}
      </span>
    </p>
  );
}

/** One fact in the column: what it is, and its figure. */
export function Fact(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles["fact"]}>
      <span className={styles["factLabel"]}>{props.label}</span>
      <span className={styles["factValue"]}>{props.children}</span>
    </div>
  );
}
