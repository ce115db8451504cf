import { useState } from "react";
import type { Disposition } from "#domains/quality/values.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { liftHoldRef } from "#renderer/domains/quality/quality-refs.ts";
import { useTablet } from "#renderer/faces/tablet/tablet-context.tsx";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import type { ActProps } from "./act-props.ts";
import { ReasonAct, type ReasonDraft } from "./reason-act.tsx";
import { SignatureAct } from "./signature-act.tsx";
import { useActExit, useSubject } from "./use-act-exit.ts";
import { useOwnReason } from "./use-own-reason.ts";
import styles from "./acts.module.css";

const DISPOSITIONS = ["rework", "reheat", "use-as-is", "discard"] as const satisfies readonly Disposition[];

/** “Lepas tahan”: how it goes on, why, which dishes are cooked again, and a signature. */
export function LiftHoldAct(props: ActProps) {
  const { batch } = props;
  const copy = useTabletCopy();
  const { askGrant } = useCommand();
  const { showToast } = useTablet();
  const { leave, backAction } = useActExit({ batch, run: null });
  const subject = useSubject({ batch, run: null });
  const reason = useOwnReason("lift-hold", batch, null);
  const [draft, setDraft] = useState<ReasonDraft<(typeof DISPOSITIONS)[number]>>({ code: null, words: "" });
  const [dishRunIds, setDishRunIds] = useState<readonly string[]>([]);
  const [isSigning, setSigning] = useState(false);
  const { code, words } = draft;
  const isRework = code === "rework";
  if (isSigning && code !== null) {
    return (
      <SignatureAct
        station={props.station}
        act={copy.t("tablet.act.lift-hold")}
        subject={subject}
        permission="quality.release"
        send={({ staff, signatures }) =>
          askGrant(
            liftHoldRef,
            {
              batchId: batch.batchId,
              disposition: code,
              dishRunIds: isRework ? [...dishRunIds] : [],
              reason: words.trim(),
            },
            { staffId: staff.staffId, signatures },
          )
        }
        onDone={() => {
          showToast({ text: copy.t("tablet.act.lift-hold") });
          leave();
        }}
        onBack={() => setSigning(false)}
      />
    );
  }
  const cooked = batch.dishRuns.filter(({ status }) => status === "cooked");
  const dishMissing = isRework && dishRunIds.length === 0 ? copy.t("acts.lift.dishes-missing") : null;
  return (
    <ReasonAct
      station={props.station}
      title={copy.t("acts.lift.title")}
      subject={subject}
      choices={DISPOSITIONS.map((value) => ({ value, label: copy.t(`acts.lift.${value}`) }))}
      draft={draft}
      onDraft={setDraft}
      needsWords={() => true}
      refusal={null}
      more={
        isRework ? (
          <div className={styles["twoColumns"]} role="group" aria-label={copy.t("acts.lift.dishes")}>
            {cooked.map(({ dishRunId, dishName }) => (
              <Tile
                key={dishRunId}
                label={dishName}
                isPressed={dishRunIds.includes(dishRunId)}
                onPress={() =>
                  setDishRunIds(
                    dishRunIds.includes(dishRunId)
                      ? dishRunIds.filter((other) => other !== dishRunId)
                      : [...dishRunIds, dishRunId],
                  )
                }
              />
            ))}
          </div>
        ) : null
      }
      primary={(missing) => ({
        label: copy.t("tablet.act.lift-hold"),
        icon: "undo",
        reason: reason ?? dishMissing ?? missing,
        onPress: () => setSigning(true),
      })}
      secondary={backAction}
    />
  );
}
