import { Modal, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import type { InvoiceRow } from "#domains/procurement/money-queries.ts";
import { PAYMENT_METHODS, type PaymentMethod } from "#domains/procurement/vocabulary.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { approvePaymentRef, recordPaymentRef } from "#renderer/domains/procurement/procurement-refs.ts";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useAct, useLoneAct } from "#renderer/faces/manager/act/use-act.ts";
import { rupiahFromText } from "#renderer/faces/manager/honor/draft-form.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";

/** What an invoice waits for: somebody else's approval, then the money. */
export function InvoiceActs(props: { readonly invoice: InvoiceRow }) {
  const { invoice } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const sign = useSign();
  const { grant } = useAct();
  const whyNot = useWhyNotPermitted();
  const person = usePersonOrNobody();
  const [isPaying, setPaying] = useState(false);
  const { invoiceId, status } = invoice;
  const number = invoice.invoiceNumber;
  if (status === "paid") return null;
  const isOwn = person !== null && person.staffId === invoice.matchedByStaffId;
  if (status === "matched") {
    return (
      <Button
        size="small"
        icon="check"
        reason={whyNot("purchase.approve") ?? (isOwn ? t("buying.invoices.own-match") : null)}
        label={t("buying.invoices.approve-of", { number })}
        onPress={() =>
          void sign({
            title: t("buying.invoices.approve-of", { number }),
            text: t("buying.invoices.approve-text", {
              amount: units.money(invoice.amountIdr),
              supplier: invoice.supplierName,
            }),
            doneWords: t("buying.invoices.approved", { number }),
            send: (signatures) => grant(approvePaymentRef, { invoiceId }, { signatures }),
          })
        }
      >
        {t("buying.invoices.approve")}
      </Button>
    );
  }
  return (
    <>
      <Button
        size="small"
        reason={whyNot("purchase.match")}
        label={t("buying.invoices.pay-of", { number })}
        onPress={() => setPaying(true)}
      >
        {t("buying.invoices.pay")}
      </Button>
      {isPaying ? <PayDialog invoice={invoice} onClose={() => setPaying(false)} /> : null}
    </>
  );
}

function PayDialog(props: { readonly invoice: InvoiceRow; readonly onClose: () => void }) {
  const { invoice, onClose } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { grant } = useAct();
  const { run } = useLoneAct();
  const leftIdr = invoice.amountIdr - invoice.paidIdr;
  const [amount, setAmount] = useState(String(leftIdr));
  const [method, setMethod] = useState<PaymentMethod>("transfer");
  const [reference, setReference] = useState("");
  const amountIdr = rupiahFromText(amount);
  const { invoiceId, invoiceNumber } = invoice;
  const pay = () => {
    if (amountIdr === null) return;
    const words = reference.trim();
    onClose();
    const body = { invoiceId, amountIdr, method, ...(words === "" ? {} : { reference: words }) };
    run(() => grant(recordPaymentRef, body), t("buying.invoices.pay-done", { number: invoiceNumber }));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("buying.invoices.pay-of", { number: invoiceNumber })}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <TextInput
          data-autofocus
          label={t("buying.invoices.pay-amount")}
          description={t("buying.invoices.pay-left", { amount: units.money(leftIdr) })}
          inputMode="numeric"
          value={amount}
          onChange={(event) => setAmount(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("buying.invoices.pay-method")}
          value={method}
          data={PAYMENT_METHODS.map((value) => ({ value, label: t(`buying.pay-method.${value}`) }))}
          onChange={(event) => setMethod(event.currentTarget.value === "cash" ? "cash" : "transfer")}
        />
        <TextInput
          label={t("buying.invoices.pay-reference")}
          maxLength={60}
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        <div className={dialog.actions}>
          <Button
            kind="primary"
            size="small"
            reason={amountIdr === null || amountIdr > leftIdr ? t("buying.expenses.amount-needed") : null}
            onPress={pay}
          >
            {t("buying.invoices.pay")}
          </Button>
          <Button size="small" onPress={onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
