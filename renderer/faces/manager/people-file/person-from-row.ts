import type { SiteRole } from "#kernel/access.ts";
import type { EmploymentKind } from "#domains/people/events.ts";
import { isBaseRole } from "#domains/people/rules.ts";
import type { ImportCommand } from "#domains/people/decide-import.ts";
import {
  EMPLOYMENT_WORDS,
  EMPTY_POSITIONS,
  PEOPLE_FIELDS,
  ROLE_OF_DIVISION,
  ROLE_WORDS,
  type PeopleField,
  type RoleWords,
} from "#renderer/copy/people-file.ts";
import { plain } from "#renderer/faces/manager/plan-file/rows-from-grids.ts";
import {
  birthOfNationalId,
  dateFromCell,
  nameFromCell,
  nationalIdFromCell,
  phoneFromCell,
  type CellNote,
  type CellProblem,
  type CellValue,
} from "./cell-values.ts";
import { divisionFromWords, type PeopleRow } from "./find-table.ts";

export interface RowProblem {
  readonly code: CellProblem | "role-unknown" | "division-unknown" | "employment-unknown";
  readonly field: PeopleField;
  readonly value: string;
}
export interface RowNote {
  readonly code: CellNote | "birth-not-in-national-id" | "division-of-role" | "role-of-division" | "join-date-given";
  readonly field: PeopleField;
  /** What stood there, and what was made of it. */
  readonly value: string;
  readonly taken: string;
}

type Draft = Omit<ImportCommand["body"]["people"][number], "staffId">;

interface Deps {
  readonly today: string;
  readonly joinDate: string;
  readonly divisions: ReadonlyArray<{ readonly divisionCode: string; readonly name: string }>;
}

const MAX_COUNT_BY_FIELD = { fullName: 80, nickName: 24, address: 200, emergencyContact: 120, position: 60 } as const;
type TextField = keyof typeof MAX_COUNT_BY_FIELD;

/** One person of a list, or what keeps them from being one; every bad cell is told, not only the first. */
export function personFromRow(
  row: PeopleRow,
  deps: Deps,
): { readonly person: Draft | null; readonly problems: readonly RowProblem[]; readonly notes: readonly RowNote[] } {
  const problems: RowProblem[] = [];
  const notes: RowNote[] = [];
  const cell = (field: PeopleField) => row.cells[field] ?? "";
  const fail = (field: PeopleField, code: RowProblem["code"]) =>
    void problems.push({ code, field, value: cell(field) });
  const tell = (field: PeopleField, code: RowNote["code"], taken: string) =>
    void notes.push({ code, field, value: cell(field), taken });
  const isFormula = (field: PeopleField) => cell(field).startsWith("=");
  for (const field of PEOPLE_FIELDS) if (isFormula(field)) fail(field, "formula");

  /** A cell through its reader; undefined when it is empty, a formula or wrong. */
  const read = (
    field: PeopleField,
    reader: (
      text: string,
    ) => { readonly ok: true; readonly value: CellValue } | { readonly ok: false; readonly error: CellProblem },
  ): string | undefined => {
    if (cell(field) === "" || isFormula(field)) return undefined;
    const value = reader(cell(field));
    if (!value.ok) {
      fail(field, value.error);
      return undefined;
    }
    if (value.value.note !== undefined) tell(field, value.value.note, value.value.value);
    return value.value.value;
  };
  const text = (field: TextField) =>
    read(field, (found) => {
      const single = found.replaceAll(/\s+/g, " ").trim();
      return single.length > MAX_COUNT_BY_FIELD[field]
        ? { ok: false, error: "too-long" }
        : { ok: true, value: { value: single } };
    });

  if (cell("fullName") === "") fail("fullName", "required");
  const fullName = read("fullName", (found) => nameFromCell(found, MAX_COUNT_BY_FIELD.fullName));
  const nationalId = read("nationalId", (found) => nationalIdFromCell(found, row.numberFields.has("nationalId")));
  const birthDate = read("birthDate", (found) => dateFromCell(found, deps.today));
  const joinDate = read("joinDate", (found) => dateFromCell(found, deps.today));
  const phone = read("phone", phoneFromCell);
  const work = workOf(row, deps, { fail, tell });
  if (cell("joinDate") === "") tell("joinDate", "join-date-given", deps.joinDate);
  if (nationalId !== undefined && birthDate !== undefined && !isBornBy(nationalId, birthDate)) {
    tell("birthDate", "birth-not-in-national-id", birthDate);
  }
  const optional = { nickName: text("nickName"), address: text("address"), emergencyContact: text("emergencyContact") };
  const position = text("position");
  if (problems.length > 0 || fullName === undefined || work === null) return { person: null, problems, notes };
  const filled = Object.entries({ ...optional, nationalId, birthDate, phone }).filter(
    ([, value]) => value !== undefined,
  );
  return {
    person: {
      roles: [work.role],
      divisionCode: work.divisionCode,
      employmentKind: work.employmentKind,
      joinDate: joinDate ?? deps.joinDate,
      position: position ?? deps.divisions.find(({ divisionCode }) => divisionCode === work.divisionCode)?.name ?? "",
      personal: { fullName, ...Object.fromEntries(filled) },
    },
    problems,
    notes,
  };
}

