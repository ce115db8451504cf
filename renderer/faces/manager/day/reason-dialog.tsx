import { Modal, Textarea } from "@mantine/core";
import { useState } from "react";
import { Button } from "#renderer/ui/button.tsx";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

/** The limit of a reason in `site/commands.ts`. */
const REASON_MAX_COUNT = 500;

/** Asks why before an act that must say so. */
export function ReasonDialog(props: {
  readonly title: string;
  readonly text: string;
  readonly verb: string;
  /** Where the command takes less than most do. */
  readonly maxCount?: number;
  readonly onGiven: (reason: string) => void;
  readonly onClose: () => void;
}) {
  const { t } = useManagerCopy();
  const [reason, setReason] = useState("");
  const give = () => {
    props.onClose();
    props.onGiven(reason.trim());
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <p>{props.text}</p>
        <Textarea
          data-autofocus
          label={t("kitchen.reason-words")}
          rows={2}
          maxLength={props.maxCount ?? REASON_MAX_COUNT}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={dialog.actions}>
          <Button
            kind="primary"
            size="small"
            reason={reason.trim() === "" ? t("kitchen.reason-needed") : null}
            onPress={give}
          >
            {props.verb}
          </Button>
          <Button size="small" onPress={props.onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
