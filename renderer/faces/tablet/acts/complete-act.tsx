import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { completeBatchRef } from "#renderer/domains/production/production-refs.ts";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { useGo } from "#renderer/faces/tablet/use-address.ts";
import { ActScreen } from "./act-screen.tsx";
import type { ActProps } from "./act-props.ts";
import { useActExit, useSubject } from "./use-act-exit.ts";
import { useFactForm } from "./use-fact-form.ts";
import { useOwnReason } from "./use-own-reason.ts";
import styles from "./acts.module.css";

/** “Selesaikan kloter”: waste is entered first, or it is said that there was none. */
export function CompleteAct(props: ActProps) {
  const { batch } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const go = useGo();
  const { leave, backAction } = useActExit({ batch, run: null });
  const subject = useSubject({ batch, run: null });
  const reason = useOwnReason("complete", batch, null);
  const { refusal, save } = useFactForm();
  const isWasteKnown = batch.wasteMassG !== null;
  return (
    <ActScreen
      station={props.station}
      title={copy.t("acts.complete.title")}
      subject={subject}
      layout="wide"
      refusal={refusal}
      facts={<WhoTile />}
      primary={{
        label: isWasteKnown ? copy.t("tablet.act.complete") : copy.t("acts.complete.waste-none"),
        icon: "circle-check",
        reason,
        onPress: () =>
          void save(
            completeBatchRef,
            { batchId: batch.batchId, ...(isWasteKnown ? {} : { isWasteFree: true }) },
            {
              summary: copy.t("tablet.act.complete"),
              undo: { batchId: batch.batchId, type: "batch-completed" },
              onKept: leave,
            },
          ),
      }}
      secondary={backAction}
    >
      <div className={styles["stack"]}>
        <p className={styles["bigLine"]}>
          {batch.wasteMassG === null
            ? copy.t("acts.complete.waste-question")
            : copy.t("acts.complete.waste-known", { mass: units.mass(batch.wasteMassG) })}
        </p>
        <Tile
          icon="archive"
          label={copy.t("acts.complete.record-waste")}
          onPress={() => go({ screen: "act", batchId: batch.batchId, act: "waste", itemId: null })}
        />
      </div>
    </ActScreen>
  );
}
