import { useState } from "react";
import { sampleMinCount, samplePlaceMaxC } from "#domains/quality/settings.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useCommand } from "#renderer/client/use-command.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import {
  EMPTY_TEMPERATURE,
  pressTemperatureKey,
  temperatureFromEntry,
} from "#renderer/domains/quality/temperature-entry.ts";
import { TemperatureReadout } from "#renderer/domains/quality/temperature-readout.tsx";
import { disposeSampleRef, storeSampleRef, takeSampleRef } from "#renderer/domains/quality/quality-refs.ts";
import { useOfferContext } from "#renderer/faces/tablet/batch/use-batch.ts";
import { useTablet } from "#renderer/faces/tablet/tablet-context.tsx";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { useGo } from "#renderer/faces/tablet/use-address.ts";
import { useNumberSetting } from "#renderer/domains/site/use-face-settings.ts";
import { useActionReason } from "#renderer/faces/tablet/work/use-action-reason.ts";
import { ChoiceChips } from "#renderer/ui/choice-chips.tsx";
import { ActScreen } from "./act-screen.tsx";
import type { ActProps } from "./act-props.ts";
import { DigitPad, MinusKey } from "./digit-pad.tsx";
import { LimitFact } from "./last-reading.tsx";
import { NumberAct } from "./number-act.tsx";
import type { SampleOnScreen } from "./samples-act.tsx";
import { SignatureAct } from "./signature-act.tsx";
import { TextEntry } from "./text-entry.tsx";
import { useActExit, useSubject } from "./use-act-exit.ts";
import { useFactForm } from "./use-fact-form.ts";
import { useOwnReason } from "./use-own-reason.ts";

/** “Ambil sampel”: how many portions, then straight on to where it is kept. */
export function TakeSampleAct(props: ActProps) {
  const { batch } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const go = useGo();
  const { commands } = useKitchen();
  const { backAction } = useActExit({ batch, run: null });
  const subject = useSubject({ batch, run: null });
  const reason = useOwnReason("take-sample", batch, null);
  const { refusal, save } = useFactForm();
  const minCount = useNumberSetting(batch.serviceDate)(sampleMinCount);
  return (
    <NumberAct
      station={props.station}
      title={copy.t("tablet.act.take-sample")}
      subject={subject}
      draftName={`sample.${batch.batchId}`}
      digitsMaxCount={2}
      unit={copy.t("acts.sample.count")}
      facts={<WhoTile />}
      refusal={refusal}
      primary={(typed, discard) => {
        // Nothing typed means the usual amount.
        const portionCount = typed ?? minCount;
        return {
          label: copy.t("tablet.save.value", { value: units.count(portionCount) }),
          icon: "check",
          reason: reason ?? (portionCount < 1 ? copy.t("acts.temperature.digits-missing") : null),
          onPress: () => {
            const sampleId = commands.makeId("sample");
            void save(
              takeSampleRef,
              { sampleId, batchId: batch.batchId, portionCount },
              {
                summary: copy.t("tablet.act.take-sample"),
                onKept: () => {
                  discard();
                  go({ screen: "act", batchId: batch.batchId, act: "samples", itemId: null });
                },
              },
            );
          },
        };
      }}
      secondary={backAction}
    />
  );
}

/** Places a kitchen keeps samples in; until storage places are master data they are these. */
const PLACES = ["chiller-1", "chiller-2", "freezer-1"] as const;

