import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { reworkDishRef } from "#renderer/domains/production/production-refs.ts";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { ActScreen } from "./act-screen.tsx";
import type { ActProps } from "./act-props.ts";
import { useActExit, useSubject } from "./use-act-exit.ts";
import { useFactForm } from "./use-fact-form.ts";
import { useOwnReason } from "./use-own-reason.ts";
import styles from "./acts.module.css";

/** “Masak ulang”: quality decided it; the cook sets the dish back on the fire. */
export function ReworkAct(props: ActProps) {
  const { batch, run } = props;
  const copy = useTabletCopy();
  const { leave, backAction } = useActExit(props);
  const subject = useSubject(props);
  const reason = useOwnReason("rework", batch, run);
  const { refusal, save } = useFactForm();
  if (run === null) return null;
  const { dishRunId, dishName } = run;
  return (
    <ActScreen
      station={props.station}
      title={copy.t("acts.rework.title")}
      subject={subject}
      layout="wide"
      refusal={refusal}
      facts={<WhoTile />}
      primary={{
        label: copy.t("tablet.act.rework"),
        icon: "refresh-cw",
        reason,
        onPress: () =>
          void save(
            reworkDishRef,
            { batchId: batch.batchId, dishRunId },
            {
              summary: copy.t("tablet.act.of-dish", { act: copy.t("tablet.act.rework"), dish: dishName }),
              onKept: leave,
            },
          ),
      }}
      secondary={backAction}
    >
      <div className={styles["stack"]}>
        <p className={styles["bigLine"]}>{dishName}</p>
        <p>{copy.t("acts.rework.explain")}</p>
      </div>
    </ActScreen>
  );
}
