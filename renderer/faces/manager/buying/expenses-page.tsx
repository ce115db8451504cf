import { Modal, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import type { RowOf } from "#kernel/definition.ts";
import { addDays } from "#kernel/time.ts";
import type { expensesQuery } from "#domains/procurement/money-queries.ts";
import { EXPENSE_KINDS, type ExpenseKind } from "#domains/procurement/vocabulary.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { isDateEntered } from "#renderer/copy/typed-date.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { expensesRef, recordExpenseRef } from "#renderer/domains/procurement/procurement-refs.ts";
import { DateField } from "#renderer/faces/manager/act/date-field.tsx";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useAct, useOutcomeWords } from "#renderer/faces/manager/act/use-act.ts";
import { useStaffNames, useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { rupiahFromText } from "#renderer/faces/manager/honor/draft-form.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { BuyingPage } from "./buying-page.tsx";
import styles from "./buying.module.css";
import { isSpanEntered, SpanFields } from "./span-fields.tsx";

type ExpenseRow = RowOf<typeof expensesQuery>;

/** “Belanja › Pengeluaran”: operating costs by service day. */
export function ExpensesPage() {
  const { t } = useManagerCopy();
  const units = useUnits();
  const whyNot = useWhyNotPermitted();
  const viewer = useViewer();
  const nameOf = useStaffNames();
  const { serviceDate } = useServiceDay();
  const [span, setSpan] = useState({ fromDate: addDays(serviceDate, -28), toDate: serviceDate });
  const [isAdding, setAdding] = useState(false);
  const asked = viewer !== null && isSpanEntered(span) ? span : null;
  const { rows, status } = useLiveQuery(expensesRef, asked, viewer ?? {});
  const sumIdr = rows.reduce((sum, row) => sum + row.amountIdr, 0);
  const columns: ReadonlyArray<DataColumn<ExpenseRow>> = [
    {
      id: "date",
      header: t("buying.expenses.date"),
      value: (row) => row.serviceDate,
      cell: (row) => units.dateShort(row.serviceDate),
    },
    { id: "kind", header: t("buying.expenses.kind"), value: (row) => t(`buying.expense.${row.expenseKind}`) },
    { id: "note", header: t("buying.expenses.note"), value: (row) => row.note },
    { id: "by", header: t("buying.expenses.by"), value: (row) => nameOf(row.recordedByStaffId) },
    {
      id: "amount",
      header: t("buying.line.amount"),
      value: (row) => row.amountIdr,
      cell: (row) => units.money(row.amountIdr),
      isFigure: true,
    },
  ];
  return (
    <BuyingPage
      title={t("buying.expenses.title")}
      actions={
        <Button
          kind="primary"
          size="small"
          icon="plus"
          reason={whyNot("purchase.match")}
          onPress={() => setAdding(true)}
        >
          {t("buying.expenses.record")}
        </Button>
      }
    >
      <Panel
        title={t("buying.expenses.title")}
        {...(rows.length === 0 ? {} : { note: t("buying.expenses.sum", { sum: units.money(sumIdr) }) })}
      >
        <SpanFields span={span} onChange={setSpan} />
        <DataTable
          caption={t("buying.expenses.title")}
          isCaptionHidden
          report="pengeluaran"
          source={{ table: "expenses", ...span }}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.expenseId}
          emptyText={t(status === "loading" ? "shared.loading" : "buying.expenses.none")}
        />
      </Panel>
      {isAdding ? <ExpenseDialog onClose={() => setAdding(false)} /> : null}
    </BuyingPage>
  );
}

function ExpenseDialog(props: { readonly onClose: () => void }) {
  const { onClose } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { serviceDate } = useServiceDay();
  const { makeId } = useCommand();
  const { grant } = useAct();
  const toast = useToast();
  const outcomeWords = useOutcomeWords();
  const [date, setDate] = useState(serviceDate);
  const [kind, setKind] = useState<ExpenseKind>("gas");
  const [amount, setAmount] = useState("");
  const [note, setNote] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const amountIdr = rupiahFromText(amount);
  const reason =
    (isDateEntered(date) ? null : t("manager.date.wrong")) ??
    (amountIdr === null ? t("buying.expenses.amount-needed") : null);
  const save = async () => {
    if (amountIdr === null) return;
    const words = note.trim();
    const outcome = await grant(recordExpenseRef, {
      expenseId: makeId("expense"),
      serviceDate: date,
      expenseKind: kind,
      amountIdr,
      ...(words === "" ? {} : { note: words }),
    });
    setTrouble(outcomeWords(outcome));
    if (outcome.kind !== "accepted") return;
    toast({ text: t("buying.expenses.recorded", { amount: units.money(amountIdr) }) });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("buying.expenses.record")}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <DateField label={t("buying.expenses.date")} value={date} onChange={setDate} />
        <NativeSelect
          data-autofocus
          label={t("buying.expenses.kind")}
          value={kind}
          data={EXPENSE_KINDS.map((value) => ({ value, label: t(`buying.expense.${value}`) }))}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setKind(EXPENSE_KINDS.find((candidate) => candidate === value) ?? "other");
          }}
        />
        <TextInput
          label={t("buying.expenses.amount")}
          inputMode="numeric"
          value={amount}
          onChange={(event) => setAmount(event.currentTarget.value)}
        />
        <TextInput
          label={t("buying.expenses.note")}
          maxLength={120}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {trouble === null ? null : (
          <p role="alert" className={styles.trouble}>
            {trouble}
          </p>
        )}
        <div className={dialog.actions}>
          <Button kind="primary" size="small" reason={reason} onPress={() => void save()}>
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
