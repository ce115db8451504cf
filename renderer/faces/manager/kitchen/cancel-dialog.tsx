import { Modal, Select, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { BatchRow } from "#domains/production/queries.ts";
import { isFoodMade } from "#domains/production/rules.ts";
import {
  CANCEL_REASONS,
  WASTE_DISPOSALS,
  type CancelReason,
  type WasteDisposal,
} from "#domains/production/vocabulary.ts";
import { cancelBatchRef } from "#renderer/domains/production/production-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useAct } from "#renderer/faces/manager/act/use-act.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./dialog.module.css";

const REASON_MAX_COUNT = 500;

/** Cancelling needs a reason, what becomes of the food, and a number; nothing brings the batch back. */
export function CancelDialog(props: { readonly batch: BatchRow; readonly name: string; readonly onClose: () => void }) {
  const { batch, name } = props;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const sign = useSign();
  const [reasonCode, setReasonCode] = useState<CancelReason | null>(null);
  const [reason, setReason] = useState("");
  const [disposal, setDisposal] = useState<WasteDisposal | null>(null);
  const [massKg, setMassKg] = useState("");
  const hasFood = isFoodMade(batch);
  const mass = Number(massKg.replace(",", "."));
  const isMassWrong = massKg.trim() !== "" && !(mass >= 0 && mass <= 5_000);
  const missing =
    reasonCode === null || reason.trim() === ""
      ? t("kitchen.reason-needed")
      : hasFood && disposal === null
        ? t("kitchen.disposal-needed")
        : isMassWrong
          ? t("kitchen.mass-wrong")
          : null;
  const cancel = () => {
    if (reasonCode === null || missing !== null) return;
    props.onClose();
    void sign({
      title: t("kitchen.cancel-of", { batch: name }),
      text: t("kitchen.cancel-text"),
      doneWords: t("kitchen.cancelled", { batch: name }),
      send: (signatures) =>
        grant(
          cancelBatchRef,
          {
            batchId: batch.batchId,
            reasonCode,
            reason: reason.trim(),
            ...(disposal === null ? {} : { disposal }),
            ...(massKg.trim() === "" ? {} : { discardedMassG: Math.round(mass * 1_000) }),
          },
          { signatures },
        ),
    });
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("kitchen.cancel-of", { batch: name })}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={styles.body}>
        <Select
          data-autofocus
          label={t("kitchen.reason")}
          data={CANCEL_REASONS.map((code) => ({ value: code, label: t(`kitchen.cancel-reason.${code}`) }))}
          value={reasonCode}
          onChange={(value) => setReasonCode(CANCEL_REASONS.find((code) => code === value) ?? null)}
        />
        <Textarea
          label={t("kitchen.reason-words")}
          rows={2}
          maxLength={REASON_MAX_COUNT}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {hasFood ? (
          <>
            <Select
              label={t("kitchen.disposal")}
              data={WASTE_DISPOSALS.map((code) => ({ value: code, label: t(`kitchen.disposal.${code}`) }))}
              value={disposal}
              onChange={(value) => setDisposal(WASTE_DISPOSALS.find((code) => code === value) ?? null)}
            />
            <TextInput
              label={t("kitchen.discarded-kg")}
              inputMode="decimal"
              value={massKg}
              onChange={(event) => setMassKg(event.currentTarget.value)}
              error={isMassWrong ? t("kitchen.mass-wrong") : null}
            />
          </>
        ) : null}
        <div className={styles.actions}>
          <Button kind="danger" size="small" icon="circle-x" reason={missing} onPress={cancel}>
            {t("kitchen.cancel-batch")}
          </Button>
          <Button size="small" onPress={props.onClose}>
            {t("shared.verb.back")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
