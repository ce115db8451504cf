import { Checkbox, Modal, Select, Textarea } from "@mantine/core";
import { useState } from "react";
import type { QualityBoardRow } from "#domains/quality/queries.ts";
import { DISPOSITIONS } from "#domains/quality/vocabulary.ts";
import { liftHoldRef } from "#renderer/domains/quality/quality-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useAct } from "#renderer/faces/manager/act/use-act.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

type Disposition = (typeof DISPOSITIONS)[number];
const REASON_MAX_COUNT = 400;

/** Lifting a hold says what becomes of the food; the holder may not lift, the kitchen sees to that. */
export function LiftDialog(props: {
  readonly row: QualityBoardRow;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const { row, name } = props;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const sign = useSign();
  const [disposition, setDisposition] = useState<Disposition | null>(null);
  const [reason, setReason] = useState("");
  const [runIds, setRunIds] = useState<readonly string[]>([]);
  const missing =
    disposition === null ? t("quality.disposition-needed") : reason.trim() === "" ? t("kitchen.reason-needed") : null;
  const lift = () => {
    if (disposition === null || missing !== null) return;
    props.onClose();
    void sign({
      title: t("quality.lift.of", { batch: name }),
      doneWords: t("quality.lift.done", { batch: name }),
      send: (signatures) =>
        grant(
          liftHoldRef,
          {
            batchId: row.batchId,
            disposition,
            dishRunIds: disposition === "rework" ? [...runIds] : [],
            reason: reason.trim(),
          },
          { signatures },
        ),
    });
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("quality.lift.of", { batch: name })}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <Select
          data-autofocus
          label={t("quality.disposition")}
          data={DISPOSITIONS.map((code) => ({ value: code, label: t(`quality.disposition.${code}`) }))}
          value={disposition}
          onChange={(value) => setDisposition(DISPOSITIONS.find((code) => code === value) ?? null)}
        />
        {disposition === "rework" ? (
          <fieldset>
            <legend>{t("quality.lift.which-dishes")}</legend>
            {row.gateFacts.dishRuns.map((run) => (
              <Checkbox
                key={run.dishRunId}
                label={run.dishName}
                checked={runIds.includes(run.dishRunId)}
                onChange={(event) =>
                  setRunIds(
                    event.currentTarget.checked
                      ? [...runIds, run.dishRunId]
                      : runIds.filter((runId) => runId !== run.dishRunId),
                  )
                }
              />
            ))}
          </fieldset>
        ) : null}
        <Textarea
          label={t("kitchen.reason-words")}
          rows={2}
          maxLength={REASON_MAX_COUNT}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={dialog.actions}>
          <Button kind="primary" size="small" reason={missing} onPress={lift}>
            {t("shared.verb.lift-hold")}
          </Button>
          <Button size="small" onPress={props.onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
