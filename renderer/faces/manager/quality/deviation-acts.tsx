import { Modal, Select, Textarea } from "@mantine/core";
import { useState } from "react";
import type { DeviationRow } from "#domains/quality/queries.ts";
import { whyNotVerified } from "#domains/quality/rules.ts";
import { DISPOSITIONS } from "#domains/quality/vocabulary.ts";
import {
  acknowledgeDeviationRef,
  recordCorrectiveActionRef,
  verifyDeviationRef,
} from "#renderer/domains/quality/quality-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useAct, useLoneAct, useRejectionWords } from "#renderer/faces/manager/act/use-act.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./quality.module.css";

type Disposition = (typeof DISPOSITIONS)[number];
const WORDS_MAX_COUNT = 400;

/** The steps of a deviation a person may take now; the verifier is never who measured or acted. */
export function DeviationActs(props: { readonly row: DeviationRow; readonly title: string }) {
  const { row, title } = props;
  const { t } = useManagerCopy();
  const { fact, grant } = useAct();
  const { run } = useLoneAct();
  const sign = useSign();
  const person = usePersonOrNobody();
  const whyNot = useWhyNotPermitted();
  const rejection = useRejectionWords();
  const [isActing, setActing] = useState(false);
  const refusal = whyNotVerified(
    { status: row.status, actionByStaffId: row.actionByStaffId, recordedByStaffIds: [row.recordedByStaffId] },
    person?.staffId ?? null,
  );
  const body = { deviationId: row.deviationId };
  return (
    <div className={styles.acts}>
      {row.status === "open" ? (
        <Button
          size="small"
          icon="check"
          label={t("quality.deviation.acknowledge-of", { deviation: title })}
          reason={whyNot("quality.check")}
          onPress={() => run(() => fact(acknowledgeDeviationRef, body), t("quality.deviation.acknowledged"))}
        >
          {t("quality.alert.acknowledge")}
        </Button>
      ) : null}
      <Button
        size="small"
        icon="clipboard-check"
        label={t("quality.deviation.act-of", { deviation: title })}
        reason={whyNot("quality.check")}
        onPress={() => setActing(true)}
      >
        {t("quality.deviation.act")}
      </Button>
      <span data-approve="">
        <Button
          size="small"
          icon="circle-check"
          label={t("quality.deviation.verify-of", { deviation: title })}
          reason={whyNot("quality.release") ?? (refusal === null ? null : rejection(refusal))}
          onPress={() =>
            void sign({
              title: t("quality.deviation.verify-of", { deviation: title }),
              doneWords: t("quality.deviation.verified"),
              send: (signatures) => grant(verifyDeviationRef, body, { signatures }),
            })
          }
        >
          {t("quality.alert.verify")}
        </Button>
      </span>
      {isActing ? <ActionDialog row={row} title={title} onClose={() => setActing(false)} /> : null}
    </div>
  );
}

function ActionDialog(props: { readonly row: DeviationRow; readonly title: string; readonly onClose: () => void }) {
  const { row, title } = props;
  const { t } = useManagerCopy();
  const { fact } = useAct();
  const { run } = useLoneAct();
  const [cause, setCause] = useState(row.cause ?? "");
  const [action, setAction] = useState(row.action ?? "");
  const [disposition, setDisposition] = useState<Disposition | null>(row.disposition);
  const missing =
    cause.trim() === "" || action.trim() === ""
      ? t("quality.deviation.words-needed")
      : disposition === null
        ? t("quality.disposition-needed")
        : null;
  const record = () => {
    if (disposition === null || missing !== null) return;
    run(
      () =>
        fact(recordCorrectiveActionRef, {
          deviationId: row.deviationId,
          cause: cause.trim(),
          action: action.trim(),
          disposition,
        }),
      t("shared.alert.action-recorded"),
    );
    props.onClose();
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("quality.deviation.act-of", { deviation: title })}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <Textarea
          data-autofocus
          label={t("quality.deviation.cause")}
          rows={2}
          maxLength={WORDS_MAX_COUNT}
          value={cause}
          onChange={(event) => setCause(event.currentTarget.value)}
        />
        <Textarea
          label={t("quality.deviation.action")}
          rows={2}
          maxLength={WORDS_MAX_COUNT}
          value={action}
          onChange={(event) => setAction(event.currentTarget.value)}
        />
        <Select
          label={t("quality.disposition")}
          data={DISPOSITIONS.map((code) => ({ value: code, label: t(`quality.disposition.${code}`) }))}
          value={disposition}
          onChange={(value) => setDisposition(DISPOSITIONS.find((code) => code === value) ?? null)}
        />
        <div className={dialog.actions}>
          <Button kind="primary" size="small" reason={missing} onPress={record}>
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
