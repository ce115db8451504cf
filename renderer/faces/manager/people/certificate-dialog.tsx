import { Modal, Select } from "@mantine/core";
import { useState } from "react";
import type { CertificateKind } from "#domains/people/review-values.ts";
import type { StaffId } from "#kernel/ids.ts";
import { isDateEntered } from "#renderer/copy/typed-date.ts";
import { recordStaffCertificateRef } from "#renderer/domains/people/people-refs.ts";
import { DateField } from "#renderer/faces/manager/act/date-field.tsx";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useAct, useOutcomeWords } from "#renderer/faces/manager/act/use-act.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";

const KINDS: readonly CertificateKind[] = ["food-handler", "bnsp-cook", "health-check", "driving-licence"];

/** Records a certificate, or renews the one of `kind`: until when it is good, as the paper says. */
export function CertificateDialog(props: {
  readonly staffId: string;
  readonly name: string;
  readonly kind: CertificateKind | null;
  readonly onClose: () => void;
}) {
  const { name } = props;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const toast = useToast();
  const outcomeWords = useOutcomeWords();
  const [kind, setKind] = useState(props.kind);
  const [validUntilDate, setValidUntilDate] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const kindWords = (value: CertificateKind) => t(`people.certificate.${value}`);
  const record = async () => {
    if (kind === null) return;
    const body = { staffId: props.staffId as StaffId, kind, validUntilDate }; // the kitchen's own row
    const outcome = await grant(recordStaffCertificateRef, body);
    setTrouble(outcomeWords(outcome));
    if (outcome.kind !== "accepted") return;
    toast({ text: t("people.certificate.recorded", { kind: kindWords(kind), name }) });
    props.onClose();
  };
  const reason =
    kind === null
      ? t("people.certificate.kind-needed")
      : isDateEntered(validUntilDate)
        ? null
        : t("people.certificate.date-needed");
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={
        props.kind === null
          ? t("people.certificate.record-of", { name })
          : t("people.certificate.renew-of", { kind: kindWords(props.kind), name })
      }
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        {props.kind === null ? (
          <Select
            data-autofocus
            label={t("people.certificate.kind")}
            data={KINDS.map((value) => ({ value, label: kindWords(value) }))}
            value={kind}
            onChange={(value) => setKind(KINDS.find((candidate) => candidate === value) ?? null)}
          />
        ) : null}
        <DateField label={t("people.certificate.until")} value={validUntilDate} onChange={setValidUntilDate} />
        <p>{t("people.certificate.replaces")}</p>
        {trouble === null ? null : (
          <p role="alert" className={dialog.trouble}>
            {trouble}
          </p>
        )}
        <div className={dialog.actions}>
          <Button kind="primary" size="small" reason={reason} onPress={() => void record()}>
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
