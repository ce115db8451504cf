import { Modal, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import type { RowOf } from "#kernel/definition.ts";
import type { staffPayQuery } from "#domains/people/queries.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { setStaffPayRef, staffPayRef } from "#renderer/domains/people/people-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useAct, useOutcomeWords } from "#renderer/faces/manager/act/use-act.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useWaitingWords } from "#renderer/faces/manager/shell/use-waiting-words.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { rupiahFromText } from "./draft-form.ts";
import styles from "./honor.module.css";

type StaffPayRow = RowOf<typeof staffPayQuery>;
const ACCOUNT_MAX_COUNT = 60;

/** What people are paid; those without a rate say so. */
export function RatesPanel() {
  const { t } = useManagerCopy();
  const waiting = useWaitingWords();
  const units = useUnits();
  const whyNot = useWhyNotPermitted();
  const person = usePersonOrNobody();
  const [editing, setEditing] = useState<StaffPayRow | null>(null);
  const { rows, status } = useLiveQuery(
    staffPayRef,
    person === null ? null : {},
    person === null ? {} : { staffId: person.staffId },
  );
  const rateWords = (row: StaffPayRow) =>
    row.payBasis === null || row.rateIdr === null
      ? t("pay.rate.none")
      : t(`pay.rate.${row.payBasis}`, { rate: units.money(row.rateIdr) });
  const columns: ReadonlyArray<DataColumn<StaffPayRow>> = [
    { id: "name", header: t("people.column.name"), value: (row) => row.fullName },
    { id: "position", header: t("people.field.position"), value: (row) => row.position },
    {
      id: "employment",
      header: t("people.field.employmentKind"),
      value: (row) => t(`people.employment.${row.employmentKind}`),
    },
    {
      id: "rate",
      header: t("pay.column.rate"),
      value: rateWords,
      cell: (row) => <span className={row.rateIdr === null ? styles.missing : undefined}>{rateWords(row)}</span>,
    },
    { id: "account", header: t("pay.column.account"), value: (row) => row.bankAccount },
  ];
  return (
    <>
      <DataTable
        caption={t("pay.rates")}
        isCaptionHidden
        report="tarif"
        source={{ table: "staff-pay" }}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.staffId}
        emptyText={status === "loading" ? waiting : t("people.none")}

        actions={{
          header: t("pay.column.change"),
          cell: (row) => (
            <Button
              size="small"
              reason={whyNot("payroll.make")}
              label={t("pay.rate.change-of", { name: row.fullName })}
              onPress={() => setEditing(row)}
            >
              {t(row.rateIdr === null ? "pay.rate.enter" : "pay.rate.change")}
            </Button>
          ),
        }}
      />
      {editing === null ? null : <RateDialog row={editing} onClose={() => setEditing(null)} />}
    </>
  );
}

function RateDialog(props: { readonly row: StaffPayRow; readonly onClose: () => void }) {
  const { row, onClose } = props;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const words = useOutcomeWords();
  const toast = useToast();
  const [payBasis, setPayBasis] = useState<"day" | "hour">(row.payBasis ?? "day");
  const [rate, setRate] = useState(row.rateIdr === null ? "" : String(row.rateIdr));
  const [account, setAccount] = useState(row.bankAccount ?? "");
  const [trouble, setTrouble] = useState<string | null>(null);
  const rateIdr = rupiahFromText(rate);
  const save = async () => {
    if (rateIdr === null) return;
    const bankAccount = account.trim();
    const pay = { payBasis, rateIdr, ...(bankAccount === "" ? {} : { bankAccount }) };
    const refused = words(await grant(setStaffPayRef, { staffId: row.staffId, pay }));
    if (refused !== null) return setTrouble(refused);
    toast({ text: t("pay.rate.saved", { name: row.fullName }) });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("pay.rate.change-of", { name: row.fullName })}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <NativeSelect
          label={t("pay.rate.basis")}
          value={payBasis}
          data={(["day", "hour"] as const).map((basis) => ({ value: basis, label: t(`pay.rate.basis.${basis}`) }))}
          onChange={(event) => setPayBasis(event.currentTarget.value === "hour" ? "hour" : "day")}
        />
        <TextInput
          data-autofocus
          label={t("pay.rate.amount")}
          inputMode="numeric"
          value={rate}
          onChange={(event) => setRate(event.currentTarget.value)}
        />
        <TextInput
          label={t("pay.column.account")}
          description={t("pay.rate.account-hint")}
          maxLength={ACCOUNT_MAX_COUNT}
          value={account}
          onChange={(event) => setAccount(event.currentTarget.value)}
        />
        {trouble === null ? null : (
          <p role="alert" className={styles.trouble}>
            {trouble}
          </p>
        )}
        <div className={styles.line}>
          <Button
            kind="primary"
            size="small"
            reason={rateIdr === null ? t("pay.deduction.amount-needed") : null}
            onPress={() => void save()}
          >
            {t("shared.verb.save")}
          </Button>
          <Button size="small" onPress={onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
