import { NativeSelect, Select, TextInput } from "@mantine/core";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { DateField } from "#renderer/faces/manager/act/date-field.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { unitWord } from "./buying-words.ts";
import styles from "./buying.module.css";
import { orderLineFrom, type OrderableItem, type TypedLine } from "./order-form.ts";
import { idrOfQuantity } from "#kernel/money.ts";

/** One line of an order: the thing, how much of which unit, for how much. */
export function LineEditor(props: {
  readonly line: TypedLine;
  readonly items: readonly OrderableItem[];
  readonly onChange: (more: Partial<TypedLine>) => void;
  readonly onRemove: () => void;
}) {
  const { line, items, onChange } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const item = items.find(({ itemId }) => itemId === line.itemId);
  const unitChoices =
    item === undefined
      ? []
      : [
          ...item.purchaseUnits.map(({ code, label }) => ({ value: code, label })),
          { value: "", label: unitWord(t, item.baseUnit) },
        ];
  const unitLabel = unitChoices.find(({ value }) => value === line.unitCode)?.label ?? "";
  const read = orderLineFrom(line, items);
  const choose = (itemId: string | null) => {
    const chosen = items.find((candidate) => candidate.itemId === itemId);
    onChange({ itemId: itemId ?? "", unitCode: chosen?.purchaseUnits[0]?.code ?? "" });
  };
  return (
    <div className={styles.entry}>
      <Select
        className={styles.grow ?? ""}
        label={t("buying.line.item")}
        placeholder={t("buying.line.choose")}
        searchable
        data={items.map(({ itemId, itemName }) => ({ value: itemId, label: itemName }))}
        value={line.itemId === "" ? null : line.itemId}
        onChange={choose}
      />
      <TextInput
        className={styles.narrow ?? ""}
        label={t("buying.line.count")}
        inputMode="decimal"
        value={line.count}
        onChange={(event) => onChange({ count: event.currentTarget.value })}
      />
      <NativeSelect
        className={styles.narrow ?? ""}
        label={t("buying.line.unit")}
        value={line.unitCode}
        data={unitChoices}
        disabled={item === undefined}
        onChange={(event) => onChange({ unitCode: event.currentTarget.value })}
      />
      <TextInput
        className={styles.price ?? ""}
        label={unitLabel === "" ? t("buying.line.price") : t("buying.line.price-for", { unit: unitLabel })}
        inputMode="numeric"
        description={read === null ? undefined : units.money(idrOfQuantity(read.quantity, read.unitPrice))}
        inputWrapperOrder={["label", "input", "description", "error"]}
        value={line.price}
        onChange={(event) => onChange({ price: event.currentTarget.value })}
      />
      <DateField
        className={styles.narrow ?? ""}
        label={t("buying.line.for")}
        value={line.neededForDate}
        onChange={(neededForDate) => onChange({ neededForDate })}
      />
      <Button
        size="small"
        kind="quiet"
        icon="x"
        label={t("buying.line.remove-of", { item: item?.itemName ?? t("buying.line.item") })}
        onPress={props.onRemove}
      >
        {t("buying.line.remove")}
      </Button>
    </div>
  );
}
