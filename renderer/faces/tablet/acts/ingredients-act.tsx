import { useState } from "react";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { batchRef } from "#renderer/domains/production/production-refs.ts";
import { scaledAmounts } from "#renderer/domains/production/step-amounts.ts";
import { pageOf } from "#renderer/domains/production/task-rows.ts";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { useDraft } from "#renderer/faces/tablet/work/draft.ts";
import { ActScreen } from "./act-screen.tsx";
import type { ActProps } from "./act-props.ts";
import { useActExit, useSubject } from "./use-act-exit.ts";
import styles from "./acts.module.css";

const TILES_COUNT = 15;

/** What a batch takes, dish by dish; a tap ticks what has been made ready, on this tablet. */
export function IngredientsAct(props: ActProps) {
  const { batch } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const { backAction } = useActExit({ batch, run: null });
  const subject = useSubject({ batch, run: null });
  const [plan] = useLiveQuery(batchRef, { batchId: batch.batchId }, { isKeptOnDisk: true }).rows;
  const [turned, setTurned] = useState(0);
  const [ready, setReady] = useDraft<readonly string[]>(
    `ingredients.${batch.batchId}`,
    [],
    (kept): kept is readonly string[] => Array.isArray(kept) && kept.every((key) => typeof key === "string"),
  );
  const lines = (plan?.plannedDishRuns ?? []).flatMap((run) =>
    scaledAmounts(run).map((amount) => ({ ...amount, dishName: run.dishName, key: `${run.dishRunId}.${amount.name}` })),
  );
  const { items, page, pageCount } = pageOf(lines, turned, TILES_COUNT);
  return (
    <ActScreen
      station={props.station}
      title={copy.t("acts.ingredients.title")}
      subject={subject}
      layout="whole"
      primary={
        pageCount < 2
          ? null
          : {
              label: copy.t("tablet.task.next-page"),
              icon: "arrow-right",
              kind: "secondary",
              onPress: () => setTurned((page + 1) % pageCount),
            }
      }
      secondary={backAction}
    >
      <div className={styles["threeColumns"]}>
        {items.map((line) => {
          const isReady = ready.includes(line.key);
          return (
            <Tile
              key={line.key}
              icon={isReady ? "circle-check" : "circle-dashed"}
              label={units.ingredient(line.name, line.quantity)}
              detail={line.dishName}
              isPressed={isReady}
              onPress={() => setReady(isReady ? ready.filter((key) => key !== line.key) : [...ready, line.key])}
            />
          );
        })}
        {lines.length === 0 ? <p>{copy.t("acts.ingredients.none")}</p> : null}
      </div>
    </ActScreen>
  );
}
