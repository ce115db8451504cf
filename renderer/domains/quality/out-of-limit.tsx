import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { ChoiceChips } from "#renderer/ui/choice-chips.tsx";
import { Icon } from "#renderer/ui/icon.tsx";
import styles from "./out-of-limit.module.css";
import type { TemperatureLimit } from "./temperature-readout.tsx";

export type ActionCode = "cook-on" | "reheat" | "rework" | "move" | "discard" | "other";

/** The red sheet over a reading out of its limit: what was read, and what is done about it. */
export function OutOfLimitSheet(props: {
  readonly worstC: number;
  readonly limit: TemperatureLimit;
  readonly actionCodes: readonly ActionCode[];
  readonly chosen: ActionCode | null;
  readonly onChoose: (actionCode: ActionCode) => void;
}) {
  const { worstC, limit } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const title = copy.t(limit.limitKind === "min" ? "acts.out.title-below" : "acts.out.title-above");
  return (
    <section className={styles["sheet"]} role="alert" aria-label={title} data-state="out-of-limit">
      <h1 className={styles["title"]}>
        <Icon name="octagon-alert" /> {title}
      </h1>
      <p className={styles["reading"]}>
        {copy.t("acts.out.reading", { value: units.temperature(worstC), limit: units.temperature(limit.limitC) })}
      </p>
      <div className={styles["choices"]}>
        <ChoiceChips
          legend={copy.t("acts.out.choose")}
          columnCount={3}
          choices={props.actionCodes.map((value) => ({ value, label: copy.t(`acts.out.${value}`) }))}
          chosen={props.chosen}
          onChoose={props.onChoose}
        />
      </div>
    </section>
  );
}
