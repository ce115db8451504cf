import { Checkbox, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ReceiptToMatchRow } from "#domains/procurement/money-queries.ts";
import type { MatchedItem } from "#domains/procurement/match.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { isDateEntered } from "#renderer/copy/typed-date.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { matchInvoiceRef, purchaseFiguresRef } from "#renderer/domains/procurement/procurement-refs.ts";
import { DateField } from "#renderer/faces/manager/act/date-field.tsx";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useAct, useOutcomeWords } from "#renderer/faces/manager/act/use-act.ts";
import { useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { rupiahFromText } from "#renderer/faces/manager/honor/draft-form.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import styles from "./buying.module.css";
import { CHECKED_LOOK, unitWord } from "./buying-words.ts";
import { comparedItems, invoiceLinesFrom, typedFromReceipts, type TypedInvoiceLine } from "./match-form.ts";

/** Reads an invoice against its deliveries and its order; what differs is shown before it is sent. */
export function MatchDialog(props: {
  readonly first: ReceiptToMatchRow;
  readonly receipts: readonly ReceiptToMatchRow[];
  readonly onClose: () => void;
}) {
  const { first, onClose } = props;
  const { t } = useManagerCopy();
  const { serviceDate } = useServiceDay();
  const form = useMatchForm(first, props.receipts);
  const [number, setNumber] = useState("");
  const [date, setDate] = useState(first.receivedDate <= serviceDate ? first.receivedDate : serviceDate);
  const [why, setWhy] = useState("");
  const send = useSend(first, onClose);
  const [trouble, setTrouble] = useState<string | null>(null);
  const reason =
    (number.trim() === "" ? t("buying.invoices.number-needed") : null) ??
    (isDateEntered(date) ? null : t("manager.date.wrong")) ??
    (form.lines === null ? t("buying.invoices.lines-needed") : null) ??
    (form.amountIdr === null ? t("buying.invoices.amount-needed") : null) ??
    (form.isDifferent && why.trim() === "" ? t("buying.invoices.reason-needed") : null);
  const save = async () => {
    const { lines, amountIdr } = form;
    if (lines === null || amountIdr === null) return;
    const receiptIds = form.chosen.map((row) => row.receiptId);
    setTrouble(await send({ number: number.trim(), date, receiptIds, lines, amountIdr, why: why.trim() }));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t("buying.invoices.match-of", { supplier: first.supplierName })}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <div className={styles.line}>
          <TextInput
            data-autofocus
            className={styles.grow ?? ""}
            label={t("buying.invoices.number")}
            maxLength={40}
            value={number}
            onChange={(event) => setNumber(event.currentTarget.value)}
          />
          <DateField label={t("buying.invoices.date")} value={date} onChange={setDate} />
        </div>
        <fieldset className={styles.stack}>
          <legend>{t("buying.invoices.receipts")}</legend>
          {form.siblings.map((row) => (
            <Checkbox
              key={row.receiptId}
              label={row.receiptCode}
              checked={form.chosen.includes(row)}
              onChange={() => form.toggle(row.receiptId)}
            />
          ))}
        </fieldset>
        <MatchTable typed={form.typed} items={form.items} onChange={form.setTyped} />
        <div className={styles.line}>
          <TextInput
            label={t("buying.invoices.amount")}
            description={t("buying.invoices.sum", { sum: form.sumWords })}
            inputMode="numeric"
            value={form.amount}
            onChange={(event) => form.setAmount(event.currentTarget.value)}
          />
          <TextInput
            className={styles.grow ?? ""}
            label={t("buying.invoices.reason")}
            description={t("buying.invoices.reason-hint")}
            maxLength={200}
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
        </div>
        {trouble === null ? null : (
          <p role="alert" className={dialog.trouble}>
            {trouble}
          </p>
        )}
        <div className={dialog.actions}>
          <Button kind="primary" size="small" reason={reason} onPress={() => void save()}>
            {t("buying.invoices.match")}
          </Button>
          <Button size="small" onPress={onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

/** What is typed, and what the three papers say of it. */
function useMatchForm(first: ReceiptToMatchRow, receipts: readonly ReceiptToMatchRow[]) {
  const units = useUnits();
  const viewer = useViewer();
  const figures = useLiveQuery(purchaseFiguresRef, viewer === null ? null : {}, viewer ?? {});
  const siblings = receipts.filter((row) => row.supplierId === first.supplierId && row.orderId === first.orderId);
  const [chosenIds, setChosenIds] = useState<readonly string[]>([first.receiptId]);
  const [typed, setTyped] = useState(() => typedFromReceipts([first]));
  const [amount, setAmount] = useState("");
  const chosen = siblings.filter((row) => chosenIds.includes(row.receiptId));
  const toggle = (receiptId: string) => {
    const next = chosenIds.includes(receiptId) ? chosenIds.filter((id) => id !== receiptId) : [...chosenIds, receiptId];
    if (next.length === 0) return;
    setChosenIds(next);
    setTyped(typedFromReceipts(siblings.filter((row) => next.includes(row.receiptId))));
  };
  const lines = invoiceLinesFrom(typed);
  const sumIdr = lines?.reduce((sum, line) => sum + line.amountIdr, 0) ?? 0;
  // Empty: the paper asks for just what its lines come to.
  const amountIdr = amount.trim() === "" && lines !== null ? sumIdr : rupiahFromText(amount);
  const items = comparedItems(chosen, lines ?? [], figures.rows[0]?.invoiceToleranceBp ?? 0);
  const isDifferent = items.some((item) => item.differences.length > 0) || (amountIdr !== null && amountIdr !== sumIdr);
  const sumWords = units.money(sumIdr);
  return {
    siblings,
    chosen,
    toggle,
    typed,
    setTyped,
    amount,
    setAmount,
    lines,
    amountIdr,
    items,
    isDifferent,
    sumWords,
  };
}

function MatchTable(props: {
  readonly typed: readonly TypedInvoiceLine[];
  readonly items: readonly MatchedItem[];
  readonly onChange: (typed: readonly TypedInvoiceLine[]) => void;
}) {
  const { typed, items, onChange } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const set = (itemId: string, more: Partial<TypedInvoiceLine>) =>
    onChange(typed.map((line) => (line.itemId === itemId ? { ...line, ...more } : line)));
  return (
    <div className={styles.scroller}>
      <table className={styles.match}>
        <thead>
          <tr>
            <th scope="col">{t("buying.invoices.item")}</th>
            <th scope="col">{t("buying.invoices.accepted")}</th>
            <th scope="col">{t("buying.invoices.invoiced")}</th>
            <th scope="col">{t("buying.invoices.expected")}</th>
            <th scope="col">{t("buying.line.amount")}</th>
            <th scope="col">{t("buying.invoices.difference")}</th>
          </tr>
        </thead>
        <tbody>
          {typed.map((line) => {
            const item = items.find(({ itemId }) => itemId === line.itemId);
            const unit = unitWord(t, line.unit);
            return (
              <tr key={line.itemId}>
                <td>{line.itemName}</td>
                <td className={styles.figures}>{item === undefined ? "–" : units.quantity(item.accepted)}</td>
                <td>
                  <TextInput
                    aria-label={t("buying.invoices.invoiced-of", { item: line.itemName, unit })}
                    rightSection={unit}
                    rightSectionWidth={64}
                    inputMode="decimal"
                    value={line.count}
                    onChange={(event) => set(line.itemId, { count: event.currentTarget.value })}
                  />
                </td>
                <td className={styles.figures}>{item === undefined ? "–" : units.money(item.expectedIdr)}</td>
                <td>
                  <TextInput
                    aria-label={t("buying.invoices.asked-of", { item: line.itemName })}
                    inputMode="numeric"
                    value={line.amount}
                    onChange={(event) => set(line.itemId, { amount: event.currentTarget.value })}
                  />
                </td>
                <td>
                  <Verdict item={item} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Verdict(props: { readonly item: MatchedItem | undefined }) {
  const { item } = props;
  const { t } = useManagerCopy();
  if (item === undefined) return null;
  if (item.differences.length === 0) {
    return <StateBadge state="agrees" {...CHECKED_LOOK.agrees} word={t("buying.invoices.agrees")} />;
  }
  return item.differences.map((kind) => (
    <div key={kind}>
      <StateBadge state={kind} {...CHECKED_LOOK.differs} word={t(`buying.difference.${kind}`)} />
    </div>
  ));
}

function useSend(first: ReceiptToMatchRow, onDone: () => void) {
  const { t } = useManagerCopy();
  const { makeId } = useCommand();
  const { grant } = useAct();
  const toast = useToast();
  const outcomeWords = useOutcomeWords();
  return async (invoice: {
    readonly number: string;
    readonly date: string;
    readonly receiptIds: readonly string[];
    readonly lines: NonNullable<ReturnType<typeof invoiceLinesFrom>>;
    readonly amountIdr: number;
    readonly why: string;
  }) => {
    const outcome = await grant(matchInvoiceRef, {
      invoiceId: makeId("invoice"),
      supplierId: first.supplierId,
      invoiceNumber: invoice.number,
      invoiceDate: invoice.date,
      ...(first.orderId === null ? {} : { orderId: first.orderId }),
      receiptIds: [...invoice.receiptIds],
      lines: [...invoice.lines],
      amountIdr: invoice.amountIdr,
      ...(invoice.why === "" ? {} : { reason: invoice.why }),
    });
    if (outcome.kind === "accepted") {
      toast({ text: t("buying.invoices.matched", { number: invoice.number }) });
      onDone();
    }
    return outcomeWords(outcome);
  };
}
