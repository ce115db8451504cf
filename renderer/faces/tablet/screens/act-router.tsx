import type { Station } from "#kernel/access.ts";
import type { BatchAct } from "#renderer/faces/tablet/address.ts";
import type { ActProps } from "#renderer/faces/tablet/acts/act-props.ts";
import { CompleteAct } from "#renderer/faces/tablet/acts/complete-act.tsx";
import { CookStepsAct } from "#renderer/faces/tablet/acts/cook-steps-act.tsx";
import { CoreTemperatureAct } from "#renderer/faces/tablet/acts/core-temperature-act.tsx";
import { DeviationsAct } from "#renderer/faces/tablet/acts/deviations-act.tsx";
import { CancelAct, RejectAct } from "#renderer/faces/tablet/acts/end-batch-act.tsx";
import { FinishPortioningAct } from "#renderer/faces/tablet/acts/finish-portioning-act.tsx";
import { HoldAct } from "#renderer/faces/tablet/acts/hold-act.tsx";
import { CoolingAct, HoldingAct } from "#renderer/faces/tablet/acts/holding-act.tsx";
import { HygieneAct } from "#renderer/faces/tablet/acts/hygiene-act.tsx";
import { IngredientsAct } from "#renderer/faces/tablet/acts/ingredients-act.tsx";
import { LiftHoldAct } from "#renderer/faces/tablet/acts/lift-hold-act.tsx";
import { MoreAct } from "#renderer/faces/tablet/acts/more-act.tsx";
import { NoteAct } from "#renderer/faces/tablet/acts/note-act.tsx";
import { PortionsAct } from "#renderer/faces/tablet/acts/portions-act.tsx";
import { ProgressAct } from "#renderer/faces/tablet/acts/progress-act.tsx";
import { RapidTestAct } from "#renderer/faces/tablet/acts/rapid-test-act.tsx";
import { ReleaseAct } from "#renderer/faces/tablet/acts/release-act.tsx";
import { ReworkAct } from "#renderer/faces/tablet/acts/rework-act.tsx";
import { DisposeSampleAct, StoreSampleAct, TakeSampleAct } from "#renderer/faces/tablet/acts/sample-acts.tsx";
import { SamplesAct } from "#renderer/faces/tablet/acts/samples-act.tsx";
import { StartCookingAct } from "#renderer/faces/tablet/acts/start-cooking-act.tsx";
import { TastingAct } from "#renderer/faces/tablet/acts/tasting-act.tsx";
import { TeamAct } from "#renderer/faces/tablet/acts/team-act.tsx";
import { WasteAct } from "#renderer/faces/tablet/acts/waste-act.tsx";
import { WeighAct } from "#renderer/faces/tablet/acts/weigh-act.tsx";
import { runOf, useBatch } from "#renderer/faces/tablet/batch/use-batch.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { samplesRef } from "#renderer/domains/quality/quality-refs.ts";
import { BatchMissing, BatchScreen } from "./batch-screen.tsx";

/** Opens the screen of an act on a batch of the day. */
export function ActRouter(props: {
  readonly station: Station;
  readonly batchId: string;
  readonly act: BatchAct;
  readonly itemId: string | null;
}) {
  const { batch, isLoading } = useBatch(props.batchId);
  if (batch === null) return <BatchMissing station={props.station} isLoading={isLoading} />;
  const actProps: ActProps = { station: props.station, batch, run: runOf(batch, props.itemId) };
  return <Act act={props.act} {...actProps} />;
}

function Act(props: ActProps & { readonly act: BatchAct }) {
  const { act, ...rest } = props;
  switch (act) {
    case "ingredients":
      return <IngredientsAct {...rest} />;
    case "start-cooking":
      return <StartCookingAct {...rest} />;
    case "cook-steps":
      return <CookStepsAct {...rest} />;
    case "progress":
      return <ProgressAct {...rest} />;
    case "core-temperature":
      return <CoreTemperatureAct {...rest} />;
    case "rework":
      return <ReworkAct {...rest} />;
    case "portions":
      return <PortionsAct {...rest} />;
    case "weigh-portion":
      return <WeighAct {...rest} />;
    case "finish-portioning":
      return <FinishPortioningAct {...rest} />;
    case "complete":
      return <CompleteAct {...rest} />;
    case "cancel":
      return <CancelAct {...rest} />;
    case "waste":
      return <WasteAct {...rest} />;
    case "note":
      return <NoteAct {...rest} />;
    case "team":
      return <TeamAct {...rest} />;
    case "tasting":
      return <TastingAct {...rest} />;
    case "rapid-test":
      return <RapidTestAct {...rest} />;
    case "holding-temperature":
      return <HoldingAct {...rest} />;
    case "cooling":
      return <CoolingAct {...rest} />;
    case "hygiene":
      return <HygieneAct {...rest} />;
    case "hold":
      return <HoldAct {...rest} />;
    case "lift-hold":
      return <LiftHoldAct {...rest} />;
    case "release":
      return <ReleaseAct {...rest} />;
    case "reject":
      return <RejectAct {...rest} />;
    case "deviations":
      return <DeviationsAct {...rest} />;
    case "samples":
      return <SamplesAct {...rest} />;
    case "take-sample":
      return <TakeSampleAct {...rest} />;
    case "more":
      return <MoreAct {...rest} />;
    // One press on the card does these: they have no screen of their own.
    case "start-preparation":
    case "finish-cooking":
    case "start-portioning":
      return (
        <BatchScreen station={rest.station} batchId={rest.batch.batchId} dishRunId={rest.run?.dishRunId ?? null} />
      );
  }
}

/** Opens what is to be done with one sample. */
export function SampleRouter(props: {
  readonly station: Station;
  readonly sampleId: string;
  readonly act: "store" | "dispose";
}) {
  const samples = useLiveQuery(samplesRef, {}, { isKeptOnDisk: true });
  const sample = samples.rows.find(({ sampleId }) => sampleId === props.sampleId);
  const { batch, isLoading } = useBatch(sample?.batchId ?? "");
  if (sample === undefined || batch === null) {
    return <BatchMissing station={props.station} isLoading={isLoading || samples.status === "loading"} />;
  }
  const actProps = { station: props.station, batch, run: null, sample };
  return props.act === "store" ? <StoreSampleAct {...actProps} /> : <DisposeSampleAct {...actProps} />;
}
