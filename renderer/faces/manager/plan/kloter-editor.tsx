import type { ReactNode } from "react";
import { Button } from "#renderer/ui/button.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { DishEditor } from "./dish-editor.tsx";
import { ChoiceField, PeopleField, PersonField, PortionGroup, TextField } from "./form-fields.tsx";
import styles from "./kloter-editor.module.css";
import { EMPTY_DISH, EMPTY_POINT, type DishForm, type KloterForm, type PointForm } from "./plan-form.ts";
import { FormProblems } from "./plan-problems.tsx";

/** The form of one kloter: group and wave, its dishes, where it goes. Validation stands beside the fields. */
export function KloterEditor(props: {
  readonly form: KloterForm;
  readonly onChange: (form: KloterForm) => void;
  readonly makeKey: () => string;
  /** Beside the dishes: a way to copy them from another kloter. */
  readonly dishActions?: ReactNode;
  /** Who may be assigned with the plan; without it nobody is: a kloter that stands has its own list of people. */
  readonly people?: ReadonlyArray<{ readonly value: string; readonly label: string }>;
}) {
  const { form, onChange, makeKey } = props;
  const { t } = useManagerCopy();
  return (
    <>
      <Panel title={t("kitchen.plan.kloter")}>
        <FormProblems formKey={form.key} />
        <div className={styles.fields}>
          <TextField form={form} field="label" hint={t("kitchen.plan.label-hint")} onChange={onChange} />
          <ChoiceField form={form} field="wave" choices="wave" onChange={onChange} />
          <TextField
            form={form}
            field="preparation"
            width="short"
            hint={t("kitchen.plan.time-hint")}
            onChange={onChange}
          />
          <TextField form={form} field="specialPacks" width="short" inputMode="numeric" onChange={onChange} />
        </div>
        <PortionGroup
          form={form}
          legend={t("kitchen.plan.portions")}
          hint={t("kitchen.plan.portions-hint")}
          onChange={onChange}
        />
        {props.people === undefined ? null : (
          <div className={styles.fields}>
            <PersonField form={form} field="leadCook" people={props.people} onChange={onChange} />
            <PeopleField
              form={form}
              field="team"
              people={props.people}
              hint={t("kitchen.plan.team-hint")}
              onChange={onChange}
            />
          </div>
        )}
      </Panel>
      <Panel
        title={t("kitchen.dishes")}
        actions={
          <>
            {props.dishActions ?? null}
            <Button
              size="small"
              icon="plus"
              onPress={() => onChange({ ...form, dishes: [...form.dishes, { ...EMPTY_DISH, key: makeKey() }] })}
            >
              {t("kitchen.plan.add-dish")}
            </Button>
          </>
        }
      >
        <ul className={styles.list}>
          {form.dishes.map((dish, index) => (
            <li key={dish.key}>
              <DishEditor
                dish={dish}
                number={index + 1}
                makeKey={makeKey}
                people={props.people}
                onChange={(changed) => onChange({ ...form, dishes: replaced(form.dishes, changed) })}
                onRemove={() => onChange({ ...form, dishes: without(form.dishes, dish) })}
              />
            </li>
          ))}
        </ul>
      </Panel>
      <Panel
        title={t("kitchen.points")}
        actions={
          <Button
            size="small"
            icon="plus"
            onPress={() => onChange({ ...form, points: [...form.points, { ...EMPTY_POINT, key: makeKey() }] })}
          >
            {t("kitchen.plan.add-point")}
          </Button>
        }
      >
        <ul className={styles.list}>
          {form.points.map((point, index) => (
            <li key={point.key}>
              <PointEditor
                point={point}
                number={index + 1}
                onChange={(changed) => onChange({ ...form, points: replaced(form.points, changed) })}
                onRemove={() => onChange({ ...form, points: without(form.points, point) })}
              />
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}

function PointEditor(props: {
  readonly point: PointForm;
  readonly number: number;
  readonly onChange: (point: PointForm) => void;
  readonly onRemove: () => void;
}) {
  const { point, number, onChange } = props;
  const { t } = useManagerCopy();
  const name = point.name.trim() === "" ? t("kitchen.plan.point-number", { number }) : point.name;
  return (
    <fieldset className={styles.item}>
      <legend>{name}</legend>
      <div className={styles.fields}>
        <TextField form={point} field="name" onChange={onChange} />
        <TextField form={point} field="code" width="short" hint={t("kitchen.plan.code-hint")} onChange={onChange} />
        <TextField
          form={point}
          field="wallName"
          width="short"
          hint={t("kitchen.plan.wall-point-hint")}
          onChange={onChange}
        />
        <ChoiceField form={point} field="category" choices="category" onChange={onChange} />
        <TextField
          form={point}
          field="departure"
          width="short"
          hint={t("kitchen.plan.time-hint")}
          onChange={onChange}
        />
        <TextField form={point} field="travelMinutes" width="short" inputMode="numeric" onChange={onChange} />
        <TextField form={point} field="specialPacks" width="short" inputMode="numeric" onChange={onChange} />
      </div>
      <PortionGroup form={point} legend={t("kitchen.plan.portions")} onChange={onChange} />
      <div>
        <Button
          size="small"
          icon="x"
          kind="quiet"
          label={t("kitchen.plan.remove-of", { name })}
          onPress={props.onRemove}
        >
          {t("kitchen.plan.remove-point")}
        </Button>
      </div>
    </fieldset>
  );
}

export function replaced<Form extends DishForm | PointForm>(forms: readonly Form[], changed: Form): readonly Form[] {
  return forms.map((form) => (form.key === changed.key ? changed : form));
}

export function without<Form extends { readonly key: string }>(forms: readonly Form[], gone: Form): readonly Form[] {
  return forms.filter((form) => form.key !== gone.key);
}
