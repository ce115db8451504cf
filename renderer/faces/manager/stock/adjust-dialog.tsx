import { Modal, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { amountOf, quantityOf, type BaseUnit } from "#kernel/quantity.ts";
import type { LotRow } from "#domains/inventory/queries.ts";
import { ADJUSTMENT_REASONS, type AdjustmentReason } from "#domains/inventory/vocabulary.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { amountFromText, deskUnit } from "#renderer/domains/inventory/amount-text.ts";
import { requestAdjustmentRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useAct, useOutcomeWords } from "#renderer/faces/manager/act/use-act.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

const NOTE_MAX_COUNT = 400;

/** Asks for a correction of one lot; somebody else approves it before the book changes. */
export function AdjustDialog(props: { readonly lot: LotRow; readonly onClose: () => void }) {
  const { lot } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { fact } = useAct();
  const { makeId } = useCommand();
  const toast = useToast();
  const outcomeWords = useOutcomeWords();
  const [text, setText] = useState("");
  const [reasonCode, setReasonCode] = useState<AdjustmentReason>("weighing");
  const [note, setNote] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const baseUnit: BaseUnit = lot.onHand.unit;
  const unit = deskUnit(baseUnit);
  const delta = amountFromText(text, unit, true);
  const afterAmount = delta === null ? null : amountOf(lot.onHand) + delta;
  const missing =
    delta === null || delta === 0
      ? t("stock.adjust.amount-needed")
      : afterAmount !== null && afterAmount < 0
        ? t("stock.adjust.negative")
        : reasonCode === "other" && note.trim() === ""
          ? t("kitchen.reason-needed")
          : null;
  const ask = async () => {
    if (delta === null || missing !== null) return;
    const outcome = await fact(requestAdjustmentRef, {
      adjustmentId: makeId("adjustment"),
      lotId: lot.lotId,
      delta: quantityOf(baseUnit, delta),
      reasonCode,
      ...(note.trim() === "" ? {} : { note: note.trim() }),
    });
    const words = outcomeWords(outcome);
    if (words !== null) return setTrouble(words);
    toast({ text: t("stock.adjust.asked", { lot: lot.lotCode }) });
    props.onClose();
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("stock.adjust.of", { lot: lot.lotCode })}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <p>{t("stock.adjust.text", { amount: units.quantity(lot.onHand), item: lot.itemName })}</p>
        <TextInput
          data-autofocus
          label={t("stock.adjust.amount", { unit: t(`stock.unit.${unit.code as "kg" | "l" | "pcs"}`) })} // the first measure of each base unit
          description={
            afterAmount === null || afterAmount < 0
              ? t("stock.adjust.amount-hint")
              : t("stock.adjust.after", { amount: units.quantity(quantityOf(baseUnit, afterAmount)) })
          }
          inputMode="decimal"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("stock.adjust.why")}
          value={reasonCode}
          data={ADJUSTMENT_REASONS.map((value) => ({ value, label: t(`stock.adjust.${value}`) }))}
          onChange={(event) =>
            setReasonCode(ADJUSTMENT_REASONS.find((code) => code === event.currentTarget.value) ?? "other")
          }
        />
        <Textarea
          label={t("stock.adjust.note")}
          rows={2}
          maxLength={NOTE_MAX_COUNT}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {trouble === null ? null : (
          <p role="alert" className={dialog.trouble}>
            {trouble}
          </p>
        )}
        <div className={dialog.actions}>
          <Button kind="primary" size="small" icon="send" reason={missing} onPress={() => void ask()}>
            {t("stock.adjust.ask")}
          </Button>
          <Button size="small" onPress={props.onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
