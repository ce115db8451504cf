import { useId } from "react";
import { Button } from "#renderer/ui/button.tsx";
import styles from "./attendance.module.css";

/** One of a few, all in sight, in the size of a pointer screen. */
export function SmallChoices<Value extends string>(props: {
  readonly legend: string;
  readonly isLegendHidden?: boolean;
  readonly choices: ReadonlyArray<{ readonly value: Value; readonly label: string }>;
  readonly chosen: Value | null;
  readonly onChoose: (value: Value) => void;
}) {
  const legendId = useId();
  return (
    <div role="group" aria-labelledby={legendId} className={styles.choices}>
      <span id={legendId} className={props.isLegendHidden === true ? "visually-hidden" : styles.legend}>
        {props.legend}
      </span>
      {props.choices.map(({ value, label }) => (
        <Button
          key={value}
          size="small"
          isPressed={value === props.chosen}
          className={value === props.chosen ? (styles.chosen ?? "") : ""}
          onPress={() => props.onChoose(value)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
