import { Modal } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { Button } from "#renderer/ui/button.tsx";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { useToast } from "./toasts.tsx";
import { useOutcomeWords, type ActOutcome } from "./use-act.ts";

/** A form of one unsigned act: a refusal stays in it, in words; what was accepted is said in a toast, and it closes. */
export function ActDialog(props: {
  readonly title: string;
  /** Why it cannot be sent yet. */
  readonly missing: string | null;
  readonly verb: string;
  /** Null while something is missing. */
  readonly send: () => Promise<ActOutcome> | null;
  readonly doneWords: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { onClose, doneWords } = props;
  const { t } = useManagerCopy();
  const toast = useToast();
  const outcomeWords = useOutcomeWords();
  const [trouble, setTrouble] = useState<string | null>(null);
  const press = async () => {
    const outcome = await props.send();
    if (outcome === null) return;
    setTrouble(outcomeWords(outcome));
    if (outcome.kind !== "accepted") return;
    toast({ text: doneWords });
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={props.title} closeButtonProps={{ "aria-label": t("shared.verb.close") }}>
      <div className={dialog.body}>
        {props.children}
        {trouble === null ? null : (
          <p role="alert" className={dialog.trouble}>
            {trouble}
          </p>
        )}
        <div className={dialog.actions}>
          <Button kind="primary" size="small" reason={props.missing} onPress={() => void press()}>
            {props.verb}
          </Button>
          <Button size="small" onPress={onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
