import { useState } from "react";
import { punchExplanationSchema, type PunchExplanation } from "#domains/attendance/values.ts";
import type { PunchId } from "#domains/attendance/ids.ts";
import type { StaffId } from "#kernel/ids.ts";
import { explainPunchRef } from "#renderer/domains/attendance/attendance-refs.ts";

import { ActDialog } from "#renderer/faces/manager/act/act-dialog.tsx";
import { useAct } from "#renderer/faces/manager/act/use-act.ts";
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
  const [chosen, setChosen] = useState<PunchExplanation | null>(null);
  const send = () => {
    if (chosen === null) return null;
    return fact(explainPunchRef, {
      staffId: props.staffId as StaffId, // the kitchen's own row
      // A stay is named by the punch that began it (`sessionIdOfPunch`).
      punchId: props.sessionId.replace("attendance_session_", "punch_") as PunchId,
      reasonCode: chosen,
    });
  };
  return (
    <ActDialog
      title={t("attendance.act.explain-of", { name: props.name })}
      missing={chosen === null ? t("attendance.explain.choose") : null}
      verb={t("shared.verb.save")}
      send={send}
      doneWords={t("attendance.explain.done", { name: props.name })}
      onClose={props.onClose}
    >
      <SmallChoices
        legend={t("attendance.explain.why")}
        choices={EXPLANATIONS.map((value) => ({ value, label: t(`attendance.explanation.${value}`) }))}
        chosen={chosen}
        onChoose={setChosen}
      />
    </ActDialog>
  );
}
