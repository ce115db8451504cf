import { Checkbox } from "@mantine/core";
import { PLAN_FILE_WORDS } from "#renderer/copy/plan-file.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { ChoiceField, PersonField, PortionGroup, TextField } from "./form-fields.tsx";
import styles from "./kloter-editor.module.css";
import {
  EMPTY_INGREDIENT,
  EMPTY_STEP,
  isAmountUnknown,
  type DishForm,
  type IngredientForm,
  type StepForm,
} from "./plan-form.ts";
import { FormProblems } from "./plan-problems.tsx";

/** One dish of a kloter; what is seldom needed is folded away. */
export function DishEditor(props: {
  readonly dish: DishForm;
  readonly number: number;
  readonly makeKey: () => string;
  /** Who may lead this dish; without it nobody is asked for. */
  readonly people: ReadonlyArray<{ readonly value: string; readonly label: string }> | undefined;
  readonly onChange: (dish: DishForm) => void;
  readonly onRemove: () => void;
}) {
  const { dish, number, onChange } = props;
  const { t } = useManagerCopy();
  const name = dish.dishName.trim() === "" ? t("kitchen.plan.dish-number", { number }) : dish.dishName;
  return (
    <fieldset className={styles.item}>
      <legend>{name}</legend>
      <FormProblems formKey={dish.key} />
      <div className={styles.fields}>
        <TextField form={dish} field="dishName" onChange={onChange} />
        <TextField
          form={dish}
          field="wallName"
          width="short"
          hint={t("kitchen.plan.wall-dish-hint")}
          onChange={onChange}
        />
        <ChoiceField form={dish} field="component" choices="component" onChange={onChange} />
        <ChoiceField form={dish} field="holdClass" choices="holdClass" onChange={onChange} />
        <ChoiceField form={dish} field="temperatureClass" choices="temperatureClass" onChange={onChange} />
        <TextField form={dish} field="start" width="short" hint={t("kitchen.plan.time-hint")} onChange={onChange} />
        <TextField form={dish} field="finish" width="short" onChange={onChange} />
        <TextField form={dish} field="standardMinutes" width="short" inputMode="numeric" onChange={onChange} />
        {props.people === undefined ? null : (
          <PersonField form={dish} field="leadCook" people={props.people} onChange={onChange} />
        )}
      </div>
      <details className={styles.more}>
        <summary>{t("kitchen.plan.more-dish")}</summary>
        <div className={styles.fields}>
          <TextField
            form={dish}
            field="recipeCode"
            width="short"
            hint={t("kitchen.plan.code-hint")}
            onChange={onChange}
          />
          <TextField form={dish} field="recipeVersion" width="short" inputMode="numeric" onChange={onChange} />
          <TextField
            form={dish}
            field="coreTemperatureMin"
            width="short"
            inputMode="decimal"
            hint={t("kitchen.plan.core-hint")}
            onChange={onChange}
          />
        </div>
        <PortionGroup
          form={dish}
          legend={t("kitchen.plan.dish-portions")}
          hint={t("kitchen.plan.dish-portions-hint")}
          onChange={onChange}
        />
      </details>
      <details className={styles.more}>
        <summary>{t("kitchen.plan.ingredients", { count: dish.ingredients.length })}</summary>
        <Ingredients {...props} />
      </details>
      <details className={styles.more}>
        <summary>{t("kitchen.plan.steps", { count: dish.steps.length })}</summary>
        <Steps {...props} />
      </details>
      <div>
        <Button
          size="small"
          icon="x"
          kind="quiet"
          label={t("kitchen.plan.remove-of", { name })}
          onPress={props.onRemove}
        >
          {t("kitchen.plan.remove-dish")}
        </Button>
      </div>
    </fieldset>
  );
}

function Ingredients(props: {
  readonly dish: DishForm;
  readonly makeKey: () => string;
  readonly onChange: (dish: DishForm) => void;
}) {
  const { dish, onChange } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const change = (changed: IngredientForm) =>
    onChange({ ...dish, ingredients: dish.ingredients.map((line) => (line.key === changed.key ? changed : line)) });
  return (
    <>
      <p className={styles.hint}>{t("kitchen.plan.ingredients-hint")}</p>
      <ul className={styles.lines}>
        {dish.ingredients.map((line) => (
          <li key={line.key} className={styles.fields}>
            <TextField form={line} field="name" onChange={change} />
            <ChoiceField form={line} field="unit" choices="unit" onChange={change} />
            <TextField form={line} field="small" width="short" inputMode="numeric" onChange={change} />
            <TextField form={line} field="large" width="short" inputMode="numeric" onChange={change} />
            <TextField form={line} field="toddler" width="short" inputMode="numeric" onChange={change} />
            <TextField form={line} field="maternal" width="short" inputMode="numeric" onChange={change} />
            {isAmountUnknown(line) ? <p className={styles.hint}>{units.quantity(null)}</p> : null}
            <Button
              size="small"
              icon="x"
              kind="quiet"
              label={t("kitchen.plan.remove-of", { name: line.name })}
              onPress={() =>
                onChange({ ...dish, ingredients: dish.ingredients.filter((other) => other.key !== line.key) })
              }
            >
              {t("kitchen.plan.remove")}
            </Button>
          </li>
        ))}
      </ul>
      <Button
        size="small"
        icon="plus"
        onPress={() =>
          onChange({ ...dish, ingredients: [...dish.ingredients, { ...EMPTY_INGREDIENT, key: props.makeKey() }] })
        }
      >
        {t("kitchen.plan.add-ingredient")}
      </Button>
    </>
  );
}

function Steps(props: {
  readonly dish: DishForm;
  readonly makeKey: () => string;
  readonly onChange: (dish: DishForm) => void;
}) {
  const { dish, onChange } = props;
  const { t, language } = useManagerCopy();
  const change = (changed: StepForm) =>
    onChange({ ...dish, steps: dish.steps.map((step) => (step.key === changed.key ? changed : step)) });
  return (
    <>
      <ul className={styles.lines}>
        {dish.steps.map((step) => (
          <li key={step.key} className={styles.fields}>
            <TextField form={step} field="number" width="short" inputMode="numeric" onChange={change} />
            <TextField form={step} field="instruction" onChange={change} />
            <TextField form={step} field="minutes" width="short" inputMode="numeric" onChange={change} />
            <TextField form={step} field="temperature" width="short" inputMode="decimal" onChange={change} />
            <TextField
              form={step}
              field="ingredientNames"
              hint={t("kitchen.plan.step-ingredients-hint")}
              onChange={change}
            />
            <Checkbox
              className={styles.tick ?? ""}
              label={PLAN_FILE_WORDS[language].columnByField.isControlPoint}
              checked={step.isControlPoint}
              onChange={(event) => change({ ...step, isControlPoint: event.currentTarget.checked })}
            />
            <Button
              size="small"
              icon="x"
              kind="quiet"
              label={t("kitchen.plan.remove-of", { name: step.instruction })}
              onPress={() => onChange({ ...dish, steps: dish.steps.filter((other) => other.key !== step.key) })}
            >
              {t("kitchen.plan.remove")}
            </Button>
          </li>
        ))}
      </ul>
      <Button
        size="small"
        icon="plus"
        onPress={() =>
          onChange({
            ...dish,
            steps: [...dish.steps, { ...EMPTY_STEP, key: props.makeKey(), number: String(dish.steps.length + 1) }],
          })
        }
      >
        {t("kitchen.plan.add-step")}
      </Button>
    </>
  );
}
