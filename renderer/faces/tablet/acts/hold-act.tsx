import type { HoldReason } from "#domains/quality/values.ts";
import { HOLD_REASONS } from "#domains/quality/vocabulary.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { holdBatchRef } from "#renderer/domains/quality/quality-refs.ts";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { useDraft } from "#renderer/faces/tablet/work/draft.ts";
import type { ActProps } from "./act-props.ts";
import { isReasonDraft, ReasonAct, type ReasonDraft } from "./reason-act.tsx";
import { useActExit, useSubject } from "./use-act-exit.ts";
import { useFactForm } from "./use-fact-form.ts";
import { useOwnReason } from "./use-own-reason.ts";

/** Anybody may stop a batch; a failed check stops it by itself, so that reason is not offered. */
const CHOSEN_REASONS = HOLD_REASONS.filter((code) => code !== "failed-check");

/** “Tahan”: why, and nothing more. */
export function HoldAct(props: ActProps) {
  const { batch } = props;
  const copy = useTabletCopy();
  const { leave, backAction } = useActExit({ batch, run: null });
  const subject = useSubject({ batch, run: null });
  const reason = useOwnReason("hold", batch, null);
  const { refusal, save } = useFactForm();
  const [draft, setDraft, discard] = useDraft<ReasonDraft<HoldReason>>(
    `hold.${batch.batchId}`,
    { code: null, words: "" },
    isReasonDraft<HoldReason>,
  );
  const hold = () => {
    const { code, words } = draft;
    if (code === null) return;
    void save(
      holdBatchRef,
      { batchId: batch.batchId, reasonCode: code, ...(words.trim() === "" ? {} : { note: words.trim() }) },
      {
        summary: copy.t("tablet.act.of-dish", { act: copy.t("tablet.act.hold"), dish: copy.t(`acts.hold.${code}`) }),
        onKept: () => {
          discard();
          leave();
        },
      },
    );
  };
  return (
    <ReasonAct
      station={props.station}
      title={copy.t("acts.hold.title")}
      subject={subject}
      choices={CHOSEN_REASONS.map((value) => ({ value, label: copy.t(`acts.hold.${value}`) }))}
      draft={draft}
      onDraft={setDraft}
      needsWords={(code) => code === "other"}
      facts={<WhoTile />}
      refusal={refusal}
      primary={(missing) => ({
        label: copy.t("tablet.act.hold"),
        icon: "hand",
        kind: "danger",
        reason: reason ?? missing,
        onPress: hold,
      })}
      secondary={backAction}
    />
  );
}
