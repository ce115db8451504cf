import { MultiSelect, Select, TextInput } from "@mantine/core";
import { ALLERGENS, FOOD_CATEGORIES } from "#kernel/food-words.ts";
import type { BaseUnit } from "#kernel/quantity.ts";
import { FOOD_FORMS, NUTRIENTS, NUTRITION_BASES, type Nutrient } from "#domains/menu/nutrients.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import type { FoodFieldName, FoodFields, FoodProblems } from "./food-fields.ts";
import styles from "./food.module.css";

const UNITS: readonly BaseUnit[] = ["g", "ml", "pcs"];
type TextName = Exclude<FoodFieldName, Nutrient | "per">;

/** Everything about a food, in the order a table of composition has it. */
export function FoodForm(props: {
  readonly fields: FoodFields;
  readonly problems: FoodProblems;
  readonly onChange: (fields: FoodFields) => void;
}) {
  const { fields, problems, onChange } = props;
  const { t } = useManagerCopy();
  const unit = t(`food.unit.${fields.baseUnit}`);
  const errorOf = (name: FoodFieldName) => {
    const problem = problems[name];
    return problem === undefined ? null : t(`food.problem.${problem}`);
  };
  const text = (name: TextName, label: string, hint?: string) => (
    <TextInput
      label={label}
      description={hint}
      autoComplete="off"
      value={fields[name]}
      error={errorOf(name)}
      onChange={(event) => onChange({ ...fields, [name]: event.currentTarget.value })}
    />
  );
  const choice = <Name extends "category" | "baseUnit" | "per" | "form">(
    name: Name,
    label: string,
    choices: ReadonlyArray<{ readonly value: FoodFields[Name]; readonly label: string }>,
  ) => (
    <Select
      label={label}
      allowDeselect={false}
      data={[...choices]}
      value={fields[name]}
      error={name === "per" ? errorOf("per") : null}
      onChange={(value) => {
        const chosen = choices.find((one) => one.value === value);
        if (chosen !== undefined) onChange({ ...fields, [name]: chosen.value });
      }}
    />
  );
  return (
    <div className={styles.stack}>
      <div className={styles.form}>
        {text("name", t("food.field.name"))}
        {text("ingredientCode", t("food.field.ingredientCode"), t("food.field.ingredientCode-hint"))}
        {choice(
          "category",
          t("food.field.category"),
          FOOD_CATEGORIES.map((value) => ({ value, label: t(`food.category.${value}`) })),
        )}
        {choice(
          "baseUnit",
          t("food.field.baseUnit"),
          UNITS.map((value) => ({ value, label: t(`food.unit.${value}`) })),
        )}
        {text("edible", t("food.field.edible"), t("food.field.edible-hint"))}
        {text("loss", t("food.field.loss"), t("food.field.loss-hint"))}
        {fields.baseUnit === "pcs" ? text("massPerPieceG", t("food.field.massPerPieceG")) : null}
        {fields.baseUnit === "ml" ? text("massPerLitreG", t("food.field.massPerLitreG")) : null}
        {text("roundTo", t("food.field.roundTo", { unit }))}
        {text(
          "priceIdr",
          t("food.field.priceIdr", { unit: t(`food.price-unit.${fields.baseUnit}`) }),
          t("food.field.price-hint"),
        )}
        {text("small", t("food.field.small", { unit }))}
        {text("large", t("food.field.large", { unit }))}
        <MultiSelect
          label={t("food.field.allergens")}
          description={t("food.field.allergens-hint")}
          data={ALLERGENS.map((value) => ({ value, label: t(`food.allergen.${value}`) }))}
          value={[...fields.allergens]}
          onChange={(values) =>
            onChange({ ...fields, allergens: ALLERGENS.filter((allergen) => values.includes(allergen)) })
          }
        />
      </div>
      <div className={styles.form}>
        {choice(
          "per",
          t("food.field.per"),
          NUTRITION_BASES.map((value) => ({ value, label: t(`food.per.${value}`) })),
        )}
        {choice(
          "form",
          t("food.field.form"),
          FOOD_FORMS.map((value) => ({ value, label: t(`food.form.${value}`) })),
        )}
        {text("source", t("food.field.source"))}
        {NUTRIENTS.map((nutrient) => (
          <TextInput
            key={nutrient}
            label={t(`food.nutrient.${nutrient}`)}
            inputMode="decimal"
            autoComplete="off"
            placeholder={t("food.no-data")}
            value={fields.figures[nutrient]}
            error={errorOf(nutrient)}
            onChange={(event) =>
              onChange({ ...fields, figures: { ...fields.figures, [nutrient]: event.currentTarget.value } })
            }
          />
        ))}
      </div>
    </div>
  );
}
