import type { SiteRole } from "#kernel/access.ts";
import type { IdFactory, StaffId } from "#kernel/ids.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { ImportCommand } from "#domains/people/decide-import.ts";
import { STAFF_IMPORT_MAX_COUNT } from "#domains/people/import-limit.ts";
import { canGrantRole, comparableName, isBaseRole } from "#domains/people/rules.ts";
import { gridsFromBytes } from "#renderer/faces/manager/plan-file/grids-from-bytes.ts";
import type { PlanFileFault } from "#renderer/faces/manager/plan-file/grid.ts";
import { sha256Hex } from "#renderer/faces/manager/plan-file/sha256.ts";
import type { PeopleField } from "#renderer/copy/people-file.ts";
import { peopleRowsFromGrids, type PassedRow, type PeopleRow } from "./find-table.ts";
import { personFromRow, type RowNote, type RowProblem } from "./person-from-row.ts";

export type ListedPerson = ImportCommand["body"]["people"][number];

export interface PeopleFileDeps {
  readonly today: string;
  /** For rows without a joining date. */
  readonly joinDate: string;
  readonly divisions: ReadonlyArray<{ readonly divisionCode: string; readonly name: string }>;
  /** Of whoever brings the list: roles they may not give are told before anything is sent. */
  readonly actorRoles: readonly SiteRole[];
  readonly makeId: IdFactory;
}

/** Something to put right, or put right already, where it stands in the file. */
export interface At<What> {
  readonly sheet: string;
  readonly rowNumber: number;
  readonly field: PeopleField | null;
  readonly what: What;
}
export type PeopleProblem =
  | RowProblem
  | { readonly code: "role-not-yours"; readonly role: SiteRole }
  | { readonly code: "national-id-twice" | "name-twice"; readonly value: string; readonly otherRowNumber: number };

/** A file that could be read: its people when the whole of it is clean, and what was passed over or put right. */
export interface PeopleFileReading {
  readonly fileName: string;
  readonly sha256: string;
  readonly rowCount: number;
  readonly problems: readonly At<PeopleProblem>[];
  readonly notes: readonly At<RowNote>[];
  readonly passed: readonly PassedRow[];
  readonly unreadHeadings: readonly string[];
  readonly people: readonly ListedPerson[] | null;
}

export type PeopleFileFault =
  | PlanFileFault
  /** No row of any sheet names a column of names and one thing more. */
  | { readonly code: "file-no-heading" }
  | { readonly code: "file-too-many-people"; readonly peopleCount: number; readonly maxCount: number };

/** Reads a list of people from XLSX or CSV, told apart by content. Nothing is taken until the whole of it is clean. */
export async function readPeopleFile(
  file: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> },
  deps: PeopleFileDeps,
): Promise<Result<PeopleFileReading, PeopleFileFault>> {
  const grids = await gridsFromBytes(file.bytes);
  if (!grids.ok) return grids;
  const table = peopleRowsFromGrids(grids.value, deps.divisions);
  if (!table.hasHeading) return err({ code: "file-no-heading" });
  const { rows, passed, unreadHeadings } = table;
  if (rows.length === 0) return err({ code: "file-empty" });
  if (rows.length > STAFF_IMPORT_MAX_COUNT) {
    return err({ code: "file-too-many-people", peopleCount: rows.length, maxCount: STAFF_IMPORT_MAX_COUNT });
  }
  const read = rows.map((row) => ({ row, ...personFromRow(row, deps) }));
  const problems = [
    ...read.flatMap(({ row, problems: own }) => own.map((problem) => at(row, problem.field, problem))),
    ...read.flatMap(({ row, person }) => roleProblems(row, person?.roles ?? [], deps.actorRoles)),
    ...twiceProblems(read),
  ].toSorted((left, right) =>
    left.sheet === right.sheet ? left.rowNumber - right.rowNumber : left.sheet < right.sheet ? -1 : 1,
  );
  const people = read.flatMap(({ person }) => (person === null ? [] : [person]));
  return ok({
    fileName: file.name,
    sha256: sha256Hex(file.bytes),
    rowCount: rows.length,
    problems,
    notes: read.flatMap(({ row, notes }) => notes.map((note) => at(row, note.field, note))),
    passed,
    unreadHeadings,
    people:
      problems.length > 0
        ? null
        : people.map((person) => ({ ...person, staffId: deps.makeId("staff") satisfies StaffId })),
  });
}

type Draft = Omit<ListedPerson, "staffId">;

function roleProblems(row: PeopleRow, roles: readonly SiteRole[], actorRoles: readonly SiteRole[]) {
  return roles
    .filter((role) => !isBaseRole(role) && !canGrantRole(actorRoles, role))
    .map((role) => at<PeopleProblem>(row, "position", { code: "role-not-yours", role }));
}

/** The same identity number twice is an error of the file; the same name twice only where no number tells them apart. */
function twiceProblems(read: ReadonlyArray<{ readonly row: PeopleRow; readonly person: Draft | null }>) {
  return read.flatMap(({ row, person }, index): readonly At<PeopleProblem>[] => {
    if (person === null) return [];
    const earlier = read.slice(0, index);
    const { nationalId, fullName } = person.personal;
    const sameId = earlier.find(
      (other) => nationalId !== undefined && other.person?.personal.nationalId === nationalId,
    );
    if (sameId !== undefined) {
      return [
        at(row, "nationalId", {
          code: "national-id-twice",
          value: nationalId ?? "",
          otherRowNumber: sameId.row.rowNumber,
        }),
      ];
    }
    const sameName = earlier.find(
      (other) =>
        other.person !== null &&
        comparableName(other.person.personal.fullName) === comparableName(fullName) &&
        (other.person.personal.nationalId === undefined || nationalId === undefined),
    );
    if (sameName === undefined) return [];
    return [at(row, "fullName", { code: "name-twice", value: fullName, otherRowNumber: sameName.row.rowNumber })];
  });
}

function at<What>(row: PeopleRow, field: PeopleField | null, what: What): At<What> {
  return { sheet: row.sheet, rowNumber: row.rowNumber, field, what };
}
