import { Checkbox, Select, TextInput } from "@mantine/core";
import { DISH_COMPONENTS, HOLD_CLASSES, TEMPERATURE_CLASSES } from "#kernel/food-words.ts";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import type { RecipeFields, RecipeProblems } from "./recipe-fields.ts";
import styles from "./menu.module.css";

export interface RecipePartProps {
  readonly fields: RecipeFields;
  readonly problems: RecipeProblems;
  readonly onChange: (fields: RecipeFields) => void;
}

type TextName = "dishName" | "wallName" | "recipeCode" | "core" | "minutes" | "targetSmall" | "targetLarge";

/** What a dish is called and how it is cooked, held and portioned. */
export function RecipeIdentity(props: RecipePartProps) {
  const { fields, problems, onChange } = props;
  const { t } = useManagerCopy();
  const text = (name: TextName, label: string, maxLength: number, inputMode?: "numeric" | "decimal") => {
    const problem = problems[name];
    return (
      <TextInput
        label={label}
        autoComplete="off"
        maxLength={maxLength}
        inputMode={inputMode}
        value={fields[name]}
        error={problem === undefined ? null : t(`menu.recipe.problem.${problem}`)}
        onChange={(event) => onChange({ ...fields, [name]: event.currentTarget.value })}
      />
    );
  };
  return (
    <Panel title={t("menu.recipe.identity")}>
      <div className={styles.form}>
        {text("dishName", t("menu.recipe.name"), 80)}
        {text("wallName", t("menu.recipe.wall-name"), 15)}
        {text("recipeCode", t("menu.recipe.code"), 32)}
        <Select
          label={t("menu.recipe.component")}
          allowDeselect={false}
          data={DISH_COMPONENTS.map((value) => ({ value, label: t(`shared.component.${value}`) }))}
          value={fields.component}
          onChange={(value) =>
            onChange({ ...fields, component: DISH_COMPONENTS.find((one) => one === value) ?? fields.component })
          }
        />
        <Select
          label={t("menu.recipe.hold-class")}
          allowDeselect={false}
          data={HOLD_CLASSES.map((value) => ({ value, label: t(`menu.hold.${value}`) }))}
          value={fields.holdClass}
          onChange={(value) =>
            onChange({ ...fields, holdClass: HOLD_CLASSES.find((one) => one === value) ?? fields.holdClass })
          }
        />
        <Select
          label={t("menu.recipe.temperature-class")}
          allowDeselect={false}
          data={TEMPERATURE_CLASSES.map((value) => ({ value, label: t(`menu.temperature.${value}`) }))}
          value={fields.temperatureClass}
          onChange={(value) =>
            onChange({
              ...fields,
              temperatureClass: TEMPERATURE_CLASSES.find((one) => one === value) ?? fields.temperatureClass,
            })
          }
        />
        {text("minutes", t("menu.recipe.minutes"), 5, "numeric")}
        {text("core", t("menu.recipe.core"), 5, "decimal")}
        {text("targetSmall", t("menu.recipe.target-small"), 5, "numeric")}
        {text("targetLarge", t("menu.recipe.target-large"), 5, "numeric")}
        <Checkbox
          label={t("menu.recipe.halal")}
          checked={fields.isHalal}
          onChange={(event) => onChange({ ...fields, isHalal: event.currentTarget.checked })}
        />
      </div>
    </Panel>
  );
}
