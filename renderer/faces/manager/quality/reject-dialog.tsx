import { Modal, Select, Textarea } from "@mantine/core";
import { useState } from "react";
import { FOOD_DISPOSALS } from "#domains/quality/vocabulary.ts";
import { rejectBatchRef } from "#renderer/domains/quality/quality-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useAct } from "#renderer/faces/manager/act/use-act.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

type Disposal = (typeof FOOD_DISPOSALS)[number];
const REASON_MAX_COUNT = 400;

/** Throwing a batch away: why, where the food goes, signed. */
export function RejectDialog(props: { readonly batchId: string; readonly name: string; readonly onClose: () => void }) {
  const { batchId, name } = props;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const sign = useSign();
  const [reason, setReason] = useState("");
  const [disposal, setDisposal] = useState<Disposal | null>(null);
  const missing =
    reason.trim() === "" ? t("kitchen.reason-needed") : disposal === null ? t("kitchen.disposal-needed") : null;
  const reject = () => {
    if (disposal === null || missing !== null) return;
    props.onClose();
    void sign({
      title: t("quality.reject.of", { batch: name }),
      text: t("quality.reject.text"),
      doneWords: t("quality.reject.done", { batch: name }),
      send: (signatures) => grant(rejectBatchRef, { batchId, reason: reason.trim(), disposal }, { signatures }),
    });
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("quality.reject.of", { batch: name })}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <Textarea
          data-autofocus
          label={t("kitchen.reason-words")}
          rows={2}
          maxLength={REASON_MAX_COUNT}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Select
          label={t("kitchen.disposal")}
          data={FOOD_DISPOSALS.map((code) => ({ value: code, label: t(`kitchen.disposal.${code}`) }))}
          value={disposal}
          onChange={(value) => setDisposal(FOOD_DISPOSALS.find((code) => code === value) ?? null)}
        />
        <div className={dialog.actions}>
          <Button kind="danger" size="small" icon="circle-x" reason={missing} onPress={reject}>
            {t("quality.reject.act")}
          </Button>
          <Button size="small" onPress={props.onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
