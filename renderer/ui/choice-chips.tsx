import { useId, type ReactNode } from "react";
import styles from "./choice-chips.module.css";

/** The style sheet knows so many columns; narrow screens take fewer. */
const COLUMNS_MAX_COUNT = 5;

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly icon?: ReactNode;
  /** Why it cannot be chosen now. */
  readonly reason?: string | null;
}

/** One of a few, all in sight: no lists to open. */
export function ChoiceChips<Value extends string>(props: {
  readonly legend: string;
  readonly isLegendHidden?: boolean;
  readonly choices: readonly Choice<Value>[];
  readonly chosen: Value | null;
  readonly onChoose: (value: Value) => void;
  /** Chips of equal width in so many columns; without it they take the width of their words. */
  readonly columnCount?: number;
}) {
  const legendId = useId();
  const { columnCount } = props;
  return (
    <div role="radiogroup" aria-labelledby={legendId} className={styles["group"]}>
      <span id={legendId} className={props.isLegendHidden === true ? "visually-hidden" : styles["legend"]}>
        {props.legend}
      </span>
      <div
        className={styles["chips"]}
        data-columns={columnCount === undefined ? undefined : Math.min(columnCount, COLUMNS_MAX_COUNT)}
      >
        {props.choices.map((choice) => (
          <Chip
            key={choice.value}
            choice={choice}
            isChosen={choice.value === props.chosen}
            onChoose={() => props.onChoose(choice.value)}
          />
        ))}
      </div>
    </div>
  );
}

function Chip<Value extends string>(props: {
  readonly choice: Choice<Value>;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  const { label, icon, reason = null } = props.choice;
  const reasonId = useId();
  return (
    <button
      type="button"
      role="radio"
      aria-checked={props.isChosen}
      aria-disabled={reason !== null || undefined}
      aria-describedby={reason === null ? undefined : reasonId}
      className={styles["chip"]}
      onClick={() => {
        if (reason === null) props.onChoose();
      }}
    >
      {icon}
      <span className={styles["words"]}>
        {label}
        {reason === null ? null : (
          <span id={reasonId} className={styles["reason"]}>
            {reason}
          </span>
        )}
      </span>
    </button>
  );
}
