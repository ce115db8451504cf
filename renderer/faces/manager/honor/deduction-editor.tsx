import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { rupiahFromText } from "./draft-form.ts";
import styles from "./honor.module.css";

export interface StaffDeductionInput {
  readonly staffId: string;
  readonly reason: string;
  readonly amountIdr: number;
}

const REASON_MAX_COUNT = 60;

/** What is taken from whom, and why: it stands on the list as entered here. */
export function DeductionEditor(props: {
  readonly people: ReadonlyArray<{ readonly staffId: string; readonly fullName: string }>;
  readonly deductions: readonly StaffDeductionInput[];
  readonly onChange: (deductions: readonly StaffDeductionInput[]) => void;
}) {
  const { people, deductions, onChange } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const [staffId, setStaffId] = useState("");
  const [reason, setReason] = useState("");
  const [amount, setAmount] = useState("");
  const amountIdr = rupiahFromText(amount);
  const nameOf = (id: string) => people.find((person) => person.staffId === id)?.fullName ?? id;
  const missing =
    staffId === ""
      ? t("pay.deduction.who-needed")
      : reason.trim() === ""
        ? t("kitchen.reason-needed")
        : amountIdr === null
          ? t("pay.deduction.amount-needed")
          : null;
  const add = () => {
    if (missing !== null || amountIdr === null) return;
    onChange([...deductions, { staffId, reason: reason.trim(), amountIdr }]);
    setReason("");
    setAmount("");
  };
  return (
    <fieldset className={styles.deductions}>
      <legend>{t("pay.deductions")}</legend>
      {deductions.length === 0 ? <p className={styles.quiet}>{t("pay.no-deductions")}</p> : null}
      <ul className={styles.plainList}>
        {deductions.map((deduction, index) => (
          <li key={`${deduction.staffId}-${deduction.reason}-${deduction.amountIdr}-${index}`}>
            <span>
              {nameOf(deduction.staffId)} · {deduction.reason} · {units.money(deduction.amountIdr)}
            </span>
            <Button
              size="small"
              kind="quiet"
              icon="x"
              label={t("pay.deduction.remove-of", { name: nameOf(deduction.staffId), reason: deduction.reason })}
              onPress={() => onChange(deductions.filter((_, other) => other !== index))}
            >
              {t("pay.deduction.remove")}
            </Button>
          </li>
        ))}
      </ul>
      <div className={styles.line}>
        <NativeSelect
          label={t("pay.deduction.who")}
          value={staffId}
          data={[
            { value: "", label: t("pay.deduction.choose") },
            ...people.map((person) => ({ value: person.staffId, label: person.fullName })),
          ]}
          onChange={(event) => setStaffId(event.currentTarget.value)}
        />
        <TextInput
          label={t("pay.deduction.reason")}
          maxLength={REASON_MAX_COUNT}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <TextInput
          label={t("pay.deduction.amount")}
          inputMode="numeric"
          value={amount}
          onChange={(event) => setAmount(event.currentTarget.value)}
        />
        <Button size="small" icon="plus" reason={missing} onPress={add}>
          {t("pay.deduction.add")}
        </Button>
      </div>
    </fieldset>
  );
}
