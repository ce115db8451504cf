import { Modal, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import {
  approveHeadPayRef,
  approvePayPeriodRef,
  markPayPeriodPaidRef,
} from "#renderer/domains/attendance/attendance-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useAct, useLoneAct } from "#renderer/faces/manager/act/use-act.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { spanWords, type PayPeriodRow } from "./honor-words.ts";
import styles from "./honor.module.css";

/** What may be done with a list now, each off with its reason. */
export function PeriodActs(props: { readonly period: PayPeriodRow; readonly onChange: () => void }) {
  const { period, onChange } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const sign = useSign();
  const { grant } = useAct();
  const reasons = useReasons(period);
  const [isPaying, setPaying] = useState(false);
  const { payPeriodId } = period;
  const span = spanWords(units, period);
  const signed = (ref: typeof approvePayPeriodRef | typeof approveHeadPayRef, key: "approve" | "approve-head") =>
    void sign({
      title: t(`pay.${key}-of`, { span }),
      text: t(`pay.${key}-text`, {
        count: period.staffCount,
        total: period.totalIdr === null ? t("pay.hidden") : units.money(period.totalIdr),
      }),
      doneWords: t(`pay.${key}-done`, { span }),
      send: (signatures) => grant(ref, { payPeriodId }, { signatures }),
    });
  return (
    <div className={styles.acts}>
      {period.state !== "drafted" ? null : (
        <>
          <Button size="small" icon="refresh-cw" reason={reasons.again} onPress={onChange}>
            {t("pay.make-again")}
          </Button>
          {period.isHeadPaid ? (
            <Button size="small" reason={reasons.head} onPress={() => signed(approveHeadPayRef, "approve-head")}>
              {t("pay.approve-head")}
            </Button>
          ) : null}
          <Button
            kind="primary"
            size="small"
            icon="check"
            reason={reasons.approve}
            onPress={() => signed(approvePayPeriodRef, "approve")}
          >
            {t("pay.approve")}
          </Button>
        </>
      )}
      {period.state !== "approved" ? null : (
        <Button kind="primary" size="small" reason={reasons.pay} onPress={() => setPaying(true)}>
          {t("pay.mark-paid")}
        </Button>
      )}
      {isPaying ? <PaidDialog payPeriodId={payPeriodId} span={span} onClose={() => setPaying(false)} /> : null}
    </div>
  );
}

/** The reasons the commands would be refused with, as far as this screen knows them. */
function useReasons(period: PayPeriodRow) {
  const { t } = useManagerCopy();
  const whyNot = useWhyNotPermitted();
  const person = usePersonOrNobody();
  const { serviceDate } = useServiceDay();
  const units = useUnits();
  const isMaker = person !== null && person.staffId === period.draftedByStaffId;
  const stale = period.isStale ? t("pay.stale-short") : null;
  const isFieldAssistant = person?.roles.includes("field-assistant") === true;
  return {
    again: whyNot("payroll.make"),
    pay: whyNot("payroll.make"),
    head:
      (isFieldAssistant ? null : t("manager.why.role", { roles: t("shared.role.field-assistant") })) ??
      (isMaker ? t("pay.own-list") : null) ??
      (period.headApprovedByStaffId === null ? stale : t("pay.head-signed")),
    approve:
      whyNot("payroll.approve") ??
      (isMaker ? t("pay.own-list") : null) ??
      (period.toDate >= serviceDate ? t("pay.not-over", { date: units.dateShort(period.toDate) }) : null) ??
      stale ??
      (period.isHeadPaid && period.headApprovedByStaffId === null ? t("pay.head-unsigned") : null),
  };
}

const REFERENCE_MAX_COUNT = 60;

function PaidDialog(props: { readonly payPeriodId: string; readonly span: string; readonly onClose: () => void }) {
  const { payPeriodId, span, onClose } = props;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const { run } = useLoneAct();
  const [method, setMethod] = useState<"cash" | "transfer">("transfer");
  const [reference, setReference] = useState("");
  const send = () => {
    const note = reference.trim();
    onClose();
    const body = { payPeriodId, method, ...(note === "" ? {} : { reference: note }) };
    run(() => grant(markPayPeriodPaidRef, body), t("pay.paid-done", { span }));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("pay.mark-paid")}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <NativeSelect
          data-autofocus
          label={t("pay.method")}
          value={method}
          data={(["transfer", "cash"] as const).map((value) => ({ value, label: t(`pay.method.${value}`) }))}
          onChange={(event) => setMethod(event.currentTarget.value === "cash" ? "cash" : "transfer")}
        />
        <TextInput
          label={t("pay.reference")}
          description={t("pay.reference-hint")}
          maxLength={REFERENCE_MAX_COUNT}
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        <div className={styles.line}>
          <Button kind="primary" size="small" onPress={send}>
            {t("pay.mark-paid")}
          </Button>
          <Button size="small" onPress={onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
