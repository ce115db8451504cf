import type { SiteRole } from "#kernel/access.ts";
import type { PersonalData } from "#domains/people/commands.ts";
import type { EmploymentKind } from "#domains/people/events.ts";
import type { staffMemberQuery } from "#domains/people/queries.ts";
import type { RowOf } from "#kernel/definition.ts";
import { isDateEntered } from "#renderer/copy/typed-date.ts";

export type StaffMember = RowOf<typeof staffMemberQuery>;
export const EMPLOYMENT_KINDS: readonly EmploymentKind[] = ["bgn", "partner", "volunteer", "guest"];

/** A person as the form holds them: text until it is read. */
export interface StaffFields {
  readonly fullName: string;
  readonly nickName: string;
  readonly roles: readonly SiteRole[];
  readonly divisionCode: string;
  readonly employmentKind: EmploymentKind | "";
  readonly position: string;
  readonly joinDate: string;
  readonly birthDate: string;
  readonly phone: string;
  readonly nationalId: string;
  readonly address: string;
  readonly emergencyContact: string;
}
export type StaffFieldName = Exclude<keyof StaffFields, "roles"> | "roles";
type TextFieldName = Exclude<StaffFieldName, "roles">;

export type StaffProblemCode = "required" | "too-long" | "bad-phone" | "bad-national-id" | "bad-date";
export type StaffProblems = Readonly<Partial<Record<StaffFieldName, StaffProblemCode>>>;

export const EMPTY_STAFF: StaffFields = {
  fullName: "",
  nickName: "",
  roles: [],
  divisionCode: "",
  employmentKind: "",
  position: "",
  joinDate: "",
  birthDate: "",
  phone: "",
  nationalId: "",
  address: "",
  emergencyContact: "",
};

/** What `change-staff` changes. */
const CHANGEABLE_FIELDS: readonly TextFieldName[] = [
  "fullName",
  "nickName",
  "divisionCode",
  "employmentKind",
  "position",
  "birthDate",
  "phone",
  "nationalId",
  "address",
  "emergencyContact",
];

/** The limits of `personalDataSchema` and of `add-staff`. */
const MAX_COUNT_BY_FIELD: Readonly<Partial<Record<TextFieldName, number>>> = {
  fullName: 80,
  nickName: 24,
  position: 60,
  address: 200,
  emergencyContact: 120,
};

export function staffProblems(fields: StaffFields, options: { readonly withRoles: boolean }): StaffProblems {
  const problems: Partial<Record<StaffFieldName, StaffProblemCode>> = {};
  const required: readonly TextFieldName[] = ["fullName", "divisionCode", "employmentKind", "position"];
  for (const name of options.withRoles ? [...required, "joinDate" as const] : required) {
    if (fields[name].trim() === "") problems[name] = "required";
  }
  if (options.withRoles && fields.roles.length === 0) problems.roles = "required";
  for (const name of ["fullName", "nickName", "position", "address", "emergencyContact"] as const) {
    const maxCount = MAX_COUNT_BY_FIELD[name] ?? 0;
    if (fields[name].trim().length > maxCount) problems[name] = "too-long";
  }
  if (fields.phone.trim() !== "" && !/^\+?\d{8,15}$/.test(phoneDigits(fields.phone))) problems.phone = "bad-phone";
  if (fields.nationalId.trim() !== "" && !/^\d{16}$/.test(fields.nationalId.trim())) {
    problems.nationalId = "bad-national-id";
  }
  for (const name of ["joinDate", "birthDate"] as const) {
    if (fields[name] !== "" && !isDateEntered(fields[name])) problems[name] = "bad-date";
  }
  return problems;
}

/** A person's fields as the kitchen has them; roles and the date of joining are no part of a change. */
export function fieldsOfMember(member: StaffMember): StaffFields {
  return {
    ...EMPTY_STAFF,
    fullName: member.fullName,
    nickName: member.nickName ?? "",
    divisionCode: member.divisionCode,
    employmentKind: member.employmentKind,
    position: member.position,
    birthDate: member.birthDate ?? "",
    phone: member.phone ?? "",
    nationalId: member.nationalId ?? "",
    address: member.address ?? "",
    emergencyContact: member.emergencyContact ?? "",
  };
}

/** The fields as the kitchen will have them once they are saved. */
export function savedFields(fields: StaffFields): StaffFields {
  const personal = personalData(fields);
  return {
    ...fields,
    fullName: personal.fullName,
    nickName: personal.nickName ?? "",
    position: fields.position.trim(),
    phone: personal.phone ?? "",
    nationalId: personal.nationalId ?? "",
    address: personal.address ?? "",
    emergencyContact: personal.emergencyContact ?? "",
  };
}

/** A field somebody else changed while it was open here: what it says now, and what stands in this form. */
export interface StaffDifference {
  readonly field: TextFieldName;
  readonly theirs: string;
  readonly own: string;
}

/** What changed in the kitchen since `base` (what this form started from) and is not what stands here. */
export function staffDifferences(states: {
  readonly base: StaffFields;
  readonly now: StaffFields;
  readonly own: StaffFields;
}): readonly StaffDifference[] {
  const own = savedFields(states.own);
  return CHANGEABLE_FIELDS.filter(
    (field) => states.now[field] !== states.base[field] && states.now[field] !== own[field],
  ).map((field) => ({ field, theirs: states.now[field], own: own[field] }));
}

/** Keeps what was typed here; whatever was not touched here becomes what the kitchen has now. */
export function keepOwn(states: {
  readonly base: StaffFields;
  readonly now: StaffFields;
  readonly own: StaffFields;
}): StaffFields {
  const { base, now, own } = states;
  const untouched = CHANGEABLE_FIELDS.filter((field) => own[field] === base[field]);
  return { ...own, ...Object.fromEntries(untouched.map((field) => [field, now[field]])) };
}

/** What the kitchen seals; only what was filled in. */
export function personalData(fields: StaffFields): PersonalData {
  const optional = (name: TextFieldName, value: string) => (value === "" ? {} : { [name]: value });
  return {
    fullName: fields.fullName.trim(),
    ...optional("nickName", fields.nickName.trim()),
    ...optional("birthDate", fields.birthDate),
    ...optional("nationalId", fields.nationalId.trim()),
    ...optional("phone", phoneDigits(fields.phone)),
    ...optional("address", fields.address.trim()),
    ...optional("emergencyContact", fields.emergencyContact.trim()),
  };
}

/** People write spaces and dashes in numbers. */
function phoneDigits(text: string): string {
  return text.replaceAll(/[\s().-]/g, "");
}
