import { useRef, useState } from "react";
import { totalPortionCount } from "#kernel/quantity.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { recordCookingProgressRef } from "#renderer/domains/production/production-refs.ts";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { conflictWords, useTheirProgress } from "#renderer/faces/tablet/work/progress-conflict.ts";
import { useRecord } from "#renderer/faces/tablet/work/use-record.ts";
import { useRefusalWordsNow } from "#renderer/faces/tablet/work/use-refusal-words-now.ts";
import { ActScreen, Fact } from "./act-screen.tsx";
import type { ActProps } from "./act-props.ts";
import { NumberAct } from "./number-act.tsx";
import { useActExit, useSubject } from "./use-act-exit.ts";
import { useOwnReason } from "./use-own-reason.ts";
import styles from "./acts.module.css";

const PORTIONS_DIGITS_COUNT = 5;

/**
 * How many portions of a dish are ready while it cooks. It edits a figure others may edit too: when somebody was faster,
 * both figures are shown and the person chooses.
 */
export function ProgressAct(props: ActProps) {
  const { batch, run } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const { timeZone } = useKitchenTime(60_000);
  const record = useRecord();
  const refusalWords = useRefusalWordsNow();
  const { leave, backAction } = useActExit(props);
  const subject = useSubject(props);
  const reason = useOwnReason("progress", batch, run);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [conflictMine, setConflictMine] = useState<number | null>(null);
  const opened = useRef({ version: batch.streamVersion, readyPortionCount: run?.readyPortionCount ?? null });
  const theirs = useTheirProgress(batch.batchId, run?.dishRunId ?? "", conflictMine !== null);
  if (run === null) return null;
  const { dishRunId, dishName } = run;
  const whole = totalPortionCount(run.portionCounts);
  const save = async (readyPortionCount: number, expectedVersion: number, discard: () => void) => {
    const outcome = await record(
      recordCookingProgressRef,
      { batchId: batch.batchId, dishRunId, readyPortionCount },
      { summary: `${dishName} · ${units.outOf(readyPortionCount, whole)}`, expectedVersion },
    );
    if (outcome.kind === "kept") {
      discard();
      leave();
    } else if (outcome.rejection.code === "stale-version") setConflictMine(readyPortionCount);
    else setRefusal(refusalWords(outcome.rejection));
  };
  if (conflictMine !== null && theirs !== null && theirs.readyPortionCount !== opened.current.readyPortionCount) {
    return (
      <ActScreen
        station={props.station}
        title={copy.t("tablet.act.progress")}
        subject={subject}
        layout="whole"
        primary={{
          label: copy.t("tablet.queue.use-mine"),
          icon: "check",
          detail: units.count(conflictMine),
          onPress: () => void save(conflictMine, batch.streamVersion, () => {}),
        }}
        secondary={{
          label: copy.t("tablet.queue.leave-theirs", { value: units.count(theirs.readyPortionCount) }),
          onPress: leave,
        }}
      >
        <p className={styles["bigLine"]} role="alert" data-state="conflict">
          {conflictWords(theirs, conflictMine, { copy, units, timeZone })}
        </p>
      </ActScreen>
    );
  }
  return (
    <NumberAct
      station={props.station}
      title={copy.t("tablet.act.progress")}
      subject={subject}
      draftName={`progress.${dishRunId}`}
      digitsMaxCount={PORTIONS_DIGITS_COUNT}
      unit={copy.t("acts.progress.of", { portions: units.count(whole) })}
      facts={
        <>
          <Fact label={copy.t("acts.temperature.last")}>
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
        reason: reason ?? (value === null ? copy.t("acts.temperature.digits-missing") : null),
        onPress: () => {
          if (value === null) return;
          // The batch moved on, but not this figure: nothing was overwritten.
          const isUnchanged = run.readyPortionCount === opened.current.readyPortionCount;
          void save(value, isUnchanged ? batch.streamVersion : opened.current.version, discard);
        },
      })}
      secondary={backAction}
    />
  );
}
