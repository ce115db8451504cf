import { Modal, Select, Textarea } from "@mantine/core";
import { useState } from "react";
import { holdBatchRef } from "#renderer/domains/quality/quality-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useAct, useLoneAct } from "#renderer/faces/manager/act/use-act.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./dialog.module.css";

/** Reasons a person gives; `failed-check` is the kitchen's own. */
const HOLD_REASONS = ["temperature", "taste", "foreign-object", "equipment", "staff", "ingredient", "other"] as const;
type HoldReason = (typeof HOLD_REASONS)[number];
const NOTE_MAX_COUNT = 400;

/** Anybody may stop a batch; the reason goes with it. */
export function HoldDialog(props: { readonly batchId: string; readonly name: string; readonly onClose: () => void }) {
  const { t } = useManagerCopy();
  const { fact } = useAct();
  const { run } = useLoneAct();
  const [reasonCode, setReasonCode] = useState<HoldReason | null>(null);
  const [note, setNote] = useState("");
  const hold = () => {
    if (reasonCode === null) return;
    const text = note.trim();
    run(
      () => fact(holdBatchRef, { batchId: props.batchId, reasonCode, ...(text === "" ? {} : { note: text }) }),
      t("kitchen.held", { batch: props.name }),
    );
    props.onClose();
  };
  const missing =
    reasonCode === null
      ? t("kitchen.reason-needed")
      : reasonCode === "other" && note.trim() === ""
        ? t("quality.alert.note-needed")
        : null;
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("kitchen.hold-of", { batch: props.name })}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={styles.body}>
        <p>{t("kitchen.hold-text")}</p>
        <Select
          data-autofocus
          label={t("kitchen.reason")}
          data={HOLD_REASONS.map((code) => ({ value: code, label: t(`quality.hold-reason.${code}`) }))}
          value={reasonCode}
          onChange={(value) => setReasonCode(HOLD_REASONS.find((code) => code === value) ?? null)}
        />
        <Textarea
          label={t("quality.alert.note")}
          rows={2}
          maxLength={NOTE_MAX_COUNT}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div className={styles.actions}>
          <Button kind="danger" size="small" icon="hand" reason={missing} onPress={hold}>
            {t("shared.verb.hold")}
          </Button>
          <Button size="small" onPress={props.onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
