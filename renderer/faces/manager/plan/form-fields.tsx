import { MultiSelect, NativeSelect, Select, TextInput } from "@mantine/core";
import { PLAN_FILE_WORDS, type PlanChoiceField, type PlanColumn } from "#renderer/copy/plan-file.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./kloter-editor.module.css";
import { useFieldError } from "./plan-problems.tsx";
import { PORTION_FIELD_NAMES, type PortionFieldName, type PortionFields } from "./plan-form.ts";

interface FieldProps<Form> {
  readonly form: Form & { readonly key: string };
  /** The form's member; it is also the name a problem has. */
  readonly field: keyof Form & PlanColumn;
  readonly onChange: (form: Form & { readonly key: string }) => void;
}

/** One text field of a plan, with its problem beneath. */
export function TextField<Form>(
  props: FieldProps<Form> & {
    readonly hint?: string;
    readonly inputMode?: "text" | "numeric" | "decimal";
    readonly width?: "short" | "wide";
  },
) {
  const { language } = useManagerCopy();
  const errorOf = useFieldError();
  const { form, field } = props;
  return (
    <TextInput
      className={(props.width === "short" ? styles.short : styles.wide) ?? ""}
      label={PLAN_FILE_WORDS[language].columnByField[field]}
      description={props.hint}
      inputMode={props.inputMode ?? "text"}
      value={String(form[field])}
      error={errorOf(form.key, field)}
      onChange={(event) => props.onChange({ ...form, [field]: event.currentTarget.value })}
    />
  );
}

/** One field with a fixed list of values. */
export function ChoiceField<Form>(props: FieldProps<Form> & { readonly choices: PlanChoiceField }) {
  const { language, t } = useManagerCopy();
  const errorOf = useFieldError();
  const { form, field } = props;
  const words = PLAN_FILE_WORDS[language];
  return (
    <NativeSelect
      className={styles.short ?? ""}
      label={words.columnByField[field]}
      value={String(form[field])}
      error={errorOf(form.key, field)}
      data={[
        { value: "", label: t("kitchen.choose") },
        ...Object.entries(words.choices[props.choices]).map(([value, label]) => ({ value, label })),
      ]}
      onChange={(event) => props.onChange({ ...form, [field]: event.currentTarget.value })}
    />
  );
}

interface PeopleOptions {
  readonly people: ReadonlyArray<{ readonly value: string; readonly label: string }>;
}

/** One person of the staff, kept by code; may stay empty. */
export function PersonField<Form>(props: FieldProps<Form> & PeopleOptions) {
  const { language, t } = useManagerCopy();
  const errorOf = useFieldError();
  const { form, field } = props;
  return (
    <Select
      className={styles.wide ?? ""}
      label={PLAN_FILE_WORDS[language].columnByField[field]}
      data={[...props.people]}
      value={String(form[field]) === "" ? null : String(form[field])}
      error={errorOf(form.key, field)}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("kitchen.plan.remove") }}
      nothingFoundMessage={t("manager.table.no-match")}
      onChange={(code) => props.onChange({ ...form, [field]: code ?? "" })}
    />
  );
}

/** Several people, kept by their codes with commas between. */
export function PeopleField<Form>(props: FieldProps<Form> & PeopleOptions & { readonly hint: string }) {
  const { language, t } = useManagerCopy();
  const errorOf = useFieldError();
  const { form, field } = props;
  return (
    <MultiSelect
      className={styles.wide ?? ""}
      label={PLAN_FILE_WORDS[language].columnByField[field]}
      description={props.hint}
      data={[...props.people]}
      value={String(form[field])
        .split(",")
        .filter((code) => code !== "")}
      error={errorOf(form.key, field)}
      searchable
      nothingFoundMessage={t("manager.table.no-match")}
      onChange={(codes) => props.onChange({ ...form, [field]: codes.join(",") })}
    />
  );
}

/** Portions by size; left empty they follow from elsewhere, which the hint says. */
export function PortionGroup<Form extends PortionFields>(props: {
  readonly form: Form & { readonly key: string };
  readonly legend: string;
  readonly hint?: string;
  readonly onChange: (form: Form & { readonly key: string }) => void;
}) {
  const { language } = useManagerCopy();
  const errorOf = useFieldError();
  const { form } = props;
  return (
    <fieldset className={styles.group}>
      <legend>{props.legend}</legend>
      {props.hint === undefined ? null : <p className={styles.hint}>{props.hint}</p>}
      <div className={styles.fields}>
        {PORTION_FIELD_NAMES.map((name: PortionFieldName) => (
          <TextInput
            key={name}
            className={styles.figure ?? ""}
            label={PLAN_FILE_WORDS[language].columnByField[name]}
            inputMode="numeric"
            value={form[name]}
            error={errorOf(form.key, name)}
            onChange={(event) => props.onChange({ ...form, [name]: event.currentTarget.value })}
          />
        ))}
      </div>
    </fieldset>
  );
}