interface Work {
  readonly role: SiteRole;
  readonly divisionCode: string;
  readonly employmentKind: EmploymentKind;
}

/** Role, division and employment: what is written counts, what is missing follows from the rest where it can only be one thing. */
function workOf(
  row: PeopleRow,
  { divisions }: Deps,
  told: {
    readonly fail: (field: PeopleField, code: RowProblem["code"]) => void;
    readonly tell: (field: PeopleField, code: RowNote["code"], taken: string) => void;
  },
): Work | null {
  const position = row.cells.position ?? "";
  const byPosition = isEmptyPosition(position) ? null : roleFromWords(position);
  if (byPosition === null && !isEmptyPosition(position)) told.fail("position", "role-unknown");
  const written = row.cells.divisionCode ?? "";
  const writtenCode = written === "" ? null : divisionFromWords(written, divisions);
  if (written !== "" && writtenCode === null) told.fail("divisionCode", "division-unknown");
  const divisionCode = writtenCode ?? row.sectionDivisionCode ?? divisionOfPosition(position);
  const role = byPosition?.role ?? ROLE_OF_DIVISION[divisionCode ?? ""] ?? null;
  const status = row.cells.employmentKind ?? "";
  const employment = status === "" ? (byPosition?.employmentKind ?? "volunteer") : employmentFromWords(status);
  if (employment === null) told.fail("employmentKind", "employment-unknown");
  if (divisionCode === null && written === "") told.fail("divisionCode", "required");
  if (role === null && isEmptyPosition(position) && divisionCode !== null) told.fail("position", "required");
  if (role === null || divisionCode === null || employment === null) return null;
  if (byPosition === null) told.tell("position", "role-of-division", role);
  if (written === "" && row.sectionDivisionCode === null) told.tell("divisionCode", "division-of-role", divisionCode);
  return { role, divisionCode, employmentKind: employment };
}

function isEmptyPosition(text: string): boolean {
  return text === "" || EMPTY_POSITIONS.includes(plain(text));
}

/** Whoever helps an office does not hold it: “asisten ahli gizi” is no nutritionist, though “asisten lapangan” is an office. */
function roleFromWords(text: string): RoleWords | null {
  const [found] = matchingRoles(text);
  if (found === undefined) return null;
  const isHelper = /^(?:asisten|pembantu|wakil|calon|magang)\b/.test(plain(text)) && found.role !== "field-assistant";
  return isHelper && !isBaseRole(found.role) ? null : found;
}

/** “Koordinator pemorsian” leads a division that another of its words names. */
function divisionOfPosition(text: string): string | null {
  return matchingRoles(text).find(({ divisionCode }) => divisionCode !== null)?.divisionCode ?? null;
}

function matchingRoles(text: string): readonly RoleWords[] {
  const words = ` ${plain(text)} `;
  return ROLE_WORDS.filter((known) => known.words.some((word) => words.includes(` ${word} `)));
}

function employmentFromWords(text: string): EmploymentKind | null {
  const words = plain(text);
  const kinds: readonly EmploymentKind[] = ["bgn", "partner", "volunteer", "guest"];
  return kinds.find((kind) => EMPLOYMENT_WORDS[kind].some((word) => ` ${words} `.includes(` ${word} `))) ?? null;
}

function isBornBy(nationalId: string, birthDate: string): boolean {
  const { monthDay, yearTail } = birthOfNationalId(nationalId);
  return birthDate.slice(5) === monthDay && birthDate.slice(2, 4) === yearTail;
}
