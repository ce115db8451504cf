import { Modal } from "@mantine/core";
import { useState } from "react";
import type { StockRow } from "#domains/inventory/queries.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { addItemRef, changeItemRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useAct, useOutcomeWords } from "#renderer/faces/manager/act/use-act.ts";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { fieldsFromItem, itemFromFields, NEW_ITEM, type ItemFields, type ItemProblems } from "./item-fields.ts";
import { ItemForm } from "./item-form.tsx";

/** Adds a thing to the store room, or changes one; its base unit stays, its history is written in it. */
export function ItemDialog(props: {
  /** Null: a new one. */
  readonly row: StockRow | null;
  readonly onClose: () => void;
  readonly onDone: (itemId: string) => void;
}) {
  const { row } = props;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const { makeId } = useCommand();
  const toast = useToast();
  const outcomeWords = useOutcomeWords();
  const [fields, setFields] = useState<ItemFields>(row === null ? NEW_ITEM : fieldsFromItem(row.item));
  const [problems, setProblems] = useState<ItemProblems>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const title = row === null ? t("stock.item.add") : t("stock.item.change-of", { item: row.item.name });

  const save = async () => {
    const read = itemFromFields(fields, row?.item ?? null);
    setProblems(read.ok ? {} : read.problems);
    if (!read.ok || isBusy) return;
    setBusy(true);
    setTrouble(null);
    const { baseUnit, ...members } = read.item;
    const itemId = row?.itemId ?? makeId("item");
    const outcome =
      row === null
        ? await grant(addItemRef, { itemId, ...members, baseUnit })
        : await grant(changeItemRef, { itemId, fields: members });
    setBusy(false);
    const words = outcomeWords(outcome);
    if (words !== null) return setTrouble(words);
    toast({ text: t(row === null ? "stock.item.added" : "stock.item.changed", { item: members.name }) });
    props.onDone(itemId);
  };
  return (
    <Modal
      opened
      size="lg"
      onClose={props.onClose}
      title={title}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <ItemForm fields={fields} problems={problems} isNew={row === null} onChange={setFields} />
        {trouble === null ? null : (
          <p role="alert" className={dialog.trouble}>
            {trouble}
          </p>
        )}
        <div className={dialog.actions}>
          <Button kind="primary" size="small" onPress={() => void save()}>
            {t("shared.verb.save")}
          </Button>
          <Button size="small" onPress={props.onClose}>
            {t("shared.verb.cancel")}
          </Button>
          <span role="status">{isBusy ? t("shared.record.sending") : ""}</span>
        </div>
      </div>
    </Modal>
  );
}
