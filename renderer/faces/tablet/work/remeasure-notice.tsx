import type { BoardBatch } from "#domains/production/board.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { shortDishName } from "#renderer/domains/production/short-name.ts";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { readRemeasure, REMEASURE_AFTER_MS } from "./remeasure.ts";

/** Dishes of a batch that read too low: measured again after a while, by a clock that runs where the eye is. */
export function RemeasureNotice(props: { readonly batch: BoardBatch }) {
  const copy = useTabletCopy();
  const units = useUnits();
  const { nowMs } = useKitchenTime();
  const waiting = props.batch.dishRuns.flatMap((run) => {
    const told = readRemeasure(run);
    return told === null ? [] : [{ ...told, dish: shortDishName(run) }];
  });
  return (
    <>
      {waiting.map(({ dishRunId, dish, fromAtMs }) => {
        const leftMs = fromAtMs + REMEASURE_AFTER_MS - nowMs;
        return (
          <p key={dishRunId}>
            <StateBadge
              state={leftMs > 0 ? "remeasure-later" : "remeasure-due"}
              token="warn"
              icon="thermometer"
              word={
                leftMs > 0
                  ? copy.t("acts.remeasure.later", { dish, duration: units.duration(leftMs) })
                  : copy.t("acts.remeasure.due", { dish })
              }
            />
          </p>
        );
      })}
    </>
  );
}
