import { Modal } from "@mantine/core";
import { useState } from "react";
import { punchExplanationSchema, type PunchExplanation } from "#domains/attendance/values.ts";
import type { PunchId } from "#domains/attendance/ids.ts";
import type { StaffId } from "#kernel/ids.ts";
import { explainPunchRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { Button } from "#renderer/ui/button.tsx";

import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useAct, useOutcomeWords } from "#renderer/faces/manager/act/use-act.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { SmallChoices } from "./small-choices.tsx";

const EXPLANATIONS: readonly PunchExplanation[] = punchExplanationSchema.options;

/** Answers the question a stay raised: outside the roster, or left within the short stay. */
export function ExplainDialog(props: {
  readonly staffId: string;
  readonly name: string;
  readonly sessionId: string;
  readonly onClose: () => void;
}) {
  const { t } = useManagerCopy();
  const { fact } = useAct();
  const toast = useToast();
  const outcomeWords = useOutcomeWords();
  const [chosen, setChosen] = useState<PunchExplanation | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const send = async () => {
    if (chosen === null) return;
    const outcome = await fact(explainPunchRef, {
      staffId: props.staffId as StaffId, // the kitchen's own row
      // A stay is named by the punch that began it (`sessionIdOfPunch`).
      punchId: props.sessionId.replace("attendance_session_", "punch_") as PunchId,
      reasonCode: chosen,
    });
    setTrouble(outcomeWords(outcome));
    if (outcome.kind !== "accepted") return;
    toast({ text: t("attendance.explain.done", { name: props.name }) });
    props.onClose();
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("attendance.act.explain-of", { name: props.name })}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <SmallChoices
          legend={t("attendance.explain.why")}
          choices={EXPLANATIONS.map((value) => ({ value, label: t(`attendance.explanation.${value}`) }))}
          chosen={chosen}
          onChoose={setChosen}
        />
        {trouble === null ? null : (
          <p role="alert" className={dialog.trouble}>
            {trouble}
          </p>
        )}
        <div className={dialog.actions}>
          <Button
            kind="primary"
            size="small"
            reason={chosen === null ? t("attendance.explain.choose") : null}
            onPress={() => void send()}
          >
            {t("shared.verb.save")}
          </Button>
          <Button size="small" onPress={props.onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
