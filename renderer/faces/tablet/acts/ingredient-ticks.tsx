import { useState } from "react";
import type { PlannedDishRun } from "#domains/production/plan.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { scaledAmounts } from "#renderer/domains/production/step-amounts.ts";
import { pageOf } from "#renderer/domains/production/task-rows.ts";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import styles from "./acts.module.css";

/** Tiles in sight: the last turns the page where there are more. */
const TILES_COUNT = 6;

/** The dish's ingredients with their amounts; a tap marks one as missing. */
export function IngredientTicks(props: {
  readonly run: Pick<PlannedDishRun, "portionCounts" | "ingredients">;
  readonly missing: readonly string[];
  readonly onMissing: (names: readonly string[]) => void;
}) {
  const { missing } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const [turned, setTurned] = useState(0);
  const amounts = scaledAmounts(props.run);
  const isPaged = amounts.length > TILES_COUNT;
  const { items, page, pageCount } = pageOf(amounts, turned, isPaged ? TILES_COUNT - 1 : TILES_COUNT);
  return (
    <>
      <h2 className={styles["sectionTitle"]}>
        {missing.length === 0
          ? copy.t("acts.preflight.missing-question")
          : copy.t("acts.preflight.missing", { names: missing.join(", ") })}
      </h2>
      <div className={styles["threeColumns"]}>
        {items.map(({ name, quantity }) => (
          <Tile
            key={name}
            label={name}
            detail={units.quantity(quantity)}
            isPressed={missing.includes(name)}
            onPress={() =>
              props.onMissing(missing.includes(name) ? missing.filter((other) => other !== name) : [...missing, name])
            }
          />
        ))}
        {isPaged ? (
          <Tile
            icon="arrow-right"
            label={copy.t("tablet.task.next-page")}
            detail={copy.t("tablet.task.page", { page: page + 1, count: pageCount })}
            onPress={() => setTurned((page + 1) % pageCount)}
          />
        ) : null}
      </div>
    </>
  );
}
