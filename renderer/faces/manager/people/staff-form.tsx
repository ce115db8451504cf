import { MultiSelect, Select, TextInput } from "@mantine/core";
import type { SiteRole } from "#kernel/access.ts";
import { siteRoleSchema } from "#kernel/access.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { canGrantRole, isBaseRole } from "#domains/people/rules.ts";
import { divisionsRef } from "#renderer/domains/people/people-refs.ts";
import { DateField } from "#renderer/faces/manager/act/date-field.tsx";
import { usePersonOrNobody } from "#renderer/faces/manager/session/person.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { EMPLOYMENT_KINDS, type StaffFields, type StaffFieldName, type StaffProblems } from "./staff-fields.ts";
import styles from "./people.module.css";

const ROLES: readonly SiteRole[] = siteRoleSchema.options;

/** The fields of a person; what is personal is sealed by the kitchen and shown only to who may see it. */
export function StaffForm(props: {
  readonly fields: StaffFields;
  readonly problems: StaffProblems;
  readonly onChange: (fields: StaffFields) => void;
  /** Roles are given when a person is added; later each is a signed act of its own. */
  readonly withRoles: boolean;
}) {
  const { fields, problems, onChange } = props;
  const { t } = useManagerCopy();
  const person = usePersonOrNobody();
  const divisions = useLiveQuery(
    divisionsRef,
    person === null ? null : {},
    person === null ? {} : { staffId: person.staffId },
  );
  const errorOf = (name: StaffFieldName) => {
    const problem = problems[name];
    return problem === undefined ? null : t(`people.problem.${problem}`);
  };
  const text = (
    name: StaffFieldName,
    more: { readonly hint?: string; readonly inputMode?: "numeric" | "tel" } = {},
  ) => (
    <TextInput
      className={styles.field ?? ""}
      label={t(`people.field.${name}`)}
      description={more.hint}
      inputMode={more.inputMode}
      autoComplete="off"
      value={fields[name]}
      error={errorOf(name)}
      onChange={(event) => onChange({ ...fields, [name]: event.currentTarget.value })}
    />
  );
  const date = (name: "joinDate" | "birthDate", hint?: string) => (
    <DateField
      className={styles.field ?? ""}
      label={t(`people.field.${name}`)}
      value={fields[name]}
      error={errorOf(name)}
      onChange={(value) => onChange({ ...fields, [name]: value })}
      {...(hint === undefined ? {} : { hint })}
    />
  );
  const mayGive = (role: SiteRole) => person !== null && (isBaseRole(role) || canGrantRole(person.roles, role));
  return (
    <div className={styles.form}>
      {text("fullName")}
      {text("nickName", { hint: t("people.field.nickName-hint") })}
      {props.withRoles ? (
        <MultiSelect
          className={styles.field ?? ""}
          label={t("people.field.roles")}
          description={t("people.field.roles-hint")}
          data={ROLES.map((role) => ({ value: role, label: t(`shared.role.${role}`), disabled: !mayGive(role) }))}
          value={[...fields.roles]}
          error={errorOf("roles")}
          onChange={(values) => onChange({ ...fields, roles: ROLES.filter((role) => values.includes(role)) })}
        />
      ) : null}
      <Select
        className={styles.field ?? ""}
        label={t("people.field.divisionCode")}
        data={divisions.rows.map((division) => ({ value: division.divisionCode, label: division.name }))}
        value={fields.divisionCode === "" ? null : fields.divisionCode}
        error={errorOf("divisionCode")}
        onChange={(value) => onChange({ ...fields, divisionCode: value ?? "" })}
      />
      <Select
        className={styles.field ?? ""}
        label={t("people.field.employmentKind")}
        data={EMPLOYMENT_KINDS.map((kind) => ({ value: kind, label: t(`people.employment.${kind}`) }))}
        value={fields.employmentKind === "" ? null : fields.employmentKind}
        error={errorOf("employmentKind")}
        onChange={(value) =>
          onChange({ ...fields, employmentKind: EMPLOYMENT_KINDS.find((kind) => kind === value) ?? "" })
        }
      />
      {text("position")}
      {props.withRoles ? date("joinDate") : null}
      {date("birthDate", t("people.field.birthDate-hint"))}
      {text("phone", { inputMode: "tel" })}
      {text("nationalId", { inputMode: "numeric", hint: t("people.field.sealed-hint") })}
      {text("address")}
      {text("emergencyContact")}
    </div>
  );
}
