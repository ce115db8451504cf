import { useState } from "react";
import {
  WASTE_DISPOSALS,
  WASTE_SOURCES,
  type WasteDisposal,
  type WasteSource,
} from "#domains/production/vocabulary.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { recordWasteRef } from "#renderer/domains/production/production-refs.ts";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { ChoiceChips } from "#renderer/ui/choice-chips.tsx";
import { ActScreen } from "./act-screen.tsx";
import type { ActProps } from "./act-props.ts";
import { NumberAct } from "./number-act.tsx";
import { useActExit, useSubject } from "./use-act-exit.ts";
import { useFactForm } from "./use-fact-form.ts";
import { useOwnReason } from "./use-own-reason.ts";
import styles from "./acts.module.css";

const GRAMS_DIGITS_COUNT = 6;
const SOURCE_BY_STATUS: Readonly<Partial<Record<string, WasteSource>>> = {
  planned: "preparation",
  preparing: "preparation",
  cooking: "cooking",
  checking: "cooking",
  portioning: "portioning",
  ready: "portioning",
  completed: "unserved",
  cancelled: "rejected",
};

/** “Limbah”: where it came from, where it goes, then its weight. */
export function WasteAct(props: ActProps) {
  const { batch } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const { commands } = useKitchen();
  const { leave, backAction } = useActExit({ batch, run: null });
  const subject = useSubject({ batch, run: null });
  const reason = useOwnReason("waste", batch, null);
  const { refusal, save } = useFactForm();
  const [source, setSource] = useState<WasteSource>(SOURCE_BY_STATUS[batch.status] ?? "preparation");
  const [disposal, setDisposal] = useState<WasteDisposal | null>(null);
  const [edible, setEdible] = useState<"yes" | "no">("no");
  const [isWeighing, setWeighing] = useState(false);
  if (isWeighing && disposal !== null) {
    return (
      <NumberAct
        station={props.station}
        title={copy.t("acts.waste.title")}
        subject={`${copy.t(`acts.waste.${source}`)} · ${copy.t(`acts.disposal.${disposal}`)}`}
        draftName={`waste.${batch.batchId}`}
        digitsMaxCount={GRAMS_DIGITS_COUNT}
        unit={copy.t("acts.weigh.grams")}
        facts={<WhoTile />}
        verdict={(massG) => (massG === null ? null : <span>{units.mass(massG)}</span>)}
        refusal={refusal}
        primary={(massG, discard) => ({
          label:
            massG === null ? copy.t("tablet.save.plain") : copy.t("tablet.save.value", { value: units.mass(massG) }),
          icon: "check",
          reason: reason ?? (massG === null || massG < 1 ? copy.t("acts.waste.mass-missing") : null),
          onPress: () => {
            if (massG === null) return;
            void save(
              recordWasteRef,
              {
                wasteId: commands.makeId("waste"),
                serviceDate: batch.serviceDate,
                batchId: batch.batchId,
                wasteSource: source,
                massG,
                isEdible: edible === "yes",
                disposal,
              },
              {
                summary: `${copy.t("acts.waste.title")} · ${units.mass(massG)}`,
                onKept: () => {
                  discard();
                  leave();
                },
              },
            );
          },
        })}
        secondary={{ label: copy.t("shared.verb.back"), icon: "arrow-left", onPress: () => setWeighing(false) }}
      />
    );
  }
  return (
    <ActScreen
      station={props.station}
      title={copy.t("acts.waste.title")}
      subject={subject}
      layout="wide"
      facts={<WhoTile />}
      primary={{
        label: copy.t("shared.verb.continue"),
        icon: "arrow-right",
        reason: reason ?? (disposal === null ? copy.t("acts.disposal.missing") : null),
        onPress: () => setWeighing(true),
      }}
      secondary={backAction}
    >
      <div className={styles["stack"]}>
        <ChoiceChips
          legend={copy.t("acts.waste.source")}
          columnCount={3}
          choices={WASTE_SOURCES.map((value) => ({ value, label: copy.t(`acts.waste.${value}`) }))}
          chosen={source}
          onChoose={setSource}
        />
        <ChoiceChips
          legend={copy.t("acts.disposal.title")}
          columnCount={4}
          choices={WASTE_DISPOSALS.map((value) => ({ value, label: copy.t(`acts.disposal.${value}`) }))}
          chosen={disposal}
          onChoose={setDisposal}
        />
        <ChoiceChips
          legend={copy.t("acts.waste.edible")}
          choices={[
            { value: "yes", label: copy.t("acts.waste.yes") },
            { value: "no", label: copy.t("acts.waste.no") },
          ]}
          chosen={edible}
          onChoose={setEdible}
        />
      </div>
    </ActScreen>
  );
}
