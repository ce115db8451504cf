import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { BatchRow } from "#domains/production/queries.ts";
import { isUndoOpen, whyNotCancel, whyNotChangePlan } from "#domains/production/rules.ts";
import { undoWindow } from "#domains/production/settings.ts";
import { undoStageRef } from "#renderer/domains/production/production-refs.ts";
import { useNumberSetting } from "#renderer/domains/site/use-face-settings.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useAct, useLoneAct, useRejectionWords } from "#renderer/faces/manager/act/use-act.ts";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { CancelDialog } from "./cancel-dialog.tsx";
import { HoldDialog } from "./hold-dialog.tsx";
import { useNextStage, useStageDay } from "./use-stage.ts";

/** What may be done with a kloter now; what may not says why. */
export function BatchActs(props: { readonly batch: BatchRow; readonly nowMs: number }) {
  const { batch, nowMs } = props;
  const { t } = useManagerCopy();
  const navigate = useNavigate();
  const { grant } = useAct();
  const undoing = useLoneAct();
  const whyNot = useWhyNotPermitted();
  const rejection = useRejectionWords();
  const next = useNextStage(batch, nowMs);
  const day = useStageDay(batch.serviceDate, nowMs);
  const [dialog, setDialog] = useState<"none" | "hold" | "cancel">("none");
  const name = `K${batch.kloterNumber} ${batch.label}`;
  const whyNotChange = whyNotChangePlan(batch);
  const cancelRefusal = whyNotCancel(batch, day);
  const isOver = batch.status === "completed" || batch.status === "cancelled";
  const { undoable } = batch;
  const numberOf = useNumberSetting(batch.serviceDate);
  const canUndo = undoable !== null && isUndoOpen(undoable, nowMs, numberOf(undoWindow));
  const close = () => setDialog("none");
  return (
    <>
      {next === null ? null : (
        <Button size="small" kind="primary" reason={next.reason} onPress={next.press}>
          {next.isBusy ? t("shared.record.sending") : next.words}
        </Button>
      )}
      {canUndo ? (
        <Button
          size="small"
          icon="undo"
          reason={whyNot("batch.work")}
          onPress={() =>
            undoing.run(
              () => grant(undoStageRef, { batchId: batch.batchId, undoneEventId: undoable.eventId }),
              t("kitchen.undone"),
            )
          }
        >
          {t("kitchen.undo", { stage: t(`kitchen.history.${undoable.type}`) })}
        </Button>
      ) : null}
      {isOver || batch.quality === "held" ? null : (
        <Button
          size="small"
          icon="hand"
          kind="danger"
          label={t("kitchen.hold-of", { batch: name })}
          reason={whyNot("quality.hold")}
          onPress={() => setDialog("hold")}
        >
          {t("shared.verb.hold")}
        </Button>
      )}
      <Button
        size="small"
        reason={whyNot("batch.plan") ?? (whyNotChange === null ? null : rejection(whyNotChange))}
        onPress={() => void navigate({ to: "/dapur/kloter/$batchId/ubah", params: { batchId: batch.batchId } })}
      >
        {t("kitchen.change-plan")}
      </Button>
      <Button
        size="small"
        icon="circle-x"
        reason={whyNot("batch.cancel") ?? (cancelRefusal === null ? null : rejection(cancelRefusal))}
        onPress={() => setDialog("cancel")}
      >
        {t("kitchen.cancel-batch")}
      </Button>
      {dialog === "hold" ? <HoldDialog batchId={batch.batchId} name={name} onClose={close} /> : null}
      {dialog === "cancel" ? <CancelDialog batch={batch} name={name} onClose={close} /> : null}
    </>
  );
}
