import { Modal, Textarea } from "@mantine/core";
import { useState } from "react";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import type { QualityBoardRow } from "#domains/quality/queries.ts";
import { failedGates, whyNotOverridden } from "#domains/quality/rules.ts";
import type { GateResult } from "#domains/quality/values.ts";
import { batchQualityRef, overrideReleaseRef } from "#renderer/domains/quality/quality-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useAct, useRejectionWords } from "#renderer/faces/manager/act/use-act.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { usePersonOrNobody } from "#renderer/faces/manager/session/person.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { useGateWords } from "./gate-words.ts";

const REASON_MAX_COUNT = 400;

/** Letting a batch go despite a gate: a named person, a full reason, a number, and a HIGH alert. */
export function OverrideDialog(props: {
  readonly row: QualityBoardRow;
  readonly gates: readonly GateResult[];
  readonly name: string;
  readonly onClose: () => void;
}) {
  const { row, gates, name } = props;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const sign = useSign();
  const person = usePersonOrNobody();
  const rejection = useRejectionWords();
  const gateWords = useGateWords();
  const { rows } = useLiveQuery(batchQualityRef, { batchId: row.batchId });
  const [reason, setReason] = useState("");
  const quality = rows[0];
  const refusal =
    quality === undefined || person === null
      ? null
      : whyNotOverridden(row.gateFacts, gates, {
          staffId: person.staffId,
          roles: person.roles,
          overrideStaff: quality.overrideStaff,
          reason,
          reasonMinCount: quality.overrideReasonMinCount,
        });
  const missing = quality === undefined ? t("shared.loading") : refusal === null ? null : rejection(refusal);
  const override = () => {
    if (missing !== null) return;
    props.onClose();
    void sign({
      title: t("quality.override.of", { batch: name }),
      text: t("quality.override.text"),
      doneWords: t("quality.release.done", { batch: name }),
      send: (signatures) => grant(overrideReleaseRef, { batchId: row.batchId, reason: reason.trim() }, { signatures }),
    });
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("quality.override.of", { batch: name })}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <p>{t("quality.release.missing", { gates: failedGates(gates).map(gateWords.name).join(", ") })}</p>
        <p>{t("quality.override.text")}</p>
        <Textarea
          data-autofocus
          label={t("kitchen.reason-words")}
          description={t("quality.override.reason-hint", { count: quality?.overrideReasonMinCount ?? "–" })}
          rows={3}
          maxLength={REASON_MAX_COUNT}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={dialog.actions}>
          <Button kind="danger" size="small" reason={missing} onPress={override}>
            {t("quality.override.act")}
          </Button>
          <Button size="small" onPress={props.onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
