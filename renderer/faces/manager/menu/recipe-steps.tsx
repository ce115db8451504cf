import { Checkbox, MultiSelect, TextInput, Textarea } from "@mantine/core";
import { useRef } from "react";
import { Button } from "#renderer/ui/button.tsx";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import type { StepForm } from "./recipe-fields.ts";
import type { RecipePartProps } from "./recipe-identity.tsx";
import styles from "./menu.module.css";

const INSTRUCTION_MAX_COUNT = 300;

/** How it is cooked, step by step, as the tablets show it. */
export function RecipeSteps(props: RecipePartProps) {
  const { fields, problems, onChange } = props;
  const { t } = useManagerCopy();
  const addedCount = useRef(0);
  const setSteps = (steps: readonly StepForm[]) => onChange({ ...fields, steps });
  const change = (key: string, more: Partial<StepForm>) =>
    setSteps(fields.steps.map((step) => (step.key === key ? { ...step, ...more } : step)));
  const foods = fields.lines.flatMap(({ source, name }) =>
    source.kind === "ingredient" ? [{ value: source.ingredientId, label: name }] : [],
  );
  const known = [...new Map(foods.map((food) => [food.value, food])).values()];
  const add = () => {
    addedCount.current += 1;
    setSteps([
      ...fields.steps,
      {
        key: `new-${String(addedCount.current)}`,
        instruction: "",
        minutes: "",
        temperature: "",
        isControlPoint: false,
        equipmentKind: undefined,
        ingredientIds: [],
      },
    ]);
  };
  return (
    <Panel title={t("menu.recipe.steps")}>
      {fields.steps.length === 0 ? <EmptyState text={t("menu.recipe.no-steps")} /> : null}
      <ol className={styles.list}>
        {fields.steps.map((step, index) => {
          const problem = problems[`step:${step.key}`];
          const label = t("menu.recipe.step", { step: index + 1 });
          return (
            <li key={step.key} className={styles.row}>
              <Textarea
                className={styles.wide ?? ""}
                label={label}
                rows={2}
                maxLength={INSTRUCTION_MAX_COUNT}
                value={step.instruction}
                error={problem === undefined ? null : t(`menu.recipe.problem.${problem}`)}
                onChange={(event) => change(step.key, { instruction: event.currentTarget.value })}
              />
              <TextInput
                className={styles.narrow ?? ""}
                label={t("menu.recipe.step-minutes")}
                inputMode="decimal"
                value={step.minutes}
                onChange={(event) => change(step.key, { minutes: event.currentTarget.value })}
              />
              <TextInput
                className={styles.narrow ?? ""}
                label={t("menu.recipe.step-temperature")}
                inputMode="decimal"
                value={step.temperature}
                onChange={(event) => change(step.key, { temperature: event.currentTarget.value })}
              />
              <MultiSelect
                className={styles.wide ?? ""}
                label={t("menu.recipe.step-foods")}
                data={known}
                value={[...step.ingredientIds]}
                onChange={(values) =>
                  change(step.key, {
                    ingredientIds: known.map((food) => food.value).filter((id) => values.includes(id)),
                  })
                }
              />
              <Checkbox
                label={t("menu.recipe.step-control")}
                checked={step.isControlPoint}
                onChange={(event) => change(step.key, { isControlPoint: event.currentTarget.checked })}
              />
              <Button
                size="small"
                icon="x"
                label={t("menu.recipe.step-remove", { step: index + 1 })}
                onPress={() => setSteps(fields.steps.filter((one) => one.key !== step.key))}
              >
                {""}
              </Button>
            </li>
          );
        })}
      </ol>
      <div className={styles.actions}>
        <Button size="small" icon="plus" onPress={add}>
          {t("menu.recipe.step-add")}
        </Button>
      </div>
    </Panel>
  );
}
