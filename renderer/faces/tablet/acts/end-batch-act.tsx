import { useState } from "react";
import {
  CANCEL_REASONS,
  WASTE_DISPOSALS,
  type CancelReason,
  type WasteDisposal,
} from "#domains/production/vocabulary.ts";
import { isFoodMade } from "#domains/production/rules.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { cancelBatchRef } from "#renderer/domains/production/production-refs.ts";
import { rejectBatchRef } from "#renderer/domains/quality/quality-refs.ts";
import { useTablet } from "#renderer/faces/tablet/tablet-context.tsx";
import { ChoiceChips } from "#renderer/ui/choice-chips.tsx";
import type { ActProps } from "./act-props.ts";
import { ReasonAct, type ReasonDraft } from "./reason-act.tsx";
import { SignatureAct } from "./signature-act.tsx";
import { useActExit, useSubject } from "./use-act-exit.ts";
import { useOwnReason } from "./use-own-reason.ts";

const disposalChoices = (copy: ReturnType<typeof useTabletCopy>) =>
  WASTE_DISPOSALS.map((value) => ({ value, label: copy.t(`acts.disposal.${value}`) }));

/** “Batalkan kloter”: why, where the food goes if any was made, and a signature. */
export function CancelAct(props: ActProps) {
  const { batch } = props;
  const copy = useTabletCopy();
  const { askGrant } = useCommand();
  const { showToast } = useTablet();
  const { leave, backAction } = useActExit({ batch, run: null });
  const subject = useSubject({ batch, run: null });
  const reason = useOwnReason("cancel", batch, null);
  const [draft, setDraft] = useState<ReasonDraft<CancelReason>>({ code: null, words: "" });
  const [disposal, setDisposal] = useState<WasteDisposal | null>(null);
  const [isSigning, setSigning] = useState(false);
  const { code, words } = draft;
  const isFood = isFoodMade(batch);
  if (isSigning && code !== null) {
    return (
      <SignatureAct
        station={props.station}
        act={copy.t("tablet.act.cancel")}
        subject={subject}
        permission="batch.cancel"
        send={({ staff, signatures }) =>
          askGrant(
            cancelBatchRef,
            {
              batchId: batch.batchId,
              reasonCode: code,
              reason: words.trim(),
              ...(disposal === null ? {} : { disposal }),
            },
            { staffId: staff.staffId, signatures },
          )
        }
        onDone={() => {
          showToast({ text: copy.t("tablet.act.cancel") });
          leave();
        }}
        onBack={() => setSigning(false)}
      />
    );
  }
  const disposalMissing = isFood && disposal === null ? copy.t("acts.disposal.missing") : null;
  return (
    <ReasonAct
      station={props.station}
      title={copy.t("acts.cancel.title")}
      subject={subject}
      columnCount={3}
      choices={CANCEL_REASONS.map((value) => ({ value, label: copy.t(`acts.cancel.${value}`) }))}
      draft={draft}
      onDraft={setDraft}
      needsWords={() => true}
      refusal={null}
      more={
        isFood ? (
          <ChoiceChips
            legend={copy.t("acts.disposal.title")}
            columnCount={4}
            choices={disposalChoices(copy)}
            chosen={disposal}
            onChoose={setDisposal}
          />
        ) : null
      }
      primary={(missing) => ({
        label: copy.t("tablet.act.cancel"),
        icon: "ban",
        kind: "danger",
        reason: reason ?? missing ?? disposalMissing,
        onPress: () => setSigning(true),
      })}
      secondary={backAction}
    />
  );
}

/** “Buang kloter”: where the food goes, why, and a signature. */
export function RejectAct(props: ActProps) {
  const { batch } = props;
  const copy = useTabletCopy();
  const { askGrant } = useCommand();
  const { showToast } = useTablet();
  const { leave, backAction } = useActExit({ batch, run: null });
  const subject = useSubject({ batch, run: null });
  const reason = useOwnReason("reject", batch, null);
  const [draft, setDraft] = useState<ReasonDraft<WasteDisposal>>({ code: null, words: "" });
  const [isSigning, setSigning] = useState(false);
  const { code, words } = draft;
  if (isSigning && code !== null) {
    return (
      <SignatureAct
        station={props.station}
        act={copy.t("tablet.act.reject")}
        subject={subject}
        permission="quality.release"
        send={({ staff, signatures }) =>
          askGrant(
            rejectBatchRef,
            { batchId: batch.batchId, reason: words.trim(), disposal: code },
            { staffId: staff.staffId, signatures },
          )
        }
        onDone={() => {
          showToast({ text: copy.t("tablet.act.reject") });
          leave();
        }}
        onBack={() => setSigning(false)}
      />
    );
  }
  return (
    <ReasonAct
      station={props.station}
      title={copy.t("acts.disposal.title")}
      subject={subject}
      choices={disposalChoices(copy)}
      draft={draft}
      onDraft={setDraft}
      needsWords={() => true}
      refusal={null}
      primary={(missing) => ({
        label: copy.t("tablet.act.reject"),
        icon: "circle-x",
        kind: "danger",
        reason: reason ?? missing,
        onPress: () => setSigning(true),
      })}
      secondary={backAction}
    />
  );
}