/** “Simpan sampel”: the place and its temperature. */
export function StoreSampleAct(props: ActProps & { readonly sample: SampleOnScreen }) {
  const { batch, sample } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const go = useGo();
  const reason = useActionReason("batch.work");
  const { refusal, save } = useFactForm();
  const limit = { limitKind: "max", limitC: useNumberSetting(batch.serviceDate)(samplePlaceMaxC) } as const;
  const [place, setPlace] = useState<(typeof PLACES)[number] | null>(null);
  const [entry, setEntry] = useState(EMPTY_TEMPERATURE);
  const temperatureC = temperatureFromEntry(entry);
  const back = () => go({ screen: "act", batchId: batch.batchId, act: "samples", itemId: null });
  const isTooWarm = temperatureC !== null && temperatureC > limit.limitC;
  return (
    <ActScreen
      station={props.station}
      title={copy.t("tablet.act.store-sample")}
      subject={sample.sampleCode}
      layout="keypad"
      refusal={refusal}
      facts={
        <>
          <ChoiceChips
            legend={copy.t("acts.sample.place")}
            columnCount={1}
            choices={PLACES.map((value) => ({ value, label: copy.t(`acts.sample.place.${value}`) }))}
            chosen={place}
            onChoose={setPlace}
          />
        </>
      }
      entry={
        <>
          <TemperatureReadout
            points={{ entries: [entry], activeIndex: 0, isReplacing: false }}
            limit={limit}
            onPoint={() => {}}
          />
          <MinusKey onMinus={() => setEntry(pressTemperatureKey(entry, "minus"))} />
          <LimitFact limit={limit} />
          <WhoTile />
        </>
      }
      primary={{
        label:
          temperatureC === null
            ? copy.t("tablet.act.store-sample")
            : copy.t("tablet.save.value", { value: units.temperature(temperatureC) }),
        icon: "check",
        reason:
          reason ??
          (place === null
            ? copy.t("acts.sample.place-missing")
            : temperatureC === null
              ? copy.t("acts.temperature.digits-missing")
              : isTooWarm
                ? copy.t("acts.sample.too-warm", { limit: units.temperature(limit.limitC) })
                : null),
        onPress: () => {
          if (place === null || temperatureC === null) return;
          void save(
            storeSampleRef,
            { sampleId: sample.sampleId, batchId: batch.batchId, storagePlaceCode: place, temperatureC },
            { summary: copy.t("tablet.act.store-sample"), onKept: back },
          );
        },
      }}
      secondary={{ label: copy.t("shared.verb.back"), icon: "arrow-left", onPress: back }}
    >
      <DigitPad
        decimalMark={copy.language === "id" ? "," : "."}
        onKey={(key) => setEntry(pressTemperatureKey(entry, key))}
      />
    </ActScreen>
  );
}

/** “Musnahkan sampel”: whoever disposes, then a witness. */
export function DisposeSampleAct(props: ActProps & { readonly sample: SampleOnScreen }) {
  const { batch, sample } = props;
  const copy = useTabletCopy();
  const go = useGo();
  const { askGrant } = useCommand();
  const { showToast } = useTablet();
  const { isClockUntrusted } = useOfferContext(batch.batchId);
  const [clockReason, setClockReason] = useState("");
  const [isReasonGiven, setReasonGiven] = useState(false);
  const back = () => go({ screen: "act", batchId: batch.batchId, act: "samples", itemId: null });
  if (isClockUntrusted && !isReasonGiven) {
    return (
      <TextEntry
        station={props.station}
        title={copy.t("acts.release.clock-reason")}
        subject={sample.sampleCode}
        text={clockReason}
        onText={setClockReason}
        doneWord={copy.t("shared.verb.continue")}
        reason={clockReason.trim() === "" ? copy.t("acts.reason.missing") : null}
        onDone={() => setReasonGiven(true)}
        onBack={back}
      />
    );
  }
  return (
    <SignatureAct
      station={props.station}
      act={copy.t("tablet.act.dispose-sample")}
      subject={sample.sampleCode}
      permission="quality.check"
      signatureCount={2}
      send={({ staff, signatures }) =>
        askGrant(
          disposeSampleRef,
          {
            sampleId: sample.sampleId,
            batchId: batch.batchId,
            ...(isClockUntrusted ? { clockReason: clockReason.trim() } : {}),
          },
          { staffId: staff.staffId, signatures },
        )
      }
      onDone={() => {
        showToast({ text: `${copy.t("shared.sample.disposed")} · ${sample.sampleCode}` });
        back();
      }}
      onBack={back}
    />
  );
}
