import { Modal, NativeSelect, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useCommand } from "#renderer/client/use-command.ts";
import { isDateEntered } from "#renderer/copy/typed-date.ts";
import { recordPriceSurveyRef } from "#renderer/domains/procurement/procurement-refs.ts";
import { DateField } from "#renderer/faces/manager/act/date-field.tsx";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useAct, useOutcomeWords } from "#renderer/faces/manager/act/use-act.ts";
import { rupiahFromText } from "#renderer/faces/manager/honor/draft-form.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { unitWord } from "./buying-words.ts";
import styles from "./buying.module.css";
import { perOf, type OrderableItem } from "./order-form.ts";

interface TypedQuote {
  readonly place: string;
  readonly price: string;
}
const EMPTY: TypedQuote = { place: "", price: "" };
/** The form begins with as many as a survey is asked to have; the kitchen knows the figure in force. */
const QUOTES_AT_FIRST: readonly TypedQuote[] = [EMPTY, EMPTY, EMPTY];

/** The prices of one thing at several places. */
export function SurveyDialog(props: { readonly items: readonly OrderableItem[]; readonly onClose: () => void }) {
  const { items, onClose } = props;
  const { t } = useManagerCopy();
  const { serviceDate } = useServiceDay();
  const record = useRecord();
  const [itemId, setItemId] = useState<string | null>(null);
  const [unitCode, setUnitCode] = useState("");
  const [surveyDate, setSurveyDate] = useState(serviceDate);
  const [quotes, setQuotes] = useState(QUOTES_AT_FIRST);
  const [trouble, setTrouble] = useState<string | null>(null);
  const item = items.find((candidate) => candidate.itemId === itemId);
  const isComplete = quotes.every(({ place, price }) => place.trim() !== "" && rupiahFromText(price) !== null);
  const reason =
    (item === undefined ? t("buying.line.item-needed") : null) ??
    (isDateEntered(surveyDate) ? null : t("manager.date.wrong")) ??
    (isComplete ? null : t("buying.prices.incomplete"));
  const save = async () => {
    if (item === undefined) return;
    const words = await record({ item, unitCode, surveyDate, quotes });
    setTrouble(words);
    if (words === null) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t("buying.prices.record")}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <p>{t("buying.prices.note")}</p>
        <div className={styles.line}>
          <Select
            data-autofocus
            className={styles.grow ?? ""}
            label={t("buying.prices.item")}
            searchable
            data={items.map((row) => ({ value: row.itemId, label: row.itemName }))}
            value={itemId}
            onChange={(value) => {
              setItemId(value);
              setUnitCode("");
            }}
          />
          <NativeSelect
            label={t("buying.prices.unit")}
            value={unitCode}
            disabled={item === undefined}
            data={
              item === undefined
                ? []
                : [
                    { value: "", label: unitWord(t, item.baseUnit) },
                    ...item.purchaseUnits.map(({ code, label }) => ({ value: code, label })),
                  ]
            }
            onChange={(event) => setUnitCode(event.currentTarget.value)}
          />
          <DateField label={t("buying.prices.date")} value={surveyDate} onChange={setSurveyDate} />
        </div>
        <Quotes quotes={quotes} onChange={setQuotes} />
        {trouble === null ? null : (
          <p role="alert" className={dialog.trouble}>
            {trouble}
          </p>
        )}
        <div className={dialog.actions}>
          <Button kind="primary" size="small" reason={reason} onPress={() => void save()}>
            {t("shared.verb.save")}
          </Button>
          <Button size="small" icon="plus" onPress={() => setQuotes([...quotes, EMPTY])}>
            {t("buying.prices.more")}
          </Button>
          <Button size="small" onPress={onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function Quotes(props: {
  readonly quotes: readonly TypedQuote[];
  readonly onChange: (quotes: readonly TypedQuote[]) => void;
}) {
  const { quotes, onChange } = props;
  const { t } = useManagerCopy();
  const set = (index: number, more: Partial<TypedQuote>) =>
    onChange(quotes.map((quote, other) => (other === index ? { ...quote, ...more } : quote)));
  return quotes.map((quote, index) => (
    // eslint-disable-next-line react/no-array-index-key -- rows are only added at the end
    <div key={index} className={styles.line}>
      <TextInput
        className={styles.grow ?? ""}
        label={t("buying.prices.source", { number: index + 1 })}
        maxLength={80}
        value={quote.place}
        onChange={(event) => set(index, { place: event.currentTarget.value })}
      />
      <TextInput
        className={styles.narrow ?? ""}
        label={t("buying.prices.price", { number: index + 1 })}
        inputMode="numeric"
        value={quote.price}
        onChange={(event) => set(index, { price: event.currentTarget.value })}
      />
    </div>
  ));
}

/** Records the survey; gives what is wrong in words, null when it was taken. */
function useRecord() {
  const { t } = useManagerCopy();
  const { makeId } = useCommand();
  const { grant } = useAct();
  const outcomeWords = useOutcomeWords();
  const toast = useToast();
  return async (survey: {
    readonly item: OrderableItem;
    readonly unitCode: string;
    readonly surveyDate: string;
    readonly quotes: readonly TypedQuote[];
  }) => {
    const per = perOf(survey.item, survey.unitCode);
    const { itemId } = survey.item;
    const outcome = await grant(recordPriceSurveyRef, {
      surveyId: makeId("survey"),
      surveyDate: survey.surveyDate,
      quotes: survey.quotes.map(({ place, price }) => ({
        itemId,
        place: place.trim(),
        unitPrice: { amountIdr: rupiahFromText(price) ?? 0, per },
      })),
    });
    if (outcome.kind === "accepted") toast({ text: t("buying.prices.recorded", { item: survey.item.itemName }) });
    return outcomeWords(outcome);
  };
}
