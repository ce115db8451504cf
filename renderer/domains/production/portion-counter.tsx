import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { ChoiceChips } from "#renderer/ui/choice-chips.tsx";
import { Icon } from "#renderer/ui/icon.tsx";
import type { CountedKind, CountedKindRow } from "./counted-kinds.ts";
import styles from "./portion-counter.module.css";

const STEPS = [1, 10, 50] as const;

/** The counter of one kind of portion: its figure against the target, and the three giant steps. */
export function PortionCounter(props: {
  readonly kinds: readonly CountedKindRow[];
  readonly chosen: CountedKindRow;
  /** The most that may be counted. */
  readonly maxCount: number;
  readonly reason: string | null;
  readonly pendingCount: number;
  readonly onKind: (kind: CountedKind) => void;
  readonly onAdd: (count: number) => void;
}) {
  const { chosen, maxCount } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const kindWord = (kind: CountedKind) =>
    kind === "special" ? copy.t("acts.portions.special") : copy.t(`shared.profile.${kind}`);
  const leftCount = maxCount - chosen.filledCount;
  return (
    <div className={styles["counter"]}>
      <ChoiceChips
        legend={copy.t("acts.weigh.profile")}
        isLegendHidden
        columnCount={props.kinds.length}
        choices={props.kinds.map((row) => ({
          value: row.kind,
          label: `${kindWord(row.kind)} ${units.outOf(row.filledCount, row.targetCount)}`,
        }))}
        chosen={chosen.kind}
        onChoose={props.onKind}
      />
      <div className={styles["figure"]} data-pending={props.pendingCount > 0 ? "" : undefined}>
        <output>{units.count(chosen.filledCount)}</output>
        <span>
          {kindWord(chosen.kind)} · {copy.t("acts.portions.target", { count: units.count(chosen.targetCount) })}
          {chosen.kind === "special" ? ` · ${copy.t("acts.portions.special-apart")}` : ""}
          {props.pendingCount > 0 ? (
            <>
              {" "}
              <Icon name="clock" /> {copy.t("shared.record.sending")}
            </>
          ) : null}
        </span>
      </div>
      <div className={styles["steps"]}>
        {STEPS.map((step) => (
          <Button
            key={step}
            size="large"
            className={styles["step"] ?? ""}
            reason={
              props.reason ??
              (step > leftCount ? copy.t("acts.portions.too-many", { count: units.count(maxCount) }) : null)
            }
            onPress={() => props.onAdd(step)}
          >
            {copy.t("acts.portions.add", { count: step })}
            <span className="visually-hidden"> {kindWord(chosen.kind)}</span>
          </Button>
        ))}
      </div>
    </div>
  );
}
