import type { BoardBatch } from "#domains/production/board.ts";
import { sampleDueState, whyNotDisposed } from "#domains/quality/rules.ts";
import type { TimeZone } from "#kernel/time.ts";
import { localFromMs } from "#kernel/time.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { LOOK_BY_SAMPLE, WORD_BY_SAMPLE } from "#renderer/domains/quality/sample-look.ts";
import { samplesRef } from "#renderer/domains/quality/quality-refs.ts";
import { actOffer } from "#renderer/faces/tablet/batch/act-offers.ts";
import { useOfferContext } from "#renderer/faces/tablet/batch/use-batch.ts";
import { useOfferAction } from "#renderer/faces/tablet/batch/use-offer-action.ts";
import { useGo } from "#renderer/faces/tablet/use-address.ts";
import { useRefusalWordsNow } from "#renderer/faces/tablet/work/use-refusal-words-now.ts";
import { Button } from "#renderer/ui/button.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { ActScreen } from "./act-screen.tsx";
import type { ActProps } from "./act-props.ts";
import { useActExit, useSubject } from "./use-act-exit.ts";
import styles from "./samples-act.module.css";

/** The samples of a batch, each with what is to be done with it next. */
export function SamplesAct(props: ActProps) {
  const { batch } = props;
  const copy = useTabletCopy();
  const { backAction } = useActExit({ batch, run: null });
  const subject = useSubject({ batch, run: null });
  const context = useOfferContext(batch.batchId);
  const actionOf = useOfferAction(batch);
  const { timeZone, nowMs } = useKitchenTime();
  const samples = useSamplesOf(batch);
  return (
    <ActScreen
      station={props.station}
      title={copy.t("tablet.act.samples")}
      subject={subject}
      layout="whole"
      primary={actionOf(actOffer("take-sample", batch, null, context))}
      secondary={backAction}
    >
      <ul className={styles["samples"]} aria-label={copy.t("tablet.act.samples")}>
        {samples.map((sample) => (
          <SampleRow key={sample.sampleId} sample={sample} nowMs={nowMs} timeZone={timeZone} />
        ))}
        {samples.length === 0 ? <li>{copy.t("acts.sample.none")}</li> : null}
      </ul>
    </ActScreen>
  );
}

export type SampleOnScreen = ReturnType<typeof useSamplesOf>[number];

/** Samples of one batch, the newest first as the kitchen orders them. */
export function useSamplesOf(batch: Pick<BoardBatch, "batchId">) {
  const { rows } = useLiveQuery(samplesRef, {}, { isKeptOnDisk: true });
  return rows.filter(({ batchId }) => batchId === batch.batchId);
}

function SampleRow(props: { readonly sample: SampleOnScreen; readonly nowMs: number; readonly timeZone: TimeZone }) {
  const { sample, nowMs, timeZone } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const go = useGo();
  const refusal = useRefusalWordsNow();
  const state = sampleDueState(sample, nowMs);
  const disposeWhy = whyNotDisposed(sample, { nowMs, isClockUntrusted: false }, { hasClockReason: false });
  const { disposeAfterAtMs } = sample;
  return (
    <li className={styles["sample"]}>
      <span className={styles["words"]}>
        <span className={styles["code"]}>
          {copy.t("acts.sample.of", { code: sample.sampleCode, count: units.count(sample.portionCount) })}
        </span>
        <span>
          {copy.t("acts.sample.taken-at", { clock: units.clock(sample.takenAtMs, timeZone) })}
          {disposeAfterAtMs === null
            ? ""
            : ` · ${copy.t("acts.sample.dispose-at", {
                date: units.dayAndMonth(localFromMs(disposeAfterAtMs, timeZone).date),
                clock: units.clock(disposeAfterAtMs, timeZone),
              })}`}
        </span>
      </span>
      <StateBadge state={`sample-${state}`} {...LOOK_BY_SAMPLE[state]} word={copy.t(WORD_BY_SAMPLE[state])} />
      {sample.status === "taken" ? (
        <Button kind="primary" onPress={() => go({ screen: "sample", sampleId: sample.sampleId, act: "store" })}>
          {copy.t("tablet.act.store-sample")}
          <span className="visually-hidden"> {sample.sampleCode}</span>
        </Button>
      ) : sample.status === "stored" ? (
        <Button
          reason={disposeWhy === null ? null : refusal(disposeWhy)}
          onPress={() => go({ screen: "sample", sampleId: sample.sampleId, act: "dispose" })}
        >
          {copy.t("tablet.act.dispose-sample")}
          <span className="visually-hidden"> {sample.sampleCode}</span>
        </Button>
      ) : null}
    </li>
  );
}
