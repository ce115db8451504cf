import { useState } from "react";
import { totalPortionCount } from "#kernel/quantity.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { recordCookingProgressRef } from "#renderer/domains/production/production-refs.ts";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { useRecord } from "#renderer/faces/tablet/work/use-record.ts";
import { useRefusalWordsNow } from "#renderer/faces/tablet/work/use-refusal-words-now.ts";
import { Fact } from "./act-screen.tsx";
import type { ActProps } from "./act-props.ts";
import { NumberAct } from "./number-act.tsx";
import { useActExit, useSubject } from "./use-act-exit.ts";
import { useOwnReason } from "./use-own-reason.ts";

const PORTIONS_DIGITS_COUNT = 5;

/** How many portions of a dish are ready while it cooks. */
export function ProgressAct(props: ActProps) {
  const { batch, run } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const record = useRecord();
  const refusalWords = useRefusalWordsNow();
  const { leave, backAction } = useActExit(props);
  const subject = useSubject(props);
  const reason = useOwnReason("progress", batch, run);
  const [refusal, setRefusal] = useState<string | null>(null);
  if (run === null) return null;
  const { dishRunId, dishName } = run;
  const whole = totalPortionCount(run.portionCounts);
  const save = async (readyPortionCount: number, discard: () => void) => {
    const outcome = await record(
      recordCookingProgressRef,
      { batchId: batch.batchId, dishRunId, readyPortionCount },
      { summary: `${dishName} · ${units.outOf(readyPortionCount, whole)}` },
    );
    if (outcome.kind === "refused") {
      setRefusal(refusalWords(outcome.rejection));
      return;
    }
    discard();
    leave();
  };
  return (
    <NumberAct
      station={props.station}
      title={copy.t("tablet.act.progress")}
      subject={subject}
      draftName={`progress.${dishRunId}`}
      digitsMaxCount={PORTIONS_DIGITS_COUNT}
      unit={copy.t("tablet.progress.of", { portions: units.count(whole) })}
      facts={
        <>
          <Fact label={copy.t("tablet.temperature.last")}>
            {run.readyPortionCount === null ? NO_VALUE : units.outOf(run.readyPortionCount, whole)}
          </Fact>
          <WhoTile />
        </>
      }
      refusal={refusal}
      primary={(value, discard) => ({
        label:
          value === null ? copy.t("tablet.save.plain") : copy.t("tablet.save.value", { value: units.count(value) }),
        icon: "check",
        reason: reason ?? (value === null ? copy.t("tablet.temperature.digits-missing") : null),
        onPress: () => {
          if (value !== null) void save(value, discard);
        },
      })}
      secondary={backAction}
    />
  );
}
