import { useState } from "react";
import { isUndoOpen } from "#domains/production/rules.ts";
import { undoWindow } from "#domains/production/settings.ts";
import { useConnectionState, useKitchenTime } from "#renderer/client/use-link.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { pageOf } from "#renderer/domains/production/task-rows.ts";
import type { BatchAct } from "#renderer/faces/tablet/address.ts";
import { actOffer } from "#renderer/faces/tablet/batch/act-offers.ts";
import { useOfferContext } from "#renderer/faces/tablet/batch/use-batch.ts";
import { useOfferAction } from "#renderer/faces/tablet/batch/use-offer-action.ts";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { useNumberSetting } from "#renderer/domains/site/use-face-settings.ts";
import { useActionReason } from "#renderer/faces/tablet/work/use-action-reason.ts";
import { useRefusalWordsNow } from "#renderer/faces/tablet/work/use-refusal-words-now.ts";
import { useUndo } from "#renderer/faces/tablet/work/use-undo.ts";
import { ActScreen } from "./act-screen.tsx";
import type { ActProps } from "./act-props.ts";
import { useActExit, useSubject } from "./use-act-exit.ts";
import styles from "./acts.module.css";

/** Beside the way back: four rows of three. */
const TILES_COUNT = 11;
/** In the order of the day; what cannot be done now stays, with its reason. */
const ACTS: readonly BatchAct[] = [
  "core-temperature",
  "holding-temperature",
  "cook-steps",
  "progress",
  "tasting",
  "rapid-test",
  "samples",
  "portions",
  "weigh-portion",
  "waste",
  "note",
  "team",
  "deviations",
  "release",
  "ingredients",
  "hygiene",
  "cooling",
  "rework",
  "start-cooking",
  "finish-cooking",
  "start-portioning",
  "finish-portioning",
  "complete",
  "cancel",
  "lift-hold",
  "reject",
];

/** “Lainnya”: every act of a batch, and the way back of the last stage. */
export function MoreAct(props: ActProps) {
  const { batch, run } = props;
  const copy = useTabletCopy();
  const { backAction } = useActExit(props);
  const subject = useSubject(props);
  const context = useOfferContext(batch.batchId);
  const actionOf = useOfferAction(batch);
  const [turned, setTurned] = useState(0);
  const { items, page, pageCount } = pageOf(ACTS, turned, TILES_COUNT);
  return (
    <ActScreen
      station={props.station}
      title={copy.t("tablet.act.more")}
      subject={subject}
      layout="whole"
      primary={{
        label: copy.t("tablet.task.next-page"),
        icon: "arrow-right",
        kind: "secondary",
        onPress: () => setTurned((page + 1) % pageCount),
      }}
      secondary={backAction}
    >
      <div className={styles["threeColumns"]}>
        <UndoTile {...props} />
        {items.map((act) => {
          const action = actionOf(actOffer(act, batch, run, context));
          return (
            <Tile
              key={act}
              label={action.label}
              reason={action.reason ?? null}
              onPress={action.onPress}
              {...(action.icon === undefined ? {} : { icon: action.icon })}
              {...(action.about === undefined ? {} : { about: action.about })}
            />
          );
        })}
      </div>
    </ActScreen>
  );
}

/** “Urungkan”: the newest stage event, for a quarter of an hour. */
function UndoTile(props: ActProps) {
  const { batch } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const { nowMs, timeZone } = useKitchenTime();
  const { phase } = useConnectionState();
  const refusal = useRefusalWordsNow();
  const permissionReason = useActionReason("batch.work");
  const windowMs = useNumberSetting(batch.serviceDate)(undoWindow);
  const undo = useUndo();
  const { undoable } = batch;
  const why =
    undoable === null
      ? copy.t("tablet.undo.none")
      : !isUndoOpen(undoable, nowMs, windowMs)
        ? refusal({ code: "undo-window-passed", ...{ windowMs } })
        : phase === "open"
          ? permissionReason
          : refusal({ code: "kitchen-away" });
  return (
    <Tile
      icon="undo"
      label={copy.t("tablet.undo.title")}
      detail={
        undoable === null
          ? undefined
          : `${copy.t(`tablet.undo.what.${undoable.type}`)} ${copy.t("tablet.undo.window", {
              clock: units.clock(undoable.recordedAtMs + windowMs, timeZone),
            })}`
      }
      reason={why}
      onPress={() => {
        if (undoable !== null) void undo(batch.batchId, undoable);
      }}
    />
  );
}
