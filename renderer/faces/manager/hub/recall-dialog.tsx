import { Modal, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { RecallRow } from "#domains/publications/queries.ts";
import { acknowledgeRecallRef } from "#renderer/domains/publications/publications-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useAct } from "#renderer/faces/manager/act/use-act.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

const PORTIONS = /^\d{1,6}$/;
const NOTE_MAX_COUNT = 500;

/** What headquarters must know of a recall here: what is left the kitchen PC counts, what was eaten only people know; signed. */
export function RecallDialog(props: { readonly recall: RecallRow; readonly onClose: () => void }) {
  const { recall } = props;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const sign = useSign();
  const [portions, setPortions] = useState("");
  const [note, setNote] = useState("");
  const missing = PORTIONS.test(portions.trim()) ? null : t("manager.recall.portions-needed");
  const answer = () => {
    if (missing !== null) return;
    props.onClose();
    const said = note.trim();
    void sign({
      title: t("manager.recall.answer-of", { title: recall.title }),
      text: t("manager.recall.sign-text"),
      doneWords: t("manager.recall.answer-done"),
      send: (signatures) =>
        grant(
          acknowledgeRecallRef,
          {
            publicationId: recall.publicationId,
            portionsServedCount: Number(portions.trim()),
            ...(said === "" ? {} : { note: said }),
          },
          { signatures },
        ),
    });
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("manager.recall.answer-of", { title: recall.title })}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <TextInput
          data-autofocus
          inputMode="numeric"
          label={t("manager.recall.portions")}
          value={portions}
          onChange={(event) => setPortions(event.currentTarget.value)}
        />
        <Textarea
          label={t("manager.recall.note")}
          rows={2}
          maxLength={NOTE_MAX_COUNT}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div className={dialog.actions}>
          <Button kind="primary" size="small" reason={missing} onPress={answer}>
            {t("manager.recall.answer")}
          </Button>
          <Button size="small" onPress={props.onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
