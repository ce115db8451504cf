import { present } from "#kernel/assert.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { PeopleCommand } from "./commands.ts";
import type { PeopleEvent, SealedReference } from "./events.ts";
import { staffStreamId } from "./ids.ts";
import { ageRefusal, newcomerRoleRefusal, type AgeLimits } from "./newcomer.ts";
import type { PeopleRejection } from "./rejections.ts";
import { staffCodeOf } from "./rules.ts";

export type ImportCommand = Extract<PeopleCommand, { readonly type: "import-staff" }>;

/** What the tables know of each person of a list, in the list's order. */
export interface ImportFacts extends AgeLimits {
  /** People the kitchen ever added: codes go on from there. */
  readonly staffCount: number;
  readonly divisionCodes: readonly string[];
  readonly people: readonly ImportedPerson[];
}

export interface ImportedPerson {
  /** Who on the kitchen's list this is: the same identity number, or the same name where one of the two has none. */
  readonly knownStaffId: string | null;
  /** The id is somebody's already: the list was made by a screen that lost its answer, or forged. */
  readonly isIdTaken: boolean;
  readonly sealed: SealedReference;
}

/** An event of a list, each person's in the stream of that person. */
type ImportEvent = PeopleEvent & { readonly streamId?: string };

/** All of a list or nobody (docs/people-file.md); whoever is known already is passed over. */
export function decideImport(
  { body }: ImportCommand,
  facts: ImportFacts,
  context: DecisionContext,
): Result<readonly ImportEvent[], PeopleRejection> {
  const listed = body.people.map((person, index) => ({
    person,
    known: present(facts.people[index], "the facts of a person on the list"),
  }));
  const refused = listed.flatMap(({ person, known }, index) => {
    const isTwice = listed.slice(0, index).some((earlier) => isSameIdentity(earlier.person.personal, person.personal));
    const refusal = isTwice
      ? ({ code: "national-id-in-use" } as const)
      : known.knownStaffId === null
        ? personRefusal(person, known, facts, context)
        : null;
    return refusal === null ? [] : [{ staffId: person.staffId, refusal }];
  });
  if (refused.length > 0) return err({ code: "people-refused", people: refused });
  const newcomers = listed.filter(({ known }) => known.knownStaffId === null);
  if (newcomers.length === 0) return err({ code: "nobody-to-import" });
  const { fileName, sha256 } = body;
  const counts = { addedCount: newcomers.length, knownCount: listed.length - newcomers.length };
  return ok([
    ...newcomers.map(({ person: { personal: _personal, ...person }, known }, index): ImportEvent => ({
      type: "staff-added",
      streamId: staffStreamId(person.staffId),
      body: {
        ...person,
        roles: [...new Set(person.roles)],
        staffCode: staffCodeOf(facts.staffCount + index + 1),
        sealed: known.sealed,
        isWithoutNumber: true,
      },
    })),
    { type: "staff-imported", body: { fileName, sha256, ...counts } },
  ]);
}

function personRefusal(
  person: ImportCommand["body"]["people"][number],
  known: ImportedPerson,
  facts: ImportFacts,
  context: DecisionContext,
): PeopleRejection | null {
  if (known.isIdTaken) return { code: "staff-exists", staffId: person.staffId };
  if (!facts.divisionCodes.includes(person.divisionCode)) {
    return { code: "not-found", kind: "division", id: person.divisionCode };
  }
  return newcomerRoleRefusal(person.roles, context) ?? ageRefusal(person, facts);
}

function isSameIdentity(
  left: { readonly nationalId?: string | undefined },
  right: { readonly nationalId?: string | undefined },
): boolean {
  return left.nationalId !== undefined && left.nationalId === right.nationalId;
}
