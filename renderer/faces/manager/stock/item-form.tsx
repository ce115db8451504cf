import { NativeSelect, Switch, TextInput } from "@mantine/core";
import { deskUnit } from "#renderer/domains/inventory/amount-text.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { IngredientField } from "./ingredient-field.tsx";
import {
  BASE_UNITS,
  CATEGORIES,
  KINDS,
  type ItemFieldName,
  type ItemFields,
  type ItemProblems,
} from "./item-fields.ts";
import styles from "./stock.module.css";

const PACKS_MAX_COUNT = 8;

/** The fields of an item; amounts are typed in kilograms, litres or pieces. */
export function ItemForm(props: {
  readonly fields: ItemFields;
  readonly problems: ItemProblems;
  readonly isNew: boolean;
  readonly onChange: (fields: ItemFields) => void;
}) {
  const { fields, problems } = props;
  const { t } = useManagerCopy();
  const change = (part: Partial<ItemFields>) => props.onChange({ ...fields, ...part });
  const errorOf = (name: ItemFieldName) => {
    const problem = problems[name];
    return problem === undefined ? null : t(`stock.problem.${problem}`);
  };
  const unit = t(`stock.unit.${deskUnit(fields.baseUnit).code as "kg" | "l" | "pcs"}`); // the first measure of each base unit
  const text = (name: "itemCode" | "name" | "min" | "max" | "shelfLife", label: string, hint?: string) => (
    <TextInput
      label={label}
      description={hint}
      autoComplete="off"
      value={fields[name]}
      error={errorOf(name)}
      onChange={(event) => change({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <div className={styles.form}>
      {text("name", t("stock.column.item"))}
      {text("itemCode", t("stock.column.code"), t("stock.item.code-hint"))}
      <NativeSelect
        label={t("stock.item.base-unit")}
        description={props.isNew ? undefined : t("stock.item.base-unit-stays")}
        disabled={!props.isNew}
        value={fields.baseUnit}
        data={BASE_UNITS.map((value) => ({ value, label: t(`stock.base.${value}`) }))}
        onChange={(event) => {
          const baseUnit = BASE_UNITS.find((known) => known === event.currentTarget.value);
          if (baseUnit !== undefined) change({ baseUnit });
        }}
      />
      <NativeSelect
        label={t("stock.item.kind")}
        value={fields.storageKind}
        data={KINDS.map((value) => ({ value, label: t(`stock.kind.${value}`) }))}
        onChange={(event) => change({ storageKind: KINDS.find((kind) => kind === event.currentTarget.value) ?? "dry" })}
      />
      <Switch
        label={t("stock.item.is-food")}
        checked={fields.isFood}
        onChange={(event) => change({ isFood: event.currentTarget.checked })}
      />
      {fields.isFood ? (
        <NativeSelect
          label={t("stock.column.category")}
          value={fields.category}
          data={CATEGORIES.map((value) => ({ value, label: t(`stock.category.${value}`) }))}
          onChange={(event) =>
            change({ category: CATEGORIES.find((known) => known === event.currentTarget.value) ?? "other" })
          }
        />
      ) : null}
      {fields.isFood ? (
        <div className={styles.whole}>
          <IngredientField
            ingredientId={fields.ingredientId}
            baseUnit={fields.baseUnit}
            onChange={(ingredientId) => change({ ingredientId })}
          />
        </div>
      ) : null}
      {text("min", t("stock.item.min", { unit }), t("stock.item.min-hint"))}
      {text("max", t("stock.item.max", { unit }), t("stock.item.max-hint"))}
      {text("shelfLife", t("stock.item.shelf-life"), t("stock.item.shelf-life-hint"))}
      <Packs fields={fields} unit={unit} error={errorOf("packs")} onChange={change} />
    </div>
  );
}

function Packs(props: {
  readonly fields: ItemFields;
  readonly unit: string;
  readonly error: string | null;
  readonly onChange: (part: Partial<ItemFields>) => void;
}) {
  const { packs } = props.fields;
  const { t } = useManagerCopy();
  const set = (index: number, part: Partial<ItemFields["packs"][number]>) =>
    props.onChange({ packs: packs.map((pack, at) => (at === index ? { ...pack, ...part } : pack)) });
  return (
    <div className={`${styles.packs ?? ""} ${styles.whole ?? ""}`} role="group" aria-label={t("stock.item.packs")}>
      <span>{t("stock.item.packs")}</span>
      <span className={styles.hint}>{t("stock.item.packs-hint")}</span>
      {packs.map((pack, index) => (
        // The order is the only thing a new pack has to be known by.
        <div key={index} className={styles.pack}>
          <TextInput
            label={t("stock.item.pack-label")}
            maxLength={40}
            value={pack.label}
            onChange={(event) => set(index, { label: event.currentTarget.value })}
          />
          <TextInput
            label={t("stock.item.pack-amount", { unit: props.unit })}
            value={pack.amount}
            onChange={(event) => set(index, { amount: event.currentTarget.value })}
          />
          <Button
            size="small"
            icon="x"
            label={t("stock.item.pack-remove", { pack: pack.label })}
            onPress={() => props.onChange({ packs: packs.filter((_, at) => at !== index) })}
          >
            {null}
          </Button>
        </div>
      ))}
      {props.error === null ? null : <span className={styles.trouble}>{props.error}</span>}
      <span>
        <Button
          size="small"
          icon="plus"
          reason={packs.length >= PACKS_MAX_COUNT ? t("stock.item.packs-full") : null}
          onPress={() => props.onChange({ packs: [...packs, { label: "", amount: "" }] })}
        >
          {t("stock.item.pack-add")}
        </Button>
      </span>
    </div>
  );
}
